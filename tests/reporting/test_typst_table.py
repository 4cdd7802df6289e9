"""The widths of a table's columns on paper."""

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
