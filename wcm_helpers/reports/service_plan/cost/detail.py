"""The appendix on costs: the margin of every customer, whose sign turns, and every pool."""

from wcm_helpers.core.formats import currency, percent, share, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.cost.analysis import CostToServe, cost_of
from wcm_helpers.reports.service_plan.cost.losses import CERTAIN
from wcm_helpers.reports.service_plan.cost.section import pools_table
from wcm_helpers.reports.service_plan.cost.sentences import rates_note
from wcm_helpers.reports.service_plan.cost.wording import driver_name
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import rest

MOST_ROWS = 30


def cost_detail(review: ServicePlanReview) -> Blocks:
    """Return every customer's margin, the customers whose sign turns at other rates, and every pool."""
    made = review.computed(cost_of)
    if made is None:
        return blocks.join(blocks.paragraph(_("What customers cost to serve is not in the data.")))
    unit = currency(review.settings.site.currency)
    return blocks.join(
        _customers(made, unit),
        _turning(made, unit),
        *_drivers(made, unit),
        pools_table(made, unit, MOST_ROWS),
    )


def _columns(unit: str) -> list[Column]:
    def money(key: str, label: str) -> Column:
        return Column(key, label, "right", short_amount, scaled=True)

    return [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        money("billed", _("Revenue, {unit}", unit=unit)),
        money("cost", _("Cost, {unit}", unit=unit)),
        money("margin", _("Margin by use")),
        Column("turns", _("Draws that turn it"), "right", share),
        money("full_margin", _("Margin with unused capacity")),
        Column("full_turns", _("Draws that turn it (with unused capacity)"), "right", share),
    ]


def _customers(made: CostToServe, unit: str) -> Block:
    note = joined([rates_note(), rest(len(made.customers), MOST_ROWS)])
    return blocks.table(
        made.customers.head(MOST_ROWS), _columns(unit), name="customers", wide=True,
        caption=_("Margin of every customer, the smallest first"), note=note,
    )  # fmt: skip


def _turning(made: CostToServe, unit: str) -> Block:
    """Return the customers of which it cannot be told whether they earn or lose."""
    rows = made.customers
    turning = rows[rows[["turns", "full_turns"]].max(axis=1) >= CERTAIN]
    if turning.empty:
        return blocks.paragraph(_("No customer’s margin changes its sign at other rates."))
    return blocks.table(
        turning.head(MOST_ROWS), _columns(unit), name="turning", wide=True,
        caption=_("Customers of which it cannot be told whether they earn or lose"),
        note=joined([rates_note(), rest(len(turning), MOST_ROWS)]),
    )  # fmt: skip


def _drivers(made: CostToServe, unit: str) -> list[Block]:
    rows = made.loss_makers
    if rows.empty:
        return []
    rows = rows.assign(what=rows["driver"].map(driver_name, na_action="ignore"))
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("loss", _("Loss, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("what", _("Main cost above its class")),
        Column("excess", _("Above its class, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("price_change", _("Prices higher by"), "right", percent),
        Column("driver_change", _("Or this cost lower by"), "right", percent),
        Column("doubt", _("Draws that turn it"), "right", share),
    ]
    note = _(
        "Above its class: cost with its share of overheads, less the median rate of the class times the "
        "customer’s revenue. The change of the cost is without overheads, which do not fall with it."
    )
    return [
        blocks.table(
            rows.head(MOST_ROWS), columns, name="drivers", caption=_("What makes the losses"),
            note=joined([note, rest(len(rows), MOST_ROWS)]),
        )
    ]  # fmt: skip
