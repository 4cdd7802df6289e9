"""Facts computed where the rows are, on a DuckDB that a function of the user hands over."""

import os
import signal
import sys
import threading
import types

import duckdb
import pandas as pd
import pytest

from tests.data.as_files import ZONES, as_files, engine_settings, on_engine, same_account, same_facts
from tests.data.messy_book import ON_ENGINE, MessyTables
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.dialects import DUCKDB, POSTGRESQL, SPARK
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.remote import tables as remote


@pytest.fixture
def duck(monkeypatch):
    """Give a database in memory, and the entry point that hands it over: ``ours:connection``."""
    connection = duckdb.connect()
    module = types.ModuleType("ours")
    module.connection = lambda: connection
    monkeypatch.setitem(sys.modules, "ours", module)
    yield connection
    connection.close()


def _fill(connection, book):
    for statement in book.statements(DUCKDB):
        connection.execute(statement)


@pytest.mark.parametrize("zone", ZONES[:1])
def test_an_engine_tells_the_same_facts_and_faults_as_files(warehouse, duck, zone):
    book = MessyTables(zone)
    _fill(duck, book)
    files, told = as_files(warehouse, book)
    there, found = on_engine(warehouse, book, "ours:connection")
    same_facts(told, found)
    same_account(files, there)


def test_the_facts_are_those_reckoned_by_hand(warehouse, duck):
    book = MessyTables("Asia/Shanghai")
    _fill(duck, book)
    _, facts = on_engine(warehouse, book, "ours:connection")
    revenue = facts.billing.set_index(["customer_id", "month"])["revenue"]
    assert revenue["c1", "2026-04"] == 1_005_000  # 23:30 on the last of April
    assert revenue["c1", "2026-05"] == 900_045  # 3 × 33.335 × 0.9 = 90.0045
    assert revenue["c2", "2026-05"] == -1_358  # −50 + 7 × 7.123456 = −0.135808
    assert revenue["c9", "2026-06"] == -31_250  # 5 − 8.125, as the line said maybe is rejected
    value = facts.orders.set_index(["customer_id", "month"])["order_value"]
    assert value["c1", "2026-04"] == 300_600  # 10 × 1.005 + 20.01
    assert value["c1", "2026-05"] == 14_166  # twice 2.5 × 0.333333 × 0.85 = 0.70833…, the third a repeat
    assert value["c2", "2026-05"] == -120_002  # a return of 3 × 4.00005 = 12.00015


def test_a_run_without_changes_has_the_same_fingerprint_and_one_with_has_not(warehouse, duck):
    _fill(duck, MessyTables("UTC"))
    settings = engine_settings(warehouse, "ours:connection")
    engine = remote.open_engine(settings)
    rows = remote.all_rows(engine, settings, ["orders"])
    before = remote.fingerprint(engine, rows)
    assert remote.fingerprint(engine, rows) == before
    duck.execute("update wms.orders set 状态 = '' where 订单号 = 'A1'")  # empty is not the same as none
    assert remote.fingerprint(engine, rows) != before


def test_unlike_rows_under_one_key_block(warehouse, duck):
    _fill(duck, MessyTables("UTC"))
    duck.execute(
        "update wms.orders set 件数 = 5 where rowid = (select max(rowid) from wms.orders where 订单号 = 'B1')"
    )
    settings = engine_settings(warehouse, "ours:connection")
    found = remote.examine(remote.open_engine(settings), settings, remote.tables_there(settings), None)
    assert [fault.tables for fault in found.faults] == [("orders",)]
    assert "B1" in str(found.faults[0])
    assert " 件数 is " in str(found.faults[0])
    assert found.reconciliation.loc[found.reconciliation["reason"] == "conflict", "rows"].sum() == 2


def test_a_number_shared_between_sites_blocks(warehouse, duck):
    _fill(duck, MessyTables("UTC"))
    duck.execute("update wms.orders set 订单号 = 'A1', 仓库编码 = 'W9' where 订单号 = 'A2'")
    settings = engine_settings(warehouse, "ours:connection")
    found = remote.examine(remote.open_engine(settings), settings, remote.tables_there(settings), None)
    shared = [fault for fault in found.faults if "order_id A1 is used for several orders" in str(fault)]
    assert [fault.tables for fault in shared] == [("orders", "order_lines")]


def test_customers_that_are_not_in_their_table_are_pointed_out(warehouse, duck):
    _fill(duck, MessyTables("UTC"))
    settings = engine_settings(warehouse, "ours:connection")
    customers = pd.DataFrame({"customer_id": ["c1", "c2", "客户三"]})
    found = remote.examine(remote.open_engine(settings), settings, ["billing"], customers).warnings
    unknown = found[found["reason"] == "unknown_customer"]
    assert unknown[["rows", "value"]].to_numpy().tolist() == [[2, "c9"]]


def test_at_most_twenty_rows_of_a_kind_are_shown_and_all_are_counted(warehouse, duck):
    duck.execute("create schema wms")
    duck.execute(
        "create table wms.billing as select i as invoice_no, case when i > 9 then null else 'c' end as "
        "customer_id, date '2026-05-01' as doc_date, 1.5 as amount from range(50) t(i)"
    )
    settings = engine_settings(warehouse, "ours:connection", {"billing": ON_ENGINE["billing"]})
    found = remote.examine(remote.open_engine(settings), settings, ["billing"], None)
    assert len(found.rejects) == 20
    assert found.reconciliation[["reason", "rows", "amount"]].to_numpy().tolist() == [
        ["", 10, 150_000],
        ["blank", 40, 600_000],
    ]


@pytest.mark.parametrize("text", ["2026-05", "2026/5", "202605", "2026年5月", "２０２６－０５", "2026-05-31"])
def test_a_month_is_read_as_people_write_it(warehouse, duck, text):
    duck.execute("create schema wms")
    duck.execute("create table wms.billing (customer_id text, period text, amount integer)")
    duck.execute("insert into wms.billing values ('c', ?, 1), ('c', '2026-13', 1), ('c', 'May', 1)", [text])
    settings = engine_settings(warehouse, "ours:connection", {"billing": ON_ENGINE["billing"]})
    ledger = remote.examine(remote.open_engine(settings), settings, ["billing"], None).reconciliation
    assert dict(zip(ledger["month"], ledger["rows"], strict=True)) == {"2026-05": 1, "": 2}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "alter table wms.billing alter 金额 type text",
            "the column 金额 is of the type VARCHAR, but amount_ex_vat must be a number.",
        ),
        (
            "alter table wms.billing alter 开票日期 type text",
            "doc_date must be a date or a time. Name a view",
        ),
        ("alter table wms.billing drop 客户编号", "no column is recognised as customer_id"),
        ("drop table wms.billing", "duckdb#wms.billing: the engine reports"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_line(warehouse, duck, change, said):
    _fill(duck, MessyTables("UTC"))
    duck.execute(change)
    settings = engine_settings(warehouse, "ours:connection")
    with pytest.raises(WorkbookError) as refused:
        remote.all_rows(remote.open_engine(settings), settings, ["billing"])
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("engine", "tables", "said"),
    [
        ("", ON_ENGINE, "needs a url (of its database), or an engine"),
        ("a:b", {**ON_ENGINE, "order_lines": 'path = "x.csv"'}, "Both must be on the engine, or both"),
        ("a:b", {"orders": 'table = "o"\nduplicates = "last"'}, "a table of the engine has no last row"),
    ],
)
def test_settings_that_cannot_be_are_refused(warehouse, engine, tables, said):
    with pytest.raises(WorkbookError, match=r"engine\.toml") as refused:
        engine_settings(warehouse, engine, tables)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("engine", "said"),
    [
        ("mysql://wms:secret@host/db", "engine must be an address (postgresql://"),
        ("no_such_module:session", "there is no Python module no_such_module"),
        ("ours:nothing", "has no attribute 'nothing'"),
        ("builtins:dict", "the function returned builtins.dict. It must return a Spark session"),
        ("postgresql://wms:${NO_SUCH_NAME}@host/db", "needs the environment variable NO_SUCH_NAME"),
        (
            "postgresql://wms:secret@host${NO_SUCH_NAME}/db",
            "engine needs the environment variable NO_SUCH_NAME, which is not set",
        ),
    ],
)
def test_an_engine_that_is_none_is_refused_without_its_password(warehouse, duck, engine, said):
    with pytest.raises(WorkbookError) as refused:
        remote.open_engine(engine_settings(warehouse, engine))
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("module", "address", "extra"),
    [
        ("psycopg", "postgresql://wms@host/db", "wcm[postgresql]"),
        ("pyspark.sql", "spark://local[2]", "wcm[spark]"),
    ],
)
def test_a_missing_driver_is_named_with_what_installs_it(warehouse, monkeypatch, module, address, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(WorkbookError, match="pip install") as refused:
        remote.open_engine(engine_settings(warehouse, address))
    assert extra in str(refused.value)


def test_a_small_table_is_fetched_as_a_file_would_hold_it(warehouse, duck, tmp_path):
    duck.execute("create schema wms; create table wms.customers (客户编号 double, 客户名称 text)")
    duck.execute("insert into wms.customers values (12, '甲'), (7.5, null)")
    settings = engine_settings(warehouse, "ours:connection", {"customers": 'table = "wms.customers"'})
    raw = remote.fetch(remote.open_engine(settings), settings, "customers", tmp_path)
    assert raw.headers == ["客户编号", "客户名称"]
    assert duckdb.sql(f"select * from {raw.relation} order by c0").fetchall() == [("12", "甲"), ("7.5", None)]


def test_any_object_with_a_dialect_and_a_frame_is_an_engine(warehouse, duck, monkeypatch):
    asked = []
    own = types.SimpleNamespace(
        dialect="duckdb", frame=lambda sql: asked.append(sql) or duck.execute(sql).df()
    )
    monkeypatch.setattr(sys.modules["ours"], "connection", lambda: own)
    _fill(duck, MessyTables("UTC"))
    settings = engine_settings(warehouse, "ours:connection")
    assert list(remote.all_rows(remote.open_engine(settings), settings, ["billing"])) == ["billing"]
    assert asked


@pytest.mark.parametrize("dialect", [DUCKDB, POSTGRESQL, SPARK], ids=lambda dialect: dialect.name)
def test_a_name_with_a_quote_in_it_stays_a_name(dialect):
    mark = dialect.named("x")[0]
    assert dialect.named(f"a{mark}b") == f"{mark}a{mark}{mark}b{mark}"


#: A query that takes minutes.
LONG = "select count(*) as n from range(100000) a, range(100000) b where (a.range * b.range) % 7 = 3"


@pytest.fixture
def own_ctrl_c():
    """Python's own answer to Ctrl-C: a process started in the background ignores it otherwise."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("own_ctrl_c")
@pytest.mark.parametrize(
    "send", [signal.raise_signal, lambda it: os.kill(os.getpid(), it)], ids=["a thread", "all"]
)
@pytest.mark.parametrize("ask", ["run", "frame", "the user's"])
def test_ctrl_c_ends_a_query_as_it_ends_all_else(warehouse, duck, ask, send):
    if ask == "the user's":
        query = remote.open_engine(engine_settings(warehouse, "ours:connection")).frame
    else:
        query = getattr(DuckDb(), ask)
    interrupt = threading.Timer(0.3, send, [signal.SIGINT])
    interrupt.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            query(LONG)
    finally:
        interrupt.cancel()
