"""Targets of the settings go first; else the terms, where they agree."""

import numpy as np
import pandas as pd
import pytest

from tests.reports.performance.control.made_up import Review
from wcm_helpers.reports.performance.scoreboard.targets import target_of, target_of_terms, term_targets


def terms(*rows):
    """Return terms: service, customer, class, target, first and last day in force."""
    frame = pd.DataFrame(
        list(rows), columns=["service", "customer_id", "class", "target", "valid_from", "valid_to"]
    )
    return frame.assign(
        valid_from=pd.to_datetime(frame["valid_from"]), valid_to=pd.to_datetime(frame["valid_to"])
    )


def test_one_target_for_all_holds_for_every_group():
    review = Review(targets={"on_time": 0.95})
    assert target_of(review, "on_time", "class", "A") == target_of(review, "on_time") == 0.95


def test_targets_by_class_hold_for_its_customers_but_not_for_the_site():
    review = Review(targets={"on_time": {"A": 0.98, "B": 0.9}})
    assert target_of(review, "on_time", "customer", "a1") == 0.98
    assert target_of(review, "on_time", "class", "B") == 0.9
    assert np.isnan(target_of(review, "on_time"))
    assert np.isnan(target_of(review, "on_time", "class", "C"))


@pytest.mark.parametrize(
    ("dimension", "group", "expected"),
    [
        ("all", "", np.nan),
        ("class", "A", 0.95),
        ("class", "B", np.nan),
        ("customer", "b2", 0.9),
        ("site", "N", np.nan),
    ],
)
def test_terms_give_a_target_where_they_agree(dimension, group, expected):
    rows = pd.DataFrame(
        {"customer_id": ["a1", "b1", "b2"], "class": ["A", "B", "B"], "target": [0.95, 0.95, 0.9]}
    )
    assert target_of_terms(rows, dimension, group) == pytest.approx(expected, nan_ok=True)


def test_only_terms_in_force_in_the_month_count():
    table = terms(
        ("outbound", "a1", None, 0.95, "2026-01-01", None),
        ("outbound", "b1", None, 0.80, "2025-01-01", "2026-09-30"),
        ("outbound", "b2", None, 0.70, "2026-11-01", None),
    )
    review = Review(terms=table)
    assert term_targets(review)[["customer_id", "class", "target"]].to_numpy().tolist() == [["a1", "A", 0.95]]
    assert target_of(review, "otif_order") == 0.95
    assert np.isnan(target_of(Review(), "otif_order")) and np.isnan(target_of(review, "lead_p90_hours"))
