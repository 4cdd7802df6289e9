"""Responses that were sent twice: the same answers to every question, of the same customer."""

import pandas as pd

from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.survey import Survey

#: In an anonymous survey equal answers are a double only within so many minutes; others may agree by chance.
_MINUTES = 10
#: With fewer questions answered, equal answers are no sign of a double.
LEAST_ANSWERS = 5


def double_responses(survey: Survey) -> list[tuple[str, ...]]:
    """Return the responses with equal answers of one customer, each group in the order of the export.

    Parameters
    ----------
    survey : Survey
        In an anonymous one, responses within ten minutes of each other are compared, and none without a time.

    Returns
    -------
    list of tuple of str
        The ``response_id`` of each group of two or more.
    """
    responses = survey.responses
    enough = (survey.states == "answered").sum(axis=1) >= LEAST_ANSWERS
    answers = _answers(survey)[enough.to_numpy()]
    groups: dict[object, list[str]] = {}
    owners = responses["customer_id"].where(
        responses["customer_id"].notna(), responses["customer_text"].map(fold)
    )
    for response, row in zip(answers.index, answers.itertuples(index=False, name=None), strict=True):
        groups.setdefault((owners[response], row), []).append(response)
    pairs = [tuple(group) for (owner, _row), group in groups.items() if len(group) > 1 and owner]
    if survey.anonymous:
        equal = [group for group in groups.values() if len(group) > 1]
        pairs = [part for group in equal for part in _close(responses.loc[group, "submitted_at"])]
    return pairs


def _answers(survey: Survey) -> pd.DataFrame:
    """Return one row a response, equal where all answers are."""
    parts = [survey.states, survey.scores.fillna(-1), survey.texts, *survey.choices.values()]
    parts += [frame.fillna(-1) for frame in survey.ranks.values()]
    together = pd.concat(parts, axis=1)
    others = survey.others.sort_values("question_id").groupby("response_id")["text"].agg(tuple)
    together["words of other"] = others.reindex(together.index)
    return together.astype(object).where(together.notna(), "")


def _close(times: pd.Series) -> list[tuple[str, ...]]:
    """Return the runs of responses of which each follows the one before within ten minutes."""
    times = times.dropna().sort_values(kind="stable")
    runs = (times.diff() > pd.Timedelta(minutes=_MINUTES)).cumsum()
    return [tuple(run.index) for _number, run in times.groupby(runs) if len(run) > 1]
