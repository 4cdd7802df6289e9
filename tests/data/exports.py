"""Small exports written for a test, and what the intake makes of them."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from wcm_helpers.data.facts.history import History, value_by_month
from wcm_helpers.data.facts.monthly import Facts, build
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.sql import parquet_rows

BILLING = "invoice_no,line_no,customer_id,doc_date,amount_ex_vat\n"
COSTS = "customer_id,month,activity,cost\n"
BILLS = {"billing": 'path = "b.csv"'}
WITH_COSTS = BILLS | {"costs": 'path = "k.csv"'}
OVERRIDES = BILLS | {"class_overrides": 'path = "w.csv"'}
RECORD = BILLS | {"class_history": 'path = "reports/*/classes.csv"'}


@dataclass
class Warehouse:
    """A folder with exports and settings, and a cache of its own."""

    folder: Path

    def settings(self, tables: dict[str, str], site: str = "", classification: str = "") -> Settings:
        text = f'[site]\nid = "test"\nname = "Test"\n{site}\n'
        text += "".join(f"[tables.{name}]\n{options}\n" for name, options in tables.items())
        (self.folder / "settings.toml").write_text(f"{text}[classification]\n{classification}\n")
        return load_settings(self.folder / "settings.toml")

    def write(self, **files: str | bytes) -> None:
        for name, content in files.items():
            path = self.folder / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def billing(self, content: str | bytes, options: str = "", name: str = "b.csv", **more: str) -> Intake:
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return take_in(self.settings({"billing": f'path = "{name}"\n{options}'}, **more))

    def facts(self, intake: Intake) -> Facts:
        assert intake.faults_of() == []
        return build(intake)


def revenue(facts: Facts) -> dict[str, int]:
    """Return the billed revenue by customer, in ten-thousandths."""
    return facts.billing.groupby("customer_id")["revenue"].sum().to_dict()


def staged(intake: Intake, table: str = "billing") -> pd.DataFrame:
    """Return the typed rows of a table as they were staged."""
    files = [item.parquet for item in intake.staged[table]]
    return duckdb.sql(f"select * from {parquet_rows(files, 'union_by_name=true')}").df()


def faults(intake: Intake) -> list[tuple]:
    """Return line, value and reason of everything rejected."""
    return list(intake.rejects[["line", "value", "reason"]].itertuples(index=False, name=None))


def values(history: History, month: str, value: str = "margin", column: str = "value") -> dict:
    """Return a column of the facts up to a month, by customer and month."""
    facts = value_by_month(history, month, value)
    return {(row["customer_id"], row["month"]): row[column] for row in facts.to_dict("records")}


def publish(warehouse: Warehouse, month: str, *rows: str) -> None:
    """Write a table of published classes as a report of ``month`` would."""
    folder = warehouse.folder / "reports" / month
    folder.mkdir(parents=True, exist_ok=True)
    head = "customer_id,customer_name,month,class,official_class,value_basis,value,note\n"
    (folder / "classes.csv").write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8-sig")
