"""The sentences on the certainty of the classes: months left out, other limits, and the rules."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import certainty as method
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification import sentences


def by_months(months: list[str], customers: int, counts: tuple[int | None, ...]) -> list[str]:
    """Return the effect of leaving out months; the counts add up to all customers."""
    unchanged, changing, one_month = counts
    if unchanged is None or changing is None or one_month is None:
        return [
            _(
                "The window holds one month, {month}: which classes hang on a single month cannot be told.",
                month=month_name(months[-1]),
            )
        ]
    words = {"total": number(customers), "months": len(months)}
    if unchanged == customers:
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
            unchanged,
            count=number(unchanged),
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
    if one_month:
        parts.append(
            ngettext(
                "{count} was active in one month only and has no class without it",
                "{count} were active in one month only and have no class without it",
                one_month,
                count=number(one_month),
            )
        )
    return ["; ".join(parts) + "."]


def by_limits(limits: method.Sensitivity, rule: Rule, customers: int) -> list[str]:
    """Return the effect of other limits: the pair with most changes, and how many customers never change."""
    table = limits.scenarios[~limits.scenarios["in_force"]]
    counted = table[(table["limit_b"] < 1) | (rule.limit_b == 1)]
    lines = []
    if len(counted):
        worst = counted.sort_values("changed", kind="stable").iloc[-1]
        words = {
            "count": number(worst["changed"]),
            "total": number(customers),
            "a": sentences.limit(worst["limit_a"]),
            "b": sentences.limit(worst["limit_b"]),
            "step": number(100 * method.STEP),
            "still": number(customers - len(limits.moving)),
        }
        if not limits.moving:
            lines.append(_("Limits {step} percentage points lower or higher would change no class.", **words))
        else:
            lines.append(
                _(
                    "Limits {step} percentage points lower or higher: {still} of {total} customers keep "
                    "their class under all of them; most change, {count}, with limits of {a} and {b}.",
                    **words,
                )
            )
    if rule.limit_b < 1 and (table["limit_b"] == 1).any():
        lines.append(_("With B up to 100% there would be no class C; those pairs are not counted here."))
    if limits.left_out:
        pairs = "; ".join(f"{percent(a, 0)} / {percent(b, 0)}" for a, b in limits.left_out)
        lines.append(_("Pairs of limits that cannot be are left out: {pairs}.", pairs=pairs))
    return lines


def terms(rule: Rule, months: list[str]) -> list[tuple[str, str]]:
    """Return the rules of the check by months, where there are several, and of the boundary."""
    points = sentences.points(rule)
    if len(months) < 2:
        return [(_("At the boundary"), _("Within {points} percentage points of a limit.", points=points))]
    at_boundary = _(
        "Within {points} percentage points of a limit, or put into another class by leaving out any one "
        "month.",
        points=points,
    )
    return [(_("Leaving out a month"), _leaving_out(rule, months)), (_("At the boundary"), at_boundary)]


def other_limits() -> tuple[str, str]:
    """Return the rule of the check by other limits."""
    moved = _(
        "Each limit {step} percentage points lower, as it is, and higher; B no higher than 100%.",
        step=number(100 * method.STEP),
    )
    return _("Other limits"), moved


def _leaving_out(rule: Rule, months: list[str]) -> str:
    text = _(
        "Each of the {n} months of the window is left out once and the rest classified. The share of these "
        "draws in which a customer keeps its class tells how much the class depends on single months; it is "
        "no probability.",
        n=len(months),
    )
    if len(months) == rule.window_months:
        return text
    history = _("The history holds {n} of the {asked} months of the window.", n=len(months),
             asked=rule.window_months)  # fmt: skip
    return f"{text} {history}"
