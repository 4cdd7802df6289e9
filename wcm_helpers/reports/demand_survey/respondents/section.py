"""The section on who answered: the groups against the frame, and what weighting changes."""

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.respondents import chart, sentences
from wcm_helpers.reports.demand_survey.respondents.analysis import respondents_of
from wcm_helpers.reports.demand_survey.respondents.figures import MainFigures, weighted_figures
from wcm_helpers.reports.demand_survey.respondents.weighting import weighting_of
from wcm_helpers.reports.demand_survey.review import SurveyReview


def respondents(review: SurveyReview) -> Blocks:
    """Return the chart of who answered, who is missing, and what weighting changes."""
    result, weighting = respondents_of(review), weighting_of(review)
    figures, survey = weighted_figures(review), review.result.survey
    picture = blocks.EMPTY if result.groups.empty else blocks.chart(chart.draw(result), "respondents")
    who = [
        sentences.response(result) if result.groups.empty else "",
        *sentences.other_responses(result),
        sentences.also_missing(result),
        sentences.lowest(result),
        sentences.who_to_ask(result),
    ]
    weights = [sentences.weighting(weighting, figures, survey), sentences.cost(weighting)]
    return blocks.join(picture, blocks.paragraph(joined([*who, *weights])))


def figures_table(figures: MainFigures, survey: Survey) -> Block:
    """Return the main figures with and without weights as a table."""
    if figures.table.empty:
        return blocks.EMPTY
    return comparison(
        figures, survey, name="weighted", other=_("Weighted"), plain=_("Unweighted"),
        caption=_("Main figures with and without weights"),
    )  # fmt: skip


def comparison(
    figures: MainFigures, survey: Survey, *, name: str, plain: str, other: str, caption: str, note: str = ""
) -> Block:
    """Return two readings of the main figures as a table, named by the heads of their columns."""
    rows = figures.table.to_dict("records")
    frame = figures.table.assign(
        figure=[sentences.figure_name(row["kind"], row["key"], survey) for row in rows],
        plain=[sentences.figure_value(row["kind"], row["plain"]) for row in rows],
        other=[sentences.figure_value(row["kind"], row["other"]) for row in rows],
        change=[sentences.figure_change(row["change"]) for row in rows],
    )
    columns = [
        Column("figure", _("Figure"), width="name"),
        Column("n", _("Base"), "right", number),
        Column("plain", plain, "right"),
        Column("other", other, "right"),
        Column("change", _("Difference, points"), "right"),
    ]
    base = _("Base: answers to the question; of a need, the customers that answered it.")
    return blocks.table(frame, columns, name=name, caption=caption, note=joined([note, base]))
