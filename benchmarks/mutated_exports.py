"""Damage exports in a thousand ways, and look whether anything is silently misread.

``python -m benchmarks.mutated_exports 1000`` prints a summary; a run of the tests takes the first 150. The
intake of a damaged export must end in tables or in one line, its rows must be those of the file by another
count, and its total must be the sum of its plain amounts by another reader, or something must be said: a row
rejected, a warning, a remark, a fault.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from benchmarks.damaged_exports import Mutated, mutate
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.settings_file import load_settings


@dataclass(frozen=True)
class Verdict:
    """What the intake made of a damaged export: ``fault`` is what is wrong with the intake itself."""

    seed: int
    damage: str
    outcome: str
    fault: str = ""


def judge(seed: int, folder: Path) -> Verdict:
    """Take in the export of a seed in an empty folder, and judge what came of it."""
    table, mutated = mutate(seed)
    (folder / mutated.name).write_bytes(mutated.content)
    value = 'value = "order_value"\n' if table == "orders" else ""
    text = f'[site]\nid = "t"\nname = "T"\n[tables.{table}]\npath = "{mutated.name}"\n{mutated.options}\n'
    (folder / "s.toml").write_text(f"{text}[classification]\n{value}", encoding="utf-8")
    try:
        intake = take_in(load_settings(folder / "s.toml"))
    except WorkbookError as error:
        return Verdict(
            seed, mutated.damage, "one line", "" if "\n" not in str(error) else "more than one line"
        )
    except Exception as error:
        return Verdict(seed, mutated.damage, "traceback", f"{type(error).__name__}: {error}"[:200])
    return _judged(mutated, table, intake)


def _judged(mutated: Mutated, table: str, intake: Intake) -> Verdict:
    """Return the verdict on an intake that ended without an error."""
    faults, staged = intake.faults_of(), intake.staged.get(table, [])
    odd_rows = intake.rejected[intake.rejected["reason"] != "empty"]
    warned = len(intake.warnings) > 0 or any(item.remarks for item in staged)
    outcome = "blocked" if faults else "rejected" if len(odd_rows) else "warned" if warned else "read"
    return Verdict(mutated.seed, mutated.damage, outcome, _misread(mutated, table, intake, outcome))


def _misread(mutated: Mutated, table: str, intake: Intake, outcome: str) -> str:
    """Return what is wrong with an intake; empty if nothing is."""
    if any("\n" in fault for fault in intake.faults_of()):
        return "more than one line"
    if table not in intake.staged:
        return "" if outcome == "blocked" else "nothing read, nothing said"
    account = intake.reconciliation
    read, counted = sum(item.rows_read for item in intake.staged[table]), int(account["rows"].sum())
    if counted != read:
        return f"{counted} of {read} rows in the account"
    filled = read - int((intake.rejected["reason"] == "empty").sum())
    if outcome != "blocked" and mutated.records not in (None, filled):
        return f"{filled} rows read, {mutated.records} are there"
    total = Decimal(int(account.loc[account["reason"] == "", "amount"].sum())) / SCALE
    if outcome == "read" and mutated.total not in (None, total):
        return f"silently {total}, by another reader {mutated.total}"
    return ""


def judge_all(seeds: range, report: Callable[[Verdict], None]) -> None:
    """Judge the exports of some seeds, each in a cache and a folder of its own."""
    before = os.environ.get("WCM_CACHE")
    try:
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                os.environ["WCM_CACHE"] = f"{folder}/cache"
                report(judge(seed, Path(folder)))
    finally:
        os.environ.pop("WCM_CACHE", None)
        if before is not None:
            os.environ["WCM_CACHE"] = before


def main(count: int) -> None:
    """Print how the exports of so many seeds came out, and every one that is wrong."""
    verdicts: list[Verdict] = []
    judge_all(range(count), verdicts.append)
    table = Counter((verdict.damage.partition(":")[0], verdict.outcome) for verdict in verdicts)
    counts = pd.DataFrame([(*key, n) for key, n in table.items()], columns=["damage", "outcome", "n"])
    summary = counts.pivot_table(index="damage", columns="outcome", values="n", fill_value=0).astype(int)
    print(summary.to_string())
    for verdict in verdicts:
        if verdict.fault:
            print(f"{verdict.seed}: {verdict.damage}: {verdict.fault}")
    print(f"{sum(bool(verdict.fault) for verdict in verdicts)} of {count} wrong")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
