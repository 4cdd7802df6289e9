"""Contract customers, their contracts and revenue, worked by hand."""

import pandas as pd

from tests.reports.performance.loyalty.made_up import Review, bills, contracts
from wcm_helpers.reports.performance.loyalty.contracts import (
    contracts_of,
    find_contract_customers,
    monthly_revenue,
    revenue_retention,
)

ROWS = contracts(
    ("K1", "a", "2025-01-01", "2025-12-31", False), ("K2", "a", "2026-01-01", "2026-08-10", False),
    ("K3", "b", "2025-06-01", "2026-06-20", True), ("K4", "c", "2025-03-01", "2026-02-28", False),
    ("K5", "d", "2024-06-01", "2026-05-20", False), ("K6", "e", "2025-06-01", "2026-09-01", False),
)  # fmt: skip


def test_the_mark_decides_and_a_contract_where_it_is_blank():
    marks = pd.DataFrame({"customer_id": ["a", "b", "c"], "contractual": [True, False, None]})
    as_of = pd.Timestamp("2026-05-31")
    assert find_contract_customers(marks, ROWS, as_of) == {"a", "c", "d", "e"}
    assert find_contract_customers(None, ROWS, pd.Timestamp("2025-02-01")) == {"a", "d"}
    assert find_contract_customers(marks.assign(contractual=None), None, as_of) is None


def test_what_became_of_the_contracts_of_a_year():
    state = contracts_of(Review(contract_rows=ROWS))
    # K5 ended on 20 May, eleven days ago; K4 ended three months ago with nothing after it
    assert state.year.set_index("contract_no")["state"].to_dict() == {
        "K1": "renewed",
        "K4": "lost",
        "K5": "open",
    }


def test_contracts_that_end_in_ninety_days_are_listed_the_largest_first():
    review = Review(contract_rows=ROWS, billing=bills(a=[100] * 15, b=[900] * 15, e=[500] * 15))
    assert contracts_of(review).soon["contract_no"].tolist() == ["K3", "K2"]  # e ends on day 93


def test_a_renewal_signed_after_the_month_is_not_known_in_it():
    later = contracts(("K7", "c", "2026-03-15", "2027-03-14", False)).assign(
        sign_date=pd.Timestamp("2026-06-02")
    )
    state = contracts_of(Review(contract_rows=pd.concat([ROWS, later], ignore_index=True)))
    assert state.contracts.set_index("contract_no").loc["K4", "state"] == "lost"


def test_revenue_of_three_months_against_a_year_ago():
    # a: 3 × 100 to 3 × 60; b: 3 × 100 to 3 × 150; d is new; c has no contract
    review = Review(
        flags={"a": True, "b": True, "c": False, "d": True},
        billing=bills(a=[100] * 12 + [60] * 3, b=[100] * 12 + [150] * 3, c=[100] * 15, d=[80] * 3),
    )
    sums = contracts_of(review).revenue.set_index("customer_id").drop(columns="name").sum() / 10_000
    assert sums.tolist() == [600, 480, 630]  # gross 80 %, net 105 %


def test_bills_that_begin_later_give_no_retention():
    review = Review(flags={"a": True}, billing=bills(a=[100] * 14))
    assert contracts_of(review).revenue.empty
    assert revenue_retention(monthly_revenue(Review()), frozenset({"a"}), "2026-05").empty
