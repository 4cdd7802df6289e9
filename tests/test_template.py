"""A report, a table and a section are added as ARCHITECTURE.md says, and published beside the others.

The package is copied, the template is added to it, and ``wcm`` runs from there.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wcm_helpers.core.paths import ROOT

TEMPLATE = ROOT / "tests" / "template"
REGISTER = "        CLASSIFICATION,\n"
BILLING = (
    "customer_id,doc_date,amount_ex_vat\n"
    "c1,2026-04-30,500\nc2,2026-04-30,300\nc1,2026-05-29,500\nc2,2026-05-29,250\nc3,2026-05-29,60\n"
)
#: c1 was visited 5 days before the end of May, c2 91 days before it.
VISITS = "客户编号,拜访日期,分钟\nc1,2026-05-26,30\nc2,2026-03-01,45\nc2,2026-02-01,15\n"


class Copy:
    """A copy of the package with the template report and the template table in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "wcm_helpers", folder / "wcm_helpers")  # with what is compiled
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        shutil.copytree(TEMPLATE / "reports" / "visits", folder / "wcm_helpers" / "reports" / "visits")
        shutil.copytree(TEMPLATE / "tables", folder / "wcm_helpers" / "data" / "tables", dirs_exist_ok=True)
        shutil.copytree(TEMPLATE / "notebooks", folder / "notebooks", dirs_exist_ok=True)
        registry = folder / "wcm_helpers" / "reports" / "__init__.py"
        text = registry.read_text(encoding="utf-8")
        assert REGISTER in text
        text = text.replace(REGISTER, REGISTER + "        VISITS,\n")
        text = text.replace("\nREPORTS", "from wcm_helpers.reports.visits.report import VISITS\n\nREPORTS", 1)
        registry.write_text(text, encoding="utf-8")
        (folder / "billing.csv").write_text(BILLING, encoding="utf-8")
        (folder / "visits.csv").write_text(VISITS, encoding="utf-8")
        (folder / "shop.toml").write_text(
            '[site]\nid = "shop"\nname = "Shop"\ncurrency = "EUR"\n'
            '[tables.billing]\npath = "billing.csv"\n[tables.visits]\npath = "visits.csv"\n'
            "[visits]\nsilent_days = 90\n",
            encoding="utf-8",
        )

    def start(self, *arguments: object, reports: str = "r") -> subprocess.Popen:
        """Start wcm from the copy."""
        code = "from wcm_helpers.cli import main; main()"
        command = [sys.executable, "-c", code, *map(str, arguments)]
        if arguments[0] == "report":
            command += ["--reports", str(self.folder / reports)]
        env = {**os.environ, "PYTHONPATH": str(self.folder), "WCM_CACHE": str(self.folder / "cache")}
        return subprocess.Popen(
            command, cwd=self.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def wcm(self, *arguments: object, reports: str = "r") -> subprocess.CompletedProcess:
        """Run wcm from the copy."""
        process = self.start(*arguments, reports=reports)
        stdout, stderr = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def content(self, reports: str = "r") -> dict[str, bytes]:
        """Return the files of May."""
        return {path.name: path.read_bytes() for path in self.month(reports).rglob("*.*")}

    def month(self, reports: str = "r") -> Path:
        """Return the folder of May."""
        return self.folder / reports / "shop" / "2026-05"

    def run(self, reports: str = "r") -> dict:
        """Return the record of May."""
        return json.loads((self.month(reports) / "run.json").read_text(encoding="utf-8"))


#: The reports that the few tables of the shop allow.
THERE = ("classification", "performance", "visits")
#: The report that was added and one beside it; the others take their time and show no more.
MAY = ("report", "-s", "shop.toml", "--month", "2026-05")
TWO = (*MAY, "--only", "classification", "--only", "visits")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def published(copy):
    """May with both reports, the visits by a parameter of their own."""
    done = copy.wcm(*MAY, "-p", "silent_days=60")
    assert done.returncode == 0, done.stderr
    return copy


def test_both_reports_are_published_in_one_month(published):
    names = {path.name for path in published.month().iterdir()}
    assert names == {
        "index.html", "run.json", "rejected.csv", "classes.csv", "digest.txt", "digest.md", "figures",
        "measures.csv",
        *(f"{name}.{kind}" for name in THERE for kind in ("html", "pdf", "ipynb", "tables.xlsx")),
    }  # fmt: skip


def test_the_record_has_an_entry_and_figures_for_each(published):
    run = published.run()
    assert {name: entry["status"] for name, entry in run["reports"].items()} == {
        **dict.fromkeys(THERE, "published"), **dict.fromkeys(("demand_survey", "service_plan"), "no data"),
    }  # fmt: skip
    assert run["figures"]["visits"] == {"visited": 2, "silent": 1}
    assert run["figures"]["classification"]["customers"] == 3
    assert run["reports"]["visits"]["parameters"]["silent_days"] == 60
    assert "silent_days" not in run["reports"]["classification"]["parameters"]
    assert run["rows"]["visits"] == {"read": 3, "used": 3, "rejected": 0}


def test_the_index_names_both_with_their_headlines(published):
    index = (published.folder / "r" / "index.html").read_text(encoding="utf-8")
    month = (published.month() / "index.html").read_text(encoding="utf-8")
    for page in (index, month):
        assert "1 customer has waited 60 days or more for a visit." in page
        assert "Customer classification" in page
    assert 'href="visits.html"' in month


def test_the_check_lists_the_table_and_both_reports(copy):
    done = copy.wcm("check", "-s", "shop.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "visits visits.csv: customer_id ← 客户编号, visited_on ← 拜访日期, minutes ← 分钟" in " ".join(
        done.stdout.split()
    )
    words = " ".join(done.stdout.split())
    assert "classification It can run for 2 months, April 2026 to May 2026." in words
    assert "visits It can run for May 2026." in words


def test_one_report_alone_keeps_the_other_as_it_is(published):
    before = {path.name: path.read_bytes() for path in published.month().rglob("*.*")}
    done = published.wcm(*MAY, "--only", "visits")
    assert done.returncode == 0, done.stderr
    after = {path.name: path.read_bytes() for path in published.month().rglob("*.*")}
    unchanged = {name for name in before if before[name] == after[name]}
    assert unchanged >= {
        "classification.html", "classification.pdf", "classification.ipynb", "classes.csv", "rejected.csv",
    }  # fmt: skip
    assert after["visits.html"] != before["visits.html"]  # by the settings again: 90 days
    run = published.run()
    assert run["reports"]["classification"]["status"] == "kept"
    assert run["headline"]["classification"]


def test_a_report_that_fails_is_named_and_the_other_is_published(copy):
    broken = copy.folder / "wcm_helpers" / "reports" / "visits" / "sections.py"
    whole = broken.read_text(encoding="utf-8")
    broken.write_text(
        whole.replace("    if review.silent.empty:", "    1 / 0\n    if review.silent.empty:"),
        encoding="utf-8",
    )
    try:
        done = copy.wcm(*TWO, reports="failing")
    finally:
        broken.write_text(whole, encoding="utf-8")
    assert done.returncode == 1
    assert "wcm: shop 2026-05: visits: 90_visits.ipynb: cell" in done.stderr
    run = copy.run("failing")
    assert run["reports"]["classification"]["status"] == "published"
    assert run["reports"]["visits"]["status"] == "failed"
    assert "ZeroDivisionError" in run["reports"]["visits"]["reason"]
    assert not (copy.month("failing") / "visits.html").exists()
    page = (copy.month("failing") / "index.html").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in page
    assert 'href="classification.html"' in page
    assert 'href="visits.html"' not in page


def test_a_fault_in_a_table_stops_only_the_reports_that_read_it(copy):
    whole = (copy.folder / "visits.csv").read_text(encoding="utf-8")
    (copy.folder / "visits.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    try:
        done = copy.wcm(*TWO, reports="fault")
    finally:
        (copy.folder / "visits.csv").write_text(whole, encoding="utf-8")
    assert done.returncode == 1
    assert "visits" in done.stderr
    run = copy.run("fault")
    assert run["reports"]["classification"]["status"] == "published"
    assert run["reports"]["visits"]["status"] == "failed"


def test_an_unknown_report_is_refused_with_those_there_are(copy):
    done = copy.wcm("report", "-s", "shop.toml", "--only", "vists")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == "wcm: vists is not a report. Did you mean visits?"
