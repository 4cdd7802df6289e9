"""Which responses look careless, broken off or double, and the main figures without the careless ones."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.doubles import same_again
from wcm_helpers.data.survey.survey import BLANK, NOT_SHOWN, Survey
from wcm_helpers.methods import careless as method
from wcm_helpers.methods.disclosure import share_shown
from wcm_helpers.reports.demand_survey.respondents.figures import MainFigures, beside, figures_of
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: A response is broken off if the last questions it was shown are blank: so large a share, and so many.
BROKEN_SHARE, LEAST_BLANK = 0.2, 3
SIGNS = (*method.STRONG, *method.WEAK)


@dataclass(frozen=True, eq=False)
class Careless:
    """The responses that look careless; none is left out anywhere else.

    Attributes
    ----------
    responses : int
        Responses that are not empty.
    table : pd.DataFrame
        By ``response_id`` of these: the columns of ``methods.careless.signs``, ``answered_share`` (of the
        questions shown) and ``broken_off``.
    doubles : int
        Responses that repeat an earlier one of the same sender.
    timed : int
        Responses whose duration is known.
    scales : int
        Scale questions among which a run is looked for.
    figures : MainFigures
        ``plain`` with all responses, ``other`` without the flagged ones; empty without a flagged response,
        and of an anonymous survey where they are too few to be told apart.
    """

    responses: int
    table: pd.DataFrame
    doubles: int
    timed: int
    scales: int
    figures: MainFigures

    @property
    def flagged(self) -> int:
        """The number of careless responses."""
        return int(self.table["flagged"].sum())


def careless_of(review: SurveyReview) -> Careless:
    """Return the careless responses of the wave under review."""
    return review.computed(_careless)


def _careless(review: SurveyReview) -> Careless:
    return find_careless(review.result.survey, review.rule.smallest_group)


def find_careless(survey: Survey, smallest: int = 5) -> Careless:
    """Return the responses that look careless, and the main figures without them."""
    counted = survey.responses.index[~survey.responses["empty"].astype(bool)]
    repeats = {again for _first, again in same_again(survey)}
    scales = comparable_scales(survey)
    questions = (~survey.states.isin([BLANK, NOT_SHOWN])).sum(axis=1)
    seconds = survey.responses["duration_s"].astype(float) / questions.where(questions > 0)
    once = ~counted.isin(repeats)
    signs_of_all = method.signs(
        survey.scores.loc[counted, scales],
        _turned(survey, scales).loc[counted],
        survey.questions.loc[scales, "dimension"].to_dict(),
        seconds[counted],
        _all_answers(survey).loc[counted[once]],
    )
    table = signs_of_all.assign(**_completeness(survey).loc[counted])
    without = pd.Series(1.0, counted).where(~table["flagged"]).reindex(survey.responses.index)
    return Careless(
        responses=len(counted),
        table=table,
        doubles=len(repeats),
        timed=int(seconds[counted].notna().sum()),
        scales=len(scales),
        figures=MainFigures(_compare(survey, without, int(table["flagged"].sum()), smallest)),
    )


def comparable_scales(survey: Survey) -> list[str]:
    """Return the questions on the most frequent scale of the questionnaire, Kano pairs left out."""
    rows = survey.questions.loc[survey.scores.columns]
    rows = rows[~rows["type"].str.startswith("kano")]
    if rows.empty:
        return []
    ends = list(zip(rows["scale_min"], rows["scale_max"], strict=True))
    usual = max(sorted(set(ends)), key=ends.count)
    return [name for name, own in zip(rows.index, ends, strict=True) if own == usual]


def _turned(survey: Survey, scales: list[str]) -> pd.DataFrame:
    return survey.scored()[scales]


def _all_answers(survey: Survey) -> pd.DataFrame:
    """Return every answer that is no text as a number."""
    chosen = [frame.astype(float).add_prefix(f"{name}=") for name, frame in survey.choices.items()]
    return pd.concat([survey.scores, *chosen], axis=1)


def _completeness(survey: Survey) -> pd.DataFrame:
    """Return the share of the questions shown that was answered, and whether the response was broken off."""
    shown = survey.states != NOT_SHOWN
    blank = (survey.states == BLANK) & shown
    questions = shown.sum(axis=1)
    # From the last question backwards: how many shown ones are blank before the first that is not.
    backwards = blank[blank.columns[::-1]] | ~shown[shown.columns[::-1]]
    last = (backwards.astype(int).cumprod(axis=1).astype(bool) & shown[shown.columns[::-1]]).sum(axis=1)
    broken = (last >= LEAST_BLANK) & (last >= BROKEN_SHARE * questions)
    share = 1 - blank.sum(axis=1) / questions.where(questions > 0)
    return pd.DataFrame({"answered_share": share, "broken_off": broken})


def _compare(survey: Survey, without: pd.Series, flagged: int, smallest: int) -> pd.DataFrame:
    """Return the main figures with and without the flagged responses."""
    plain = figures_of(survey, smallest=smallest)
    together = beside(plain, figures_of(survey, without, smallest=smallest))
    if not flagged or (survey.anonymous and flagged < smallest):
        return together.iloc[:0]
    if survey.anonymous:
        remaining = figures_of(survey, without, smallest=smallest)
        gives_away = [
            _gives_away(*rows, smallest)
            for rows in zip(plain.to_dict("records"), remaining.to_dict("records"), strict=True)
        ]
        together.loc[gives_away, ["other", "change"]] = float("nan")
    return together


def _gives_away(plain: dict[str, object], remaining: dict[str, object], smallest: int) -> bool:
    """Return whether two readings of a share tell how few of the flagged responses gave an answer."""
    n = plain["n"] - remaining["n"]
    if plain["value"] != plain["value"] or remaining["value"] != remaining["value"]:
        return True
    if plain["kind"] == "nps":
        return 0 < n < smallest
    hits = round(plain["n"] * plain["value"] - remaining["n"] * remaining["value"])
    return n > 0 and not share_shown(hits, n, smallest)
