"""No file of a month has the name of a person or a reason that the settings do not publish."""

import zipfile
from datetime import date
from html import unescape

import pytest

from tests.test_cli import wcm
from wcm_helpers import cli
from wcm_helpers.reporting import typeset

TABLES = """[tables.class_overrides]
path = "overrides.csv"
[tables.actions]
path = "actions.csv"
[tables.interventions]
path = "interventions.csv"
[performance]
owners = { otif_order = "shift leaders 13900000000", on_time = "发货主管，微信：fahuo_88" }
"""
OVERRIDES = (
    "customer_id,class,approved_by,reason,valid_from,expires\n"
    "c3,A,Approver,ReasonText 13800000000,2026-04-01,2026-12-31\n"
)
ACTIONS = (
    "id,metric,scope,owner,start,due,status,decision,description\n"
    "M1,otif_order,,OwnerName,2026-04-01,2026-05-01,closed,DecisionText,"
    "OwnerName adds racks (owner@example.com)\n"
)
INTERVENTIONS = "metric,scope,month,kind,reason\notif_order,,2026-05,rebase,RebaseText 010-87654321\n"
NEVER = ("13900000000", "fahuo_88", "13800000000", "owner@example.com", "87654321")
ONLY_IF_SET = ("Approver", "ReasonText", "OwnerName", "DecisionText")


def text_of(path):
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return "".join(unescape(parts.read(name).decode("utf-8")) for name in parts.namelist())


@pytest.fixture(params=[False, True], ids=["not published", "published"])
def month(request, shop, tmp_path, monkeypatch):
    """A published month of a shop with texts of persons, and whether its settings publish them."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cli, "_today", lambda: date(2026, 6, 15))
    monkeypatch.setattr(typeset, "pdf", lambda html, created: b"%PDF")  # it has the texts of its HTML
    for name, text in (("overrides", OVERRIDES), ("actions", ACTIONS), ("interventions", INTERVENTIONS)):
        (shop.folder / f"{name}.csv").write_text(text, encoding="utf-8")
    settings = shop.write_settings(TABLES)
    if request.param:
        text = settings.read_text(encoding="utf-8").replace("[site]", "[site]\npublish_names = true")
        settings.write_text(text, encoding="utf-8")
    done = wcm("report", "-s", settings, "--month", "2026-05", "--reports", tmp_path / "r")
    assert done.returncode == 0, done.stderr
    files = (path for path in (tmp_path / "r").rglob("*.*") if path.suffix not in (".pdf", ".lock"))
    texts = {path.name: text_of(path) for path in files}
    return {**texts, "terminal": done.stdout + done.stderr}, request.param


def test_names_and_reasons_are_published_only_where_the_settings_say_so(month):
    texts, published = month
    together = "".join(texts.values())
    assert {word for word in ONLY_IF_SET if word in together} == (set(ONLY_IF_SET) if published else set())
    assert not [(name, word) for name, text in texts.items() for word in NEVER if word in text]
    [line] = [line for line in texts["measures.csv"].splitlines() if line.startswith("M1,")]
    assert "adds racks" in line
    assert "shift leaders […]" in texts["performance.html"] and "发货主管" in texts["performance.html"]
    assert ("Approver" in texts["classes.csv"]) is published
    assert "[…]" in texts["classes.csv"] or published
