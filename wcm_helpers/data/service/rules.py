"""The rules by which orders and tickets are judged; the performance section of the settings has them."""

from typing import Literal

from pydantic import Field

from wcm_helpers.data.settings import Settings
from wcm_helpers.data.strict_model import StrictModel

_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class ServiceRules(StrictModel):
    """When a promise is kept. One rate never mixes promised and requested dates."""

    event: Literal["shipped", "signed"] = Field(
        default="shipped", description="what keeps the promise of an order: it left, or it was signed for"
    )
    basis: Literal["promised_last", "promised_first", "requested"] = Field(
        default="promised_last", description="which date an order is due by"
    )
    derive_promise: bool = Field(
        default=True, description="whether an order without the date is due by its term of service"
    )
    late_minutes: int = Field(
        default=0, ge=0, le=100_000, description="so many minutes late still count as on time"
    )
    early_hours: float | None = Field(
        default=None,
        gt=0,
        description="an order so many hours early is not on time; never by default",
    )
    in_full_tolerance: float = Field(
        default=0.0, ge=0, lt=1, description="share of a line that may be missing"
    )
    day_start: str = Field(
        default="09:00", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="working day from"
    )
    day_end: str = Field(
        default="18:00", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="working day to"
    )

    @property
    def derives(self) -> bool:
        """Whether a missing date is derived; a requested date is the customer's own and is not."""
        return self.derive_promise and self.basis != "requested"


def service_rules(settings: Settings) -> ServiceRules:
    """Return the rules by which orders and tickets are judged, for reports other than the performance review.

    What ``[performance]`` says besides is that report's own.
    """
    said = settings.extra.get("performance", {})
    return ServiceRules.model_validate({key: said[key] for key in ServiceRules.model_fields if key in said})
