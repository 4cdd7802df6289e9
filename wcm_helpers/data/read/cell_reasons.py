"""Why a cell could not be read: the kind of its column, or a cause that its text shows."""

import re
from collections.abc import Sequence
from datetime import datetime

from wcm_helpers.data.read.money_signs import names_other_currency
from wcm_helpers.data.read.times import CLOCK
from wcm_helpers.data.read.typed import DECIMALS
from wcm_helpers.data.tables.schema import ERROR_WORDS, FORMULA, Column

_SHORTENED_NUMBER = re.compile(r"\d[eE]\+")
_DECIMAL_COMMA = re.compile(r"^[-+(]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+[-)]?$")
_SERIAL = re.compile(r"^[2-6]\d{4}(?:\.\d+)?$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?(?:\.\d+)?$")
_CLOCK = re.compile(rf"[ ,T]+(?:{CLOCK}|{CLOCK} ?[AaPp][Mm]|[上下]午 ?{CLOCK})$")
#: Days that a format could say the meaning of: 10/05/2026, 26-5-10, 10-May-26, 10052026.
_WRITTEN_DAY = re.compile(
    r"^\d{1,2}([-/. ])\d{1,2}\1(?:\d{2}|\d{4})$|^\d{1,2}[-/. ][A-Za-z]{3,9}[-/. ,]+\d{2}$|^\d{8}$"
)


def reason_of(column: Column, value: str, currency: str, formats: Sequence[str] = ()) -> str:
    """Return the reason why a cell cannot be read.

    Parameters
    ----------
    column : Column
    value : str
        The cell as the export has it.
    currency : str
        Of the site.
    formats : sequence of str
        The forms of dates that the settings name.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> billing = TABLES["billing"]
    >>> reason_of(billing["amount_ex_vat"], "$5", "CNY"), reason_of(billing["amount_ex_vat"], "x", "CNY")
    ('other_currency', 'not_amount')
    """
    text = value.strip()
    if text in ERROR_WORDS:
        return "no_stored_value" if text == FORMULA else "spreadsheet_error"
    if column.kind in DECIMALS:
        if column.kind in ("amount", "price") and names_other_currency(text, currency):
            return "other_currency"
        if _SHORTENED_NUMBER.search(text):
            return "shortened_number"
        if _DECIMAL_COMMA.match(text):
            return "decimal_comma"
        if column.unsure_one and text.rstrip("0").rstrip(".") == "1":
            return "share_or_percent"
    if column.kind in ("time", "date"):
        return _of_date(text, formats) or f"not_{column.kind}"
    return f"not_{column.kind}"


def _of_date(text: str, formats: Sequence[str]) -> str:
    """Return the cause that the text of a date shows; empty for none."""
    day = _CLOCK.sub("", text)
    causes = {
        "serial_date": _SERIAL.match(text),
        "epoch_date": _EPOCH.match(text),
        "two_dates": len(_readings(day, formats)) > 1,
        "date_form": _WRITTEN_DAY.match(day),
    }
    return next((cause for cause, shown in causes.items() if shown), "")


def _readings(day: str, formats: Sequence[str]) -> set[datetime]:
    """Return the days that a text means in any of the formats, read without their clocks."""
    readings = set()
    for form in formats:
        try:
            readings.add(datetime.strptime(day, re.split(r"[ ,T]+%[HI]", form)[0]))
        except ValueError:
            continue
    return readings
