"""Groups of an anonymous survey: no section learns of one that must not be shown, or of what tells it."""

from dataclasses import replace

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.data.survey.survey import NOT_SHOWN, Survey
from wcm_helpers.methods.disclosure import groups_shown

_GROUPS = ("class", "industry", "site")


def without_small_groups(survey: Survey, frame: pd.DataFrame, smallest: int) -> Survey:
    """Return an anonymous survey without the classes, industries and sites that must not be shown.

    Responses of a group that is too small, and of as many others that nobody can compute it, have no group.
    A group of the frame that nobody answered in counts as one of no people, so that it leaves the same trace
    as a small one. Left out, too, is a question whose condition all but a few met: those that were asked it
    would tell how many were not. A named survey is returned as it is.

    Parameters
    ----------
    survey : Survey
    frame : pd.DataFrame
        Of the customers that could have answered.
    smallest : int
        People a group must have to be shown.
    """
    if not survey.anonymous:
        return survey
    responses = survey.responses.copy()
    counted = ~responses["empty"].astype(bool)
    for name in _GROUPS:
        known = responses.loc[counted, name].map(lambda value: "" if missing(value) else str(value))
        if (known == "").all():
            continue
        could = {str(value) for value in frame[name] if not missing(value)}
        sizes = known.value_counts()
        sizes = sizes.reindex(sorted({*sizes.index, *could}), fill_value=0)
        shown = set(groups_shown(sizes, smallest)) - {""}
        groups = [value if str(value) in shown else None for value in responses[name]]
        responses[name] = pd.Series(groups, index=responses.index, dtype=object)
    return _without(replace(survey, responses=responses), _telling(survey, counted, smallest))


def _telling(survey: Survey, counted: pd.Series, smallest: int) -> list[str]:
    """Return the questions asked of all but a few: their base tells how few did not meet the condition."""
    conditions = survey.questions["shown_if"].astype(bool)
    without = (survey.states.loc[counted] == NOT_SHOWN).sum()
    return [name for name in conditions.index[conditions] if 0 < without[name] < smallest]


def _without(survey: Survey, names: list[str]) -> Survey:
    """Return a survey without some questions."""
    if not names:
        return survey
    return replace(
        survey,
        questions=survey.questions.drop(index=names),
        states=survey.states.drop(columns=names),
        scores=survey.scores.drop(columns=names, errors="ignore"),
        choices={name: frame for name, frame in survey.choices.items() if name not in names},
        ranks={name: frame for name, frame in survey.ranks.items() if name not in names},
        texts=survey.texts.drop(columns=names, errors="ignore"),
        others=survey.others[~survey.others["question_id"].isin(names)],
    )
