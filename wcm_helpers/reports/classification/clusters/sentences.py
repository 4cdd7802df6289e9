"""The sentences of the cross-check: why there are no groups, the findings, and the rules."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import clusters
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification.clusters.analysis import LEAST_CUSTOMERS, LEAST_POINTS
from wcm_helpers.reports.classification.clusters.result import CrossCheck
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import money

_COUNTED = CLASSES[:3]


def counted(key: str) -> str:
    """Return what ``frequency`` or ``silence`` counts, inside a sentence."""
    return {
        "order_days": _("order days"),
        "orders": _("number of orders"),
        "active_months": _("active months"),
        "days": _("days without activity"),
        "months": _("months without activity"),
    }[key]


def heading(key: str) -> str:
    """Return what ``frequency`` or ``silence`` counts, as the head of a column or the title of an axis."""
    return {
        "order_days": _("Order days"),
        "orders": _("Number of orders"),
        "active_months": _("Active months"),
        "days": _("Days without activity"),
        "months": _("Months without activity"),
    }[key]


def reason(cross_check: CrossCheck) -> str:
    """Return why there are no groups; empty where there are."""
    scores = cross_check.scores
    reasons = {
        "": lambda: "",
        "few": lambda: ngettext(
            "Cannot tell: {n} customer has a value above zero, {least} are needed.",
            "Cannot tell: {n} customers have a value above zero, {least} are needed.",
            len(cross_check.customers),
            least=LEAST_CUSTOMERS,
        ),
        "value": lambda: _(
            "Cannot tell: all customers buy as often and as recently; only their values differ, and those "
            "already decide the classes."
        ),
        "alike": lambda: _(
            "Cannot tell: fewer than {least} customers differ from each other.", least=LEAST_POINTS
        ),
        "touching": lambda: _(
            "Cannot tell: the customers form no separate groups (silhouette {best} at best, more than "
            "{apart} is needed).",
            best=number(scores.loc[scores["stability"] >= clusters.STABLE, "silhouette"].max(), 2),
            apart=number(clusters.APART, 2),
        ),
        "unstable": lambda: _(
            "Cannot tell: with other weights the customers fall into other groups each time (stability "
            "{best} at best, {least} is needed), so no customer is listed as unlike its class.",
            best=number(scores["stability"].max(), 2),
            least=number(clusters.STABLE, 2),
        ),
    }
    return reasons[cross_check.reason]()


def half(median: float) -> str:
    """Return a median of whole numbers, with a decimal only where it has one.

    Examples
    --------
    >>> half(3.0), half(2.5)
    ('3', '2.5')
    """
    return number(median, 0 if median == int(median) else 1)


def described_groups(cross_check: CrossCheck, classification: Classification) -> list[str]:
    """Return one sentence for each group: its customers and its medians."""
    return [
        ngettext(
            "Group {group}: {count} customer; {value}, {frequency} {often}, {silence} {silent}.",
            "Group {group}: {count} customers; medians {value}, {frequency} {often}, {silence} {silent}.",
            row["customers"],
            group=row["group"],
            count=number(row["customers"]),
            value=money(row["value"], classification),
            frequency=counted(cross_check.frequency),
            often=half(row["frequency"]),
            silence=counted(cross_check.silence),
            silent=half(row["silent"]),
        )
        for row in cross_check.groups.to_dict("records")
    ]


def meaning(row: dict[str, object], medians: pd.DataFrame) -> str:
    """Return how a customer in a group of another class differs from its own class.

    Parameters
    ----------
    row : dict
        The customer's ``class``, ``usual``, ``value``, ``frequency`` and ``silent``.
    medians : pd.DataFrame, indexed by class
        ``value``, ``frequency`` and ``silent``.

    Examples
    --------
    >>> row = {"class": "B", "usual": "A", "value": 50, "frequency": 30, "silent": 2}
    >>> medians = pd.DataFrame({"value": [50.0], "frequency": [12.0], "silent": [9.0]}, index=["B"])
    >>> meaning(row, medians)
    'like class A: more often and more recently'
    """
    median = medians.loc[row["class"]]
    ways = {
        "value": (_("higher value"), _("lower value")),
        "frequency": (_("more often"), _("less often")),
        "silent": (_("less recently"), _("more recently")),
    }
    how = [
        above if row[feature] > median[feature] else below
        for feature, (above, below) in ways.items()
        if row[feature] != median[feature]
    ]
    if not how:
        return _("like class {usual}", usual=row["usual"])
    return _("like class {usual}: {how}", usual=row["usual"], how=listed(how))


def headline(customers: pd.DataFrame) -> str:
    """Return for how many customers class and buying agree."""
    grouped = customers[customers["usual"].notna()]
    apart = int(grouped["disagrees"].sum())
    agree = len(grouped) - apart
    return ngettext(
        "Class and buying agree for {agree} of {total} customers ({share}); {n} buys unlike its class.",
        "Class and buying agree for {agree} of {total} customers ({share}); {n} buy unlike their class.",
        apart,
        agree=number(agree),
        total=number(len(customers)),
        share=percent(agree / len(customers), 0),
    )


def remarks(cross_check: CrossCheck) -> list[str]:
    """Return how reliable the groups are, and the classes that are the usual one of no group."""
    customers, groups = cross_check.customers, cross_check.groups
    lines = [
        _(
            "The groups do not prove a class right or wrong: the value counts in both. They show which "
            "customers to look at."
        )
    ]
    for letter in _COUNTED:
        total = int(groups[letter].sum())
        if total and letter not in set(groups["usual"]):
            most = groups.loc[groups[letter].idxmax()]
            lines.append(
                _(
                    "Class {letter} is the most frequent in no group: {n} of its {total} customers are in "
                    "group {group}.",
                    letter=letter,
                    n=number(most[letter]),
                    total=number(total),
                    group=most["group"],
                )
            )
    place = {letter: float(place) for place, letter in enumerate(_COUNTED)}
    steps = customers["class"].map(place) - customers["usual"].map(place).astype("float64")
    far = int((steps.abs() > 1).sum())
    if not far:
        return [*lines, _("No customer is two classes away from its group.")]
    two = ngettext(
        "{n} customer is two classes away from its group: look at it first.",
        "{n} customers are two classes away from their group: look at them first.",
        far,
    )
    return [*lines, two]


def rules(cross_check: CrossCheck) -> list[tuple[str, str]]:
    """Return the rule in force, from the features that were used."""
    names = {
        "value": _("value (logarithm)"),
        "frequency": _("{frequency} (logarithm)", frequency=counted(cross_check.frequency)),
        "silent": counted(cross_check.silence),
    }
    made = _(
        "k-means on {features}, each with mean 0 and variance 1; customers with a value above zero.",
        features=listed([names[feature] for feature in cross_check.used]),
    )
    constant = [name for feature, name in names.items() if feature not in cross_check.used]
    left_out = _("Left out, as it is the same for all customers: {features}.", features=listed(constant))
    number_of = _(
        "{first} to {last} groups are tried. Of the numbers that are stable (mean adjusted Rand index of "
        "{seeds} runs with other weights of the customers at least {stable}) the best separated one is "
        "chosen (silhouette above {apart}).",
        first=min(clusters.SIZES),
        last=max(clusters.SIZES),
        seeds=clusters.SEEDS,
        stable=number(clusters.STABLE, 2),
        apart=number(clusters.APART, 2),
    )
    unlike = _(
        "Another class is the most frequent in the customer's group, and its own class is more numerous in "
        "another group. Where two classes are equally frequent in a group, none of its customers is unlike."
    )
    return [
        (_("Groups"), joined([made, left_out if constant else ""])),
        (_("Number of groups"), number_of),
        (_("Unlike its class"), unlike),
    ]
