"""The page of one customer, shown like a section: were the promises to it kept, and what is open."""

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import missing, number, percent, short_amount
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.by_class.analysis import MONTHS
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.loyalty.sentences import state
from wcm_helpers.reports.performance.measures.section import register_table
from wcm_helpers.reports.performance.one_customer import analysis
from wcm_helpers.reports.performance.review import PerformanceReview


def one_customer(review: PerformanceReview, customer: str) -> Blocks:
    """Return the page of a customer by its id, one of ``analysis.customer_names``."""
    measures = analysis.measures_for(review, customer)
    return blocks.join(
        blocks.lead(_who(review, customer)),
        *_rates(review, customer),
        _tickets(review, customer),
        _contracts(review, customer),
        register_table(measures)
        if measures
        else blocks.paragraph(_("No measure of the register is for this customer.")),
    )


def _who(review: PerformanceReview, customer: str) -> str:
    row = review.result.customers.loc[customer]
    words = {
        "name": review.result.name_of(customer),
        "letter": row["class"],
        "amount": short_amount(row["value"]),
        "currency": formats.currency(review.settings.site.currency),
    }
    if missing(row["class"]) and missing(row["value"]):
        return _("{name}: its class and its revenue are not known.", **words)
    if missing(row["class"]):
        return _(
            "{name}: {amount} {currency} of billed revenue in 12 months; its class is not known.", **words
        )
    if missing(row["value"]):
        return _("{name}, class {letter}: its revenue is not known.", **words)
    return _("{name}, class {letter}: {amount} {currency} of billed revenue in 12 months.", **words)


def _rates(review: PerformanceReview, customer: str) -> list[Block]:
    frame = analysis.rates_of(review, customer)
    if frame.empty:
        return [blocks.paragraph(_("No promise to this customer fell due in the last 12 months."))]
    columns = [
        Column("name", _("Indicator"), strong=True),
        Column("kept", _("Kept"), "right", number),
        Column("cases", _("Cases"), "right", number),
        Column("value", _("This customer"), "right", percent),
        Column("of_class", _("Its class"), "right", percent),
    ]
    caption = _("Promises of the last {months} months", months=number(MONTHS))
    named = frame.assign(name=[name_of(one) for one in frame["indicator"]])
    table = blocks.table(named, columns, name="promises", caption=caption)
    gap = analysis.gap_of(review, customer)
    return [table, blocks.paragraph(_less_than_its_class(gap))] if gap else [table]


def _less_than_its_class(row: dict[str, object]) -> str:
    definition = DEFINITIONS[row["indicator"]]
    return _(
        "It gets less than its class by more than chance explains: {indicator} {value} ({low} to {high}), "
        "against {peers} of the others.",
        indicator=name_of(row["indicator"]),
        **{name: write_value(definition, row[name]) for name in ("value", "low", "high", "peers")},
    )


def _tickets(review: PerformanceReview, customer: str) -> Block:
    rows = analysis.tickets_open(review, customer)
    if rows.empty:
        return blocks.paragraph(_("No ticket of this customer is open."))
    frame = rows.assign(
        created=[f"{moment:%Y-%m-%d}" for moment in rows["created_at"]],
        days=rows["age_hours"] / 24,
        late=[_("yes") if late else _("no") for late in rows["overdue"]],
    )
    columns = [
        Column("ticket_id", _("Ticket"), strong=True),
        Column("created", _("Created")),
        Column("category", _("Category")),
        Column("severity", _("Severity")),
        Column("days", _("Open, days"), "right", lambda days: number(days, 1)),
        Column("late", _("Overdue")),
    ]
    return blocks.table(frame, columns, name="open_tickets", caption=_("Open tickets, the oldest first"))


def _contracts(review: PerformanceReview, customer: str) -> Block:
    rows: pd.DataFrame = analysis.contracts_with(review, customer)
    if rows.empty:
        return blocks.EMPTY
    frame = rows.assign(
        end=[f"{day:%Y-%m-%d}" for day in rows["end_date"]],
        status=[state(row) for row in rows.to_dict("records")],
    )
    columns = [
        Column("contract_no", _("Contract"), strong=True),
        Column("end", _("Ends")),
        Column("status", _("State")),
    ]
    return blocks.table(frame, columns, name="contracts", caption=_("Contracts"))
