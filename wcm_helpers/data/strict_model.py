"""The base of every part of the settings, and validators that several parts share."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.core.months import parse_month


class StrictModel(BaseModel):
    """A part of the settings: unknown keys are refused, values cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False)


def no_address(value: str) -> str:
    """Return the name of a file; the validator of settings that name one.

    Raises
    ------
    ValueError
        If it is an address, whose password would be shown wherever the file is named.
    """
    if "://" in value:
        raise ValueError(message("this is an address and no file. A database has url and table."))
    return value


#: A file, or nothing.
FileName = Annotated[str, AfterValidator(no_address)]


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
