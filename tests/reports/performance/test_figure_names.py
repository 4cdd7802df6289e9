"""Every figure of run.json that is a number has the name a reader knows."""

from wcm_helpers.reporting.comparison import flat
from wcm_helpers.reports.performance.figure_names import figure_names


def test_every_number_has_a_name_and_no_name_is_without_figure(performance_review):
    names = [one.id for one in figure_names(performance_review)]
    flags = {name for name in flat(performance_review.figures) if name.split(".")[0] in ("flags", "measures")}
    assert set(names) == set(flat(performance_review.figures)) - flags
    assert not [one.name for one in figure_names(performance_review) if "_" in one.name]


def test_two_months_stand_beside_each_other(performance_review):
    table = performance_review.compare("2026-09").tables["figures"].set_index("Figure")
    figures, before = performance_review.figures, performance_review.at("2026-09").figures
    row = table.loc["On time in full (OTIF)"]
    assert row[["September 2026", "October 2026"]].tolist() == [before["otif_order"], figures["otif_order"]]
    assert table.loc["Orders due", "Difference"] == figures["orders_due"] - before["orders_due"]
