"""A compact SVG draws what the long one draws."""

import re

import pytest
from matplotlib.figure import Figure

from wcm_helpers.charts.compact import compact


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ('<g id="xtick_1"> <g id="title"> </g> </g>', '<g><g id="title"></g></g>'),
        ('<path d="M -1.23456 2 L 0.015625 40 Q 1 2 3 4 z "/>', '<path d="M-1.23 2L0.015625 40Q1 2 3 4z"/>'),
        ('<g clip-path="url(#p12ab)" transform="scale(0.015625)"/>',) * 2,
        (
            '<g transform="translate(1.23456 2) scale(0.085)"/>',
            '<g transform="translate(1.23 2) scale(0.085)"/>',
        ),
    ],
)
def test_what_is_shortened(long, short):
    assert compact(long) == short


def test_the_glyphs_of_two_fonts_stay_apart():
    fonts = ("DejaVuSans", "DejaVuSans-Bold", "NotoSansSC-Regular")
    glyphs = "".join(f'<path id="{font}-4f" d="M 0 0"/>' for font in fonts)
    uses = "".join(f'<use xlink:href="#{font}-4f" transform="translate(60.703125 0)"/>' for font in fonts)
    short = compact(f"<svg>{glyphs}{uses}</svg>")
    assert re.findall(r'<path id="(\w+)"', short) == ["h4f", "g4f", "f4f"]
    assert re.findall(r'<use xlink:href="#(\w+)" x="60.70"/>', short) == ["h4f", "g4f", "f4f"]


def test_every_name_that_is_used_is_still_there(tmp_path):
    figure = Figure()
    axes = figure.subplots()
    axes.scatter([1, 2], [1, 2], s=[9, 20])
    axes.plot([1, 2], [1, 3], marker="o")
    axes.fill_between([1, 2], [1, 1], [2, 2])
    figure.savefig(tmp_path / "x.svg")
    svg = compact(re.sub(r"\s*\n\s*", " ", (tmp_path / "x.svg").read_text(encoding="utf-8")))
    used = set(re.findall(r'(?:href="|url\()#([^")]*)', svg))
    assert len(used) > 5
    assert used <= set(re.findall(r' id="([^"]*)"', svg))
