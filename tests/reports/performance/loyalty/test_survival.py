"""Years under contract, counted by hand."""

import pandas as pd

from tests.reports.performance.loyalty.made_up import Review, contracts
from wcm_helpers.reports.performance.loyalty.survival import count_survivors, survival_of

AS_OF = pd.Timestamp("2026-05-31")


def test_survivors_of_customers_that_began_three_years_ago():
    rows = contracts(
        ("A1", "a", "2023-01-01", "2023-12-31", False),  # left after a year
        ("B1", "b", "2023-02-01", "2024-01-31", False), ("B2", "b", "2024-02-10", "2025-02-09", False),
        ("C1", "c", "2022-01-01", None, False),
        ("D1", "d", "2023-03-01", "2024-02-29", True),
        ("E1", "e", "2025-01-01", None, False),  # too young
        ("F1", "f", "2023-01-01", "2023-12-31", False), ("F2", "f", "2025-01-01", None, False),  # a gap
    )  # fmt: skip
    # on the first anniversary a and f have left; b leaves after the second
    assert count_survivors(rows, AS_OF).tolist() == [5, 3, 3, 2]


def test_few_customers_cannot_tell():
    rows = contracts(("A1", "a", "2022-01-01", "2023-12-31", False))
    assert not survival_of(Review(contract_rows=rows)).model.converged
    assert survival_of(Review()) is None
    assert len(count_survivors(rows.assign(start_date=pd.Timestamp("2026-01-01")), AS_OF)) == 0
