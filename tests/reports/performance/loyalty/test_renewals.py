"""The contracts the first page may speak of."""

from tests.reports.performance.loyalty.made_up import Review, bills, contracts
from wcm_helpers.reports.performance.loyalty.renewals import renewals_of

ROWS = contracts(
    ("K2", "a", "2026-01-01", "2026-08-10", False), ("K3", "b", "2025-06-01", "2026-06-20", True),
    ("K5", "d", "2024-06-01", "2026-05-20", False), ("K6", "e", "2025-06-01", "2026-08-29", False),
)  # fmt: skip


def test_those_that_renew_themselves_or_have_ended_are_left_out():
    review = Review(contract_rows=ROWS, billing=bills(a=[100] * 15, b=[900] * 15, e=[500] * 15))
    ending = renewals_of(review)
    assert ending[["customer_id", "days"]].values.tolist() == [["e", 90], ["a", 71]]
    assert ending["revenue"].tolist() == [60_000_000, 12_000_000]


def test_without_the_table_there_are_none():
    assert renewals_of(Review()).empty
