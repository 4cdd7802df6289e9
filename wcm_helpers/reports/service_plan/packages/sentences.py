"""The sentences on packages: what each class received, who gets less or more, what nobody used."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.service_plan.packages.received import KEPT, MONTHS, NONE, SHORT
from wcm_helpers.reports.service_plan.packages.wording import item_name


def kept_sentence(rows: pd.DataFrame) -> str:
    """Return the share of entitlements that each class received, of those that can be measured."""
    measured = rows[rows["verdict"].isin([KEPT, SHORT, NONE])]
    if measured.empty:
        return _("Nothing of what customers are entitled to can be measured.")
    counts = (measured["verdict"] == KEPT).groupby(measured["class"], sort=True).agg(["sum", "size"])
    classes = [
        _(
            "class {letter} {share} ({kept} of {n})",
            letter=letter, share=percent(row["sum"] / row["size"], 0),
            kept=number(row["sum"]), n=number(row["size"]),
        )
        for letter, row in counts.iterrows()
    ]  # fmt: skip
    return _("Of what was due, customers received: {classes}.", classes=listed(classes))


def weakest_sentence(row: Mapping[str, object] | None) -> str:
    """Return which item a class received least of; empty where that is not clear."""
    if row is None:
        return ""
    return _(
        "Class {letter} received least of this item: {item}, {kept} of {n} customers.",
        letter=row["class"],
        item=item_name(row["item"]),
        kept=number(row["kept"]),
        n=number(row["measured"]),
    )


def underserved_sentence(underserved: pd.DataFrame) -> str:
    """Return how many customers lack their manager's time, talks or reviews."""
    if underserved.empty:
        return _("No customer lacks more than one of its manager’s time, talks and reviews.")
    names = listed(underserved["name"].head(5).tolist())
    return ngettext(
        "{n} customer lacks two or more of its manager’s time, talks and reviews: {names}.",
        "{n} customers lack two or more of their manager’s time, talks and reviews, the largest: {names}.",
        len(underserved),
        names=names,
    )


def overserved_sentence(overserved: pd.DataFrame) -> str:
    """Return who below class A takes more of managers' time than class A is entitled to."""
    if overserved.empty:
        return _("No customer of class B or C takes more time than a customer of class A is entitled to.")
    row = overserved.iloc[0]
    first = _(
        "{name} of class {letter} took {hours} hours of managers in {months} months; a customer of class A "
        "is entitled to {due}.",
        name=row["name"], letter=row["class"], hours=number(row["hours"], 0), months=number(MONTHS),
        due=number(row["due_of_a"], 0),
    )  # fmt: skip
    more = len(overserved) - 1
    if not more:
        return first
    rest = ngettext("{n} more customer does, too.", "{n} more customers do, too.", more)
    return joined([first, rest])


def unused_sentence(unused: pd.DataFrame) -> str:
    """Return which items of a class nobody used; empty without any."""
    if unused.empty:
        return ""
    items = [
        _("{item} of class {letter}", item=item_name(row["item"]), letter=row["class"])
        for row in unused.to_dict("records")
    ]
    return _("Nobody used: {items}.", items=listed(items))


def self_service_sentence(shares: pd.DataFrame | None) -> str:
    """Return the share of requests of class C that came where customers help themselves."""
    of_c = None if shares is None else shares[shares["class"] == "C"]
    if of_c is None or of_c.empty:
        return _(
            "It cannot be told how many requests of class C are solved by self-service: that needs the "
            "channel of tickets."
        )
    row = of_c.iloc[0]
    return _(
        "Requests of class C in {months} months: {share} of {n} ({low} to {high}) came through self-service.",
        n=number(row["requests"]), months=number(MONTHS), share=percent(row["share"], 0),
        low=percent(row["low"], 0), high=percent(row["high"], 0),
    )  # fmt: skip


def waited_sentence(waited: pd.DataFrame) -> str:
    """Return who of class A waits longer for an answer than class B."""
    if waited.empty:
        return _("No customer of class A clearly waits longer for an answer than class B.")
    row = waited.iloc[0]
    return ngettext(
        "{n} customer of class A clearly waits longer for an answer than class B (median {b} hours): {name}, "
        "median {hours} hours of {requests} requests.",
        "{n} customers of class A clearly wait longer for an answer than class B (median {b} hours); the "
        "largest is {name}, median {hours} hours of {requests} requests.",
        len(waited),
        name=row["name"],
        hours=number(row["median"], 1),
        b=number(row["median_of_b"], 1),
        requests=number(row["requests"]),
    )
