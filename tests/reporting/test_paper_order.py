"""Sections with wide tables stand together at the end, in the contents too; the others keep their order."""

import pytest

from tests.reporting.report_page import page
from wcm_helpers.reporting import translate
from wcm_helpers.reporting.page_tree import read
from wcm_helpers.reporting.paper_order import turned_last

WIDE = (
    '<div class="wcm-table wcm-wide"><table><thead><tr><th>a</th></tr></thead>'
    "<tbody><tr><th>1</th></tr></tbody></table></div>"
)
CONTENTS = (
    '<nav class="wcm-contents"><details><summary>Contents</summary><p>Appendix</p><ol>{}</ol></details></nav>'
)


def report(*sections, contents=True):
    """Return a page with sections of the appendix: those with a capital name have a wide table."""
    listed = "".join(f'<li><a href="#{name}">{name}</a></li>' for name in sections)
    nav = CONTENTS.format(listed) if contents else ""
    return page(
        nav + '<section class="wcm-section"><h2 id="first">first</h2></section>'
        + '<div class="wcm-divider" id="appendix"><p class="wcm-divider-title">Appendix</p><p>All.</p></div>'
        + "".join(
            f'<section class="wcm-section wcm-of-appendix"><h2 id="{name}">{name}</h2>'
            f"{WIDE if name.isupper() else ''}</section>"
            for name in sections
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (["a", "b"], ["a", "b"]),
        (["A", "b"], ["b", "A"]),
        (["a", "B", "c", "D", "e"], ["a", "c", "e", "B", "D"]),
        (["A", "B"], ["A", "B"]),
    ],
)
def test_wide_sections_come_last_and_so_do_their_lines_in_the_contents(sections, expected):
    document = read(report(*sections))
    turned_last(document)
    assert [heading.text for heading in document.iter("h2")] == ["first", *expected]
    assert [link.text for link in document.iter("a")] == expected
    turned = [tag for tag in document.iter("section") if tag.get("class") == "wcm-turned"]
    assert [[tag.text for tag in each.iter("h2")] for each in turned] == (
        [[name for name in expected if name.isupper()]] if any(map(str.isupper, sections)) else []
    )


def test_a_page_without_contents_is_put_in_order_too():
    document = read(report("A", "b", contents=False))
    turned_last(document)
    assert [heading.text for heading in document.iter("h2")] == ["first", "b", "A"]


def test_pages_are_turned_once_for_all_wide_sections(tmp_path):
    typst = translate.markup(report("A", "b", "C"), tmp_path)
    assert typst.count("w.landscape(") == 1
    assert typst.index('label("b")') < typst.index("w.landscape(") < typst.index('label("A")')
