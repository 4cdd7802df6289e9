"""Cells of two groupings: the one that fell is first, and nothing is left over."""

import pandas as pd
import pytest

from wcm_helpers.reports.performance.causes.cells import cells_sentence, cells_table, split_cells


def part():
    """Return two months of four cells; only A at S2 fell, from 95 to 75 of 100."""
    rows = [
        (month, site, letter, 75 if (month, site, letter) == ("2026-05", "S2", "A") else 95, 100)
        for month in ("2026-04", "2026-05")
        for site in ("S1", "S2")
        for letter in ("A", None)
    ]
    return pd.DataFrame(rows, columns=["month", "site_id", "class", "on_time", "on_time_measured"])


def cells(frame):
    return split_cells(frame, "on_time", ("site", "class"), ["2026-04"], "2026-05")


def test_the_cell_that_fell_explains_all_of_it():
    split = cells(part())
    assert split["total"].to_dict() == pytest.approx(
        {("S1", ""): 0, ("S1", "A"): 0, ("S2", ""): 0, ("S2", "A"): -0.05}
    )
    assert cells_sentence(split).startswith("1 of 4 cells explain 100%")
    table = cells_table(split, "on_time").content
    assert table.iloc[0].tolist()[1:] == ["100", "95.0%", "75.0%", "−5.0"]


def test_without_a_grouping_or_cases_there_are_no_cells():
    assert cells(part().drop(columns="class")).empty
    assert cells(part().iloc[:0]).empty
    assert not cells_table(pd.DataFrame(), "on_time").text
