"""What every reason means, and what to do about it, in the reader's words."""

from wcm_helpers.core.words import _


def meaning(reason: str) -> str:
    """Return what a reason for setting aside, or for pointing out, means."""
    return _meanings().get(reason, (reason, ""))[0]


def advice(reason: str) -> str:
    """Return what to do about it; empty where nothing needs doing."""
    return _meanings().get(reason, ("", ""))[1]


def _meanings() -> dict[str, tuple[str, str]]:
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
        "no_month": (_("neither document date nor period"), _("give one of them")),
        "no_vat": (_("amount with VAT, but no VAT rate to free it by"), _("give vat_rate")),
        "too_long": (_("row is too long to be one"), _("look for a stray quotation mark before it")),
        "no_end": (_("no last day: a class given by hand holds for a time"), _("give the day it ends")),
        "ends_early": (_("ends before it begins"), _("correct one of the two days")),
        "no_rate": (_("other currency without an exchange rate"), _("give fx_rate")),
        "no_amount": (_("no amount, nor price and quantity to make it from"), _("give one of them")),
        "unreadable": (
            _("a cell that is needed cannot be read"),
            _("see the cell in the list of rows set aside"),
        ),
        "duplicate": (_("the same row again"), ""),
        "repeat": (_("the order again, on another of its lines"), ""),
        "superseded": (_("replaced by a later row with the same key"), ""),
        "conflict": (
            _("another row has the same key and other contents"),
            _('correct one, or set duplicates = "last" for the table'),
        ),
        "orphan": (_("its order is not in the orders"), _("export orders and lines over the same days")),
        "order_aside": (_("its order was set aside"), _("correct the order, and the line is used again")),
        "assumed_out": (
            _("no column says out, in or return: every order counts as out"),
            _('name the column as direction in columns, or direction = "out" in constants'),
        ),
        "dates_out_of_order": (
            _("steps of the order are out of time order"),
            _("check the clock of the system"),
        ),
        "negative_value": (_("negative value outside a return; counts as it stands"), ""),
        "negative_quantity": (
            _("negative quantity; counts as a return"),
            _("export returns as their own orders"),
        ),
        "shipped_over_ordered": (_("more shipped than ordered"), _("check the line")),
        "short_mismatch": (_("short and shipped do not make up ordered"), _("check the line")),
        "credit_positive": (_("credit note with a positive amount; counts as negative"), ""),
        "amount_mismatch": (
            _("price × quantity is off the amount by more than 0.5%; the amount counts"),
            _("check the invoice"),
        ),
        "other_month": (_("period and document date lie in different months"), ""),
        "same_name": (_("same company name under two customer numbers"), _("merge them if they are one")),
        "unknown_parent": (_("parent is not in the customer table"), _("add it to the customer table")),
        "unknown_customer": (
            _("customer is not in the customer table; counted under its number"),
            _("add it to the customer table"),
        ),
        "no_such_customer": (
            _("customer is not in the customer table"),
            _("correct the number, or add it to the customer table"),
        ),
        "negative_cost": (_("negative cost; counts as it stands"), ""),
        "cost_alone": (
            _("cost of a customer and month without billing or orders; not counted"),
            _("check the number and the month"),
        ),
        "overlaps": (
            _("begins before the one before it has ended; the later one counts"),
            _("end the earlier one"),
        ),
        "future": (_("dated after today; no report on months up to now shows it"), _("correct the date")),
        "not_billed": (_("has orders but no billing"), _("check whether it is billed elsewhere")),
    }
