"""Columns that some files of a table have and others have not."""

import pytest

from wcm_helpers.data.check.column_gaps import gap_remark
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.tables import TABLES

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
    from wcm_helpers.data.settings_file import load_settings

    assert gaps(take_in(load_settings(settings.file))) == []
    warehouse.write(b06__csv=f"{HEAD},note\na,2026-06-30,5,x\n")
    assert gaps(take_in(warehouse.settings({"billing": 'path = "b05.csv"'}))) == []


def remark_of(intake, table):
    return gap_remark(table, intake.staged[table])


@pytest.mark.parametrize(
    ("first", "second", "columns", "file"),
    [
        ("carrier", "note", "carrier", "o2.csv"),
        ("note", "carrier,承诺时间,箱数", "承诺时间, 箱数, carrier", "o1.csv"),
        ("carrier", "箱数", "箱数, carrier", "o1.csv"),
        ("cancelled_at,carrier", "note", "carrier", "o2.csv"),  # the time of cancellation is warned of
    ],
)
def test_any_column_that_some_files_lack_is_one_remark(warehouse, first, second, columns, file):
    for number, more in ((1, first), (2, second), (3, first)):
        cells = f"{number},a,2026-05-0{number}{',' * (more.count(',') + 1)}"
        text = f"order_id,customer_id,created_at,{more}\n{cells}\n"
        (warehouse.folder / f"o{number}.csv").write_text(text, encoding="utf-8")
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    assert remark_of(intake, "orders") == (
        file,
        f"Columns that some files have and others do not: {columns}. The first file without one is {file}. "
        "Check that its export is complete.",
    )
    assert "carrier" not in set(intake.warnings["column"])


def test_files_with_the_same_columns_have_no_remark(warehouse):
    warehouse.write(
        b05__csv=f"{HEAD},service_code,credit\na,2026-05-31,5,rent,no\n",
        b06__csv="客户编号,单据日期,金额,费用项\na,2026-06-30,5,rent\n",
    )
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert remark_of(intake, "billing") is None  # the credit notes are warned of
    settings = warehouse.settings({"billing": 'path = "b05.csv"\nconstants = { period = "2026-05" }'})
    assert remark_of(take_in(settings), "billing") is None


def test_many_columns_are_no_flood(warehouse):
    taken = {"order_id", "customer_id", "created_at", *TABLES["orders"].deciding}
    more = [column.aliases[0] for column in TABLES["orders"].columns if column.name not in taken]
    head = "order_id,customer_id,created_at"
    warehouse.write(
        o1__csv=f"{head},{','.join(more)}\n1,a,2026-05-01{',' * len(more)}\n",
        o2__csv=f"{head}\n2,a,2026-06-01\n",
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"'}))
    file, remark = remark_of(intake, "orders")
    assert (file, remark.count(","), ", …. The first" in remark) == ("o2.csv", 12, True)
