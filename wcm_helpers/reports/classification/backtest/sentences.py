"""The sentences of a backtest: the verdict, other orders of the customers, newcomers, and the rules.

Every sentence is filled from the numbers of the result.
"""

from wcm_helpers.core.formats import month_name, number, percent, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import backtest as method
from wcm_helpers.methods import intervals
from wcm_helpers.methods.abc import TOLERANCE
from wcm_helpers.methods.backtest import OUTCOME_MONTHS, RECENT_MONTHS, SILENT_MONTHS
from wcm_helpers.reports.classification.backtest.result import Backtest
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure, money


def headline(backtest: Backtest, classification: Classification) -> str:
    """Return the verdict as one sentence."""
    if backtest.reason:
        return _("Cannot tell: {why}", why=_why(backtest, classification))
    words = _shares(backtest)
    if backtest.key == "good":
        return ngettext(
            "Yes: the classes of {then} told well who would matter: the {n} customer of class A, of {total}, "
            "brought {share} ({low} to {high}) of {noun} in the {months} months since, against {chance} by "
            "chance: {points} points ({least} to {most}). The best possible choice brought {best}.",
            "Yes: the classes of {then} told well who would matter: the {n} customers of class A, of "
            "{total}, brought {share} ({low} to {high}) of {noun} in the {months} months since, against "
            "{chance} by chance: {points} points ({least} to {most}). The best possible choice brought "
            "{best}.",
            **words,
        )
    return ngettext(
        "No: the classes of {then} are not shown to be better than chance: the {n} customer of class A, of "
        "{total}, brought {share} ({low} to {high}) of {noun} in the {months} months since, against {chance} "
        "by chance: {points} points ({least} to {most}).",
        "No: the classes of {then} are not shown to be better than chance: the {n} customers of class A, of "
        "{total}, brought {share} ({low} to {high}) of {noun} in the {months} months since, against {chance} "
        "by chance: {points} points ({least} to {most}).",
        **words,
    )


def _why(backtest: Backtest, classification: Classification) -> str:
    words = _shares(backtest)
    words["first"], words["from_month"] = (
        month_name(classification.first_month),
        month_name(backtest.from_month),
    )
    words["window"], words["few"] = backtest.rule.window_months, method.LEAST_CUSTOMERS
    words["least_a"] = method.LEAST_IN_A
    means = backtest.classes.set_index("class")
    for letter in "ABC":
        row = means.loc[letter]
        ends = (money(row["mean_low"], classification), money(row["mean_high"], classification))
        words[letter] = _("{letter} {mean}", letter=letter, mean=money(row["mean"], classification)) + (
            _(" ({low} to {high})", low=ends[0], high=ends[1]) if row["mean_low"] == row["mean_low"] else ""
        )
    return {
        "too_short": lambda: ngettext(
            "the history begins in {first}. A window of {window} month and the {months} months after it can "
            "be compared from {from_month} on.",
            "the history begins in {first}. A window of {window} months and the {months} months after it can "
            "be compared from {from_month} on.",
            **{**words, "n": backtest.rule.window_months},
        ),
        "few": lambda: ngettext(
            "{n} customer had a class in {then}; with fewer than {few} nothing is concluded.",
            "{n} customers had a class in {then}; with fewer than {few} nothing is concluded.",
            **{**words, "n": len(backtest.customers)},
        ),
        "no_value": lambda: _(
            "the customers that had a class in {then} brought no {noun} above zero in the {months} months "
            "since.",
            **words,
        ),
        "all_in_a": lambda: _(
            "all customers of {then} were in class A, so that the classes told nobody apart.", **words
        ),
        "few_in_a": lambda: ngettext(
            "class A of {then} held {n} customer, who brought {share} of {noun} in the {months} months "
            "since; fewer than {least_a} give no interval.",
            "class A of {then} held {n} customers, who brought {share} of {noun} in the {months} months "
            "since; fewer than {least_a} give no interval.",
            **words,
        ),
        "overlap": lambda: _(
            "class A of {then} brought {share} ({low} to {high}) of {noun} in the {months} months since, "
            "more than chance ({chance}); but the value a customer does not fall clearly from class to "
            "class: {A}, {B}, {C}.",
            **words,
        ),
    }[backtest.reason]()


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
    """Return the sentences on other orders of the customers, on newcomers and on the agreement of ranks."""
    if not backtest.comparable:
        return []
    sentences = [_other_order(backtest, way) for way in _others(backtest)]
    sentences.append(_newcomers(backtest))
    agreement = backtest.agreement
    if agreement.epsilon_squared == agreement.epsilon_squared:
        sentences.append(
            _(
                "The classes explain {share} ({low} to {high}) of the differences in rank since; the rank "
                "correlation of the values then and since is {spearman}.",
                share=percent(agreement.epsilon_squared, 0),
                low=percent(agreement.low, 0),
                high=percent(agreement.high, 0),
                spearman=number(agreement.spearman, 2),
            )
        )
    return sentences


def _others(backtest: Backtest) -> list[str]:
    """Return the other orders to compare with; none where class A has no interval."""
    if backtest.reason in ("all_in_a", "few_in_a"):
        return []
    return [way for way in ("orders", "recent") if way in backtest.captures.index]


def _other_order(backtest: Backtest, way: str) -> str:
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
            "As many customers chosen by {name} would have done better: {share} against {own}, {points} "
            "points for the classes ({low} to {high}).",
            **words,
        )
    if row["difference_low"] <= TOLERANCE:
        return _(
            "The classes are not shown to be better than as many customers chosen by {name}: {share} against "
            "{own}, {points} points for the classes ({low} to {high}).",
            **words,
        )
    return _(
        "As many customers chosen by {name} would have brought less: {share} against {own}, {points} points "
        "for the classes ({low} to {high}).",
        **words,
    )


def _newcomers(backtest: Backtest) -> str:
    if not backtest.newcomers:
        return _("Every customer active since had a class then.")
    return ngettext(
        "Not known a year ago: {n} customer, {share} of the value since, which no class could foresee; of "
        "all value, theirs too, class A brought {of_all}.",
        "Not known a year ago: {n} customers, {share} of the value since, which no class could foresee; of "
        "all value, theirs too, class A brought {of_all}.",
        backtest.newcomers,
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


def source_line(backtest: Backtest, classification: Classification) -> str:
    """Return the line under the chart: source, months and number of customers."""
    return ngettext(
        "Source: {source}; classes of {then} ({window}-month window), value of the {months} months to "
        "{month}; {n} customer.",
        "Source: {source}; classes of {then} ({window}-month window), value of the {months} months to "
        "{month}; {n} customers.",
        len(backtest.customers),
        source=classification.source,
        then=month_name(backtest.classes_month),
        window=backtest.rule.window_months,
        months=OUTCOME_MONTHS,
        month=month_name(backtest.month),
    )


def rules(backtest: Backtest) -> list[tuple[str, str]]:
    """Return the rules in force as terms and meanings, from the values the code used."""
    words = {
        "then": month_name(backtest.classes_month),
        "month": month_name(backtest.month),
        "window": backtest.rule.window_months,
        "months": OUTCOME_MONTHS,
        "noun": measure(backtest.rule).noun,
        "silent": SILENT_MONTHS,
        "confidence": percent(intervals.CONFIDENCE, 0),
        "draws": number(intervals.DRAWS),
        "least": method.LEAST_CUSTOMERS,
        "least_a": method.LEAST_IN_A,
    }
    periods = _(
        "Classes from the {window}-month window to {then}; what came, from the {months} months to {month}.",
        **words,
    )
    if backtest.rule.window_months != OUTCOME_MONTHS:
        periods += " " + _("The two differ in length and season: kept compares the value a month.")
    return [
        (_("Periods"), periods),
        (_("Share brought"), _("Of the {noun} above zero of the customers that had a class then.", **words)),
        (
            _("Compared with"),
            _("As many customers as class A held; equal customers share the last places between them."),
        ),
        (
            _("Intervals"),
            _(
                "{confidence}; of shares, means and scores by drawing the customers again {draws} times, of "
                "rates after Wilson.",
                **words,
            ),
        ),
        (
            _("Verdict"),
            _(
                "Yes, when class A lies above chance with the whole interval of the difference and the value "
                "a customer falls from A to B to C, A's interval wholly above B's. No, when the interval of "
                "the difference holds 0 or lies below. Cannot tell otherwise, and with fewer than {least} "
                "customers or fewer than {least_a} in class A.",
                **words,
            ),
        ),
        (
            _("Silent"),
            _("No activity in the last {silent} of the {months} months; gone: in none of them.", **words),
        ),
        (
            _("Score"),
            _(
                "How far the classes go from chance (0) to knowing everyone's place in advance (1), by "
                "value. The more the value hangs on few, the more a small class A is favoured."
            ),
        ),
    ]
