"""The sentences on industry × class: the findings, why nothing can be tested, and the rules."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import CLASSES

#: The number of small industries named.
NAMED = 12


def nothing_beyond_chance() -> str:
    """Return the sentence of a test without a marked cell."""
    return _("No industry has more or fewer customers of a class than chance explains.")


def beyond_chance(cells: pd.DataFrame, mark: str, *, more: bool) -> list[str]:
    """Return one sentence a class with cells above (or below) chance, class A first.

    Examples
    --------
    >>> cells = pd.DataFrame(
    ...     {"row": ["pharma", "textile"], "column": "A", "count": [6, 2], "of_all": [0.5, 0.5],
    ...      "mark": ["up", ""]}
    ... )
    >>> beyond_chance(cells, "up", more=True)
    ['Class A is concentrated in pharma: 6 of 8 A customers (75%) against 50% of all customers.']
    """
    lines = []
    for letter in CLASSES[:3]:
        in_class = cells[cells["column"] == letter]
        marked = in_class[in_class["mark"] == mark]
        if marked.empty:
            continue
        marked = marked.sort_values(["count", "of_all"], ascending=False, kind="stable")
        words = {
            "letter": letter,
            "industries": listed(list(marked["row"])),
            "n": number(marked["count"].sum()),
            "total": number(in_class["count"].sum()),
            "share": percent(marked["count"].sum() / in_class["count"].sum(), 0),
            "base": percent(marked["of_all"].sum(), 0),
        }
        concentrated = _(
            "Class {letter} is concentrated in {industries}: {n} of {total} {letter} customers ({share}) "
            "against {base} of all customers.",
            **words,
        )
        rare = _(
            "Class {letter} is rare in {industries}: {n} of {total} {letter} customers ({share}) against "
            "{base} of all customers.",
            **words,
        )
        lines.append(concentrated if more else rare)
    return lines


def brings_most(table: pd.DataFrame, noun: str) -> list[str]:
    """Return the industry with the largest part of the value, where there are several to compare."""
    named = table[table["kind"] == "industry"]
    if len(named) < 2:
        return []
    top = named.loc[named["value"].idxmax()]
    return [
        _(
            "{industry} brings most: {value} of {noun} with {customers} of the customers.",
            industry=top["industry"],
            value=percent(top["of_value"], 0),
            noun=noun,
            customers=percent(top["of_customers"], 0),
        )
    ]


def reason(counts: pd.DataFrame, noun: str, least: int) -> str:
    """Return why industry × class cannot be tested; empty where it can."""
    if counts.to_numpy().sum() == 0:
        return _("No customer with {noun} above zero has an industry.", noun=noun)
    if len(counts) < 2:
        return _(
            "Cannot tell: there are fewer than 2 industries with at least {least} customers to compare.",
            least=least,
        )
    if counts.shape[1] < 2:
        return _(
            "Cannot tell: all customers with an industry are in class {letter}.", letter=counts.columns[0]
        )
    return ""


def rules(
    small: list[str], *, above: str, below: str, level: float, apart: float, least: int, confidence: float
) -> list[tuple[str, str]]:
    """Return the rule in force as pairs of a term and its meaning."""
    beyond = _(
        "{above} more, {below} fewer customers than chance explains: Fisher's exact test of each cell with "
        "all margins fixed, two-sided, adjusted for looking at all cells (Benjamini–Hochberg, {level}), and "
        "a share of the class at least {points} percentage points from the industry's share of all "
        "customers.",
        above=above,
        below=below,
        level=percent(level, 0),
        points=number(100 * apart),
    )
    together = _("Industries with fewer than {least} customers are counted together.", least=least)
    if small:
        names = [*small[:NAMED], *([_("others")] if len(small) > NAMED else [])]
        together += " " + ngettext(
            "Here it is {names}.", "Here they are {names}.", len(small), names=listed(names)
        )
    outside = _("Customers in group N are left out; those without an industry are shown, but not tested.")
    interval = _(
        "Wilson's interval, {confidence}: how far the share could lie elsewhere with so few customers.",
        confidence=percent(confidence, 0),
    )
    return [
        (_("Beyond chance"), beyond),
        (_("Small industries"), together),
        (_("Who counts"), outside),
        (_("In class A"), interval),
    ]
