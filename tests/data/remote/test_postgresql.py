"""A table of a PostgreSQL server, started for the test on this machine alone."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import sqlalchemy

from tests.data.as_files import ZONES, as_files, engine_settings, on_engine, same_account, same_facts
from tests.data.exports import faults, revenue
from tests.data.messy_book import ON_ENGINE, MessyTables
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.dialects import POSTGRESQL
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.remote import tables as remote

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path_factory):
    """Start a server in a folder of its own, and give its address."""
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is an extra")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL server is installed here")
    root = os.geteuid() == 0  # the server refuses to run as root
    if root and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and runuser is not here")
    as_owner = ["runuser", "-u", "postgres", "--"] if root else []
    home = Path(subprocess.check_output([*as_owner, "mktemp", "-d"], text=True).strip())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [*as_owner, str(found[-1].parent / program), "-D", str(home / "db"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    try:
        run("initdb", "-U", "wcm", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(home / "log"), "start", "-o", f"-p {port} -h 127.0.0.1 -k {home} -F")
        yield f"postgresql+psycopg://wcm@127.0.0.1:{port}/postgres"
        run("pg_ctl", "-m", "immediate", "stop")
    finally:
        subprocess.run([*as_owner, "rm", "-rf", str(home)], check=False)


def test_a_view_of_postgresql_comes_in_exactly(warehouse, server):
    engine = sqlalchemy.create_engine(server)
    with engine.begin() as connection:
        for statement in (
            "create schema wms",
            "create table wms.rows (id text, at timestamptz, amount numeric(20, 4), off boolean)",
            "insert into wms.rows values ('0012', '2026-04-30 17:00+00', 12345678901.2345, false), "
            "('客户', '2026-05-02 00:00+08', 2, true), (null, '2026-05-02 00:00+08', 2, null)",
            "create view wms.bills as "
            "select id as customer_id, at as doc_date, amount, off as disputed from wms.rows",
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    intake = take_in(warehouse.settings({"billing": f'url = "{server}"\ntable = "wms.bills"'}))
    facts = warehouse.facts(intake)
    assert revenue(facts) == {"0012": 123_456_789_012_345, "客户": 0}
    assert set(facts.billing["month"]) == {"2026-05"}  # 17:00 in Greenwich is the next day in Shanghai
    assert [reason for _, _, reason in faults(intake)] == ["blank"]


def _run(server, statements):
    engine = sqlalchemy.create_engine(server)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_postgresql_tells_the_same_facts_and_faults_as_files(warehouse, server):
    for zone in ZONES:
        book = MessyTables(zone)
        _run(server, ["drop schema if exists wms cascade", *book.statements(POSTGRESQL)])
        files, told = as_files(warehouse, book)
        there, found = on_engine(warehouse, book, server)
        same_facts(told, found)
        same_account(files, there)


def test_an_engine_of_sqlalchemy_and_a_connection_tell_the_same(warehouse, server):
    _run(server, MessyTables("UTC").statements(POSTGRESQL))
    (warehouse.folder / "hands_over.py").write_text(
        f"import psycopg, sqlalchemy\nADDRESS = '{server}'\n"
        "def engine(): return sqlalchemy.create_engine(ADDRESS, poolclass=sqlalchemy.NullPool)\n"
        "def plain(): return psycopg.connect(ADDRESS.replace('+psycopg', ''))\n"
    )
    prints = []
    for address in ("hands_over:engine", "hands_over:plain", server):
        settings = engine_settings(warehouse, address, site='time_zone = "UTC"')
        engine = remote.open_engine(settings)
        prints.append(remote.fingerprint(engine, remote.all_rows(engine, settings, list(ON_ENGINE))))
        with pytest.raises(WorkbookError, match="read-only"):
            engine.frame("delete from wms.orders returning 1")
        engine.close()
    assert len(set(prints)) == 1


def test_one_run_sees_its_tables_as_of_one_moment(warehouse, server):
    _run(server, MessyTables("UTC").statements(POSTGRESQL))
    settings = engine_settings(warehouse, server)
    engine = remote.open_engine(settings)
    rows = remote.all_rows(engine, settings, ["billing"])
    before = remote.fingerprint(engine, rows)
    _run(server, ["delete from wms.billing"])
    assert remote.fingerprint(engine, rows) == before
    engine.close()
    again = remote.open_engine(settings)
    assert remote.fingerprint(again, rows) != before
    again.close()


def test_a_password_stands_in_no_message(warehouse):
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is an extra")
    settings = engine_settings(warehouse, "postgresql+psycopg://wcm:s3cr3t%40x@127.0.0.1:1/x")
    with pytest.raises(WorkbookError) as refused:
        remote.open_engine(settings)
    assert "s3cr3t" not in str(refused.value)
    assert "127.0.0.1" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_server_that_is_not_there_blocks_in_one_line(warehouse):
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is an extra")
    options = 'url = "postgresql+psycopg://wcm@127.0.0.1:1/x"\ntable = "bills"'
    blocking = take_in(warehouse.settings({"billing": options})).faults_of()
    assert len(blocking) == 1
    assert "the database reports" in blocking[0]
    assert "\n" not in blocking[0]
