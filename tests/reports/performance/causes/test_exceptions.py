"""Exceptions: groups unlike their own year before, tested with the spread of their own months."""

import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.reports.performance.causes import exceptions

MONTH = "2026-05"


def values(past, now, n=400):
    """Return values of on_time of one site: the shares of the months before, and of the month."""
    rows = [
        ("on_time", "site", "S1", month, share * n, n, share, n, share - 0.02)
        for month, share in zip(window(MONTH, len(past) + 1), [*past, now], strict=True)
    ]
    names = ["indicator", "dimension", "group", "month", "numerator", "denominator", "value", "n", "low"]
    return pd.DataFrame(rows, columns=names)


def p_of(past, now, **options):
    return exceptions.tested_groups(values(past, now, **options), MONTH)["p"].item()


def test_a_fall_beyond_chance_is_worse():
    row = exceptions.tested_groups(values([0.95] * 12, 0.80), MONTH).iloc[0]
    assert row["p"] < 1e-6 and row["worse"] and row["usual"] == 0.95


def test_a_group_whose_months_always_differ_needs_a_larger_fall():
    calm, wild = [0.95] * 12, [0.99, 0.85] * 6
    assert p_of(calm, 0.88) < 0.001 < 0.05 < p_of(wild, 0.88)


def test_few_months_and_few_cases_are_no_exception():
    assert exceptions.tested_groups(values([0.95] * 5, 0.5), MONTH).empty
    assert p_of([0.95] * 12, 0.80, n=10) > 0.03


def test_the_same_share_as_ever_is_none():
    row = exceptions.tested_groups(values([0.95] * 12, 0.95), MONTH).iloc[0]
    assert row["p"] > 0.9 and not row["worse"]
