"""The appendix section on weighting: response by group, margins before and after, the largest weights."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.respondents import sentences as respondent_sentences
from wcm_helpers.reports.demand_survey.respondents.analysis import respondents_of
from wcm_helpers.reports.demand_survey.respondents.figures import weighted_figures
from wcm_helpers.reports.demand_survey.respondents.result import Respondents, Weighting
from wcm_helpers.reports.demand_survey.respondents.section import figures_table
from wcm_helpers.reports.demand_survey.respondents.weighting import weighting_of
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.weighting import sentences

#: The largest weights that are listed.
MOST_WEIGHTS = 5
#: Rows of the table of groups.
MOST_GROUPS = 30


def weighting(review: SurveyReview) -> Blocks:
    """Return the response by group, what the weights do to the main figures and each margin, and the rule."""
    result = weighting_of(review)
    parts = [
        sentences.effect(result) if result.weighted else respondent_sentences.refusal(result),
        respondent_sentences.cost(result),
        *respondent_sentences.pooled(result),
    ]
    return blocks.join(
        _groups(respondents_of(review)),
        figures_table(weighted_figures(review), review.result.survey) if result.weighted else blocks.EMPTY,
        _margins(result),
        _largest(result, review.result.frame),
        blocks.paragraph(joined(parts)),
        blocks.rules(sentences.rules(review.rule)),
    )


def _groups(result: Respondents) -> Block:
    if result.groups.empty:
        return blocks.EMPTY
    frame = result.groups.head(MOST_GROUPS)
    rows = frame.to_dict("records")
    frame = frame.assign(
        named=[respondent_sentences.group_name(row["dimension"], row["group"]) for row in rows],
        interval=[_interval(row) for row in rows],
    )
    whole = _("Share of the answers") if result.anonymous else _("Share of those that answered")
    columns = [
        Column("named", _("Group"), width="name"),
        Column("asked", _("Customers asked"), "right", number),
        Column("answered", _("Answers") if result.anonymous else _("Answered"), "right", number),
        *([] if result.anonymous else [Column("rate", _("Response rate"), "right", _percent)]),
        Column("of_answered", whole, "right", _percent),
        Column("interval", _("95% interval"), "right"),
        Column("of_asked", _("Share of those asked"), "right", _percent),
    ]
    return blocks.table(
        frame, columns, name="groups", caption=_("Who answered, by group"),
        note=sentences.groups_note(result, len(result.groups) - len(frame)),
        row_class=lambda row: "strong" if row["mark"] else "",
    )  # fmt: skip


def _percent(share: float) -> str:
    return percent(share, 0)


def _interval(row: dict[str, object]) -> str:
    if row["low"] != row["low"]:
        return "–"
    return _("{low} to {high}", low=percent(row["low"], 0), high=percent(row["high"], 0))


def _margins(result: Weighting) -> Block:
    if result.margins.empty:
        return blocks.EMPTY
    total = result.margins.groupby("margin")["target"].transform("sum")
    rows = result.margins.to_dict("records")
    frame = result.margins.assign(
        named=[respondent_sentences.group_name(row["margin"], row["level"]) for row in rows],
        **{name: result.margins[name] / total for name in ("target", "before", "after")},
    )
    columns = [
        Column("named", _("Group"), width="name"),
        Column("units", _("Answered"), "right", number),
        Column("target", _("Target: all asked"), "right", percent),
        Column("before", _("Unweighted"), "right", percent),
        Column("after", _("Weighted"), "right", percent),
    ]
    return blocks.table(
        frame, columns, name="margins", caption=_("Shares before and after weighting"),
        note=sentences.margins_note(),
    )  # fmt: skip


def _largest(result: Weighting, customers: pd.DataFrame) -> Block:
    if result.customers.empty or result.customers.max() - result.customers.min() < 1e-6:
        return blocks.EMPTY
    order = result.customers.round(6).sort_index().sort_values(ascending=False, kind="stable")
    top = customers.reindex(order.index[:MOST_WEIGHTS])
    frame = pd.DataFrame(
        {
            "customer": top["customer_name"].where(top["customer_name"].notna(), top["customer_id"]),
            "class": top["class"].fillna("–"),
            "industry": top["industry"].fillna("–"),
            "weight": order.iloc[:MOST_WEIGHTS],
        }
    )
    columns = [
        Column("customer", _("Customer"), width="name"),
        Column("class", _("Class")),
        Column("industry", _("Industry")),
        Column("weight", _("Weight, mean 1"), "right", lambda weight: number(weight, 2)),
    ]
    return blocks.table(frame, columns, name="largest", caption=_("The largest weights"))
