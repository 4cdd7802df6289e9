"""Answer: who looks after whom, and whether the hours suffice."""

from wcm_helpers.core.formats import listed, missing, number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.managers import sentences
from wcm_helpers.reports.service_plan.managers.analysis import (
    FITS,
    MOVES,
    ROOM,
    SMALL_MINUTES,
    Staffing,
    staffing_of,
)
from wcm_helpers.reports.service_plan.managers.cells import industry_cells
from wcm_helpers.reports.service_plan.managers.chart import MOST, load_chart
from wcm_helpers.reports.service_plan.managers.needed import MINUTES_OF_TALK
from wcm_helpers.reports.service_plan.managers.team import INDUSTRY_POINTS, SITE_POINTS
from wcm_helpers.reports.service_plan.managers.wording import hours, mismatch_words, reason_words
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import MOST_ROWS, rest, revenue_column

DETAIL_ROWS = 25


def managers(review: ServicePlanReview) -> Blocks:
    """Return today's load of the managers, and the proposal: who would move, why, and what is missing."""
    staffing = review.computed(staffing_of)
    if staffing is None:
        return blocks.join(_absent(review))
    if staffing.customers.empty:
        return blocks.join(
            blocks.paragraph(_("No customer’s package gives it hours or talks of an account manager."))
        )
    load = sentences.load_sentence(staffing)
    return blocks.join(
        blocks.paragraph(sentences.total_sentence(staffing)),
        *_without_today(staffing),
        blocks.chart(load_chart(staffing.team, load, proposal=staffing.key != "no_solution"), "load"),
        *_not_drawn(staffing),
        blocks.paragraph(joined([sentences.short_sentence(staffing), sentences.proposal_sentence(staffing)])),
        *_moves(review, staffing),
    )


def _absent(review: ServicePlanReview) -> Block:
    if review.computed(sources.staff_of) is None:
        return blocks.missing(
            _(
                "Table managers with hours. It would show whether the account managers have the time that "
                "is promised, and who should look after whom."
            )
        )
    return blocks.missing(
        _(
            "Classes of customers, from [tables.billing] or the level in [tables.customers]. They would show "
            "how many hours of managers the packages promise."
        )
    )


def _without_today(staffing: Staffing) -> list[Block]:
    if staffing.with_today:
        return []
    return [
        blocks.missing(
            _(
                "Table assignments, or customers.account_manager_id. They would show who looks after whom "
                "today, and which customers would move."
            )
        )
    ]


def _not_drawn(staffing: Staffing) -> list[Block]:
    if len(staffing.team) <= MOST:
        return []
    text = _(
        "Drawn are the {n} managers with the highest load of {all}.",
        n=number(MOST), all=number(len(staffing.team)),
    )  # fmt: skip
    return [blocks.paragraph(text)]


def _moves(review: ServicePlanReview, staffing: Staffing) -> list[Block]:
    moved = staffing.moved
    if moved.empty:
        return []
    rows = review.result.with_names(moved.reset_index())
    # What has to be decided comes before what would merely fit better.
    rows = rows.assign(optional=rows["reason"].isin([FITS, ROOM]))
    rows = rows.sort_values(
        ["optional", "revenue", "customer_id"], ascending=[True, False, True], ignore_index=True
    )
    names = staffing.team["name"].to_dict()
    shown = rows.head(MOST_ROWS)
    shown = shown.assign(
        before=shown["today"].map(lambda one: names.get(one, one)),
        after=shown["proposed"].map(names),
        why=shown["reason"].map(reason_words),
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("before", _("Manager today")),
        Column("after", _("Proposed")),
        Column("minutes", _("Hours a month"), "right", hours),
        Column("why", _("Reason")),
        revenue_column(review),
    ]
    return [
        blocks.table(shown, columns, name="moves", caption=_("Who would move, and why"), note=rest(len(rows)))
    ]


def rule_words(review: ServicePlanReview) -> str:
    """Return the rules of the hours needed and of the proposal."""
    rule = review.rule
    return joined(
        [
            _(
                "Hours of a customer: those its package states; where it states none, {talk} minutes for "
                "each talk and review; and {handling} minutes for each request not made by self-service. "
                "Customers whose package has neither hours nor talks nor a named manager are not assigned.",
                talk=number(MINUTES_OF_TALK), handling=number(rule.handling_minutes),
            ),
            _(
                "The proposal has the fewest points: {industry} for an industry and {site} for a warehouse "
                "that the manager does not look after, {moved} for each move, and {balance} for each day by "
                "which the largest load is above the mean. Class A needs a manager who may be a named one.",
                industry=number(INDUSTRY_POINTS), site=number(SITE_POINTS), moved=number(rule.moved_cost),
                balance=number(rule.balance_cost),
            ),
            _(
                "Customers with less than {small} minutes a month are placed last: each stays while its "
                "manager has time. Skills and languages do not count, since the customer list has neither.",
                small=number(SMALL_MINUTES),
            ),
        ]
    )  # fmt: skip


def managers_detail(review: ServicePlanReview) -> Blocks:
    """Return every customer with its manager today and proposed, and the team each industry would need."""
    staffing = review.computed(staffing_of)
    if staffing is None:
        return blocks.join(_absent(review))
    if staffing.customers.empty:
        return blocks.join(blocks.paragraph(_("There is nobody to assign.")))
    return blocks.join(_everybody(review, staffing), *_cells(staffing))


def _everybody(review: ServicePlanReview, staffing: Staffing) -> Block:
    rows = review.result.with_names(staffing.customers.reset_index())
    order = {reason: place for place, reason in enumerate(("nobody", *MOVES, "first", "stays", ""))}
    rows = rows.assign(place=rows["reason"].map(order)).sort_values(
        ["place", "revenue", "customer_id"], ascending=[True, False, True], ignore_index=True
    )
    names = staffing.team["name"].to_dict()
    shown = rows.head(DETAIL_ROWS)
    shown = shown.assign(
        industry=shown["industry"].fillna("–"),
        before=shown["today"].map(lambda one: "–" if missing(one) else names.get(one, one)),
        after=shown["proposed"].map(lambda one: "–" if missing(one) else names[one]),
        gap_before=[mismatch_words(points, INDUSTRY_POINTS) for points in shown["points_today"]],
        gap_after=[mismatch_words(points, INDUSTRY_POINTS) for points in shown["points"]],
        why=shown["reason"].map(reason_words),
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("industry", _("Industry")),
        Column("minutes", _("Hours a month"), "right", hours),
        Column("before", _("Manager today")),
        Column("gap_before", _("Does not fit today")),
        Column("after", _("Proposed")),
        Column("gap_after", _("Does not fit then")),
        Column("why", _("Reason")),
    ]
    return blocks.table(
        shown, columns, name="assignment", wide=True,
        caption=_("Every customer with its manager today and proposed, moves first"),
        note=rest(len(rows), DETAIL_ROWS),
    )  # fmt: skip


def _cells(staffing: Staffing) -> list[Block]:
    cells = industry_cells(staffing.customers, staffing.team)
    if cells.empty:
        return [blocks.paragraph(_("No industry is known of a customer that needs a manager."))]
    names = staffing.team["name"].to_dict()
    shown = cells.head(DETAIL_ROWS)
    shown = shown.assign(
        who=shown["knowing"].map(lambda some: listed([names[one] for one in some]) or _("nobody"))
    )
    columns = [
        Column("industry", _("Industry"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("minutes", _("Hours a month"), "right", hours),
        Column("people", _("Managers needed"), "right", lambda value: number(value, 1)),
        Column("who", _("Managers that look after the industry")),
        Column("other", _("Customers with another manager today"), "right", number),
        Column("missing", _("Hours missing"), "right", hours),
    ]
    note = _(
        "Managers needed: hours over the mean hours of a manager. Hours missing: beyond all the hours of the "
        "managers that look after the industry."
    )
    return [
        blocks.table(
            shown, columns, name="cells", caption=_("The team that each industry would need"),
            note=joined([note, rest(len(cells), DETAIL_ROWS)]),
        )
    ]  # fmt: skip
