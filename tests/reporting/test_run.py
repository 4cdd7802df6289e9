"""The whole run: notebook, HTML, PDF, tables and record, on a small warehouse written for the test."""

import json
import re
import shutil
import subprocess
import threading
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import papermill
import pytest
from bs4 import BeautifulSoup
from papermill.exceptions import PapermillExecutionError

from tests.conftest import Shop
from tests.reporting.short_notebook import write_short_notebook
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.reporting import execution
from wcm_helpers.reporting.batch import ReportRequest, publish_all
from wcm_helpers.reports import REPORTS, open_report

TODAY = date(2026, 6, 15)
HOSTILE = (
    "<img src=x onerror=alert(1)>", '=HYPERLINK(""x"")', "$x_$", '#eval(""1"")', "\u202egnp.exe",
    "\U00020bb7田商店",
)  # fmt: skip


def publish(settings, reports, month="2026-05", jobs=1, only=(), **parameters):
    request = ReportRequest(str(settings), (month,), parameters, only)
    failures = publish_all([request], REPORTS, reports, TODAY, jobs=jobs)
    assert [str(error) for error in failures] == []
    return reports / "shop" / month


@pytest.fixture(scope="module")
def hostile_shop(tmp_path_factory):
    """A warehouse whose customers have hostile names; tests share it and must not change it."""
    shop = Shop(tmp_path_factory.mktemp("hostile"))
    named = ((f"c{n}", f'"{name}"') for n, name in enumerate(HOSTILE, start=1))
    shop.customers(*named, ("c9", "Later"))  # c9 is billed from June
    shop.billing(*((f"c{n}", f"2026-0{month}-30", 1000 // n) for n in range(1, 7) for month in (4, 5)))
    return shop


@pytest.fixture(scope="module")
def published(hostile_shop):
    """One month published twice, each from a fresh cache, the reports one by one and side by side.

    Tests share it and must not change it.
    """
    folders = []
    for jobs, name in enumerate(("first", "second"), start=1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WCM_CACHE", str(hostile_shop.folder / f"cache-{name}"))
            folders.append(publish(hostile_shop.settings, hostile_shop.folder / name, jobs=jobs))
    return folders


def test_the_folder_holds_what_the_readme_says(published):
    names = {path.name for path in published[0].iterdir()}
    ends = ("html", "pdf", "ipynb", "tables.xlsx")
    assert names == {
        "index.html", "rejected.csv", "run.json", "classes.csv", "measures.csv", "digest.txt", "digest.md",
        "figures", *(f"{name}.{end}" for name in ("classification", "performance") for end in ends),
    }  # fmt: skip


def test_two_runs_give_the_same_bytes(published):
    first, second = published
    for path in sorted(first.rglob("*.*")):
        assert path.read_bytes() == (second / path.relative_to(first)).read_bytes(), path.name


def test_no_path_of_the_machine_leaves_with_the_report(published):
    folder = str(published[0].parents[2])
    for path in published[0].rglob("*.*"):
        assert folder.encode() not in path.read_bytes(), path.name


def test_the_pictures_of_a_report_stand_beside_it(published):
    pictures = sorted((published[0] / "figures").glob("classification-*.svg"))
    assert len(pictures) >= 2
    assert all(path.read_text(encoding="utf-8").startswith("<svg ") for path in pictures)


def test_the_record_holds_the_headline_figures(published):
    record = json.loads((published[0] / "run.json").read_text(encoding="utf-8"))
    # 1000 500 333 250 200 166 in each of two months, 4898 in all: 80 % is 3918, reached by the fourth (4166)
    # from 3666; the fifth starts at .851 and the sixth at .932, both before .95.
    figures = record["figures"]["classification"]
    assert figures["customers"] == 6
    assert figures["classes"] == {"A": 4, "B": 2, "C": 0, "N": 0}
    assert (figures["value"], figures["measure"]) == (4898.0, "EUR")
    assert figures["share_a"] == pytest.approx(4166 / 4898)
    assert record["rows"]["billing"] == {"read": 12, "used": 12, "rejected": 0}
    assert record["draft"] is False


def test_hostile_names_are_text_in_html(published):
    page = BeautifulSoup((published[0] / "classification.html").read_text(encoding="utf-8"), "lxml")
    assert page.find("img", src="x") is None
    assert len(page.find_all("script")) == 1  # our own, see test_page
    assert "<img src=x onerror=alert(1)>" in page.get_text()
    assert "\u202e" not in page.get_text()
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", str(page))


def test_hostile_names_are_text_in_the_table_for_spreadsheets(published):
    text = (published[0] / "classes.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not re.search(r"(?m)(^|,|\")=HYPERLINK", text)
    assert "\U00020bb7田商店" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_hostile_names_are_text_on_paper(published):
    pdf = published[0] / "classification.pdf"
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    for name in ("onerror=alert(1)", "=HYPERLINK(", "$x_$", '#eval("1")'):
        assert name in text


@pytest.fixture
def served(published):
    """The report's folder served on loopback: the address, and the list of paths requested."""
    requests = []

    class Recorder(SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=str(published[0]))

        def log_message(self, *_args):
            requests.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", requests
    server.shutdown()
    server.server_close()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_nothing_runs_and_nothing_is_requested_in_a_browser(served, tmp_path):
    address, requests = served
    browser = subprocess.run(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path}", "--enable-logging=stderr", "--dump-dom",
         f"{address}/classification.html"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert {path for path in requests if path != "/favicon.ico"} == {"/classification.html"}
    dom = BeautifulSoup(browser.stdout.decode(), "lxml")
    assert "<img src=x onerror=alert(1)>" in dom.get_text()
    assert dom.find("img", src="x") is None
    assert b"CONSOLE" not in browser.stderr  # a blocked script or request would be reported there


def test_a_month_that_is_not_complete_is_refused_then_made_as_a_draft(shop, tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "NOTEBOOKS", write_short_notebook(tmp_path / "notebooks"))
    shop.billing(("c1", "2026-04-30", 500), ("c2", "2026-04-30", 300), ("c1", "2026-05-11", 100))
    request = ReportRequest(str(shop.settings), ("2026-05",), only=("classification",))
    failures = publish_all([request], REPORTS, tmp_path / "r", TODAY, jobs=1)
    assert "May 2026 is not complete: the data reach 2026-05-11, and its last weekday is 2026-05-29" in str(
        failures[0]
    )
    assert not (tmp_path / "r" / "shop" / "2026-05").exists()
    folder = publish(shop.settings, tmp_path / "r", only=("classification",), allow_incomplete=True)
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["draft"] is True
    assert "DRAFT" in (folder / "classification.html").read_text(encoding="utf-8")
    assert "Draft" in (tmp_path / "r" / "index.html").read_text(encoding="utf-8")


def test_the_report_of_may_does_not_know_june(hostile_shop, published, tmp_path):
    for name in ("billing.csv", "customers.csv", "shop.toml"):
        shutil.copy(hostile_shop.folder / name, tmp_path)
    with (tmp_path / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c5,2026-06-12,9999\nc9,2026-06-12,1\n")
    june = publish(tmp_path / "shop.toml", tmp_path / "june", only=("classification",))
    for name in ("classification.html", "classification.pdf", "classification.ipynb", "classes.csv"):
        assert (published[0] / name).read_bytes() == (june / name).read_bytes(), name


def test_a_notebook_that_fails_names_the_cell_and_leaves_the_month_as_it_was(
    hostile_shop, published, tmp_path, monkeypatch
):
    reports = tmp_path / "r"
    shutil.copytree(published[0].parents[1], reports)
    good = reports / "shop" / "2026-05"
    before = {path.name: path.read_bytes() for path in good.rglob("*.*")}
    name = REPORTS["classification"].notebook
    broken = nbformat.read(NOTEBOOKS / name, as_version=4)
    next(cell for cell in broken.cells if "first_page" in cell.source).source = "1 / 0"
    nbformat.write(broken, tmp_path / name)
    monkeypatch.setattr(execution, "NOTEBOOKS", tmp_path)
    request = ReportRequest(str(hostile_shop.settings), ("2026-05",), only=("classification",))
    failures = publish_all([request], REPORTS, reports, TODAY, jobs=1)
    assert re.search(
        r"shop 2026-05: classification: 01_classification.ipynb: cell \d+ failed with ZeroDivisionError",
        str(failures[0]),
    )
    assert {path.name: path.read_bytes() for path in good.rglob("*.*")} == before
    assert (reports / "shop" / "2026-05.classification.failed.ipynb").exists()


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"limt_a": 0.7}, "limt_a is not a parameter of this report. Did you mean limit_a?"),
        ({"month": 202605}, "parameters: month = 202605"),
    ],
    ids=["misspelt", "month_as_number"],
)
def test_plain_papermill_refuses_in_one_line(shop, tmp_path, changed, line):
    """The two faults that papermill itself lets through: an unknown name, and a month read as a number."""
    parameters = {"month": "2026-05", "settings": str(shop.settings), **changed}
    with pytest.raises(PapermillExecutionError) as failed:
        papermill.execute_notebook(
            str(NOTEBOOKS / "01_classification.ipynb"), str(tmp_path / "out.ipynb"), parameters,
            kernel_name="python3", progress_bar=False,
        )  # fmt: skip
    assert line in failed.value.evalue


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"month": "2031-01"}, "month = '2031-01' is outside the data"),
        ({"limit_a": 1.7}, "limit_a = 1.7: this must be less than 1"),
    ],
    ids=["month_outside", "impossible_limit"],
)
def test_the_first_cell_refuses_a_value_the_data_or_the_rule_exclude(shop, changed, line):
    with pytest.raises(WorkbookError, match=re.escape(line)):
        open_report("classification", **{"month": "2026-05", "settings": str(shop.settings), **changed})


def test_of_five_sites_a_damaged_export_and_a_mistyped_address_stop_only_their_own(tmp_path, monkeypatch):
    sites = {}
    for name in ("a", "b", "c", "d", "e"):
        (tmp_path / name).mkdir()
        sites[name] = Shop(tmp_path / name).settings
        text = sites[name].read_text(encoding="utf-8").replace('id = "shop"', f'id = "{name}"')
        sites[name].write_text(text, encoding="utf-8")
    (tmp_path / "b" / "billing.csv").rename(tmp_path / "b" / "billing.xlsx")
    for name, source in (
        ("b", 'path = "billing.xlsx"'),
        ("c", 'url = "postgresql//u:secret@host/wms"\ntable = "billing"'),
    ):
        text = sites[name].read_text(encoding="utf-8").replace('path = "billing.csv"', source)
        sites[name].write_text(text, encoding="utf-8")
    reports = tmp_path / "reports"
    (reports / "d" / "2026-04").mkdir(parents=True)
    (reports / "d" / "2026-04" / "run.json").write_text('{"site": {}, "mon', encoding="utf-8")
    monkeypatch.setattr(execution, "NOTEBOOKS", write_short_notebook(tmp_path / "notebooks"))
    requests = [ReportRequest(str(file), ("2026-05",), only=("classification",)) for file in sites.values()]
    folders = []
    failures = publish_all(requests, REPORTS, reports, TODAY, jobs=2, published=folders.append)
    assert sorted(folder.parent.name for folder in folders) == ["a", "d", "e"]
    assert [str(failure).partition(". ")[0] for failure in failures] == [
        f"{sites['b']}: billing.xlsx: this is a text file with the name of an Excel file",
        f"{sites['c']}: [tables.billing] url: this is not an address of a database",
    ]
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert [f"{name}/2026-05/index.html" in index for name in sites] == [True, False, False, True, True]
    assert "d/2026-04/run.json is damaged" in index
