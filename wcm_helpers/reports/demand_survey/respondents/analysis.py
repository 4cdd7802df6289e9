"""Who answered, by class, industry and site, against the customers that could have."""

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.methods.disclosure import groups_shown
from wcm_helpers.methods.intervals import CONFIDENCE, wilson
from wcm_helpers.reports.demand_survey.respondents.result import DIMENSIONS, Respondents
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Shares that differ by less are equal but for arithmetic.
_EQUAL = 1e-12
_FIGURES = ["asked", "answered", "rate", "of_answered", "low", "high", "of_asked", "mark"]


def respondents_of(review: SurveyReview) -> Respondents:
    """Return who answered the wave under review."""
    return review.computed(_respondents)


def _respondents(review: SurveyReview) -> Respondents:
    asked = asked_of(review)
    return count_respondents(
        review.result,
        asked,
        smallest=review.rule.smallest_group,
        invited=len(asked) < len(review.result.frame),
    )


def asked_of(review: SurveyReview) -> pd.DataFrame:
    """Return the customers of the frame that were asked: those of the invitations, all without any."""
    invitations = review.history.table("survey_invitations")
    return asked_customers(review.result, invitations)


def asked_customers(month: SurveyMonth, invitations: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows of the frame that were invited to the wave or answered; all without invitations."""
    if invitations is None:
        return month.frame
    invited = set(invitations.loc[invitations["survey_id"] == month.survey.name, "customer_id"].dropna())
    if not invited:
        return month.frame
    return month.frame[month.frame.index.isin(invited | set(month.customers_answered))]


def count_respondents(
    month: SurveyMonth, asked: pd.DataFrame, *, smallest: int = 5, invited: bool = False
) -> Respondents:
    """Return the groups of those asked and those that answered.

    Parameters
    ----------
    month : SurveyMonth
    asked : pd.DataFrame
        Rows of ``month.frame``.
    smallest : int
        No smaller group of an anonymous survey is counted.
    invited : bool
        Whether the invitations say who was asked.
    """
    survey = month.survey
    responses = survey.responses[~survey.responses["empty"].astype(bool)]
    answered = responses if survey.anonymous else asked[asked.index.isin(responses["customer_id"])]
    per_customer = responses["customer_id"].value_counts()
    rows = []
    for dimension in DIMENSIONS:
        counts = _counts(asked[dimension], answered[dimension])
        if len(counts) < 2 or (counts.index != "").sum() < 1 or not counts["answered"].sum():
            continue
        if survey.anonymous and not (answered[dimension].notna()).any():
            continue
        shown = groups_shown(counts["answered"], smallest) if survey.anonymous else counts.index
        population = None if survey.anonymous else len(asked)
        compared = _compare(counts, population)
        if survey.anonymous:
            hidden = ~compared.index.isin(shown)
            compared.loc[hidden, ["answered", "of_answered", "low", "high"]] = float("nan")
            compared = compared.assign(rate=float("nan"), mark=compared["mark"].mask(hidden, ""))
        rows.append(compared.reset_index(names="group").assign(dimension=dimension))
    return Respondents(
        anonymous=survey.anonymous,
        asked=len(asked),
        answered=len(answered),
        invited=invited,
        responses=len(responses),
        unmatched=0 if survey.anonymous else int((~responses["customer_id"].isin(asked.index)).sum()),
        several=int((per_customer > 1).sum()),
        groups=pd.concat(rows, ignore_index=True)
        if rows
        else pd.DataFrame(columns=["dimension", "group", *_FIGURES]),
    )


def _counts(asked: pd.Series, answered: pd.Series) -> pd.DataFrame:
    """Return asked and answered by group, classes in order, other groups with the largest first."""
    names = [series.map(lambda value: "" if missing(value) else str(value)) for series in (asked, answered)]
    counts = pd.DataFrame(
        {"asked": names[0].value_counts(), "answered": names[1].value_counts()}
    ).fillna(0).astype(int)  # fmt: skip
    by_size = counts.assign(blank=counts.index == "", name=counts.index)
    order = ["blank", "name"] if asked.name == "class" else ["blank", "asked", "name"]
    return counts.loc[by_size.sort_values(order, ascending=[name != "asked" for name in order]).index]


def _compare(counts: pd.DataFrame, population: int | None) -> pd.DataFrame:
    """Return each group's share of the answers, with the interval chance allows, beside that of the asked.

    A mark is given where the share of the asked lies outside an interval that allows for as many comparisons
    as there are groups (Bonferroni).
    """
    total, answered = int(counts["asked"].sum()), int(counts["answered"].sum())
    rows = []
    for group, row in counts.iterrows():
        hits, of_asked = int(row["answered"]), row["asked"] / total
        low, high = wilson(hits, answered, population=population)
        least, most = wilson(hits, answered, 1 - (1 - CONFIDENCE) / len(counts), population=population)
        mark = "missing" if of_asked > most + _EQUAL else "over" if of_asked < least - _EQUAL else ""
        rate = hits / row["asked"] if row["asked"] else float("nan")
        rows.append((group, row["asked"], float(hits), rate, hits / answered, low, high, of_asked, mark))
    return pd.DataFrame(rows, columns=["group", *_FIGURES]).set_index("group")
