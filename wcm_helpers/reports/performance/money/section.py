"""Answer: what changed revenue and margin."""

import pandas as pd

from wcm_helpers.core.formats import currency, month_name, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.bridge import MARGIN_STEPS, REVENUE_STEPS
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.money.analysis import Money, by_group, largest_changes, money_of
from wcm_helpers.reports.performance.money.chart import bridge_chart
from wcm_helpers.reports.performance.money.sentences import (
    bridge_sentence,
    margin_sentence,
    previous_sentence,
    revenue_sentence,
    signed_amount,
    step_name,
)
from wcm_helpers.reports.performance.review import PerformanceReview

_ROWS = 6


def money(review: PerformanceReview) -> Blocks:
    """Return revenue and margin of the month, and what changed them."""
    result = review.computed(money_of)
    if result is None:
        return blocks.join(blocks.missing(_missing(review)))
    code = review.settings.site.currency
    lead = [revenue_sentence(result, code)]
    if result.bridge is None:
        lead.append(
            _("There are no bills a year ago or of the month before, so the change cannot be explained.")
        )
        return blocks.join(blocks.paragraph(joined([*lead, margin_sentence(result, code)])))
    steps = result.bridge[list(REVENUE_STEPS)].sum()
    lead += [bridge_sentence(result, steps, code), previous_sentence(result)]
    return blocks.join(
        blocks.paragraph(joined(lead)),
        blocks.chart(bridge_chart(result, steps, code), "bridge"),
        blocks.paragraph(margin_sentence(result, code)),
    )


def money_detail(review: PerformanceReview) -> Blocks:
    """Return whose revenue changed, what changed it by class, and what changed the margin."""
    result = review.computed(money_of)
    if result is None or result.bridge is None:
        return blocks.join(blocks.paragraph(_("There is no change of revenue to split.")))
    code = review.settings.site.currency
    return blocks.join(
        _customer_table(result, review),
        _class_table(result, review),
        *([_margin_table(result, code)] if result.margin is not None else []),
    )


def _missing(review: PerformanceReview) -> str:
    if review.draft and len(review.history.facts.billing):
        return _("The month is not over: its revenue is not compared with that of whole months.")
    return _(
        "No revenue: [tables.billing] would show here what changed it: customers, orders, size and price."
    )


def _amount(key: str, label: str, *, signed: bool = True, **more: bool) -> Column:
    return Column(key, label, "right", signed_amount if signed else short_amount, scaled=True, **more)


def _class_table(result: Money, review: PerformanceReview) -> Block:
    """Return the bridge by class, with all classes in the last row."""
    frame = by_group(result.bridge, review.result.customers["class"])
    frame = pd.concat([frame, result.bridge.sum().to_frame("all").T]).astype("int64")
    names = [*(name or _("without a class") for name in frame.index[:-1]), _("all")]
    steps = [step for step in REVENUE_STEPS if result.bridge[step].any()]
    columns = [
        Column("name", _("Class"), strong=True),
        _amount("before", month_name(result.base), signed=False),
        *(_amount(step, step_name(step, result.size)) for step in steps),
        _amount("after", month_name(result.month), signed=False),
    ]
    caption = _("What changed revenue, by class, {unit}", unit=currency(review.settings.site.currency))
    return blocks.table(
        frame.assign(name=names), columns, name="classes", caption=caption, wide=len(columns) > 7
    )


def _customer_table(result: Money, review: PerformanceReview) -> Block:
    changes = largest_changes(result.bridge)
    rows = changes.head(_ROWS).reset_index()
    rest = changes.iloc[_ROWS:]
    marks = {"won": _("won"), "lost": _("lost"), "": ""}
    frame = rows.assign(
        name=[review.result.name_of(customer) for customer in rows["customer_id"]],
        mark=[marks[mark] for mark in rows["mark"]],
    )
    note = ""
    if len(rest):
        note = ngettext(
            "{n} more customer changed by {amount}.",
            "{n} more customers changed by {amount} together.",
            len(rest),
            amount=signed_amount(rest["change"].sum()),
        )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("mark", _("Won or lost")),
        _amount("before", month_name(result.base), signed=False),
        _amount("after", month_name(result.month), signed=False),
        _amount("change", _("Change"), bar=True),
    ]
    caption = _("Customers whose revenue changed most, {unit}", unit=currency(review.settings.site.currency))
    return blocks.table(frame, columns, name="customers", caption=caption, note=note)


def _margin_table(result: Money, code: str) -> Block:
    """Return the bridge of margin as rows, from one margin to the other."""
    sums = result.margin.sum()
    rows = [(month_name(result.base), sums["before"], short_amount)]
    rows += [(step_name(step, result.size), sums[step], signed_amount) for step in MARGIN_STEPS if sums[step]]
    rows.append((month_name(result.month), sums["after"], short_amount))
    frame = pd.DataFrame([(name, write(size)) for name, size, write in rows], columns=["step", "size"])
    columns = [Column("step", _("Step"), strong=True), Column("size", _("Margin"), align="right")]
    caption = _("What changed the margin, {unit}", unit=currency(code))
    return blocks.table(frame, columns, name="margin", caption=caption)
