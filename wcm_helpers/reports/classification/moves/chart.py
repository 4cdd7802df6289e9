"""Who moves between the classes: what pushed each across the limit, and the strip of its classes."""

import pandas as pd

from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.strip import draw_strip
from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    GREY,
    INK,
    LIGHT,
    Chart,
    amounts,
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

#: So many movers are drawn, the weightiest of those that moved first; the table holds them all.
SHOWN = 12
_LOOK = {
    "own": {"facecolor": ACCENT},
    "others": {"facecolor": GREY},
    "rule": {"facecolor": LIGHT, "hatch": "///", "edgecolor": INK},
    "correction": {"facecolor": "white", "hatch": "...", "edgecolor": INK},
}


def pushed(found: Classification) -> pd.DataFrame:
    """Return the movers whose way across a limit can be drawn: those with a class before and now."""
    frame = found.moves
    both = frame["official_before"].notna() & frame["computed"].notna()
    told = both & frame["own"].notna()
    return frame[told & ~frame["official_reason"].isin(["override", "expired", "recorded"])]


@defaults()
def draw(found: Classification) -> Chart:
    """Draw by how much each mover's room to its limit changed, and what changed it.

    Parameters
    ----------
    found : Classification
        The month's review.

    Returns
    -------
    Chart
        Bars to the right of zero push up, to the left down; the ring is the sum. One line of text when nobody
        is moving.
    """
    told = pushed(found)
    if told.empty:
        return empty(found, _("Nobody is being pushed across a limit."))
    shown = told.iloc[:SHOWN]
    figure, axes = canvas(7.2, 1.8 + 0.24 * len(shown))
    causes = [cause for cause in CAUSES if shown[cause].any()] or ["own"]
    for place, row in enumerate(shown.to_dict("records")):
        reach = {"up": 0, "down": 0}
        for cause in causes:
            side = "up" if row[cause] > 0 else "down"
            axes.barh(place, row[cause], 0.62, left=reach[side], linewidth=0.4, zorder=2, **_LOOK[cause])
            reach[side] += row[cause]
        total = row["after"] - row["before"]
        axes.plot(total, place, "o", markerfacecolor="white", color=INK, markersize=5, zorder=4)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=3)
    names = [f"{short_name(row['customer_name'])}  {step(row)}" for row in shown.to_dict("records")]
    axes.set_yticks(range(len(shown)), names)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.margins(x=0.06)
    axes.xaxis.set_major_formatter(amounts())
    axes.xaxis.get_major_locator().set_params(nbins=6)
    unit = sentences.measure(found.rule, found.currency).unit
    axes.set_xlabel(_("Change of the room to the limit, {unit} (ring: sum)", unit=unit))
    _key(axes, causes)
    title = _title(told)
    rule = " ".join([_("Right of zero pushes up, left of it down."), _cut_words(told)]).strip()
    finish(figure, title=title, source=sentences.source_line(found), rule=rule)
    return Chart(figure, _alt(title, shown, causes))


def step(row: dict[str, object]) -> str:
    """Return the move drawn: from the official class before to the class by the rule."""
    old = row["computed_before"] if row["state"] == "returned" else row["official_before"]
    return _("{old} → {new}", old=old or "–", new=row["computed"] or "–")


def _key(axes, causes: list[str]) -> None:
    from matplotlib.patches import Patch

    patches = [Patch(label=cause_words()[cause], linewidth=0.4, **_LOOK[cause]) for cause in causes]
    axes.legend(
        handles=patches, loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, fontsize=8.5,
        borderaxespad=0.2, handlelength=1.2,
    )  # fmt: skip


def cause_words() -> dict[str, str]:
    """Return the causes of a move, as they are named on charts and in tables."""
    return {
        "own": _("own change"),
        "others": _("others' change"),
        "rule": _("changed rule"),
        "correction": _("corrected data"),
    }


def _title(told: pd.DataFrame) -> str:
    weight = told[list(CAUSES)].abs()
    own = int((weight["own"] >= weight[["others", "rule", "correction"]].max(axis=1)).sum())
    if own == len(told):
        return ngettext(
            "It is its own change that moves the customer on the move.",
            "It is their own change that moves all {n} customers on the move.",
            len(told),
        )
    return ngettext(
        "{own} of {n} customer on the move is moved mainly by its own change.",
        "{own} of {n} customers on the move are moved mainly by their own change.",
        len(told),
        own=number(own),
    )


def _alt(title: str, shown: pd.DataFrame, causes: list[str]) -> str:
    told = [
        _(
            "{name} {move}: {parts}",
            name=row["customer_name"],
            move=step(row),
            parts=listed([f"{cause_words()[c]} {signed(short_amount(row[c]), row[c])}" for c in causes]),
        )
        for row in shown.to_dict("records")
    ]
    return _("{title} {list}.", title=title, list="; ".join(told))


@defaults()
def strip(found: Classification) -> Chart:
    """Draw each mover's class by the rule in every month told, and the official class as a line under it.

    Parameters
    ----------
    found : Classification
        The month's review.

    Returns
    -------
    Chart
        The figure with a letter in every cell, and the same in words; one line of text when nobody moves.
    """
    if found.moves.empty:
        return empty(found, _("Nobody is moving between the classes."))
    shown = found.moves.iloc[:SHOWN]
    table = found.strip.reindex(shown["customer_id"])
    official = found.official.path.official.reindex(index=shown["customer_id"], columns=table.columns)
    figure, axes = canvas(7.2, 1.4 + 0.25 * len(shown))
    draw_strip(
        axes,
        table.to_numpy(),
        official.to_numpy(),
        rows=[short_name(name) for name in shown["customer_name"]],
        columns=list(table.columns),
        shades=CLASS_SHADES,
    )
    said = _("Letters: by the rule; line under them: official. No letter: no activity in that window.")
    rule = " ".join([said, _cut_words(found.moves)]).strip()
    title = ngettext("The mover's class, month by month", "The movers' classes, month by month", len(shown))
    finish(figure, title=title, source=sentences.source_line(found), rule=rule)
    told = [
        _("{name} {letters}, official {official}", name=name, letters=_run(row), official=_run(held))
        for name, row, held in zip(shown["customer_name"], table.to_numpy(), official.to_numpy(), strict=True)
    ]
    alt = _(
        "Classes from {first} to {last}: {list}.",
        first=table.columns[0],
        last=table.columns[-1],
        list="; ".join(told),
    )
    return Chart(figure, alt)


def _run(letters: object) -> str:
    return " ".join(letter if isinstance(letter, str) else "–" for letter in letters)


def _cut_words(told: pd.DataFrame) -> str:
    """Say when not every mover is drawn."""
    more = len(told) - SHOWN
    if more <= 0:
        return ""
    return ngettext(
        "The first {shown} of the table are drawn; {n} more is in it.",
        "The first {shown} of the table are drawn; {n} more are in it.",
        more,
        shown=SHOWN,
    )
