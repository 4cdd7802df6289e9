"""Write the exports of a made-up group of warehouses of any size, to measure with.

Every cell is a function of the number of its row, so two runs write the same files. Every month is written
by itself, so fifty million lines need no more memory than one month of them.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

#: The last month of the exports, which is the month of the report, and the number of customers.
LAST_MONTH, CUSTOMERS = "2026-10", 1_200

#: The monthly tables and the types of their columns, as the workbook types them.
TYPES = {
    "orders": {
        "order_id": "VARCHAR", "site_id": "VARCHAR", "customer_id": "VARCHAR", "direction": "VARCHAR",
        "created_at": "TIMESTAMP", "promised_at": "TIMESTAMP", "shipped_at": "TIMESTAMP",
        "status": "VARCHAR", "cancelled_at": "TIMESTAMP",
    },
    "order_lines": {
        "order_id": "VARCHAR", "line_no": "VARCHAR", "sku_id": "VARCHAR", "qty_ordered": "DECIMAL(15,4)",
        "qty_shipped": "DECIMAL(15,4)", "unit_price": "DECIMAL(15,6)",
    },
    "billing": {
        "invoice_no": "VARCHAR", "line_no": "VARCHAR", "customer_id": "VARCHAR", "period": "VARCHAR",
        "doc_date": "DATE", "service_code": "VARCHAR", "qty": "DECIMAL(15,4)",
        "unit_price": "DECIMAL(15,6)", "amount_ex_vat": "DECIMAL(15,4)", "vat_rate": "DECIMAL(9,8)",
        "currency": "VARCHAR", "credit_note": "BOOLEAN", "pass_through": "BOOLEAN", "disputed": "BOOLEAN",
    },
}  # fmt: skip

#: The settings files of the group, and the tables each of them names, apart from the customers.
SITES = {"group": ("orders", "order_lines", "billing"), "orders": ("orders", "order_lines"),
         "billing": ("billing",)}  # fmt: skip


@dataclass(frozen=True)
class Dial:
    """The size of the exports: order lines and billing lines of all months, file format, number of months.

    Months are numbered from 0; the one after the last is written to ``later/``.
    """

    lines: int
    billing: int
    form: str = "csv"
    months: int = 36

    def month(self, number: int) -> str:
        """Return the name of a month.

        Examples
        --------
        >>> [Dial(1, 1).month(number) for number in (0, 35, 36)]
        ['2023-11', '2026-10', '2026-11']
        """
        last = int(LAST_MONTH[:4]) * 12 + int(LAST_MONTH[5:]) - 1
        year, month = divmod(last - self.months + 1 + number, 12)
        return f"{year}-{month + 1:02d}"

    def orders(self, number: int) -> tuple[int, int]:
        """Return the number of the first order of a month, and how many orders it has, three lines each.

        Examples
        --------
        >>> Dial(3_600, 720).orders(0), Dial(3_600, 720).orders(35)  # 1,200 orders over 36 months
        ((0, 33), (1166, 34))
        """
        return self._share(self.lines // 3, number)

    def invoice_lines(self, number: int) -> tuple[int, int]:
        """Return the number of the first billing line of a month, and how many it has."""
        return self._share(self.billing, number)

    def _share(self, total: int, number: int) -> tuple[int, int]:
        first, after = (total * place // self.months for place in (number, number + 1))
        return first, after - first


def write(folder: Path, dial: Dial) -> None:
    """Write the exports of all months, of one more month in ``later/``, the customers and the settings."""
    import duckdb

    (folder / "later").mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        _customers(connection, folder)
        for number in range(dial.months + 1):
            place = folder / "later" if number == dial.months else folder
            for table, query in queries(dial, number).items():
                _copy(connection, table, query, export(place, table, dial, number), dial.form)
    for site, tables in SITES.items():
        (folder / f"{site}.toml").write_text(_settings(site, tables, dial.form), encoding="utf-8")
    (folder / "dial.json").write_text(json.dumps(asdict(dial)), encoding="utf-8")


def read_dial(folder: Path) -> Dial:
    """Return the size of the exports of a folder."""
    return Dial(**json.loads((folder / "dial.json").read_text(encoding="utf-8")))


def export(folder: Path, table: str, dial: Dial, number: int) -> Path:
    """Return the file of the export of a month."""
    return folder / f"{table}-{dial.month(number)}.{dial.form}"


def exports(folder: Path, table: str) -> list[Path]:
    """Return the exports of a table in a folder, oldest first."""
    return sorted(folder.glob(f"{table}-*.{read_dial(folder).form}"))


def one_month_more(folder: Path, *, there: bool) -> None:
    """Move the exports of the month after the last into the folder, or back to ``later/``."""
    dial = read_dial(folder)
    for table in TYPES:
        later, current = (export(place, table, dial, dial.months) for place in (folder / "later", folder))
        source, target = (later, current) if there else (current, later)
        if source.exists():
            shutil.move(source, target)


def _copy(connection: object, table: str, query: str, path: Path, form: str) -> None:
    columns = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in TYPES[table].items())
    if form == "csv":  # as an export writes it: no more decimals than there are
        columns = ", ".join(TYPES[table])
    options = "format parquet" if form == "parquet" else "format csv, header, delimiter ','"
    connection.execute(f"copy (select {columns} from ({query})) to '{path}' ({options})")


def queries(dial: Dial, number: int) -> dict[str, str]:
    """Return the SQL of a month of each table.

    Of fifty orders the last is a return, of two hundred one is cancelled; both have the customer and the
    time of the order before, so that they add no day with an order. Of fifty lines one is shipped one short.
    The customer of number k has about 1/k as many orders as the first.
    """
    first, count = dial.orders(number)
    first_line, lines = dial.invoice_lines(number)
    return {
        "orders": _orders(dial.month(number), first, count),
        "order_lines": _order_lines(dial.month(number), first, count),
        "billing": _billing(dial.month(number), first_line, lines),
    }


def _orders(month: str, first: int, count: int) -> str:
    begins = f"TIMESTAMP '{month}-01'"
    length = f"epoch({begins} + interval 1 month) - epoch({begins})"
    made = f"""
        select i, i % 50 = 49 as returned, i % 200 = 24 as cancelled,
            case when returned or cancelled then i - 1 else i end as j from range({count}) r(i)"""
    timed = f"""
        select *, date_trunc('second', {begins} + to_seconds(({length}) * j / {count})) as moment
        from ({made})"""
    leaves = f"moment + to_minutes(cast(240 + hash(i + {first} + 7) % 3000 as BIGINT))"
    return f"""
        select {_order_id(month, "i")} as order_id, 'S' || (hash(i + {first}) % 4 + 1) as site_id,
            {_customer(f"hash(j + {first} + 1000000007)")} as customer_id,
            case when returned then 'return' else 'out' end as direction, moment as created_at,
            moment + interval 48 hours as promised_at,
            case when not returned and not cancelled then {leaves} end as shipped_at,
            case when cancelled then 'cancelled' else 'closed' end as status,
            case when cancelled then moment + interval 1 minute end as cancelled_at
        from ({timed})"""


def _order_lines(month: str, first: int, count: int) -> str:
    n = f"(l + {3 * first})"
    ordered = f"1 + hash({n} + 11) % 40"
    return f"""
        select {_order_id(month, "(l // 3)")} as order_id, l % 3 + 1 as line_no,
            'K' || lpad((hash({n} + 5) % 5000)::VARCHAR, 5, '0') as sku_id, {ordered} as qty_ordered,
            {ordered} - case when l % 50 = 7 then 1 else 0 end as qty_shipped,
            ((100 + hash({n} + 3) % 9900) / 100)::DECIMAL(9, 2) as unit_price
        from range({3 * count}) r(l)"""


def _billing(month: str, first: int, count: int) -> str:
    n = f"(l + {first})"
    services = "['仓储', '装卸', '出库操作', '包装', '配送', '增值']"
    made = f"""
        select l, 1 + hash({n} + 13) % 500 as qty, l % 100 = 99 as credit_note,
            ((10 + hash({n} + 17) % 1990) / 100)::DECIMAL(9, 2) as unit_price from range({count}) r(l)"""
    return f"""
        select 'INV{month.replace("-", "")}' || lpad((l // 5)::VARCHAR, 8, '0') as invoice_no,
            l % 5 + 1 as line_no, {_customer(f"hash(l // 5 + {first} + 3000000019)")} as customer_id,
            '{month}' as period, last_day(DATE '{month}-01') - cast(l // 5 % 6 as INTEGER) as doc_date,
            {services}[1 + cast(hash({n} + 19) % 6 as INTEGER)] as service_code, qty, unit_price,
            cast(qty as INTEGER) * unit_price * case when credit_note then -1 else 1 end as amount_ex_vat,
            0.06 as vat_rate, 'CNY' as currency, credit_note, l % 40 = 3 as pass_through,
            l % 200 = 11 as disputed
        from ({made})"""


def _order_id(month: str, within: str) -> str:
    return f"'SO{month.replace('-', '')}' || lpad({within}::VARCHAR, 9, '0')"


def _customer(hashed: str) -> str:
    """Return the SQL of a customer: k from 1 to 1,200 with a probability of about 1/k."""
    chance = f"({hashed} // 4294967296) / 4294967296.0"
    return f"'C' || lpad(cast(floor(pow({CUSTOMERS + 1}, {chance})) as INTEGER)::VARCHAR, 5, '0')"


def _customers(connection: object, folder: Path) -> None:
    trades = "['服装', '食品', '电子', '家居', '医药', '汽配', '美妆', '图书']"
    connection.execute(
        f"copy (select 'C' || lpad(k::VARCHAR, 5, '0') as customer_id, 'Made-up customer ' || k as "
        f"customer_name, {trades}[1 + cast(k % 8 as INTEGER)] as industry, k % 3 <> 0 as contractual, "
        f"DATE '2020-01-01' + cast(k as INTEGER) as start_date, 'active' as status "
        f"from range(1, {CUSTOMERS + 1}) r(k)) to '{folder}/customers.csv' (header, delimiter ',')"
    )


def _settings(site: str, tables: tuple[str, ...], form: str) -> str:
    named = "".join(f'[tables.{table}]\npath = "{table}-*.{form}"\n' for table in tables)
    value = "revenue" if "billing" in tables else "order_value"
    return (
        f'[site]\nid = "{site}"\nname = "Made-up group"\n[tables.customers]\npath = "customers.csv"\n{named}'
        f'[classification]\nvalue = "{value}"\n'
    )
