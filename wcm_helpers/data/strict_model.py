"""The base of every part of the settings, and validators that several parts share."""

from pydantic import BaseModel, ConfigDict

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import parse_month


class StrictModel(BaseModel):
    """A part of the settings: unknown keys are refused, values cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False)


def month_or_empty(value: str) -> str:
    """Return ``value`` if it is empty or a month, YYYY-MM; the validator of settings that name a month.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    try:
        return parse_month(value) if value else value
    except WorkbookError as error:
        raise ValueError(error.text) from None
