"""Stage one export in a test, and read its rows and faults."""

from pathlib import Path

import duckdb

from tests.data.exports import BILLING
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.read.staging import Staged, stage
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.tables import TABLES

TWO = BILLING + "I1,1,甲,2026-05-03,100.50\nI2,1,b,2026-05-04,x\nI3,1,b,2026-05-04,2\n"
LINES = "order_id,line_no,sku_id,qty_ordered,qty_shipped,unit_price\n"
BILLS = "invoice_no,customer_id,customer_name,period,doc_date,amount,credit_note\n"
CUSTOMERS = "customer_id,customer_name,industry\n"
ORDERS = "order_id,customer_id,created_at,shipped_at,status,doc_ok,goods_value\n"


def read(folder: Path, table: str, name: str, options: str = "", zone: str = "Asia/Shanghai") -> Staged:
    """Stage one export in a cache of its own."""
    text = f'[site]\nid = "t"\nname = "T"\ntime_zone = "{zone}"\n'
    (folder / "s.toml").write_text(f'{text}[tables.{table}]\npath = "{name}"\n{options}\n')
    loaded = load_settings(folder / "s.toml")
    return stage(find_sources(loaded, TABLES[table])[0], loaded, TABLES[table], folder / "cache")


def rows_of(export: Staged) -> list[tuple]:
    return duckdb.sql(f"from read_parquet('{export.parquet}')").fetchall()


def faults_of(export: Staged) -> list[tuple]:
    return list(
        export.read_faults()[["line", "column", "value", "reason"]].itertuples(index=False, name=None)
    )
