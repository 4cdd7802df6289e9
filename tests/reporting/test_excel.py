"""The workbook of tables: typed cells, shares as percent, nothing that runs, names Excel takes."""

import io
import re
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.reporting.small_report import review
from wcm_helpers.core.formats import percent
from wcm_helpers.reporting.excel import _sheet_name, tables_workbook
from wcm_helpers.reporting.section import section
from wcm_helpers.reporting.tables import Column, table

HOSTILE = ('=HYPERLINK("http://x")', "+1", "@SUM(A1)", "http://example.org", "a\u202egpj.exe", "0012", "{=1}")


@pytest.fixture
def shown():
    """A section with a table of every kind of cell."""
    frame = pd.DataFrame(
        {
            "name": [*HOSTILE, "last"],
            "amount": [12_345_600, -5_000, 0, None, 10_000, 10_000, 10_000, 10_000],  # ten-thousandths
            "share": [0.5, 0.25, None, 1, 0, 0, 0, 0.125],
            "count": [1, 2, 3, 4, 5, 6, 7, 8],
            "code": ["both", *["growth"] * 7],
            "month": ["2026-05"] * 8,
            "day": [date(2026, 5, 31)] * 8,
        }
    ).astype({"amount": "Int64"})
    columns = [
        Column("name", "Customer"),
        Column("amount", "Revenue, CNY", "right", str, scaled=True, bar=True),
        Column("share", "Share", "right", percent),
        Column("count", "Orders", "right", str),
        Column("code", "Cause", write={"both": "beide", "growth": "Wachstum"}.get),
        Column("month", "Month", write=lambda month: "May 2026"),
        Column("day", "Day", write=str),
    ]
    return section("one", table(frame, columns, name="first", caption="Revenue [by] month?", note="n = 8"))


@pytest.fixture
def content(shop, shown):
    return tables_workbook(review(shop), [shown])


def test_cells_have_their_types_under_their_heads(content):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Revenue by month")
    rows = sheet.to_python()
    assert rows[0][0] == "Revenue [by] month?"
    assert rows[1][0] == "n = 8"
    assert rows[3] == ["Customer", "Revenue, CNY", "Share", "Orders", "Cause", "Month", "Day"]
    # 12,345,600 ten-thousandths are 1,234.56; codes are in the words of the page, months as they sort.
    assert rows[4][1:6] == [1234.56, 0.5, 1, "beide", "2026-05"]
    assert rows[4][6] in (date(2026, 5, 31), datetime(2026, 5, 31))
    assert [row[1] for row in rows[4:8]] == [1234.56, -0.5, 0, ""]
    assert [row[2] for row in rows[4:8]] == [0.5, 0.25, "", 1]


def test_names_are_texts_and_nothing_runs_or_is_linked(content):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Revenue by month")
    names = [row[0] for row in sheet.to_python()[4:]]
    assert names == [*(name.replace("\u202e", "⟨U+202E⟩") for name in HOSTILE), "last"]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = {
            name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))
        }
    assert not any(re.search(r"<f[ >]", text) for text in texts.values())
    assert not any("example.org" in text for name, text in texts.items() if name.endswith(".rels"))
    assert "externalLink" not in " ".join(texts)


def test_shares_are_percent_heads_are_frozen_and_the_first_sheet_lists_the_others(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles, sheet = (parts.read(f"xl/{name}.xml").decode() for name in ("styles", "worksheets/sheet2"))
    assert 'formatCode="0.0%"' in styles
    assert '<pane xSplit="1" ySplit="4"' in sheet
    assert '<autoFilter ref="A4:G12"/>' in sheet
    first = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Contents").to_python()
    assert first[2] == ["Revenue by month", "Revenue [by] month?"]


def test_the_same_review_gives_the_same_bytes(shop, shown, content):
    assert tables_workbook(review(shop), [shown]) == content


def test_sheets_have_names_that_excel_takes():
    taken = set()
    captions = ["a/b", "A:b", "x" * 40, "x" * 40, "'quoted'", "[]", "History", "等级" * 20]
    names = [_sheet_name(caption, taken) for caption in captions]
    assert names[:4] == ["a b", "A b 2", "x" * 31, "x" * 29 + " 2"]
    assert names[4:7] == ["quoted", "1", "History 2"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
