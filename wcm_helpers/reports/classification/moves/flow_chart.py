"""The official classes over time: how many customers each held, and who went from one to another."""

import numpy as np
import pandas as pd

from wcm_helpers.charts.style import (
    ACCENT,
    CLASS_SHADES,
    LIGHT,
    TEXT,
    Chart,
    canvas,
    defaults,
    finish,
    text_on,
)
from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.words import _
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.moves.migration import NOBODY, flows
from wcm_helpers.reports.classification.result import Classification

_SHADES = {**CLASS_SHADES, NOBODY: "#ffffff"}
_BAR, _GAP, _LEAST = 0.36, 0.012, 0.04


@defaults()
def draw(found: Classification) -> Chart:
    """Draw the official classes over two years at most, in even steps, and the streams between them.

    Parameters
    ----------
    found : Classification
        The month's review; from five customers to many thousands, the picture has the same few shapes.

    Returns
    -------
    Chart
        Height is customers; streams between classes are dark, those that stay light. One line of text where
        there are not two months to compare.
    """
    months, steps = flows(found.official)
    if not steps:
        return empty(found, _("The history is too short to show how the classes developed."))
    figure, axes = canvas(7.2, 3.9)
    counts = [steps[0].sum(axis=1), *(step.sum(axis=0) for step in steps)]
    total = int(counts[0].sum())
    tops = [_tops(count, total) for count in counts]
    for place, step in enumerate(steps):
        _streams(axes, place, step, tops[place], tops[place + 1], total)
    for place, count in enumerate(counts):
        _bar(axes, place, count, tops[place], total)
    axes.set_xlim(-0.6 * _BAR, len(months) - 1 + 0.6 * _BAR)
    axes.set_ylim(-0.01, 1 + 4 * _GAP + 0.01)
    axes.invert_yaxis()
    axes.set_xticks(range(len(months)), months)
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_ylabel(_("Customers by official class"))
    moved = [int(step.to_numpy().sum() - np.diag(step).sum()) for step in steps]
    title = _title(months, counts, moved)
    rule = _("Dark streams change class, light ones stay; “–”: no activity in that window.")
    finish(figure, title=title, source=sentences.source_line(found), rule=rule)
    return Chart(figure, _alt(title, months, counts))


def _tops(count: pd.Series, total: int) -> pd.Series:
    """Return where each class begins, from the top, with a gap between classes."""
    shares = count / total
    return shares.cumsum() - shares + _GAP * np.arange(len(shares))


def _bar(axes, place: int, count: pd.Series, top: pd.Series, total: int) -> None:
    for letter, n in count.items():
        if not n:
            continue
        height, shade = n / total, _SHADES[letter]
        axes.bar(
            place, height, _BAR, bottom=top[letter], color=shade, edgecolor=TEXT, linewidth=0.5, zorder=3
        )
        if height >= _LEAST:
            axes.text(
                place, top[letter] + height / 2, f"{letter} {number(n)}", ha="center", va="center",
                fontsize=7.5, color=text_on(shade), zorder=4,
            )  # fmt: skip


def _streams(axes, place: int, step: pd.DataFrame, left: pd.Series, right: pd.Series, total: int) -> None:
    """Draw the streams from one month's bar to the next; those that stay first, under the others."""
    out, into = left.copy(), right.copy()
    x = np.linspace(place + _BAR / 2, place + 1 - _BAR / 2, 24)
    bend = (1 - np.cos(np.pi * np.linspace(0, 1, 24))) / 2
    for before in step.index:
        for after in step.columns:
            height = step.loc[before, after] / total
            if height:
                low, high = out[before], into[after]
                path = low + (high - low) * bend
                stays = before == after
                axes.fill_between(
                    x, path, path + height, linewidth=0, zorder=1 if stays else 2,
                    color=LIGHT if stays else ACCENT, alpha=1.0 if stays else 0.55,
                )  # fmt: skip
                out[before] += height
                into[after] += height


def _title(months: list[str], counts: list[pd.Series], moved: list[int]) -> str:
    words = {
        "since": month_name(months[0]),
        "first": number(counts[0]["A"]),
        "last": number(counts[-1]["A"]),
    }
    if sum(moved) == 0:
        return _("Nobody stands in another official class than in {since}.", **words)
    return _("Class A held {first} customers in {since} and holds {last} now.", **words)


def _alt(title: str, months: list[str], counts: list[pd.Series]) -> str:
    told = [
        _(
            "{month}: {counts}",
            month=month,
            counts=", ".join(f"{letter} {number(n)}" for letter, n in count.items() if n),
        )
        for month, count in zip(months, counts, strict=True)
    ]
    return _("{title} Customers by official class: {list}.", title=title, list="; ".join(told))
