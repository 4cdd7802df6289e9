"""Why a cell could not be read: the kind of its column, or a cause that its text shows."""

import re

from wcm_helpers.data.read.money_signs import names_other_currency
from wcm_helpers.data.read.typed import DECIMALS
from wcm_helpers.data.tables.schema import ERROR_WORDS, FORMULA, Column

_SHORTENED_NUMBER = re.compile(r"\d[eE]\+")
_DECIMAL_COMMA = re.compile(r"^[-+(]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+[-)]?$")
_SERIAL = re.compile(r"^[2-6]\d{4}(?:\.\d+)?$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?(?:\.\d+)?$")


def reason_of(column: Column, value: str, currency: str) -> str:
    """Return the reason why a cell cannot be read.

    Parameters
    ----------
    column : Column
    value : str
        The cell as the export has it.
    currency : str
        Of the site.

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
        if _SERIAL.match(text):
            return "serial_date"
        if _EPOCH.match(text):
            return "epoch_date"
    return f"not_{column.kind}"
