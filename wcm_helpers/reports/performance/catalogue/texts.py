"""What the indicators are called, what they answer, and their formulas in words."""

from dataclasses import dataclass

from wcm_helpers.core.words import _
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition


@dataclass(frozen=True)
class Texts:
    """The words of an indicator: its name, its question, its formula, and the role that owns it."""

    name: str
    question: str
    formula: str
    owner: str


def texts_of(indicator: str) -> Texts:
    """Return the words of an indicator in the language in use.

    Raises
    ------
    KeyError
        If there is no such indicator.
    """
    definition = DEFINITIONS[indicator]
    if definition.quantile is not None:
        return _of_hours(definition)
    return _TEXTS[definition.part]()[indicator]


def name_of(indicator: str) -> str:
    """Return the name of an indicator in the language in use."""
    return texts_of(indicator).name


def stage_name(stage: str) -> str:
    """Return the name of a stage, or of the time of a ticket, in the language in use."""
    return {
        "received-shipped": _("Order to shipment"),
        "received-released": _("Waiting for release"),
        "released-picked": _("Picking"),
        "picked-checked": _("Checking"),
        "checked-packed": _("Packing after the check"),
        "picked-packed": _("Packing"),
        "packed-shipped": _("Waiting for shipment"),
        "shipped-signed": _("Transport"),
        "arrived-put_away": _("Dock to stock"),
        "response": _("First response"),
        "resolution": _("Time to resolve"),
    }[stage]


def _of_hours(definition: Definition) -> Texts:
    stage = stage_name(definition.stage)
    of_tickets = definition.part == "ticket_hours"
    what = {"stage": stage, "percent": f"{100 * definition.quantile:.0f}"}
    formula = (
        _(
            "Smallest number of hours after which {percent} of 100 tickets were done; open ones count with "
            "the time so far, waiting for the customer does not.",
            **what,
        )
        if of_tickets
        else _(
            "Smallest number of hours after which {percent} of 100 orders had passed the stage; open ones "
            "count with the time so far.",
            **what,
        )
    )
    question = (
        _("How long does half of the cases take?")
        if definition.quantile == 0.5
        else _("How long do the slow ones take: nine of ten are faster?")
    )
    owner = _("customer service") if of_tickets else _("warehouse operations")
    return Texts(_("{stage}, P{percent}", **what), question, formula, owner)


def _orders() -> dict[str, Texts]:
    ours = _("warehouse operations")
    return {
        "completion": Texts(
            _("Orders completed"),
            _("Of the orders due, how many have left and are closed?"),
            _("Orders due that left and are closed at the end of the month ÷ orders due."),
            ours,
        ),
        "on_time": Texts(
            _("On time"),
            _("Did the orders leave when promised?"),
            _("Orders whose last part left by the due time ÷ orders due that can be judged; open: late."),
            ours,
        ),
        "in_full": Texts(
            _("In full"),
            _("Was everything sent that was ordered?"),
            _("Orders with every line complete ÷ orders due whose lines say what was shipped."),
            ours,
        ),
        "otif_order": Texts(
            _("On time in full (OTIF)"),
            _("How many orders were wholly as promised?"),
            _("Orders on time and in full ÷ orders due that can be judged, in the month they were due."),
            ours,
        ),
        "otif_line": Texts(
            _("OTIF by line"),
            _("How many lines were as promised?"),
            _("Lines complete by the due time of their order ÷ lines of these orders."),
            ours,
        ),
        "otif_units": Texts(
            _("OTIF by unit"),
            _("What share of the quantity was there in time?"),
            _("Units that left by the due time, at most those ordered a line ÷ units ordered."),
            ours,
        ),
        "own_fault_otif": Texts(
            _("OTIF without failures of others"),
            _("How would it be if only our own failures counted?"),
            _("1 − failures that were ours or nobody’s ÷ orders due that can be judged."),
            ours,
        ),
        "otif_without_customer_fault": Texts(
            _("OTIF without orders failed by the customer"),
            _("How is it for orders that the customer did not spoil?"),
            _("Orders on time and in full ÷ orders due that can be judged, without the customer’s failures."),
            ours,
        ),
        "perfect_order": Texts(
            _("Perfect orders"),
            _("How many orders had nothing wrong at all?"),
            _("Orders on time, in full, undamaged, quantity and papers right ÷ orders that can be judged."),
            ours,
        ),
        "papers_right": Texts(
            _("Papers right"),
            _("Were the papers right?"),
            _("Orders with right papers ÷ orders due that left and whose papers were checked."),
            ours,
        ),
        "undamaged": Texts(
            _("Undamaged"),
            _("Did the goods arrive whole and right?"),
            _("Orders without a damaged or wrong unit ÷ orders due that left and have lines."),
            ours,
        ),
    }


def _inbound() -> dict[str, Texts]:
    owner = _("goods-in team")
    return {
        "received_on_time": Texts(
            _("Received on time"),
            _("Were goods in put away when promised?"),
            _("Arrivals put away by the due time ÷ arrivals due; open ones are late."),
            owner,
        ),
        "received_right": Texts(
            _("Received right"),
            _("Was the quantity booked the one announced?"),
            _("Arrivals with every line as announced ÷ arrivals whose lines say what was received."),
            owner,
        ),
    }


def _lines() -> dict[str, Texts]:
    owner = _("warehouse operations")
    return {
        "lines_damaged": Texts(
            _("Damaged lines per 10,000"),
            _("How often are goods damaged?"),
            _("Lines with a damaged unit per 10,000 lines that left."),
            owner,
        ),
        "lines_wrong": Texts(
            _("Wrong lines per 10,000"),
            _("How often is the wrong article sent?"),
            _("Lines with a wrong unit per 10,000 lines that left."),
            owner,
        ),
    }


def _stock() -> dict[str, Texts]:
    owner = _("stock control")
    return {
        "stock_accuracy": Texts(
            _("Stock accuracy"),
            _("Is the stock what the system says?"),
            _("Articles counted with the quantity of the system ÷ articles counted."),
            owner,
        ),
        "stock_loss": Texts(
            _("Stock loss per 10,000"),
            _("How much stock is missing?"),
            _("Quantity missing at the count, at its cost where known, per 10,000 of the stock counted."),
            owner,
        ),
    }


def _tickets() -> dict[str, Texts]:
    owner = _("customer service")
    return {
        "response_kept": Texts(
            _("Answered in time"),
            _("Were customers answered when promised?"),
            _("Tickets answered by a person by the due time ÷ tickets due for an answer in the month."),
            owner,
        ),
        "resolution_kept": Texts(
            _("Resolved in time"),
            _("Were problems solved when promised?"),
            _("Tickets resolved by the due time ÷ tickets due in the month; open and overdue: late."),
            owner,
        ),
        "reopened": Texts(
            _("Reopened"),
            _("How often was a problem not solved at first?"),
            _("Tickets opened again ÷ tickets that came in during the month."),
            owner,
        ),
        "claims": Texts(
            _("Claims"),
            _("How often do customers claim damages?"),
            _("Tickets of the month with an amount claimed."),
            owner,
        ),
    }


def _survey() -> dict[str, Texts]:
    owner = _("customer service")
    return {
        "satisfaction": Texts(
            _("Satisfaction"),
            _("How many customers are satisfied?"),
            _("Answers in the two best levels of overall satisfaction ÷ answers, in the wave of the month."),
            owner,
        ),
        "nps": Texts(
            _("NPS"),
            _("Would customers recommend us?"),
            _("Share of 9 and 10 less share of 0 to 6, in points, in the wave of the month."),
            owner,
        ),
    }


def _loyalty() -> dict[str, Texts]:
    owner = _("account managers")
    return {
        "renewal": Texts(
            _("Contracts renewed"),
            _("Do contract customers stay?"),
            _("Contracts renewed ÷ contracts that ended in the month."),
            owner,
        ),
        "gross_retention": Texts(
            _("Gross revenue retention"),
            _("How much of last year’s contract revenue is left?"),
            _("Revenue now, at most that of a year ago per customer ÷ revenue a year ago, of contracts."),
            owner,
        ),
        "net_retention": Texts(
            _("Net revenue retention"),
            _("Do contract customers grow more than they shrink?"),
            _("Revenue now ÷ revenue a year ago, of the contract customers of a year ago."),
            owner,
        ),
        "repeat_rate": Texts(
            _("Repeat rate"),
            _("Do customers without a contract come back?"),
            _("Customers that ordered again within the window ÷ customers for whom the window has passed."),
            owner,
        ),
    }


def _money() -> dict[str, Texts]:
    owner = _("management")
    return {
        "revenue": Texts(
            _("Revenue"),
            _("What was billed?"),
            _("Invoices less credit notes, without VAT, charges passed on and amounts in dispute."),
            owner,
        ),
        "margin": Texts(
            _("Margin"),
            _("What is left of it?"),
            _("Revenue less costs of the month."),
            owner,
        ),
    }


_TEXTS = {
    "orders": _orders, "inbound": _inbound, "lines": _lines, "stock": _stock, "tickets": _tickets,
    "survey": _survey, "loyalty": _loyalty, "money": _money,
}  # fmt: skip
