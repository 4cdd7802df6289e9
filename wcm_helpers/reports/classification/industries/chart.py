"""The mosaic of industry × class: the customers of each industry, and their classes.

The bands are horizontal, so that a long name of an industry can be read beside its band.
"""

from typing import Any

import pandas as pd

from wcm_helpers.charts.labels import percent_ticks, short_name, space_out
from wcm_helpers.charts.style import ACCENT, CLASS_SHADES, INK, Chart, canvas, defaults, finish, text_on
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.chart_parts import empty
from wcm_helpers.reports.classification.industries import sentences as industry_sentences
from wcm_helpers.reports.classification.industries.result import Industries
from wcm_helpers.reports.classification.result import Classification

_LETTERS = CLASSES[:3]
_MARKS = [f"mark_{letter}" for letter in _LETTERS]
_LOWEST, _HIGHEST = 1.6, 3.0  # inches all bands take together: with the table they fill half a page
_LABEL = 0.19  # inches of height a label needs
_LETTER = 0.016  # of the width, that a letter in a cell needs


@defaults()
def draw(classification: Classification, industries: Industries) -> Chart:
    """Draw each industry as a band as high as it has customers, cut into its shares of A, B and C.

    A band too low for a label is drawn together with the other industries, unless one of its shares is
    marked.

    Parameters
    ----------
    classification : Classification
        Of the month under review.
    industries : Industries
        As ``analysis.analyse_industries`` returns it.

    Returns
    -------
    Chart
        The figure, and the same numbers in words; the reason in words where nothing can be tested.
    """
    if industries.reason:
        return empty(industry_sentences.reason(industries))
    bands, height, merged = _bands(industries.table)
    figure, axes = canvas(7.2, height + 1.7)
    overall = bands["A"].sum() / bands["customers"].sum()
    for band in bands.to_dict("records"):
        _draw_band(axes, band, height, overall)
    _draw_overall(axes, overall)
    places = space_out((bands["top"] + bands["height"] / 2).tolist(), _LABEL / height, 1.0)
    axes.set_yticks(places, [_band_label(row) for row in bands.to_dict("records")])
    for place, row in zip(places, bands.to_dict("records"), strict=True):
        axes.annotate(
            _marked(row), (1, place), (6, 0), textcoords="offset points", va="center", fontsize=8.5,
            color=ACCENT, annotation_clip=False,
        )  # fmt: skip
    axes.set(xlim=(0, 1), ylim=(1, 0))
    axes.spines[:].set_visible(False)
    axes.xaxis.set_major_formatter(percent_ticks())
    axes.tick_params(length=0)
    axes.set_xlabel(_("Share of the industry's customers in each class, %; height: number of customers"))
    finish(
        figure,
        title=industry_sentences.findings(industries)[0],
        source=sentences.source_line(classification),
        rule=_rule(industries, merged),
    )
    return Chart(figure, _alt(industries, bands))


def _bands(table: pd.DataFrame) -> tuple[pd.DataFrame, float, int]:
    """Return one row a band, the height of all in inches, and how many industries were drawn together."""
    tested = table[table["kind"] != "blank"]
    total = tested["customers"].sum()
    height = float(min(_HIGHEST, max(_LOWEST, _LABEL * total / tested["customers"].min())))
    low = (tested["customers"] * height < _LABEL * total) & (tested[_MARKS] == "").all(axis=1)
    merged = int((low & (tested["kind"] == "industry")).sum())
    bands = tested
    if low.sum() > 1:
        together = tested.loc[low, ["customers", *_LETTERS]].sum().to_dict()
        together |= {"industry": "", "kind": "other", **dict.fromkeys(_MARKS, "")}
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
        label = f"{band[f'mark_{letter}']} {letter} {number(band[letter])}".strip()
        room = _LETTER * (len(label) + 1)
        start, end = _clear_of(overall, left, left + share, room)
        if end - start >= room and band["height"] * height >= _LABEL * 0.8:
            axes.text(
                (start + end) / 2, middle, label, ha="center", va="center", fontsize=8, color=text_on(shade)
            )
        left += share


def _clear_of(line: float, left: float, right: float, room: float) -> tuple[float, float]:
    """Return the part of a cell its text is centred in: all of it, unless a line would cross the text."""
    if abs((left + right) / 2 - line) > room / 2:
        return left, right
    return (line, right) if right - line >= line - left else (left, line)


def _draw_overall(axes: Any, overall: float) -> None:
    """Draw the share of class A among all customers as a reference line."""
    axes.plot([overall, overall], [0, 1], color="white", linewidth=2.4, zorder=4)
    axes.plot([overall, overall], [0, 1], color=INK, linewidth=1, linestyle=(0, (4, 3)), zorder=5)
    axes.annotate(
        _("Class A in all industries: {share}", share=percent(overall, 0)), (overall, 0), (0, 3),
        textcoords="offset points", ha="left" if overall < 0.2 else "right" if overall > 0.8 else "center",
        va="bottom", fontsize=8, color=INK, annotation_clip=False,
    )  # fmt: skip


def _band_label(band: dict[str, Any]) -> str:
    name = industry_sentences.label(band["kind"], band["industry"])
    return _("{industry}  {n}", industry=short_name(name, 26), n=number(band["customers"]))


def _marked(band: dict[str, Any]) -> str:
    """Return the marked classes of a band, also those whose cell is too small for a label."""
    return "  ".join(f"{band[f'mark_{letter}']} {letter}" for letter in _LETTERS if band[f"mark_{letter}"])


def _rule(industries: Industries, merged: int) -> str:
    drawn_together = ngettext(
        "{n} more industry is drawn with the others.",
        "{n} more industries are drawn with the others.",
        merged,
    )
    not_drawn = ngettext(
        "{n} customer without an industry is not drawn.",
        "{n} customers without an industry are not drawn.",
        industries.blank,
    )
    return joined(
        [
            industry_sentences.marks(),
            drawn_together if merged else "",
            not_drawn if industries.blank else "",
        ]
    )


def _alt(industries: Industries, bands: pd.DataFrame) -> str:
    lines = [
        ngettext(
            "{industry}: {count} customer; A {a}, B {b}, C {c}.",
            "{industry}: {count} customers; A {a}, B {b}, C {c}.",
            band["customers"],
            industry=industry_sentences.label(band["kind"], band["industry"]),
            count=number(band["customers"]),
            **{letter.lower(): number(band[letter]) + band[f"mark_{letter}"] for letter in _LETTERS},
        )
        for band in bands.to_dict("records")
    ]
    finding = industry_sentences.findings(industries)[0]
    return joined([_("Mosaic of industry and class."), finding, *lines])
