"""Terms by customer, and due times derived from them."""

import pandas as pd
import pytest

from tests.data.service.warehouses import csv, service_of
from wcm_helpers.data.service.terms import terms_of

TERMS = "customer_id,class,service,cutoff_time,sla_hours,clock,valid_from,valid_to"
ORDERS = "order_id,customer_id,created_at,shipped_at"
CALENDAR = "date,workday"


def due(folder, created, term, *days, customers=""):
    tables = {
        "orders": csv(folder, "o.csv", ORDERS, f"1,c,{created},2026-10-01 10:00"),
        "sla_terms": csv(folder, "t.csv", TERMS, *([term] if isinstance(term, str) else term)),
        "calendar": csv(folder, "k.csv", CALENDAR, *days),
    }
    service = service_of(folder, tables, through="2026-12")
    rows = pd.concat([service.orders(month) for month in ("2026-09", "2026-10")])
    assert rows["derived"].all()
    return f"{rows['due_at'].iloc[0]:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("created", "term", "expected"),
    [
        # Friday before and at the cut-off; working hours and elapsed hours from the end of the day.
        ("2026-09-18 15:59", "c,,出库,16:00,0,工作日,2026-01-01,", "2026-09-18 18:00"),
        ("2026-09-18 16:00", "c,,出库,16:00,0,工作日,2026-01-01,", "2026-09-21 18:00"),
        ("2026-09-18 10:00", "c,,出库,16:00,9,工作日,2026-01-01,", "2026-09-21 18:00"),
        ("2026-09-18 10:00", "c,,出库,16:00,4.5,工作日,2026-01-01,", "2026-09-21 13:30"),
        ("2026-09-18 10:00", "c,,出库,16:00,24,7x24,2026-01-01,", "2026-09-19 18:00"),
        ("2026-09-19 10:00", "c,,出库,,0,7x24,2026-01-01,", "2026-09-21 18:00"),  # a Saturday, no cut-off
    ],
)
def test_a_due_time_by_hand(tmp_path, created, term, expected):
    assert due(tmp_path, created, term) == expected


def test_holidays_and_make_up_days_count(tmp_path):
    # Saturday is free, Sunday the 20th is worked.
    term = "c,,出库,16:00,0,工作日,2026-01-01,"
    assert due(tmp_path, "2026-09-18 17:00", term, "2026-09-20,1") == "2026-09-20 18:00"
    assert due(tmp_path, "2026-09-18 10:00", term, "2026-09-18,0") == "2026-09-21 18:00"


def test_the_term_in_force_when_the_order_came_in_counts_and_the_own_one_first(tmp_path):
    terms = ["c,,出库,16:00,24,7x24,2026-01-01,2026-09-17", "c,,出库,16:00,0,7x24,2026-09-18,"]
    assert due(tmp_path, "2026-09-17 10:00", terms) == "2026-09-18 18:00"
    assert due(tmp_path, "2026-09-18 10:00", terms) == "2026-09-18 18:00"


def test_terms_of_a_class_are_those_of_its_customers():
    table = pd.DataFrame(
        {"customer_id": [None, "b"], "class": ["A类", None], "service": "outbound", "sla_hours": [24, 12]}
    )
    terms = terms_of(table, "outbound", pd.Series({"a": "A", "b": "A"}))
    rows = terms.set_index("customer_id")[["sla_hours", "own"]]
    assert rows.loc["a"].tolist() == [24, False]
    assert sorted(rows.loc["b"].to_numpy().tolist()) == [[12, True], [24, False]]
    assert terms_of(None, "outbound", pd.Series(dtype=object)).empty
