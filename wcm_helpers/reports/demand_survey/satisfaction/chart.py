"""The diverging bars of satisfaction, the question with most need for action first."""

from collections import Counter

from wcm_helpers.charts.labels import name_on_two_lines
from wcm_helpers.charts.likert import LikertRow, draw_likert
from wcm_helpers.charts.style import Chart, canvas, defaults, finish
from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.satisfaction import sentences
from wcm_helpers.reports.demand_survey.satisfaction.analysis import Satisfaction

#: Bars of the picture: the ones with least need for action are in the appendix only.
MOST_BARS = 12
#: Other words for the levels that are named under the picture.
OTHER_WORDS = 2
_BAR = 0.3  # inches
_LABEL_ROOM = 30


@defaults()
def draw(result: Satisfaction, survey: Survey) -> Chart:
    """Draw the questions of the usual scale as diverging bars, with n and not applicable on every bar.

    Parameters
    ----------
    result : Satisfaction
        With at least one question.
    survey : Survey
        For the labels.
    """
    drawn = result.drawn.head(MOST_BARS)
    labels = [name_on_two_lines(question_label(survey, name), _LABEL_ROOM) for name in drawn["question_id"]]
    rows = [
        LikertRow(label, row["counts"], _note(row))
        for label, row in zip(labels, drawn.to_dict("records"), strict=True)
    ]
    figure, axes = canvas(7.2, max(1.9, 1.45 + _BAR * len(rows)))
    draw_likert(axes, rows, _levels(result, survey))
    finish(
        figure,
        title=sentences.title(result, survey),
        source=_(
            "Answers in %, {month}; left the worse, right the better ones.", month=month_name(survey.month)
        ),
        rule=joined(
            [
                _(
                    "Sorted by the share on the two best levels, the smallest first. The middle level stands "
                    "apart. n: answers; N/A: not applicable."
                ),
                _other_levels(result, survey),
            ]
        ),
    )
    return Chart(figure, _alt(result, survey))


def _note(row: dict[str, object]) -> str:
    n, without = number(row["n"]), number(row["not_applicable"])
    return _("n {n}, N/A {without}", n=n, without=without) if row["not_applicable"] > 0 else _("n {n}", n=n)


def _levels(result: Satisfaction, survey: Survey) -> list[str]:
    """Return the words of the levels, those of most questions; numbers where none has as many words."""
    if survey.anonymous:
        middle = [_("middle level")] if len(result.drawn["counts"].iloc[0]) % 2 else []
        return [_("worse levels"), *middle, _("better levels")]
    low, high = result.scale
    worded = _worded(result, survey)
    if worded:
        return list(worded[0])
    numbers = [number(level) for level in range(low, high + 1)]
    worst, best = _("{level} (worst)", level=numbers[0]), _("{level} (best)", level=numbers[-1])
    return [worst, *numbers[1:-1], best]


def _worded(result: Satisfaction, survey: Survey) -> list[tuple[str, ...]]:
    """Return the different words for the levels, those of most questions first."""
    low, high = result.scale
    drawn = result.drawn.head(MOST_BARS)["question_id"]
    named = Counter(tuple(survey.level_labels(name).values()) for name in drawn)
    whole = [words for words, _n in named.most_common() if len(words) == high - low + 1]
    return [words for words in whole if not all(word.isdecimal() for word in words)]


def _other_levels(result: Satisfaction, survey: Survey) -> str:
    """Return the words of the levels that the key does not have; empty where all questions have the same."""
    others = [] if survey.anonymous else _worded(result, survey)[1:]
    return joined(
        _("The levels of other questions, in the same order: {levels}.", levels=listed(list(words)))
        for words in others[:OTHER_WORDS]
    )


def _alt(result: Satisfaction, survey: Survey) -> str:
    lines = [
        _(
            "{question}: {share} of {n} answers are on the two best levels.",
            question=question_label(survey, row["question_id"]),
            share=percent(row["top_two"], 0),
            n=number(row["n"]),
        )
        for row in result.drawn.head(MOST_BARS).to_dict("records")
    ]
    finding = sentences.title(result, survey)
    return joined([_("Diverging bars of the answers on satisfaction."), finding, *lines])
