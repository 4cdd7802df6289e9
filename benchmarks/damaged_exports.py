"""Small exports, each damaged once by a fixed seed: bytes, cells, columns, encodings, workbooks, Parquet."""

import csv
import io
import random
import re
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

#: The tables that are damaged, with headers, the place of the amount, and how a row is made.
HEADERS = {
    "billing": ["发票号", "行号", "客户编号", "开票日期", "金额"],
    "orders": ["订单号", "货主编码", "下单时间", "单据类型", "订单金额"],
}
#: Cells that a system, a spreadsheet or a person may leave behind.
ODD_CELLS = [
    "", " ", "-", "--", "0", "0.00", "-5.00", "5-", "(5.00)", "1,234.50", "1.234,50", "12 5", "1e5",
    "1.2E+05", "NULL", "nan", "#N/A", "#DIV/0!", "=SUM(A1:A9)", '="00123"', "'5", "$5", "€5", "5元",
    "USD 5", "5%", "１２", "100.5.5", "1O0", "l00", "∞", "NaN", "inf", "0x10", "1_000", "十", "合计",
    "小计：", "Total", "作废", "2026-02-30", "2026/5/7", "07/05/2026", "46152", "1778407200000", "1970-01-01",
    "9999-12-31", "2026-05", "a\nb", 'a"b', "a,b", "a\tb", "\u200b5", "\ufeff5", "5\u00a0", "\x005",
    "5\x1b[31m", "99999999999999", "1e400", "客户\u202e甲",
]  # fmt: skip
#: White space around a number, seen or not.
_AROUND = " \t\n\u00a0\u3000\u200b\ufeff"
_STRAY = [b'"', b",", b"\n", b"\r", b"\x00", b";", b"\t", b"\xff", b"\xef\xbb\xbf", b" "]
_PLAIN = re.compile(r"-?\d{1,12}(\.\d{1,4})?")

Rows = list[list[str]]


@dataclass(frozen=True)
class Mutated:
    """One damaged export: what was done, its file, its settings, and what another reader makes of it.

    ``records`` and ``total`` are ``None`` where the damage leaves no table that another reader could count.
    """

    seed: int
    damage: str
    name: str
    content: bytes
    options: str
    records: int | None
    total: Decimal | None


def rows_of(table: str, chance: random.Random) -> Rows:
    """Return a small sound table with its header row."""
    rows = [HEADERS[table]]
    for number in range(chance.randint(3, 25)):
        day = f"2026-{chance.randint(3, 6):02}-{chance.randint(1, 28):02}"
        customer, amount = f"C{chance.randint(1, 8):03}", f"{chance.randint(1, 999_999) / 100:.2f}"
        if table == "billing":
            rows.append([f"I{number:04}", str(chance.randint(1, 3)), customer, day, amount])
        else:
            rows.append(
                [f"SO{number:05}", customer, f"{day} 10:{chance.randint(0, 59):02}:00", "出库", amount]
            )
    return rows


def mutate(seed: int) -> tuple[str, Mutated]:
    """Return the table of a seed and its damaged export."""
    chance = random.Random(seed)
    table = chance.choice(list(HEADERS))
    rows = rows_of(table, chance)
    make = chance.choice([_bytes, _bytes, _cells, _cells, _columns, _encodings, _workbook, _parquet])
    return table, make(seed, table, rows, chance)


def _written(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode(encoding, "surrogateescape")


def _bytes(seed: int, table: str, rows: Rows, chance: random.Random) -> Mutated:
    content = bytearray(_written(rows))
    at, length = chance.randrange(len(content)), chance.randint(1, 30)
    damage = chance.choice(["flip", "insert", "delete", "cut", "twice", "slice", "swap", "ends"])
    if damage == "flip":
        content[at] ^= 1 << chance.randrange(8)
    elif damage == "insert":
        content[at:at] = chance.choice(
            [b'"', b",", b"\n", b"\r", b"\x00", b";", b"\t", b"\xff", b"\xef\xbb\xbf", b" "]
        )
    elif damage == "delete":
        del content[at : at + length]
    elif damage == "cut":
        del content[at:]
    elif damage == "twice":
        content += bytes(content)
    elif damage == "slice":
        content[at:at] = bytes(content[at : at + length])
    elif damage == "swap":
        lines = content.split(b"\n")
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
        content = bytearray(b"\n".join(lines))
    else:
        content = bytearray(content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b",\n"])))
    return _text(seed, f"bytes: {damage}", table, bytes(content), "")


def _cells(seed: int, table: str, rows: Rows, chance: random.Random) -> Mutated:
    for _ in range(chance.choice([1, 1, 1, 3, len(rows)])):
        row = chance.randrange(1, len(rows))
        rows[row][chance.randrange(len(rows[row]))] = chance.choice(ODD_CELLS)
    return _text(seed, "cells", table, _written(rows), "")


def _columns(seed: int, table: str, rows: Rows, chance: random.Random) -> Mutated:
    at, other = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    damage = chance.choice(
        ["drop", "repeat", "rename", "swap", "bracket", "shift", "blank", "total", "empty rows"]
    )
    if damage == "drop":
        rows = [row[:at] + row[at + 1 :] for row in rows]
    elif damage == "repeat":
        rows = [[*row, row[at]] for row in rows]
    elif damage == "rename":
        rows[0] = [*rows[0][:at], chance.choice(["x", "", "备注", "金额2", "Unnamed: 3"]), *rows[0][at + 1 :]]
    elif damage == "swap":
        header = list(rows[0])
        header[at], header[other] = header[other], header[at]
        rows[0] = header
    elif damage == "bracket":
        word = chance.choice(["(USD)", "（含税）", "(万元)", "(%)", "(g)", "(kg)", "（预估）", " \n(元)"])
        rows[0] = [*rows[0][:at], rows[0][at] + word, *rows[0][at + 1 :]]
    elif damage == "shift":
        row = chance.randrange(1, len(rows))
        rows[row] = ["", *rows[row]] if chance.random() < 0.5 else rows[row][1:]
    elif damage == "blank":
        rows = [[*row, ""] for row in rows]
    elif damage == "total":
        word = chance.choice(["合计", "本月合计", "Total", "总计：", "小计"])
        rows.append([word, *[""] * (len(rows[0]) - 2), str(sum(Decimal(row[-1]) for row in rows[1:]))])
    else:
        rows = [row for entry in rows for row in (entry, [""] * len(entry))]
    return _text(seed, f"columns: {damage}", table, _written(rows), "")


def _encodings(seed: int, table: str, rows: Rows, chance: random.Random) -> Mutated:
    written = chance.choice(["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-8", "big5"])
    named = chance.choice(["utf-8", "gb18030", "utf-16", "big5", "cp1252", written])
    try:
        content = _written(rows, written)
    except UnicodeEncodeError:
        content, written = _written(rows), "utf-8"
    return _text(seed, f"encoding: {written} as {named}", table, content, f'encoding = "{named}"', named)


def _workbook(seed: int, table: str, rows: Rows, chance: random.Random) -> Mutated:
    sound = ["numbers", "text", "second sheet", "hidden first", "far"]
    damage = chance.choice([*sound, "merged", "error", "formula", "bytes"])
    content = bytearray(_as_workbook(rows, damage, chance))
    if damage == "bytes":
        for _ in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    total = sum((Decimal(row[-1]) for row in rows[1:]), Decimal())
    known = (len(rows) - 1, total) if damage in sound else (None, None)
    return Mutated(seed, f"workbook: {damage}", f"{table}.xlsx", bytes(content), "", *known)


def _as_workbook(rows: Rows, damage: str, chance: random.Random) -> bytes:
    """Return a workbook of some rows, damaged in one way."""
    import xlsxwriter

    buffer, last, amount = io.BytesIO(), len(rows) - 1, len(rows[0]) - 1
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        hidden = book.add_worksheet("old") if damage == "hidden first" else None
        sheet = book.add_worksheet("data")
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
            if index and damage != "text":
                sheet.write_number(index, amount, float(row[-1]))
        if hidden is not None:
            hidden.write_row(0, 0, ["备注"])
            sheet.activate()
            sheet.set_first_sheet()
            hidden.hide()
        elif damage == "second sheet":
            book.add_worksheet("notes").write_row(0, 0, ["说明", "x"])
        elif damage == "merged" and last > 1:
            sheet.merge_range(1, 2, min(3, last), 2, rows[1][2])
        elif damage in ("error", "formula"):
            sheet.write_formula(last, amount, "=1/0", None, "#DIV/0!" if damage == "error" else "")
        elif damage == "far":
            bold = book.add_format({"bold": True})
            sheet.write_blank(chance.randint(5000, 60_000), chance.randint(10, 40), None, bold)
    return buffer.getvalue()


def _parquet(seed: int, table: str, rows: Rows, chance: random.Random) -> Mutated:
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    damage = chance.choice(["floats", "nulls", "moments", "objects", "bytes", "cut"])
    amount = rows[0][-1]
    total: Decimal | None = sum((Decimal(row[-1]) for row in rows[1:]), Decimal())
    if damage == "floats":
        frame[amount] = frame[amount].astype(float)
    elif damage == "nulls":
        row = chance.randrange(len(frame))
        total -= Decimal(rows[1 + row][-1])
        frame[amount] = frame[amount].astype(float)
        frame.loc[row, amount] = None
    elif damage == "moments":
        frame[rows[0][3 if table == "billing" else 2]] = pd.to_datetime(
            frame[rows[0][3 if table == "billing" else 2]]
        )
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    content = bytearray(buffer.getvalue())
    if damage == "bytes":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif damage == "cut":
        del content[chance.randrange(len(content)) :]
    sound = damage not in ("bytes", "cut")
    return Mutated(seed, f"parquet: {damage}", f"{table}.parquet", bytes(content), "",
                   len(frame) if sound else None, total if sound else None)  # fmt: skip


def _text(
    seed: int, damage: str, table: str, content: bytes, options: str, encoding: str = "utf-8"
) -> Mutated:
    records, total = _read_otherwise(content, HEADERS[table], encoding)
    return Mutated(seed, damage, f"{table}.csv", content, options, records, total)


def _read_otherwise(content: bytes, header: list[str], encoding: str) -> tuple[int | None, Decimal | None]:
    """Return the records of a text and the sum of their plain amounts, by Python's own reader.

    ``None`` where it is not in the encoding, or has no header row as it was.
    """
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    encoding = next((name for mark, name in marks.items() if content.startswith(mark)), encoding)
    try:
        text = content.decode(encoding)
    except UnicodeError:
        return None, None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = list(csv.reader(io.StringIO(text, newline="\n")))
    try:
        start = rows.index(header)
    except ValueError:
        return None, None
    below = [row for row in rows[start + 1 :] if any(cell.strip() for cell in row)]
    amounts = [
        row[len(header) - 1].strip(_AROUND) for row in below if len(row) == len(header) and row != header
    ]
    total = sum((Decimal(cell) for cell in amounts if _PLAIN.fullmatch(cell)), Decimal())
    return len(below), total
