"""The chart of the customers at risk of changing class: the class without each month, and the distance."""

import pandas as pd

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    GREY,
    INK,
    LIGHT,
    TEXT,
    Chart,
    canvas,
    defaults,
    finish,
    text_on,
)
from wcm_helpers.core.formats import listed, missing, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.certainty import NONE
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.certainty.result import Certainty
from wcm_helpers.reports.classification.certainty.sentences import headline
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

#: The number of customers drawn, the least certain first.
DRAWN = 25
#: A letter is written on a part of a bar from this share on.
ROOM = 0.035

_SHADES = {**CLASS_SHADES, NONE: "white"}
_ROW = 0.21  # inches
_NAME_ROOM = 26

# Every mark stays inside its axes, so nothing is clipped: with two axes side by side the last digits of the
# layout differ from run to run, and the names of clip paths are made of them.


@defaults()
def draw(classification: Classification, certainty: Certainty) -> Chart:
    """Draw, for each customer at risk, the classes it is put into when one month is left out.

    Parameters
    ----------
    classification : Classification
        Of the month under review: names, source, rule.
    certainty : Certainty
        Of its classes.

    Returns
    -------
    Chart
        The figure, and the same numbers in words; one line where nothing can be drawn.
    """
    if certainty.boundary.empty or not certainty.can_tell:
        return empty(headline(certainty))
    frame = certainty.boundary.head(DRAWN)
    names = classification.classes.set_index("customer_id")["customer_name"]
    frame = frame.assign(name=[short_name(names[one], _NAME_ROOM) for one in frame["customer_id"]])
    figure, (bars, dots) = canvas(7.2, 1.75 + _ROW * len(frame), cols=2, sharey=True, width_ratios=[2.6, 1])
    _bars(bars, frame, len(certainty.months))
    _dots(dots, frame, classification.rule.band)
    bars.set_yticks(range(len(frame)), [_("{name}, {letter}", name=row.name, letter=row.letter)
                                        for row in _labels(frame)], fontsize=8)  # fmt: skip
    bars.set_ylim(len(frame) - 0.4, -0.6)
    rule = joined([_rule(certainty), _not_drawn(certainty.n_boundary - len(frame))])
    source = sentences.source_line(classification)
    finish(figure, title=headline(certainty), source=source, rule=rule)
    return Chart(figure, _alt(certainty, frame))


def _labels(frame: pd.DataFrame):
    return frame[["name", "class"]].set_axis(["name", "letter"], axis=1).itertuples(index=False)


def _bars(axes, frame: pd.DataFrame, months: int) -> None:
    """Draw the draws of each customer, from the best class to none, with the letter where it fits."""
    for place, row in enumerate(frame.to_dict("records")):
        start = 0.0
        for letter, shade in _SHADES.items():
            share = row[letter]
            if not share:
                continue
            edge = GREY if letter == NONE else "white"
            axes.barh(place, share, left=start, height=0.74, color=shade, edgecolor=edge, linewidth=0.6,
                      clip_on=False)  # fmt: skip
            if share >= ROOM:
                text = "–" if letter == NONE else letter
                axes.text(start + share / 2, place, text, ha="center", va="center", fontsize=7.5,
                          color=text_on(shade), gid="letter")  # fmt: skip
            start += share
    axes.set_xlim(0, 1)
    step = next(step for step in (1, 2, 3, 4, 6, 12, 24) if months / step <= 12)
    axes.set_xticks([count / months for count in range(0, months + 1, step)],
                    [number(count) for count in range(0, months + 1, step)])  # fmt: skip
    axes.set_xlabel(_("Class without one month, number of {n} checks", n=number(months)))
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.spines["left"].set_visible(False)


def _dots(axes, frame: pd.DataFrame, band: float) -> None:
    """Draw how far each customer is from its nearest limit, with the band that counts as near."""
    points = 100 * frame["distance"]
    reach = 1.12 * max(points.abs().max() if points.notna().any() else 0.0, 100 * band, 0.5)
    axes.axvspan(-100 * band, 100 * band, color=LIGHT, linewidth=0, zorder=0, clip_on=False)
    axes.axvline(0, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1, clip_on=False)
    for place, distance in enumerate(points):
        if distance == distance:
            axes.plot([0, distance], [place, place], color=ACCENT, linewidth=1, zorder=2, clip_on=False)
            axes.plot([distance], [place], marker="o", color=ACCENT, markersize=4, zorder=3, clip_on=False)
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_locator(_few_ticks())
    axes.xaxis.set_major_formatter(lambda value, _position: number(value, 0 if value == round(value) else 1))
    axes.set_xlabel(_("Distance to the limit, points"))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.text(0, 1.005, _("limit"), transform=axes.get_xaxis_transform(), ha="center", va="bottom",
              fontsize=7.5, color=TEXT)  # fmt: skip


def _few_ticks():
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=4, steps=[1, 2, 5, 10], symmetric=True)


def _rule(certainty: Certainty) -> str:
    return _(
        "Name, class by the rule; bars: the class in {n} checks, each without one month; dots: how far "
        "beyond (right) or before (left) the nearest limit; grey band: {points} points on either side of it.",
        n=number(len(certainty.months)),
        points=sentences.points(certainty.rule),
    )


def _not_drawn(left: int) -> str:
    if left <= 0:
        return ""
    return ngettext(
        "The least certain are drawn; {n} more is not.",
        "The least certain are drawn; {n} more are not.",
        left,
    )


def _alt(certainty: Certainty, frame: pd.DataFrame) -> str:
    rows = [_in_words(row, len(certainty.months)) for row in frame.to_dict("records")]
    checks = _("Checks by class:")
    return joined([headline(certainty), checks, *rows, _not_drawn(certainty.n_boundary - len(frame))])


def _in_words(row: dict, months: int) -> str:
    counts = [
        _("none {n}", n=number(row[letter] * months))
        if letter == NONE
        else _("{letter} {n}", letter=letter, n=number(row[letter] * months))
        for letter in _SHADES
        if row[letter]
    ]
    words = {"name": row["name"], "checks": listed(counts)}
    if missing(row["distance"]):
        return _("{name} {checks}.", **words)
    points = number(100 * row["distance"], 2)
    return _("{name} {checks}, {points} points from the limit.", points=points, **words)
