"""Costs: their units, repeated rows, and rows that cannot be read."""

import pytest

from tests.data.exports import BILLING, BILLS, faults, values
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history


def test_a_cost_file_of_a_chinese_system_is_read_with_its_unit(warehouse):
    text = "货主编码,所属月份,成本金额（万元）\n007,2026年5月,1.25\n007,202604,2\n"
    warehouse.write(b__csv=BILLING + "1,1,007,2026-05-29,30000\n", k__csv=text.encode("gb18030"))
    tables = BILLS | {"costs": 'path = "k.csv"\nencoding = "gb18030"'}
    history = read_history(warehouse.settings(tables))
    assert history.facts.costs.to_numpy().tolist() == [
        ["007", "2026-04", 200_000_000],
        ["007", "2026-05", 125_000_000],
    ]
    text = "客户编号,月份,成本(元)\n007,2026-05,12500\n"
    warehouse.write(k__csv=text.encode("gb18030"))
    assert values(read_history(warehouse.settings(tables)), "2026-05") == {("007", "2026-05"): 175_000_000}


def test_the_same_cost_row_again_counts_once_and_unlike_ones_block(history_of):
    history = history_of(["a,2026-05-29,9"], ["a,2026-05,,3", "a,2026-05,,3", "a,2026-05,收货,1"])
    assert values(history, "2026-05", column="cost") == {("a", "2026-05"): 40_000}
    assert faults(history.intake) == [(3, "a 2026-05", "duplicate")]
    with pytest.raises(WorkbookError, match=r"k\.csv:2: customer_id, month is 'a 2026-05'\. Another row"):
        history_of(
            ["a,2026-05-29,9"], ["a,2026-05,3", "a,2026-05,4"], head="customer_id,month,cost\n"
        ).intake.require(["costs"])


def test_cost_rows_that_cannot_be_read_are_rejected_with_their_place(history_of):
    costs = ["a,2026-05,,3", "a,2026-13,,1", "a,2026-04,,x", ",2026-05,,1", "b,2026-05,,"]
    costs += [f"b,2026-04,{activity},2" for activity in ("收货", "拣货", "盘点", "退货")]
    history = history_of(["a,2026-05-29,9", "b,2026-05-29,9"], costs)
    assert faults(history.intake) == [
        (3, "2026-13", "not_month"), (4, "x", "not_amount"), (5, "", "blank"), (6, "", "blank"),
    ]  # fmt: skip
