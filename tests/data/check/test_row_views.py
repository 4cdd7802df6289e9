"""The views of the rows of a batch, and the rows that rules between rows reject."""

from tests.data.exports import BILLING
from wcm_helpers.data.check import row_views
from wcm_helpers.data.engines import DuckDb


def test_a_rejected_row_leaves_the_used_rows_and_is_listed_with_its_line(warehouse, tmp_path):
    intake = warehouse.billing(BILLING + "I1,1,a,2026-05-03,5\nI2,1,b,x,6\nI3,1,c,2026-05-03,7\n")
    engine, tables = DuckDb(), intake.staged
    row_views.create(engine, tables, tmp_path)
    used = "select customer_id from used_billing order by 1"
    assert engine.run("select count(*) from all_billing") == [(3,)]
    assert engine.run(used) == [("a",), ("c",)]  # b has no date
    query = "select file, row, 'conflict' as reason from all_billing where customer_id = 'c'"
    columns = "invoice_no, line_no"
    rejects = row_views.reject_rows(engine, query, "billing", tables["billing"], tmp_path, columns)
    assert rejects[["file", "line", "column", "value", "reason", "scope"]].to_numpy().tolist() == [
        ["b.csv", 4, "invoice_no, line_no", "I3 1", "conflict", "row"],
    ]
    row_views.create(engine, tables, tmp_path)
    assert engine.run(used) == [("a",)]
    assert row_views.rejected_rows(tmp_path, "billing")["reason"].tolist() == ["conflict"]
    engine.connection.close()
