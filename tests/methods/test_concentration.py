import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from wcm_helpers.methods.abc import Rule
from wcm_helpers.methods.concentration import (
    effective_customers,
    excluded,
    gini,
    herfindahl,
    lorenz,
    top_share,
    without_largest,
)

PUBLISHED = pd.Series([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
BOOKS = settings(max_examples=80, deadline=None)


def test_gini_matches_the_published_values():
    assert gini(PUBLISHED, small_sample=False) == pytest.approx(0.4620911, abs=5e-8)
    assert gini(PUBLISHED) == pytest.approx(0.5134346, abs=5e-8)


def test_herfindahl_by_hand():
    # shares .5 .25 .25: .25 + .0625 + .0625 = .375; 1 / .375 = 2.666...
    assert herfindahl(pd.Series([2, 1, 1])) == pytest.approx(0.375)
    assert effective_customers(pd.Series([2, 1, 1])) == pytest.approx(8 / 3)


@pytest.mark.parametrize(("n", "expected"), [(1, 0.5), (2, 0.75), (3, 1.0), (9, 1.0)])
def test_top_share_by_hand(n, expected):
    assert top_share(pd.Series([1, 2, -4, 1]), n) == pytest.approx(expected)


@pytest.mark.parametrize("values", [[], [0], [-3, 0]], ids=["empty", "zero", "nothing positive"])
def test_without_a_total_there_is_no_figure(values):
    values = pd.Series(values, dtype="int64")
    figures = (gini(values), herfindahl(values), effective_customers(values), top_share(values, 1))
    assert all(figure != figure for figure in figures)
    assert lorenz(values).to_dict("list") == {"customers": [0.0], "value": [0.0]}


def test_one_customer_has_no_small_sample_gini():
    assert gini(pd.Series([5]), small_sample=False) == 0
    assert gini(pd.Series([5])) != gini(pd.Series([5]))  # n - 1 = 0


def test_what_is_left_out_is_told():
    # -10 - 20 against 50 + 50
    assert excluded(pd.Series([50, 50, 0, -10, -20])) == (3, -30, 0.3)


def test_losing_the_largest():
    # 50 20 15 10 5. Today starts 0 .5 .7 .85 .95: A A A B C. Without a, of 50: 0 .4 .7 .9: A A A B.
    lost = without_largest(pd.Series({"a": 50, "b": 20, "c": 15, "d": 10, "e": 5}), Rule())
    assert (lost.largest, lost.share) == (["a"], 0.5)
    assert lost.classes["class"].to_dict() == {"b": "A", "c": "A", "d": "A", "e": "B"}


def test_losing_one_of_two_equal_largest():
    # of 40 10: 0 .8: the third starts on the limit and stays in B
    lost = without_largest(pd.Series({"a": 40, "b": 40, "c": 10}), Rule())
    assert lost.largest == ["a", "b"]
    assert lost.share == pytest.approx(40 / 90)
    assert lost.classes["class"].to_dict() == {"b": "A", "c": "B"}


def test_losing_nobody():
    lost = without_largest(pd.Series({"a": -1}), Rule())
    assert lost.largest == [] and lost.share != lost.share and lost.classes["class"].tolist() == ["N"]


@BOOKS
@given(strategies.values(), st.randoms(use_true_random=False))
def test_figures_stand_against_order_and_currency(values, random):
    book = pd.Series(values, dtype="int64")
    rows = list(values)
    random.shuffle(rows)
    figures = [
        (gini(frame, small_sample=False), herfindahl(frame), top_share(frame, 3))
        for frame in (book, book.loc[rows], book * 100)
    ]
    assert figures[1] == pytest.approx(figures[0], rel=1e-12, nan_ok=True)
    assert figures[2] == pytest.approx(figures[0], rel=1e-9, nan_ok=True)


@BOOKS
@given(strategies.values())
def test_gini_is_twice_the_area_over_the_lorenz_curve(values):
    book = pd.Series(values, dtype="int64")
    curve = lorenz(book)
    width = curve["customers"].diff()
    area = (width * (curve["value"] + curve["value"].shift()) / 2).sum()
    if (book > 0).any():
        assert gini(book, small_sample=False) == pytest.approx(1 - 2 * area, abs=1e-9)
        assert 1 - 1e-9 <= effective_customers(book) <= (book > 0).sum() + 1e-6
