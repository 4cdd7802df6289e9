"""The section on drivers: what goes with overall satisfaction, or why nothing can be named."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.drivers import analysis, chart, sentences
from wcm_helpers.reports.demand_survey.drivers.analysis import Drivers
from wcm_helpers.reports.demand_survey.review import SurveyReview


def drivers(review: SurveyReview) -> Blocks:
    """Return the bars of drivers with what they do and do not show."""
    result = review.computed(drivers_of)
    survey = review.result.survey
    if result is None:
        return blocks.join(_nothing())
    if result.ranks.reason:
        text = [sentences.reason(result), sentences.left_out(result, survey)]
        return blocks.join(blocks.warning(joined(text)))
    remark = [
        sentences.explained(result),
        sentences.too_few_to_name(result),
        sentences.negative(result, survey),
        sentences.no_proof(),
        sentences.left_out(result, survey),
    ]
    return blocks.join(blocks.chart(chart.draw(result, survey), "drivers"), blocks.paragraph(joined(remark)))


def drivers_detail(review: SurveyReview) -> Blocks:
    """Return the shares by both methods, and how often each rating comes first."""
    result = review.computed(drivers_of)
    if result is None:
        return blocks.join(_nothing())
    if result.ranks.reason:
        return blocks.join(blocks.paragraph(sentences.reason(result)))
    table = result.ranks.table
    frame = table.assign(
        service=[review.result.survey.label(name) for name in table.index],
        interval=[
            _("{low} to {high}", low=percent(low, 0), high=percent(high, 0))
            for low, high in zip(table["low"], table["high"], strict=True)
        ],
    )
    columns = [
        Column("service", _("Service"), width="name"),
        Column("share", _("Share (LMG)"), "right", _whole),
        Column("interval", _("95% interval"), "right"),
        Column("johnson_share", _("Share (Johnson)"), "right", _whole),
        Column("first", _("Comes first (LMG)"), "right", _whole),
        Column("first_johnson", _("Comes first (Johnson)"), "right", _whole),
        Column("r", _("Correlation"), "right", lambda value: number(value, 2)),
    ]
    base = sentences.base(result, review.result.survey)
    note = joined([base, sentences.explained(result), sentences.rule()])
    return blocks.join(
        blocks.table(
            frame, columns, name="shares", caption=_("Shares in the explained differences, and ranks"),
            note=note, row_class=lambda row: "strong" if row["leading"] else "",
        ),
        blocks.paragraph(sentences.no_proof()),
    )  # fmt: skip


def drivers_of(review: SurveyReview) -> Drivers | None:
    """Return what goes with overall satisfaction; None where a question for either side is missing."""
    return analysis.analyse_drivers(review.result.survey, review.rule)


def _whole(share: float) -> str:
    return percent(share, 0)


def _nothing() -> Block:
    return blocks.missing(
        _(
            "The questionnaire has no question on overall satisfaction (csat) beside questions on "
            "performance. With them this section shows what goes with satisfaction."
        )
    )
