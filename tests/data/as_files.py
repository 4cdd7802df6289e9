"""What a book amounts to as files, against which every engine is held."""

import pandas as pd

from tests.data.exports import Warehouse
from tests.data.messy_book import ON_ENGINE, MessyTables
from wcm_helpers.data.facts.monthly import Facts, build
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.settings_file import load_settings

ZONES = ("Asia/Shanghai", "UTC", "America/New_York")


def as_files(warehouse: Warehouse, book: MessyTables) -> tuple[Intake, Facts]:
    """Take the book in as files."""
    return _taken(warehouse.settings(book.write(warehouse.folder), site=f'time_zone = "{book.zone}"'))


def on_engine(warehouse: Warehouse, book: MessyTables, engine: str) -> tuple[Intake, Facts]:
    """Take the book in where its tables are."""
    return _taken(engine_settings(warehouse, engine, site=f'time_zone = "{book.zone}"'))


def engine_settings(
    warehouse: Warehouse, engine: str, tables: dict[str, str] = ON_ENGINE, site: str = ""
) -> Settings:
    """Return settings whose tables are in an engine."""
    text = f'engine = "{engine}"\n[site]\nid = "test"\nname = "Test"\n{site}\n'
    text += "".join(f"[tables.{name}]\n{options}\n" for name, options in tables.items())
    (warehouse.folder / "engine.toml").write_text(text, encoding="utf-8")
    return load_settings(warehouse.folder / "engine.toml")


def _taken(settings: Settings) -> tuple[Intake, Facts]:
    intake = take_in(settings)
    assert intake.faults_of() == []
    return intake, build(intake)


def same_facts(one: Facts, other: Facts) -> None:
    """Hold the facts of two ways in to be the same, to the row and the last digit."""
    for kind in ("billing", "orders", "costs"):
        assert len(getattr(one, kind)) or kind == "costs"
        pd.testing.assert_frame_equal(_sorted(getattr(one, kind)), _sorted(getattr(other, kind)))


def same_account(one: Intake, other: Intake) -> None:
    """Hold two ways in to have used, rejected and warned of the same rows for the same reasons."""
    keys = ["table", "month", "reason"]
    summed = [
        intake.reconciliation.groupby(keys, as_index=False)[["rows", "amount"]].sum()
        for intake in (one, other)
    ]
    pd.testing.assert_frame_equal(_sorted(summed[0]), _sorted(summed[1]))
    for name, columns in (
        ("rejects", ["table", "reason", "scope"]),
        ("warnings", ["table", "reason", "rows"]),
    ):
        told = [
            getattr(intake, name)[columns].sort_values(columns).to_numpy().tolist() for intake in (one, other)
        ]
        assert told[0] == told[1]


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns), ignore_index=True)
