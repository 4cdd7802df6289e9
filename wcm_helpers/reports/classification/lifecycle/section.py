"""The section on the lifecycle: the state of every customer, and the changes of the month."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.lifecycle import chart
from wcm_helpers.reports.classification.lifecycle import sentences as lifecycle_sentences
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, method, not_shown, step, unit


def lifecycle_of(review: ClassificationReview) -> Lifecycle:
    """Return the states of the customers, for ``review.computed``: decided once for every page."""
    return describe_lifecycle(review.result)


def lifecycle(review: ClassificationReview) -> Blocks:
    """Return the chart, the counts, the changes of the month, slowing customers and young customers."""
    life = review.computed(lifecycle_of)
    warnings = lifecycle_sentences.warnings(life, review.result)
    return blocks.join(
        blocks.warning(joined(warnings)) if warnings else blocks.EMPTY,
        blocks.chart(chart.draw(life, review.result), "states"),
        _counts(life, review),
        _changed(life, review),
        _slowing(life, review),
        _young(life, review),
        _unknown_ends(review),
        method(lifecycle_sentences.rules(life, review.result)),
    )


def _counts(life: Lifecycle, review: ClassificationReview) -> Block:
    frame = life.counts.assign(name=life.counts["state"].map(lifecycle_sentences.state_names()))
    columns = [
        Column("name", _("State"), strong=True),
        Column("customers", _("Customers"), "right", number, bar=True),
        Column("change", _("Change on the month before"), "right", step),
        Column("class_a", _("of class A"), "right", number),
        Column(
            "value", _("Value of the window, {unit}", unit=unit(review)), "right", short_amount, scaled=True
        ),
    ]
    if life.previous is None:
        columns = [column for column in columns if column.key != "change"]
    note = sentences.source_line(review.result)
    return blocks.table(frame, columns, name="states", caption=_("Customers by state"), note=note)


def _changed(life: Lifecycle, review: ClassificationReview) -> Block:
    """Return the customers that turned dormant, were lost or came back, the largest of each first."""
    if life.previous is None:
        return blocks.missing(
            _("There is no month before in the data, so nobody can be said to have turned dormant, "
              "to be lost or to have come back.")
        )  # fmt: skip
    turned = [
        (life.turned_lost, _("lost")),
        (life.turned_dormant, _("turned dormant")),
        (life.came_back, _("came back")),
    ]
    frame = pd.concat([frame.assign(what=what) for frame, what in turned], ignore_index=True)
    if frame.empty:
        # Of a history long enough the chart's title says it.
        return blocks.paragraph(lifecycle_sentences.changed(life)) if life.too_short else blocks.EMPTY
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(after=[lifecycle_sentences.threshold(row) for row in shown.to_dict("records")])
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("what", _("This month"), strong=True),
        Column("official", _("Class")),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("silent_days", _("Days silent"), "right", number),
        Column("after", _("Dormant after")),
        Column("last_month", _("Last active"), write=month_name),
    ]
    note = [
        lifecycle_sentences.changed(life),
        _("Value and class: the window to this month."),
        not_shown(len(frame) - MOST_ROWS),
    ]
    caption = _("Turned dormant, lost, came back")
    return blocks.table(shown, columns, name="changed", caption=caption, note=" ".join(filter(None, note)))


def _slowing(life: Lifecycle, review: ClassificationReview) -> Block:
    """Return the slowing customers, the largest first: there is still time to ask."""
    frame = life.customers[life.customers["state"] == "slowing"]
    if frame.empty:
        return blocks.EMPTY
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(reason=[lifecycle_sentences.why_slow(row) for row in shown.to_dict("records")])
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("official", _("Class"), strong=True),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, bar=True, scaled=True),
        Column("reason", _("Why")),
    ]
    note = " ".join(filter(None, [sentences.source_line(review.result), not_shown(len(frame) - MOST_ROWS)]))
    return blocks.table(shown, columns, name="slowing", caption=_("Slowing down"), note=note)


def _young(life: Lifecycle, review: ClassificationReview) -> Block:
    """Return the young customers with the value of a year at their pace."""
    frame = life.young
    if frame.empty:
        return blocks.EMPTY
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(name=shown["state"].map(lifecycle_sentences.state_names()))
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("first_month", _("Since"), write=month_name),
        Column("name", _("State")),
        Column("official", _("Class"), strong=True),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("annualised", _("At this pace in a year"), "right", short_amount, bar=True, scaled=True),
        Column("annualised_months", _("Resting on months"), "right", number),
    ]
    note = _("Value a month since the start, times twelve: the fewer the months, the less sure; the first "
             "one may be a part of a month.")  # fmt: skip
    note = " ".join(filter(None, [note, not_shown(len(frame) - MOST_ROWS)]))
    return blocks.table(shown, columns, name="young", caption=_("Customers of less than a year"), note=note)


def _unknown_ends(review: ClassificationReview) -> Block:
    known = review.result.directory[["end_date", "status"]]
    if not known.map(missing).to_numpy().all():
        return blocks.EMPTY
    return blocks.missing(
        _("The table customers has no end_date and no status: customers that have left count as lost only "
          "after a long silence, not from the day they left.")
    )  # fmt: skip
