"""The sentences on satisfaction: overall, the recommend score, and which questions need action."""

from wcm_helpers.core.formats import listed, number, percent, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.estimates import LEAST_ANSWERS
from wcm_helpers.methods.intervals import CONFIDENCE
from wcm_helpers.methods.nps import Nps
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.satisfaction.analysis import Satisfaction

#: The number of questions named with another scale.
NAMED = 5


def score(value: float) -> str:
    """Return an NPS as it is written, from −100 to 100.

    Examples
    --------
    >>> score(-0.0769)
    '−8'
    """
    return number(100 * value)


def overall(result: Satisfaction) -> str:
    """Return the sentence on overall satisfaction; empty where it is not asked or not shown."""
    estimate = result.satisfaction
    if estimate is None:
        return ""
    if not estimate.n:
        return _("Nobody answered the question on overall satisfaction.")
    values = {"share": percent(estimate.value, 0), "hits": number(round(estimate.value * estimate.n))}
    if estimate.census:
        return ngettext(
            "Overall satisfaction: {hits} of {n} answer ({share}) is on the two best levels; all customers "
            "that could answer did, so there is no sampling error.",
            "Overall satisfaction: {hits} of {n} answers ({share}) are on the two best levels; all customers "
            "that could answer did, so there is no sampling error.",
            estimate.n,
            **values,
        )
    if not estimate.reliable:
        return ngettext(
            "Overall satisfaction: {hits} of {n} answer is on the two best levels. That is too little to "
            "tell how satisfied customers are; it takes {least} answers.",
            "Overall satisfaction: {hits} of {n} answers are on the two best levels. That is too few to tell "
            "how satisfied customers are; it takes {least} answers.",
            estimate.n,
            least=number(LEAST_ANSWERS),
            **values,
        )
    return _(
        "Overall satisfaction: {hits} of {n} answers ({share}) are on the two best levels; with {confidence} "
        "confidence it is {low} to {high} of all customers.",
        n=number(estimate.n),
        confidence=percent(CONFIDENCE, 0),
        low=percent(estimate.low, 0),
        high=percent(estimate.high, 0),
        **values,
    )


def recommend(nps: Nps | None, *, counts: bool = True) -> str:
    """Return the sentence on the recommend score; empty without a question declared as such.

    Without ``counts`` promoters and detractors are not counted: they are few in an anonymous survey.
    """
    if nps is None:
        return ""
    estimate = nps.estimate
    if not estimate.n:
        return _("Nobody answered the recommend question.")
    values = {
        "score": score(estimate.value),
        "promoters": number(nps.promoters),
        "detractors": number(nps.detractors),
        "n": number(estimate.n),
    }
    if not counts:
        return _(
            "NPS {score} (interval {low} to {high}) in {n} answers. Its parts are too small to show, so the "
            "interval is as wide as any parts would make it.",
            low=score(estimate.low),
            high=score(estimate.high),
            **values,
        )
    if estimate.census:
        return _(
            "NPS {score}: {promoters} promoters and {detractors} detractors in {n} answers; all customers "
            "that could answer did, so there is no sampling error.",
            **values,
        )
    if not estimate.reliable:
        return _(
            "NPS {score}: {promoters} promoters and {detractors} detractors in {n} answers. That is too few "
            "to tell; it takes {least} answers.",
            least=number(LEAST_ANSWERS),
            **values,
        )
    return _majority(nps, values | {"low": score(estimate.low), "high": score(estimate.high)})


def _majority(nps: Nps, values: dict[str, str]) -> str:
    """Return the sentence on the score with what the interval allows to conclude."""
    if nps.estimate.low > 0:
        return _(
            "NPS {score} (interval {low} to {high}): more promoters ({promoters}) than detractors "
            "({detractors}) in {n} answers, beyond chance.",
            **values,
        )
    if nps.estimate.high < 0:
        return _(
            "NPS {score} (interval {low} to {high}): more detractors ({detractors}) than promoters "
            "({promoters}) in {n} answers, beyond chance.",
            **values,
        )
    return _(
        "NPS {score} (interval {low} to {high}): {promoters} promoters and {detractors} detractors in {n} "
        "answers. Cannot tell which of the two are more among all customers.",
        **values,
    )


def title(result: Satisfaction, survey: Survey) -> str:
    """Return the finding over the chart: the question with the smallest top-two share."""
    drawn = result.drawn[result.drawn["n"] > 0]
    single = drawn[drawn["type"] != "csat"]
    drawn = drawn if single.empty else single
    if drawn.empty:
        return _("Nobody answered these questions.")
    worst = drawn.iloc[0]
    if len(drawn) == 1:
        return _(
            "{question}: {share} of {n} answers are on the two best levels.",
            question=question_label(survey, worst["question_id"]),
            share=percent(worst["top_two"], 0),
            n=number(worst["n"]),
        )
    if drawn["top_two"].nunique() == 1:
        return _(
            "All questions alike: {share} of the answers are on the two best levels.",
            share=percent(worst["top_two"], 0),
        )
    return _(
        "Most need for action: {question}, only {share} of {n} answers are on the two best levels.",
        question=question_label(survey, worst["question_id"]).rstrip("?？.。 "),
        share=percent(worst["top_two"], 0),
        n=number(worst["n"]),
    )


def other_scales(result: Satisfaction, survey: Survey) -> str:
    """Return which questions have another scale and are not drawn with the others; empty if none."""
    others = result.items[result.items["scale"] != result.scale]
    if others.empty:
        return ""
    names = [question_label(survey, name) for name in others["question_id"]]
    more = len(names) - NAMED
    if more > 0:
        names = [*names[:NAMED], ngettext("{n} more question", "{n} more questions", more)]
    return _(
        "Questions with another scale are never pooled with those from {low} to {high}, and not drawn with "
        "them: {questions}.",
        low=number(result.scale[0]),
        high=number(result.scale[1]),
        questions=listed(names),
    )


def changed(questions: list[tuple[str, float]]) -> str:
    """Return which questions changed since the last wave beyond chance; empty if none.

    Parameters
    ----------
    questions : list of (label, change of the share on the two best levels)
    """
    if not questions:
        return ""
    names = [
        _("{name} ({change} points)", name=name, change=signed(number(100 * value), round(100 * value)))
        for name, value in questions[:NAMED]
    ]
    more = len(questions) - NAMED
    if more > 0:
        names.append(ngettext("{n} more question", "{n} more questions", more))
    return _("Changed since the last wave beyond chance: {questions}.", questions=listed(names))


def hidden(result: Satisfaction, smallest: int) -> str:
    """Return how many questions of an anonymous survey are not shown; empty if none."""
    if not result.hidden:
        return ""
    return ngettext(
        "{n} question is not shown: fewer than {smallest} answers in an anonymous survey.",
        "{n} questions are not shown: fewer than {smallest} answers in an anonymous survey.",
        result.hidden,
        smallest=number(smallest),
    )


def finite(result: Satisfaction, population: int | None) -> str:
    """Return whether the intervals know how many customers there are."""
    if population is None:
        return _("Intervals for any number of customers: how many could have answered is not known.")
    return ngettext(
        "Intervals take into account that there is {n} customer in all.",
        "Intervals take into account that there are {n} customers in all.",
        population,
    )


def rules() -> list[tuple[str, str]]:
    """Return the rules in force as pairs of a term and its meaning."""
    return [
        (
            _("Top two"),
            _(
                "Share of answers on the two best levels, of those who answered; not applicable and blank "
                "are no answers. Wilson's {confidence} interval; several answers of one customer count as "
                "alike as they are, and the number of customers in all narrows it. With fewer than {least} "
                "answers the report says that it cannot tell.",
                confidence=percent(CONFIDENCE, 0),
                least=number(LEAST_ANSWERS),
            ),
        ),
        (
            "NPS",
            _(
                "Promoters (9 and 10) less detractors (0 to 6) in per cent of the answers, only of a "
                "question declared as the recommend question. Adjusted Wald interval: ¾ of an answer is "
                "added to both and 3 to all."
            ),
        ),
    ]
