"""The section on the backtest: last year's classes compared with this year's value."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, month_name, number, percent, short_amount, signed
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.backtest import OUTCOME_MONTHS
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.backtest import chart, limit_sentences, sentences
from wcm_helpers.reports.classification.backtest.analysis import run_backtest
from wcm_helpers.reports.classification.backtest.limit_sentences import pair
from wcm_helpers.reports.classification.backtest.result import Backtest
from wcm_helpers.reports.classification.backtest.rule_sentences import rules
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method
from wcm_helpers.reports.classification.sentences import measure


def backtest(review: ClassificationReview) -> Blocks:
    """Return the verdict on the classes of a year ago, their value since, and the effect of other limits.

    Parameters
    ----------
    review : Review
        Of the month under review; the backtest is computed here, from its result.

    Returns
    -------
    Blocks
        One box instead when the history is too short.
    """
    result = review.computed(backtest_of)
    headline = sentences.headline(result, review.result)
    if not result.can_tell:
        return blocks.join(blocks.missing(joined([headline, _history_needed(result)])))
    pieces = [blocks.paragraph(headline)]
    if result.comparable:
        pieces.append(blocks.chart(chart.draw(result, review.result), "captured_value"))
    pieces.append(_classes(result, review))
    pieces.append(blocks.paragraph(joined(sentences.remarks(result))))
    limit_remarks = limit_sentences.remarks(result)
    if limit_remarks:
        pieces += [_limits(result), blocks.paragraph(joined(limit_remarks))]
        if not (result.limits["best"] & result.limits["in_force"]).any():
            pieces.append(blocks.warning(limit_sentences.warning(result)))
    return blocks.join(*pieces, method(rules(result)))


def backtest_of(review: ClassificationReview) -> Backtest:
    """Return the backtest of the month under review."""
    return run_backtest(review.result)


def _history_needed(result: Backtest) -> str:
    """Return which tables need older rows, and what the section would then show."""
    if result.rule.value == "margin":
        return _(
            "With older rows of the tables billing (column doc_date) and costs (column month) this section "
            "shows whether the classes of a year ago predicted who would matter, and whether other limits "
            "would have predicted it better."
        )
    table, column = ("billing", "doc_date") if result.rule.value == "revenue" else ("orders", "created_at")
    return _(
        "With older rows of the table {table} (column {column}) this section shows whether the classes of a "
        "year ago predicted who would matter, and whether other limits would have predicted it better.",
        table=table,
        column=column,
    )


def _classes(result: Backtest, review: ClassificationReview) -> Block:
    """Return the value and the silent customers of each class of a year ago."""
    unit = measure(result.rule, review.result.currency).unit
    frame = result.classes.assign(
        silent_of=[_silent(row) for row in result.classes.to_dict("records")],
    )
    columns = [
        Column("class", _("Class then"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("value_then", _("Value then, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("value_now", _("Value since, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("kept", _("Since, % of then"), "right", lambda share: percent(share, 0)),
        Column("orders_now", _("Orders since"), "right", number),
        Column("silent_of", _("Silent (interval)"), "right"),
    ]
    if not result.customers["orders_now"].any():
        columns = [column for column in columns if column.key != "orders_now"]
    gone = int(result.classes["gone"].sum())
    note = _(
        "Then: the classes of {then}. Since: the {months} months to {month}. Gone, without any activity "
        "since: {gone} of {n} customers.",
        then=month_name(result.classes_month),
        months=OUTCOME_MONTHS,
        month=month_name(result.month),
        gone=number(gone),
        n=number(len(result.customers)),
    )
    caption = _("What became of the classes of a year ago")
    return blocks.table(frame, columns, name="classes", caption=caption, note=note)


def _silent(row: dict[str, object]) -> str:
    if missing(row["silent_share"]):
        return "–"
    return _(
        "{n} of {total}: {share} ({low} to {high})",
        n=number(row["silent"]),
        total=number(row["customers"]),
        share=percent(row["silent_share"], 0),
        low=percent(row["silent_low"], 0),
        high=percent(row["silent_high"], 0),
    )


def _limits(result: Backtest) -> Block:
    """Return the limits in force, the best in hindsight, those chosen a year earlier, and the neighbours."""
    frame = result.limits[_shown_limits(result)]
    frame = frame.assign(
        pair=[pair(row) for row in frame.to_dict("records")],
        role=[_role(row, result) for row in frame.to_dict("records")],
    )
    columns = [
        Column("pair", _("Limits A / B"), strong=True),
        Column("role", _("Chosen")),
        Column("in_a", _("Customers in A"), "right", number),
        Column("in_b", _("Customers in B"), "right", number),
        Column("score", _("Score"), "right", lambda score: number(score, 3)),
        Column("difference", _("Difference to those in force"), "right", _signed),
        Column("interval", _("Interval"), "right"),
    ]
    frame["interval"] = [
        "–"
        if row["in_force"]
        else _("{low} to {high}", low=_signed(row["difference_low"]), high=_signed(row["difference_high"]))
        for row in frame.to_dict("records")
    ]
    note = _(
        "{shown} of {n} pairs of limits, on the value of the {months} months to {month}; "
        "{customers} customers.",
        shown=len(frame),
        n=len(result.limits),
        months=OUTCOME_MONTHS,
        month=month_name(result.month),
        customers=number(len(result.customers)),
    )
    return blocks.table(
        frame, columns, name="limits", caption=_("Would other limits have predicted better?"), note=note,
        row_class=lambda row: "strong" if row["in_force"] else "",
    )  # fmt: skip


def _shown_limits(result: Backtest) -> pd.Series:
    """Return a mask of the pairs with a role, and of those one step from the limits in force."""
    limits = result.limits
    force = limits[limits["in_force"]].iloc[0]
    steps = pd.Series(0, index=limits.index)
    for name in ("limit_a", "limit_b"):
        ladder = sorted(limits[name].unique())
        steps += (limits[name].map(ladder.index) - ladder.index(force[name])).abs()
    return (steps <= 1) | limits["best"] | _chosen(result)


def _chosen(result: Backtest) -> pd.Series:
    limits, next_year_check = result.limits, result.next_year_check
    if next_year_check is None:
        return pd.Series(data=False, index=limits.index)
    return (limits["limit_a"] == next_year_check.limit_a) & (limits["limit_b"] == next_year_check.limit_b)


def _role(row: dict[str, object], result: Backtest) -> str:
    next_year_check = result.next_year_check
    roles = {
        _("in force"): row["in_force"],
        _("best in hindsight"): row["best"],
        _("chosen a year earlier"): next_year_check is not None
        and (row["limit_a"], row["limit_b"]) == (next_year_check.limit_a, next_year_check.limit_b),
    }
    return listed([role for role, holds in roles.items() if holds]) or _("next to those in force")


def _signed(difference: float) -> str:
    return signed(number(difference, 3), round(difference, 3))
