"""The lines of a month's bills and the months before: they add up, also where some lines are summed."""

import math

import pandas as pd
import pytest

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.packs.volumes import MOST_LINES, volumes
from wcm_helpers.reporting.customer_packs import PackReader
from wcm_helpers.reporting.section import section

LINE = {
    "customer_id": "c1", "invoice_no": "F1", "service_code": "storage", "uom": "pallet", "qty": 1.0,
    "amount": 10_000, "pass_through": False, "disputed": False,
}  # fmt: skip
NO_MONTHS = pd.DataFrame({"customer_id": [], "month": [], "amount": []})
READER = PackReader("c1", "First", lambda text, table, row, free: "South" not in text)


@pytest.fixture
def tables(shop):
    history = read_history(load_settings(shop.settings))

    def tables(lines, by_month=NO_MONTHS):
        made = volumes(
            history, "2026-05", pd.DataFrame([{**LINE, **line} for line in lines]), by_month, READER
        )
        return section("volumes", made).tables

    return tables


def test_lines_of_the_bill_add_up_and_say_what_is_apart(tables):
    table = tables(
        [
            {"amount": 1_501_500},
            {
                "service_code": "freight",
                "uom": None,
                "qty": math.nan,
                "amount": 300_000,
                "pass_through": True,
            },
            {"service_code": None, "uom": None, "qty": 0.5, "amount": -1_500, "disputed": True},
            {"service_code": "as for South", "amount": 10_000},
            {"customer_id": "c2", "amount": 99_990_000},
        ]
    )["invoice"]
    assert table.iloc[:, 0].tolist() == [
        "storage", "freight (passed on at cost)", "Other services (in dispute)", "Other services", "Total",
    ]  # fmt: skip
    # 150.15 + 30 - 0.15 + 1
    assert table.iloc[:, -1].tolist() == [150.15, 30.0, -0.15, 1.0, 181.0]


def test_many_lines_keep_the_largest_and_still_add_up(tables):
    table = tables([{"service_code": f"s{n}", "amount": n * 10_000} for n in range(1, 21)])["invoice"]
    # of 20 lines of 1 to 20 the 11 largest (20 to 10) are listed: 1 + … + 9 = 45 is left, 210 in all
    assert len(table) == MOST_LINES + 1
    assert table.iloc[:, 0].tolist()[-2:] == ["9 more lines", "Total"]
    assert table.iloc[:, -1].tolist()[-2:] == [45.0, 210.0]


def test_a_customer_called_total_has_a_total_of_its_own(tables):
    table = tables([{"service_code": "Total", "amount": 20_000}, {}])["invoice"]
    assert table.iloc[:, -1].tolist() == [2.0, 1.0, 3.0]


def test_months_begin_with_the_first_that_has_any_amount(tables):
    by_month = pd.DataFrame(
        [("c1", "2026-03", 5_000_000), ("c1", "2026-05", 10_000), ("c2", "2025-06", 7)],
        columns=["customer_id", "month", "amount"],
    )
    table = tables([{}], by_month)["volumes"]
    assert table.iloc[:, 0].tolist() == ["2026-03", "2026-04", "2026-05"]
    assert table.iloc[:, -1].tolist() == [500.0, 0.0, 1.0]


def test_lines_and_units_that_no_order_has_are_left_out(shop):
    orders = "order_id,customer_id,created_at,direction\nD1,c1,2026-05-04,out\nD2,c1,2026-05-05,out\n"
    (shop.folder / "orders.csv").write_text(orders, encoding="utf-8")
    history = read_history(load_settings(shop.write_settings('[tables.orders]\npath = "orders.csv"\n')))
    made = volumes(history, "2026-05", pd.DataFrame([LINE]), NO_MONTHS, READER)
    table = section("volumes", made).tables["volumes"]
    assert table.columns.tolist() == ["Month", "Orders out", "Returns"]
    assert table.to_numpy().tolist() == [["2026-05", 2, 0]]
