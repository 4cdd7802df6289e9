"""The widths of a table's columns on paper."""

import pytest

from wcm_helpers.reporting import page_tree
from wcm_helpers.reporting.typst_table import datatable


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
