"""Lines on customers."""

import pytest

from wcm_helpers.reporting.selection import Candidate
from wcm_helpers.reports.performance.first_page import customer_words

ROW = {
    "customer_id": "c", "name": "东沐", "class": "A", "indicator": "on_time", "value": 0.7,
    "low": 0.53, "high": 0.83,
    "peers": 0.913, "revenue": 20_300_000_000, "end_date": "2026-12-16", "days": 46,
}  # fmt: skip


def test_an_under_served_customer_is_set_against_its_class():
    line = customer_words.underserved_line(Candidate("underserved", ROW, 1), "CNY")
    assert line.amount == "2.03M CNY a year"
    assert line.happened == (
        "On time was 70.0% (53.0% to 83.0%) in 12 months, against 91.3% of the other customers of class A."
    )


def test_a_contract_that_ends_names_day_and_days():
    line = customer_words.renewal_line(Candidate("renewal", ROW), "CNY")
    assert line.happened == "The contract ends on 2026-12-16, in 46 days, and is not renewed yet."


@pytest.mark.parametrize("value", [None, float("nan"), 0])
def test_money_that_is_unknown_is_not_written(value):
    assert customer_words.a_year(value, "CNY") == ""
