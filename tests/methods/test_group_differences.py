"""One group against the others together: two as Newcombe compares them, several by hand."""

import pytest

from wcm_helpers.methods.group_differences import Measured, from_the_others
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.methods.proportions import newcombe


def share(hits, n):
    return Measured(hits / n, *wilson(hits, n), n)


def test_two_shares_are_compared_as_newcombe_does():
    first, second = from_the_others([share(56, 70), share(48, 80)])
    assert first == pytest.approx(newcombe(0.8, 70, 0.6, 80))
    assert second == pytest.approx((-first.high, -first.low))


def test_the_others_weigh_by_their_cases():
    # By hand: the others of x are 0.5 of 30 and 0.9 of 10 = 0.6; below (0.75·0.1)² + (0.25·0.2)² = 0.008125
    groups = [Measured(0.8, 0.7, 0.9, 20), Measured(0.5, 0.4, 0.6, 30), Measured(0.9, 0.7, 0.95, 10)]
    below, above = 0.008125**0.5, ((0.75 * 0.1) ** 2 + (0.25 * 0.05) ** 2) ** 0.5
    interval = from_the_others(groups)[0]
    assert interval.low == pytest.approx(0.2 - (0.1**2 + above**2) ** 0.5)
    assert interval.high == pytest.approx(0.2 + (0.1**2 + below**2) ** 0.5)


def test_complete_counts_have_no_doubt():
    assert from_the_others([Measured(0.5, 0.5, 0.5, 4), Measured(0.25, 0.25, 0.25, 8)])[0] == (0.25, 0.25)
