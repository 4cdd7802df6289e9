"""The note on each customer in the list of all customers."""

import pandas as pd

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.months import months_between
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import money


def notes(result: Classification) -> list[str]:
    """Return the note on each customer, in the order of ``classes``; most are empty."""
    classes = result.classes
    # What holds for half of the customers or more is not worth a note on each.
    silent = ~classes["active_this_month"] & bool(classes["active_this_month"].mean() > 1 / 2)
    below = _("More credited than billed.") if result.rule.value == "revenue" else _("Below zero.")
    nothing = _("No activity in {month}.", month=month_name(result.month))
    unnamed = ~classes["known"] & bool(classes["known"].mean() > 1 / 2)
    parts = zip(
        _about_new(result),
        _where(classes["near_limit"], _("Near a limit.")),
        _where(classes["value"] < 0, below),
        _where(silent, nothing),
        _where(unnamed, _("No name in the customer list.")),
        strict=True,
    )
    return [joined(row) for row in parts]


def _where(applies: pd.Series, text: str) -> list[str]:
    return [text if flag else "" for flag in applies]


def _about_new(result: Classification) -> list[str]:
    """Return for each new customer its first month, and while it is active its value at this pace."""
    classes, length = result.classes, result.rule.window_months
    begun = {month: month_name(month) for month in classes.loc[classes["new"], "first_month"].unique()}
    texts = []
    for row in classes[["new", "first_month", "value", "active_this_month"]].itertuples(index=False):
        if not row.new:
            texts.append("")
        elif not row.active_this_month:
            texts.append(_("New since {month}.", month=begun[row.first_month]))
        else:
            pace = row.value / (1 + months_between(row.first_month, result.month)) * length
            texts.append(
                _(
                    "New since {month}: at this pace {amount} in {months} months.",
                    month=begun[row.first_month],
                    amount=money(pace, result),
                    months=length,
                )
            )
    return texts
