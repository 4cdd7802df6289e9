"""The first hour of an analyst: JupyterLab in a real browser, by keys and mouse, in English and Chinese."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from itertools import pairwise

import pandas as pd
import pytest

from tests.browser import Browser, needs_browser
from tests.lab import lab
from wcm_helpers.core.paths import NOTEBOOKS

pytestmark = needs_browser

NOTEBOOK = NOTEBOOKS / "01_classification.ipynb"
CELLS = "[...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
SECONDS = 60
#: Notes what a reader sees of the sliders' answer, each time it changes: whether it is dim, and its sentence.
WATCH = """{ window.seen = [];
const note = () => {
    const now = [!!document.querySelector('.wcm-working'), document.querySelector('[role=status]').innerText];
    if (String(now) !== String(window.seen.at(-1))) window.seen.push(now);
};
note();
new MutationObserver(note).observe(document.querySelector('[role=status]').closest('.jp-OutputArea-output'),
           {subtree: true, childList: true, attributes: true, characterData: true}); }"""
#: Of each letter the picture a canvas has of it in the font of an element: boxes would all be the same.
PICTURES = """(element => [...element.textContent].map(letter => {
    const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
    pen.font = '30px ' + getComputedStyle(element).fontFamily;
    pen.fillText(letter, 0, 40);
    return canvas.toDataURL();
}))"""


def with_text(selector, text, within="document"):
    """Return the expression of the first element of a selector whose text is this."""
    return f"[...{within}.querySelectorAll('{selector}')].find(e => e.textContent.trim() === '{text}')"


class Analyst:
    """What a person does at a notebook in JupyterLab."""

    def __init__(self, browser):
        self.browser = browser

    def see(self, script):
        return self.browser.run(script)

    def open_folder_or_file(self, name):
        self.browser.click(with_text(".jp-DirListing-itemName", name), times=2)

    def names_in_the_file_browser(self):
        names = "[...document.querySelectorAll('.jp-DirListing-itemName')].map(e => e.textContent)"
        return set(self.see(names))

    def run_all(self):
        """Run all cells by the menu, and wait until the first has begun and, one by one, all have ended."""
        self.browser.click(with_text(".lm-MenuBar-item", "Run"))
        self.browser.click(with_text(".lm-Menu-itemLabel", "Run All Cells"))
        prompts = "[...document.querySelectorAll('.jp-InputPrompt')]"
        running = f"{prompts}.filter(e => e.textContent === '[*]:').length"
        left = self.browser.wait(f"{running} || null", SECONDS)
        while left:
            left = self.browser.wait(f"({running} < {left} ? {{left: {running}}} : null)", SECONDS)["left"]

    def begin_a_cell(self):
        """Add a cell at the end and put the cursor into it."""
        self.browser.click("document.querySelector('.jp-Notebook-footer')")
        self.browser.click(f"{CELLS}.at(-1).querySelector('.cm-content')")

    def run(self, code):
        """Type code into the last cell, run it with Shift and Enter, and return the text of its output."""
        self.browser.type(code)
        self.browser.press("Enter", shift=True)
        self.browser.wait(
            f"/\\d/.test({CELLS}.at(-2).querySelector('.jp-InputPrompt').textContent)"
            f" && {CELLS}.at(-1).querySelector('.cm-content').contains(document.activeElement)",
            SECONDS,
        )
        return self.see(f"({CELLS}.at(-2).querySelector('.jp-OutputArea')?.textContent ?? '').trim()")


@pytest.fixture(scope="module")
def browser(tmp_path_factory, shared_cache):
    """JupyterLab as it starts, in a browser."""
    stored = NOTEBOOK.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        with lab(tmp_path_factory.mktemp("lab")) as server:
            opened = Browser()
            try:
                opened.open(f"{server.address}?token={server.token}")
                yield opened
            finally:
                opened.close()
    assert NOTEBOOK.read_bytes() == stored, "the notebook of the checkout was saved"


@pytest.fixture(scope="module")
def opened(browser):
    """An analyst who has opened the notebook from the folder that JupyterLab starts in."""
    analyst = Analyst(browser)
    analyst.open_folder_or_file(NOTEBOOK.name)
    browser.wait("document.querySelector('.jp-Notebook .wcm-card')", SECONDS)
    # What is run before the kernel has said that it is idle is lost.
    browser.wait("document.querySelector('#jp-main-statusbar').textContent.includes('| Idle')", SECONDS)
    return analyst


@pytest.fixture(scope="module")
def analyst(opened):
    """An analyst who has run the notebook and put the cursor into a new cell."""
    opened.run_all()
    opened.begin_a_cell()
    return opened


def test_docs_data_and_reports_are_seen_beside_the_notebooks(opened):
    assert {"01_classification.ipynb", "README.md"} <= opened.names_in_the_file_browser()
    opened.browser.click("document.querySelector('.jp-BreadCrumbs-home')")
    opened.browser.wait(with_text(".jp-DirListing-itemName", "docs"))
    assert {"README.md", "data", "docs", "notebooks", "reports"} <= opened.names_in_the_file_browser()


def test_the_stored_cards_stand_side_by_side_since_the_notebook_is_trusted(opened):
    boxes = opened.see(
        "[...document.querySelectorAll('.wcm-card')].map(e => e.getBoundingClientRect())"
        ".map(box => [box.left, box.right, box.top])"
    )
    assert len(boxes) == 4
    assert len({top for _left, _right, top in boxes}) == 1
    assert all(one[1] < other[0] for one, other in pairwise(boxes))


def test_all_cells_run_without_an_error_and_no_table_is_deformed(analyst):
    prompts = analyst.see(
        "[...document.querySelectorAll('.jp-InputPrompt')].map(e => e.textContent).join('')"
    )
    assert prompts.count("]") - prompts.count("[ ]") == 26  # the code cells; [ ] is the new one
    assert analyst.see("document.querySelectorAll('.jp-mod-error, .jp-RenderedError').length") == 0
    texts = "[...document.querySelectorAll('.wcm-table .wcm-text')]"
    assert analyst.see(f"{texts}.filter(e => getComputedStyle(e).textAlign !== 'left').length") == 0
    overfull = "[...document.querySelectorAll('.wcm-table :is(th, td)')]"
    assert analyst.see(f"{overfull}.filter(e => e.scrollWidth > e.clientWidth + 1).length") == 0
    portrait = "[...document.querySelectorAll('.wcm-table:not(.wcm-wide) .wcm-scroll')]"
    wider = f"{portrait}.filter(e => e.scrollWidth > e.clientWidth + 1)"
    assert analyst.see(f"{wider}.map(e => e.getAttribute('aria-label'))") == []
    months = f"{texts}.filter(e => /^\\d{{4}}-\\d\\d$/.test(e.textContent))"
    assert analyst.see(f"{months}.length") > 0
    lines = f"{months}.map(e => e.firstChild.getClientRects().length)"
    assert set(analyst.see(lines)) == {1}  # a month is not broken at its hyphen


def test_a_moved_slider_dims_the_old_answer_until_the_new_one_is_there(analyst):
    labels = "[...document.querySelectorAll('.widget-label')]"
    assert analyst.see(f"{labels}.filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)") == []
    analyst.browser.click("document.querySelector('.noUi-handle')")
    analyst.see(WATCH)
    analyst.browser.press("ArrowRight")
    analyst.browser.wait("window.seen.length > 1 && !window.seen.at(-1)[0]", SECONDS)
    first, *dimmed, last = analyst.see("window.seen")
    assert first == [False, "This is the rule in force."]
    assert [True, "The classes with these settings are being worked out."] in dimmed
    assert all(dim for dim, _sentence in dimmed)
    assert not last[0]
    assert last[1].startswith("2 customers are in another class than under the rule in force")


def test_the_tab_key_offers_attributes_and_customers_and_one_customer_is_opened(analyst):
    browser = analyst.browser
    browser.click(f"{CELLS}.at(-1).querySelector('.cm-content')")
    browser.type("review.")
    browser.press("Tab")
    item = ".jp-Completer:not(.lm-mod-hidden) .jp-Completer-match"
    for name in ("customer", "compare", "moves"):
        browser.wait(with_text(item, name))
    browser.press("Escape")
    browser.type('customer("C0003')
    browser.press("Tab")
    browser.click(with_text(item, "C00035"))
    page = analyst.run('")')
    assert "is in class A since November 2023" in page
    assert analyst.see(f"{CELLS}.at(-2).querySelectorAll('.jp-RenderedSVG').length") == 2


def test_two_months_are_compared(analyst):
    assert "4 customers are in another official class" in analyst.run('review.compare("2026-09")')


def test_a_table_and_a_figure_are_saved(analyst, tmp_path):
    analyst.run(f'review.moves.save({str(tmp_path)!r}, "changes")')
    analyst.run(f'review.moves.save({str(tmp_path)!r}, "class_strip")')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moves-changes.csv", "moves-class_strip.svg"]
    saved = pd.read_csv(tmp_path / "moves-changes.csv")
    shown = analyst.see(
        "[...[...document.querySelectorAll('.wcm-table')]"
        ".find(e => e.textContent.includes('Changes of the official class in October 2026'))"
        ".querySelectorAll('tbody th')].map(e => e.textContent)"
    )
    assert len(shown) == 4
    assert saved["Customer"].tolist() == shown
    figure = ET.parse(tmp_path / "moves-class_strip.svg").getroot()
    assert figure.tag == "{http://www.w3.org/2000/svg}svg"


def test_in_chinese_every_heading_is_chinese_and_its_letters_are_no_boxes(analyst):
    line = "[...document.querySelectorAll('.cm-line')].find(e => e.textContent.startsWith('language'))"
    analyst.browser.click(with_text("span", "None", f"({line})"), times=2)
    analyst.browser.type('"zh"')
    analyst.run_all()
    headings = analyst.see("[...document.querySelectorAll('.jp-Notebook h2')].map(e => e.textContent)")
    assert {"客户等级", "等级变动", "亏损客户"} <= set(headings)
    assert [heading for heading in headings if heading.isascii()] == []
    assert analyst.see("document.querySelectorAll('.jp-RenderedError').length") == 0
    if shutil.which("fc-list") and subprocess.check_output(["fc-list", ":lang=zh"]):
        pictures = analyst.see(f"{PICTURES}({with_text('h2', '等级变动')})")
        assert len(set(pictures)) == 4


@pytest.mark.parametrize(
    ("mistake", "start"),
    [
        ('review.customer("C99999")', "wcm: 没有编号或名称为'C99999'的客户。"),
        ('review.customer("启东")', "wcm: 没有编号或名称为'启东'的客户。最接近的"),
        ('review.compare("2026-13")', "wcm: month = '2026-13'不是月份。"),
        ('review.compare("2019-05")', "wcm: month = '2019-05'不在数据范围内。"),
        ("review.mooves", "wcm: 本报告没有mooves。是否应为moves？"),
        ('review.moves.tables["change"]', "wcm: moves中没有名为'change'的表或图。"),
        (
            'open_report("classification", month=month, settings=settings, limt_a=0.7)',
            "wcm: 本报告没有参数limt_a。是否应为limit_a？",
        ),
    ],
    ids=["number", "part_of_a_name", "no_month", "no_data", "section", "table", "parameter"],
)
def test_a_mistake_is_answered_in_one_line(analyst, mistake, start):
    analyst.browser.click(f"{CELLS}.at(-1).querySelector('.cm-content')")
    answer = analyst.run(mistake)
    assert answer.startswith(start)
    assert "\n" not in answer
