"""The movers between the classes: the causes of each change, and the strip of its classes."""

import pandas as pd

from wcm_helpers.charts.diverging import draw_diverging
from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.strip import draw_strip
from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    GREY,
    INK,
    LIGHT,
    Chart,
    canvas,
    defaults,
    finish,
)  # fmt: skip
from wcm_helpers.core.formats import listed, number, short_amount, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.split import CAUSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.result import Classification

#: Greatest number of movers drawn, in the order of the table.
SHOWN = 12
_LOOK = {
    "own": {"facecolor": ACCENT},
    "others": {"facecolor": GREY},
    "rule": {"facecolor": LIGHT, "hatch": "///", "edgecolor": INK},
    "correction": {"facecolor": "white", "hatch": "...", "edgecolor": INK},
}


def explained_movers(result: Classification) -> pd.DataFrame:
    """Return the rows of ``result.moves`` whose change has its parts: a class before and now, not by hand."""
    frame = result.moves
    both = frame["official_before"].notna() & frame["computed"].notna()
    split = both & frame["own"].notna()
    return frame[split & ~frame["official_reason"].isin(["override", "expired", "recorded"])]


@defaults()
def draw(result: Classification) -> Chart:
    """Draw by how much each mover's room to its limit changed, and what changed it.

    Parameters
    ----------
    result : Classification
        The month's review.

    Returns
    -------
    Chart
        Bars right of zero push up, left of it down; the ring is the sum. Without movers one line of text.
    """
    movers = explained_movers(result)
    if movers.empty:
        return empty(result, _("Nobody is being pushed across a limit."))
    drawn = movers.iloc[:SHOWN]
    figure, axes = canvas(7.2, 1.8 + 0.24 * len(drawn))
    causes = [cause for cause in CAUSES if drawn[cause].any()] or ["own"]
    draw_diverging(
        axes,
        {cause: drawn[cause].tolist() for cause in causes},
        (drawn["after"] - drawn["before"]).tolist(),
        rows=[f"{short_name(row['customer_name'])}  {step(row)}" for row in drawn.to_dict("records")],
        labels=cause_words(),
        styles=_LOOK,
    )
    unit = sentences.measure(result.rule, result.currency).unit
    axes.set_xlabel(_("Change of the room to the limit, {unit} (ring: sum)", unit=unit))
    title = _title(movers)
    rule = " ".join([_("Right of zero pushes up, left of it down."), _cut_words(movers)]).strip()
    finish(figure, title=title, source=sentences.source_line(result), rule=rule)
    return Chart(figure, _alt(title, drawn, causes))


def step(row: dict[str, object]) -> str:
    """Return the move drawn: from the official class before to the class by the rule."""
    old = row["computed_before"] if row["state"] == "returned" else row["official_before"]
    return _("{old} → {new}", old=old or "–", new=row["computed"] or "–")


def cause_words() -> dict[str, str]:
    """Return the causes of a move, as they are named on charts and in tables."""
    return {
        "own": _("own change"),
        "others": _("others' change"),
        "rule": _("changed rule"),
        "correction": _("corrected data"),
    }


def _title(movers: pd.DataFrame) -> str:
    weight = movers[list(CAUSES)].abs()
    own = int((weight["own"] >= weight[["others", "rule", "correction"]].max(axis=1)).sum())
    if own == len(movers):
        return ngettext(
            "It is its own change that moves the customer on the move.",
            "It is their own change that moves all {n} customers on the move.",
            len(movers),
        )
    return ngettext(
        "{own} of {n} customer on the move is moved mainly by its own change.",
        "{own} of {n} customers on the move are moved mainly by their own change.",
        len(movers),
        own=number(own),
    )


def _alt(title: str, drawn: pd.DataFrame, causes: list[str]) -> str:
    parts = [
        _(
            "{name} {move}: {parts}",
            name=row["customer_name"],
            move=step(row),
            parts=listed([f"{cause_words()[c]} {signed(short_amount(row[c]), row[c])}" for c in causes]),
        )
        for row in drawn.to_dict("records")
    ]
    return _("{title} {list}.", title=title, list="; ".join(parts))


@defaults()
def strip(result: Classification) -> Chart:
    """Draw each mover's class by the rule month by month, with the official class as a line under it.

    Parameters
    ----------
    result : Classification
        The month's review.

    Returns
    -------
    Chart
        A letter in every cell, and the same in words. Without movers one line of text.
    """
    if result.moves.empty:
        return empty(result, _("Nobody is moving between the classes."))
    drawn = result.moves.iloc[:SHOWN]
    table = result.strip.reindex(drawn["customer_id"])
    official = result.official.path.official.reindex(index=drawn["customer_id"], columns=table.columns)
    figure, axes = canvas(7.2, 1.4 + 0.25 * len(drawn))
    draw_strip(
        axes,
        table.to_numpy(),
        official.to_numpy(),
        rows=[short_name(name) for name in drawn["customer_name"]],
        columns=list(table.columns),
        shades=CLASS_SHADES,
    )
    legend = _("Letters: by the rule; line under them: official. No letter: no activity in that window.")
    rule = " ".join([legend, _cut_words(result.moves)]).strip()
    title = ngettext("The mover's class, month by month", "The movers' classes, month by month", len(drawn))
    finish(figure, title=title, source=sentences.source_line(result), rule=rule)
    lines = [
        _("{name} {letters}, official {official}", name=name, letters=_run(row), official=_run(path))
        for name, row, path in zip(drawn["customer_name"], table.to_numpy(), official.to_numpy(), strict=True)
    ]
    alt = _(
        "Classes from {first} to {last}: {list}.",
        first=table.columns[0],
        last=table.columns[-1],
        list="; ".join(lines),
    )
    return Chart(figure, alt)


def _run(letters: object) -> str:
    return " ".join(letter if isinstance(letter, str) else "–" for letter in letters)


def _cut_words(movers: pd.DataFrame) -> str:
    """Return the sentence that not every mover is drawn; empty if every one is."""
    more = len(movers) - SHOWN
    if more <= 0:
        return ""
    return ngettext(
        "The first {shown} of the table are drawn; {n} more is in it.",
        "The first {shown} of the table are drawn; {n} more are in it.",
        more,
        shown=SHOWN,
    )
