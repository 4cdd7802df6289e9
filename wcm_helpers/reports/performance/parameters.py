"""The parameters and settings of the performance review."""

from typing import Annotated

from pydantic import Field, field_validator

from wcm_helpers.core.contacts import without_contacts
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.reporting.parameters import ReportParameters, ReportSettings

#: The section of the settings file.
SECTION = "performance"

#: A target for all, or one by class or group.
Target = float | dict[str, float]


class PerformanceSettings(ReportSettings, ServiceRules):
    """The section ``[performance]`` of the settings file."""

    targets: dict[str, Target] = Field(
        default={},
        description="target of an indicator by its id, a share as 0 to 1: one for all, or by class",
    )
    owners: dict[str, str] = Field(
        default={}, description="role responsible for an indicator, by its id, published as it is written"
    )
    months: Annotated[int, Field(ge=3, le=60)] = Field(default=36, description="months a chart goes back")
    baseline_months: Annotated[int, Field(ge=6, le=36)] = Field(
        default=12, description="observed months whose limits a control chart is given"
    )
    screen_moving_ranges: bool = Field(
        default=False, description="whether moving ranges beyond their limit are left out of the limits, once"
    )
    measure_months: Annotated[int, Field(ge=1, le=12)] = Field(
        default=3, description="whole months after a measure began before it is judged"
    )
    top_groups: Annotated[int, Field(ge=1, le=20)] = Field(
        default=5, description="groups shown of a change; the others are added up"
    )
    handling_minutes: float = Field(default=12.0, gt=0, description="minutes of work a ticket takes")
    answer_minutes: float = Field(
        default=15.0, gt=0, description="minutes within which a share of tickets is to be taken up"
    )
    answer_share: float = Field(default=0.8, gt=0, lt=1, description="that share of tickets")

    @field_validator("owners")
    @classmethod
    def _without_contacts(cls, owners: dict[str, str]) -> dict[str, str]:
        return {indicator: without_contacts(owner) for indicator, owner in owners.items()}


class PerformanceParameters(ReportParameters):
    """The parameters of 03_performance_review."""
