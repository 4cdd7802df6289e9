"""Save measurements as JSON, so that sizes can be measured one at a time and printed on one page."""

import json
import os
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.measure import Cost

FILE = Path(__file__).with_name("results.json")
#: The key of the groups that do not depend on the number of lines.
FIXED = "fixed"


def read(path: Path = FILE) -> dict[str, Any]:
    """Return the saved measurements: by size, then by group."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def save(measurements: dict[str, Any], path: Path = FILE) -> None:
    """Write measurements, the smallest size first."""
    ordered = {key: measurements[key] for key in sorted(measurements, key=_place)}
    part = path.with_suffix(".part")
    part.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(path)


def _place(key: str) -> tuple[bool, int]:
    return (key == FIXED, 0 if key == FIXED else int(key))


def sizes(measurements: dict[str, Any]) -> list[int]:
    """Return the measured sizes, smallest first."""
    return sorted(int(key) for key in measurements if key != FIXED)


def entry(measurements: dict[str, Any], key: str, same: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a size; an empty one if the properties all its groups must share have changed."""
    if {name: measurements.get(key, {}).get(name) for name in same} != same:
        measurements[key] = {**same, "groups": {}}
    return measurements[key]


def costs(group: dict[str, Any]) -> dict[str, Cost]:
    """Return the costs of a group's tasks."""
    return {task: Cost(**cost) for task, cost in group.get("costs", {}).items()}


def rounded(measurements: dict[str, Cost]) -> dict[str, dict[str, float]]:
    """Return costs for saving: to a thousandth of a second and a tenth of a megabyte.

    Examples
    --------
    >>> rounded({"start": Cost(0.61249, 0.5, 101.26)})
    {'start': {'wall': 0.612, 'cpu': 0.5, 'memory': 101.3}}
    """
    return {
        task: {name: round(value, 1 if name == "memory" else 3) for name, value in asdict(cost).items()}
        for task, cost in measurements.items()
    }


def machine() -> dict[str, Any]:
    """Return the properties of this machine and the versions of the libraries."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(),
        "kind": platform.machine(),
        "memory_gb": round(memory),
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "pandas": version("pandas"),
    }
