"""One size measured: exports made up, every group run in turn, what fails named and passed over."""

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
    """Return how many bytes the exports of the 36 months have."""
    return sum(path.stat().st_size for table in made_up.TYPES for path in made_up.exports(folder, table))


def each(
    folder: Path, groups: list[Group], runs: int, say: Callable[[str], None]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each group and what it costs, or, if it fails, the last line it said."""
    for group in groups:
        began = time.perf_counter()
        try:
            found: dict[str, Any] = {"costs": results.noted(in_turn(group, folder, runs)), "runs": runs}
            if group.name == "rfm":
                found["differences"] = _compared(folder)
        except (TaskFailed, OSError) as error:
            found = {"failed": str(error)}
        found["seconds"] = round(time.perf_counter() - began)
        say(f"{group.name}: {found.get('failed', 'measured')} ({found['seconds']} s)")
        yield group.name, found


def in_turn(group: Group, folder: Path, runs: int) -> dict[str, Cost]:
    """Return the median cost of each task of a group, all of them run once before any is run again."""
    if group.peers and peers.python() is None:
        raise TaskFailed("the peers are not installed (--peers installs them)")
    if group.peers and not (folder / "transactions").exists():
        made_up.one_month_more(folder, there=False)
        measure.task("transactions", folder)
    told: dict[str, list[Cost]] = {task.name: [] for task in group.tasks}
    _once_before(group, folder)
    for _ in range(runs):
        for task in group.tasks:
            told[task.name].append(_run(task, folder))
    return {name: measure.median(costs) for name, costs in told.items()}


def _once_before(group: Group, folder: Path) -> None:
    """Run what reads the invented warehouse once: its facts are ready from then on."""
    if any(task.name == "report_sample" for task in group.tasks):
        measure.task("report_sample", folder)


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


def to_standard_error(line: str) -> None:
    """Say what is being done."""
    print(line, file=sys.stderr, flush=True)


def remove(folder: Path) -> None:
    """Remove the exports and everything made of them, to make room for the next size."""
    shutil.rmtree(folder, ignore_errors=True)
