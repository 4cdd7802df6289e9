"""The unhappy customers of a named survey: their answers, their revenue, and the answer of the last wave."""

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.methods.nps import DETRACTOR
from wcm_helpers.reports.demand_survey.result import SurveyMonth

COLUMNS = ("customer_id", "customer_name", "class", "value", "score", "best", "recommend", "before")


def find_unhappy(month: SurveyMonth) -> pd.DataFrame:
    """Return the customers whose overall satisfaction is below the middle of its scale.

    Where a customer did not answer that, it is unhappy if it would not recommend us (0 to 6).

    Parameters
    ----------
    month : SurveyMonth

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``customer_name``, ``class``, ``value`` (as in the frame), ``score`` and ``best``
        (overall satisfaction, mean of its respondents, and the best level), ``recommend`` and ``before``
        (overall satisfaction in the last wave); NaN where not answered. Class A first, then by falling
        revenue. No row in an anonymous survey.
    """
    survey = month.survey
    overall, recommend = first_of(survey, "csat"), first_of(survey, "nps")
    if survey.anonymous or not (overall or recommend):
        return pd.DataFrame(columns=list(COLUMNS))
    answers = _means(survey, overall, recommend)
    answers = answers.loc[answers.index.intersection(month.frame.index)]
    lowest, best = _ends(survey, overall)
    below = answers["score"] < (lowest + best) / 2
    unhappy = below | (answers["score"].isna() & (answers["recommend"] <= DETRACTOR))
    rows = answers[unhappy].assign(best=best, before=float("nan"))
    if month.previous is not None and overall in month.previous.scores:
        earlier = _means(month.previous, overall, "")["score"]
        rows["before"] = earlier.reindex(rows.index)
    rows = rows.join(month.frame[["customer_id", "customer_name", "class", "value"]])
    rows = rows.reset_index(drop=True)
    order = rows.assign(_large=rows["class"] != "A", _worth=-rows["value"].fillna(0).astype("int64"))
    order = order.sort_values(["_large", "_worth", "score", "customer_id"], kind="stable")
    return order[list(COLUMNS)].reset_index(drop=True)


def first_of(survey: Survey, kind: str) -> str:
    """Return the first question of a type; empty without one."""
    return next(iter(survey.of_type(kind)), "")


def _ends(survey: Survey, question: str) -> tuple[float, float]:
    if not question:
        return float("nan"), float("nan")
    row = survey.questions.loc[question]
    return float(row["scale_min"]), float(row["scale_max"])


def _means(survey: Survey, overall: str, recommend: str) -> pd.DataFrame:
    nothing = pd.Series(float("nan"), index=survey.responses.index)
    scores = survey.scored()
    columns = {"score": overall, "recommend": recommend}
    answers = pd.DataFrame({name: scores.get(question, nothing) for name, question in columns.items()})
    return customer_means(answers, survey.responses["customer_id"])
