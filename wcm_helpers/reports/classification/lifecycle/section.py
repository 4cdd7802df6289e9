"""The section on the lifecycle: who is leaving and who is coming, by name and money."""

import pandas as pd

from wcm_helpers.core.formats import percent, short_amount, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.lifecycle import chart, sentences
from wcm_helpers.reports.classification.lifecycle.analysis import departures, describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import unit
from wcm_helpers.reports.classification.sentences import measure, money

#: The two tables fit on a page with the chart.
MOST_LEAVING, MOST_ARRIVING = 13, 6


def lifecycle_of(review: ClassificationReview) -> Lifecycle:
    """Return the states of the customers, for ``review.computed``: decided once for every page."""
    return describe_lifecycle(review.result)


def lifecycle(review: ClassificationReview) -> Blocks:
    """Return the chart of the states, the customers that are leaving, and those won back or new."""
    life = review.computed(lifecycle_of)
    warnings = sentences.warnings(life, review.result)
    states = (
        blocks.missing(sentences.headline(life, review.result))
        if life.too_short
        else blocks.chart(chart.draw(life, review.result), "states")
    )
    return blocks.join(
        states,
        blocks.warning(joined(warnings)) if warnings else blocks.EMPTY,
        _leaving(life, review),
        _arriving(life, review),
    )


def _leaving(life: Lifecycle, review: ClassificationReview) -> Block:
    """Return the customers newly lost, and all that are dormant or slowing: there is still time to ask."""
    if life.too_short:
        return blocks.EMPTY
    frame = departures(life)
    frame = frame[(frame["state"] != "lost") | frame["arrived"]]
    if frame.empty:
        return blocks.paragraph(_("No customer was lost this month, and none is dormant or slowing."))
    return _table(
        frame,
        review,
        MOST_LEAVING,
        name="leaving",
        caption=_("Lost this month, dormant and slowing customers"),
    )


def _arriving(life: Lifecycle, review: ClassificationReview) -> Block:
    frame = life.customers[life.customers["state"].isin(["won_back", "new"])]
    if life.too_short and frame.empty:
        return blocks.EMPTY
    if frame.empty:
        return blocks.paragraph(_("No customer is new or was won back in the last months."))
    frame = frame.sort_values(["amount", "customer_id"], ascending=[False, True])
    return _table(
        frame, review, MOST_ARRIVING, name="arriving", caption=_("Customers won back and new customers")
    )


def _table(frame: pd.DataFrame, review: ClassificationReview, most: int, *, name: str, caption: str) -> Block:
    """Return customers by name, the largest amount first; of those left out their number and money."""
    shown, left = frame.head(most), frame.iloc[most:]
    rows = shown.to_dict("records")
    shown = shown.assign(
        happened=[sentences.happened(row) for row in rows], step=[sentences.step(row) for row in rows]
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("last_official", _("Class"), strong=True),
        Column("happened", _("What happened")),
        Column("last_month", _("Last active")),
        Column("amount", value_label(review), "right", short_amount, scaled=True),
        Column("recent_change", _("Last 3 months on a year ago"), "right", change),
        Column("step", _("What to do")),
    ]  # fmt: skip
    return blocks.table(shown, columns, name=name, caption=caption, note=_note(frame, left, review))


def _note(frame: pd.DataFrame, left: pd.DataFrame, review: ClassificationReview) -> str:
    lost = (frame["state"] == "lost").any()
    more = ngettext(
        "{n} more customer, {amount}, is in classes.csv.",
        "{n} more customers, together {amount}, are in classes.csv.",
        len(left),
        amount=money(left["amount"].sum(), review.result),
    )
    return joined(
        [
            _("Value of a lost customer: the window to its last activity.") if lost else "",
            more if len(left) else "",
        ]
    )


def value_label(review: ClassificationReview) -> str:
    """Return the label of the value of the window: what is counted, over how many months, in which unit."""
    result = review.result
    return _(
        "{months}-month {noun}, {unit}",
        months=result.window_length,
        noun=measure(result.rule).noun,
        unit=unit(review),
    )


def change(share: float) -> str:
    """Return a change in percent with its sign.

    Examples
    --------
    >>> change(-0.366), change(0.0512), change(0.001)
    ('−37%', '+5%', '0%')
    """
    return signed(percent(share, 0), round(share, 2))
