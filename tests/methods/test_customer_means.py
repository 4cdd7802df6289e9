"""A customer with several respondents counts once."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.methods.customer_means import customer_means


def test_a_customer_counts_once_and_an_unknown_one_not_at_all():
    answers = pd.DataFrame({"a": [1.0, 3.0, 5.0, 2.0], "b": [np.nan, 4.0, np.nan, 1.0]})
    means = customer_means(answers, pd.Series(["y", "y", "x", None]))
    assert means.index.tolist() == ["x", "y"]
    assert means["a"].tolist() == [5.0, 2.0]  # (1 + 3) / 2
    np.testing.assert_array_equal(means["b"], [np.nan, 4.0])


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(1, 5)), min_size=1, max_size=20), st.randoms())
def test_the_order_of_responses_does_not_matter(rows, chance):
    shuffled = chance.sample(rows, len(rows))
    frames = [pd.DataFrame(some, columns=["customer", "a"]) for some in (rows, shuffled)]
    first, second = (customer_means(frame[["a"]], frame["customer"]) for frame in frames)
    pd.testing.assert_frame_equal(first, second)
