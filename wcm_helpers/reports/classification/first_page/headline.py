"""The headline: what is new this month, in one or two sentences, or that nothing changed."""

import pandas as pd

from wcm_helpers.core.formats import currency, listed, month_name, number, share, short_amount
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.abc import cautions
from wcm_helpers.reports.classification.first_page.events import Events
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import class_name, finding, measure, window_words

#: Up to so many customers are named; more are counted, and the largest is named.
NAMED = 2
#: Greatest number of sentences.
MOST = 2
#: A departure of less than this share of the total is news only where there is no other.
MATERIAL = 0.001
#: Books whose classes say nothing.
NO_CLASSES = ("one_customer", "all_equal")


def headline(result: Classification, events: Events) -> str:
    """Return what is new this month; without a month before, what the classes hold."""
    reasons = cautions(result.classes)
    if not events.compared or "no_total" in reasons:
        return finding(result, "official")
    news = _news(result, events)
    if any(reason in reasons for reason in NO_CLASSES):
        news = [finding(result, "official"), *(news or [_standing_losses(result, events)])]
        return joined(news[:MOST])
    if not news:
        news = [_unchanged(result, events)]
    if len(news) == 1:
        news.append(_standing_losses(result, events))
    return joined(news[:MOST])


def _news(result: Classification, events: Events) -> list[str]:
    material = events.arrived[events.arrived["amount"] >= MATERIAL * events.total]
    if len(material) > NAMED:
        material = events.arrived  # counted, not named: the number is that of the section
    losses = events.new_losses
    if len(losses) and len(material):
        first = _(
            "Newly loss-making: {losses}. Newly lost, silent or slowing down: {leaving}.",
            losses=_named(losses),
            leaving=_named(material),
        )
    else:
        first = _new_losses(result, losses) or _arrived(result, material)
    found = [text for text in (first, _dependence(result, events), _moved(events.moved)) if text]
    return found or [
        sentence for sentence in (_arrived(result, events.arrived), _joined(events.joined)) if sentence
    ]


def _new_losses(result: Classification, losses: pd.DataFrame) -> str:
    if losses.empty:
        return ""
    words = {
        "loss": short_amount(-losses["margin"].sum()),
        "currency": currency(result.currency),
        "months": window_words(result),
    }
    if len(losses) <= NAMED:
        return ngettext(
            "{names} newly costs more than it brings: a loss of {loss} {currency} in {months}.",
            "{names} newly cost more than they bring: a loss of {loss} {currency} in {months}.",
            len(losses),
            names=_names(losses),
            **words,
        )
    return ngettext(
        "{n} customer newly costs more than it brings, {name}: {loss} {currency} in {months}.",
        "{n} customers newly cost more than they bring, above all {name}: together {loss} {currency} in "
        "{months}.",
        len(losses),
        name=losses["customer_name"].iloc[0],
        **words,
    )


def _arrived(result: Classification, arrived: pd.DataFrame) -> str:
    """Return the sentence on the customers that are newly leaving, by their one state or as a count."""
    if arrived.empty:
        return ""
    states = set(arrived["state"])
    words = {
        "amount": short_amount(arrived["amount"].sum()),
        "unit": measure(result.rule, result.currency).unit,
        "months": window_words(result),
    }
    if len(arrived) > NAMED or len(states) > 1:
        return _many_arrived(arrived, words)
    n, names = len(arrived), _names(arrived)
    if states == {"lost"}:
        return ngettext(
            "{names} is lost ({amount} {unit} in its last {months}).",
            "{names} are lost ({amount} {unit} in their last {months}).",
            n, names=names, **words,
        )  # fmt: skip
    if states == {"dormant"}:
        return ngettext(
            "{names} has fallen silent ({amount} {unit} in {months}).",
            "{names} have fallen silent ({amount} {unit} in {months}).",
            n, names=names, **words,
        )  # fmt: skip
    return ngettext(
        "{names} is slowing down ({amount} {unit} in {months}).",
        "{names} are slowing down ({amount} {unit} in {months}).",
        n, names=names, **words,
    )  # fmt: skip


def _many_arrived(arrived: pd.DataFrame, words: dict[str, object]) -> str:
    """Return the sentence on several customers of one or more states, with the largest by name."""
    if len(arrived) == NAMED:
        return _(
            "{names} are newly lost, silent or slowing down ({amount} {unit} in {months}).",
            names=_names(arrived),
            **words,
        )
    return ngettext(
        "{n} customer is newly lost, silent or slowing down: {name} ({amount} {unit} in {months}).",
        "{n} customers are newly lost, silent or slowing down, the largest {name} (together {amount} {unit} "
        "in {months}).",
        len(arrived),
        name=arrived["customer_name"].iloc[0],
        **words,
    )


def _moved(moved: pd.DataFrame) -> str:
    """Return the sentence on the official class changes: class A by name, the others counted."""
    left, came = moved[moved["official_before"] == "A"], moved[moved["official"] == "A"]
    others = moved[(moved["official_before"] != "A") & (moved["official"] != "A")]
    if left.empty and came.empty:
        return _below_a(others)
    words = {"left": _named(left), "came": _named(came)}
    if others.empty:
        return _class_a(left, came, words)
    return _class_a_and_others(left, came, len(others), words)


def _class_a(left: pd.DataFrame, came: pd.DataFrame, words: dict[str, str]) -> str:
    if came.empty:
        return _("{left} left class A.", **words)
    if left.empty:
        return _("{came} moved up to class A.", **words)
    return _("{left} left class A, {came} moved up to it.", **words)


def _class_a_and_others(left: pd.DataFrame, came: pd.DataFrame, n: int, words: dict[str, str]) -> str:
    if came.empty:
        return ngettext(
            "{left} left class A, and {n} other customer changed class.",
            "{left} left class A, and {n} other customers changed class.",
            n,
            **words,
        )
    if left.empty:
        return ngettext(
            "{came} moved up to class A, and {n} other customer changed class.",
            "{came} moved up to class A, and {n} other customers changed class.",
            n,
            **words,
        )
    return ngettext(
        "{left} left class A, {came} moved up to it, and {n} other customer changed class.",
        "{left} left class A, {came} moved up to it, and {n} other customers changed class.",
        n,
        **words,
    )


def _below_a(moved: pd.DataFrame) -> str:
    if moved.empty:
        return ""
    largest = moved.iloc[0]
    words = {
        "name": largest["customer_name"],
        "old": class_name(largest["official_before"]),
        "new": class_name(largest["official"]),
    }
    if len(moved) == 1:
        return _("{name} moved from {old} to {new}.", **words)
    return ngettext(
        "{n} customer changed class: {name} from {old} to {new}.",
        "{n} customers changed class, the largest {name} from {old} to {new}.",
        len(moved),
        **words,
    )


def _named(customers: pd.DataFrame) -> str:
    """Return one or two names; of more customers their number and the largest name."""
    if len(customers) <= NAMED:
        return _names(customers)
    return ngettext(
        "{n} customer (the largest: {name})",
        "{n} customers (the largest: {name})",
        len(customers),
        name=customers["customer_name"].iloc[0],
    )


def _dependence(result: Classification, events: Events) -> str:
    dependence = events.dependence
    if dependence is None:
        return ""
    return _(
        "{name} alone now brings {share} of {noun}; a month ago the largest brought {before}.",
        name=dependence.customer_name,
        share=share(dependence.share),
        noun=measure(result.rule).noun,
        before=share(dependence.share_before),
    )


def _joined(customers: pd.DataFrame) -> str:
    if customers.empty:
        return ""
    if len(customers) <= NAMED:
        return ngettext(
            "{names} is a new customer of the window; no class changed.",
            "{names} are new customers of the window; no class changed.",
            len(customers),
            names=_names(customers),
        )
    return ngettext(
        "{n} customer is new in the window, {name}; no class changed.",
        "{n} customers are new in the window, the largest {name}; no class changed.",
        len(customers),
        name=customers["customer_name"].iloc[0],
    )


def _unchanged(result: Classification, events: Events) -> str:
    before = month_name(add_months(result.month, -1))
    if events.losses.empty:
        return _(
            "Nothing changed against {before}: no customer changed class, and none is newly slowing down, "
            "silent or lost.",
            before=before,
        )
    return _(
        "Nothing changed against {before}: no customer changed class, and none is newly slowing down, "
        "silent, lost or loss-making.",
        before=before,
    )


def _standing_losses(result: Classification, events: Events) -> str:
    """Return the sentence on the customers that cost more than they bring, as they did a month ago."""
    losses = events.losses[~events.losses["new"].astype(bool)]
    if losses.empty or not events.new_losses.empty:
        return ""
    words = {
        "name": losses["customer_name"].iloc[0],
        "loss": short_amount(-losses["margin"].sum()),
        "currency": currency(result.currency),
        "months": window_words(result),
    }
    if len(losses) == 1:
        return _("{name} still costs more than it brings: {loss} {currency} in {months}.", **words)
    return _(
        "{n} customers still cost more than they bring, above all {name}: together {loss} {currency} in "
        "{months}.",
        n=number(len(losses)),
        **words,
    )


def _names(customers: pd.DataFrame) -> str:
    return listed(list(customers["customer_name"]))
