import numpy as np
import pandas as pd
import pytest

from tests.reports.classification.clusters.examples import classification_of, three_kinds
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.clusters.analysis import group_customers


def test_planted_groups_and_the_one_unlike_its_class_are_found():
    # large 120,660, middle 21,910, small 7,260, and one with 450 that buys as seldom and as long ago as the
    # small: of 150,280 the large end at 80.3 %, the middle at 94.9 %, so that the one is the last in B
    result = group_customers(classification_of(three_kinds(odd=[(450, 2, 29)])))
    assert result.reason == ""
    assert result.groups["customers"].tolist() == [12, 14, 31]
    assert result.groups["usual"].tolist() == ["A", "B", "C"]
    assert result.groups["value"].is_monotonic_decreasing
    assert int(result.groups[["A", "B", "C"]].to_numpy().sum()) == 57 == result.groups["customers"].sum()
    assert result.scores["chosen"].sum() == 1
    assert result.disagreements["customer_id"].tolist() == ["c0056"]
    # twelve from 10,000 to 10,110; order days 20 to 23 three times each; silent 0, 1, 2 four times each
    first = result.groups.iloc[0]
    assert (first["value"] / SCALE, first["frequency"], first["silent"]) == (10_055, 21.5, 1)


def test_a_class_without_a_group_of_its_own_is_not_unlike():
    # large 144,660 (86.7 % of 166,917) and 44 that grow by 3 % from one to the next: 21 B and 23 C, one group
    large = [(12_000 + 10 * n, 20 + n % 4, n % 3) for n in range(12)]
    result = group_customers(
        classification_of([*large, *((250 * 1.03**n, 2 + n % 3, 24 + n % 6) for n in range(44))])
    )
    assert result.groups[["A", "B", "C"]].to_numpy().tolist() == [[12, 0, 0], [0, 21, 23]]
    assert result.disagreements.empty


def test_one_cloud_is_withheld():
    rng = np.random.default_rng(4)
    rows = [(1_000 * np.exp(v), int(o), int(s)) for v, o, s in zip(
        rng.normal(0, 1, 70), rng.integers(5, 25, 70), rng.integers(0, 30, 70), strict=True)]  # fmt: skip
    result = group_customers(classification_of(rows))
    assert result.reason == "unstable"
    assert result.disagreements.empty and result.groups.empty and len(result.scores) == 5
    assert not result.scores["chosen"].any()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(5, 1, 1)], "few"),
        ([(-5, 1, 1)] * 30, "few"),
        ([(5 + n, 1, 1) for n in range(30)], "value"),
        ([(5, 1, 1)] * 30, "value"),
        ([(5, 1 + n % 6, 1) for n in range(30)], "alike"),
    ],
    ids=["one", "negative", "value only", "equal", "six kinds"],
)
def test_why_there_are_no_groups(rows, reason):
    assert group_customers(classification_of(rows)).reason == reason


def test_without_days_months_are_counted_and_constant_features_are_left_out():
    result = group_customers(classification_of(three_kinds(), days=False))
    assert (result.silence, result.used) == ("months", ("value", "frequency"))


def test_neither_order_nor_ids_nor_currency_matters():
    rows = three_kinds(odd=[(450, 2, 29), (450, 2, 29)])
    one = group_customers(classification_of(rows))
    other = group_customers(classification_of([(v / 10_000, o, s) for v, o, s in reversed(rows)], prefix="z"))
    columns = ["class", "frequency", "silent", "group", "usual", "disagrees"]
    pd.testing.assert_frame_equal(
        one.customers[columns].sort_values(columns, ignore_index=True),
        other.customers[columns].sort_values(columns, ignore_index=True),
    )
    pd.testing.assert_frame_equal(one.scores, other.scores)
    assert one.disagreements["group"].nunique() == 1 and len(one.disagreements) == 2  # equals stay together
