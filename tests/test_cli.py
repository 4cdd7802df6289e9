"""The command line: one line for a mistake, a status other than zero, nothing half done."""

import contextlib
import io
import json
import resource
import shutil
import subprocess
import sys
import time
from datetime import date
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from tests.conftest import Shop
from wcm_helpers import cli
from wcm_helpers.core.paths import SAMPLE_SETTINGS

WCM = [sys.executable, "-c", "from wcm_helpers.cli import main; main()"]


def run_wcm(*arguments, **options):
    """Run the command line as a process of its own."""
    command = [*WCM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def wcm(*arguments, encoding="utf-8"):
    """Run the command line in this process, which has loaded all it needs, and return status and output."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["wcm", *map(str, arguments)])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                cli.main()
                status = 0
            except SystemExit as end:
                status = end.code or 0
    return SimpleNamespace(returncode=status, stdout=_written(out), stderr=_written(err))


def _written(stream):
    return stream.buffer.getvalue().decode(stream.encoding)


def published_files(month):
    return {path.name: path.read_bytes() for path in month.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def other_rules(tmp_path_factory, shared_cache):
    """The latest month of a warehouse by another limit: how the run ended, and the folder of reports."""
    shop = Shop(tmp_path_factory.mktemp("latest"))
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-06-03,5\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        patch.setattr(cli, "_today", lambda: date(2026, 6, 15))
        done = wcm("report", "-s", shop.settings, "-p", "limit_a=0.5", "--reports", shop.folder / "r")
    return done, shop.folder / "r"


@pytest.fixture(scope="module")
def three_warehouses(tmp_path_factory, shared_cache):
    """A warehouse without its file, a good one and its twin in one run: how it ended, folder and seconds."""
    shop = Shop(tmp_path_factory.mktemp("three"))
    broken, twin = shop.folder / "broken.toml", shop.folder / "twin.toml"
    broken.write_text('[site]\nid = "b"\nname = "B"\n[tables.billing]\npath = "none.csv"\n', encoding="utf-8")
    shutil.copy(shop.settings, twin)
    files = [part for file in (broken, shop.settings, twin) for part in ("-s", file)]
    started = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        done = wcm("report", *files, "--month", "2026-05", "--reports", shop.folder / "r")
    return done, shop.folder, time.monotonic() - started


@pytest.fixture
def published(three_warehouses, tmp_path):
    """A copy of the good warehouse with its published month, to which a bill was added since."""
    folder = tmp_path / "copy"
    shutil.copytree(three_warehouses[1], folder)
    with (folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-05-30,77\n")
    return folder


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--month", "2026-13"],
            "wcm: month = '2026-13' is not a month. Write it as YYYY-MM, such as 2026-05.",
        ),
        (["--months", "2026-05..2026-01"], "wcm: months = '2026-05..2026-01' runs backwards"),
        (["--month", "2026-05", "--months", "2026-05"], "wcm: Give --month or --months, not both."),
        (["-p", "limt_a=0.7"], "wcm: limt_a is not a parameter of this report. Did you mean limit_a?"),
        (["-p", "limit_a"], "wcm: --parameter 'limit_a' is not name=value"),
        (["-p", "limit_a=80"], "wcm: parameters: limit_a = 80: this must be less than 1"),
        (["-s", "nowhere.toml"], "wcm: The settings file nowhere.toml does not exist."),
    ],
    ids=["month", "backwards", "both", "misspelt", "no_value", "out_of_range", "no_settings"],
)
def test_a_slip_is_one_line_and_status_one(arguments, line, tmp_path):
    done = wcm("report", "--reports", tmp_path / "r", *arguments)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith(line)
    assert not (tmp_path / "r").exists()


def test_a_list_of_customers_with_mistakes_is_a_line_each_before_anything_is_made(shop, tmp_path):
    listed = tmp_path / "same.csv"
    listed.write_text("group_customer,site,customer_id\nA,shop,c1\n,shop,c2\nB,shop,c1\n", encoding="utf-8")
    done = wcm("report", "-s", shop.settings, "--reports", tmp_path / "r", "--same-customers", listed)
    assert done.returncode == 1
    assert [line.partition("same.csv")[2] for line in done.stderr.splitlines()] == [
        ":3: group_customer is empty. Fill it, or remove the row.",
        ":4: customer c1 of site shop belongs to B, and in a row before to A. Keep one of the two.",
    ]
    assert not (tmp_path / "r").exists()


def test_a_misspelt_command_or_option_is_named_with_the_nearest():
    assert "Did you mean 'report'?" in CliRunner().invoke(cli.app, ["reprot"]).output
    assert "--month" in CliRunner().invoke(cli.app, ["report", "--mont", "2026-05"]).output


def test_one_warehouse_that_fails_does_not_stop_the_others(three_warehouses):
    done, folder, _seconds = three_warehouses
    assert done.returncode == 1
    assert 'broken.toml: [tables.billing] path = "none.csv": there is no such file' in done.stderr
    assert (folder / "r" / "shop" / "2026-05" / "run.json").exists()


def test_two_warehouses_of_one_id_do_not_replace_each_other(three_warehouses):
    done, folder, _seconds = three_warehouses
    assert done.returncode == 1
    assert "[site] id = 'shop' is also the id of " in done.stderr
    assert json.loads((folder / "r" / "shop" / "2026-05" / "run.json").read_text(encoding="utf-8"))


def test_the_latest_complete_month_is_taken_when_none_is_named(other_rules):
    done, reports = other_rules
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (reports / "shop").iterdir() if path.is_dir()] == ["2026-05"]


def test_a_run_by_other_rules_says_so_wherever_it_is_read(other_rules):
    done, reports = other_rules
    assert done.returncode == 0, done.stderr
    month = reports / "shop" / "2026-05"
    run = json.loads((month / "run.json").read_text(encoding="utf-8"))
    assert run["reports"]["classification"]["other_rules"] == {"limit_a": 0.5}
    for page in (reports / "index.html", month / "index.html", month / "classification.html"):
        assert "limit_a = 0.5" in page.read_text(encoding="utf-8")


def test_a_disk_that_takes_no_more_is_one_line_and_leaves_the_month_as_it_was(published):
    month = published / "r" / "shop" / "2026-05"
    before = published_files(month)
    done = run_wcm(
        "report", "-s", published / "shop.toml", "--month", "2026-05", "--reports", published / "r",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (
        done.stderr.strip().splitlines()[-1].startswith("wcm: shop 2026-05: The report cannot be written to ")
    )
    assert published_files(month) == before


def test_the_check_of_the_sample_names_every_planted_row_and_ends_well():
    done = wcm("check", "-s", SAMPLE_SETTINGS)
    assert done.returncode == 0, done.stderr
    # truth/rows.csv plants four: a total, a repeated order, a word in a number, a line of no order
    assert "67,027 rows read = 67,023 used + 4 rejected." in done.stdout
    for place in ("billing-2023.csv:682", "orders-2026.csv:2253", "order_lines-2026.csv:4027", "缺"):
        assert place in done.stdout
    assert "It can run for 36 months, November 2023 to October 2026." in done.stdout


def test_a_check_that_finds_what_forbids_the_report_says_so_and_ends_with_one(shop, tmp_path):
    shop.billing(("c1", "2026-05-30", "abc"), ("c2", "2026-05-30", "x"), ("c3", "2026-05-30", 5))
    rejects = tmp_path / "aside.csv"
    done = wcm("check", "-s", shop.settings, "--rejects", rejects)
    assert done.returncode == 1
    assert "Blocked: billing.csv:2: amount_ex_vat is 'abc'. The cell is not an amount." in done.stdout
    assert rejects.read_text(encoding="utf-8-sig").splitlines() == [
        "table,file,line,column,value,reason,scope",
        "billing,billing.csv,2,amount_ex_vat,abc,not_amount,row",
        "billing,billing.csv,3,amount_ex_vat,x,not_amount,row",
    ]


def test_the_version_is_printed():
    done = wcm("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "wcm")
    assert done.stdout.split()[1][0].isdigit()


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_language_without_a_catalogue_is_one_line(shop, command):
    text = shop.settings.read_text(encoding="utf-8").replace("[site]", '[site]\nlanguage = "xx"')
    shop.settings.write_text(text, encoding="utf-8")
    done = wcm(command, "-s", shop.settings)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "language = 'xx'" in done.stderr


def test_the_check_is_one_json_document_for_machines(shop):
    shop.billing(("c1", "2026-05-29", 10.5), ("c2", "2026-05-29", 4), ("c3", "2026-06-30", "x"))
    done = wcm("check", "-s", shop.settings, "--json")
    assert done.returncode == 0, done.stderr
    [site] = json.loads(done.stdout)["sites"]
    [table] = site["tables"]
    assert {key: value for key, value in table.items() if key.startswith(("rows", "amount_"))} == {
        "rows_read": 3, "rows_used": 2, "rows_rejected": 1,
        "amount_read": 14.5, "amount_used": 14.5, "amount_rejected": 0.0,
    }  # fmt: skip
    assert [file["file"] for file in table["files"]] == ["billing.csv"]
    assert site["reports"][0]["months"] == ["2026-05"] and site["reports"][0]["can_run"]
    assert site["blocking"] == []
    assert site["rejected"][0]["reason"] == "unreadable"


@pytest.mark.parametrize(("language", "line"), [("en", "To be checked"), ("zh", "需要核对")])
def test_a_question_file_is_drafted_and_never_overwritten_unasked(tmp_path, language, line):
    (tmp_path / "e.csv").write_text("序号,贵公司名称,总体满意度\n1,甲,满意\n2,乙,一般\n", encoding="utf-8")
    draft = ["survey-draft", tmp_path / "e.csv", "--out", tmp_path / "q.csv", "-l", language]
    done = wcm(*draft)
    assert done.returncode == 0, done.stderr
    assert line in done.stdout
    assert 'columns = { response_id = "序号", customer_name = "贵公司名称" }' in done.stdout
    (tmp_path / "q.csv").write_text("corrected", encoding="utf-8")
    again = wcm(*draft)
    assert again.returncode == 1
    assert len(again.stderr.splitlines()) == 1
    assert "--force" in again.stderr
    assert (tmp_path / "q.csv").read_text(encoding="utf-8") == "corrected"
    assert wcm(*draft, "--force").returncode == 0


def test_a_survey_that_cannot_be_read_stops_no_other_report(shop):
    shop.billing(("c1", "2026-05-29", 10.5))
    (shop.folder / "e.csv").write_text("id,Recommend\n1,9\n2,words\n", encoding="utf-8")
    (shop.folder / "q.csv").write_text("question_id,type,text\nQ1,nps,Recommend\n", encoding="utf-8")
    wave = '[surveys.may]\nmonth = "2026-05"\nanonymous = true\npath = "e.csv"\nquestions = "q.csv"\n'
    with shop.settings.open("a", encoding="utf-8") as file:
        file.write(wave)
    [site] = json.loads(wcm("check", "-s", shop.settings, "--json").stdout)["sites"]
    [entry] = site["surveys"]
    assert all(part in entry["fault"] for part in ("e.csv", "record 3", "Recommend", "words"))
    assert site["reports"][0]["can_run"]


def test_the_check_speaks_the_language_asked_for_also_of_broken_settings(shop):
    text = shop.settings.read_text(encoding="utf-8").replace("[site]", '[site]\nlanguage = "zh"')
    shop.settings.write_text(text, encoding="utf-8")
    assert "可以出具" in wcm("check", "-s", shop.settings).stdout
    assert "It can run for" in wcm("check", "-s", shop.settings, "-l", "en").stdout
    shop.settings.write_text(text.replace("currency", "curency"), encoding="utf-8")
    done = wcm("check", "-s", shop.settings)
    assert done.stderr.strip().endswith("没有[site] curency这项设置。是否应为currency？")
