"""The command line: one line for what was got wrong, a status other than zero, nothing half done."""

import json
import os
import resource
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from wcm_helpers import cli

WCM = [sys.executable, "-c", "from wcm_helpers.cli import main; main()"]


def wcm(*given, **options):
    return subprocess.run([*WCM, *map(str, given)], capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            ["--month", "2026-13"],
            "wcm: month = '2026-13' is not a month; write it as YYYY-MM, such as 2026-05",
        ),
        (["--months", "2026-05..2026-01"], "wcm: months = '2026-05..2026-01' runs backwards"),
        (["--month", "2026-05", "--months", "2026-05"], "wcm: say --month or --months, not both"),
        (["-p", "limt_a=0.7"], "wcm: limt_a is not a parameter of this notebook; did you mean limit_a?"),
        (["-p", "limit_a"], "wcm: --parameter 'limit_a' is not name=value"),
        (["-p", "limit_a=80"], "wcm: parameters: limit_a = 80: input should be less than 1"),
        (["-s", "nowhere.toml"], "wcm: settings file nowhere.toml does not exist"),
    ],
    ids=["month", "backwards", "both", "misspelt", "no_value", "out_of_range", "no_settings"],
)
def test_a_slip_is_one_line_and_status_one(given, line, tmp_path):
    done = wcm("report", "--reports", tmp_path / "r", *given)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith(line)
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "r").exists()


def test_a_misspelt_command_or_option_is_named_with_the_nearest():
    assert "Did you mean 'report'?" in CliRunner().invoke(cli.app, ["reprot"]).output
    assert "--month" in CliRunner().invoke(cli.app, ["report", "--mont", "2026-05"]).output


def test_one_warehouse_that_fails_does_not_stop_the_others(shop, tmp_path):
    other = tmp_path / "broken.toml"
    other.write_text('[site]\nid = "b"\nname = "B"\n[tables.billing]\npath = "none.csv"\n', encoding="utf-8")
    done = wcm("report", "-s", other, "-s", shop.settings, "--month", "2026-05", "--reports", tmp_path / "r")
    assert done.returncode == 1
    assert "wcm: [tables.billing] path = 'none.csv': no such file" in done.stderr
    assert (tmp_path / "r" / "shop" / "2026-05" / "run.json").exists()


def test_the_latest_complete_month_is_taken_when_none_is_named(shop, tmp_path):
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-06-03,5\n")
    done = wcm("report", "-s", shop.settings, "--reports", tmp_path / "r")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "r" / "shop").iterdir() if path.is_dir()] == ["2026-05"]


def test_a_disk_that_takes_no_more_is_one_line_and_leaves_the_month_as_it_was(shop, tmp_path):
    assert (
        wcm("report", "-s", shop.settings, "--month", "2026-05", "--reports", tmp_path / "r").returncode == 0
    )
    month = tmp_path / "r" / "shop" / "2026-05"
    before = {path.name: path.read_bytes() for path in month.iterdir()}
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-05-30,77\n")
    done = wcm(
        "report", "-s", shop.settings, "--month", "2026-05", "--reports", tmp_path / "r",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("wcm: shop 2026-05: cannot write the report to ")
    assert {path.name: path.read_bytes() for path in month.iterdir()} == before


@pytest.mark.slow
def test_killed_at_ten_moments_the_month_is_the_old_one_or_the_new_one(shop, tmp_path, monkeypatch):
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    reports = tmp_path / "r"
    command = ["report", "-s", str(shop.settings), "--month", "2026-05", "--reports", str(reports)]
    assert wcm(*command).returncode == 0
    month = reports / "shop" / "2026-05"
    old = {path.name: path.read_bytes() for path in month.iterdir()}
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-05-30,77\n")
    started = time.monotonic()
    assert wcm(*command[:-1], str(tmp_path / "timed")).returncode == 0
    whole = time.monotonic() - started
    seen = []
    for moment in range(1, 11):
        run = subprocess.Popen([*WCM, *command], stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            run.wait(timeout=whole * moment / 10)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
        seen.append({path.name: path.read_bytes() for path in month.iterdir()})
    assert wcm(*command).returncode == 0
    new = {path.name: path.read_bytes() for path in month.iterdir()}
    assert new != old
    assert all(found in (old, new) for found in seen)
    assert [path.name for path in (reports / "shop").iterdir() if path.is_dir()] == ["2026-05"]


def test_two_warehouses_of_one_id_do_not_replace_each_other(shop, tmp_path):
    twin = shop.folder / "twin.toml"
    twin.write_text(shop.settings.read_text(encoding="utf-8"), encoding="utf-8")
    reports = tmp_path / "r"
    done = wcm("report", "-s", shop.settings, "-s", twin, "--month", "2026-05", "--reports", reports)
    assert done.returncode == 1
    assert "[site] id = 'shop' is that of " in done.stderr
    assert json.loads((reports / "shop" / "2026-05" / "run.json").read_text(encoding="utf-8"))


def test_a_run_by_other_rules_says_so_wherever_it_is_read(shop, tmp_path):
    reports = tmp_path / "r"
    done = wcm("report", "-s", shop.settings, "--month", "2026-05", "-p", "limit_a=0.5", "--reports", reports)
    assert done.returncode == 0, done.stderr
    month = reports / "shop" / "2026-05"
    run = json.loads((month / "run.json").read_text(encoding="utf-8"))
    assert run["reports"]["classification"]["other_rules"] == {"limit_a": 0.5}
    for page in (reports / "index.html", month / "index.html", month / "classification.html"):
        assert "limit_a = 0.5" in page.read_text(encoding="utf-8")


def test_the_check_of_the_sample_names_every_planted_row_and_ends_well():
    done = wcm("check")
    assert done.returncode == 0, done.stderr
    # truth/rows.csv plants four: a total, a repeated order, a word in a number, a line of no order
    assert "39,423 rows read = 39,419 used + 4 set aside." in done.stdout
    for place in ("billing-2023.csv:682", "orders-2026.csv:2253", "order_lines-2026.csv:4027", "缺"):
        assert place in done.stdout
    assert "classification: can run up to 2026-10" in done.stdout


def test_a_check_that_finds_what_forbids_the_report_says_so_and_ends_with_one(shop, tmp_path):
    shop.billing(("c1", "2026-05-30", "abc"), ("c2", "2026-05-30", "x"), ("c3", "2026-05-30", 5))
    rejects = tmp_path / "aside.csv"
    done = wcm("check", "-s", shop.settings, "--rejects", rejects)
    assert done.returncode == 1
    assert "BLOCKS billing.csv: line 2: amount_ex_vat 'abc': not an amount" in " ".join(done.stdout.split())
    assert rejects.read_text(encoding="utf-8-sig").splitlines() == [
        "table,file,line,column,value,reason,scope",
        "billing,billing.csv,2,amount_ex_vat,abc,not_amount,row",
        "billing,billing.csv,3,amount_ex_vat,x,not_amount,row",
    ]


def test_without_settings_the_workbook_of_the_current_folder_is_read(shop, tmp_path, monkeypatch):
    shop.settings.rename(shop.folder / "workbook.toml")
    done = wcm("check", cwd=shop.folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Shop")
    empty = tmp_path / "empty"
    empty.mkdir()
    done = wcm("check", cwd=empty)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "wcm: there is no workbook.toml in this folder; name your settings with --settings FILE, or change "
        "to the folder that holds them"
    ]


def test_a_folder_stands_for_its_workbook(shop, tmp_path):
    shop.settings.rename(shop.folder / "workbook.toml")
    assert wcm("check", "-s", shop.folder, cwd=tmp_path.parent).returncode == 0


def test_the_version_is_printed():
    done = wcm("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "wcm")
    assert done.stdout.split()[1][0].isdigit()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_a_terminal_without_an_arrow_shows_a_mark_in_its_place(shop, encoding):
    shop.billing(("c1", "2026-05-29", 5))
    text = (shop.folder / "billing.csv").read_text(encoding="utf-8").replace("customer_id", "货主")
    (shop.folder / "billing.csv").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = wcm("check", "-s", shop.settings, env=environment)
    assert done.returncode == 0, done.stderr
    assert "customer_id ? ??" in done.stdout


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_language_without_a_catalogue_is_one_line(shop, command):
    text = shop.settings.read_text(encoding="utf-8").replace("[site]", '[site]\nlanguage = "xx"')
    shop.settings.write_text(text, encoding="utf-8")
    done = wcm(command, "-s", shop.settings)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "language = 'xx'" in done.stderr
