"""The chart of the customers at the boundary: their classes in all draws, and the distance to the limit."""

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
from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.certainty import NONE
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.certainty.result import Certainty
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
    """Draw, for each customer at the boundary, the classes it is put into when one month is left out.

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
        return empty(classification, _title(classification, certainty))
    frame = certainty.boundary.head(DRAWN)
    names = classification.classes.set_index("customer_id")["customer_name"]
    frame = frame.assign(name=[short_name(names[one], _NAME_ROOM) for one in frame["customer_id"]])
    figure, (bars, dots) = canvas(7.2, 1.75 + _ROW * len(frame), cols=2, sharey=True, width_ratios=[2.6, 1])
    _bars(bars, frame, len(certainty.months))
    _dots(dots, frame, classification.rule.band)
    bars.set_yticks(range(len(frame)), [_("{name}, {letter}", name=row.name, letter=row.letter)
                                        for row in _labels(frame)], fontsize=8)  # fmt: skip
    bars.set_ylim(len(frame) - 0.4, -0.6)
    rule = " ".join(
        filter(None, [_rule(classification, certainty), _not_drawn(certainty.n_boundary - len(frame))])
    )
    finish(
        figure,
        title=_title(classification, certainty),
        source=sentences.source_line(classification),
        rule=rule,
    )
    return Chart(figure, _alt(classification, certainty, frame))


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
    axes.set_xlabel(ngettext("Draws, of {n}", "Draws, of {n}", months))
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


def _title(classification: Classification, certainty: Certainty) -> str:
    """Return the title: how many customers change class without a month, and how many are near a limit."""
    words = {"points": sentences.points(classification.rule), "near": number(certainty.near_limit)}
    if not certainty.can_tell:
        return certainty.sentences[0]
    if not certainty.changing and certainty.one_month:
        return ngettext(
            "{n} customer has a class by a single month only; leaving out any other changes no class.",
            "{n} customers have a class by a single month only; leaving out any other changes no class.",
            certainty.one_month,
        )
    if not certainty.n_boundary:
        return _("No class hangs on a single month, and no customer is within {points} points of a limit.",
                 **words)  # fmt: skip
    if not certainty.changing:
        return ngettext(
            "No class hangs on a single month; {near} customer is within {points} points of a limit.",
            "No class hangs on a single month; {near} customers are within {points} points of a limit.",
            certainty.near_limit,
            **words,
        )
    changing = ngettext(
        "{count} of {total} customers changes class when one month is left out",
        "{count} of {total} customers change class when one month is left out",
        certainty.changing,
        count=number(certainty.changing),
        total=number(certainty.customers),
    )
    if not certainty.near_limit:
        return f"{changing}."
    near = ngettext(
        "{near} more is within {points} points of a limit",
        "{near} more are within {points} points of a limit",
        certainty.near_limit,
        **words,
    )
    return f"{changing}; {near}."


def _rule(classification: Classification, certainty: Certainty) -> str:
    return _(
        "Name, class of the whole window; bars: classes of the {n} draws, each without one month; dots: "
        "share points beyond (right) or before (left) the nearest limit, {points} either side shaded.",
        n=len(certainty.months),
        points=sentences.points(classification.rule),
    )


def _not_drawn(left: int) -> str:
    return (
        ngettext(
            "The least sure are drawn; {n} more is not.", "The least sure are drawn; {n} more are not.", left
        )
        if left > 0
        else ""
    )


def _alt(classification: Classification, certainty: Certainty, frame: pd.DataFrame) -> str:
    lines = "; ".join(_said(row, len(certainty.months)) for row in frame.to_dict("records"))
    parts = [_title(classification, certainty), _("Draws by class: {lines}.", lines=lines)]
    return " ".join(filter(None, [*parts, _not_drawn(certainty.n_boundary - len(frame))]))


def _said(row: dict, months: int) -> str:
    draws = ", ".join(
        f"{_('none') if letter == NONE else letter} {number(row[letter] * months)}"
        for letter in _SHADES
        if row[letter]
    )
    if row["distance"] != row["distance"]:
        return _("{name} {draws}", name=row["name"], draws=draws)
    return _(
        "{name} {draws}, {points} points from the limit",
        name=row["name"],
        draws=draws,
        points=number(100 * row["distance"], 2),
    )
