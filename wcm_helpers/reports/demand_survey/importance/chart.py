"""The map of importance and performance, with intervals and lines."""

import numpy as np

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.scatter import Point, draw_corners, draw_lines, draw_points
from wcm_helpers.charts.style import Chart, canvas, defaults, finish, thousands
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.importance_performance import EXCEEDS, IMPROVE, KEEP, LOW, UNDECIDED
from wcm_helpers.reports.demand_survey.importance import sentences
from wcm_helpers.reports.demand_survey.importance.analysis import Importance

_WIDTH, _HEIGHT = 7.2, 4.3
_AXES = (6.4, 2.8)  # inches of the axes, about
_LABEL_ROOM = 34
_AROUND = 0.08  # of the range, round the intervals


@defaults()
def draw(importance: Importance, survey: Survey) -> Chart:
    """Draw a point a service: performance to the right, importance upwards.

    Parameters
    ----------
    importance : Importance
        With at least one service.
    survey : Survey
        For the labels.
    """
    figure, axes = canvas(_WIDTH, _HEIGHT)
    points = _points(importance, survey)
    middle = importance.centre
    axes.set_xlim(*_limits([p.x_ends for p in points], importance.result.lines[0], importance))
    axes.set_ylim(*_limits([p.y_ends for p in points], importance.result.lines[1], importance))
    if importance.lines == "centre":
        means = importance.result.table[["performance", "importance"]].astype(float).mean()
        draw_lines(axes, means["performance"], means["importance"], main=False)
    else:
        draw_lines(axes, middle, middle, main=False)
    draw_lines(axes, *importance.result.lines)
    draw_corners(axes, [sentences.what_to_do(quadrant) for quadrant in (IMPROVE, KEEP, LOW, EXCEEDS)])
    draw_points(axes, points, inches=_AXES, clear_of=importance.result.lines)
    low, high = (number(end) for end in importance.result.scale)
    axes.set_xlabel(_("Performance, mean on a scale from {low} to {high}", low=low, high=high))
    axes.set_ylabel(_("Importance, mean on a scale from {low} to {high}", low=low, high=high))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(thousands(0 if importance.rescaled else 1))
        axis.get_major_locator().set_params(nbins=6)
    finding = sentences.title(importance, survey)
    finish(
        figure,
        title=finding,
        source=sentences.base(importance),
        rule=joined([sentences.lines(importance), sentences.rule()]),
    )
    return Chart(figure, joined([finding, *_spoken(importance, survey)]))


def _points(importance: Importance, survey: Survey) -> list[Point]:
    return [
        Point(
            row["performance"],
            row["importance"],
            (row["performance_low"], row["performance_high"]),
            (row["importance_low"], row["importance_high"]),
            short_name(survey.label(name), _LABEL_ROOM),
            marked=row["verdict"] == IMPROVE,
            hollow=row["verdict"] == UNDECIDED,
        )
        for name, row in importance.result.table.iterrows()
    ]


def _limits(ends: list[tuple[float, float]], line: float, importance: Importance) -> tuple[float, float]:
    """Return limits round the intervals and the line, within the scale; the middle is drawn where it fits."""
    low, high = importance.result.scale
    values = [value for value in (*np.ravel(ends), line) if np.isfinite(value)]
    first, last = min(values), max(values)
    least = (high - low) / 4
    if last - first < least:
        first, last = (first + last - least) / 2, (first + last + least) / 2
    around = _AROUND * (last - first)
    return first - around, last + around


def _spoken(importance: Importance, survey: Survey) -> list[str]:
    return [
        _(
            "{service}: importance {importance}, performance {performance} ({verdict}).",
            service=survey.label(name),
            importance=number(row["importance"], 1),
            performance=number(row["performance"], 1),
            verdict=sentences.what_to_do(row["verdict"]),
        )
        for name, row in importance.result.table.iterrows()
    ]
