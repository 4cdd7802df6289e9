import pandas as pd
import pytest

from tests.reports.classification.facts import classify_values
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.sentences import headline, names, sign


def test_every_customer_alike_is_no_verdict():
    result = classify_values({"x": 5, "y": 5})
    assert headline(segment_customers(result), result) == (
        "Recency, frequency and value are the same for every customer: segments say nothing here."
    )


@pytest.mark.parametrize(
    ("quiet", "sentence"),
    [
        ([], "No customer of class A is slipping."),
        (["a"], "Of class A a is slipping."),
        (["a", "b"], "Of class A a and b are slipping."),
        (["a", "b", "c"], "3 of the 4 customers in class A are slipping."),
    ],
)
def test_slipping_customers_of_class_a_are_named_or_counted(quiet, sentence):
    from dataclasses import replace

    # 20 each of 100: 0, 20, 40 and 60 are below 80 %: four in A, and e in B
    result = classify_values({"a": 24, "b": 22, "c": 20, "d": 18, "e": 16})
    segments = segment_customers(result)
    segment = segments.customers["segment"].mask(
        segments.customers["customer_id"].isin(quiet), "large_slipping"
    )
    edges = segments.edges.assign(levels=5)
    segments = replace(segments, customers=segments.customers.assign(segment=segment), edges=edges)
    assert headline(segments, result).endswith(sentence)


def test_a_reason_names_its_base():
    row = {"basis": "trend", "trend": -0.07, "compared_with": "year", "recency_days": 1}
    assert sign(row) == "last three months −7% on a year ago"
    assert sign({**row, "compared_with": "quarter"}) == "last three months −7% on the three months before"
    assert sign({**row, "basis": "recency"}) == "1 day since the last activity"


def test_every_segment_has_a_name_of_its_own():
    assert len(set(names().values())) == len(names()) == 8
    assert not pd.Series(list(names().values())).str.contains("[\u4e00-\u9fff]").any()
