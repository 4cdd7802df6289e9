"""The picture of site by class: the lowest cell named, few cases hatched, nothing where one cell is left."""

import pandas as pd

from wcm_helpers.reports.performance.causes.cell_picture import LEAST, cell_chart, cell_grid, lowest_cell


def cells(*rows):
    """Return cells: site, class, rate of the month, cases."""
    frame = pd.DataFrame(rows, columns=["site", "class", "rate_after", "n"])
    return frame.set_index(["site", "class"])


FOUR = (("S1", "A", 0.6, 40), ("S1", "B", 0.8, 30), ("S2", "A", 0.9, 20), ("S2", "B", 0.1, LEAST - 1))


def test_the_lowest_cell_has_enough_cases():
    assert lowest_cell(*cell_grid(cells(*FOUR))) == ("S1", "A")


def test_new_customers_and_cases_without_a_site_have_no_cell():
    rates, cases = cell_grid(
        cells(*FOUR, ("S1", "N", 0.0, 50), ("", "A", 0.0, 50), ("S3", "A", float("nan"), 0))
    )
    assert rates.shape == cases.shape == (2, 2)


def test_title_and_description_say_rate_and_cases():
    alt = cell_chart(cells(*FOUR), "otif_order").alt
    assert alt.startswith("Lowest is S1 for class A: On time in full (OTIF) 60.0% of 40 cases")
    assert "S2, class B: 10.0% of 9." in alt


def test_cells_of_few_cases_are_not_shaded():
    axes = cell_chart(cells(*FOUR), "otif_order").figure.axes[0]
    assert sum(patch.get_hatch() is not None for patch in axes.patches) == 1


def test_one_cell_is_no_picture():
    assert cell_chart(cells(("S1", "A", 0.6, 40)), "otif_order") is None
    assert cell_chart(pd.DataFrame(), "otif_order") is None
    assert cell_chart(cells(("S1", "A", 0.6, 40), ("S1", "B", 0.1, 2)), "otif_order") is None
