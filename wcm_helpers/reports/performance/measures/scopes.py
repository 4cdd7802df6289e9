"""Which group a line of the improvement register means."""

import re

from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: What a scope says of the whole site, blanks as underlines.
_ALL = frozenset(
    {
        "", "all", "everyone", "all_customers", "whole_site",
        "全部", "全仓", "所有", "所有客户", "全部客户", "全体客户",
    }
)  # fmt: skip
#: Words before or after the name of a group, by its dimension; the class last, its names are single letters.
_WORDS = {
    "site": ("site", "warehouse", "仓库", "站点", "仓"),
    "carrier": ("carrier", "承运商"),
    "industry": ("industry", "行业"),
    "priority": ("priority", "优先级"),
    "customer": ("customer", "客户", "货主"),
    "class": ("class", "类客户", "类", "级客户", "级"),
}


def group_of_scope(review: PerformanceReview, scope: str) -> tuple[str, str] | None:
    """Return the dimension and group that a scope names; None where nothing is called so.

    A class is named by its letter (A, class A, A类), a customer by number or name, the others by name, with
    or without the word for what they are.
    """
    text = scope.strip()
    if text.casefold().replace(" ", "_") in _ALL:
        return "all", ""
    groups = review.computed(groups_of)
    for dimension, known in groups.items():  # the name as it is
        if text.casefold() in known:
            return dimension, known[text.casefold()]
    for dimension, known in groups.items():
        for word in _WORDS[dimension]:
            rest = _without(text, word)
            if rest in known:
                return dimension, known[rest]
    return None


def _without(text: str, word: str) -> str:
    """Return a text without a word before or after it."""
    pattern = rf"^{word}\s*[:：]?\s*|\s*{word}$"
    return re.sub(pattern, "", text.casefold()).strip()


def groups_of(review: PerformanceReview) -> dict[str, dict[str, str]]:
    """Return the groups of each dimension by their names in small letters, for ``review.computed``.

    A name that several customers share names none of them.
    """
    customers, values = review.result.customers, review.computed(values_of)
    names = customers["customer_name"].dropna()
    names = names[~names.str.casefold().duplicated(keep=False)]
    by_name = {name.strip().casefold(): number for number, name in names.items()}
    groups = {"customer": by_name | {str(number).casefold(): number for number in customers.index}}
    for dimension in ("class", "site", "carrier", "industry", "priority"):
        known = values.loc[values["dimension"] == dimension, "group"].unique()
        groups[dimension] = {str(name).casefold(): str(name) for name in known}
    return groups
