"""The section on customers that cost more than they bring, with the margin of each class beside it."""

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.money import analysis, chart, sentences
from wcm_helpers.reports.classification.money.result import Margins
from wcm_helpers.reports.classification.review import ClassificationReview

#: Greatest number of customers listed, the largest losses.
LISTED = 15


def money(review: ClassificationReview) -> Blocks:
    """Return the loss-making customers as chart and table, the margin by class, and what to do with whom."""
    result = review.result
    if not analysis.margin_known(result):
        return blocks.join(blocks.missing(lacking(review)))
    margins = review.computed(class_margins)
    warnings = sentences.incomplete_costs(margins.cost_months, margins.without_cost, result)
    lost = margins.loss_makers
    opening = [
        blocks.paragraph(sentences.headline(margins, result))
        if lost.empty
        else blocks.chart(chart.draw(margins, result), "losses")
    ]
    remark = [*sentences.steps(lost), sentences.newly(lost, result.month), sentences.total(margins, result)]
    return blocks.join(
        *([blocks.warning(joined(warnings))] if warnings else []),
        *opening,
        _losses(margins, review),
        _by_class(margins, review),
        blocks.paragraph(joined(remark)),
    )


def class_margins(review: ClassificationReview) -> Margins:
    """Return the margins of the month under review; ask for it by ``review.computed``."""
    return analysis.margins(review.result)


def _amount(key: str, label: str, **more: bool) -> Column:
    return Column(key, label, "right", short_amount, scaled=True, **more)


def _losses(margins: Margins, review: ClassificationReview) -> Block:
    if margins.loss_makers.empty:
        return blocks.EMPTY
    frame = margins.loss_makers.head(LISTED)
    words = sentences.cause_words()
    frame = frame.assign(cause=[words[cause] for cause in frame["cause"]])
    unit = formats.currency(review.result.currency)
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("official", _("Class"), strong=True),
        _amount("revenue", _("Revenue, {unit}", unit=unit)),
        _amount("cost", _("Cost, {unit}", unit=unit)),
        _amount("margin", _("Margin, {unit}", unit=unit), bar=True),
        _amount("margin_year_ago", _("Margin a year ago, {unit}", unit=unit)),
        Column("cause", _("Change on a year ago")),
    ]
    rest = margins.loss_makers.iloc[LISTED:]
    note = ""
    if len(rest):
        note = ngettext(
            "{n} more loses {amount}; it is not listed.",
            "{n} more lose {amount} together; they are not listed.",
            len(rest),
            amount=sentences.money(-rest["margin"].sum(), review.result),
        )
    caption = _("Loss-making customers, official class")
    return blocks.table(frame, columns, name="losses", caption=caption, note=note)


def _by_class(margins: Margins, review: ClassificationReview) -> Block:
    unit = formats.currency(review.result.currency)
    sums = margins.classes[["customers", "loss_making", "revenue", "cost", "margin"]].sum()
    share = sums["margin"] / sums["revenue"] if sums["revenue"] > 0 else float("nan")
    total = pd.DataFrame([{"class": _("All"), **sums, "margin_of_revenue": share}])
    frame = pd.concat([margins.classes, total], ignore_index=True)
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("loss_making", _("Loss-making"), "right", number),
        _amount("revenue", _("Revenue, {unit}", unit=unit)),
        _amount("cost", _("Cost, {unit}", unit=unit)),
        _amount("margin", _("Margin, {unit}", unit=unit)),
        Column("margin_of_revenue", _("Margin, % of revenue"), "right", percent),
    ]
    return blocks.table(
        frame, columns, name="margin_by_class", caption=_("Margin by official class"),
        row_class=lambda row: "total" if row["class"] == _("All") else "",
    )  # fmt: skip


def lacking(review: ClassificationReview) -> str:
    """Return which table or column is not there, and what the section would show."""
    result = review.result
    months = result.customer_months
    if months.table("revenue") is None and months.table("cost") is None:
        return _(
            "The tables billing (column amount_ex_vat) and costs (column cost) are not in the data. With "
            "them this section shows the customers that cost more than they bring, and the margin of each "
            "class."
        )
    if months.table("revenue") is None:
        return _(
            "The table billing (column amount_ex_vat) is not in the data. With it this section shows the "
            "customers that cost more than they bring, and the margin of each class."
        )
    if months.table("cost") is None:
        return _(
            "The table costs (column cost) is not in the data. With it this section shows the customers that "
            "cost more than they bring, and the margin of each class."
        )
    return _(
        "The table costs has no cost in the {months}-month window. With costs this section shows the "
        "customers that cost more than they bring, and the margin of each class.",
        months=number(result.window_length),
    )
