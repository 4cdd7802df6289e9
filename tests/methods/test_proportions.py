import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.methods.proportions import newcombe, share_of, whole_percents, wilson_interval


def test_published_differences_of_two_shares():
    for x1, n1, x2, n2, low, high in golden("newcombe_1998.json")["rows"]:
        assert newcombe(x1 / n1, n1, x2 / n2, n2) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 40))
def test_a_share_of_as_many_customers_is_wilsons(hits, n, more):
    hits = min(hits, n)
    values = pd.Series([1.0] * hits + [0.0] * (n - hits))
    customers = pd.Series([f"c{place}" for place in range(n)])
    plain, finite = share_of(values), share_of(values, customers, population=n + more)
    assert (plain.low, plain.high) == pytest.approx(wilson(hits, n))
    assert (finite.low, finite.high) == pytest.approx(wilson(hits, n, population=n + more))
    assert finite.census == (more == 0)


def test_no_answer_and_a_census():
    assert share_of(pd.Series([], dtype="float64")).n == 0
    assert wilson_interval(0.4, float("inf")) == (0.4, 0.4)
    # two census waves: the difference is exact
    assert newcombe(0.6, float("inf"), 0.4, float("inf")) == pytest.approx((0.2, 0.2))


@given(st.lists(st.integers(0, 400), max_size=11))
def test_whole_percents_add_up_and_are_less_than_one_off(counts):
    percents, total = whole_percents(counts), sum(counts)
    assert sum(percents) == (100 if total else 0)
    assert all(
        abs(percent - 100 * count / total) < 1
        for percent, count in zip(percents, counts, strict=True)
        if total
    )
    assert all(percent == 0 for percent, count in zip(percents, counts, strict=True) if count == 0)
