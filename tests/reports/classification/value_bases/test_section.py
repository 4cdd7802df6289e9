from types import SimpleNamespace

import pytest

from tests.reports.classification.value_bases.examples import ROWS, classification_of
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.value_bases.section import value_bases


def opened(rows, cost=False):
    return SimpleNamespace(result=classification_of(rows, cost=cost))


def text_of(shown):
    return "\n".join(piece.text for piece in shown.pieces)


MONTHS = {
    "one": [("a", 5, 0, 1)],
    "two": [("a", 12 * 5, 0, 12), ("b", 5, 0, 5)],
    "equal": [(f"c{n}", 5, 0, 1) for n in range(6)],
    "nearly all": [("a", 990, 0, 24), *((f"c{n}", 1, 0, n) for n in range(10))],
    "negative": [("a", -5, 0, 24), ("b", -1, 0, 20)],
    "many": [(f"c{n}", n + 1, 0, 23) for n in range(50)],
}


@pytest.mark.parametrize("name", MONTHS)
@pytest.mark.parametrize("cost", [True, False], ids=["costs", "no costs"])
def test_every_month_has_a_page(name, cost):
    text = text_of(value_bases(opened(MONTHS[name], cost)))
    assert text and "nan" not in text.lower() and "<NA>" not in text


def test_a_missing_basis_names_table_and_column():
    text = text_of(value_bases(opened(MONTHS["two"])))
    assert "The table costs (column cost) has nothing in the window." in text
    assert "The table orders" not in text


def test_tables_and_charts_are_named():
    page = section("value_bases", value_bases(opened(ROWS, cost=True)))
    assert list(page.tables) == ["counts", "agreement", "differing"]
    assert list(page.charts) == ["class_crossing"]
    assert page.tables["counts"].set_index("Counted").loc["margin", "In N"] == 1  # b: 25 - 30
