"""The tables are discovered, in the order of the pages, and the rest of the code knows none by name."""

import ast
import shutil
import subprocess
import sys

import duckdb
import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE, TABLES

DATA = ROOT / "wcm_helpers" / "data"


def test_the_tables_have_the_order_of_the_pages():
    assert list(TABLES) == [
        "customers", "orders", "order_lines", "billing", "shipments", "costs", "order_events",
        "class_overrides", "class_history", "survey_questions", "survey_responses", "survey_invitations",
        "survey_codes", "sla_terms", "calendar", "tickets", "ticket_events", "contracts", "actions",
        "interventions", "stock_counts", "service_entitlements", "managers", "assignments", "interactions",
        "activities", "footprints", "cost_pools", "contacts", "gift_rules",
    ]  # fmt: skip
    assert COMPUTED_ON_ENGINE == ("orders", "order_lines", "billing")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_a_table_says_of_its_columns_is_of_its_columns(table):
    names = {*table.names, "_month", "_amount"}
    assert {*table.key, *table.optional_key, *table.fact_columns, *table.past_dates, *table.deciding} <= names
    assert {warning.column for warning in table.warnings} <= names
    assert {*table.made_needed} <= {"_month", "_amount"}
    assert not table.number or table.number in names
    assert not table.parent or table.key[0] in TABLES[table.parent].key
    assert all(way <= names for ways, _words in table.one_of for way in ways)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_names_a_row_or_its_owner_is_not_protected(table):
    protected = {*table.protected}
    assert protected <= set(table.names)
    assert not protected & {*table.key, "customer_id", *table.past_dates}
    # The lists of an engine's rows and the words of states show cells.
    assert not (protected and table.computed_on_engine)
    assert not any(
        column.kind == "choice" or column.default for column in table.columns if column.name in protected
    )


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_names_of_columns_are_no_words_of_sql(table):
    names = ", ".join(f"cast(null as VARCHAR) as {name}" for name in table.names)
    tests = ", ".join(f"max(case when {name} is not null then {name} end)" for name in table.names)
    assert duckdb.sql(f"select {tests} from (select {names}) group by {', '.join(table.names)}").fetchall()


def test_the_key_needs_all_its_columns_but_those_with_a_default_or_optional_ones():
    assert TABLES["order_lines"].key_in({"order_id", "sku_id"}) == ()
    assert TABLES["orders"].key_in({"order_id"}) == ("site_id", "direction", "order_id")
    assert TABLES["costs"].key_in({"customer_id", "month"}) == ("customer_id", "month")


def test_nobody_asks_a_table_for_its_name():
    asked = []
    for path in DATA.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            constants = {side.value for side in sides if isinstance(side, ast.Constant)}
            names = {getattr(side, "attr", getattr(side, "id", "")) for side in sides}
            if constants & set(TABLES) and names & {"name", "table"}:
                asked.append(f"{path.name}:{node.lineno}")
    assert asked == []


def test_a_new_table_is_one_file(tmp_path):
    package = tmp_path / "wcm_helpers"
    shutil.copytree(ROOT / "wcm_helpers", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "tests" / "template" / "tables" / "visits.py", package / "data" / "tables")
    (tmp_path / "v.csv").write_text("customer,date,分钟\na,2026-05-02,30\nb,x,5\na,2026-05-01,15\n")
    (tmp_path / "s.toml").write_text('[site]\nid = "s"\nname = "S"\n[tables.visits]\npath = "v.csv"\n')
    code = (
        "from wcm_helpers.data.facts.history import read_history\n"
        "from wcm_helpers.data.settings_file import load_settings\n"
        "history = read_history(load_settings('s.toml'), ['visits'])\n"
        "print(history.table('visits').astype(str).to_numpy().tolist())\n"
        "print(history.intake.rejects[['table', 'line', 'reason']].to_numpy().tolist())\n"
        "print(history.intake.reconciliation[['month', 'reason', 'rows']].to_numpy().tolist())\n"
    )
    environment = {"PYTHONPATH": str(tmp_path), "WCM_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-B", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[['a', '2026-05-01', '15.0'], ['a', '2026-05-02', '30.0']]",
        "[['visits', 3, 'not_date']]",
        "[['2026-05', '', 2], ['', 'unreadable', 1]]",
    ]


def test_a_reason_of_two_tables_means_the_same_in_both():
    said = {}
    for table in TABLES.values():
        for name, reason in table.reasons.items():
            assert said.setdefault(name, reason.meaning) == reason.meaning, (table.name, name)
