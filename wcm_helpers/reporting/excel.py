"""The workbook beside a report: every table behind it, typed, in the language of the report."""

import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from wcm_helpers.core.formats import missing, month_name
from wcm_helpers.core.months import last_day
from wcm_helpers.core.visible import visible
from wcm_helpers.core.words import _
from wcm_helpers.reporting.block import display_width
from wcm_helpers.reporting.tables import AROUND

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

    from wcm_helpers.reporting.report import Review
    from wcm_helpers.reporting.section import Section

#: Text is text: no name becomes a formula, a link or a number.
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip
_MONTH = re.compile(r"\d{4}-\d{2}")
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_WIDEST, _OF_NUMBERS, _NARROWEST = 48, 12, 8
_HEAD_ROW = 3


def tables_workbook(review: "Review", sections: "Sequence[Section]") -> bytes:
    """Return the tables of a review as an Excel workbook, the same bytes for the same review.

    Parameters
    ----------
    review : Review
    sections : sequence of Section
        Those of the review whose tables are wanted; the tables beside the report come after them.

    The first sheet lists the others; each has caption and note above its frozen head, and a filter. Amounts
    are in whole units of the currency of the column's head, shares are numbers written as percent; cells
    without a value are blank. Trends, which are pictures, are left out.
    """
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    title = f"{review.report.title()} · {review.settings.site.name} · {month_name(review.month)}"
    book.set_properties(
        {"title": visible(title), "created": datetime.combine(last_day(review.month), datetime.min.time())}
    )
    formats = _formats(book)
    contents = book.add_worksheet(_("Contents"))
    listed = []
    taken = {contents.name.casefold()}
    for caption, note, frame in _tables(review, sections):
        sheet = book.add_worksheet(_sheet_name(caption, taken))
        _write_sheet(sheet, caption, note, frame, formats)
        listed.append((sheet.name, caption))
    _write_contents(contents, title, listed, formats)
    book.close()
    return target.getvalue()


def _formats(book: "xlsxwriter.Workbook") -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "note": book.add_format({"font_color": "#55636a", "text_wrap": False}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "decimal": book.add_format({"num_format": "#,##0.00##"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "link": book.add_format({"font_color": "#0e6377", "underline": 1}),
    }


def _tables(review: "Review", sections: "Sequence[Section]") -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield caption, note and frame of every table, in the order of the report."""
    for section in sections:
        for name, frame in section.tables.items():
            around = frame.attrs.get(AROUND, {})
            yield around.get("caption", name), around.get("note", ""), frame
    for file, frame in review.computed(review.report.files).items():
        yield file, _("The same as the file of this name beside the report."), frame


def _sheet_name(caption: str, taken: set[str]) -> str:
    """Return a name for a sheet that no other has: 31 characters at most, none that Excel refuses."""
    base = " ".join(_NO_NAME.sub(" ", visible(caption)).split()).strip("'")[:_LONGEST_NAME].strip(" '") or "1"
    name, place = base, 1
    while name.casefold() in taken or name.casefold() == "history":
        place += 1
        ending = f" {place}"
        name = base[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def _write_contents(
    sheet: "Worksheet", title: str, listed: list[tuple[str, str]], formats: dict[str, Any]
) -> None:
    sheet.write_string(0, 0, visible(title), formats["title"])
    for row, (name, caption) in enumerate(listed, start=2):
        sheet.write_url(row, 0, f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1", formats["link"], name)
        sheet.write_string(row, 1, _text(caption), formats["text"])
    sheet.set_column(0, 0, _LONGEST_NAME + 2)
    sheet.set_column(1, 1, 90)


def _write_sheet(
    sheet: "Worksheet", caption: str, note: str, frame: pd.DataFrame, formats: dict[str, Any]
) -> None:
    columns = [name for name in frame.columns if not any(isinstance(cell, tuple) for cell in frame[name])]
    sheet.write_string(0, 0, _text(caption), formats["title"])
    sheet.write_string(1, 0, _text(note), formats["note"])
    around = frame.attrs.get(AROUND, {})
    for place, name in enumerate(columns):
        cells = _as_read(list(frame[name]), around.get("texts", {}).get(name))
        kind = _kind(cells, share=name in around.get("shares", ()))
        sheet.write_string(_HEAD_ROW, place, _text(str(name)), formats["head"])
        for row, cell in enumerate(cells, start=_HEAD_ROW + 1):
            _write_cell(sheet, row, place, cell, kind, formats)
        sheet.set_column(place, place, _column_width(str(name), cells, kind))
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    if len(frame) and columns:
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(frame), len(columns) - 1)


def _as_read(cells: list[Any], written: list[str] | None) -> list[Any]:
    """Return the cells with the texts of a page in place of codes; months stay as they sort."""
    if written is None:
        return cells
    return [
        text if isinstance(cell, str) and not _MONTH.fullmatch(cell) else cell
        for cell, text in zip(cells, written, strict=True)
    ]


def _column_width(head: str, cells: list[Any], kind: str) -> float:
    texts = [display_width(cell) for cell in cells if isinstance(cell, str)]
    least = _NARROWEST if kind == "text" else _OF_NUMBERS
    return min(_WIDEST, max([least, display_width(head) / 2, *texts]) + 2)


def _kind(cells: list[Any], *, share: bool) -> str:
    """Return the kind of a column's cells: ``share``, ``whole``, ``decimal``, ``date`` or ``text``."""
    known = [cell for cell in cells if not missing(cell)]
    if known and all(isinstance(cell, date) for cell in known):
        return "date"
    if not known or not all(_is_number(cell) for cell in known):
        return "text"
    if share:
        return "share"
    return "whole" if all(float(cell).is_integer() for cell in known if math.isfinite(cell)) else "decimal"


def _write_cell(
    sheet: "Worksheet", row: int, place: int, cell: Any, kind: str, formats: dict[str, Any]
) -> None:
    if missing(cell):
        return
    if isinstance(cell, date):
        moment = pd.Timestamp(cell).to_pydatetime().replace(tzinfo=None)
        sheet.write_datetime(row, place, moment, formats["date"])
    elif isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif _is_number(cell) and math.isfinite(cell):
        sheet.write_number(row, place, float(cell), formats[kind])
    else:
        sheet.write_string(row, place, _text(str(cell)), formats["text"])


def _is_number(cell: Any) -> bool:
    return hasattr(cell, "__float__") and not isinstance(cell, bool | str)


def _text(text: str) -> str:
    return visible(text)[:_LONGEST_TEXT]
