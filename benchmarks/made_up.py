"""A made-up site of any size, written by DuckDB: what it means does not matter here, only how much it is."""

import shutil
from pathlib import Path

import duckdb

MONTHS = 36
_SETTINGS = """[site]
id = "bench"
name = "Bench"
[tables.orders]
path = "orders-*.csv"
[tables.order_lines]
path = "lines-*.csv"
[classification]
value = "order_value"
"""


def write(folder: Path, lines: int) -> None:
    """Write 36 monthly files of orders and of order lines (three lines an order) and their settings."""
    (folder / "bench.toml").write_text(_SETTINGS, encoding="utf-8")
    each = max(1, lines // 3 // MONTHS)
    for number in range(MONTHS):
        _write_month(folder, number, each)


def _write_month(folder: Path, number: int, each: int, seed: int = 0) -> None:
    year, month = divmod(2023 * 12 + 10 + number, 12)
    first = number * each
    connection = duckdb.connect()
    orders = (
        f"select 'D' || lpad((i + {first})::VARCHAR, 10, '0') as order_id, "
        f"'C' || lpad((hash(i * 7 + {number}) % 997 * (hash(i) % 11) % 1000)::VARCHAR, 5, '0') "
        f"as customer_id, "
        f"'out' as direction, strftime(TIMESTAMP '{year}-{month + 1:02d}-01 08:00:00' "
        f"+ to_minutes((i * 40320 // {each})::BIGINT), '%Y-%m-%d %H:%M:%S') as created_at "
        f"from range({each}) t(i)"
    )
    lines = (
        f"select 'D' || lpad((i // 3 + {first})::VARCHAR, 10, '0') as order_id, i % 3 + 1 as line_no, "
        f"'S' || (hash(i) % 5000) as sku_id, 1 + hash(i + {number + seed}) % 40 as qty_ordered, "
        f"((100 + hash(i * 3) % 9900) / 100)::DECIMAL(9, 2) as unit_price from range({each * 3}) t(i)"
    )
    for name, query in (("orders", orders), ("lines", lines)):
        connection.execute(f"copy ({query}) to '{folder}/{name}-{number:02d}.csv' (header, delimiter ',')")


def before(task: str, folder: Path) -> None:
    """Bring the cache to where a task begins: empty for intake, without facts for facts."""
    cache = folder / "cache"
    if task == "intake":
        shutil.rmtree(cache, ignore_errors=True)
    elif task == "facts":
        for facts in cache.glob("bench-*/facts"):
            shutil.rmtree(facts)
    elif task == "facts_new_month":
        for month in sorted(cache.glob("bench-*/facts/orders/*.parquet"))[-1:]:
            month.unlink()
