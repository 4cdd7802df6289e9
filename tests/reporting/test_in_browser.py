"""Pages in a real browser: what a reader sees on a desk, a tablet and a phone, and what never runs."""

import re
from contextvars import copy_context

import nbformat
import pandas as pd
import pytest

from tests.browser import Browser, needs_browser
from tests.reporting.executed import HOSTILE, cell, notebook
from tests.reporting.group_runs import published, run, share
from wcm_helpers.core import words
from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.reporting import blocks, page
from wcm_helpers.reporting.group_pages import write_group_pages
from wcm_helpers.reporting.tables import Column, table
from wcm_helpers.reports import REPORTS

pytestmark = needs_browser

WIDTHS = (1280, 768, 390)


@pytest.fixture(scope="module")
def browser():
    opened = Browser()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The stored reports of the invented warehouse as pages."""
    folder = tmp_path_factory.mktemp("pages")
    for report in REPORTS.values():
        stored = nbformat.read(NOTEBOOKS / report.notebook, as_version=4)
        (folder / f"{report.name}.html").write_text(page.render(stored), encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", list(REPORTS))
def test_no_page_is_wider_than_its_window(browser, pages, name, width):
    browser.resize(width)
    browser.open(pages / f"{name}.html")
    assert browser.run("document.documentElement.scrollWidth") == width
    clipped = """[...document.querySelectorAll('main *')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && box.right > innerWidth + 1 && !e.closest('.wcm-scroll, .wcm-chart, .wcm-plain');
    }).length"""
    assert browser.run(clipped) == 0


@pytest.mark.parametrize("name", list(REPORTS))
def test_decisions_begin_on_the_first_screen_of_a_phone(browser, pages, name):
    browser.resize(390, 844)
    browser.open(pages / f"{name}.html")
    assert browser.run("document.querySelector('.wcm-actions li').getBoundingClientRect().bottom") < 844


@pytest.mark.parametrize("name", list(REPORTS))
def test_the_ticks_of_charts_have_nine_pixels_on_a_phone(browser, pages, name):
    browser.resize(390, 844)
    browser.open(pages / f"{name}.html")
    # The letters are outlines: "scale(0.085 -0.085)" is one of 8.5 points.
    sizes = browser.run("""[...document.querySelectorAll('.wcm-chart img')].map(image => {
        const svg = decodeURIComponent(image.src);
        const [, wide] = svg.match(/viewBox='0 0 ([0-9.]+)/);
        const points = [...svg.matchAll(/scale\\((0\\.[0-9]+) -/g)].map(letter => 100 * letter[1]);
        return Math.min(...points) * image.getBoundingClientRect().width / wide;
    })""")
    assert len(sizes) > 0
    assert min(sizes) >= 9


@pytest.mark.parametrize("name", list(REPORTS))
def test_the_contents_follow_the_reader(browser, pages, name):
    browser.resize(1280)
    browser.open(pages / f"{name}.html")
    last = browser.run("""new Promise(done => {
        const link = [...document.querySelectorAll('.wcm-contents a')].at(-1);
        document.getElementById(link.hash.slice(1)).scrollIntoView({behavior: 'instant'});
        setTimeout(() => done(link.getAttribute('aria-current')), 300);
    })""")
    assert last == "true"
    assert browser.run("document.querySelectorAll('[aria-current]').length") == 1


@pytest.fixture
def hostile(tmp_path):
    """A page with a table that sorts and can be searched, whose names are hostile."""
    names = [*HOSTILE, *(f"customer {n}" for n in range(30 - len(HOSTILE)))]
    frame = pd.DataFrame({"name": names, "n": [1_000_000 - 7_000 * n for n in range(30)]})
    columns = [
        Column("name", "Name"), Column("n", "Value", "right", lambda value: f"{value / 1e6:.1f}M", bar=True),
    ]  # fmt: skip
    shown = cell(table(frame, columns, caption="<script>alert(1)</script>"))
    made = page.render(notebook(shown))
    (tmp_path / "page.html").write_text(made, encoding="utf-8")
    return tmp_path / "page.html"


def test_a_table_sorts_by_value_and_by_name_and_back(browser, hostile):
    browser.resize(1280)
    browser.open(hostile)
    click = "document.querySelectorAll('.wcm-sort')[{}].click()"
    first = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[1].dataset.value)"
    expected = [str(1_000_000 - 7_000 * n) for n in range(30)]
    browser.run(click.format(1))
    assert browser.run(first) == expected  # a number descends first: 1.0M is many rows, each in its place
    browser.run(click.format(1))
    assert browser.run(first) == expected[::-1]
    assert browser.run("document.querySelector('[aria-sort]').getAttribute('aria-sort')") == "ascending"
    browser.run(click.format(0))
    names = browser.run("[...document.querySelectorAll('tbody th')].map(cell => cell.textContent)")
    numbered = [name for name in names if name.startswith("customer")]
    assert numbered == [f"customer {n}" for n in range(len(numbered))]  # 10 after 9


def test_bars_have_one_base_line_and_one_scale(browser, hostile):
    browser.resize(1280)
    browser.open(hostile)
    bars = browser.run("""[...document.querySelectorAll('.wcm-bar')].map(bar => {
        const box = bar.getBoundingClientRect();
        return [box.left, box.width];
    })""")
    assert len({round(left, 1) for left, _width in bars}) == 1
    widths = [width for _left, width in bars]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] / widths[0] == pytest.approx(797_000 / 1_000_000, abs=0.01)


def test_a_search_leaves_what_matches_and_runs_nothing(browser, hostile):
    browser.resize(390, 844)
    browser.requests.clear()
    browser.incidents.clear()
    browser.open(hostile)
    search = """(() => {{ const field = document.querySelector('.wcm-search input');
        field.value = {!r}; field.dispatchEvent(new Event('input'));
        return [...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length }})()"""
    assert browser.run(search.format("customer 1")) == 11  # 1 and 10 to 19
    assert browser.run(search.format("ＣＵＳＴＯＭＥＲ 2 ")) == 7  # 2 and 20 to 25
    assert browser.run(search.format("<img")) >= 1
    assert browser.run(search.format("")) == 30
    browser.run("document.querySelectorAll('.wcm-sort').forEach(button => button.click())")
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []
    assert browser.incidents == []


def test_a_script_from_outside_does_not_run(browser, hostile):
    text = hostile.read_text(encoding="utf-8").replace("</main>", "</main><script>window.ran = 1</script>")
    hostile.write_text(text, encoding="utf-8")
    browser.open(hostile)
    assert browser.run("window.ran") is None
    assert browser.run("document.querySelectorAll('.wcm-sort').length") == 2  # our own does


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_chinese_head_stands_on_end(browser, tmp_path, width):
    heads = ["等级", "样本数", "距月末天数", "其中未完成", "近12个月收入（元）", "自身此前一年"]
    frame = pd.DataFrame({"name": ["张家港信翎电子有限公司"] * 3, **dict.fromkeys(heads, 1)})
    columns = [Column("name", "客户", width="name"), *(Column(head, head, "right") for head in heads)]

    def rendered():
        words.use("zh")
        return page.render(notebook(cell(table(frame, columns, caption="客户"))))

    made = copy_context().run(rendered)
    (tmp_path / "page.html").write_text(made, encoding="utf-8")
    browser.resize(width)
    browser.open(tmp_path / "page.html")
    lines = browser.run("""[...document.querySelectorAll('thead th')].map(head => {
        const range = document.createRange();
        range.selectNodeContents(head);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
    })""")
    assert len(lines) == 7
    assert max(lines) <= 3


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_a_group_is_no_wider_than_its_window(browser, tmp_path, width):
    for name in ("a", "b"):
        figures = [one for n in range(6) for one in share(f"otif of the kind {n}", 190 - n, 200)]
        published(tmp_path, name, run(f"Warehouse {name} " + "临安示范仓" * 3, figures=figures))
    write_group_pages(tmp_path)
    browser.resize(width)
    browser.open(tmp_path / "2026-05.html")
    assert browser.run("document.documentElement.scrollWidth") == width
    assert browser.run("document.querySelectorAll('th:not([scope])').length") == 0
    assert browser.run("document.querySelectorAll('main').length") == 1


#: What JupyterLab leaves for the outputs of a notebook in a window of 1280 pixels, beside its files.
NOTEBOOK_WIDTH = 820


@pytest.mark.parametrize("report", list(REPORTS.values()), ids=list(REPORTS))
def test_tables_fit_in_a_notebook_and_wide_ones_keep_the_names_of_their_rows(browser, tmp_path, report):
    stored = nbformat.read(NOTEBOOKS / report.notebook, as_version=4)
    shown = [
        output["data"].get("text/html", "")
        for one in stored.cells
        for output in one.get("outputs", ())
        if "data" in output
    ]
    body = re.sub("<style.*?</style>", "", "".join(shown), flags=re.DOTALL)
    style = (blocks.TEMPLATES / "wcm_html" / "pieces.css").read_text(encoding="utf-8")
    styled = f"<meta charset=utf-8><style>{style}</style>"
    file = tmp_path / "notebook.html"
    file.write_text(f'{styled}<div style="width: {NOTEBOOK_WIDTH}px">{body}</div>', encoding="utf-8")
    browser.resize(1280)
    browser.open(file)
    wider = "[...document.querySelectorAll('.wcm-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    portrait = f"{wider}.filter(e => !e.parentElement.matches('.wcm-wide'))"
    assert browser.run(f"{portrait}.map(e => e.getAttribute('aria-label')).join()") == ""
    lost = f"""{wider}.filter(e => {{
        e.scrollLeft = 200;
        const name = e.querySelector('tbody th');
        return Math.abs(name.getBoundingClientRect().left - e.getBoundingClientRect().left) > 1;
    }}).length"""
    assert browser.run(lost) == 0
