from typing import get_args

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from tests.reports.classification.value_bases.examples import ROWS, classification_of
from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.facts.history import ValueBasis
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.value_bases.analysis import _kappa, compare


@pytest.fixture(scope="module")
def by_hand():
    return compare(classification_of(ROWS))


def test_classes_by_each_value_by_hand(by_hand):
    assert by_hand.bases == ["revenue", "margin", "orders"] and by_hand.missing == []
    rows = by_hand.customers.set_index("customer_id")
    assert rows["class_revenue"].to_dict() == {"a": "A", "b": "A", "c": "B", "d": "C"}
    assert rows["class_margin"].to_dict() == {"a": "A", "b": "N", "c": "A", "d": "B"}
    assert rows["class_orders"].to_dict() == {"a": "C", "b": "B", "c": "B", "d": "A"}
    assert rows["value_margin"].to_dict() == {
        "a": 30 * SCALE,
        "b": -5 * SCALE,
        "c": 8 * SCALE,
        "d": 4 * SCALE,
    }
    assert rows["apart"].to_dict() == {"a": 2, "b": 3, "c": 1, "d": 2}


def test_the_farthest_apart_comes_first(by_hand):
    # a: .6 of revenue against 1/40 of the orders; d: .05 against 34/40, which is farther
    assert list(by_hand.differ["customer_id"]) == ["b", "d", "a", "c"]


def test_agreement_by_hand(by_hand):
    agreement = by_hand.agreement.set_index(["first", "second"])
    first = agreement.loc[("revenue", "margin")]
    assert (first["customers"], first["same"], first["share"]) == (4, 1, 0.25)
    # A A B C against A N A B, steps apart 0 3 1 1: 5 of 4. By chance each of A A B C against each of A N A B:
    # A: 0 3 0 1 (twice) = 8, B: 1 2 1 0 = 4, C: 2 1 2 1 = 6: 18 of 16. 1 - (5 / 4) / (18 / 16) = -1/9
    assert first["kappa"] == pytest.approx(-1 / 9)
    counts = by_hand.counts.set_index("basis")
    assert counts.loc["margin", ["higher", "lower"]].tolist() == [2, 1]  # c and d up, b down
    assert counts.loc["orders", ["A", "B", "C", "N"]].tolist() == [1, 2, 1, 0]


def test_without_costs_there_is_no_margin():
    bases = compare(classification_of(ROWS, cost=False))
    assert bases.bases == ["revenue", "orders"] and bases.missing == ["margin"]


def test_the_rule_s_own_value_comes_first():
    bases = compare(classification_of(ROWS, Rule(value="order_value", window_months=1)))
    assert bases.bases == ["order_value", "revenue", "margin", "orders"]
    # the test's book has the same sums as order value and as revenue
    same = bases.agreement.set_index(["first", "second"]).loc[("order_value", "revenue")]
    assert (same["share"], same["kappa"]) == (1.0, 1.0)
    assert compare(classification_of(ROWS, Rule(value="margin", window_months=1))).bases == [
        "margin",
        "revenue",
        "orders",
    ]


def test_one_class_for_all_has_no_kappa():
    bases = compare(classification_of([("a", 5, 1, 1)]))
    assert bases.agreement["kappa"].isna().all() and (bases.agreement["share"] == 1).all()


def test_a_customer_without_costs_is_counted():
    bases = compare(classification_of([("a", 50, 20, 1), ("b", 5, 0, 1)]))
    assert bases.without_cost == 1


def test_months_with_costs_are_counted():
    rows = [("a", month, 5 * SCALE, 5 * SCALE, cost, 1) for month, cost in (("2026-04", 0), ("2026-05", 9))]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "revenue", "cost", "orders"])
    classification = classify_month(facts, None, "2026-05", Rule(window_months=2), currency="CNY", source="x")
    bases = compare(classification)
    assert bases.cost_months == 1


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-50, 500), st.integers(0, 300), st.integers(0, 40)), min_size=1, max_size=12
    ),
    st.randoms(use_true_random=False),
)
def test_every_table_tells_of_the_same_customers(values, random):
    rows = [(f"c{place}", *values_of) for place, values_of in enumerate(values)]
    shuffled = random.sample(rows, len(rows))
    one, other = compare(classification_of(rows)), compare(classification_of(shuffled))
    pd.testing.assert_frame_equal(one.customers, other.customers)
    pd.testing.assert_frame_equal(one.agreement, other.agreement)
    assert (one.counts[["A", "B", "C", "N"]].sum(axis=1) == len(rows)).all()
    assert (one.agreement["kappa"].dropna() <= 1).all()
    assert len(one.differ) == (one.customers["apart"] > 0).sum() <= len(rows)


def test_a_value_as_even_as_the_own_one_is_not_called_too_even():
    # 10 to 19, of 145: the seven largest reach 112, the eighth crosses 116; margin is the same but for a unit
    bases = compare(classification_of([(f"{n:02d}", 10 + n, 0 if n else 1, 9 - n) for n in range(10)]))
    assert bases.counts.set_index("basis").loc[["revenue", "margin"], "A"].tolist() == [8, 8]
    assert "margin" not in bases.even


def test_a_margin_of_nothing_but_costs_is_compared():
    # nothing billed in the window: there is no revenue to set beside the margin
    bases = compare(
        classification_of([("a", 0, 5, 1), ("b", 0, 3, 2)], Rule(value="margin", window_months=1))
    )
    assert bases.bases == ["margin", "orders"] and bases.missing == ["revenue"]
    assert bases.without_cost == 0 and bases.cost_months == 1


@pytest.mark.parametrize("value", get_args(ValueBasis))
@pytest.mark.parametrize("cost", [True, False], ids=["costs", "no costs"])
def test_every_value_can_be_compared(value, cost):
    bases = compare(classification_of(ROWS, Rule(value=value, window_months=1), cost=cost))
    assert bases.own == bases.bases[0] == value
    assert len(bases.customers) == len(ROWS)


def test_a_single_basis_has_nothing_to_agree_with():
    bases = compare(classification_of([("a", 5, 0, 0), ("b", 3, 0, 0)], cost=False))
    assert bases.missing == ["margin", "orders"]
    assert bases.agreement.empty and bases.differ.empty


@given(st.lists(st.tuples(st.sampled_from("ABCN"), st.sampled_from("ABCN")), min_size=2, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs):
    left, right = (pd.Series(list(letters)) for letters in zip(*pairs, strict=True))
    assume(len({*left, *right}) > 1)
    expected = cohen_kappa_score(left, right, labels=list("ABCN"), weights="linear")
    assert _kappa(left, right) == pytest.approx(expected, abs=1e-9)
