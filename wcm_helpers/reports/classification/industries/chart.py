"""The mosaic of industry × class: how many customers an industry has, and in which classes they are.

The bands lie instead of standing, so that a long name of an industry can be read beside its band.
"""

from typing import Any

import pandas as pd

from wcm_helpers.charts.labels import percent_ticks, short_name
from wcm_helpers.charts.style import ACCENT, CLASS_SHADES, INK, Chart, canvas, defaults, finish, text_on
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.clusters.chart import apart
from wcm_helpers.reports.classification.industries.analysis import Industries
from wcm_helpers.reports.classification.result import Classification

_LETTERS = CLASSES[:3]
_MARKS = [f"mark_{letter}" for letter in _LETTERS]
_LOWEST, _HIGHEST = 2.4, 6.0  # inches all bands take together
_LABEL = 0.19  # inches of height a label needs
_LETTER = 0.016  # of the width, that a letter in a cell needs


@defaults()
def draw(found: Classification, told: Industries) -> Chart:
    """Draw each industry as a band as high as it has customers, cut into its shares of A, B and C.

    What is too low for a label is drawn together with the other industries, unless something is beyond chance
    there.

    Parameters
    ----------
    found : Classification
        The month's review.
    told : Industries
        What ``analysis.industries.find`` told of it.

    Returns
    -------
    Chart
        The figure, and the same numbers in words; the reason in words where nothing can be told.
    """
    if told.reason:
        return empty(found, _("Cannot tell."))._replace(alt=told.reason)
    bands, height, merged = _bands(told.table)
    figure, axes = canvas(7.2, height + 1.7)
    overall = bands["A"].sum() / bands["customers"].sum()
    for band in bands.to_dict("records"):
        _draw_band(axes, band, height, overall)
    _draw_overall(axes, overall)
    places = apart((bands["top"] + bands["height"] / 2).tolist(), _LABEL / height, 1.0)
    axes.set_yticks(places, [_band_label(row) for row in bands.to_dict("records")])
    for place, row in zip(places, bands.to_dict("records"), strict=True):
        axes.annotate(
            _beyond(row), (1, place), (6, 0), textcoords="offset points", va="center", fontsize=8.5,
            color=ACCENT, annotation_clip=False,
        )  # fmt: skip
    axes.set(xlim=(0, 1), ylim=(1, 0))
    axes.spines[:].set_visible(False)
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.tick_params(length=0)
    axes.set_xlabel(_("Share of the industry's customers in each class, % (height of a band: customers)"))
    finish(figure, title=told.headline, source=sentences.source_line(found), rule=_rule(told, merged))
    return Chart(figure, _alt(told, bands))


def _bands(table: pd.DataFrame) -> tuple[pd.DataFrame, float, int]:
    """Return what is drawn, one row a band, the height of all in inches, and how many were put together."""
    tested = table[table["kind"] != "blank"]
    total = tested["customers"].sum()
    height = float(min(_HIGHEST, max(_LOWEST, _LABEL * total / tested["customers"].min())))
    low = (tested["customers"] * height < _LABEL * total) & (tested[_MARKS] == "").all(axis=1)
    merged = int((low & (tested["kind"] == "industry")).sum())
    bands = tested
    if low.sum() > 1:
        together = tested.loc[low, ["customers", *_LETTERS]].sum().to_dict()
        together |= {"industry": _("other industries"), **dict.fromkeys(_MARKS, "")}
        bands = pd.concat([tested[~low], pd.DataFrame([together])], ignore_index=True)
    else:
        merged = 0
    shares = bands["customers"] / total
    return bands.assign(height=shares, top=shares.cumsum() - shares), height, merged


def _draw_band(axes: Any, band: dict[str, Any], height: float, overall: float) -> None:
    left = 0.0
    for letter in _LETTERS:
        share = band[letter] / band["customers"]
        shade = CLASS_SHADES[letter]
        middle = band["top"] + band["height"] / 2
        axes.barh(
            middle, share, left=left, height=band["height"], color=shade, edgecolor="white", linewidth=1.2
        )
        said = f"{band[f'mark_{letter}']} {letter} {number(band[letter])}".strip()
        room = _LETTER * (len(said) + 1)
        start, end = _clear_of(overall, left, left + share, room)
        if end - start >= room and band["height"] * height >= _LABEL * 0.8:
            axes.text(
                (start + end) / 2, middle, said, ha="center", va="center", fontsize=8, color=text_on(shade)
            )
        left += share


def _clear_of(line: float, left: float, right: float, room: float) -> tuple[float, float]:
    """Return the part of a cell its text is centred in: all of it, unless a line would cross the text."""
    if abs((left + right) / 2 - line) > room / 2:
        return left, right
    return (line, right) if right - line >= line - left else (left, line)


def _draw_overall(axes: Any, overall: float) -> None:
    """Draw the share of class A among all, to hold the bands against."""
    axes.plot([overall, overall], [0, 1], color="white", linewidth=2.4, zorder=4)
    axes.plot([overall, overall], [0, 1], color=INK, linewidth=1, linestyle=(0, (4, 3)), zorder=5)
    axes.annotate(
        _("A among all: {share}", share=percent(overall, 0)), (overall, 0), (0, 3),
        textcoords="offset points", ha="left" if overall < 0.2 else "right" if overall > 0.8 else "center",
        va="bottom", fontsize=8, color=INK, annotation_clip=False,
    )  # fmt: skip


def _band_label(band: dict[str, Any]) -> str:
    return _("{industry}  {n}", industry=short_name(band["industry"], 26), n=number(band["customers"]))


def _beyond(band: dict[str, Any]) -> str:
    """Return what of a band is beyond chance, for the eye that looks for it and the cell too small to say."""
    return "  ".join(f"{band[f'mark_{letter}']} {letter}" for letter in _LETTERS if band[f"mark_{letter}"])


def _rule(told: Industries, merged: int) -> str:
    said = [told.rules[0][1]]
    if merged:
        said.append(
            ngettext(
                "{n} more industry is drawn with the others.",
                "{n} more industries are drawn with the others.",
                merged,
            )
        )
    if told.blank:
        said.append(
            ngettext(
                "{count} customer without an industry is not drawn.",
                "{count} customers without an industry are not drawn.",
                told.blank, count=number(told.blank),
            )
        )  # fmt: skip
    return " ".join(said)


def _alt(told: Industries, bands: pd.DataFrame) -> str:
    lines = [
        _(
            "{industry} {n}: {classes}",
            industry=band["industry"],
            n=number(band["customers"]),
            classes=", ".join(
                f"{letter} {number(band[letter])}{band[f'mark_{letter}']}" for letter in _LETTERS
            ),
        )
        for band in bands.to_dict("records")
    ]
    return _(
        "Mosaic of industry and class. {finding} Customers by industry and class: {list}.",
        finding=told.headline,
        list="; ".join(lines),
    )
