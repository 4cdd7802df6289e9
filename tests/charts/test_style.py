import ast
import itertools
import os
import subprocess
import sys
import warnings

import matplotlib
import pytest

from wcm_helpers.charts import style
from wcm_helpers.core import words
from wcm_helpers.core.paths import ROOT


@style.defaults()
def bars(names=("Acme", "Beta"), title="Two customers bring everything"):
    figure, axes = style.canvas()
    axes.barh(list(names), range(1, len(names) + 1))
    axes.set_xlabel("Revenue, CNY")
    return style.finish(figure, title=title, source="Source: billing", rule="Rule: class A to 80 %")


def extent(figure, gid):
    (text,) = (text for text in figure.texts if text.get_gid() == gid)
    return text.get_window_extent()


@pytest.mark.parametrize("words", [5, 30, 80])
def test_title_chart_and_source_never_overlap(words):
    figure = bars(title=" ".join(["finding"] * words))
    figure.savefig("/dev/null", format="svg")  # lays the figure out
    inner = figure.axes[0].get_tightbbox()
    assert extent(figure, "title").y0 > inner.y1
    assert extent(figure, "source").y1 < inner.y0


@pytest.mark.parametrize(
    "text",
    [
        "MMMM WWWW " * 15,
        "华东零售有限公司，" * 20,
        "revenue of the largest " * 15,
        "Łódź MAMMOTH revenue " * 12,
    ],
)
def test_a_long_title_stays_inside_the_figure(text):
    figure = bars(title=text)
    assert extent(figure, "title").x1 <= figure.bbox.x1


@pytest.mark.parametrize(("language", "title"), [("en", 'Say "yes": it\'s'), ("zh", "Say “yes”: it’s")])
def test_round_quotation_marks_are_drawn_in_chinese_only(language, title):
    words.use(language)
    try:
        figure = style.finish(style.canvas()[0], title="Say “yes”: it’s")
    finally:
        words.use("en")
    assert [text.get_text() for text in figure.texts] == [title]


def test_no_line_begins_with_a_closing_mark():
    lines = style.wrapped("华东零售有限公司，" * 20, 4, 11).split("\n")
    assert len(lines) > 2
    assert not [line for line in lines if line.startswith("，")]


def test_hostile_and_chinese_names_are_drawn_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = style.svg(bars(["Deal $x_$ \\frac", "华东零售", "a\u202ejpg", "\ue000", "𠮷"]))
    assert svg.startswith("<svg ")


def test_what_is_written_outside_the_house_style_is_no_formula_either():
    figure, axes = style.canvas()
    axes.annotate("Deal $x_$ \\frac 华东", (0, 0))
    assert style.svg(style.finish(figure, title="t")).startswith("<svg ")


def test_labels_written_at_drawing_time_show_hidden_characters():
    figure = bars(["a\u202ejpg"])
    figure.canvas.draw()
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["a⟨U+202E⟩jpg"]


def test_accented_letters_are_drawn_whole():
    figure = bars(["Łódź", "华东"], title="Łódź 华东")
    figure.canvas.draw()
    (title,) = (text for text in figure.texts if text.get_gid() == "title")
    labels = figure.axes[0].get_yticklabels()
    assert [text.get_fontfamily()[0] for text in (title, *labels)] == ["DejaVu Sans"] * 3
    assert figure.axes[0].get_xticklabels()[0].get_fontfamily()[0] == "Noto Sans SC"


def test_the_same_figure_is_the_same_bytes():
    assert style.svg(bars()) == style.svg(bars())


def test_drawing_changes_no_setting_and_leaves_no_figure_open():
    before = dict(matplotlib.rcParams)
    style.svg(bars())
    assert dict(matplotlib.rcParams) == before
    assert not matplotlib._pylab_helpers.Gcf.figs


USERS_OWN = "font.size: 30\ntext.usetex: True\nsvg.fonttype: none\nlines.linewidth: 9\nsavefig.bbox: tight\n"


def test_the_users_own_settings_of_matplotlib_change_no_chart(tmp_path):
    (tmp_path / "matplotlibrc").write_text(USERS_OWN, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "MATPLOTLIBRC"}
    code = (
        "import sys, matplotlib; from tests.charts.test_style import bars, style; "
        "assert matplotlib.rcParams['font.size'] == 30; sys.stdout.write(style.svg(bars()))"
    )
    drawn = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**env, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert drawn.stdout == style.svg(bars())


def test_every_chart_is_drawn_from_matplotlibs_own_defaults():
    drawing = {
        f"{path.relative_to(ROOT)}:{node.name}": [ast.unparse(one) for one in node.decorator_list]
        for path in (ROOT / "wcm_helpers").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name != "canvas" and "canvas(" in ast.unparse(node)
    }
    assert drawing
    assert [
        name for name, decorators in drawing.items() if not {"defaults()", "style.defaults()"} & {*decorators}
    ] == []


def test_shades_stay_in_order_on_a_grey_printer():
    grey = [style.luminance(shade) for shade in style.CLASS_SHADES.values()]
    assert all(lighter - darker > 0.12 for darker, lighter in itertools.pairwise(grey))


@pytest.mark.parametrize("shade", style.CLASS_SHADES.values())
def test_text_on_a_shade_can_be_read(shade):
    light, dark = sorted(
        [style.luminance(shade), style.luminance(style.text_on(shade).replace("white", "#fff"))]
    )
    assert (dark + 0.05) / (light + 0.05) >= 3.5


def test_no_text_is_too_small_for_a_phone():
    # 7.2 inches are 518.4 points; on a phone they are 640 pixels wide, and 9 pixels are 7.29 points.
    figure, axes = style.canvas(7.2, 3)
    small = axes.annotate("A 91.0%", (0.5, 0.5), fontsize=6)
    large = axes.annotate("B 93.4%", (0.5, 0.4), fontsize=10)
    style.finish(figure, title="Served worse")
    assert 9 * 518.4 / 640 <= small.get_fontsize() < 8
    assert large.get_fontsize() == 10
