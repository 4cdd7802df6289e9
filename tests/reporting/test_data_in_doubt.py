"""The head of a report says what of its data was rejected or is in doubt, with the money, or ends early."""

import pytest

from tests.data.exports import Warehouse
from wcm_helpers.data.intake import take_in
from wcm_helpers.reporting.data_in_doubt import ends_early, in_doubt, rejected

HEADER = "order_id,customer_id,created_at,status,shipped_at,goods_value\n"


@pytest.fixture
def orders(tmp_path, monkeypatch):
    """Give a function from rows of orders to the intake of them."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    warehouse = Warehouse(tmp_path)

    def orders(*rows):
        warehouse.write(o__csv=HEADER + "\n".join(rows) + "\n")
        return take_in(warehouse.settings({"orders": 'path = "o.csv"'}))

    return orders


def sound(n, month="2026-05"):
    return [f"S{index},a,{month}-02,已发货,{month}-03,10" for index in range(n)]


def test_sound_rows_are_not_mentioned(orders):
    intake = orders(*sound(5))
    assert rejected(intake, ["orders"], "2026-05") == in_doubt(intake, ["orders"], "2026-05") == []


def test_rejected_rows_come_with_their_number_and_money(orders):
    # of 6 rows one has no customer; without a customer its 4,000.50 are in no figure
    intake = orders(*sound(5), "X,,2026-05-04,已发货,2026-05-05,4000.50")
    assert rejected(intake, ["orders"], "2026-05") == [
        "1 of 6 rows of orders could not be used, with 4,000.50 CNY."
    ]
    assert rejected(intake, ["orders"], "2026-04") == []  # of a later month
    assert rejected(intake, ["billing"], "2026-05") == []


def test_a_row_without_a_readable_date_counts_in_every_month(orders):
    intake = orders(*sound(5, "2026-04"), "X,a,31/31/2026,已发货,,7")
    assert rejected(intake, ["orders"], "2026-05") == [
        "1 of 6 rows of orders could not be used, with 7.00 CNY."
    ]


def test_an_unknown_state_is_in_doubt_with_its_money_and_the_reason(orders):
    intake = orders(*sound(98), "X,a,2026-05-04,Quxiao,,3000", "Y,a,2026-05-04,Quxiao,,500")
    assert in_doubt(intake, ["orders"], "2026-05") == [
        "2 rows of orders, with 3,500.00 CNY, are in doubt. "
        "The state is none of the known words; the order counts."
    ]


@pytest.mark.parametrize(("n", "value", "shown"), [(998, 1, False), (998, 100, True), (9, 0, True)])
def test_little_money_and_few_rows_are_left_to_the_data_page(orders, n, value, shown):
    # 998 × 10 CNY: 1 CNY is a ten-thousandth, 100 CNY a hundredth; of ten rows one is a tenth
    intake = orders(*sound(n), f"X,a,2026-05-04,Quxiao,,{value}")
    assert bool(in_doubt(intake, ["orders"], "2026-05")) == shown


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2026-05", []), ("2026-06", []), ("2026-07", ["The last rows of orders are of May 2026."])],
)
def test_a_table_that_ends_months_before_the_report_is_pointed_out(orders, month, expected):
    assert ends_early(orders(*sound(3)).reconciliation, ["orders"], month) == expected
