"""One messy book, as files and as tables of an engine: the same rows, so that the facts must be the same.

Times are instants, written as in Greenwich, but for what was promised, which is on the site's own clock.
"""

from dataclasses import dataclass
from pathlib import Path

from wcm_helpers.data.dialects import Dialect

#: Chinese headers, and what each is in an engine: s a text, w a whole number, n a decimal, b a boolean,
#: i an instant, m a moment on the site's clock, d a day.
HEADERS = {
    "orders": "订单号 s|货主编码 s|下单时间 i|单据类型 s|仓库编码 s|承诺时间 m|客户要求日期 d|发货时间 i"
    "|状态 s|取消时间 i|订单金额 n|件数 n",
    "order_lines": "订单号 s|行号 w|商品编码 s|数量 n|实发数量 n|缺货数量 n|单价 n|折扣 n|行金额 n",
    "billing": "发票号 s|行号 w|客户编号 s|开票日期 i|账期 s|数量 n|单价 n|折扣 n|金额 n|税率 n|币种 s"
    "|汇率 n|冲销 b|代垫 s|争议 b",
}

#: A2 is wanted by the end of a day; A4 was cancelled, A5 after it was due; A8 left before it came in; A9
#: waits. B1 is there twice; B2 and B3 are nobody's, B4 goes nowhere, B5 has no day; the last row is a total.
_ORDERS = """
A1|c1|LATE|出库|W1|2026-05-02T18:00||2026-05-02T01:00|||10.5|
A2|c1|AFTER|出库|W1||2026-05-02|2026-05-02T02:00||||7
A3|c2|2026-05-05T03:00|退货|W1||||||12.25|3
A4|c2|2026-05-06T03:00|out|W1|2026-05-07T12:00|||已取消||99|1
A5|c2|2026-05-06T04:00| 出库 |W2|2026-05-07T12:00||2026-05-06T05:00||2026-05-08T01:00|99|1
A6|客户三|SKIPPED|发货|W1|||2026-11-01T06:30|||3.3333|2
A7|客户三|TWICE|发货|W1|2026-11-01T01:30||TWICE|||3.3333|2
A8|c1|2026-06-01T03:00|出库|W1|||2026-05-30T03:00|||1|1
A9|c1|2026-06-01T04:00|出库|W1|2026-06-02T00:00|||||1|
B1|c1|2026-06-03T04:00|出库|W1||||||8|4
B1|c1|2026-06-03T04:00|出库|W1||||||8|4
B2||2026-06-03T04:00|出库|W1||||||5|4
B3|--|2026-06-03T04:00|出库|W1||||||5|4
 B4　|c4|2026-06-03T04:00|奇怪|W1||||||5|4
B5|c4||出库|W1||||||5|4
B6|c4|2026-06-30T04:00|调拨|W1||||||5|4
B7|c4|2026-06-30T05:00|出库|||||||-5|
合计||||||||||999|99
"""

#: A1 rounds up, A3 rounds half of a ten-thousandth; a line of A2 is there twice; A7 ships too much; B2 was
#: rejected, Z9 is no order; the lines of A8 have no quantity and no amount.
_LINES = """
A1|1|s1|10|10|0|1.005||
A1|2|s2|4|3|1|||20.01
A2|1|s1|2.5|||0.333333|0.15|
A2|2|s1|2.5|||0.333333|0.15|
A2|2|s1|2.5|||0.333333|0.15|
A3|1|s1|3|3||4.00005||
A6|1|s1|3||1|2||
A7|1|s1|3|4|1|2||
A9|1|s1|-3|||2||
B2|1|s1|3|||2||
Z9|1|s1|3|||2||
A8|1|s1||||2||
A8||s1|1|||||
"""

#: F2 has a credit, other money with and without a rate; F3 is charged on or in dispute, and there twice;
#: F4 has no month, no amount, no VAT, nobody, 600 % of VAT, and a word that is not yes or no.
_BILLS = """
F1|1|c1|LATE|2026-04||||100.5|0.06|||false||
F1|2|c1|AFTER|2026-04|3|33.335|0.1||0.06|CNY|||否|false
F2|1|c2||2026-05||||50|0.13|rmb||true||
F2|2|c2|2026-05-05T03:00|||||7|0.06|USD|7.123456|||
F2|3|c2|2026-05-05T03:00|||||7|0.06|USD||||
F3|1|客户三|2026-05-05T03:00||2|5||99|0.06||||是|
F3|2|客户三|2026-05-05T03:00|||||30|0.06||||0|true
F3|2|客户三|2026-05-05T03:00|||||30|0.06||||0|true
F4|1|c1||||||30|0.06|||||
F4|2|c1|2026-06-05T03:00||||||0.06|||||
F4|3|c1|2026-06-05T03:00|||||5||||||
F4|4||2026-06-05T03:00|||||5|0.06|||||
F4|5|c9|2026-06-05T03:00|||||5|6|||||
F4|6|c9|2026-06-05T03:00|||||-8.125|0.25||||maybe|
F4|7|c9|2026-06-05T03:00|||||-8.125|0.25|||||
"""

_ROWS = {"orders": _ORDERS, "order_lines": _LINES, "billing": _BILLS}

#: Greenwich's time of 23:30 on the last of April and of 0:30 on the first of May.
_MONTH_ENDS = {
    "Asia/Shanghai": ("2026-04-30T15:30", "2026-04-30T16:30"),
    "UTC": ("2026-04-30T23:30", "2026-05-01T00:30"),
    "America/New_York": ("2026-05-01T03:30", "2026-05-01T04:30"),
}
#: In New York: the first half hour after the one skipped (3:30), and the second half past one (1:30 again).
_SKIPPED, _TWICE = "2026-03-08T07:30", "2026-11-01T06:30"

_INSTANT = {"duckdb": "TIMESTAMPTZ", "postgresql": "TIMESTAMPTZ", "spark": "TIMESTAMP"}

#: The settings' tables, where the rows are in an engine.
ON_ENGINE = {name: f'table = "wms.{name}"' for name in HEADERS}


@dataclass
class MessyTables:
    """The rows of a site in a time zone."""

    zone: str

    def columns(self, name: str) -> dict[str, str]:
        return dict(column.split(" ") for column in HEADERS[name].split("|"))

    def rows(self, name: str) -> list[list[str]]:
        late, after = _MONTH_ENDS[self.zone]
        text = _ROWS[name].strip("\n")
        for word, time in {"LATE": late, "AFTER": after, "SKIPPED": _SKIPPED, "TWICE": _TWICE}.items():
            text = text.replace(word, time)
        kinds = self.columns(name).values()
        cells = [zip(line.split("|"), kinds, strict=True) for line in text.split("\n")]
        return [[_written(cell, kind) for cell, kind in row] for row in cells]

    def write(self, folder: Path) -> dict[str, str]:
        """Write the book as files, and return the settings' tables that name them."""
        for name in HEADERS:
            lines = [list(self.columns(name)), *self.rows(name)]
            text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
            (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
        return {name: f'path = "{name}.csv"' for name in HEADERS}

    def statements(self, dialect: Dialect, using: str = "") -> list[str]:
        """Return the statements that make the book's tables in an engine."""
        types = {"s": dialect.text, "w": "INTEGER", "n": "DECIMAL(24, 8)", "b": "BOOLEAN", "d": "DATE"}
        types |= {"m": dialect.moment, "i": _INSTANT[dialect.name]}
        made = ["create schema wms"]
        for name in HEADERS:
            columns = {header: types[kind] for header, kind in self.columns(name).items()}
            listed = ", ".join(f"{dialect.named(header)} {kind}" for header, kind in columns.items())
            made.append(f"create table wms.{name} ({listed}) {using}")
            rows = [
                ", ".join(
                    f"cast('{cell}' as {kind})" if cell else f"cast(null as {kind})"
                    for cell, kind in zip(row, columns.values(), strict=True)
                )
                for row in self.rows(name)
            ]
            made.append(f"insert into wms.{name} values {', '.join(f'({row})' for row in rows)}")
        return made


def _written(cell: str, kind: str) -> str:
    return cell.replace("T", " ") + ":00" + ("+00:00" if kind == "i" else "") if "T" in cell else cell
