"""Measure one size: write its exports and run every group; a failing group stops no other."""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import made_up, measure, peers, results, states
from benchmarks.groups import Group, Task
from benchmarks.measure import Cost, TaskFailed


def make(folder: Path, dial: made_up.Dial) -> float:
    """Write the exports in a process of its own, and return the seconds it took."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dial.json").write_text(json.dumps(asdict(dial)), encoding="utf-8")
    return measure.task("exports", folder).wall


def bytes_of(folder: Path) -> int:
    """Return the size of the exports of all months, in bytes."""
    return sum(path.stat().st_size for table in made_up.TYPES for path in made_up.exports(folder, table))


def each(
    folder: Path, groups: list[Group], runs: int, progress: Callable[[str], None]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each group and its costs, or its last line of output if it fails."""
    for group in groups:
        began = time.perf_counter()
        try:
            measured: dict[str, Any] = {"costs": results.rounded(in_turn(group, folder, runs)), "runs": runs}
            if group.name == "rfm":
                measured["differences"] = _compared(folder)
        except (TaskFailed, OSError) as error:
            measured = {"failed": str(error)}
        measured["seconds"] = round(time.perf_counter() - began)
        progress(f"{group.name}: {measured.get('failed', 'measured')} ({measured['seconds']} s)")
        yield group.name, measured


def in_turn(group: Group, folder: Path, runs: int) -> dict[str, Cost]:
    """Return the median cost of each task of a group, running all of them once before any again."""
    if group.peers and peers.python() is None:
        raise TaskFailed("the peers are not installed (--peers installs them)")
    if group.peers and not (folder / "transactions").exists():
        made_up.one_month_more(folder, there=False)
        measure.task("transactions", folder)
    costs: dict[str, list[Cost]] = {task.name: [] for task in group.tasks}
    _once_before(group, folder)
    for _ in range(runs):
        for task in group.tasks:
            costs[task.name].append(_run(task, folder))
    return {name: measure.median(runs_of_task) for name, runs_of_task in costs.items()}


def _once_before(group: Group, folder: Path) -> None:
    """Run a report of the invented warehouse once, so that its facts are ready; write the survey."""
    for name in {"report_sample", "review_sample"} & {task.name for task in group.tasks}:
        measure.task(name, folder)
    if group.name == "survey":
        measure.task("survey_files", folder)


def _run(task: Task, folder: Path) -> Cost:
    if task.state:
        states.bring(folder, task.site, task.state)
    try:
        return measure.task(task.name, folder, peers.python() if task.peer else None)
    finally:
        shutil.rmtree(folder / "floor", ignore_errors=True)


def _compared(folder: Path) -> dict[str, Any]:
    measure.task("compare", folder)
    return json.loads((folder / "differences.json").read_text(encoding="utf-8"))


def print_progress(line: str) -> None:
    """Print a line to standard error."""
    print(line, file=sys.stderr, flush=True)


def remove(folder: Path) -> None:
    """Remove the exports and everything derived from them, to make room for the next size."""
    shutil.rmtree(folder, ignore_errors=True)
