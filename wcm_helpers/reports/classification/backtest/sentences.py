"""The sentences of a backtest: the verdict, other choices of customers, and newcomers.

Every sentence is filled from the numbers of the result.
"""

from wcm_helpers.core import formats
from wcm_helpers.core.formats import listed, month_name, number, percent, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import backtest as method
from wcm_helpers.methods.abc import TOLERANCE
from wcm_helpers.methods.backtest import OUTCOME_MONTHS, RECENT_MONTHS
from wcm_helpers.reports.classification.backtest.result import Backtest
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure, money


def headline(backtest: Backtest, classification: Classification) -> str:
    """Return the verdict with its evidence, or why there is none."""
    if backtest.reason:
        return _reason(backtest, classification)
    words = _shares(backtest)
    best = _("The best possible choice of as many customers would have brought {best}.", **words)
    if backtest.key == "good":
        verdict = _("Yes: the classes of {then} predicted who would matter.", **words)
        return joined([verdict, _evidence(words), best])
    verdict = _("No: the classes of {then} are not shown to predict better than chance.", **words)
    return joined([verdict, _evidence(words)])


def _evidence(words: dict[str, object]) -> str:
    return ngettext(
        "In the {months} months since, the {n} customer of class A, of {total}, brought {share} ({low} to "
        "{high}) of {noun}; as many chosen at random would have brought {chance}, a difference of {points} "
        "percentage points ({least} to {most}).",
        "In the {months} months since, the {n} customers of class A, of {total}, brought {share} ({low} to "
        "{high}) of {noun}; as many chosen at random would have brought {chance}, a difference of {points} "
        "percentage points ({least} to {most}).",
        **words,
    )


def _reason(backtest: Backtest, classification: Classification) -> str:
    """Return why there is no verdict."""
    words = _shares(backtest)
    reasons = {
        "too_short": lambda: _(
            "Cannot tell: the history begins in {first}. A {window}-month window and the {months} months "
            "after it can be compared from {from_month} on.",
            first=month_name(classification.first_month),
            window=backtest.rule.window_months,
            from_month=month_name(backtest.from_month),
            **words,
        ),
        "few": lambda: ngettext(
            "Cannot tell: {n} customer had a class in {then}, at least {few} are needed.",
            "Cannot tell: {n} customers had a class in {then}, at least {few} are needed.",
            **{**words, "n": len(backtest.customers), "few": method.LEAST_CUSTOMERS},
        ),
        "no_value": lambda: _(
            "Cannot tell: the customers with a class in {then} brought no {noun} above zero in the {months} "
            "months since.",
            **words,
        ),
        "all_in_a": lambda: _(
            "Cannot tell: all customers of {then} were in class A, so that the classes ranked nobody.",
            **words,
        ),
        "few_in_a": lambda: ngettext(
            "Cannot tell: class A of {then} had only {n} customer, who brought {share} of {noun} in the "
            "{months} months since; an interval needs at least {least_a}.",
            "Cannot tell: class A of {then} had only {n} customers, who brought {share} of {noun} in the "
            "{months} months since; an interval needs at least {least_a}.",
            least_a=method.LEAST_IN_A,
            **words,
        ),
        "overlap": lambda: _(
            "Cannot tell: class A of {then} brought {share} ({low} to {high}) of {noun} in the {months} "
            "months since, more than as many customers chosen at random ({chance}). But the value per "
            "customer does not fall clearly from class to class: {values}.",
            values=_means(backtest, classification),
            **words,
        ),
    }
    return reasons[backtest.reason]()


def _means(backtest: Backtest, classification: Classification) -> str:
    """Return the mean value of each class since, with its interval where there is one."""
    means = backtest.classes.set_index("class")
    parts = []
    for letter in "ABC":
        row = means.loc[letter]
        words = {"letter": letter, "mean": money(row["mean"], classification)}
        if formats.missing(row["mean_low"]):
            parts.append(_("{letter} {mean}", **words))
            continue
        ends = {
            "low": money(row["mean_low"], classification), "high": money(row["mean_high"], classification)
        }  # fmt: skip
        parts.append(_("{letter} {mean} ({low} to {high})", **words, **ends))
    return listed(parts)


def _shares(backtest: Backtest) -> dict[str, object]:
    classes, chance = backtest.captures.loc["classes"], backtest.captures.loc["chance"]
    return {
        "then": month_name(backtest.classes_month),
        "n": int((backtest.customers["class"] == "A").sum()),
        "total": number(len(backtest.customers)),
        "share": percent(classes["share"], 0),
        "low": percent(classes["low"], 0),
        "high": percent(classes["high"], 0),
        "noun": measure(backtest.rule).noun,
        "months": OUTCOME_MONTHS,
        "chance": percent(chance["share"], 0),
        "points": points(chance["difference"]),
        "least": points(chance["difference_low"]),
        "most": points(chance["difference_high"]),
        "best": percent(backtest.captures["share"]["best"], 0),
    }


def remarks(backtest: Backtest) -> list[str]:
    """Return the sentences on other choices of customers, on newcomers and on the agreement of ranks."""
    if not backtest.comparable:
        return []
    sentences = [_other_choice(backtest, way) for way in _others(backtest)]
    sentences.append(_newcomers(backtest))
    agreement = backtest.agreement
    if not formats.missing(agreement.epsilon_squared):
        sentences.append(
            _(
                "The classes explain {share} ({low} to {high}) of the differences in rank since (ε²); the "
                "rank correlation of the values then and since is {spearman} (Spearman).",
                share=percent(agreement.epsilon_squared, 0),
                low=percent(agreement.low, 0),
                high=percent(agreement.high, 0),
                spearman=number(agreement.spearman, 2),
            )
        )
    return sentences


def _others(backtest: Backtest) -> list[str]:
    """Return the other choices to compare with; none where class A has no interval."""
    if backtest.reason in ("all_in_a", "few_in_a"):
        return []
    return [way for way in ("orders", "recent") if way in backtest.captures.index]


def _other_choice(backtest: Backtest, way: str) -> str:
    row = backtest.captures.loc[way]
    name = {
        "orders": _("the number of orders then"),
        "recent": _("the value of the last {n} months then", n=RECENT_MONTHS),
    }[way]
    words = {
        "name": name,
        "share": percent(row["share"], 0),
        "own": percent(backtest.captures["share"]["classes"], 0),
        "points": points(row["difference"]),
        "low": points(row["difference_low"]),
        "high": points(row["difference_high"]),
    }
    if row["difference_high"] < -TOLERANCE:
        return _(
            "As many customers chosen by {name} would have brought more than class A: {share} against "
            "{own}, a difference of {points} percentage points ({low} to {high}) for class A.",
            **words,
        )
    if row["difference_low"] <= TOLERANCE:
        return _(
            "Class A is not shown to be better than as many customers chosen by {name}: {share} against "
            "{own}, a difference of {points} percentage points ({low} to {high}) for class A.",
            **words,
        )
    return _(
        "As many customers chosen by {name} would have brought less than class A: {share} against {own}, a "
        "difference of {points} percentage points ({low} to {high}) for class A.",
        **words,
    )


def _newcomers(backtest: Backtest) -> str:
    then = month_name(backtest.classes_month)
    if not backtest.newcomers:
        return _("Every customer active since had a class in {then}.", then=then)
    return ngettext(
        "{n} customer had no class in {then}: {share} of the value since, which no class could foresee. Of "
        "all value, theirs included, class A brought {of_all}.",
        "{n} customers had no class in {then}: {share} of the value since, which no class could foresee. Of "
        "all value, theirs included, class A brought {of_all}.",
        backtest.newcomers,
        then=then,
        share=percent(backtest.newcomers_share),
        of_all=percent(backtest.share_of_all, 0),
    )


def points(share: float) -> str:
    """Return a difference of shares in percentage points, with its sign.

    Examples
    --------
    >>> points(0.034), points(-0.0001)
    ('+3.4', '0.0')
    """
    return signed(number(100 * share, 1), round(100 * share, 1))


def source_line(backtest: Backtest) -> str:
    """Return the line under the chart: number of customers and months."""
    return ngettext(
        "{n} customer; classes of {then} ({window}-month window), value of the {months} months to {month}.",
        "{n} customers; classes of {then} ({window}-month window), value of the {months} months to {month}.",
        len(backtest.customers),
        then=month_name(backtest.classes_month),
        window=backtest.rule.window_months,
        months=OUTCOME_MONTHS,
        month=month_name(backtest.month),
    )
