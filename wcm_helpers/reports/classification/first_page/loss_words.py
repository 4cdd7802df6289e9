"""The line on a customer that costs more than it brings: the loss, its cause, and what to do."""

from wcm_helpers.core.formats import currency, missing, month_name, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.classification.first_page.selection import Candidate
from wcm_helpers.reports.classification.money.sentences import money
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import class_name, window_words

#: The least change that is written in percent: below it would be rounded to none.
LEAST = 0.005


def line(candidate: Candidate, result: Classification) -> Action:
    """Return the line; ``section`` and ``others`` are set by the caller."""
    row = candidate.row
    return Action(
        kind="loss",
        name=str(row["customer_name"]),
        amount=_(
            "{letter}, loss of {amount} {currency} in {months}",
            letter=class_name(row["official"]),
            **_money(candidate.weight, result),
        ),
        happened=joined([_cause(row, result), _since(row, result)]),
        step=_step(row["cause"]),
        section="",
    )


def others(candidates: list[Candidate], result: Classification) -> str:
    """Return the sentence on further loss-making customers; empty without any."""
    if not candidates:
        return ""
    return ngettext(
        "{n} more customer loses {amount} {currency}.",
        "{n} more customers lose {amount} {currency} together.",
        len(candidates),
        **_money(sum(candidate.weight for candidate in candidates), result),
    )


def _money(scaled: int, result: Classification) -> dict[str, object]:
    return {
        "amount": short_amount(scaled),
        "currency": currency(result.currency),
        "months": window_words(result),
    }


def _cause(row: dict, result: Classification) -> str:
    """Return what changed on the same months a year ago, with both amounts where they are known."""
    cost, revenue = row["cost"], row["revenue"]
    if row["cause"] == "credits":
        return _("More was credited than billed.")
    words = {
        "cost": money(cost, result),
        "revenue": money(revenue, result),
    }
    if revenue <= 0:
        return _("Costs of {cost} without billed revenue.", **words)
    if missing(row["margin_year_ago"]) or row["cause"] in ("new", "unknown"):
        return _(
            "Its costs are {of_revenue} of its billed revenue ({cost} against {revenue}).",
            of_revenue=percent(cost / revenue, 0),
            **words,
        )
    rise = _change(cost, row["cost_year_ago"])
    fall = -_change(revenue, row["revenue_year_ago"])
    words |= {
        "rise": percent(rise, 0),
        "fall": percent(fall, 0),
        "cost_ago": money(row["cost_year_ago"], result),
        "revenue_ago": money(row["revenue_year_ago"], result),
    }
    if row["cause"] == "cost_up" and rise >= LEAST:
        return _(
            "Costs of {cost}, {rise} more than a year ago, against billed revenue of {revenue}.", **words
        )
    if row["cause"] == "revenue_down" and fall >= LEAST:
        return _(
            "Billed revenue of {revenue}, {fall} less than a year ago, against costs of {cost}.", **words
        )
    if row["cause"] == "both" and min(rise, fall) >= LEAST:
        return _(
            "Costs of {cost}, {rise} more than a year ago, against billed revenue of {revenue}, {fall} less.",
            **words,
        )
    return _(
        "Costs of {cost} against billed revenue of {revenue}; a year ago {cost_ago} against {revenue_ago}.",
        **words,
    )


def _change(now: int, before: int) -> float:
    """Return the change as a share of what was before; zero where that is nothing."""
    return (now - before) / before if before > 0 else 0.0


def _since(row: dict, result: Classification) -> str:
    if row["new"]:
        return _("Its margin of {months} fell below zero this month.", months=window_words(result))
    if row["since"] is None:
        return ""
    return _("Loss-making since {month}.", month=month_name(row["since"]))


def _step(cause: str) -> str:
    return {
        "credits": _("Check the credit notes."),
        "before": _("Raise the prices or end the contract."),
        "new": _("Check the prices agreed at the start."),
        "cost_up": _("Find out what costs more, then renegotiate the prices."),
        "revenue_down": _("Agree on a minimum charge or cut the service."),
        "both": _("Renegotiate the prices and the service."),
    }.get(cause, _("Review prices and costs."))
