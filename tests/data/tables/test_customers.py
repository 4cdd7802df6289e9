"""Customers under two numbers."""

import duckdb

from wcm_helpers.data.tables.customers import TABLE


def test_names_that_differ_by_the_legal_form_alone_are_the_same_name():
    duckdb_engine = duckdb.connect()
    names = "('临安（中国）有限公司'), ('临安中国公司'), ('Acme Ltd'), ('Acme'), (null)"
    duckdb_engine.execute(f"create view used_customers as from (values {names}) t(customer_name)")
    condition = TABLE.warnings[0].condition
    rows = duckdb_engine.execute(f"select customer_name from used_customers where {condition}").fetchall()
    assert {name for (name,) in rows} == {"临安（中国）有限公司", "临安中国公司"}
