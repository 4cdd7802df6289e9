"""The words of a comparison of values: what each is called, and whose class depends on the choice."""

from dataclasses import replace
from typing import TYPE_CHECKING

from wcm_helpers.core.formats import SCALE, listed, missing, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import Measure, measure

if TYPE_CHECKING:
    from wcm_helpers.reports.classification.value_bases.analysis import Bases

#: So many unprofitable customers are named in the sentence.
NAMED = 3


def worded(bases: "Bases", found: Classification) -> "Bases":
    """Return a comparison with everything that is said about it."""
    return replace(
        bases,
        headline=headline(bases, found),
        sentences=[*_against_own(bases, found), *_losing(bases, found)],
        warnings=warnings(bases, found),
    )


def named(basis: str, found: Classification) -> Measure:
    """Return what a basis is called, and its unit."""
    return measure(replace(found.rule, value=basis), found.currency)


def total_words(basis: str, total: int, found: Classification) -> str:
    """Return the sum of a basis over all customers, with its unit."""
    if basis == "orders":
        return ngettext("{count} order", "{count} orders", total // SCALE, count=number(total / SCALE))
    return _("{amount} {unit}", amount=short_amount(total), unit=named(basis, found).unit)


def headline(bases: "Bases", found: Classification) -> str:
    """Return how many customers' classes depend on what is counted, as one sentence."""
    nouns = [named(basis, found).noun for basis in bases.known if basis not in bases.even]
    if len(bases.known) == 1:
        return _("Only {noun} can be counted: there is no other value to set beside it.", noun=nouns[0])
    if len(nouns) == 1:
        return _("Of the values known, {noun} alone tells the customers apart.", noun=nouns[0])
    words = {"nouns": listed(nouns), "count": number(len(bases.customers))}
    if bases.differ.empty:
        return ngettext(
            "The class of the only customer is the same by {nouns}.",
            "The classes of all {count} customers are the same by {nouns}.",
            len(bases.customers),
            **words,
        )
    return ngettext(
        "The class of {n} of {count} customers depends on what is counted: {nouns}.",
        "The classes of {differ} of {count} customers depend on what is counted: {nouns}.",
        len(bases.differ),
        differ=number(len(bases.differ)),
        **words,
    )


def _against_own(bases: "Bases", found: Classification) -> list[str]:
    """Return for each other value how many customers it would put higher and lower, where any does."""
    if not bases.counts[["higher", "lower"]].to_numpy().any():
        return []  # the headline says that all classes are the same
    own = named(bases.own, found).noun
    agreed = bases.agreement[bases.agreement["first"] == bases.own].set_index("second")
    said = []
    for row in bases.counts[bases.counts["basis"] != bases.own].to_dict("records"):
        kappa = agreed.loc[row["basis"], "kappa"]
        words = {
            "noun": named(row["basis"], found).noun,
            "own": own,
            "higher": number(row["higher"]),
            "lower": number(row["lower"]),
            "share": percent(agreed.loc[row["basis"], "share"], 0),
            "count": number(len(bases.customers)),
        }
        line = (
            _(
                "By {noun} {higher} would stand higher than by {own} and {lower} lower; {share} of {count} "
                "keep their class",
                **words,
            )
            if row["higher"] or row["lower"]
            else _("By {noun} all {count} customers keep their class", **words)
        )
        if not missing(kappa):
            line += _(" (weighted kappa {kappa})", kappa=number(kappa, 2))
        said.append(_("{line}.", line=line))
    return said


def _losing(bases: "Bases", found: Classification) -> list[str]:
    """Return who costs more than it brings; nothing where costs are not known."""
    if "margin" not in bases.known:
        return []
    losing = bases.unprofitable
    if losing.empty:
        return [_("Every customer brings at least what it costs.")]
    names = list(losing["customer_name"].head(NAMED))
    if more := len(losing) - len(names):
        names.append(ngettext("{count} more", "{count} more", more, count=number(more)))
    return [
        ngettext(
            "{n} customer costs more than it brings, {amount} {unit}: {names}.",
            "{count} customers cost more than they bring, together {amount} {unit}: {names}.",
            len(losing),
            count=number(len(losing)),
            amount=short_amount(-losing["margin"].sum()),
            unit=found.currency,
            names=listed(names),
        )
    ]


def warnings(bases: "Bases", found: Classification) -> list[str]:
    """Return what limits the reading: values that hardly differ, and costs that are not whole."""
    return [*_even(bases, found), *_costs_not_whole(bases, found)]


def _even(bases: "Bases", found: Classification) -> list[str]:
    """Return which values are spread so evenly that most customers are needed for class A."""
    rows = bases.counts.set_index("basis")
    return [
        _(
            "By {noun} {a} of {n} customers are needed for class A: they are too alike to be told apart by "
            "it, and nobody’s class is said to depend on it.",
            noun=named(basis, found).noun,
            a=number(rows.loc[basis, "A"]),
            n=number(rows.loc[basis, ["A", "B", "C"]].sum()),
        )
        for basis in bases.even
    ]


def _costs_not_whole(bases: "Bases", found: Classification) -> list[str]:
    if "margin" not in bases.known:
        return []
    months = found.rule.window_months
    said = {
        _(
            "Costs are known of {held} of the {months} months of the window only: margins are too high.",
            held=bases.cost_months,
            months=months,
        ): bases.cost_months < months and found.window_covered,
        ngettext(
            "{count} customer has revenue and no costs: all of its revenue counts as margin.",
            "{count} customers have revenue and no costs: all of their revenue counts as margin.",
            bases.without_cost,
            count=number(bases.without_cost),
        ): bases.without_cost > 0,
    }
    return [sentence for sentence, holds in said.items() if holds]
