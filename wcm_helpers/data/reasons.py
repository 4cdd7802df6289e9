"""The meaning of every reason, and what to do about it, in the reader's words."""

from itertools import chain

from wcm_helpers.core.words import _
from wcm_helpers.data.tables import TABLES


def meaning(reason: str) -> str:
    """Return the meaning of a reason for a reject or a warning."""
    return _meanings().get(reason, (reason, ""))[0]


def advice(reason: str) -> str:
    """Return what to do about a reason; empty where nothing needs doing."""
    return _meanings().get(reason, ("", ""))[1]


def _meanings() -> dict[str, tuple[str, str]]:
    own = (table.reasons().items() for table in TABLES.values())
    return dict(chain(_of_any_table().items(), *own))


def _of_any_table() -> dict[str, tuple[str, str]]:
    look = _("correct the cell in the export")
    return {
        "ragged": (
            _("row has more or fewer cells than the header"),
            _("look for a stray delimiter on the line"),
        ),
        "quote": (_("stray quotation mark"), _("close or double the quotation mark")),
        "empty": (_("empty row"), ""),
        "total": (_("total row"), ""),
        "header": (_("header row again"), ""),
        "not_id": (_("not readable"), look),
        "not_text": (_("not readable"), look),
        "not_number": (_("not a number"), look),
        "not_amount": (_("not an amount"), look),
        "not_price": (_("not a price"), look),
        "not_share": (_("not a share from 0 to 1 or a percentage"), look),
        "not_time": (
            _("not a date or time that is sure"),
            _("say date_format in the settings, or correct it"),
        ),
        "not_date": (_("not a date that is sure"), _("say date_format in the settings, or correct it")),
        "not_month": (_("not a month"), _("write it as YYYY-MM")),
        "not_boolean": (_("not yes or no"), look),
        "not_choice": (_("not a known value"), _("map it in the export, or correct it")),
        "blank": (_("blank where a value is needed"), _("fill it in the export")),
        "too_long": (_("row is too long to be one"), _("look for a stray quotation mark before it")),
        "unreadable": (
            _("a cell that is needed cannot be read"),
            _("see the cell in the list of rejected rows"),
        ),
        "duplicate": (_("the same row again"), ""),
        "superseded": (_("replaced by a later row with the same key"), ""),
        "conflict": (
            _("another row has the same key and other contents"),
            _('correct one, or set duplicates = "last" for the table'),
        ),
        "unknown_customer": (
            _("customer is not in the customer table; counted under its number"),
            _("add it to the customer table"),
        ),
        "no_such_customer": (
            _("customer is not in the customer table"),
            _("correct the number, or add it to the customer table"),
        ),
        "future": (_("dated after today; no report on months up to now shows it"), _("correct the date")),
    }
