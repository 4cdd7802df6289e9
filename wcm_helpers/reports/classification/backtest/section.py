"""The section that asks whether the classification is any good: last year's classes against this year."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, percent, short_amount, signed
from wcm_helpers.core.words import _
from wcm_helpers.methods.backtest import OUTCOME_MONTHS
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.backtest import chart
from wcm_helpers.reports.classification.backtest.analysis import BackTest
from wcm_helpers.reports.classification.backtest.analysis import back_test as hold_against
from wcm_helpers.reports.classification.backtest.limits import pair
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method


def back_test(review: ClassificationReview) -> Blocks:
    """Return the verdict on the classes of a year ago, what became of them, and what other limits would do.

    Parameters
    ----------
    review : Review
        The month's review; the test is worked out here, from its book.

    Returns
    -------
    Blocks
        One box instead when the history does not reach back far enough.
    """
    told = hold_against(review.result)
    if not told.told:
        return blocks.join(blocks.missing(_history_needed(told)))
    pieces = [blocks.paragraph(told.headline)]
    if told.comparable:
        pieces.append(blocks.chart(chart.draw(told, review.result), "captured_value"))
    pieces.append(_classes(told, review))
    if told.remarks:
        pieces.append(blocks.paragraph(" ".join(told.remarks)))
    if told.limit_remarks:
        pieces += [_limits(told), blocks.paragraph(" ".join(told.limit_remarks))]
        if not (told.limits["best"] & told.limits["in_force"]).any():
            pieces.append(blocks.warning(told.warning))
    return blocks.join(*pieces, method(told.rules))


def _history_needed(told: BackTest) -> str:
    """Return which table would have to reach back further, and what the section would then show."""
    if told.rule.value == "margin":
        return _(
            "{headline} Older rows of the tables billing (column doc_date) and costs (column month) would "
            "show whether the classes of a year before told who would matter, and whether other limits would "
            "have told it better.",
            headline=told.headline,
        )
    table, column = ("billing", "doc_date") if told.rule.value == "revenue" else ("orders", "created_at")
    return _(
        "{headline} Older rows of the table {table} (column {column}) would show whether the classes of a "
        "year before told who would matter, and whether other limits would have told it better.",
        headline=told.headline,
        table=table,
        column=column,
    )


def _classes(told: BackTest, review: ClassificationReview) -> Block:
    """Return what became of each class of a year ago."""
    unit = sentences.measure(told.rule, review.result.currency).unit
    frame = told.classes.assign(
        silent_of=[_silent(row) for row in told.classes.to_dict("records")],
    )
    columns = [
        Column("class", _("Class then"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("value_then", _("Value then, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("value_now", _("Value since, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("kept", _("Kept"), "right", lambda share: percent(share, 0)),
        Column("orders_now", _("Orders since"), "right", number),
        Column("silent_of", _("Silent, with interval"), "right"),
    ]
    if not told.known["orders_now"].any():
        columns = [column for column in columns if column.key != "orders_now"]
    gone = int(told.classes["gone"].sum())
    note = _(
        "Classes of {then}; value since: the {months} months to {month}; kept: since against then. "
        "Gone altogether, without any activity in these months: {gone} of {n}.",
        then=month_name(told.then),
        months=OUTCOME_MONTHS,
        month=month_name(told.month),
        gone=number(gone),
        n=number(len(told.known)),
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


def _limits(told: BackTest) -> Block:
    """Return the limits in force, the best in hindsight, those chosen a year earlier, and the neighbours."""
    frame = told.limits[_shown_limits(told)]
    frame = frame.assign(
        pair=[pair(row) for row in frame.to_dict("records")],
        role=[_role(row, told) for row in frame.to_dict("records")],
    )
    columns = [
        Column("pair", _("Limits A / B"), strong=True),
        Column("role", _("Which")),
        Column("in_a", _("in A"), "right", number),
        Column("in_b", _("in B"), "right", number),
        Column("score", _("Score"), "right", lambda score: number(score, 3)),
        Column("difference", _("To those in force"), "right", _signed),
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
        n=len(told.limits),
        months=OUTCOME_MONTHS,
        month=month_name(told.month),
        customers=number(len(told.known)),
    )
    return blocks.table(
        frame, columns, name="limits", caption=_("Would other limits have told it better?"), note=note,
        row_class=lambda row: "strong" if row["in_force"] else "",
    )  # fmt: skip


def _shown_limits(told: BackTest) -> pd.Series:
    """Return which pairs are shown: those with a role, and one step from those in force."""
    limits = told.limits
    force = limits[limits["in_force"]].iloc[0]
    steps = pd.Series(0, index=limits.index)
    for name in ("limit_a", "limit_b"):
        ladder = sorted(limits[name].unique())
        steps += (limits[name].map(ladder.index) - ladder.index(force[name])).abs()
    return (steps <= 1) | limits["best"] | _chosen(told)


def _chosen(told: BackTest) -> pd.Series:
    limits, fair = told.limits, told.fair
    if fair is None:
        return pd.Series(data=False, index=limits.index)
    return (limits["limit_a"] == fair.limit_a) & (limits["limit_b"] == fair.limit_b)


def _role(row: dict[str, object], told: BackTest) -> str:
    fair = told.fair
    roles = {
        _("in force"): row["in_force"],
        _("best in hindsight"): row["best"],
        _("chosen a year earlier"): fair is not None
        and (row["limit_a"], row["limit_b"]) == (fair.limit_a, fair.limit_b),
    }
    return ", ".join(role for role, holds in roles.items() if holds) or _("neighbour")


def _signed(difference: float) -> str:
    return signed(number(difference, 3), round(difference, 3))
