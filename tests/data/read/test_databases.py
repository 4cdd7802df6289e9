"""Tables of databases as exports."""

import pytest
import sqlalchemy

from tests.data.exports import faults, revenue
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.databases import database_url
from wcm_helpers.data.table_source import TableSource


def test_a_table_of_a_database_comes_in(warehouse):
    path = warehouse.folder / "wms.db"
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("create table bills (customer_id text, doc_date text, amount numeric)")
        connection.exec_driver_sql("insert into bills values ('0012', '2026-05-03', 1.5), ('b', 'x', 2)")
        connection.exec_driver_sql("insert into bills values ('0012', '2026-05-04', 2)")
    engine.dispose()
    intake = take_in(warehouse.settings({"billing": f'url = "sqlite:///{path}"\ntable = "bills"'}))
    assert revenue(warehouse.facts(intake)) == {"0012": 35_000}
    assert faults(intake) == [(2, "x", "not_date")]
    none = take_in(warehouse.settings({"billing": f'url = "sqlite:///{path}"\ntable = "bill"'}))
    assert "there is no such table. The database has the tables bills." in none.faults_of()[0]


def test_the_password_of_a_database_is_never_shown(warehouse, monkeypatch):
    monkeypatch.setenv("WMS_PASSWORD", "s3cret")
    options = 'url = "postgresql+psycopg://reader:${WMS_PASSWORD}@127.0.0.1:1/wms"\ntable = "bills"'
    blocking = take_in(warehouse.settings({"billing": options})).faults_of()
    assert "s3cret" not in blocking[0]


def test_a_password_comes_from_the_environment(monkeypatch, tmp_path):
    source = TableSource(url="postgresql://u:${WMS_PASSWORD}@h/d", table="t")
    with pytest.raises(WorkbookError, match="needs the environment variable WMS_PASSWORD"):
        database_url(source, tmp_path)
    monkeypatch.setenv("WMS_PASSWORD", "x")
    address = database_url(source, tmp_path).render_as_string(hide_password=False)
    assert address == "postgresql://u:x@h/d"


@pytest.mark.parametrize("query", [{}, {"mode": "ro"}])
def test_an_sqlite_file_counts_from_the_folder_of_the_settings(tmp_path, query):
    written = "sqlite:///wms.db" + "".join(f"?{key}={value}" for key, value in query.items())
    address = database_url(TableSource(url=written, table="t"), tmp_path)
    assert (address.database, address.query) == (str(tmp_path.resolve() / "wms.db"), query)
