"""Answer: what each customer costs to serve, and who loses money, and why."""

import pandas as pd

from wcm_helpers.core.formats import currency, listed, missing, number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.cost import sentences
from wcm_helpers.reports.service_plan.cost.analysis import (
    CostToServe,
    by_class,
    cost_of,
    months_of,
    tables_missing,
)
from wcm_helpers.reports.service_plan.cost.chart import whale_chart
from wcm_helpers.reports.service_plan.cost.wording import driver_name, kind_of_pool
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import rest

#: Rows of a table of the reading part.
MOST_ROWS = 10


def cost(review: ServicePlanReview) -> Blocks:
    """Return the costs of customers, who loses money and why, and what nobody used."""
    absent, made = review.computed(tables_missing), review.computed(cost_of)
    if absent:
        return blocks.join(
            blocks.missing(
                ngettext(
                    "Table {names}. It would show what each customer costs to serve, and who loses money.",
                    "Tables {names}. They would show what each customer costs to serve, and who loses money.",
                    len(absent),
                    names=listed(list(absent)),
                )
            )
        )
    if made is None:
        return blocks.join(blocks.missing(_nothing_used() if review.computed(months_of) else _no_month()))
    unit = currency(review.settings.site.currency)
    finding = sentences.whale_sentence(made, unit)
    return blocks.join(
        blocks.paragraph(
            joined(
                [
                    sentences.months_sentence(made.inputs.months, review.rule.cost_months),
                    sentences.ledger_sentence(made, unit),
                ]
            )
        ),
        blocks.chart(whale_chart(made.whale, finding, unit), "whale"),
        _classes(made, unit),
        blocks.paragraph(sentences.losses_sentence(made.loss_makers)),
        *_losses(made, unit),
        pools_table(made, unit, MOST_ROWS),
        *_absent(made),
    )


def _no_month() -> str:
    return _(
        "A month that cost_pools, activities and billing, and footprints where there is a pool of space, all "
        "cover. It would show what each customer costs to serve."
    )


def _nothing_used() -> str:
    return _(
        "Use of a cost pool by any customer: columns minutes of activities, with an activity that a pool of "
        "cost_pools names, or positions of footprints, with a pool of space. It would show what each "
        "customer costs to serve."
    )


def _classes(made: CostToServe, unit: str) -> Block:
    rows = by_class(made.customers)
    rows["class"] = rows["class"].where(rows["class"] != "", _("no class"))
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("billed", _("Revenue, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("cost", _("Cost, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("margin", _("Margin, {unit}", unit=unit), "right", short_amount, scaled=True, bar=True),
        Column("share", _("Margin, % of revenue"), "right", lambda value: percent(value, 1)),
        Column("losing", _("Below zero"), "right", number),
    ]
    note = _("Cost is what customers used; unused capacity is in no class.")
    return blocks.table(rows, columns, name="classes", caption=_("Margin by class"), note=note)


def _losses(made: CostToServe, unit: str) -> list[Block]:
    if made.loss_makers.empty:
        return []
    rows = made.loss_makers.head(MOST_ROWS)
    records = rows.to_dict("records")
    rows = rows.assign(
        who=[customer_and_class(row["name"], row["class"]) for row in records],
        why=[sentences.why_sentence(row, unit) for row in records],
        stands=[sentences.certainty_words(row) for row in records],
    )
    columns = [
        Column("who", _("Customer, class"), strong=True),
        Column("billed", _("Revenue, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("cost", _("Cost by use"), "right", short_amount, scaled=True),
        Column("margin", _("Margin by use"), "right", short_amount, scaled=True),
        Column("full_margin", _("With unused capacity"), "right", short_amount, scaled=True),
        Column("why", _("Why, and what would mend it")),
        Column("stands", _("Is it a loss?")),
    ]
    note = joined(
        [
            _(
                "By use: without the capacity that nobody used. Where a loss by use is not certain, the one "
                "with unused capacity counts."
            ),
            sentences.rates_note(),
            _("In brackets: the share of draws in which it is no loss."),
            rest(len(made.loss_makers), MOST_ROWS),
        ]
    )
    caption = _("Customers that cost more than they bring")
    return [blocks.table(rows, columns, name="losses", caption=caption, note=note)]


def customer_and_class(name: str, letter: object) -> str:
    """Return a customer with its class, if it has one.

    Examples
    --------
    >>> customer_and_class("Company 7", "B"), customer_and_class("Company 8", None)
    ('Company 7, B', 'Company 8')
    """
    return name if missing(letter) else _("{name}, {letter}", name=name, letter=letter)


def pools_table(made: CostToServe, unit: str, most: int) -> Block:
    """Return the pools with what of them was used, the most unused first, and their sum."""
    rows = made.pools
    shown = rows.head(most).assign(
        label=[pool_label(row["pool"], row["activity"]) for row in rows.head(most).to_dict("records")],
        what=rows["kind"].map(kind_of_pool),
    )
    sums = rows[["amount", "charged", "unused_amount"]].sum()
    total = pd.DataFrame([{"label": _("All pools"), "what": "", **sums, "months_over": None}])
    columns = [
        Column("label", _("Pool"), width="name", strong=True),
        Column("what", _("Kind")),
        Column("amount", _("Cost, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("charged", _("Used by customers, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("unused_amount", _("Unused, {unit}", unit=unit), "right", short_amount, scaled=True, bar=True),
        Column("used_share", _("Capacity used"), "right", lambda value: percent(value, 0)),
        Column("months_over", _("Months over capacity"), "right", number),
    ]
    note = joined(
        [
            _("Overheads have no capacity; customers share them by their other costs."),
            rest(len(rows), most),
        ]
    )
    return blocks.table(
        pd.concat([shown.astype({"months_over": object}), total], ignore_index=True), columns, name="pools",
        caption=_("Cost pools, the most unused first"), note=note,
        row_class=lambda row: "total" if row["label"] == _("All pools") else "",
    )  # fmt: skip


def pool_label(pool: str, activity: str) -> str:
    """Return the name of a pool, with its activity where it has one.

    Examples
    --------
    >>> pool_label("Crew 2", "picking"), pool_label("Rent", "")
    ('Crew 2 (Picking)', 'Rent')
    """
    if not activity:
        return pool
    return _("{pool} ({activity})", pool=pool, activity=driver_name(activity))


def _absent(made: CostToServe) -> list[Block]:
    """Return a box for what is missing of the tables that are there."""
    boxes = []
    inputs = made.inputs
    has_space = (inputs.pools["kind"] == "space").any()
    if has_space and not inputs.space:
        boxes.append(blocks.missing(_("Table footprints. It would show whose stock takes the space.")))
    if has_space and inputs.space == "area":
        boxes.append(
            blocks.missing(
                _(
                    "Column positions of footprints. Space is shared by area, all of it among customers; "
                    "positions would show how much of it is unused."
                )
            )
        )
    if text := sentences.minutes_sentence(inputs.without_minutes):
        boxes.append(blocks.missing(text))
    return boxes
