"""Returns among the orders of an export: by the prefix of their number, and by quantities that go back."""

import pytest

from tests.data.exports import faults
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

UCI = (
    "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
    "536365,S1,10,2026-05-10 08:26,2.50,17850\n536365,S2,4,2026-05-10 08:26,5.00,17850\n"
    "C536379,S1,-10,2026-06-20 08:26,2.50,17850\nC536390,S9,4,2026-06-21 10:26,2.50,17850\n"
)
COLUMNS = ["month", "orders", "returns", "order_days", "units", "order_value"]


def orders_of(warehouse, text, options="", lines=""):
    (warehouse.folder / "f.csv").write_text(text)
    intake = take_in(
        warehouse.settings(
            {
                "orders": f'path = "f.csv"\ncolumns = {{ customer_id = "CustomerID" }}\n{options}',
                "order_lines": f'path = "f.csv"\ncolumns = {{ unit_price = "UnitPrice" }}\n{lines}',
            }
        )
    )
    assert intake.faults_of() == [] and faults(intake) == []
    return intake, build(intake).orders[COLUMNS].to_numpy().tolist()


def test_a_number_with_the_prefix_is_a_return(warehouse):
    intake, found = orders_of(warehouse, UCI, 'returns_prefix = "C"')
    # May: 10 × 2.5 + 4 × 5 = 45; June: -25 and, though its quantity is positive, -10
    assert found == [["2026-05", 1, 0, 1, 140_000, 450_000], ["2026-06", 0, 2, 0, -140_000, -350_000]]
    assert "assumed_out" not in set(intake.warnings["reason"])


def test_an_order_of_negative_lines_alone_is_a_return(warehouse):
    intake, found = orders_of(warehouse, UCI)
    # June: C536379 is a return; without the prefix C536390 counts as an order of 10
    assert found == [["2026-05", 1, 0, 1, 140_000, 450_000], ["2026-06", 1, 1, 1, -60_000, -150_000]]
    assert {"assumed_out", "negative_quantity"} <= set(intake.warnings["reason"])


def test_an_order_with_some_negative_lines_is_none(warehouse):
    rows = "1,S1,5,2026-05-10 08:26,2.00,7\n1,S2,-1,2026-05-10 08:26,2.00,7\n1,S3,0,2026-05-10 08:26,2.00,7\n"
    _, found = orders_of(warehouse, UCI.splitlines()[0] + "\n" + rows)
    assert found == [["2026-05", 1, 0, 1, 40_000, 80_000]]


@pytest.mark.parametrize("rows", ["R-1,a,2026-05-01\nr-2,a,2026-05-02\n3,a,2026-05-02\n",
                                  '"R-1",a,2026-05-01\n"r-2",a,2026/5/2\n3,a,2026-05-02\n',
                                  " R-1,a,2026-05-01\nr-2,a,2026-05-02 \n3,a,2026-05-02\n"])  # fmt: skip
def test_the_prefix_decides_in_clean_and_other_files_as_it_is_written(warehouse, rows):
    (warehouse.folder / "o.csv").write_text("order_id,customer_id,created_at\n" + rows)
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"\nreturns_prefix = "R-"'}))
    assert build(intake).orders[["orders", "returns", "order_days"]].to_numpy().tolist() == [[2, 1, 1]]


def test_the_prefix_goes_before_a_column_of_directions(warehouse):
    rows = "C1,a,2026-05-01,out\n2,a,2026-05-02,out\n3,a,2026-05-02,in\n"
    (warehouse.folder / "o.csv").write_text("order_id,customer_id,created_at,direction\n" + rows)
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"\nreturns_prefix = "C"'}))
    kinds = build(intake).orders[["orders", "returns"]].to_numpy().tolist()
    assert kinds == [[1, 1]]


@pytest.mark.parametrize(
    ("table", "source", "text"),
    [
        ("billing", 'path = "b.csv"', "returns_prefix is a setting of orders alone."),
        ("orders", 'table = "o"', "a table of the engine is read as it is."),
    ],
)
def test_the_prefix_is_refused_where_it_means_nothing(warehouse, table, source, text):
    (warehouse.folder / "s.toml").write_text(
        f'engine = "m:f"\n[site]\nid = "t"\nname = "T"\n[tables.{table}]\n{source}\nreturns_prefix = "C"\n'
    )
    from wcm_helpers.data.settings_file import load_settings

    with pytest.raises(WorkbookError, match=text):
        load_settings(warehouse.folder / "s.toml")
