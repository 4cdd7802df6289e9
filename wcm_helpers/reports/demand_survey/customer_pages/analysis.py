"""What each customer that answered thinks and wants; only of a named survey."""

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.reports.demand_survey.first_page.unhappy import find_unhappy, first_of
from wcm_helpers.reports.demand_survey.needs.result import Needs
from wcm_helpers.reports.demand_survey.result import SurveyMonth

COLUMNS = (
    "customer_id", "customer_name", "class", "value", "unhappy", "score", "best", "recommend", "lowest",
    "lowest_score", "lowest_best", "own", "wants",
)  # fmt: skip


def find_customers(month: SurveyMonth, needs: Needs) -> pd.DataFrame:
    """Return one row a customer of the frame that answered; none of an anonymous survey.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``customer_name``, ``class``, ``value`` (as in the frame), ``unhappy``, ``score`` and
        ``best`` (overall satisfaction and the best level), ``recommend`` (0 to 10), ``lowest``,
        ``lowest_score`` and ``lowest_best`` (the service it rates lowest, where below the middle of the
        scale; else empty and NaN), ``own`` (needs few others have) and ``wants`` (its other needs), tuples.
        Answers are means of its respondents, NaN where not given. First those that are unhappy or have
        needs of their own, of these the largest revenue first.
    """
    survey = month.survey
    answered = month.customers_answered
    if survey.anonymous or not answered:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = month.frame.loc[answered, ["customer_id", "customer_name", "class", "value"]].reset_index(
        drop=True
    )
    unhappy = set(find_unhappy(month)["customer_id"])
    means = customer_means(survey.scored(), survey.responses["customer_id"]).reindex(rows["customer_id"])
    overall, recommend = first_of(survey, "csat"), first_of(survey, "nps")
    nothing = pd.Series(float("nan"), index=means.index)
    rows["unhappy"] = rows["customer_id"].isin(unhappy)
    rows["score"] = means.get(overall, nothing).to_numpy()
    rows["best"] = float(survey.questions.loc[overall, "scale_max"]) if overall else float("nan")
    rows["recommend"] = means.get(recommend, nothing).to_numpy()
    rows = rows.join(_lowest(survey, means), on="customer_id")
    own = needs.own.groupby("customer_id")["need"].agg(tuple).to_dict()
    rows["own"] = [own.get(customer, ()) for customer in rows["customer_id"]]
    rows["wants"] = [_wants(needs, customer, own.get(customer, ())) for customer in rows["customer_id"]]
    first = rows["unhappy"] | (rows["own"].str.len() > 0)
    order = rows.assign(_rest=~first, _worth=-rows["value"].fillna(0).astype("int64"))
    order = order.sort_values(["_rest", "_worth", "customer_id"], kind="stable", ignore_index=True)
    return order[list(COLUMNS)]


def first_rows(rows: pd.DataFrame) -> pd.Series:
    """Return which customers are unhappy or have a need of their own."""
    return rows["unhappy"].astype(bool) | (rows["own"].str.len() > 0)


def _lowest(survey: Survey, means: pd.DataFrame) -> pd.DataFrame:
    """Return the service each customer rates lowest, where below the middle of its scale.

    Returns
    -------
    pd.DataFrame
        By customer: ``lowest`` (empty for none), ``lowest_score`` and ``lowest_best`` (the best level), NaN.
    """
    items = [item for item in survey.of_type("performance") if item in means]
    scales = survey.questions.loc[items, ["scale_min", "scale_max"]].astype(float)
    part = (means[items] - scales["scale_min"]) / (scales["scale_max"] - scales["scale_min"])
    part = part.where(part < 0.5)
    low = part[part.notna().any(axis=1)]
    lowest = low.idxmin(axis=1) if len(low) else pd.Series(dtype=object)
    pages = pd.DataFrame(
        {
            "lowest": lowest,
            "lowest_score": [float(means.loc[customer, item]) for customer, item in lowest.items()],
            "lowest_best": scales["scale_max"].reindex(lowest).to_numpy(),
        },
        index=lowest.index,
    ).reindex(means.index)
    return pages.assign(lowest=pages["lowest"].astype(object).where(pages["lowest"].notna(), ""))


def _wants(needs: Needs, customer: str, own: tuple[str, ...]) -> tuple[str, ...]:
    if customer not in needs.wanted.index:
        return ()
    wanted = needs.wanted.loc[customer]
    return tuple(need for need in wanted.index[wanted >= 0.5] if need not in own)
