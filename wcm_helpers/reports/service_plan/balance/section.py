"""Answer: whether anybody is lost because resources are shared badly, and what A-first costs B and C."""

from wcm_helpers.core.formats import number, percent, share
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.balance import sentences
from wcm_helpers.reports.service_plan.balance.chart import waits_chart
from wcm_helpers.reports.service_plan.balance.contention import FEWEST_ORDERS, Contention, contention_of
from wcm_helpers.reports.service_plan.balance.lost import Lost, lost_of
from wcm_helpers.reports.service_plan.balance.wording import class_label, level_name, rule_name, wait_words
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import MOST_ROWS, rest, revenue_column


def balance(review: ServicePlanReview) -> Blocks:
    """Return who slips and did not receive what was due, and what priority of class A costs the others."""
    return blocks.join(*_lost(review), *_contention(review))


def _lost(review: ServicePlanReview) -> list[Block]:
    lost = review.computed(lost_of)
    if not lost.measure:
        return [
            blocks.missing(
                _(
                    "Tables billing or orders of 15 months. They would show whether under-served customers "
                    "buy less than a year ago."
                )
            )
        ]
    if lost.customers.empty:
        return [
            blocks.missing(
                _(
                    "Tables interactions or tickets, and customers with classes. They would show whether "
                    "under-served customers buy less than a year ago."
                )
            )
        ]
    columns = [
        Column("label", _("Received"), width="name", strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("slipping", _("Slip"), "right", number),
        Column("share", _("Share"), "right", share),
        Column("low", _("95% interval from"), "right", percent_whole),
        Column("high", _("95% interval to"), "right", percent_whole),
    ]
    shown = lost.table.assign(label=lost.table["level"].map(level_name))
    return [
        blocks.paragraph(
            joined([sentences.association_sentence(lost.table), sentences.both_sentence(lost)])
        ),
        blocks.table(
            shown, columns, name="slipping", caption=_("Service received, and customers that buy less"),
            note=sentences.slipping_rule(lost),
        ),
        *_both(review, lost),
    ]  # fmt: skip


def percent_whole(value: float) -> str:
    """Return a share in whole per cent."""
    return percent(value, 0)


def _both(review: ServicePlanReview, lost: Lost) -> list[Block]:
    rows = lost.both
    if rows.empty:
        return []
    shown = rows.head(MOST_ROWS).assign(label=rows["level"].map(level_name))
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("label", _("Received")),
        Column("change", _("Last 3 months against a year ago"), "right", percent_whole),
        revenue_column(review),
    ]
    caption = _("Customers that buy less and did not receive all that was due")
    return [blocks.table(shown, columns, name="both", caption=caption, note=rest(len(rows)))]


def _contention(review: ServicePlanReview) -> list[Block]:
    made = review.computed(contention_of)
    if isinstance(made, str):
        return [_absent(made)]
    finding = sentences.first_sentence(made)
    ageing = review.rule.ageing_minutes
    return [
        blocks.chart(waits_chart(made, finding), "waits"),
        blocks.paragraph(sentences.ageing_sentence(made, ageing)),
        _waits(made),
        blocks.paragraph(sentences.assumptions(made, review.month)),
    ]


def _waits(made: Contention) -> Block:
    rows = made.waits.assign(
        rule=made.waits["rule"].map(rule_name), letter=made.waits["class"].map(class_label)
    )
    columns = [
        Column("rule", _("Rule"), strong=True),
        Column("letter", _("Class")),
        Column("orders", _("Orders"), "right", number),
        Column("mean", _("Mean wait"), "right", wait_words),
        Column("p50", _("Half of orders at most"), "right", wait_words),
        Column("p95", _("95% of orders at most"), "right", wait_words),
        Column("largest", _("Longest wait"), "right", wait_words),
    ]
    note = _("Working time from order to start of work. One month has one course: other months may differ.")
    return blocks.table(rows, columns, name="waits", caption=_("Waits under three rules"), note=note)


def _absent(key: str) -> Block:
    """Return why the waits cannot be simulated."""
    if key == "few_orders":
        return blocks.paragraph(
            _(
                "What A first costs class B and C is not simulated: the month has fewer than {n} orders.",
                n=number(FEWEST_ORDERS),
            )
        )
    return blocks.missing(
        {
            "orders": _("Table orders with times. It would show what A first costs class B and C."),
            "activities": _(
                "Minutes of picking, checking, packing or loading in activities. They would show what A "
                "first costs class B and C."
            ),
            "capacity": _(
                "Capacity of picking, checking, packing or loading in cost_pools. It would show what A "
                "first costs class B and C."
            ),
        }[key]
    )
