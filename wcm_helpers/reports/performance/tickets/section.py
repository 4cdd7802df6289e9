"""Answer: how fast are customers answered and helped."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.catalogue.words import day_names, write_value
from wcm_helpers.reports.performance.parts.tickets import tickets_of
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.tickets import charts
from wcm_helpers.reports.performance.tickets.analysis import (
    LEAST,
    curves_of,
    open_tickets,
    recent_rows,
    week_of,
)

_OLDEST = 8
_KINDS = {"response": "response_kept", "resolution": "resolution_kept"}


def tickets(review: PerformanceReview) -> Blocks:
    """Return how fast tickets are answered and resolved, hours without cover, and the oldest open ones."""
    judged = review.computed(tickets_of)
    if judged is None or judged.rows.empty:
        return blocks.join(
            blocks.missing(
                _(
                    "No tickets: [tables.tickets] with ticket_id, customer_id, created_at, first_response_at "
                    "and resolved_at would show here how fast customers are answered and helped."
                )
            )
        )
    curves, week = review.computed(curves_of), review.computed(week_of)
    return blocks.join(
        blocks.paragraph(_summary(review)),
        *([blocks.chart(charts.curves_chart(curves), "curves")] if curves else []),
        *([blocks.chart(charts.week_chart(week), "week")] if week is not None else []),
        _open_table(review),
    )


def _summary(review: PerformanceReview) -> str:
    judged = review.computed(tickets_of)
    came = int((judged.rows["month"] == review.month).sum())
    first = ngettext("{n} ticket came in.", "{n} tickets came in.", came)
    return joined([first, *(_kept_sentence(review, kind) for kind in _KINDS)])


def _kept_sentence(review: PerformanceReview, kind: str) -> str:
    rows = review.computed(tickets_of).rows
    due = rows[rows[f"{kind}_kept"].notna()]
    due = due[[f"{moment:%Y-%m}" == review.month for moment in due[f"due_{kind}"]]]
    if due.empty:
        return ""
    kept = int(due[f"{kind}_kept"].astype(bool).sum())
    low, high = wilson(kept, len(due))
    values = {
        "kept": number(kept),
        "share": percent(kept / len(due), 0),
        "low": percent(low, 0),
        "high": percent(high, 0),
    }
    if kind == "response":
        return ngettext(
            "{kept} of {n} due for an answer was answered in time ({share}, {low} to {high}).",
            "{kept} of {n} due for an answer were answered in time ({share}, {low} to {high}).",
            len(due),
            **values,
        )
    return ngettext(
        "{kept} of {n} due was resolved in time ({share}, {low} to {high}).",
        "{kept} of {n} due were resolved in time ({share}, {low} to {high}).",
        len(due),
        **values,
    )


def _open_table(review: PerformanceReview) -> Block:
    rows = open_tickets(review)
    if rows.empty:
        return blocks.paragraph(_("No ticket is open at the end of the month."))
    lines = [
        {
            "ticket": row["ticket_id"],
            "customer": row["name"] or _("without a customer"),
            "category": row["category"],
            "age": number(row["age_hours"] / 24, 1),
            "state": _("waits for the customer")
            if row["waiting"]
            else _("✗ overdue")
            if row["overdue"]
            else _("open"),
        }
        for row in rows.head(_OLDEST).to_dict("records")
    ]
    columns = [
        Column("ticket", _("Ticket"), strong=True),
        Column("customer", _("Customer"), width="name"),
        Column("category", _("Category")),
        Column("age", _("Days open"), align="right"),
        Column("state", _("State")),
    ]
    overdue = int(rows["overdue"].sum())
    note = ngettext(
        "{n} ticket is open, {overdue} of them overdue.",
        "{n} tickets are open, {overdue} of them overdue.",
        len(rows),
        overdue=number(overdue),
    )
    return blocks.table(
        pd.DataFrame(lines), columns, name="open", caption=_("Oldest open tickets"), note=note
    )


def tickets_detail(review: PerformanceReview) -> Blocks:
    """Return breaches by month, class and category, the staff that is needed, and how tickets were read."""
    judged = review.computed(tickets_of)
    if judged is None or judged.rows.empty:
        return blocks.join(blocks.paragraph(_("There are no tickets.")))
    return blocks.join(
        *(blocks.paragraph(note) for note in _reading_notes(review)),
        _by_month(review),
        _by_category(review),
        _staff(review),
    )


def _reading_notes(review: PerformanceReview) -> list[str]:
    judged = review.computed(tickets_of)
    notes = []
    if judged.only_log:
        notes.append(
            _(
                "The tickets come from a log alone: its first event is taken for the creation of a ticket "
                "and its last for its end; when a person first answered is not known."
            )
        )
    elif not judged.with_log:
        notes.append(
            _(
                "There is no log of tickets: waiting for the customer counts as ours, and the severity is "
                "that of today."
            )
        )
    reasons = {
        "merged": _("merged into another ticket: counted nowhere"),
        "cancelled": _("cancelled: counted nowhere"),
        "response_before_creation": _("answered before creation: the answer is not used"),
        "response_without_time": _("answered on the day of creation, without a time: the answer is not used"),
        "resolved_without_time": _("resolved at an unknown time: in no rate of resolution and no backlog"),
        "resolved_before_creation": _("resolved before creation: in no rate of resolution and no backlog"),
        "without_customer": _("without a customer: in no class and no term"),
        "no_term": _("without a term of service: in no rate of promises"),
    }
    for row in judged.listed.to_dict("records"):
        notes.append(
            ngettext(
                "{n} ticket is {reason} (such as {example}).",
                "{n} tickets are {reason} (such as {example}).",
                int(row["n"]),
                reason=reasons[row["reason"]],
                example=row["example"],
            )
        )
    return notes


def _by_month(review: PerformanceReview) -> Block:
    values = review.computed(values_of)
    names = ("response_kept", "resolution_kept", "reopened", "response_p50_hours", "resolve_p50_hours",
             "resolve_p90_hours")  # fmt: skip
    first = add_months(review.month, -11)
    rows = values[
        (values["dimension"] == "all") & values["indicator"].isin(names) & (values["month"] >= first)
    ]
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return blocks.paragraph(_("No month has enough tickets."))
    table = rows.pivot_table(index="month", columns="indicator", values="value")
    lines = [
        {
            "month": month,
            **{name: write_value(DEFINITIONS[name], line.get(name, float("nan"))) for name in names},
        }
        for month, line in table.iterrows()
    ]
    columns = [Column("month", _("Month"), strong=True)]
    columns += [Column(name, name_of(name), align="right") for name in names]
    return blocks.table(pd.DataFrame(lines), columns, name="months", caption=_("Tickets by month"))


def _by_category(review: PerformanceReview) -> Block:
    rows = recent_rows(review)
    if rows.empty:
        return blocks.EMPTY
    rows = rows.assign(category=rows["category"].where(rows["category"] != "", _("without a category")))
    lines = []
    for category, part in sorted(rows.groupby("category"), key=lambda each: (-len(each[1]), each[0]))[:12]:
        due = part[part["resolution_kept"].notna()]
        done = part.loc[part["resolved_at"].notna(), "resolution_hours"]
        lines.append(
            {
                "category": category,
                "n": number(len(part)),
                "kept": charts.share_words(int(due["resolution_kept"].astype(bool).sum()), len(due)),
                "median": number(float(done.median()), 1) if len(done) >= LEAST else _("too few"),
                "reopened": number(int((part["reopened"] > 0).sum()))
                if part["reopened"].notna().any()
                else "–",
            }
        )
    columns = [
        Column("category", _("Category"), strong=True),
        Column("n", _("Tickets"), align="right"),
        Column("kept", _("Resolved in time"), align="right"),
        Column("median", _("Median hours, resolved ones"), align="right"),
        Column("reopened", _("Reopened"), align="right"),
    ]
    return blocks.table(
        pd.DataFrame(lines), columns, name="categories", caption=_("Tickets of 12 months by category")
    )


def _times(reopened: pd.Series) -> str:
    return number(int((reopened > 0).sum())) if reopened.notna().any() else "–"


def _staff(review: PerformanceReview) -> Block:
    week, rule = review.computed(week_of), review.rule
    if week is None:
        return blocks.EMPTY
    spans = ((0, 8), (8, 12), (12, 18), (18, 24))
    lines = []
    for day, name in enumerate(day_names()):
        cells = {
            f"s{place}": number(int(week.staff[day, low:high].max()))
            for place, (low, high) in enumerate(spans)
        }
        lines.append({"day": name, **cells, "n": number(float(week.n[day].sum()) / week.weeks, 1)})
    columns = [Column("day", _("Day"), strong=True)]
    columns += [
        Column(f"s{place}", _("{low}–{high} h", low=low, high=high), align="right")
        for place, (low, high) in enumerate(spans)
    ]
    columns.append(Column("n", _("Tickets a day"), align="right"))
    note = _(
        "People needed so that {share} of the tickets are taken up within {within} minutes, if a ticket "
        "takes {handling} minutes of work (Erlang C). It assumes that tickets come in at random at the rate "
        "of that hour, that everyone waits, and that whoever is free takes the next one; most of the busiest "
        "hour of each span.",
        share=percent(rule.answer_share, 0),
        within=number(rule.answer_minutes),
        handling=number(rule.handling_minutes),
    )
    return blocks.table(
        pd.DataFrame(lines), columns, name="staff", caption=_("Staff by day and hour"), note=note
    )
