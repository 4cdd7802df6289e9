"""No password of the settings or the environment leaves a run: not on the terminal, in no file."""

import json
import sqlite3
import zlib
from datetime import date

import nbformat
import pytest

from tests.conftest import Shop
from tests.test_cli import wcm
from wcm_helpers import cli
from wcm_helpers.core.messages import fault_of_the_workbook
from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting import build, execution

SECRET = "Canary7x"
AWKWARD = "Can\"ary7x\\Canary7x'&密"
ENGINE = (
    'engine = "{engine}"\n[site]\nid = "shop"\nname = "Shop"\n[tables.orders]\ntable = "t"\n'
    '[tables.order_lines]\ntable = "t"\n'
)
URL = '[site]\nid = "shop"\nname = "Shop"\n[tables.billing]\nurl = "{url}"\ntable = "bills"\n'
FORMS = {
    "postgresql": URL.format(url="postgresql+psycopg://u:${CANARY}@127.0.0.1:1/wms"),
    "written": URL.format(url=f"postgresql+psycopg://u:{SECRET}@127.0.0.1:1/wms"),
    "parameter": URL.format(url="postgresql+psycopg://127.0.0.1:1/wms?password=${CANARY}&sslmode=disable"),
    "mysql": URL.format(url="mysql+pymysql://u:${CANARY}@127.0.0.1:1/wms"),
    "odbc": URL.format(url="mssql+pyodbc:///?odbc_connect=DRIVER%3Dx%3BPWD%3D${CANARY}"),
    "sqlite": URL.format(url="sqlite:///none.db?password=${CANARY}"),
    "no address": URL.format(url="u:${CANARY}@127.0.0.1/wms"),
    "unknown scheme": URL.format(url="nothing://u:${CANARY}@127.0.0.1/wms"),
    "a path": URL.replace('url = "{url}"\ntable = "bills"', f'path = "postgresql://u:{SECRET}@h/d"'),
    "a list": URL.replace('"{url}"', f'["postgresql://u:{SECRET}@h/d"]'),
    "a name": URL.replace("url", f'"postgresql://u:{SECRET}@h/d"', 1),
    "engine": ENGINE.format(engine="postgresql://u:${CANARY}@127.0.0.1:1/wms"),
    "spark": ENGINE.format(engine="spark://u:${CANARY}@127.0.0.1:x"),
    "function": ENGINE.format(engine="opening_engine:connect"),
    "silent function": ENGINE.format(engine="opening_engine:repeat"),
}
MODULE = """import os
def connect():
    raise RuntimeError(f"{' ' * 280}no {os.environ['WMS_PASSWORD']} at postgresql://u:{os.environ['CANARY']}@h/d")
class Engine:
    dialect = "duckdb"
    def frame(self, sql):
        raise RuntimeError("refused: " + os.environ["WMS_PASSWORD"])
def repeat():
    return Engine()
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a cache in it, a module with an engine, and a password in the environment."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CANARY", SECRET)
    monkeypatch.setenv("WMS_PASSWORD", SECRET)
    monkeypatch.setattr(cli, "_today", lambda: date(2026, 6, 15))
    (tmp_path / "opening_engine.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


def assert_silent(folder, *texts, but=("settings.toml", "shop.toml")):
    """Refuse a secret in a text or in a file of a folder, as it is or packed as a PDF is."""
    for text in texts:
        assert "anary7x" not in text
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in but:
            content = path.read_bytes()
            assert b"anary7x" not in content, path
            for part in content.split(b"stream\n")[1:] if path.suffix == ".pdf" else ():
                assert b"anary7x" not in zlib.decompressobj().decompress(part) if part[:1] == b"x" else True


@pytest.mark.parametrize("form", FORMS)
def test_no_command_tells_the_password_of_an_address(folder, form):
    (folder / "settings.toml").write_text(FORMS[form], encoding="utf-8")
    for command in (("check",), ("check", "--json"), ("report", "--reports", folder / "r")):
        done = wcm(*command, "-s", folder / "settings.toml")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert_silent(folder, done.stdout, done.stderr)


def shop_with_a_database(folder):
    """Return the settings of a shop whose bills are in SQLite, its folder and the engine from ${…}."""
    shop = Shop(folder)
    (folder / SECRET).mkdir()
    with sqlite3.connect(folder / SECRET / "wms.db") as database:
        database.execute("create table bills (customer_id, doc_date, amount_ex_vat)")
        rows = [(f"c{n}", f"2026-0{month}-29", 100 * n) for n in range(1, 6) for month in (4, 5)]
        database.executemany("insert into bills values (?, ?, ?)", rows)
    text = 'engine = "postgresql://u:${CANARY}@h/d"\n' + shop.settings.read_text(encoding="utf-8")
    url = 'url = "sqlite:///${CANARY}/wms.db"\ntable = "bills"'
    shop.settings.write_text(text.replace('path = "billing.csv"', url), encoding="utf-8")
    return shop.settings


def test_no_file_of_a_published_month_and_of_the_cache_holds_a_secret(folder):
    settings = shop_with_a_database(folder)
    done = wcm("report", "-s", settings, "--only", "classification", "--reports", folder / "r")
    assert done.returncode == 0, done.stderr
    assert (folder / "r" / "shop" / "2026-05" / "classification.pdf").is_file()
    assert_silent(folder, done.stdout, done.stderr, but=("shop.toml", "wms.db"))


def test_a_cell_that_fails_with_a_secret_tells_it_nowhere(folder, monkeypatch):
    settings = shop_with_a_database(folder)
    notebook = nbformat.read(NOTEBOOKS / "01_classification.ipynb", as_version=4)
    value = "os.environ['CANARY']"
    failing = f"import os\nprint({value})\nraise ValueError('x://u:' + {value} + '@h')"
    notebook.cells.append(nbformat.v4.new_code_cell(failing))
    (folder / "notebooks").mkdir()
    nbformat.write(notebook, folder / "notebooks" / "01_classification.ipynb")
    monkeypatch.setattr(execution, "NOTEBOOKS", folder / "notebooks")
    done = wcm("report", "-s", settings, "--only", "classification", "--reports", folder / "r")
    assert done.returncode == 1
    failed = (folder / "r" / "shop" / "2026-05.classification.failed.ipynb").read_text(encoding="utf-8")
    assert "ValueError" in failed and "x://***" in failed
    assert_silent(folder, done.stdout, done.stderr, but=("shop.toml", "wms.db"))


def test_a_fault_of_the_workbook_tells_no_secret(folder, monkeypatch):
    settings = shop_with_a_database(folder)

    def fail(*_arguments):
        raise RuntimeError(f"{'x' * 290} {SECRET}")

    monkeypatch.setattr(build, "_run", fail)
    done = wcm("report", "-s", settings, "--only", "classification", "--reports", folder / "r")
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    assert_silent(folder, done.stdout, done.stderr, but=("shop.toml", "wms.db"))


@pytest.mark.parametrize("written", [str, repr, json.dumps], ids=["text", "python", "json"])
def test_an_awkward_password_is_taken_out_as_a_library_writes_it(folder, monkeypatch, written):
    monkeypatch.setenv("CANARY", AWKWARD)
    settings = load_settings(shop_with_a_database(folder))
    error = RuntimeError(f"cannot log in with {written(AWKWARD)} or {written(settings.secrets[0])}")
    assert "anary7x" not in str(fault_of_the_workbook(error, settings.secrets))


def test_settings_in_a_traceback_or_a_log_show_no_address(folder):
    text = FORMS["written"].replace("[site]", f'engine = "postgresql://u:{SECRET}@h/d"\n[site]', 1)
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    settings = load_settings(folder / "settings.toml")
    assert_silent(folder, repr(settings), str(settings), f"{settings.tables}")
