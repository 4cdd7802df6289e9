"""Fingerprints of used rows: the same whatever the order and the files, others for any other content."""

from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.data.facts.fingerprints import _on_engine, fingerprints
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings_file import load_settings

SITE = '[site]\nid = "s"\nname = "S"\ncurrency = "EUR"\n[tables.billing]\npath = "b*.csv"\n'
HEAD = "customer_id,doc_date,amount_ex_vat"
ROWS = ("c1,2026-04-30,500", "c2,2026-04-30,300", "c1,2026-05-29,10.5")


def of(folder, *files, settings=SITE, **others):
    """Return rows, amount and fingerprint by table and month of some files of invoices, and of others."""
    folder.mkdir(exist_ok=True)
    for place, rows in enumerate(files):
        (folder / f"b{place}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name, text in others.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "s.toml").write_text(settings, encoding="utf-8")
    frame = fingerprints(read_history(load_settings(folder / "s.toml")))
    return {(row.table, row.month): (row.rows, row.amount, row.fingerprint) for row in frame.itertuples()}


@pytest.fixture
def one_file(tmp_path):
    return of(tmp_path / "one", [HEAD, *ROWS])


def test_rows_and_amounts_are_those_of_the_month(one_file):
    assert {key: values[:2] for key, values in one_file.items()} == {
        ("billing", "2026-04"): (2, 8_000_000),  # 500 + 300
        ("billing", "2026-05"): (1, 105_000),
    }


@pytest.mark.parametrize(
    "files",
    [
        [[HEAD, *reversed(ROWS)]],
        [[HEAD, ROWS[1]], [HEAD, ROWS[2], ROWS[0]]],
        [[f"{HEAD},memo", *(f"{row},m{n}" for n, row in enumerate(ROWS))]],
        [["amount,customer_id,date", "500.00,c1,2026/4/30", "300,c2,2026/4/30", "10.50,c1,2026/5/29"]],
    ],
    ids=["order", "files", "unused_column", "written_otherwise"],
)  # fmt: skip
def test_the_same_rows_have_the_same_fingerprint(one_file, tmp_path, files):
    assert of(tmp_path / "other", *files) == one_file


@pytest.mark.parametrize(
    ("row", "month"),
    [
        ("c3,2026-04-30,300", "2026-04"),
        ("c2,2026-04-29,300", "2026-04"),
        ("c2,2026-04-30,300.0001", "2026-04"),
        ("c2,2026-05-30,300", "2026-05"),
    ],
)
def test_another_cell_is_another_fingerprint_of_its_month(one_file, tmp_path, row, month):
    other = of(tmp_path / "other", [HEAD, ROWS[0], row, ROWS[2]])
    assert other["billing", month] != one_file["billing", month]


def test_rejected_rows_are_left_out_and_the_cache_gives_the_same(one_file, tmp_path):
    rejected = of(tmp_path / "other", [HEAD, *ROWS, "c9,2026-04-30,abc"])
    assert rejected == one_file
    assert of(tmp_path / "other", [HEAD, *ROWS, "c9,2026-04-30,abc"]) == rejected


def test_rows_without_an_amount_have_the_month_of_their_first_past_day_or_none(tmp_path):
    settings = SITE + '[tables.customers]\npath = "customers.csv"\n[tables.tickets]\npath = "tickets.csv"\n'
    result = of(
        tmp_path / "other", [HEAD, *ROWS], settings=settings,
        customers="customer_id,customer_name,start_date\nc1,One,2026-07-01\nc2,Two,\n",
        tickets="ticket_id,customer_id,created_at\n1,c1,2026-04-02 10:00\n2,c1,2026-05-02 10:00\n",
    )  # fmt: skip
    assert [(key, values[0]) for key, values in result.items() if key[0] != "billing"] == [
        (("customers", ""), 2), (("tickets", "2026-04"), 1), (("tickets", "2026-05"), 1),
    ]  # fmt: skip


def test_tables_on_an_engine_have_the_fingerprints_of_their_facts_whatever_their_order():
    def history(revenue, order):
        facts = pd.DataFrame(
            {"customer_id": ["c1", "c2"], "month": ["2026-04", "2026-04"], "revenue": [5, revenue]}
        )
        account = pd.DataFrame(
            {"table": "billing", "month": "2026-04", "reason": ["", "void"], "rows": [2, 1], "amount": [8, 3]}
        )
        return SimpleNamespace(
            intake=SimpleNamespace(reconciliation=account, staged={"billing": []}),
            facts=SimpleNamespace(billing=facts.iloc[order]),
        )

    def rows(revenue, order=(0, 1)):
        return list(_on_engine(history(revenue, list(order)), {"billing", "orders"}))

    counted, fingerprint = rows(3)
    assert counted == ("billing", "2026-04", 2, 8, 0)
    assert fingerprint[:4] == ("billing", "2026-04", 0, 0)
    assert rows(3, (1, 0)) == [counted, fingerprint]
    assert rows(4)[1] != fingerprint
