"""Answer: do we keep in touch as promised, and what is due next month."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.keeping_in_touch import sentences
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import (
    SILENT_PERIODS,
    by_manager_of,
    customers_of,
    due_of,
    overdue_of,
)
from wcm_helpers.reports.service_plan.keeping_in_touch.care_month import care_of, contract_events
from wcm_helpers.reports.service_plan.keeping_in_touch.care_section import care_blocks, contract_table
from wcm_helpers.reports.service_plan.keeping_in_touch.plan import by_manager, plan_of
from wcm_helpers.reports.service_plan.keeping_in_touch.wording import day, manager_label, state_name
from wcm_helpers.reports.service_plan.packages.wording import item_name
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import rest, revenue_column

#: Rows of a table of the reading part, and of the appendix.
MOST_ROWS, DETAIL_ROWS = 10, 25


def care(review: ServicePlanReview) -> Blocks:
    """Return the talks and reviews kept, the silent customers, and the plan of the next month."""
    return blocks.join(*_talks(review), *_next_month(review), *care_blocks(review, review.computed(care_of)))


def _talks(review: ServicePlanReview) -> list[Block]:
    if review.history.table("interactions") is None:
        return [
            blocks.missing(
                _(
                    "Table interactions, columns customer_id, happened_at and kind. It would show which "
                    "talks and reviews took place, whom nobody talked to, and who is due next month."
                )
            )
        ]
    customers = review.computed(customers_of)
    if customers.empty:
        return [
            blocks.paragraph(
                _("No customer is entitled to talks or reviews, so that none can be late or missing.")
            )
        ]
    kept = sentences.kept_sentence(review.computed(due_of), review.month)
    return [
        blocks.paragraph(joined([kept, sentences.silent_sentence(customers)])),
        *_overdue(review),
    ]


def _overdue(review: ServicePlanReview) -> list[Block]:
    frame = review.computed(overdue_of)
    if frame.empty:
        return []
    note = joined(
        [
            _(
                "Silent: no visit, call, meeting or review for {periods} of its shortest periods. Late: a "
                "talk or review that was due did not take place. Messages do not count.",
                periods=number(SILENT_PERIODS),
            ),
            rest(len(frame), MOST_ROWS),
        ]
    )
    caption = _("Silent and late customers, the largest first")
    return [_customer_table(review, frame.head(MOST_ROWS), "overdue", caption, note)]


def _customer_table(review: ServicePlanReview, frame, name: str, caption: str, note: str) -> Block:
    label = manager_label(review)
    shown = frame.assign(
        state=frame["state"].map(state_name), manager=frame["manager_id"].map(label).astype(object)
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("state", _("State")),
        Column("last", _("Last talk"), write=day),
        Column("days", _("Days since"), "right", number),
        Column("manager", _("Manager")),
        revenue_column(review),
    ]  # fmt: skip
    return blocks.table(shown, columns, name=name, caption=caption, note=note)


def _next_month(review: ServicePlanReview) -> list[Block]:
    plan = review.computed(plan_of)
    if plan is None:
        return []
    month = sources.next_month(review)
    sentence = blocks.paragraph(sentences.plan_sentence(plan, month))
    if plan.empty:
        return [sentence]
    label = manager_label(review)
    frame = by_manager(plan)
    frame = frame.assign(manager=[label(one) for one in frame["manager_id"]])
    columns = [
        Column("manager", _("Manager"), strong=True),
        Column("customers", _("Customers due"), "right", number),
        Column("talks", _("Talks"), "right", number),
        Column("reviews", _("Reviews"), "right", number),
        Column("overdue", _("Of these overdue"), "right", number),
        Column("hours", _("Hours"), "right", lambda value: number(value, 1), bar=True),
    ]
    note = joined(
        [
            _(
                "Due: the last talk or review plus its period falls in the month or before it. Hours: the "
                "median length of talks and of reviews over 12 months."
            ),
            rest(len(frame), MOST_ROWS),
        ]
    )
    table = blocks.table(
        frame.head(MOST_ROWS), columns, name="plan",
        caption=_("Talks and reviews due in {month}, by manager", month=month_name(month)), note=note,
    )  # fmt: skip
    return [sentence, table]


def care_detail(review: ServicePlanReview) -> Blocks:
    """Return every customer entitled to talks, each talk due next month, and how each manager kept them."""
    customers = review.computed(customers_of)
    if customers.empty:
        return blocks.join(blocks.paragraph(_("No customer is entitled to talks or reviews.")))
    rows = customers.sort_values(
        ["days", "revenue", "customer_id"], ascending=[False, False, True], na_position="first",
        ignore_index=True,
    )  # fmt: skip
    table = _customer_table(
        review, rows.head(DETAIL_ROWS), "customers",
        _("Customers entitled to talks, the longest without one first"), rest(len(rows), DETAIL_ROWS),
    )  # fmt: skip
    return blocks.join(table, *_plan_table(review), *_managers(review), *_contracts(review))


def _contracts(review: ServicePlanReview) -> list[Block]:
    made = review.computed(care_of)
    if made is None or contract_events(made.events).empty:
        return []
    return [contract_table(review, made, DETAIL_ROWS)]


def _plan_table(review: ServicePlanReview) -> list[Block]:
    plan = review.computed(plan_of)
    if plan is None or plan.empty:
        return []
    label = manager_label(review)
    shown = plan.sort_values(
        ["overdue", "due_on", "revenue", "customer_id", "item"], ascending=[False, True, False, True, True],
        na_position="first",
    )  # fmt: skip
    shown = shown.assign(
        manager=[label(one) for one in shown["manager_id"]],
        what=shown["item"].map(item_name),
        late=shown["overdue"].map({True: _("overdue"), False: ""}),
    ).head(DETAIL_ROWS)
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("manager", _("Manager")),
        Column("what", _("Item")),
        Column("last", _("Last one"), write=day),
        Column("due_on", _("Due by"), write=day),
        Column("late", _("State")),
    ]
    month = month_name(sources.next_month(review))
    return [
        blocks.table(
            shown, columns, name="due", caption=_("Talks and reviews due in {month}", month=month),
            note=rest(len(plan), DETAIL_ROWS),
        )
    ]  # fmt: skip


def _managers(review: ServicePlanReview) -> list[Block]:
    frame = review.computed(by_manager_of)
    if frame.empty:
        return []
    label = manager_label(review)
    interval = [
        _(
            "{share} ({low} to {high})",
            share=percent(row["share"], 0), low=percent(row["low"], 0), high=percent(row["high"], 0),
        )
        for row in frame.to_dict("records")
    ]  # fmt: skip
    frame = frame.assign(manager=[label(one) for one in frame["manager_id"]], interval=interval)
    frame = frame.head(DETAIL_ROWS)
    columns = [
        Column("manager", _("Manager"), strong=True),
        Column("n", _("Talks and reviews due"), "right", number),
        Column("kept", _("Kept"), "right", number),
        Column("interval", _("Share kept, with 95% interval"), "right"),
    ]
    caption = _("Talks and reviews kept, by manager")
    return [blocks.table(frame, columns, name="managers", caption=caption)]
