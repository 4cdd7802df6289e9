"""Processes of the command line: one line for a mistake, whatever the terminal can show."""

import os
import subprocess

import pytest

from tests.test_cli import WCM, run_wcm, wcm


def test_a_slip_of_a_process_is_one_line_without_a_traceback(tmp_path):
    done = run_wcm("report", "--reports", tmp_path / "r", "-s", "nowhere.toml")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "wcm: The settings file nowhere.toml does not exist. --settings names a TOML file."
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_a_terminal_without_an_arrow_shows_a_mark_in_its_place(shop, encoding):
    shop.billing(("c1", "2026-05-29", 5))
    text = (shop.folder / "billing.csv").read_text(encoding="utf-8").replace("customer_id", "货主")
    (shop.folder / "billing.csv").write_text(text, encoding="utf-8")
    done = wcm("check", "-s", shop.settings, encoding=encoding)
    assert done.returncode == 0, done.stderr
    assert "customer_id ? ??" in done.stdout


@pytest.mark.parametrize(
    ("encoding", "arguments"),
    [
        ("ascii", ("check", "-l", "zh")),
        ("ascii:strict", ("report", "--only", "x←")),
        ("gbk", ("check", "--json")),
        ("cp936:strict", ("check", "-l", "zh")),
        ("cp437", ("check", "--json")),
    ],
)
def test_no_terminal_makes_a_process_fail(shop, encoding, arguments):
    shop.customers(("c1", "Ünal ← 东沐 ˩"), ("c2", "😀"))
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [*WCM, *arguments, "-s", shop.settings], capture_output=True, env=env, cwd=shop.folder, check=False
    )
    assert done.returncode == (arguments[0] == "report")
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == (arguments[0] == "report")
