"""The section on importance and performance: what to improve first."""

import pandas as pd

from wcm_helpers.core.formats import number, percent, signed
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.importance_performance import IMPROVE, QUADRANTS, UNDECIDED
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.importance import analysis, chart, sentences
from wcm_helpers.reports.demand_survey.importance.analysis import Importance
from wcm_helpers.reports.demand_survey.populations import may_show
from wcm_helpers.reports.demand_survey.review import SurveyReview


def importance(review: SurveyReview) -> Blocks:
    """Return the map of importance and performance, and the table of gaps."""
    result = review.computed(importance_of)
    if (reason := _absent(review, result)) is not None or result is None:
        return blocks.join(reason or blocks.EMPTY)
    survey = review.result.survey
    remark = [
        sentences.gaps(result, survey),
        sentences.undecided(result),
        sentences.ceiling(result),
    ]
    picture = blocks.chart(chart.draw(result, survey), "map")
    return blocks.join(picture, _table(review, result), blocks.paragraph(joined(remark)))


def importance_detail(review: SurveyReview) -> Blocks:
    """Return the intervals and the certainty of every quadrant."""
    result = review.computed(importance_of)
    if (reason := _absent(review, result)) is not None or result is None:
        return blocks.join(reason or blocks.EMPTY)
    frame = _labelled(review, result)
    for name in ("importance", "performance"):
        frame[f"{name}_interval"] = _intervals(frame, name)
    columns = [
        Column("service", _("Service"), width="name"),
        Column("importance_interval", _("Importance, 95% interval"), "right"),
        Column("performance_interval", _("Performance, 95% interval"), "right"),
        *(
            Column(quadrant, sentences.what_to_do(quadrant), "right", lambda share: percent(share, 0))
            for quadrant in QUADRANTS
        ),
    ]
    note = joined([_("Share of samples drawn from the customers in each quadrant."), sentences.rule()])
    table = blocks.table(
        frame, columns, name="quadrants", caption=_("Quadrants and their certainty"), note=note
    )
    return blocks.join(table, blocks.paragraph(joined([sentences.lines(result), sentences.base(result)])))


def importance_of(review: SurveyReview) -> Importance | None:
    """Return the services by importance and performance; None without a pair of questions."""
    return analysis.analyse_importance(review.result, review.rule)


def _absent(review: SurveyReview, result: Importance | None) -> Block | None:
    if result is None:
        return blocks.missing(
            _(
                "The questionnaire has no pair of questions on the importance and the performance of a "
                "service. With types importance and performance and a pair_id, this section shows what to "
                "improve first."
            )
        )
    table = result.result.table
    if table.empty:
        return blocks.paragraph(_("No customer answered both questions on a service."))
    if not may_show(review.result.survey, int(table["n"].min()), review.rule.smallest_group):
        return blocks.paragraph(_("Too few answers to show anything of an anonymous survey."))
    if analysis.means_would_tell(review.result.survey, result.pairs, review.rule.smallest_group):
        return blocks.paragraph(
            _(
                "No means are shown of this anonymous survey: beside the shares of the levels they would "
                "tell what fewer than {n} people answered.",
                n=review.rule.smallest_group,
            )
        )
    return None


def _labelled(review: SurveyReview, result: Importance) -> pd.DataFrame:
    table = result.result.table
    return table.assign(service=[review.result.survey.label(name) for name in table.index])


def _intervals(frame: pd.DataFrame, name: str) -> list[str]:
    ends = zip(frame[f"{name}_low"], frame[f"{name}_high"], strict=True)
    return [_("{low} to {high}", low=number(low, 1), high=number(high, 1)) for low, high in ends]


def _table(review: SurveyReview, result: Importance) -> Block:
    frame = _labelled(review, result)
    rows = zip(frame["gap"], frame["gap_low"], frame["gap_high"], strict=True)
    gap = [
        _(
            "{gap} ({low} to {high})",
            gap=signed(number(value, 1), round(value, 1)),
            low=number(low, 1),
            high=number(high, 1),
        )
        for value, low, high in rows
    ]
    frame = frame.assign(gap=gap, action=[sentences.what_to_do(verdict) for verdict in frame["verdict"]])
    columns = [
        Column("service", _("Service"), width="name"),
        Column("n", _("Customers"), "right", number),
        Column("importance", _("Importance"), "right", lambda value: number(value, 1)),
        Column("performance", _("Performance"), "right", lambda value: number(value, 1)),
        Column("gap", _("Gap, points (95% interval)"), "right"),
        Column("certainty", _("Certainty of the place"), "right", lambda share: percent(share, 0)),
        Column("action", _("What to do"), strong=True),
    ]
    return blocks.table(
        frame, columns, name="services", caption=_("Importance, performance and the gap between them"),
        note=_("Gap: importance less performance of the same customers; above zero the service falls short."),
        row_class=lambda row: {IMPROVE: "strong", UNDECIDED: "muted"}.get(row["verdict"], ""),
    )  # fmt: skip
