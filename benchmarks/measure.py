"""Measure the seconds and megabytes of a process and its children, as the kernel counts them.

A child process inherits the memory peak of its parent, so the measuring process must stay small: this
module, and those that import it, import the standard library only.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of the processors, and megabytes of the largest process."""

    wall: float
    cpu: float
    memory: float


class TaskFailed(Exception):  # noqa: N818
    """A process that failed; the text is its last line of output."""


def run(command: list[str], environment: dict[str, str]) -> Cost:
    """Return the cost of a command.

    Children that have ended and been waited for, such as the kernel of a notebook, are included: seconds are
    added up, memory is that of the largest process.

    Raises
    ------
    TaskFailed
        If it ends with an error.
    """
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen(
            command, env=environment, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=errors
        )
        _pid, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            errors.seek(0)
            raise TaskFailed(
                _last_line(errors.read().decode(errors="replace")) or f"ended {child.returncode}"
            )
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of every task: a cache of its own, one thread for linear algebra."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**os.environ, **one_thread, "WCM_CACHE": str(folder / "cache")}


def task(name: str, folder: Path, python: Path | None = None) -> Cost:
    """Return the cost of a task; with the Python of the peers, of one of :mod:`benchmarks.peer_tasks`."""
    module = "benchmarks.peer_tasks" if python else "benchmarks.tasks"
    command = [str(python or sys.executable), "-m", module, name, str(folder)]
    return run(command, environment(folder))


def median(costs: list[Cost]) -> Cost:
    """Return the median of each measure.

    Examples
    --------
    >>> median([Cost(1, 5, 90), Cost(2, 3, 80), Cost(9, 4, 70)])
    Cost(wall=2, cpu=4, memory=80)
    """
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__annotations__))
