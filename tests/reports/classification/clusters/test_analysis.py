import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.clusters.analysis import group_customers


def classification_of(rows, prefix="c", days=True):
    """Review May on (value, order days, days silent) a customer."""
    rows = list(rows)
    end = pd.Timestamp("2026-05-31")
    facts = pd.DataFrame(
        {
            "customer_id": [f"{prefix}{n:04d}" for n in range(len(rows))],
            "month": "2026-05",
            "value": [round(value * SCALE) for value, _often, _silent in rows],
            "orders": [often for _value, often, _silent in rows],
            "order_days": [often for _value, often, _silent in rows],
        }
    )
    if days:
        facts["last_on"] = [end - pd.Timedelta(days=silent) for _value, _often, silent in rows]
    return classify_month(facts, None, "2026-05", Rule(window_months=1), currency="CNY", source="invoices")


def three_kinds(odd=()):
    """Large and often, middling, small and seldom: three groups nobody would draw otherwise."""
    large = [(10_000 + 10 * n, 20 + n % 4, n % 3) for n in range(12)]
    middle = [(1_500 + 10 * n, 8 + n % 4, 10 + n % 5) for n in range(14)]
    small = [(155 + 6 * n, 2 + n % 3, 24 + n % 6) for n in range(30)]
    return [*large, *middle, *small, *odd]


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
    assert result.disagreements["meaning"].tolist() == [
        "like class C: lower value, less often and less recently"
    ]
    assert result.headline == "Class and buying agree for 56 of 57 customers (98%); 1 buys unlike its class."
    assert "not a second truth" in result.remarks[0]
    # twelve from 10,000 to 10,110; order days 20 to 23 three times each; silent 0, 1, 2 four times each
    assert result.groups["name"].iloc[0] == "12 customers: median 10.1k CNY, order days 21.5, days silent 1"


def test_a_class_without_a_group_of_its_own_is_not_unlike():
    # large 144,660 (86.7 % of 166,917) and 44 that grow by 3 % from one to the next: 21 B and 23 C, one group
    large = [(12_000 + 10 * n, 20 + n % 4, n % 3) for n in range(12)]
    result = group_customers(
        classification_of([*large, *((250 * 1.03**n, 2 + n % 3, 24 + n % 6) for n in range(44))])
    )
    assert result.groups[["A", "B", "C"]].to_numpy().tolist() == [[12, 0, 0], [0, 21, 23]]
    assert result.disagreements.empty
    assert "Class B is the usual one of no group: 21 of its 21 customers are in group 2." in result.remarks
    assert (
        result.headline == "Class and buying agree for 56 of 56 customers (100%); 0 buy unlike their class."
    )


def test_one_cloud_is_withheld():
    rng = np.random.default_rng(4)
    rows = [(1_000 * np.exp(v), int(o), int(s)) for v, o, s in zip(
        rng.normal(0, 1, 70), rng.integers(5, 25, 70), rng.integers(0, 30, 70), strict=True)]  # fmt: skip
    result = group_customers(classification_of(rows))
    assert result.reason.startswith("Cannot tell: weighted anew, the customers fall into other groups")
    assert result.disagreements.empty and result.groups.empty and len(result.scores) == 5
    assert not result.scores["chosen"].any()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(5, 1, 1)], "Cannot tell: 1 customer has a value above zero, 20 are needed."),
        ([(-5, 1, 1)] * 30, "Cannot tell: 0 customers have a value above zero, 20 are needed."),
        ([(5 + n, 1, 1) for n in range(30)],
         "Cannot tell: all customers buy as often and as recently; value alone is what the classes see."),
        ([(5, 1, 1)] * 30,
         "Cannot tell: all customers buy as often and as recently; value alone is what the classes see."),
        ([(5, 1 + n % 6, 1) for n in range(30)],
         "Cannot tell: fewer than 7 customers differ from each other."),
    ],
    ids=["one", "negative", "value only", "equal", "six kinds"],
)  # fmt: skip
def test_what_cannot_be_told_is_said(rows, reason):
    assert group_customers(classification_of(rows)).reason == reason


def test_without_days_months_are_counted_and_constant_features_are_named():
    result = group_customers(classification_of(three_kinds(), days=False))
    assert result.silence == "months silent"
    assert result.rules[0][1].endswith("The same for all customers and left out: months silent.")


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
