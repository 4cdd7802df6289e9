"""Totals whose word stands beside other text."""

import pytest

from tests.data.exports import faults, revenue
from wcm_helpers.data.check.totals import word_apart

HEAD = "customer_id,doc_date,amount\n"


def read(warehouse, *rows):
    return warehouse.billing(HEAD + "".join(f"{customer},{day},{sum_}\n" for customer, day, sum_ in rows))


def warned(intake):
    rows = intake.warnings[intake.warnings["reason"] == "like_a_total"]
    return rows[["rows", "line", "value"]].to_numpy().tolist()


MAY = [("C1", "2026-05-31", 100), ("C2", "2026-05-31", 30)]
JUNE = [("C1", "2026-06-30", 7), ("C2", "2026-06-30", 5)]


@pytest.mark.parametrize(
    ("total", "amount"),
    [("5月小计", 130), ("合计（元）", 130), ("Total (CNY)", 130), ("2026年5月合计：", 130), ("C1 小计", 100),
     ("C2-汇总", 30), ("小计:C2", 30), ("C1 Subtotal", 100), ("SUB-TOTAL C1", 100), ("第二季度累计", 130)],
)  # fmt: skip
def test_a_row_with_the_word_and_the_sum_is_a_total(warehouse, total, amount):
    intake = read(warehouse, *MAY, (total, "2026-05-31", amount))
    assert revenue(warehouse.facts(intake)) == {"C1": 1_000_000, "C2": 300_000}
    assert faults(intake) == [(4, total, "total")]
    assert warned(intake) == []


@pytest.mark.parametrize(
    ("customer", "amount"),
    [("汇总科技", 130), ("Total Logistics", 130), ("Logistics Total", 30), ("C3 小计", 100), ("5月小计", 129),
     ("C1 小计", 130)],
)  # fmt: skip
def test_a_word_without_its_sum_or_beside_a_name_is_used_and_warned_of(warehouse, customer, amount):
    intake = read(warehouse, *MAY, (customer, "2026-05-31", amount))
    assert revenue(warehouse.facts(intake))[customer] == amount * 10_000
    assert faults(intake) == []
    assert warned(intake) == [[1, 4, customer]]


def test_totals_of_customers_months_and_all_in_one_file(warehouse):
    intake = read(
        warehouse,
        MAY[0], ("C1 小计", "2026-05-31", 100), MAY[1], ("C2 小计", "2026-05-31", 30),
        ("5月合计", "2026-05-31", 130), *JUNE, ("6月合计", "2026-06-30", 12),
        ("5-6月总计", "2026-06-30", 142),
    )  # fmt: skip
    assert revenue(warehouse.facts(intake)) == {"C1": 1_070_000, "C2": 350_000}
    assert [line for line, *_ in faults(intake)] == [3, 5, 6, 9, 10]
    account = intake.reconciliation
    assert account.loc[account["reason"] == "total", "amount"].sum() == 0


def test_a_total_behind_one_of_the_word_alone_begins_anew(warehouse):
    intake = read(warehouse, *MAY, ("合计", "2026-05-31", 130), *JUNE, ("6月小计", "2026-06-30", 12))
    assert [line for line, *_ in faults(intake)] == [4, 7]


def test_a_total_is_the_sum_of_its_own_file(warehouse):
    warehouse.write(b06__csv=HEAD + "C1,2026-06-30,7\n本月小计金额,2026-06-30,7\n6月小计,2026-06-30,100\n")
    intake = read(warehouse, *MAY, ("C1 小计", "2026-05-31", 100))
    assert len(faults(intake)) == 1
    (warehouse.folder / "b.csv").rename(warehouse.folder / "b05.csv")
    from wcm_helpers.data.intake import take_in

    both = take_in(warehouse.settings({"billing": 'path = "b0*.csv"'}))
    assert both.rejects[["file", "line"]].to_numpy().tolist() == [["b05.csv", 4]]


def test_words_within_other_words_are_none():
    assert [word_apart(name) for name in ("Summit", "Totally", "Consumer", "甲公司")] == [None] * 4
