"""The catalogue as the reader gets it."""

from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.values import values_of


def test_every_indicator_has_its_line(performance_review):
    table = performance_review.catalogue.tables["catalogue"]
    assert table["Key"].tolist() == list(DEFINITIONS)
    assert (table["Formula"] != "").all() and (table["Owner"] != "").all()


def test_a_value_is_that_of_the_month_and_needs_no_table(performance_review):
    table = performance_review.catalogue.tables["catalogue"].set_index("Key")
    values = performance_review.computed(values_of)
    there = set(values["indicator"])
    assert len(there) > 35
    missing = table[table["Tables"].str.startswith("needs ")].index
    assert set(missing) == set(DEFINITIONS) - there
    orders = values[(values["dimension"] == "all") & (values["month"] == "2026-10")].set_index("indicator")
    assert table.loc["on_time", "In the month"] == f"{100 * orders.loc['on_time', 'value']:.1f} %".replace(
        " %", "%"
    ) or table.loc["on_time", "In the month"].startswith(f"{100 * orders.loc['on_time', 'value']:.1f}")


def test_the_targets_in_force_are_printed(performance_review):
    table = performance_review.catalogue.tables["catalogue"].set_index("Key")
    rule = performance_review.rule.targets
    assert set(table.index[table["Target"] != ""]) == set(rule)
