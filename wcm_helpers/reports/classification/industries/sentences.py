"""The sentences on industry × class: the findings, why nothing can be tested, and the rules."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.methods.intervals import CONFIDENCE
from wcm_helpers.reports.classification.industries.analysis import (
    ABOVE,
    BELOW,
    LEAST_CUSTOMERS,
    LEVEL,
    POINTS,
)
from wcm_helpers.reports.classification.industries.result import Industries

#: The number of small industries named.
NAMED = 12


def label(kind: str, industry: str) -> str:
    """Return the name of an industry, or of a row of several or of none."""
    return {"other": _("other industries"), "blank": _("not recorded")}.get(kind, industry)


def findings(industries: Industries) -> list[str]:
    """Return the sentences on the classes of the industries, the title first; empty without a test."""
    if industries.reason:
        return []
    marked = [
        *_different(industries, ABOVE, more=True),
        *_different(industries, BELOW, more=False),
    ]
    return marked or [_no_difference(industries)]


def _different(industries: Industries, mark: str, *, more: bool) -> list[str]:
    """Return one sentence for each class with a marked share, class A first."""
    lines = []
    for letter in CLASSES[:3]:
        rows = industries.table[industries.table[f"mark_{letter}"] == mark]
        if rows.empty:
            continue
        rows = rows.assign(share=rows[letter] / rows["customers"])
        rows = rows.sort_values("share", ascending=not more, kind="stable")
        among_all = industries.cells.loc[industries.cells["column"] == letter, "of_all"].iloc[0]
        values = {
            "letter": letter,
            "industries": _named(rows),
            "n": number(rows[letter].sum()),
            "total": number(rows["customers"].sum()),
            "share": percent(rows[letter].sum() / rows["customers"].sum(), 0),
            "base": percent(among_all, 0),
        }
        frequent = _(
            "Class {letter} is more frequent in {industries}: {n} of {total} customers there ({share}), "
            "against {base} in all industries together.",
            **values,
        )
        rare = _(
            "Class {letter} is less frequent in {industries}: {n} of {total} customers there ({share}), "
            "against {base} in all industries together.",
            **values,
        )
        lines.append(frequent if more else rare)
    return lines


def _no_difference(industries: Industries) -> str:
    """Return the sentence of a test without a marked share; it says whether chance or size decided."""
    certain = industries.cells[industries.cells["certain"]]
    if certain.empty:
        return _("The differences between industries are no larger than chance explains.")
    rows = industries.table[
        industries.table["industry"].isin(certain["row"]) & (industries.table["kind"] != "blank")
    ]
    return _(
        "No industry's share of a class differs by {points} percentage points or more from all industries "
        "together. There are smaller differences that chance does not explain in {industries}.",
        points=number(100 * POINTS),
        industries=_named(rows),
    )


def _named(rows: pd.DataFrame) -> str:
    return listed([label(kind, name) for kind, name in zip(rows["kind"], rows["industry"], strict=True)])


def brings_most(industries: Industries, noun: str) -> str:
    """Return the industry with the largest part of the value; empty where there are not several."""
    named = industries.table[industries.table["kind"] == "industry"]
    if len(named) < 2 or industries.reason == "none":
        return ""
    top = named.loc[named["value"].idxmax()]
    return _(
        "{industry} brings most: {value} of {noun} with {customers} of the customers.",
        industry=top["industry"],
        value=percent(top["of_value"], 0),
        noun=noun,
        customers=percent(top["of_customers"], 0),
    )


def reason(industries: Industries) -> str:
    """Return why industry × class cannot be tested; empty where it can."""
    if not industries.reason:
        return ""
    if industries.reason == "none":
        return _("No customer of class A, B or C has an industry.")
    if industries.reason == "few":
        return _(
            "Cannot tell: there are fewer than 2 industries with at least {least} customers to compare.",
            least=LEAST_CUSTOMERS,
        )
    letters = industries.table[list(CLASSES[:3])].sum()
    return _("Cannot tell: all customers with an industry are in class {letter}.", letter=letters.idxmax())


def small_industries(industries: Industries) -> str:
    """Return which small industries are counted together; empty if there are none."""
    if not industries.merged:
        return ""
    names = [*industries.merged[:NAMED], *([_("others")] if len(industries.merged) > NAMED else [])]
    return _("Other industries, with fewer than {least} customers each: {names}.",
             least=LEAST_CUSTOMERS, names=listed(names))  # fmt: skip


def marks() -> str:
    """Return what the marks of a share mean, for the line under a figure."""
    return _(
        "{above} larger, {below} smaller share of the class than in all industries together, by at least "
        "{points} percentage points and by more than chance explains.",
        above=ABOVE,
        below=BELOW,
        points=number(100 * POINTS),
    )


def rules() -> list[tuple[str, str]]:
    """Return the rules in force as pairs of a term and its meaning."""
    return [
        (
            _("Industries: marked shares"),
            _(
                "The share of an official class in an industry is marked when it differs from that in all "
                "industries together by at least {points} percentage points and chance is excluded: Fisher's "
                "exact test of each cell, two-sided, with fixed totals, adjusted for the number of cells "
                "(Benjamini–Hochberg, {level}).",
                points=number(100 * POINTS),
                level=percent(LEVEL, 0),
            ),
        ),
        (
            _("Industries: small ones"),
            _(
                "Industries with fewer than {least} customers are counted together. Customers without an "
                "industry are listed, but not tested; customers in group N are left out.",
                least=LEAST_CUSTOMERS,
            ),
        ),
        (
            _("Industries: share in class A"),
            _(
                "In brackets Wilson's {confidence} interval: the fewer customers an industry has, the less "
                "certain is its share.",
                confidence=percent(CONFIDENCE, 0),
            ),
        ),
    ]
