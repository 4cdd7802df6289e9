"""The sentences of a comparison of value bases: their names, and whose class depends on the basis."""

from dataclasses import replace

from wcm_helpers.core.formats import SCALE, listed, missing, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import Measure, measure
from wcm_helpers.reports.classification.value_bases.result import ValueBases

#: So many unprofitable customers are named in the sentence.
NAMED = 3


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
        return _("Only {noun} can be counted: there is no other value to set beside it.", noun=nouns[0])
    if len(nouns) == 1:
        return _("Of the values known, {noun} alone tells the customers apart.", noun=nouns[0])
    words = {"nouns": listed(nouns), "count": number(len(value_bases.customers))}
    if value_bases.differ.empty:
        return ngettext(
            "The class of the only customer is the same by {nouns}.",
            "The classes of all {count} customers are the same by {nouns}.",
            len(value_bases.customers),
            **words,
        )
    return ngettext(
        "The class of {n} of {count} customers depends on what is counted: {nouns}.",
        "The classes of {differ} of {count} customers depend on what is counted: {nouns}.",
        len(value_bases.differ),
        differ=number(len(value_bases.differ)),
        **words,
    )


def findings(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return the moves against the rule's own basis, and the unprofitable customers."""
    return [*_against_own(value_bases, classification), *_unprofitable(value_bases, classification)]


def _against_own(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return for each other basis the number of customers with a higher and a lower class."""
    if not value_bases.counts[["higher", "lower"]].to_numpy().any():
        return []  # the headline covers it: all classes are the same
    own = basis_measure(value_bases.own, classification).noun
    agreement = value_bases.agreement[value_bases.agreement["first"] == value_bases.own].set_index("second")
    lines = []
    for row in value_bases.counts[value_bases.counts["basis"] != value_bases.own].to_dict("records"):
        kappa = agreement.loc[row["basis"], "kappa"]
        words = {
            "noun": basis_measure(row["basis"], classification).noun,
            "own": own,
            "higher": number(row["higher"]),
            "lower": number(row["lower"]),
            "share": percent(agreement.loc[row["basis"], "share"], 0),
            "count": number(len(value_bases.customers)),
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
        lines.append(_("{line}.", line=line))
    return lines


def _unprofitable(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return the customers that cost more than they bring; nothing where costs are not known."""
    if not value_bases.margin_known:
        return []
    unprofitable = value_bases.unprofitable
    if unprofitable.empty:
        return [_("Every customer brings at least what it costs.")]
    names = list(unprofitable["customer_name"].head(NAMED))
    if more := len(unprofitable) - len(names):
        names.append(ngettext("{count} more", "{count} more", more, count=number(more)))
    return [
        ngettext(
            "{n} customer costs more than it brings, {amount} {unit}: {names}.",
            "{count} customers cost more than they bring, together {amount} {unit}: {names}.",
            len(unprofitable),
            count=number(len(unprofitable)),
            amount=short_amount(-unprofitable["margin"].sum()),
            unit=classification.currency,
            names=listed(names),
        )
    ]


def warnings(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return the warnings: values that hardly differ, and incomplete costs."""
    return [*_even(value_bases, classification), *_incomplete_costs(value_bases, classification)]


def _even(value_bases: ValueBases, classification: Classification) -> list[str]:
    """Return the bases by which most customers are needed for class A."""
    rows = value_bases.counts.set_index("basis")
    return [
        _(
            "By {noun} {a} of {n} customers are needed for class A: they are too alike to be told apart by "
            "it, and nobody’s class is said to depend on it.",
            noun=basis_measure(basis, classification).noun,
            a=number(rows.loc[basis, "A"]),
            n=number(rows.loc[basis, ["A", "B", "C"]].sum()),
        )
        for basis in value_bases.even
    ]


def _incomplete_costs(value_bases: ValueBases, classification: Classification) -> list[str]:
    if not value_bases.margin_known:
        return []
    months = classification.rule.window_months
    candidates = {
        _(
            "Costs are known of {held} of the {months} months of the window only: margins are too high.",
            held=value_bases.cost_months,
            months=months,
        ): value_bases.cost_months < months and classification.window_covered,
        ngettext(
            "{count} customer has revenue and no costs: all of its revenue counts as margin.",
            "{count} customers have revenue and no costs: all of their revenue counts as margin.",
            value_bases.without_cost,
            count=number(value_bases.without_cost),
        ): value_bases.without_cost > 0,
    }
    return [sentence for sentence, applies in candidates.items() if applies]
