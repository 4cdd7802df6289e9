"""What a process costs: seconds and megabytes, told by the kernel, with all its children.

This process must stay small: a child begins with the peak of memory of whoever starts it. So nothing here,
nor in what starts the measurements, imports more than Python brings.
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
    """A process that did not end well; the text is the last line it said."""


def run(command: list[str], environment: dict[str, str]) -> Cost:
    """Return what a command costs.

    Children count once they have ended and been waited for, such as a notebook's kernel: their seconds are
    added, and memory is that of the largest of all processes.

    Raises
    ------
    TaskFailed
        If it ends with an error.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        child = subprocess.Popen(command, env=environment, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=said)
        _pid, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise TaskFailed(_last_line(said.read().decode(errors="replace")) or f"ended {child.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of every task: a cache of its own, one thread for what multiplies matrices."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**os.environ, **one_thread, "WCM_CACHE": str(folder / "cache")}


def task(name: str, folder: Path, python: Path | None = None) -> Cost:
    """Return what a task of :mod:`benchmarks.tasks` costs; of a peer's, in the environment of the peers."""
    module = "benchmarks.peer_tasks" if python else "benchmarks.tasks"
    command = [str(python or sys.executable), "-m", module, name, str(folder)]
    return run(command, environment(folder))


def median(costs: list[Cost]) -> Cost:
    """Return the median of each measure by itself.

    Examples
    --------
    >>> median([Cost(1, 5, 90), Cost(2, 3, 80), Cost(9, 4, 70)])
    Cost(wall=2, cpu=4, memory=80)
    """
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__annotations__))
