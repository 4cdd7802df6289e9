"""make bench: what the workbook costs above the floor of doing the same with nothing around it.

Each pair is run in turn, as whole processes, and told as the ratio of medians: wall, CPU and peak memory.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import made_up

PAIRS = (
    (
        "the whole month: wcm report",
        "month",
        "a papermill run that only imports the same libraries",
        "month_floor",
    ),
    (
        "intake: order lines from CSV to checked Parquet",
        "intake",
        "DuckDB's own typed CSV to Parquet",
        "intake_floor",
    ),
    (
        "facts: order lines → order → customer × month",
        "facts",
        "a bare DuckDB scan of the same columns",
        "facts_floor",
    ),
    ("facts, one new month", "facts_new_month", "all months (as above)", "facts"),
    (
        "the month again, nothing changed: reading",
        "again",
        "starting Python with pandas and DuckDB",
        "again_floor",
    ),
    ("the answers of every section, 3,000 customers", "answers_3000", "150 customers", "answers_150"),
    ("the answers of every section, 50,000 customers", "answers_50000", "150 customers", "answers_150"),
)


@dataclass(frozen=True)
class Cost:
    """Seconds and megabytes of one run of one process, with its children."""

    wall: float
    cpu: float
    memory: float


def run(task: str, folder: Path) -> Cost:
    """Return what one task costs as a process of its own."""
    environment = {**os.environ, "WCM_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": "1"}
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.tasks", task, str(folder)]
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{task} failed:\n{said.decode()}")
    wall = time.perf_counter() - started
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def pair(task: str, floor: str, folder: Path, runs: int) -> tuple[Cost, Cost]:
    """Return the median cost of a task and of its floor, run in turn after one run that does not count."""
    costs: dict[str, list[Cost]] = {task: [], floor: []}
    for number in range(runs + 1):
        for name in (task, floor):
            made_up.before(name, folder)
            cost = run(name, folder)
            if number:
                costs[name].append(cost)
    return _median(costs[task]), _median(costs[floor])


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        *(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory"))
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--lines", type=int, default=1_000_000, help="order lines of the made-up site")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made_up.write(folder, given.lines)
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        print(f"{given.lines:,} order lines; {machine}; medians of {given.runs} runs in turn\n")
        print("| what | against | wall | CPU | memory | ratio wall | ratio CPU |")
        print("|---|---|---|---|---|---|---|")
        for what, task, against, floor in PAIRS:
            cost, least = pair(task, floor, folder, given.runs)
            print(f"| {what} | {against} | {_row(cost, least)} |", flush=True)


def _row(cost: Cost, least: Cost) -> str:
    cells = (
        f"{cost.wall:.1f} s / {least.wall:.1f} s",
        f"{cost.cpu:.1f} s / {least.cpu:.1f} s",
        f"{cost.memory:.0f} / {least.memory:.0f} MB",
        f"{cost.wall / least.wall:.2f}",
        f"{cost.cpu / least.cpu:.2f}",
    )
    return " | ".join(cells)


if __name__ == "__main__":
    main()
