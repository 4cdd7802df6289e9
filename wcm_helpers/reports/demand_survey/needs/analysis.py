"""Judge the needs of a survey: of everyone, of a class, of an industry, of one customer."""

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.detectable import detectable_differences
from wcm_helpers.methods.disclosure import groups_shown, share_shown, shares_hidden
from wcm_helpers.methods.needs import COMMON, NeedRule, NeedVerdicts, judge_needs
from wcm_helpers.methods.share_gaps import shares
from wcm_helpers.reports.demand_survey.needs.indicators import expressed_otherwise, wanted_by_customer
from wcm_helpers.reports.demand_survey.needs.result import Needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Classes first: they have the larger part of the accepted false findings.
GROUPINGS = ("class", "industry")

_OWN_COLUMNS = ["customer_id", "need", "others", "share", "low", "high"]
_DETECTABLE_COLUMNS = ["grouping", "group", "n", "base", "difference"]


def needs_of(review: SurveyReview) -> Needs:
    """Return the needs of the wave under review."""
    return analyse_needs(review.result, review.rule)


def figures_of(review: SurveyReview) -> dict[str, object]:
    """Return the figures of the needs for ``run.json``; nothing where no question stands for a need."""
    needs = review.computed(needs_of)
    if needs.verdicts is None:
        return {}
    found = needs.detectable_difference
    return {
        "common_needs": needs.common,
        "individual_needs": needs.individual,
        "undecided_needs": needs.undecided,
        "detectable_difference": None if found is None else round(found, 4),
    }


def analyse_needs(month: SurveyMonth, rule: SurveySettings) -> Needs:
    """Return who wants what in the newest wave of a month.

    Parameters
    ----------
    month : SurveyMonth
    rule : SurveySettings
    """
    survey = month.survey
    wanted = wanted_by_customer(survey, month.frame)
    if survey.needs().empty:
        return _nothing(wanted, survey.anonymous, "no_questions")
    if wanted.empty:
        return _nothing(wanted, survey.anonymous, "no_answers")
    if survey.anonymous and len(wanted) < rule.smallest_group:
        return _nothing(wanted, survey.anonymous, "too_few")
    groups, population = _groups(month, wanted, rule)
    limits = NeedRule(rule.need_share, rule.need_margin, rule.need_difference, rule.false_share)
    verdicts = judge_needs(wanted, groups, limits, population=population)
    return Needs(
        verdicts=verdicts,
        wanted=wanted,
        groups=groups,
        own=_nobody() if survey.anonymous else _own_needs(wanted, verdicts, groups, rule, population),
        detectable=detectable_differences(verdicts),
        hidden=_hidden(survey, wanted, groups, rule.smallest_group) if survey.anonymous else set(),
        anonymous=survey.anonymous,
    )


def _nothing(wanted: pd.DataFrame, anonymous: bool, reason: str) -> Needs:
    detectable = pd.DataFrame(columns=_DETECTABLE_COLUMNS)
    return Needs(None, wanted, pd.DataFrame(), _nobody(), detectable, set(), anonymous, reason)


def _nobody() -> pd.DataFrame:
    return pd.DataFrame(columns=_OWN_COLUMNS)


def _groups(
    month: SurveyMonth, wanted: pd.DataFrame, rule: SurveySettings
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return the groups of the customers that answered, and of all customers; None where nobody knows them.

    Customers of group N are in no class: there is nothing to promise them by class.
    """
    survey = month.survey
    if survey.anonymous:
        groups = _labels(survey.responses.loc[wanted.index])
        for name in groups:
            groups[name] = groups[name].where(_shown(groups[name], rule.smallest_group), None)
        return groups, None
    if month.frame.empty:
        return pd.DataFrame(None, index=wanted.index, columns=list(GROUPINGS), dtype=object), None
    everybody = _labels(month.frame)
    return everybody.loc[wanted.index], everybody


def _labels(rows: pd.DataFrame) -> pd.DataFrame:
    """Return class and industry, None where unknown."""
    labels = pd.DataFrame({name: rows[name].astype(object) for name in GROUPINGS}, index=rows.index)
    labels = labels.map(lambda name: " ".join(str(name).split()) if isinstance(name, str) else None)
    labels = labels.mask(labels == "", None)
    labels["class"] = labels["class"].mask(labels["class"] == "N", None)
    return labels.astype(object).where(labels.notna(), None)


def _shown(labels: pd.Series, smallest: int) -> pd.Series:
    sizes = labels.fillna("").value_counts()
    return labels.isin([group for group in groups_shown(sizes, smallest) if group])


def _hidden(
    survey: Survey, wanted: pd.DataFrame, groups: pd.DataFrame, smallest: int
) -> set[tuple[str, str, str]]:
    """Return the cells that would show, or let compute, fewer than ``smallest`` people.

    A need of several questions is also computable beside the counts of one of them: by the few that express
    it in the others alone.
    """
    hidden = {
        (need, "", "")
        for need, alone in expressed_otherwise(survey).items()
        if any(0 < few < smallest for few in alone)
    }
    for need in wanted:
        answers = wanted[need].dropna()
        if not share_shown(int(answers.sum()), len(answers), smallest):
            hidden.add((need, "", ""))
        for grouping in groups:
            labels = groups.loc[answers.index, grouping].fillna("")
            by_group = answers.groupby(labels).agg(["sum", "count"]).astype(int)
            cells = shares_hidden(by_group[["sum"]], by_group["count"], smallest)["sum"]
            hidden |= {(need, grouping, group) for group in cells.index[cells]}
    return hidden


def _own_needs(
    wanted: pd.DataFrame,
    verdicts: NeedVerdicts,
    groups: pd.DataFrame,
    rule: SurveySettings,
    population: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return what single customers want and few others do; see ``Needs.own``.

    A need that everyone has, or a group the customer belongs to, is not its own; nor one that, for all that
    so few answers can tell, as many of the others may want as make a need common.
    """
    of_group = verdicts.tests[verdicts.tests["individual"].astype(bool)]
    everybody = float("inf") if population is None else len(population) - 1
    rows = []
    for need in wanted.columns.difference(
        verdicts.needs.index[verdicts.needs["verdict"] == COMMON], sort=False
    ):
        answers = wanted[need].dropna()
        covered = pd.Series(False, index=answers.index)
        for row in of_group[of_group["need"] == need].itertuples():
            covered |= groups.loc[answers.index, row.grouping] == row.group
        customers = answers.index[(answers >= 0.5) & ~covered]
        others = len(answers) - 1
        share = (answers.sum() - answers[customers]) / max(others, 1)
        for customer in customers[(share <= rule.need_own_share).to_numpy() & (others > 0)]:
            ends = shares(share[customer] * others, others, everybody)
            if ends.high < rule.need_share:
                rows.append((customer, need, others, float(ends.share), float(ends.low), float(ends.high)))
    own = pd.DataFrame(rows, columns=_OWN_COLUMNS)
    return own.sort_values(["share", "need", "customer_id"], kind="stable", ignore_index=True)
