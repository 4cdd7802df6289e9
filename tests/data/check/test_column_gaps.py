"""Columns that some files of a table have and others have not."""

import pytest

from wcm_helpers.data.intake import take_in

HEAD = "customer_id,doc_date,amount"


def gaps(intake):
    rows = intake.warnings[intake.warnings["reason"] == "column_gone"]
    return rows[["table", "rows", "file", "column", "value"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("column", "cell"),
    [("红字", "是"), ("代垫", "否"), ("争议", "否"), ("发票状态", "有效"), ("币种", "CNY"), ("税率", "6%")],
)
def test_a_column_that_decides_and_is_gone_from_a_file_is_warned_of(warehouse, column, cell):
    warehouse.write(
        b05__csv=f"{HEAD},{column}\na,2026-05-31,-5,{cell}\n",
        b06__csv=f"{HEAD}\na,2026-06-30,5\na,2026-06-30,6\nb,2026-07-31,7\n",
    )
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert gaps(intake) == [["billing", 3, "b06.csv", column, "b05.csv"]]
    assert intake.monthly_warnings["month"].tolist() == ["2026-06", "2026-07"]


def test_files_with_numbers_of_their_own_are_compared_too(warehouse):
    warehouse.write(
        b05__csv=f"invoice,line,{HEAD},credit\nI1,1,a,2026-05-31,5,no\n",
        b06__csv=f"invoice,line,{HEAD}\nI2,1,a,2026-06-30,5\n",
        b07__csv=f"invoice,line,{HEAD},credit\nI3,1,a,2026-07-31,5,no\n",
    )
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert gaps(intake) == [["billing", 1, "b06.csv", "credit", "b05.csv, b07.csv"]]


def test_orders_without_the_time_of_cancellation_are_warned_of(warehouse):
    head = "order_id,customer_id,created_at"
    warehouse.write(
        o1__csv=f"{head},cancelled_at\n1,a,2026-05-01,2026-05-02\n", o2__csv=f"{head}\n2,a,2026-06-01\n"
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    assert gaps(intake) == [["orders", 1, "o2.csv", "cancelled_at", "o1.csv"]]


def test_a_column_of_all_files_of_none_or_given_as_a_constant_is_no_gap(warehouse):
    warehouse.write(b05__csv=f"{HEAD},credit\na,2026-05-31,5,no\n", b06__csv=f"{HEAD}\na,2026-06-30,5\n")
    both = '[[tables.billing]]\npath = "b05.csv"\n[[tables.billing]]\npath = "b06.csv"\n'
    settings = warehouse.settings({"billing": 'path = "b05.csv"'})
    text = settings.file.read_text().replace('[tables.billing]\npath = "b05.csv"\n', both)
    settings.file.write_text(text.replace('"b06.csv"', '"b06.csv"\nconstants = { credit_note = "no" }'))
    from wcm_helpers.data.settings import load_settings

    assert gaps(take_in(load_settings(settings.file))) == []
    warehouse.write(b06__csv=f"{HEAD},note\na,2026-06-30,5,x\n")
    assert gaps(take_in(warehouse.settings({"billing": 'path = "b05.csv"'}))) == []
