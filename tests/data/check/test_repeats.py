"""Rows that repeat a key: which of them are used."""

import duckdb
import pytest

from wcm_helpers.data.check.repeats import repeated_rows
from wcm_helpers.data.tables import TABLES


@pytest.fixture
def costs():
    """Give an engine with rows of costs: two equal ones, and three of one key with two contents."""
    engine = duckdb.connect()
    names = ", ".join(
        f"null as {name}" for name in TABLES["costs"].names if name not in ("customer_id", "cost")
    )
    engine.execute(
        f"create view all_costs as select *, {names}, null as _reject_reason from (values "
        "(0, 0, 'a', 1), (0, 1, 'a', 1), (0, 2, 'b', 1), (0, 3, 'b', 2), (1, 0, 'b', 2), (1, 1, 'c', 1)"
        ") t(file, row, customer_id, cost)"
    )
    return engine


@pytest.mark.parametrize(("options", "expected"), [
    ({"keep_last": False},
     {(0, 1): "duplicate", (0, 2): "conflict", (0, 3): "conflict", (1, 0): "duplicate"}),
    ({"keep_last": True}, {(0, 1): "duplicate", (0, 2): "superseded", (0, 3): "superseded"}),
    ({"keep_last": False, "flat": True, "among": "customer_id = 'a'"}, {(0, 1): "repeat"}),
])  # fmt: skip
def test_equal_rows_count_once_and_unequal_ones_conflict_or_are_superseded(costs, options, expected):
    rows = costs.execute(repeated_rows("costs", ("customer_id",), **options)).fetchall()
    assert {(file, row): reason for file, row, reason in rows} == expected
