"""Every figure of run.json that is a number has the name a reader knows."""

from wcm_helpers.reporting.comparison import flat
from wcm_helpers.reports.demand_survey.figure_names import figure_names


def test_every_number_has_a_name_and_no_name_is_without_figure(sample_review):
    names = [one.id for one in figure_names(sample_review)]
    needs = {name for name in flat(sample_review.figures) if "_needs" in name}
    assert set(names) == set(flat(sample_review.figures)) - needs
    assert not [one.name for one in figure_names(sample_review) if "_" in one.name]


def test_two_months_of_one_wave_say_so(sample_review):
    compared = sample_review.compare("2026-09")
    assert compared.sentences == [
        "The newest wave of both months is that of September 2026: their figures are the same."
    ]
    assert set(compared.tables["figures"]["Difference"].dropna()) == {0}


def test_two_waves_differ(sample_review):
    previous = sample_review.result.previous.month
    compared = sample_review.compare(previous)
    assert compared.sentences == []
    table = compared.tables["figures"].set_index("Figure")
    assert table.loc["Responses"].iloc[1] == sample_review.figures["responses"]
    assert set(compared.tables["figures"]["Difference"].dropna()) != {0}
