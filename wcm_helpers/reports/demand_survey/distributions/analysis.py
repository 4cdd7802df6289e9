"""Every closed question counted: levels of scales, options of choices, places of rankings."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import BLANK, CHOICE_TYPES, NOT_APPLICABLE, NOT_SHOWN, Survey
from wcm_helpers.methods.disclosure import groups_shown
from wcm_helpers.methods.proportions import whole_percents
from wcm_helpers.methods.scale_means import mean_of
from wcm_helpers.reports.demand_survey.populations import (
    customers_of,
    may_show,
    may_show_parts,
    population_of,
)
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.satisfaction.analysis import drawn_counts

#: Kano questions come in pairs and have a section of their own.
SCALES = ("csat", "nps", "performance", "importance", "likert")


@dataclass(frozen=True, eq=False)
class Distributions:
    """The counts of a wave.

    Attributes
    ----------
    scales : pd.DataFrame
        One row a question on a scale: ``question_id``, ``n``, ``not_applicable``, ``not_shown``, ``blank``,
        ``percents`` (whole ones by level, worst first, that add up to 100; of an anonymous survey by side, or
        empty), ``median``, ``mean``, ``low``, ``high`` (NaN in an anonymous survey).
    choices : dict of question to pd.DataFrame
        One row an option: ``option``, ``chosen``, ``share`` of those who answered; missing where hidden.
    rankings : dict of question to pd.DataFrame
        One row an option, the best mean rank first: ``option``, ``ranked``, ``first``, ``mean_rank``.
    bases : pd.DataFrame
        By question of choice or ranking: ``n``, ``not_applicable``, ``not_shown``, ``blank``.
    hidden : int
        Questions of an anonymous survey with too few answers to show.
    """

    scales: pd.DataFrame
    choices: dict[str, pd.DataFrame]
    rankings: dict[str, pd.DataFrame]
    bases: pd.DataFrame
    hidden: int


def analyse_distributions(month: SurveyMonth, smallest: int) -> Distributions:
    """Count every closed question of the wave.

    Parameters
    ----------
    month : SurveyMonth
    smallest : int
        The smallest group shown of an anonymous survey.
    """
    survey = month.survey
    ids = survey.of_type(*SCALES, *CHOICE_TYPES, "ranking")
    bases = pd.DataFrame([_base(survey, name) for name in ids], index=ids, columns=list(_BASE))
    shown = [name for name in ids if may_show(survey, int(bases.loc[name, "n"]), smallest)]
    scored = survey.scored()
    scales = [
        {"question_id": name, **bases.loc[name], **_scale(month, name, scored[name], smallest)}
        for name in shown
        if name in scored
    ]
    columns = ["question_id", *_BASE, "percents", "median", "mean", "low", "high"]
    return Distributions(
        scales=pd.DataFrame(scales, columns=columns),
        choices={name: _choice(survey, name, smallest) for name in shown if name in survey.choices},
        rankings={name: _ranking(survey, name, smallest) for name in shown if name in survey.ranks},
        bases=bases,
        hidden=len(ids) - len(shown),
    )


_BASE = ("n", "not_applicable", "not_shown", "blank")


def _base(survey: Survey, name: str) -> tuple[int, ...]:
    states = survey.states[name]
    others = [int((states == state).sum()) for state in (NOT_APPLICABLE, NOT_SHOWN, BLANK)]
    return (len(states) - sum(others), *others)


def _scale(month: SurveyMonth, name: str, scores: pd.Series, smallest: int) -> dict[str, object]:
    survey, question = month.survey, month.survey.questions.loc[name]
    low, high = int(question["scale_min"]), int(question["scale_max"])
    counts = tuple(int((scores == level).sum()) for level in range(low, high + 1))
    percents = tuple(whole_percents(drawn_counts(survey, counts, smallest)))
    if survey.anonymous:
        # A mean beside counts by side would tell the levels apart.
        return {"percents": percents, **dict.fromkeys(("median", "mean", "low", "high"), float("nan"))}
    mean = mean_of(scores, low, high, customers_of(survey), population_of(month, survey, name))
    return {
        "percents": percents,
        "median": float(scores.median()) if mean.n else float("nan"),
        "mean": mean.value,
        "low": mean.low if mean.reliable else float("nan"),
        "high": mean.high if mean.reliable else float("nan"),
    }


def _choice(survey: Survey, name: str, smallest: int) -> pd.DataFrame:
    """Return one row an option; the base are those who answered, also where several may be chosen."""
    chosen = survey.choices[name].sum().astype(int)
    n = _base(survey, name)[0]
    share = chosen.to_numpy() / n if n else float("nan")
    table = pd.DataFrame({"option": chosen.index, "chosen": chosen.to_numpy(), "share": share})
    if not survey.anonymous:
        return table
    if survey.questions.loc[name, "type"] == "single":
        shown = table["option"].isin(groups_shown(chosen, smallest))
    else:
        shown = chosen.map(lambda k: may_show_parts(survey, (k, n - k), smallest)).to_numpy()
    return table.astype({"chosen": "float64"}).where(pd.DataFrame(
        {"option": True, "chosen": shown, "share": shown}, index=table.index
    ))  # fmt: skip


def _ranking(survey: Survey, name: str, smallest: int) -> pd.DataFrame:
    """Return one row an option, the best mean rank first; small parts of an anonymous survey are missing."""
    ranks = survey.ranks[name]
    n = _base(survey, name)[0]
    table = pd.DataFrame(
        {
            "option": ranks.columns,
            "ranked": ranks.notna().sum().to_numpy(),
            "first": (ranks == 1).sum().to_numpy(),
            "mean_rank": ranks.mean().to_numpy(),
        }
    )
    ordered = table.sort_values(["mean_rank", "option"], ignore_index=True)
    shown = pd.Series(
        [
            may_show_parts(survey, (first, ranked - first, n - ranked), smallest)
            for first, ranked in zip(ordered["first"], ordered["ranked"], strict=True)
        ],
        dtype=bool,
    )
    numbers = ordered[["ranked", "first", "mean_rank"]].astype("float64").where(shown, axis=0)
    return pd.concat([ordered["option"], numbers], axis=1)
