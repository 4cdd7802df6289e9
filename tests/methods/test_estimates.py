import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.methods.estimates import LEAST_ANSWERS, Estimate, sample_of

ANSWERS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["a", "b", "c", "d", None])), min_size=1)


def test_a_response_without_a_customer_stands_for_itself():
    sample = sample_of(pd.Series([1.0, 5.0, 3.0, None]), pd.Series([None, None, "x", "x"]))
    assert (sample.n, sample.customers, sample.size, sample.mean) == (3, 3, 3.0, 3.0)
    assert sample.variance == pytest.approx(8 / 3)  # (4 + 4 + 0) / 3


def test_many_answers_of_one_customer_are_one():
    sample = sample_of(pd.Series([1.0, 2.0, 3.0, 4.0]), pd.Series(["x"] * 4))
    assert (sample.customers, sample.size) == (1, 1.0)


def test_nobody_answered():
    sample = sample_of(pd.Series([None, None], dtype="float64"), population=10)
    assert (sample.n, sample.customers, sample.size) == (0, 0, 0.0)
    assert np.isnan(sample.mean)


def test_all_customers_answered():
    answers, customers = pd.Series([1.0, 5.0, 3.0]), pd.Series(["x", "y", "y"])
    assert sample_of(answers, customers, population=2).census
    assert not sample_of(answers, customers, population=3).census
    # unmatched responses say nothing about the frame
    assert not sample_of(answers, pd.Series([None] * 3), population=3).census


@given(ANSWERS)
def test_the_effective_size_is_between_customers_alike_and_answers_apart(rows):
    values = pd.Series([float(answer) for answer, _ in rows])
    customers = pd.Series([customer for _, customer in rows], dtype=object)
    sample = sample_of(values, customers)
    sizes = customers.value_counts().to_numpy()
    alone = int(customers.isna().sum())
    assert sample.n**2 / (sum(sizes**2) + alone) - 1e-9 <= sample.size <= sample.n + 1e-9


def test_an_estimate_is_reliable_with_enough_answers_or_all_of_them():
    assert not Estimate(1, 0, 2, LEAST_ANSWERS - 1, 7).reliable
    assert Estimate(1, 0, 2, LEAST_ANSWERS, 8).reliable
    assert Estimate(1, 1, 1, 3, 3, census=True).reliable
