"""The sentences on the certainty of the classes: months left out, other limits, and the rules."""

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import certainty as method
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.certainty.result import Certainty


def headline(certainty: Certainty) -> str:
    """Return how many customers change class without a month, and how many are near a limit."""
    words = {"points": sentences.points(certainty.rule), "near": number(certainty.near_limit)}
    if not certainty.can_tell:
        return by_months(certainty)[0]
    if not certainty.changing and certainty.one_month:
        return ngettext(
            "{n} customer has a class because of a single month; leaving out any other month changes no "
            "class.",
            "{n} customers have a class because of a single month; leaving out any other month changes no "
            "class.",
            certainty.one_month,
        )
    if not certainty.n_boundary:
        return _(
            "No class depends on a single month, and no customer is within {points} points of a limit.",
            **words,
        )
    if not certainty.changing:
        return ngettext(
            "No class depends on a single month; {near} customer is within {points} points of a limit.",
            "No class depends on a single month; {near} customers are within {points} points of a limit.",
            certainty.near_limit,
            **words,
        )
    words |= {"count": number(certainty.changing), "total": number(certainty.customers)}
    changing = ngettext(
        "{count} of {total} customers changes class when one month is left out.",
        "{count} of {total} customers change class when one month is left out.",
        certainty.changing,
        **words,
    )
    near = ngettext(
        "{near} more is within {points} points of a limit.",
        "{near} more are within {points} points of a limit.",
        certainty.near_limit,
        **words,
    )
    return joined([changing, near if certainty.near_limit else ""])


def findings(certainty: Certainty) -> list[str]:
    """Return the effect of leaving out months and of other limits, in whole sentences."""
    return [*by_months(certainty), *by_limits(certainty)]


def by_months(certainty: Certainty) -> list[str]:
    """Return the effect of leaving out months; the counts add up to all customers."""
    months, customers = certainty.months, certainty.customers
    unchanged, changing, one_month = certainty.unchanged, certainty.changing, certainty.one_month
    if unchanged is None or changing is None or one_month is None:
        return [
            _(
                "The window has one month, {month}, so it is not clear whether a class depends on a single "
                "month.",
                month=month_name(months[-1]),
            )
        ]
    words = {"total": number(customers), "months": number(len(months))}
    if unchanged == customers:
        return [
            ngettext(
                "The customer keeps its class by the rule without any one of the {months} months.",
                "All {total} customers keep their class by the rule without any one of the {months} months.",
                customers,
                **words,
            )
        ]
    lines = [
        ngettext(
            "{count} of {total} customers keeps its class by the rule without any one of the {months} "
            "months.",
            "{count} of {total} customers keep their class by the rule without any one of the {months} "
            "months.",
            unchanged,
            count=number(unchanged),
            **words,
        )
    ]
    if changing:
        lines.append(
            ngettext(
                "{n} customer has another class without at least one of them.",
                "{n} customers have another class without at least one of them.",
                changing,
            )
        )
    if one_month:
        lines.append(
            ngettext(
                "{n} customer was active in one month only and has no class without it.",
                "{n} customers were active in one month only and have no class without it.",
                one_month,
            )
        )
    return lines


def by_limits(certainty: Certainty) -> list[str]:
    """Return the effect of other limits: the pair with most changes, and how many customers never change."""
    limits, rule = certainty.sensitivity, certainty.rule
    table = limits.scenarios[~limits.scenarios["in_force"]]
    counted = table[(table["limit_b"] < 1) | (rule.limit_b == 1)]
    lines = []
    if len(counted):
        worst = counted.sort_values("changed", kind="stable").iloc[-1]
        words = {
            "count": number(worst["changed"]),
            "total": number(certainty.customers),
            "a": sentences.limit(worst["limit_a"]),
            "b": sentences.limit(worst["limit_b"]),
            "step": number(100 * method.STEP),
            "still": number(certainty.customers - len(limits.moving)),
        }
        if not limits.moving:
            lines.append(_("Limits {step} percentage points lower or higher would change no class.", **words))
        else:
            lines.append(
                _(
                    "With limits {step} percentage points lower or higher, {still} of {total} customers keep "
                    "their class in every case; limits of {a} and {b} change most classes, {count}.",
                    **words,
                )
            )
    if rule.limit_b < 1 and (table["limit_b"] == 1).any():
        lines.append(_("A limit of B of 100% would leave no class C; such limits are not counted here."))
    if limits.left_out:
        pairs = [_("{a}/{b}", a=percent(a, 0), b=percent(b, 0)) for a, b in limits.left_out]
        lines.append(_("Impossible limits of A and B are left out: {pairs}.", pairs=listed(pairs)))
    return lines


def terms(rule: Rule, months: list[str]) -> list[tuple[str, str]]:
    """Return the rules of the check by months, where there are several, and of the customers at risk."""
    points = sentences.points(rule)
    if len(months) < 2:
        near = _("Within {points} percentage points of a limit.", points=points)
        return [(_("At risk of changing class"), near)]
    at_risk = _(
        "Within {points} percentage points of a limit, or in another class when one month is left out.",
        points=points,
    )
    check = (_("Leave-one-month-out check"), _leaving_out(rule, months))
    return [check, (_("At risk of changing class"), at_risk)]


def other_limits() -> tuple[str, str]:
    """Return the rule of the check by other limits."""
    moved = _(
        "Each limit {step} percentage points lower, as it is, and higher; B no higher than 100%.",
        step=number(100 * method.STEP),
    )
    return _("Other limits"), moved


def _leaving_out(rule: Rule, months: list[str]) -> str:
    text = _(
        "Each of the {n} months of the window is left out once, and the classes by the rule are computed "
        "from the rest. The share of these {n} checks in which a customer keeps its class shows how much the "
        "class depends on single months. It is no probability, for months are no sample.",
        n=number(len(months)),
    )
    if len(months) == rule.window_months:
        return text
    history = _(
        "The history covers {n} of the {asked} months of the window.",
        n=number(len(months)),
        asked=number(rule.window_months),
    )
    return joined([text, history])
