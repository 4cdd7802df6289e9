"""The sentences of a comparison of value bases: their names, and whose class depends on the basis."""

from dataclasses import replace

from wcm_helpers.core.formats import SCALE, listed, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification.money.sentences import incomplete_costs
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import Measure, measure
from wcm_helpers.reports.classification.value_bases.result import ValueBases


def basis_measure(basis: str, classification: Classification) -> Measure:
    """Return the noun and the unit of a basis."""
    return measure(replace(classification.rule, value=basis), classification.currency)


def total_words(basis: str, total: int, classification: Classification) -> str:
    """Return the sum of a basis over all customers, with its unit."""
    if basis == "orders":
        return ngettext("{count} order", "{count} orders", total // SCALE, count=number(total / SCALE))
    return _("{amount} {unit}", amount=short_amount(total), unit=basis_measure(basis, classification).unit)


def headline(value_bases: ValueBases, classification: Classification) -> str:
    """Return for how many customers the class depends on the basis, as one sentence."""
    nouns = [
        basis_measure(basis, classification).noun
        for basis in value_bases.bases
        if basis not in value_bases.even
    ]
    if len(value_bases.bases) == 1:
        return _("Only {noun} is known, so there is no other value to compare with.", noun=nouns[0])
    if len(nouns) == 1:
        return _("Of the values known, only {noun} separates the customers into classes.", noun=nouns[0])
    words = {"nouns": listed(nouns), "count": number(len(value_bases.customers))}
    if value_bases.differ.empty:
        return ngettext(
            "The class of the only customer is the same by {nouns}.",
            "The classes of all {count} customers are the same by {nouns}.",
            len(value_bases.customers),
            **words,
        )
    return ngettext(
        "The class by the rule of {differ} of {count} customers depends on what is counted: {nouns}.",
        "The classes by the rule of {differ} of {count} customers depend on what is counted: {nouns}.",
        len(value_bases.differ),
        differ=number(len(value_bases.differ)),
        **words,
    )


def findings(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return for each other basis the number of customers with a higher and a lower class."""
    if not value_bases.counts[["higher", "lower"]].to_numpy().any():
        return []  # the headline covers it: all classes are the same
    agreement = value_bases.agreement[value_bases.agreement["first"] == value_bases.own].set_index("second")
    lines = []
    for row in value_bases.counts[value_bases.counts["basis"] != value_bases.own].to_dict("records"):
        words = {
            "noun": basis_measure(row["basis"], classification).noun,
            "own": basis_measure(value_bases.own, classification).noun,
            "higher": number(row["higher"]),
            "lower": number(row["lower"]),
            "share": percent(agreement.loc[row["basis"], "share"], 0),
            "count": number(len(value_bases.customers)),
        }
        lines.append(
            _(
                "By {noun} instead of {own}, {higher} of {count} customers would be in a higher class and "
                "{lower} in a lower one; {share} would keep their class.",
                **words,
            )
            if row["higher"] or row["lower"]
            else _("By {noun} instead of {own}, all {count} customers would keep their class.", **words)
        )
    return lines


def warnings(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return the warnings: values that hardly differ, and incomplete costs."""
    costs = (
        incomplete_costs(value_bases.cost_months, value_bases.without_cost, classification)
        if value_bases.margin_known
        else []
    )
    return [*_even(value_bases, classification), *costs]


def _even(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return the bases by which most customers are needed for class A."""
    rows = value_bases.counts.set_index("basis")
    return [
        _(
            "By {noun}, {a} of {n} customers are needed for class A. The customers are too alike to be "
            "separated by it, so it is left out of the list of customers whose class depends on the value.",
            noun=basis_measure(basis, classification).noun,
            a=number(rows.loc[basis, "A"]),
            n=number(rows.loc[basis, ["A", "B", "C"]].sum()),
        )
        for basis in value_bases.even
    ]
