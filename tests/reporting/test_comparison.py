"""Two months of one report side by side: figures under their names, numbers in the table behind them."""

import pandas as pd
import pytest

from tests.reporting.small_report import review
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.comparison import figures_table, flat
from wcm_helpers.reporting.indicators import Indicator

TOTAL = [Indicator("total", "Billed", unit="EUR")]


def test_the_figures_of_both_months_stand_beside_each_other_the_earlier_first(shop):
    opened = review(shop, indicators=lambda review: TOTAL)
    # April 500 + 300 + 100; May 500 + 250 + 150 + 60 + 40 more
    expected = pd.DataFrame(
        [("Billed, EUR", 900.0, 1900.0, 1000.0)], columns=["Figure", "April 2026", "May 2026", "Difference"]
    )
    compared = opened.compare("2026-04")
    pd.testing.assert_frame_equal(compared.tables["figures"], expected)
    pd.testing.assert_frame_equal(opened.at("2026-04").compare("2026-05").tables["figures"], expected)
    assert "Billed, EUR  900         1,900     +1,000" in compared.blocks[1].text
    assert compared.blocks[0].text == "April 2026 and May 2026"
    assert opened.compare("2026-04") is compared and opened.at("2026-04") is opened.at("2026-04")


def test_what_a_report_compares_more_stands_under_the_figures(shop):
    opened = review(
        shop, changes=lambda earlier, later: blocks.join(blocks.lead(f"{earlier.month} to {later.month}."))
    )
    assert opened.compare("2026-04").sentences == ["2026-04 to 2026-05."]


def test_the_month_itself_and_what_is_no_month_are_refused_in_a_line(shop):
    with pytest.raises(WorkbookError, match=r"^May 2026 is the month under review\. Name another month\.$"):
        review(shop).compare("2026-05")
    with pytest.raises(WorkbookError, match="2026-13"):
        review(shop).compare("2026-13")


def table_of(then, now, *indicators):
    block = figures_table(("2026-04", then), ("2026-05", now), indicators)
    lines = [line.split("  ") for line in block.text.splitlines()[2:-1]]
    return [[cell.strip() for cell in line if cell.strip()] for line in lines], block.content


def test_each_unit_is_written_in_its_own_way():
    written, numbers = table_of(
        {"rate": 0.815, "h": 21.5, "n": 1200, "value": 39_400_000, "index": 0.7712, "nps": -3.8},
        {"rate": 0.812, "h": 23.1, "n": 1180, "value": 39_522_000.5, "index": 0.7712, "nps": -3.8},
        Indicator("rate", "Kept", unit="share"),
        Indicator("h", "P50", unit="hours"),
        Indicator("n", "Orders"),
        Indicator("value", "Billed", unit="CNY"),
        Indicator("index", "Gini", unit="index"),
        Indicator("nps", "NPS", unit="points"),
    )
    assert written == [
        ["Kept", "81.5%", "81.2%", "−0.3"],
        ["P50, hours", "21.5", "23.1", "+1.6"],
        ["Orders", "1,200", "1,180", "−20"],
        ["Billed, CNY", "39.4M", "39.5M", "+122k"],
        ["Gini", "0.771", "0.771", "0.000"],
        ["NPS", "−3.8", "−3.8", "0.0"],
    ]
    assert numbers["Difference"].tolist() == pytest.approx([-0.003, 1.6, -20, 122_000.5, 0, 0])


def test_a_figure_one_month_lacks_has_no_difference_and_one_both_lack_no_line():
    written, numbers = table_of(
        {"a": None, "b": None, "parts": {"x": 1}},
        {"a": 5, "b": None, "parts": {"x": 3, "y": 2}, "text": "words"},
        *(Indicator(name, name) for name in ("a", "b", "parts.x", "parts.y", "text")),
    )
    assert written == [["a", "–", "5", "–"], ["parts.x", "1", "3", "+2"], ["parts.y", "–", "2", "–"]]
    assert numbers["Difference"].isna().tolist() == [True, False, True]


def test_parts_of_a_figure_are_found_by_a_dot():
    assert flat({"n": 1, "empty": {}, "alpha": {"v1.0": 0.5}}) == {"n": 1, "empty": {}, "alpha.v1.0": 0.5}
