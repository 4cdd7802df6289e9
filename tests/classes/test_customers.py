"""Customers of the list, of orders and of bills, each with what is known of it."""

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.classes.customers import customers_with_classes

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at"
ROW = "1,c,2026-10-01 09:00,2026-10-02 18:00,2026-10-02 12:00"


def test_customers_that_are_only_in_orders_are_there_without_a_name(tmp_path):
    tables = {
        "orders": csv(tmp_path, "o.csv", HEADER, ROW),
        "customers": csv(tmp_path, "c.csv", "customer_id,customer_name,current_level", "a,Anna,A"),
    }
    customers = customers_with_classes(history_of(tmp_path, tables), None)
    assert customers.index.tolist() == ["a", "c"]
    assert customers["customer_name"].tolist() == ["Anna", None]
