"""Answer: which orders count, which do not, and whose fault were the failures."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.review import PerformanceReview

_ROWS = 20


def cohort(review: PerformanceReview) -> Blocks:
    """Return the cohort of the month: rates with their bases, exclusions, faults, and the failed orders."""
    service = review.result.service
    counts = None if service is None else service.order_counts(review.month, 1).sum(numeric_only=True)
    if counts is None or not counts.get("due", 0):
        return _nothing_due(review)
    return blocks.join(
        blocks.paragraph(_summary(review, counts)),
        _rates(counts),
        blocks.paragraph(_perfect(counts)),
        _listed(review),
        _faults(counts),
        _failures(review),
    )


def _nothing_due(review: PerformanceReview) -> Blocks:
    """Return why no order was due: none has a promise, or those that have one do not count."""
    service = review.result.service
    listed = pd.DataFrame({"reason": []}) if service is None else service.listed(review.month)
    if len(listed) and "no_promise" not in set(listed["reason"]):
        none = blocks.paragraph(_("No order was due in {month}.", month=month_name(review.month)))
    else:
        none = blocks.missing(
            _(
                "No orders were due: [tables.orders] with promised_at or requested_date, or "
                "[tables.sla_terms] to derive the due time, would show here which orders count."
            )
        )
    return blocks.join(none, *([_listed(review)] if len(listed) else []))


def _summary(review: PerformanceReview, counts: pd.Series) -> str:
    due, derived = int(counts["due"]), int(counts["derived"])
    first = ngettext(
        "{n} order was due in {month}.",
        "{n} orders were due in {month}.",
        due,
        month=month_name(review.month),
    )
    share = (
        _("The due time of {share} was derived from terms of service.", share=percent(derived / due, 1))
        if derived
        else ""
    )
    still = int(counts["open_overdue"])
    open_ = (
        ngettext("{n} is open and overdue so far.", "{n} are open and overdue so far.", still)
        if review.draft
        else ngettext(
            "{n} was still open at the end of the month.",
            "{n} were still open at the end of the month.",
            still,
        )
    )
    return joined([first, share, open_ if counts["open_overdue"] else ""])


def _rates(counts: pd.Series) -> Block:
    ours = counts["own_failures"] + counts["unknown_failures"]
    lines = [
        (_("Orders completed"), counts["completed"], counts["due"]),
        (_("On time"), counts["on_time"], counts["on_time_measured"]),
        (_("In full"), counts["in_full"], counts["in_full_measured"]),
        (_("On time in full: all failures"), counts["otif"], counts["otif_measured"]),
        (_("On time in full: our failures alone"), counts["otif_measured"] - ours, counts["otif_measured"]),
        (
            _("On time in full: without the customer’s failures"),
            counts["otif"],
            counts["otif_measured"] - counts["customer_failures"],
        ),
        (
            _("On time in full: our cancellations as failures"),
            counts["otif"],
            counts["otif_measured"] + counts["cancelled_by_us"],
        ),
        (_("Perfect orders"), counts["perfect"], counts["perfect_measured"]),
    ]
    rows = []
    for name, hits, base in lines:
        if not base:
            rows.append({"name": name, "rate": _("not measured"), "base": "", "interval": ""})
            continue
        low, high = wilson(int(hits), int(base))
        rows.append(
            {
                "name": name,
                "rate": percent(hits / base, 1),
                "base": _("{hits} of {n}", hits=number(hits), n=number(base)),
                "interval": _("{low} to {high}", low=percent(low, 1), high=percent(high, 1)),
            }
        )
    columns = [
        Column("name", _("Rate"), strong=True),
        Column("rate", _("Share"), align="right"),
        Column("base", _("Orders"), align="right"),
        Column("interval", _("95% interval"), align="right"),
    ]
    return blocks.table(pd.DataFrame(rows), columns, name="rates", caption=_("Rates of the month, all ways"))


def perfect_product(counts: pd.Series) -> float | None:
    """Return the perfect order as a product of four rates; None where one is not measured."""
    pairs = (
        ("on_time", "on_time_measured"), ("in_full", "in_full_measured"),
        ("papers_right", "papers_measured"), ("undamaged", "damage_measured"),
    )  # fmt: skip
    product = 1.0
    for hits, base in pairs:
        if not counts[base]:
            return None
        product *= counts[hits] / counts[base]
    return product


def _perfect(counts: pd.Series) -> str:
    product = perfect_product(counts)
    if product is None or not counts["perfect_measured"]:
        return _(
            "Perfect orders cannot be counted in full: papers (doc_ok) or damage (qty_damaged, qty_wrong) "
            "are not measured, and what is not measured is not perfect."
        )
    return _(
        "Counted order by order {counted} are perfect; on time × in full × papers × undamaged gives "
        "{product}. The product takes failures for independent and leaves out quantities that are wrong; the "
        "count does not.",
        counted=percent(counts["perfect"] / counts["perfect_measured"], 1),
        product=percent(product, 1),
    )


def _listed(review: PerformanceReview) -> Block:
    listed = review.result.service.listed(review.month)
    if listed.empty:
        return blocks.paragraph(_("Every order of the month counts."))
    words = {
        "no_promise": _("No promise and no term: in no rate"),
        "cancelled_by_customer": _("Cancelled before it was due: not due"),
        "cancelled_by_us": _("Cancelled by us before it was due: not due, counted above as a second rate"),
        "time_unusable": _("Left before it was ordered: time not usable, not measured"),
        "without_lines": _("Without lines: in full not measured"),
        "state_unknown": _(
            "Not sent, in an unknown state: counts as open until values of [tables.orders] explain it"
        ),
        "due_before_created": _(
            "Due before it was ordered: late, or in no rate where it was due in an earlier month"
        ),
        "step_out_of_order": _("A step before the one it follows: its stage is not used"),
    }
    rows = [
        {"reason": words[row["reason"]], "n": number(row["n"]), "example": row["example"]}
        for row in listed.to_dict("records")
    ]
    columns = [
        Column("reason", _("What does not count, and why"), width="name", strong=True),
        Column("n", _("Orders"), align="right"),
        Column("example", _("Such as")),
    ]
    return blocks.table(pd.DataFrame(rows), columns, name="excluded", caption=_("Outside the rates"))


def fault_name(fault: str) -> str:
    """Return whose fault a failure was, in the language in use."""
    return {
        "own": _("ours"),
        "carrier": _("the carrier’s"),
        "customer": _("the customer’s"),
        "force_majeure": _("force majeure"),
        "unknown": _("unknown, counts as ours"),
    }[fault]


def _faults(counts: pd.Series) -> Block:
    names = ("own", "unknown", "carrier", "customer", "force_majeure")
    failures = {name: int(counts[f"{name}_failures"]) for name in names}
    total = sum(failures.values())
    if not total:
        if not counts["otif_measured"]:
            return blocks.paragraph(
                _("Whose fault failures were is counted of orders on time in full alone.")
            )
        return blocks.paragraph(_("No order of the month failed."))
    rows = [
        {"fault": fault_name(name), "n": number(n), "share": percent(n / total, 0)}
        for name, n in failures.items()
    ]
    columns = [
        Column("fault", _("Whose fault"), strong=True),
        Column("n", _("Failed orders"), align="right"),
        Column("share", _("Share"), align="right"),
    ]
    return blocks.table(pd.DataFrame(rows), columns, name="faults", caption=_("Failures by fault"))


def _failures(review: PerformanceReview) -> Block:
    failures = review.result.service.failures(review.month, _ROWS)
    if failures.empty:
        return blocks.EMPTY
    reasons = {
        "late": _("late"),
        "open": _("open"),
        "short": _("short"),
        "cancelled": _("cancelled after it was due"),
    }
    rows = [
        {
            "order": row["order_id"],
            "customer": review.result.name_of(str(row["customer_id"])),
            "site": row["site_id"] or "",
            "due": f"{row['due_at']:%m-%d %H:%M}",
            "late": number(row["hours_late"], 1),
            "reason": reasons[row["reason"]],
            "fault": fault_name(row["fault"]),
        }
        for row in failures.to_dict("records")
    ]
    columns = [
        Column("order", _("Order"), strong=True),
        Column("customer", _("Customer"), width="name"),
        Column("site", _("Site")),
        Column("due", _("Due")),
        Column("late", _("Hours late"), align="right"),
        Column("reason", _("How it failed")),
        Column("fault", _("Whose fault")),
    ]
    caption = _("Failed orders, the latest first")
    return blocks.table(pd.DataFrame(rows), columns, name="failures", caption=caption)
