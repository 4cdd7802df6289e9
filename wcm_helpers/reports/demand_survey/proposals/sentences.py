"""Proposals in words: who is meant, who wants it, what it takes."""

import pandas as pd

from wcm_helpers.core.formats import listed, missing, number, share
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, LETTERS, customers_of

#: So many customers are named.
NAMED = 3


def scope_label(scope: str, frame: pd.DataFrame) -> str:
    """Return who wants a need: everyone, a class, an industry, a site, or customers by name."""
    column, _colon, value = scope.partition(":")
    if scope == EVERYONE:
        return _("all customers")
    if column == "class":
        return _("class {letter}", letter=value)
    if column == "industry":
        return _("industry {name}", name=value)
    if column == "site":
        return _("site {name}", name=value)
    ids = customers_of(scope)
    names = [one if missing(name := frame["customer_name"].get(one)) else str(name) for one in ids]
    more = len(names) - NAMED
    return listed(names[:NAMED] + ([ngettext("{n} more", "{n} more", more)] if more > 0 else []))


def reach(row: pd.Series) -> str:
    """Return how many customers an option reaches, by class where that is known."""
    if pd.isna(row["customers"]):
        return "–"
    mixed = row["scope"] == EVERYONE or row["scope"].startswith(("industry:", "site:"))
    if not mixed or row[list(LETTERS)].isna().any():
        return number(row["customers"])
    letters = {letter.lower(): number(row[letter]) for letter in LETTERS}
    return _("{n} (A {a}, B {b}, C {c})", n=number(row["customers"]), **letters)


def whom(row: pd.Series, frame: pd.DataFrame) -> str:
    """Return who is meant, and how many customers that is; customers by name are not counted."""
    scope, reached = scope_label(row["scope"], frame), reach(row)
    if customers_of(row["scope"]) or reached == "–":
        return scope
    return _("{name}: {reach}", name=scope, reach=reached)


def wanted_by(row: pd.Series) -> str:
    """Return the share of the answering customers of the scope that want it."""
    if customers_of(row["scope"]):
        return ngettext("{n} customer", "{n} customers", int(row["n"]))
    return _("{share} of {n}", share=share(row["share"]), n=number(row["n"]))


def effort(key: str, option: str) -> str:
    """Return an option with its effort."""
    return {
        "low": _("{option} (low effort)", option=option),
        "medium": _("{option} (medium effort)", option=option),
        "high": _("{option} (high effort)", option=option),
    }.get(key, option)


def summary(common: list[str], n_individual: int) -> list[str]:
    """Return what is proposed for everyone, and how many proposals are for some."""
    lines = []
    if common:
        lines.append(_("Proposed for all customers: {needs}.", needs=listed(common)))
    if n_individual:
        lines.append(
            ngettext(
                "{n} proposal is for one group or single customers only.",
                "{n} proposals are for one group or single customers each.",
                n_individual,
            )
        )
    return lines


def without_option(needs: list[str]) -> str:
    """Return which needs have no option in the list; empty without any."""
    if not needs:
        return ""
    return ngettext(
        "No service option is listed for {needs}: add it to the list of service options.",
        "No service option is listed for {needs}: add them to the list of service options.",
        len(needs),
        needs=listed(needs),
    )


def undecided(n: int) -> str:
    """Return how many needs the answers leave open; empty without any."""
    if not n:
        return ""
    return ngettext(
        "For {n} need the answers cannot tell who wants it, so nothing is proposed.",
        "For {n} needs the answers cannot tell who wants them, so nothing is proposed.",
        n,
    )
