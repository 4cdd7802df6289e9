"""How sure the classes of a month are: who hangs on a single month, who on where the limits are drawn."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.months import window
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import certainty as method
from wcm_helpers.methods.abc import CLASSES, Rule
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.customer_months import CustomerMonths


@dataclass(frozen=True, eq=False)
class Certainty:
    """How sure the classes of one month are.

    Attributes
    ----------
    months : the months of the window the history holds, oldest first; one a draw
    asked : how many months the rule asks for
    boundary : the customers at the boundary of their class, least sure first; see ``method.boundary``
    sensitivity : pairs of limits, and how many customers they put elsewhere; see ``method.sensitivity``
    customers : how many have a class in this window
    n_boundary : how many stand at the boundary
    never_moves : how many keep their class in every draw; missing where nothing can be left out
    changing : how many another class is drawn for; missing likewise
    one_month : how many were active in one month only and have no class without it; missing likewise
    sentences : what is to be said of this, from the same numbers
    rules : terms and their meaning, from the values used
    """

    months: list[str]
    asked: int
    boundary: pd.DataFrame
    sensitivity: method.Sensitivity
    customers: int
    n_boundary: int
    never_moves: int | None
    changing: int | None
    one_month: int | None
    sentences: list[str]
    rules: list[tuple[str, str]]

    @property
    def can_tell(self) -> bool:
        """Whether there is more than one month, so that one can be left out."""
        return len(self.months) > 1

    @property
    def near_limit(self) -> int:
        """How many stand at the boundary for their distance alone: no draw moves them."""
        return self.n_boundary - (self.changing or 0)


class Drawn(NamedTuple):
    """What leaving out months showed: the months held, the draws of everybody, and who is at the boundary."""

    months: list[str]
    draws: pd.DataFrame
    boundary: pd.DataFrame


def certainty(classes: pd.DataFrame, book: CustomerMonths, rule: Rule, month: str) -> Certainty:
    """Return how sure the classes of a month are.

    Parameters
    ----------
    classes : pd.DataFrame
        As ``abc.classify`` returns it for the window that ends with ``month``, by ``customer_id`` as index or
        column; further columns do not matter.
    book : CustomerMonths
        What is known of every customer, month by month.
    rule : Rule
        The rule the classes were made by.
    month : str
        The month under review, YYYY-MM. Where the history begins within the window, the months held count.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.customer_months import pivot_customer_months, window_values
    >>> from wcm_helpers.methods import abc
    >>> rows = [("x", "2026-04", 50), ("y", "2026-04", 5), ("x", "2026-05", 10), ("y", "2026-05", 35)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value"])
    >>> book, rule = pivot_customer_months(facts, "2026-05"), abc.Rule(window_months=2)
    >>> classes = abc.classify(window_values(book, "2026-05", 2), rule)
    >>> certainty(classes, book, rule, "2026-05").sentences[0]
    '1 of 2 customers keeps its class whichever of the 2 months is left out; 1 changes it for at least one.'
    """
    months, draws, boundary = leave_out(classes, book, rule, month)
    told = by_customer(classes)
    limits = method.sensitivity(told["value"], rule)
    drawn_elsewhere = sum(boundary[letter].gt(0) & (boundary["class"] != letter) for letter in CLASSES) > 0
    kept, changing = int((draws["kept"] == 1).sum()), int(drawn_elsewhere.sum())
    counts: tuple[int | None, ...] = (kept, changing, len(draws) - kept - changing)
    if len(months) < 2:
        counts = (None, None, None)
    return Certainty(
        months,
        rule.window_months,
        boundary,
        limits,
        len(told),
        len(boundary),
        *counts,
        sentences=[*_by_months(months, len(told), counts), *_by_limits(limits, rule, len(told))],
        rules=[*terms(rule, months), _other_limits()],
    )


def leave_out(classes: pd.DataFrame, book: CustomerMonths, rule: Rule, month: str) -> Drawn:
    """Return the draws of a month's window, each without one month; parameters as :func:`certainty`'s."""
    told = by_customer(classes)
    months = [held for held in window(month, rule.window_months) if held in book.amounts.columns]
    draws = method.jackknife(book.amounts.loc[told.index, months], book.active.loc[told.index, months], rule)
    return Drawn(months, draws, method.boundary(told, draws, rule))


def by_customer(classes: pd.DataFrame) -> pd.DataFrame:
    """Return classes with the customers as index, whether they were that or a column."""
    return classes.set_index("customer_id") if "customer_id" in classes else classes


def _by_months(months: list[str], customers: int, counts: tuple[int | None, ...]) -> list[str]:
    """Return what leaving out months showed; the counts add up to all customers."""
    kept, changing, lone = counts
    if kept is None or changing is None or lone is None:
        return [
            _(
                "The window holds one month, {month}: which classes hang on a single month cannot be told.",
                month=month_name(months[-1]),
            )
        ]
    words = {"total": number(customers), "months": len(months)}
    if kept == customers:
        return [
            ngettext(
                "The customer keeps its class whichever of the {months} months is left out.",
                "All {total} customers keep their class whichever of the {months} months is left out.",
                customers,
                **words,
            )
        ]
    parts = [
        ngettext(
            "{count} of {total} customers keeps its class whichever of the {months} months is left out",
            "{count} of {total} customers keep their class whichever of the {months} months is left out",
            kept,
            count=number(kept),
            **words,
        )
    ]
    if changing:
        parts.append(
            ngettext(
                "{count} changes it for at least one",
                "{count} change it for at least one",
                changing,
                count=number(changing),
            )
        )
    if lone:
        parts.append(
            ngettext(
                "{count} was active in one month only and has no class without it",
                "{count} were active in one month only and have no class without it",
                lone,
                count=number(lone),
            )
        )
    return ["; ".join(parts) + "."]


def _by_limits(limits: method.Sensitivity, rule: Rule, customers: int) -> list[str]:
    """Return what other limits would change; the widest that is counted, and how many never change."""
    table = limits.scenarios[~limits.scenarios["in_force"]]
    told = table[(table["limit_b"] < 1) | (rule.limit_b == 1)]
    said = []
    if len(told):
        worst = told.sort_values("changed", kind="stable").iloc[-1]
        words = {
            "count": number(worst["changed"]),
            "total": number(customers),
            "a": sentences.limit(worst["limit_a"]),
            "b": sentences.limit(worst["limit_b"]),
            "step": number(100 * method.STEP),
            "still": number(customers - len(limits.moving)),
        }
        if not limits.moving:
            said.append(_("Limits {step} percentage points lower or higher would change no class.", **words))
        else:
            said.append(
                _(
                    "Limits {step} percentage points lower or higher: {still} of {total} customers keep "
                    "their class under all of them; most change, {count}, with limits of {a} and {b}.",
                    **words,
                )
            )
    if rule.limit_b < 1 and (table["limit_b"] == 1).any():
        said.append(_("With B up to 100% there would be no class C; those pairs are not counted here."))
    if limits.left_out:
        pairs = "; ".join(f"{percent(a, 0)} / {percent(b, 0)}" for a, b in limits.left_out)
        said.append(_("Pairs of limits that cannot be are left out: {pairs}.", pairs=pairs))
    return said


def terms(rule: Rule, months: list[str]) -> list[tuple[str, str]]:
    """Return what leaving out a month means, where there is more than one, and who is at the boundary."""
    points = sentences.points(rule)
    if len(months) < 2:
        return [(_("At the boundary"), _("Within {points} percentage points of a limit.", points=points))]
    at_boundary = _(
        "Within {points} percentage points of a limit, or put into another class by leaving out any one "
        "month.",
        points=points,
    )
    return [(_("Leaving out a month"), _leaving_out(rule, months)), (_("At the boundary"), at_boundary)]


def _other_limits() -> tuple[str, str]:
    moved = _(
        "Each limit {step} percentage points lower, as it is, and higher; B no higher than 100%.",
        step=number(100 * method.STEP),
    )
    return _("Other limits"), moved


def _leaving_out(rule: Rule, months: list[str]) -> str:
    said = _(
        "Each of the {n} months of the window is left out once and the rest classified. The share of these "
        "draws in which a customer keeps its class tells how much the class depends on single months; it is "
        "no probability.",
        n=len(months),
    )
    if len(months) == rule.window_months:
        return said
    held = _("The history holds {n} of the {asked} months of the window.", n=len(months),
             asked=rule.window_months)  # fmt: skip
    return f"{said} {held}"
