"""The lines on common and individual needs in words."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, share, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.selection import Candidate
from wcm_helpers.reports.demand_survey.first_page.unhappy_words import a_year
from wcm_helpers.reports.demand_survey.proposals.analysis import customers_of
from wcm_helpers.reports.demand_survey.proposals.options import Options, in_words
from wcm_helpers.reports.demand_survey.proposals.sentences import scope_label

#: So many further needs are named.
NAMED = 3


def line(
    candidate: Candidate, survey: Survey, frame: pd.DataFrame, options: Options, currency: str
) -> Action:
    """Return the line: the need, the customers it would reach and their revenue, who wants it, the option."""
    row = candidate.row
    return Action(
        kind=candidate.kind,
        name=survey.need_label(row["need"]),
        amount=reach(row, currency),
        happened=common(row) if candidate.kind == "common_need" else individual(row, frame),
        step=step(options.get(row["need"], {})),
        section="needs",
        weight=candidate.weight,
    )


def reach(row: dict, currency: str) -> str:
    """Return how many customers a need concerns, and their revenue; empty where unknown."""
    if missing(row["customers"]) or row["customers"] == 1:
        return a_year(row["value"], currency)
    if missing(row["value"]):
        return ngettext("{n} customer", "{n} customers", int(row["customers"]))
    return ngettext(
        "{n} customer, {amount} {currency} a year",
        "{n} customers, {amount} {currency} a year",
        int(row["customers"]),
        amount=short_amount(row["value"]),
        currency=currency,
    )


def common(row: dict) -> str:
    """Return that most customers of every class want a need."""
    return ngettext(
        "Wanted by {share} of the {n} customer that answered, in every class about alike.",
        "Wanted by {share} of the {n} customers that answered, in every class about alike.",
        int(row["n"]),
        share=share(row["share"]),
    )


def individual(row: dict, frame: pd.DataFrame) -> str:
    """Return which group or customer wants a need, and how many of the others do."""
    name = scope_label(row["scope"], frame)
    if row["scope"].startswith("customer:"):
        if missing(row["rest_share"]):
            return _("Wanted by {name}.", name=name)
        return _("Wanted by {name}; of the others by {rest}.", name=name, rest=share(row["rest_share"]))
    values = {"name": name, "share": share(row["share"]), "rest": share(row["rest_share"])}
    if missing(row["rest_share"]):
        return _("Wanted by {share} of {name}.", **values)
    return _("Wanted by {share} of {name} that answered, against {rest} of the others.", **values)


def step(option: dict[str, str]) -> str:
    """Return to decide on the option, with its owner; without an option to look for one."""
    values = {"option": in_words(option, "option"), "owner": in_words(option, "owner")}
    if not values["option"]:
        return _("Look for a service option: the list has none.")
    if not values["owner"]:
        return _("Decide on this option: {option}.", **values)
    return _("Decide on this option: {option} ({owner}).", **values)


def others(rest: list[Candidate], survey: Survey, frame: pd.DataFrame) -> str:
    """Return which other needs of the kind there are; empty without any."""
    if not rest:
        return ""
    labels = [survey.need_label(one.row["need"]) for one in rest]
    if rest[0].kind == "individual_need":
        labels = [
            _("{need} ({name})", need=label, name=_whose(one.row["scope"], frame))
            for label, one in zip(labels, rest, strict=True)
        ]
    more = len(labels) - NAMED
    named = labels[:NAMED] + ([ngettext("{n} more need", "{n} more needs", more)] if more > 0 else [])
    return _("Also wanted: {needs}.", needs=listed(named))


def _whose(scope: str, frame: pd.DataFrame) -> str:
    """Return a scope in brackets: several customers as their number."""
    n = len(customers_of(scope))
    return ngettext("{n} customer", "{n} customers", n) if n > 1 else scope_label(scope, frame)
