"""No password of an address is shown, whatever form it is written in."""

import re
import sqlite3

import pytest

from tests.data.exports import Warehouse
from wcm_helpers.core.addresses import shown, without_secrets
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.remote.opening import open_engine
from wcm_helpers.data.settings_file import load_settings

#: Addresses as people write them, and what of them may be shown. Every secret has kEy in it.
FORMS = {
    "postgresql://u:kEy@127.0.0.1:1/wms": "postgresql://127.0.0.1/wms",
    "postgresql+psycopg://u:kEy@127.0.0.1:1/wms": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://u:p@kEy@127.0.0.1:1/wms": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://u:p:kEy@127.0.0.1:1/wms": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://u:p/kEy@127.0.0.1:1/wms": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://u:p#kEy@127.0.0.1:1/wms": "postgresql+psycopg://***",
    "postgresql+psycopg://u:p?kEy@127.0.0.1:1/wms": "postgresql+psycopg://***",
    "postgresql+psycopg://u:p kEy@127.0.0.1:1/wms": "postgresql+psycopg://***",
    "postgresql+psycopg://u:p%40kEy%2F@127.0.0.1:1/wms": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://u:%6BEy-kEy@127.0.0.1:1/wms": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://127.0.0.1:1/wms?user=u&password=kEy": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://127.0.0.1:1/wms?password=a@kEy": "postgresql+psycopg://***",
    "postgresql+psycopg://127.0.0.1:1/wms?passfile=/kEy": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://127.0.0.1:1/wms?sslpassword=kEy": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg://127.0.0.1:1/wms?nonsense=kEy": "postgresql+psycopg://127.0.0.1/wms",
    "postgresql+psycopg:///wms?host=127.0.0.1:1&password=kEy": "postgresql+psycopg:///wms",
    "postgresql://u:kEy@127.0.0.1:1,127.0.0.1:2/wms": "postgresql://127.0.0.1,127.0.0.1/wms",
    "postgresql://u:kEy@[::1]:1/wms": "postgresql://[::1]/wms",
    "POSTGRESQL://U:kEy@127.0.0.1:1/WMS": "POSTGRESQL://127.0.0.1/WMS",
    "Postgresql+Psycopg://u:kEy@127.0.0.1:1/wms": "Postgresql+Psycopg://127.0.0.1/wms",
    "postgresql:/u:kEy@127.0.0.1/wms": "***",
    "postgresql//u:kEy@127.0.0.1/wms": "***",
    "u:kEy@127.0.0.1/wms": "***",
    "postgresql://u:kEy/127.0.0.1/wms": "postgresql://***",
    "postgresql://u@127.0.0.1:kEy/wms": "postgresql://***",
    "postgresql://127.0.0.1:1/wms;password=kEy": "postgresql://127.0.0.1/wms",
    "mysql+pymysql://u:kEy@127.0.0.1:1/wms": "mysql+pymysql://127.0.0.1/wms",
    "mssql+pyodbc:///?odbc_connect=DRIVER%3D%7Bx%7D%3BUID%3Du%3BPWD%3DkEy": "mssql+pyodbc://***",
    "mssql+pyodbc://u:kEy@dsn": "mssql+pyodbc://dsn",
    "DRIVER={ODBC Driver 18};SERVER=127.0.0.1;UID=u;PWD={kEy;x}": "***",
    "host=127.0.0.1 port=1 user=u password=kEy": "***",
    "sqlite:///nowhere.db?password=kEy": "sqlite:///nowhere.db",
    "sqlite+pysqlcipher://:kEy@/nowhere.db": "sqlite+pysqlcipher:///nowhere.db",
    "duckdb:///md:wms?motherduck_token=kEy": "duckdb:///***",
    "snowflake://u:kEy@account/wms/public?warehouse=w": "snowflake://account/***",
    "databricks://token:kEy@127.0.0.1?http_path=/sql": "databricks://127.0.0.1",
    "sc://127.0.0.1:1/;token=kEy;use_ssl=true": "sc://127.0.0.1",
}  # fmt: skip


@pytest.mark.parametrize(("address", "safe"), FORMS.items())
def test_only_what_cannot_be_a_secret_is_shown(address, safe):
    assert shown(address) == safe


@pytest.mark.parametrize("address", FORMS)
def test_a_driver_that_repeats_the_address_or_the_password_tells_neither(address):
    secrets = re.findall(r"[^\s:=@/?&;#{}]*kEy[^\s:=@/?&;#{}]*", address)
    for text in (f"cannot open {address}", f"login with {secrets[0]} failed"):
        assert "kEy" not in without_secrets(text, address)


@pytest.mark.parametrize("address", FORMS)
def test_no_table_and_no_engine_tells_the_password_of_its_address(tmp_path, monkeypatch, address):
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    warehouse = Warehouse(tmp_path)
    text = address.replace('"', '\\"')
    blocking = take_in(warehouse.settings({"billing": f'url = "{text}"\ntable = "bills"'})).faults_of()
    assert len(blocking) == 1
    if address.startswith("sc:"):
        engine = ""  # would look for a server for minutes
    else:
        settings = tmp_path / "engine.toml"
        tables = "".join(f'[tables.{name}]\ntable = "t"\n' for name in ("orders", "order_lines"))
        settings.write_text(f'engine = "{text}"\n[site]\nid = "a"\nname = "A"\n{tables}')
        with pytest.raises(WorkbookError) as error:
            open_engine(load_settings(settings))
        engine = str(error.value)
    for message in (blocking[0], engine):
        assert "kEy" not in message
        assert "\n" not in message
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == []


def test_a_value_of_the_wrong_kind_is_not_shown_where_it_may_hold_a_password(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text(
        '[site]\nid = "a"\nname = "A"\n[tables.billing]\nurl = ["postgresql://u:kEy@h/d"]\ntable = "t"\n'
    )
    with pytest.raises(WorkbookError, match=r"\[tables\.billing\] url = \*\*\*: this must be a text"):
        load_settings(file)


def test_a_variable_that_is_not_set_is_named_and_nothing_else_of_the_address(warehouse_at):
    options = 'url = "postgresql://u:kEy${NO_SUCH_NAME}@h/d"\ntable = "t"'
    blocking = take_in(warehouse_at.settings({"billing": options})).faults_of()
    assert blocking == [
        "url needs the environment variable NO_SUCH_NAME, which is not set. Set it, and run again."
    ]


def test_a_database_file_that_is_not_there_is_not_made(warehouse_at):
    blocking = take_in(
        warehouse_at.settings({"billing": 'url = "sqlite:///wms.db"\ntable = "bills"'})
    ).faults_of()
    assert blocking == ["wms.db#bills: there is no such database file. Correct the path in the url."]
    assert not (warehouse_at.folder / "wms.db").exists()
    sqlite3.connect(warehouse_at.folder / "wms.db").close()
    blocking = take_in(
        warehouse_at.settings({"billing": 'url = "sqlite:///wms.db"\ntable = "bills"'})
    ).faults_of()
    assert blocking == ["wms.db#bills: there is no such table. The database has no tables."]


@pytest.fixture
def warehouse_at(tmp_path, monkeypatch):
    """Give a folder for exports, with a cache of its own."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    return Warehouse(tmp_path)
