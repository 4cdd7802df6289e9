"""What sections ask of a month: names, classes of active customers, money."""

import pandas as pd

from tests.reports.service_plan.plans import month_of

RESULT = month_of({"a": "A", "b": None}, {"a": 70_000}, {"a": "Anna"})


def test_a_name_or_the_number_in_its_place():
    assert (RESULT.name_of("a"), RESULT.name_of("b"), RESULT.name_of("z")) == ("Anna", "b", "z")


def test_rows_get_name_and_money():
    rows = RESULT.with_names(pd.DataFrame({"customer_id": ["b", "a"]}))
    assert rows[["name", "revenue"]].values.tolist() == [["b", 0], ["Anna", 70_000]]


def test_revenue_is_unknown_and_not_zero_where_nobody_s_is_known():
    rows = month_of({"a": "A", "b": None}).with_names(pd.DataFrame({"customer_id": ["b", "a"]}))
    assert rows["revenue"].isna().all()


def test_no_rows_have_no_names():
    assert RESULT.with_names(pd.DataFrame({"customer_id": []})).columns.tolist() == [
        "customer_id",
        "name",
        "revenue",
    ]


def test_only_active_customers_have_a_class():
    assert RESULT.classes.to_dict() == {"a": "A", "b": None}
