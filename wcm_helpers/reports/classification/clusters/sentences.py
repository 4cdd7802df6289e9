"""The sentences of the cross-check: why there are no groups, the findings, and the rules."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import clusters
from wcm_helpers.methods.abc import CLASSES

_COUNTED = CLASSES[:3]


def counted(what: str) -> str:
    """Return what frequency or silence counts, as a sentence names it."""
    return {
        "order_days": _("order days"),
        "orders": _("orders"),
        "active_months": _("active months"),
        "days": _("days silent"),
        "months": _("months silent"),
    }[what]


def too_few(customers: int, least: int) -> str:
    """Return the reason: there are not enough customers."""
    return ngettext(
        "Cannot tell: {n} customer has a value above zero, {least} are needed.",
        "Cannot tell: {n} customers have a value above zero, {least} are needed.",
        customers,
        least=least,
    )


def only_value() -> str:
    """Return the reason: only the values of the customers differ."""
    return _("Cannot tell: all customers buy as often and as recently; value alone is what the classes see.")


def too_alike(least: int) -> str:
    """Return the reason: too many customers are equal."""
    return _("Cannot tell: fewer than {least} customers differ from each other.", least=least)


def untrusted(scores: pd.DataFrame) -> str:
    """Return the reason why no number of groups is reliable."""
    if (scores["stability"] >= clusters.STABLE).any():
        return _(
            "Cannot tell: the customers form no groups that stand apart (silhouette {best} at best, more "
            "than {apart} is asked for).",
            best=number(scores.loc[scores["stability"] >= clusters.STABLE, "silhouette"].max(), 2),
            apart=number(clusters.APART, 2),
        )
    return _(
        "Cannot tell: weighted anew, the customers fall into other groups each time (stability {best} at "
        "best, {least} is asked for), so nobody is listed as unlike its class.",
        best=number(scores["stability"].max(), 2),
        least=number(clusters.STABLE, 2),
    )


def half(median: float) -> str:
    """Return a median of whole numbers, with a decimal only where it has one.

    Examples
    --------
    >>> half(3.0), half(2.5)
    ('3', '2.5')
    """
    return number(median, 0 if median == int(median) else 1)


def name(row: dict[str, object], value: str, times: str, unit: str) -> str:
    """Return a group in words, from its row of ``groups`` and its median value as it is written.

    Examples
    --------
    >>> name({"customers": 3, "frequency": 2.5, "silent": 7.0}, "12k CNY", "order days", "days silent")
    '3 customers: median 12k CNY, order days 2.5, days silent 7'
    """
    return ngettext(
        "{count} customer: {value}, {times} {often}, {unit} {silent}",
        "{count} customers: median {value}, {times} {often}, {unit} {silent}",
        row["customers"],
        count=number(row["customers"]),
        value=value,
        times=times,
        often=half(row["frequency"]),
        unit=unit,
        silent=half(row["silent"]),
    )


def meaning(row: dict[str, object], middle: dict[str, float]) -> str:
    """Return how a customer in a group of another class differs from its own class.

    Parameters
    ----------
    row : dict
        The customer's ``class``, ``usual``, ``value``, ``frequency`` and ``silent``.
    middle : dict
        The medians of ``value``, ``frequency`` and ``silent`` in the customer's class.

    Examples
    --------
    >>> row = {"class": "B", "usual": "A", "value": 50, "frequency": 30, "silent": 2}
    >>> meaning(row, {"value": 50.0, "frequency": 12.0, "silent": 9.0})
    'like class A: more often and more recently'
    """
    ways = {
        "value": (_("higher value"), _("lower value")),
        "frequency": (_("more often"), _("less often")),
        "silent": (_("less recently"), _("more recently")),
    }
    how = [
        above if row[one] > middle[one] else below
        for one, (above, below) in ways.items()
        if row[one] != middle[one]
    ]
    words = {"usual": row["usual"], "how": listed(how)}
    return _("like class {usual}: {how}", **words) if how else _("like class {usual}", **words)


def headline(customers: pd.DataFrame) -> str:
    """Return for how many customers class and buying agree."""
    grouped = customers[customers["usual"].notna()]
    apart = int(grouped["disagrees"].sum())
    agree = len(grouped) - apart
    words = {
        "agree": number(agree),
        "total": number(len(customers)),
        "share": percent(agree / len(customers), 0),
    }
    return ngettext(
        "Class and buying agree for {agree} of {total} customers ({share}); {count} buys unlike its class.",
        "Class and buying agree for {agree} of {total} customers ({share}); {count} buy unlike their class.",
        apart,
        count=number(apart),
        **words,
    )


def remarks(customers: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Return how reliable the groups are, and the classes that are the usual one of no group."""
    lines = [
        _("This is not a second truth: value is in the classes and in the groups. It tells whom to look at.")
    ]
    for letter in _COUNTED:
        total = int(groups[letter].sum())
        if total and letter not in set(groups["usual"]):
            most = groups.loc[groups[letter].idxmax()]
            lines.append(
                _(
                    "Class {letter} is the usual one of no group: {n} of its {total} customers are in group "
                    "{group}.",
                    letter=letter,
                    n=number(most[letter]),
                    total=number(total),
                    group=most["group"],
                )
            )
    place = {letter: float(place) for place, letter in enumerate(_COUNTED)}
    steps = customers["class"].map(place) - customers["usual"].map(place).astype("float64")
    far = int((steps.abs() > 1).sum())
    two = ngettext(
        "{count} customer stands two classes away from its group: the first to look at.",
        "{count} customers stand two classes away from their group: the first to look at.",
        far,
        count=number(far),
    )
    return [*lines, two if far else _("Nobody stands two classes away from its group.")]


def rules(times: str, unit: str, used: list[str]) -> list[tuple[str, str]]:
    """Return the rule in force, from the features that were used."""
    names = {
        "value": _("value (logarithm)"),
        "frequency": _("{times} (logarithm)", times=times),
        "silent": unit,
    }
    made = _(
        "k-means on {features}, each with mean 0 and variance 1; customers with a value above zero.",
        features=listed([names[one] for one in used]),
    )
    constant = [name for key, name in names.items() if key not in used]
    if constant:
        made += " " + _("The same for all customers and left out: {features}.", features=listed(constant))
    number_of = _(
        "{first} to {last} groups are tried. Of those found again (mean adjusted Rand index of {seeds} runs "
        "with customers weighted anew, at least {stable}) the best separated is taken (silhouette above "
        "{apart}).",
        first=min(clusters.SIZES),
        last=max(clusters.SIZES),
        seeds=clusters.SEEDS,
        stable=number(clusters.STABLE, 2),
        apart=number(clusters.APART, 2),
    )
    unlike = _(
        "Another class is the most frequent in the customer's group, and its own class is more numerous in "
        "another group. Where two classes are equally frequent, nobody is called unlike."
    )
    return [(_("Groups"), made), (_("How many groups"), number_of), (_("Unlike its class"), unlike)]
