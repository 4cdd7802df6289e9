"""The intake: which reports a fault stops, and the used rows of small tables."""

import pandas as pd
import pytest

from tests.data.exports import BILLING
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.intake import take_in


@pytest.fixture
def faulty(warehouse):
    """Return an intake with a fault in the costs and one of orders and lines together; billing has none."""
    warehouse.write(
        b__csv=BILLING + "I1,1,a,2026-05-03,4\n",
        k__csv="customer_id,month,cost\na,2026-05,3\na,2026-05,4\n",
        o__csv="order_id,customer_id,created_at,direction\n1,a,2026-05-01,out\n1,b,2026-05-01,in\n",
        l__csv="order_id,line_no,qty\n1,1,5\n",
    )
    names = {"billing": "b", "costs": "k", "orders": "o", "order_lines": "l"}
    return take_in(warehouse.settings({name: f'path = "{file}.csv"' for name, file in names.items()}))


def test_a_fault_stops_only_the_reports_that_read_its_tables(faulty):
    faulty.require(["billing"])
    faulty.require([])
    with pytest.raises(WorkbookError, match=r"^k\.csv:2: customer_id, month is 'a 2026-05'\. Another row"):
        faulty.require(["billing", "costs"])
    with pytest.raises(WorkbookError, match=r"different sites.* There are 2 more faults; wcm check"):
        faulty.require()
    assert [fault.tables for fault in faulty.blocking] == [
        ("orders", "order_lines"), ("costs",), ("costs",),
    ]  # fmt: skip
    assert faulty.faults_of(["order_lines"]) == faulty.faults_of(["orders"]) == faulty.faults_of()[:1]


def test_faults_are_the_same_from_the_cache(faulty):
    assert take_in(faulty.settings).blocking == faulty.blocking


def test_faults_from_the_cache_are_in_the_language_of_their_reader(faulty):
    before = faulty.faults_of(["costs"])
    words.use("zh")
    try:
        assert (
            take_in(faulty.settings).faults_of(["costs"])
            == faulty.faults_of(["costs"])
            == [
                "k.csv:2：customer_id, month为'a 2026-05'。另有一行主键相同而内容不同。"
                "cost在k.csv:2为'3'，在k.csv:3为'4'。costs中共有2行。"
                "请更正其中一行。仅当后面的行确实替代前面的行时，才为该表设置"
                'duplicates = "last"，前面的行将不再使用。',
                "costs：读入2行，没有一行可用。请查看剔除行。",
            ]
        )
    finally:
        words.use("en")
    assert take_in(faulty.settings).faults_of(["costs"]) == before


def test_the_used_rows_of_a_small_table_have_all_its_columns_by_its_key(warehouse):
    warehouse.write(k__csv="customer_id,month,activity,cost\nb,2026-05,pick,1.5\na,2026-05,,0.0001\na,x,,9\n",
                    b__csv=BILLING + "I1,1,a,2026-05-03,4\n")  # fmt: skip
    intake = take_in(warehouse.settings({"costs": 'path = "k.csv"', "billing": 'path = "b.csv"'}))
    rows = intake.used_rows("costs")
    assert rows.columns.tolist() == ["customer_id", "month", "activity", "cost"]
    assert rows["cost"].tolist() == [1, 15_000]  # ten-thousandths
    assert rows["customer_id"].tolist() == ["a", "b"]
    assert pd.isna(rows["activity"].iloc[0])
    assert intake.used_rows("customers") is None
    with pytest.raises(ValueError, match="billing is a large table"):
        intake.used_rows("billing")
