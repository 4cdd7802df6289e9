"""The widths of a table's columns on paper."""

import pytest

from wcm_helpers.reporting import page_tree
from wcm_helpers.reporting.typst_table import datatable


def widths(head, cell, kind="wcm-text"):
    html = (
        f'<table><thead><tr><th class="{kind}">{head}</th></tr></thead>'
        f'<tbody><tr><td class="{kind}">{cell}</td></tr></tbody></table>'
    )
    tag = page_tree.first(page_tree.read(html), "table")
    return datatable(tag, lambda children: "{}").partition("), (")[0].removeprefix("w.datatable((")


def test_a_short_text_has_its_natural_width_and_a_long_one_a_share():
    assert widths("Class", "A") == "auto, "
    assert widths("Why", "no activity in the window") == "1fr, "


def test_a_chinese_character_is_as_wide_as_two_letters():
    # 8 characters, as wide as 16 letters, more than the 14 of a short text
    assert widths("原因", "窗口期内没有活动") == "1fr, "
    assert widths("Why", "12345678") == "auto, "


def test_a_name_has_more_room_and_a_number_what_it_needs():
    assert widths("Customer", "Acme", "wcm-text wcm-name") == "1.5fr, "
    assert widths("Value", "1,234,567,890,123.00", "wcm-num") == "auto, "


@pytest.mark.parametrize(
    ("rows", "text", "fits"),
    [
        # A row of one line is 3.7 + 2.5 mm, a page 257 mm.
        (20, "one", "true"),  # 21 rows, 130 mm
        (40, "one", "auto"),  # 41 rows, 254 mm
        (80, "one", "false"),  # 81 rows, 502 mm
        # 300 letters on a line of 105 are three lines
        (20, "abc " * 75, "auto"),  # 20 times 13.6 mm, 272 mm
    ],
)
def test_only_a_table_that_nearly_fills_a_page_is_measured(rows, text, fits):
    cells = f"<tr><td>{text}</td></tr>" * rows
    html = f"<table><thead><tr><th>n</th></tr></thead><tbody>{cells}</tbody></table>"
    made = datatable(page_tree.first(page_tree.read(html), "table"), lambda children: "{}")
    assert made.endswith(f"fits: {fits})")
