"""The map of services by how much they please and how much their absence hurts."""

from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.scatter import Point, draw_corners, draw_lines, draw_points
from wcm_helpers.charts.style import Chart, canvas, defaults, finish
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.methods.kano import MIXED, UNKNOWN, Kano
from wcm_helpers.reports.demand_survey.kano import sentences
from wcm_helpers.reports.demand_survey.kano.analysis import KanoServices, service_label

_AXES = (6.4, 1.9)  # inches of the axes, about
_LABEL_ROOM = 28


@defaults()
def draw(result: KanoServices, survey: Survey) -> Chart:
    """Draw a point a service: dissatisfaction without it to the right, satisfaction with it upwards.

    Parameters
    ----------
    result : KanoServices
        With at least one service whose coefficients may be shown.
    survey : Survey
        For the labels.
    """
    drawn = drawable(result)
    figure, axes = canvas(7.2, 3.5)
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    draw_lines(axes, 0.5, 0.5)
    draw_corners(axes, [sentences.category(key) for key in ("A", "O", "I", "M")])
    points = [_point(service_label(survey, name), kano) for name, kano in drawn.items()]
    draw_points(axes, points, inches=_AXES, clear_of=(0.5, 0.5))
    axes.set_xlabel(_("Dissatisfied without it, % of answers"))
    axes.set_ylabel(_("Satisfied with it, % of answers"))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(percent_ticks())
    finding = sentences.findings(result, survey)[0]
    rule = joined([sentences.rule(), _("Crosses: 95% intervals; hollow: mixed or undecided.")])
    finish(figure, title=finding, source=sentences.coefficients(), rule=rule)
    return Chart(figure, joined([finding, *_spoken(drawn, survey)]))


def drawable(result: KanoServices) -> dict[str, Kano]:
    """Return the services with coefficients that may be shown."""
    return {name: kano for name, kano in result.everyone().items() if kano.base and result.counts_shown[name]}


def _point(label: str, kano: Kano) -> Point:
    better = wilson(kano.counts["A"] + kano.counts["O"], kano.base)
    worse = wilson(kano.counts["O"] + kano.counts["M"], kano.base)
    undecided = kano.category in (MIXED, UNKNOWN) or kano.faulty
    return Point(
        -kano.worse, kano.better, tuple(worse), tuple(better), short_name(label, _LABEL_ROOM),
        marked=kano.category in ("M", "O") and not kano.faulty, hollow=undecided,
    )  # fmt: skip


def _spoken(drawn: dict[str, Kano], survey: Survey) -> list[str]:
    return [
        _(
            "{service}: {better} are more satisfied with it, {worse} are dissatisfied without it, of {n} "
            "answers ({verdict}).",
            service=service_label(survey, name),
            better=percent(kano.better, 0),
            worse=percent(-kano.worse, 0),
            n=number(kano.base),
            verdict=sentences.verdict(kano),
        )
        for name, kano in drawn.items()
    ]
