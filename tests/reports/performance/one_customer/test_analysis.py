"""The service of one customer is what the sections of the month say."""

import pytest

from wcm_helpers.reports.performance.by_class.analysis import customer_counts, service_gaps_of
from wcm_helpers.reports.performance.measures.judging import Judged
from wcm_helpers.reports.performance.one_customer import analysis


def test_promises_are_the_counts_of_the_section_by_class(performance_review):
    rows = analysis.rates_of(performance_review, "C00003").set_index("indicator")
    counts = customer_counts(performance_review, "otif_order").loc["C00003"]
    row = rows.loc["otif_order"]
    assert (row["kept"], row["cases"]) == (counts["numerator"], counts["denominator"])
    assert row["value"] == pytest.approx(counts["numerator"] / counts["denominator"])
    assert row["value"] < row["of_class"]  # planted: it is served worse than its class


def test_a_gap_is_that_of_the_under_served(performance_review):
    gaps = performance_review.computed(service_gaps_of)
    assert analysis.gap_of(performance_review, gaps["customer_id"].iloc[0])["n"] == gaps["n"].iloc[0]
    assert analysis.gap_of(performance_review, "nobody") is None


def test_nobody_has_nothing(performance_review):
    assert analysis.rates_of(performance_review, "nobody").empty
    assert analysis.tickets_open(performance_review, "nobody").empty
    assert analysis.contracts_with(performance_review, "nobody").empty
    assert analysis.measures_for(performance_review, "nobody") == []


def test_measures_are_those_whose_group_is_the_customer(performance_review, monkeypatch):
    [first, *_others] = performance_review.computed(analysis.judged_of)
    own = Judged(**{**vars(first), "row": {**first.row, "scope": "客户 C00003"}})
    monkeypatch.setattr(performance_review, "computed", _with(performance_review, [first, own]))
    assert analysis.measures_for(performance_review, "C00003") == [own]


def _with(review, judged):
    real = review.computed
    return lambda function: judged if function is analysis.judged_of else real(function)
