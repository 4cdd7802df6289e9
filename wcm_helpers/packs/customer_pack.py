"""The pack of one customer: two sides for its quarterly meeting, with nothing of any other customer.

No figure counts others in: with a total or a mean of several customers a reader could subtract its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import SCALE, month_name, number, percent
from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.facts.history import History
from wcm_helpers.methods.proportions import wilson_interval
from wcm_helpers.packs.facts_of_customers import FactsOfCustomers
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reporting.section import Section, section
from wcm_helpers.reports.demand_survey.customer_pages.sentences import satisfaction_cell, wants_cell
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of

#: So many months of service are shown, and so many lines of a list.
MONTHS, MOST_LINES = 12, 8


@dataclass(frozen=True)
class Reader:
    """Whom a pack is for: number, name, and the site and month it is about."""

    customer_id: str
    name: str
    history: History
    month: str

    @property
    def currency(self) -> str:
        """The currency of the site, as written."""
        return formats.currency(self.history.settings.site.currency)


def customer_pack(reader: Reader, facts: FactsOfCustomers) -> list[Section]:
    """Return the sections of a customer's pack, in the language in use; those without data say so."""
    parts = {
        "head": [_head(reader), _lead(reader, facts)],
        "volumes": [_orders(reader), _invoice(reader, facts)],
        "service": [*_service(reader, facts)],
        "open_issues": [_tickets(reader, facts)],
        "actions": [_measures(reader, facts)],
        "needs": [_needs(reader, facts)],
    }
    titles = {
        "volumes": _("What we did for you"),
        "service": _("What we promised, and what we kept"),
        "open_issues": _("Open issues"),
        "actions": _("What we are doing about it"),
        "needs": _("What you told us"),
    }
    return [section(name, blocks.join(*pieces), title=titles.get(name, "")) for name, pieces in parts.items()]


def _head(reader: Reader) -> Block:
    return blocks.head(
        title=_("Service review for {customer}", customer=reader.name),
        site=reader.history.settings.site.name,
        month=reader.month,
        data_up_to=last_day(reader.month).isoformat(),
        draft=False,
        facts=[(_("Customer number"), reader.customer_id)],
    )


def _lead(reader: Reader, facts: FactsOfCustomers) -> Block:
    counts = facts.service_months(reader.customer_id, 1)
    row = counts.iloc[-1] if len(counts) else None
    if row is None or not row["measured"]:
        return blocks.lead(_("No order of yours was due in {month}.", month=month_name(reader.month)))
    kept = ngettext(
        "{share} of {n} order due in {month} was on time and in full.",
        "{share} of {n} orders due in {month} were on time and in full.",
        int(row["measured"]), share=percent(row["kept"] / row["measured"]), month=month_name(reader.month),
    )  # fmt: skip
    target = facts.target(reader.customer_id)
    return blocks.lead(
        joined([kept, _("The target is {target}.", target=percent(target))] if target else [kept])
    )


def _orders(reader: Reader) -> Block:
    months = (reader.month, add_months(reader.month, -1), add_months(reader.month, -12))
    rows = reader.history.facts.orders
    rows = rows[(rows["customer_id"] == reader.customer_id) & rows["month"].isin(months)].set_index("month")
    if rows.empty:
        return blocks.missing(_("Orders are not in the data of these months."))
    names = [
        ("orders", _("Orders out"), 1), ("returns", _("Returns"), 1), ("lines", _("Order lines"), 1),
        ("units", _("Units"), SCALE),
    ]  # fmt: skip
    known = [(name, label, scale) for name, label, scale in names if name in rows]
    frame = pd.DataFrame(
        [[label, *(_of_month(rows, name, month, scale) for month in months)] for name, label, scale in known],
        columns=["what", "now", "before", "year_ago"],
    )
    columns = [
        Column("what", _("Volume"), strong=True),
        *(
            Column(key, month_name(month), "right", number)
            for key, month in zip(("now", "before", "year_ago"), months, strict=True)
        ),
    ]
    return blocks.table(frame, columns, name="volumes", caption=_("Volumes"))


def _of_month(rows: pd.DataFrame, name: str, month: str, scale: int) -> float:
    return float(rows.loc[month, name]) / scale if month in rows.index else 0.0


def _invoice(reader: Reader, facts: FactsOfCustomers) -> Block:
    rows = facts.billed[facts.billed["customer_id"] == reader.customer_id]
    if rows.empty:
        return blocks.missing(_("No bill of this month is in the data."))
    lines = pd.DataFrame(
        {
            "service": [_service_of(row) for row in rows.to_dict("records")],
            "invoice": rows["invoice_no"].to_numpy(),
            "qty": rows["qty"].to_numpy(),
            "uom": ["" if formats.missing(unit) else unit for unit in rows["uom"]],
            "amount": rows["amount"].to_numpy(),
        }
    )
    total = pd.DataFrame(
        [
            {
                "service": _("Total"),
                "invoice": "",
                "qty": float("nan"),
                "uom": "",
                "amount": rows["amount"].sum(),
            }
        ]
    )
    columns = [
        Column("service", _("Service"), strong=True),
        Column("invoice", _("Invoice")),
        Column("qty", _("Quantity"), "right", _quantity),
        Column("uom", _("Unit")),
        Column(
            "amount",
            _("Amount without VAT, {currency}", currency=reader.currency),
            "right",
            _exact,
            scaled=True,
        ),
    ]
    invoices = rows["invoice_no"].nunique()
    note = ngettext("The total is that of {n} invoice.", "The total is that of {n} invoices.", invoices)
    return blocks.table(
        pd.concat([lines, total], ignore_index=True), columns, name="invoice",
        caption=_("What {month} cost", month=month_name(reader.month)), note=note,
        row_class=lambda row: "total" if row["service"] == _("Total") and not row["invoice"] else "",
    )  # fmt: skip


def _service_of(row: dict[str, object]) -> str:
    name = _("Other services") if formats.missing(row["service_code"]) else str(row["service_code"])
    if row["disputed"]:
        return _("{service} (in dispute)", service=name)
    return _("{service} (passed on at cost)", service=name) if row["pass_through"] else name


def _quantity(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 2)


def _exact(scaled: float) -> str:
    return number(scaled / SCALE, 2)


def _service(reader: Reader, facts: FactsOfCustomers) -> Iterator[Block]:
    counts = facts.service_months(reader.customer_id, MONTHS)
    if counts.empty or not counts["measured"].sum():
        yield blocks.missing(_("No order with a promised time is in the data of these months."))
        return
    shares = counts["kept"] / counts["measured"].where(counts["measured"] > 0)
    ends = [wilson_interval(share, n) for share, n in zip(shares, counts["measured"], strict=True)]
    frame = pd.DataFrame(
        {
            "month": counts["month"],
            "measured": counts["measured"],
            "kept": counts["kept"],
            "share": shares,
            "interval": [
                "–"
                if formats.missing(low)
                else _("{low} to {high}", low=percent(low, 0), high=percent(high, 0))
                for low, high in ends
            ],
        }
    )
    columns = [
        Column("month", _("Due in"), strong=True, write=month_name),
        Column("measured", _("Orders due"), "right", number),
        Column("kept", _("On time and in full"), "right", number),
        Column("share", _("Share"), "right", percent, bar=True),
        Column("interval", _("95% interval"), "right"),
    ]
    target = facts.target(reader.customer_id)
    note = _("The target is {target}.", target=percent(target)) if target else _("No target is agreed.")
    yield blocks.table(frame, columns, name="service", caption=_("Orders on time and in full"), note=note)
    yield _late_orders(reader, facts)


def _late_orders(reader: Reader, facts: FactsOfCustomers) -> Block:
    rows = facts.failures[facts.failures["customer_id"] == reader.customer_id]
    if rows.empty:
        return blocks.EMPTY
    reasons = {
        "cancelled": _("cancelled"), "open": _("not complete"), "late": _("late"), "short": _("short"),
    }  # fmt: skip
    shown = rows.head(MOST_LINES)
    frame = pd.DataFrame(
        {
            "order": shown["order_id"].to_numpy(),
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


def _tickets(reader: Reader, facts: FactsOfCustomers) -> Block:
    if facts.tickets is None:
        return blocks.missing(_("The data have no tickets."))
    rows = facts.tickets[facts.tickets["customer_id"] == reader.customer_id]
    if rows.empty:
        return blocks.paragraph(_("No ticket of yours was open at the end of the month."))
    shown = rows.head(MOST_LINES)
    frame = pd.DataFrame(
        {
            "ticket": shown["ticket_id"].to_numpy(),
            "about": ["–" if formats.missing(text) else text for text in shown["category"]],
            "opened": shown["created_at"].map(lambda moment: pd.Timestamp(moment).strftime("%Y-%m-%d")),
            "state": [_("past its due time") if late else _("in time") for late in shown["overdue"]],
        }
    )
    columns = [
        Column("ticket", _("Ticket"), strong=True),
        Column("about", _("About")),
        Column("opened", _("Opened")),
        Column("state", _("State")),
    ]
    left = len(rows) - len(shown)
    note = (
        ngettext("{n} more ticket is not listed.", "{n} more tickets are not listed.", left) if left else ""
    )
    return blocks.table(
        frame, columns, name="tickets", caption=_("Your open tickets, the oldest first"), note=note
    )


def _measures(reader: Reader, facts: FactsOfCustomers) -> Block:
    rows = facts.measures.get(reader.customer_id, [])
    if not rows:
        return blocks.paragraph(_("No measure for you alone is in the register."))
    named = [
        (what, name_of(metric) if metric in DEFINITIONS else metric or "–", due) for what, metric, due in rows
    ]
    frame = pd.DataFrame(named, columns=["what", "about", "due"])
    columns = [
        Column("what", _("Measure"), width="name", strong=True),
        Column("about", _("Meant to improve")),
        Column("due", _("Due")),
    ]
    return blocks.table(frame, columns, name="measures", caption=_("Measures for you"))


def _needs(reader: Reader, facts: FactsOfCustomers) -> Block:
    answer = facts.answers.get(reader.customer_id)
    if answer is None or facts.survey is None:
        return blocks.paragraph(_("No answer of yours to a named survey is in the data."))
    sentences = [_("In {month} you answered our survey.", month=month_name(facts.survey.month))]
    if not formats.missing(answer["score"]):
        sentences.append(_("Overall satisfaction: {score}.", score=satisfaction_cell(answer)))
    if answer["own"] or answer["wants"]:
        sentences.append(_("You want {needs}.", needs=wants_cell(answer, facts.survey)))
    return blocks.paragraph(joined(sentences))
