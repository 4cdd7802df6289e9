"""The appendix of the lifecycle: all states in numbers, young customers, thresholds, and the rules."""

from wcm_helpers.core.formats import missing, month_name, number, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.lifecycle import sentences
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.lifecycle.rules import rules
from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of, value_label
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_shown, step, unit


def lifecycle_method(review: ClassificationReview) -> Blocks:
    """Return the states in numbers, the thresholds of the month's changes, young customers and the rules."""
    life = review.computed(lifecycle_of)
    return blocks.join(
        _counts(life, review),
        _thresholds(life),
        _young(life, review),
        _missing(review),
        blocks.rules(rules(life, review.result)),
    )


def _counts(life: Lifecycle, review: ClassificationReview) -> Block:
    frame = life.counts.assign(name=life.counts["state"].map(sentences.state_names()))
    columns = [
        Column("name", _("State"), strong=True),
        Column("customers", _("Customers"), "right", number, bar=True),
        Column("change", _("Change on the month before"), "right", step),
        Column("class_a", _("Of these in class A"), "right", number),
        Column("value", value_label(review), "right", short_amount, scaled=True),
    ]
    if life.previous is None:
        columns = [column for column in columns if column.key != "change"]
    return blocks.table(
        frame,
        columns,
        name="states",
        caption=_("Customers by state"),
        note=sentences.source_line(life, review.result),
    )


def _thresholds(life: Lifecycle) -> Block:
    """Return the customers whose state changed by silence this month, with their thresholds."""
    frame = life.customers[life.customers["changed"] & life.customers["state"].isin(["lost", "dormant"])]
    if frame.empty:
        return blocks.EMPTY
    shown = frame.head(MOST_ROWS)
    names = sentences.state_names()
    shown = shown.assign(
        now=shown["state"].map(names),
        earlier=shown["before"].map(names),
        after=[sentences.threshold(row) for row in shown.to_dict("records")],
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("earlier", _("A month ago")),
        Column("now", _("Now"), strong=True),
        Column("silent_days", _("Days without activity"), "right", number),
        Column("after", _("Dormant after")),
        Column("lost_after", _("Lost after, days"), "right", number),
    ]
    caption = _("Customers that became dormant or lost this month")
    return blocks.table(
        shown, columns, name="thresholds", caption=caption, note=not_shown(len(frame) - MOST_ROWS)
    )


def _young(life: Lifecycle, review: ClassificationReview) -> Block:
    """Return the young customers with the value of a year at their pace."""
    frame = life.young
    if frame.empty:
        return blocks.EMPTY
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(name=shown["state"].map(sentences.state_names()))
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("first_month", _("Since"), write=month_name),
        Column("name", _("State")),
        Column("official", _("Class"), strong=True),
        Column("value", value_label(review), "right", short_amount, scaled=True),
        Column(
            "annualised", _("At this pace in a year, {unit}", unit=unit(review)), "right", short_amount,
            bar=True, scaled=True,
        ),
        Column("annualised_months", _("Months of business"), "right", number),
    ]  # fmt: skip
    note = _(
        "Pace of a year: value a month since the start, times twelve. The fewer the months, the less "
        "certain; the first month may be a part of one."
    )
    return blocks.table(
        shown,
        columns,
        name="young",
        caption=_("Active customers of less than a year"),
        note=joined([note, not_shown(len(frame) - MOST_ROWS)]),
    )


def _missing(review: ClassificationReview) -> Blocks:
    """Return what would make the states more certain and is not in the data."""
    known = review.result.directory[["end_date", "status"]]
    ends = _(
        "The table customers has no end_date and no status. With them a customer counts as lost from the day "
        "it left, not only after a long silence."
    )
    days = _("The data have no days of activity: a month counts as its last day.")
    return blocks.join(
        blocks.missing(ends) if known.map(missing).to_numpy().all() else blocks.EMPTY,
        blocks.missing(days) if review.result.customer_months.days("last_on") is None else blocks.EMPTY,
    )
