"""The counts of loyalty as the catalogue reads them."""

import pytest

from tests.reports.performance.loyalty.made_up import Review, bills, contracts, orders
from wcm_helpers.reports.performance.catalogue.values import compute_values
from wcm_helpers.reports.performance.loyalty.counts import COLUMNS, loyalty_counts, renewal_counts


def _review():
    return Review(
        contract_rows=contracts(
            ("K1", "a", "2025-05-01", "2026-05-10", False), ("K2", "a", "2026-05-11", None, False),
            ("K3", "b", "2025-05-01", "2026-05-10", False),
        ),
        billing=bills(a=[100] * 12 + [150] * 3, b=[100] * 12 + [50] * 3, z=[10] * 15),
        order_rows=orders(old=["2025-01-01"], y=["2026-02-10", "2026-03-01"], z=["2026-02-10"]),
    )  # fmt: skip


def test_the_indicators_are_those_worked_by_hand():
    counts = loyalty_counts(_review())
    assert tuple(counts.columns) == COLUMNS
    names = ["renewal", "gross_retention", "net_retention", "repeat_rate"]
    values = compute_values({"loyalty": counts}, "all", names)
    now = values[values["month"] == "2026-05"].set_index("indicator")["value"]
    # 1 of 2 contracts; 300 + 150 of 600; 450 + 150 of 600; y of y and z
    assert now.to_dict() == pytest.approx(
        {"renewal": 0.5, "gross_retention": 0.75, "net_retention": 1.0, "repeat_rate": 0.5}
    )


def test_the_part_adds_up_by_customer():
    values = compute_values({"loyalty": loyalty_counts(_review())}, "customer", ["gross_retention"])
    now = values[values["month"] == "2026-05"].set_index("group")["value"]
    assert now.to_dict() == pytest.approx({"a": 1.0, "b": 0.5})


def test_without_tables_there_are_no_counts():
    assert loyalty_counts(Review()) is None
    assert renewal_counts(None, "2026-05") is None
