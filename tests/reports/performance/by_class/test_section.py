"""The section on classes, in words."""

import pandas as pd
import pytest

from wcm_helpers.reports.performance.by_class.analysis import ClassRates
from wcm_helpers.reports.performance.by_class.section import _finding, first_share


def test_the_under_served_customer_is_in_the_table(performance_review, truth):
    table = performance_review.by_class.tables["underserved"]
    customers = performance_review.result.customers["customer_name"]
    assert table["Customer"].tolist() == [customers[truth.loc["under-served customer", "where"]]]


def test_the_priority_of_pairs_has_an_interval_over_days():
    days = pd.DataFrame({"day": range(10), "first": [9.0] * 10, "pairs": [10.0] * 10})
    assert first_share(days) == pytest.approx((0.9, 0.9, 0.9))
    share, low, high = first_share(days.assign(first=[10.0, 0.0] * 5))
    assert share == 0.5 and low < 0.25 and high > 0.75
    assert pd.isna(first_share(days.head(2))[1])


def test_the_detail_tests_every_indicator(performance_review):
    table = performance_review.by_class_detail.tables["tests"]
    assert "Answered in time" in table["Indicator"].tolist()
    assert set(table["Verdict"]) <= {"A better", "A worse", "no difference", "cannot tell"}
    assert performance_review.by_class_detail.tables["hours"]["Class"].tolist()[:3] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("verdicts", "finding"),
    [
        (["worse", "unclear", "worse"], "Class A is served worse by 2 of 3 promises"),
        (["better", "alike"], "Class A is served better by 1 of 2 promises"),
        (["better", "worse"], "Class A is served better by 1 and worse by 1 of 2 promises"),
        (["alike", "unclear"], "No promise is shown to be kept better or worse for class A"),
    ],
)
def test_the_title_counts_the_promises_that_differ(verdicts, finding):
    assert _finding([ClassRates("on_time", {}, "C", None, verdict) for verdict in verdicts]) == finding
