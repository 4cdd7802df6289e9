import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.methods.kano import CATEGORIES, categorise, count, judge

LIKE, MUST, NEUTRAL, LIVE, DISLIKE = 1, 2, 3, 4, 5


def counts_of(*numbers):
    return dict(zip(CATEGORIES, numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "category", "mode", "better", "worse", "difference", "limit"),
    [
        ((95, 123, 45, 33, 0, 0), "O", "O", 0.568, -0.736, 28, 19.4),
        ((15, 24, 121, 124, 6, 6), "mixed", "I", 0.511, -0.137, 3, 19.8),
    ],
)
def test_the_published_services(numbers, category, mode, better, worse, difference, limit):
    service = judge(counts_of(*numbers))
    assert (service.n, service.category, service.mode) == (296, category, mode)
    assert (service.better, service.worse) == pytest.approx((better, worse), abs=5e-4)
    assert service.difference == difference and service.limit == pytest.approx(limit, abs=0.05)
    assert not service.faulty


def test_every_pair_of_answers_has_the_category_of_the_published_table():
    published = {
        LIKE: "QAAAO", MUST: "RIIIM", NEUTRAL: "RIIIM", LIVE: "RIIIM", DISLIKE: "RRRRQ",
    }  # fmt: skip
    pairs = [(f, d) for f in range(1, 6) for d in range(1, 6)]
    found = categorise(pd.Series([f for f, _ in pairs]), pd.Series([d for _, d in pairs]))
    assert "".join(found) == "".join(published[f] for f in range(1, 6))


def test_half_a_pair_has_no_category():
    found = categorise(pd.Series([1.0, np.nan, 1.0]), pd.Series([np.nan, 5.0, 5.0]))
    assert found.tolist() == [None, None, "O"]
    assert count(found) == counts_of(0, 1, 0, 0, 0, 0)


def test_equal_counts_are_mixed_and_ranked_by_what_hurts_most():
    service = judge(counts_of(10, 10, 10, 10, 0, 0))
    assert (service.mode, service.category, service.difference) == ("M", "mixed", 0)
    assert judge(counts_of(0, 0, 20, 20, 0, 0)).mode == "A"


def test_a_certain_but_small_lead_is_mixed():
    # of 10,000 a lead of 500 is 5 %, less than 6 points; the limit is 1.65 √(8,500 · 11,500 / 20,000) = 115
    service = judge(counts_of(4_500, 4_000, 1_500, 0, 0, 0))
    assert service.limit == pytest.approx(115.4, abs=0.1)
    assert (service.category, service.strength) == ("mixed", 0.05)
    assert judge(counts_of(4_600, 4_000, 1_400, 0, 0, 0)).category == "M"


def test_too_few_answers_have_no_category():
    assert judge(counts_of(7, 0, 0, 0, 0, 0)).category == ""
    assert judge(counts_of(8, 0, 0, 0, 0, 0)).category == "M"


def test_questions_misunderstood_are_faulty():
    assert judge(counts_of(0, 0, 0, 18, 2, 0)).faulty is False  # 2 of 20 are 10 %, not more
    assert judge(counts_of(0, 0, 0, 17, 3, 0)).faulty is True
    assert judge(counts_of(0, 0, 0, 17, 0, 3)).faulty is True


def test_nothing_but_reverse_answers_has_no_coefficients():
    service = judge(counts_of(0, 0, 0, 0, 9, 1))
    assert service.category == "R" and service.base == 0 and np.isnan(service.better)
    nothing = judge(counts_of(0, 0, 0, 0, 0, 0))
    assert (nothing.mode, nothing.category, nothing.faulty) == ("", "", False)


@given(st.lists(st.integers(0, 200), min_size=6, max_size=6))
def test_coefficients_are_shares(numbers):
    service = judge(counts_of(*numbers))
    if service.base:
        assert 0 <= service.better <= 1 and -1 <= service.worse <= 0
    assert service.category in ("", "mixed", service.mode)
