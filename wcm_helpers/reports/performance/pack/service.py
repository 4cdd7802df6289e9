"""The promises to a customer and how they were kept: the sentence at the top, and the tables."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.proportions import wilson_interval
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reporting.customer_packs import PackReader
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.pack import analysis
from wcm_helpers.reports.performance.pack.terms import terms
from wcm_helpers.reports.performance.review import PerformanceReview

#: So many lines of a list are shown.
MOST_LINES = 8


def lead(review: PerformanceReview, reader: PackReader) -> Block:
    """Return how many of a customer's orders of the month were kept, and the target."""
    counts = analysis.months_of(review, reader.customer_id)
    month = month_name(review.month)
    measured = int(counts["measured"].iloc[-1]) if len(counts) else 0
    if not measured:
        return blocks.lead(_("No order of yours was due in {month}.", month=month))
    kept = ngettext(
        "{kept} of {n} order due in {month} was on time and in full.",
        "{kept} of {n} orders due in {month} were on time and in full: {share}.",
        measured, kept=number(counts["kept"].iloc[-1]), month=month,
        share=percent(counts["kept"].iloc[-1] / measured),
    )  # fmt: skip
    target = analysis.target(review, analysis.ORDERS, reader.customer_id)
    goal = "" if missing(target) else _("The target is {target}.", target=percent(target))
    return blocks.lead(joined([kept, goal]))


def no_orders() -> str:
    """Return what stands in the place of the service where the data have none."""
    return _("No order with a promised time is in the data of these months.")


def service(review: PerformanceReview, reader: PackReader) -> Blocks:
    """Return what is agreed, the orders on time and in full by month, those that failed, and tickets."""
    counts = analysis.months_of(review, reader.customer_id)
    return blocks.join(
        terms(review, reader),
        _orders(review, reader, counts) if len(counts) else blocks.missing(no_orders()),
        _failed(review, reader),
        _on_tickets(review, reader),
    )


def _orders(review: PerformanceReview, reader: PackReader, counts: pd.DataFrame) -> Block:
    total = pd.DataFrame([{"month": "", **counts[["measured", "kept"]].sum()}])
    frame = pd.concat([counts, total], ignore_index=True)
    frame["share"] = frame["kept"] / frame["measured"].where(frame["measured"] > 0)
    ends = [wilson_interval(share, n) for share, n in zip(frame["share"], frame["measured"], strict=True)]
    frame["interval"] = ["–" if missing(low) else _range(low, high) for low, high in ends]
    columns = [
        Column(
            "month", _("Due in"), strong=True,
            write=lambda month: month_name(month) if month else _("These 12 months"),
        ),
        Column("measured", _("Orders due"), "right", number),
        Column("kept", _("On time and in full"), "right", number),
        Column("share", _("Share"), "right", percent, bar=True),
        Column("interval", _("95% interval"), "right"),
    ]  # fmt: skip
    target = analysis.target(review, analysis.ORDERS, reader.customer_id)
    none = _("No target is agreed.")
    goal = none if missing(target) else _("The target is {target}.", target=percent(target))
    chance = _("The interval says how far a share of so few orders may be off by chance.")
    return blocks.table(
        frame, columns, name="service", caption=_("Orders on time and in full"), note=joined([goal, chance]),
        row_class=lambda row: "" if row["month"] else "total",
    )  # fmt: skip


def _range(low: float, high: float) -> str:
    return _("{low} to {high}", low=percent(low, 0), high=percent(high, 0))


def _failed(review: PerformanceReview, reader: PackReader) -> Block:
    rows = review.computed(analysis.failed_orders)
    rows = rows[rows["customer_id"] == reader.customer_id]
    if rows.empty:
        return blocks.EMPTY
    reasons = {
        "cancelled": _("cancelled"), "open": _("not complete"), "late": _("late"), "short": _("short"),
    }  # fmt: skip
    shown = rows.head(MOST_LINES)
    frame = pd.DataFrame(
        {
            "order": [reader.text(order, "orders", order, free=False) for order in shown["order_id"]],
            "due": shown["due_at"].dt.strftime("%Y-%m-%d %H:%M").to_numpy(),
            "late": shown["hours_late"].to_numpy(),
            "reason": [reasons[reason] for reason in shown["reason"]],
        }
    )
    columns = [
        Column("order", _("Order"), strong=True),
        Column("due", _("Due")),
        Column("late", _("Hours late"), "right", lambda hours: number(hours, 1)),
        Column("reason", _("What was missed")),
    ]
    left = len(rows) - len(shown)
    note = ngettext("{n} more order is not listed.", "{n} more orders are not listed.", left) if left else ""
    return blocks.table(frame, columns, name="late", caption=_("The latest orders of the month"), note=note)


def _on_tickets(review: PerformanceReview, reader: PackReader) -> Block:
    rows = []
    for indicator, counts in review.computed(analysis.ticket_counts).items():
        if reader.customer_id in counts.index and counts.loc[reader.customer_id, "denominator"] > 0:
            kept, cases = (int(counts.loc[reader.customer_id, name]) for name in ("numerator", "denominator"))
            target = analysis.target(review, indicator, reader.customer_id)
            rows.append((name_of(indicator), cases, kept, kept / cases, target))
    if not rows:
        return blocks.EMPTY
    frame = pd.DataFrame(rows, columns=["promise", "cases", "kept", "share", "target"])
    columns = [
        Column("promise", _("Promise"), strong=True),
        Column("cases", _("Tickets"), "right", number),
        Column("kept", _("Kept"), "right", number),
        Column("share", _("Share"), "right", percent, bar=True),
        Column("target", _("Target"), "right", lambda share: "–" if missing(share) else percent(share)),
    ]
    return blocks.table(frame, columns, name="ticket_promises", caption=_("Your tickets of these 12 months"))
