"""Write the page of the measurements: one table for each size, and what each floor is."""

from typing import Any

from benchmarks import results
from benchmarks.groups import GROUPS, Row, Target
from benchmarks.measure import Cost
from benchmarks.page_words import AFTER, BEFORE, GROWTH

_COLUMNS = ("what", "against", "wall", "CPU", "peak MB", "ratio wall", "ratio CPU",
            "ratio CPU without start-up", "target")  # fmt: skip
_HEAD = f"| {' | '.join(_COLUMNS)} |\n|---|---|---:|---:|---:|---:|---:|---:|---|"
#: No ratio is printed if the floor takes fewer seconds.
_LEAST = 0.05
#: Groups whose tasks import the same libraries, so that start-up can be subtracted.
_ABOVE_START = ("intake", "revenue", "orders", "month", "month_facts")
_NAMES = {"cpu": "CPU ratio", "wall": "wall ratio", "extra": "wall", "memory": "peak"}


def page(saved: dict[str, Any], alt: str = "") -> str:
    """Return the page of all sizes in Markdown.

    Parameters
    ----------
    saved : dict
        The content of ``results.json``.
    alt : str
        Alternative text of the growth chart; without it the chart is left out.
    """
    parts = [BEFORE]
    for size in reversed(results.sizes(saved)):
        entry = saved[str(size)]
        parts += [f"## {size:,} order lines", described(entry), table(entry)]
    if results.FIXED in saved:
        parts += ["## Whatever the number of lines", described(saved[results.FIXED])]
        parts += [fixed_table(saved[results.FIXED])]
    if alt:
        parts += ["## Growth", f"![{alt}](growth.svg)", GROWTH]
    return "\n\n".join([*parts, AFTER]) + "\n"


def described(entry: dict[str, Any]) -> str:
    """Return a paragraph on the machine, the date and the exports of the measurements."""
    machine = entry["machine"]
    on = (
        f"{machine['cores']} cores ({machine['kind']}), {machine['memory_gb']} GB of memory, Python "
        f"{machine['python']}, DuckDB {machine['duckdb']}, pandas {machine['pandas']}"
    )
    groups = entry["groups"].values()
    days = sorted({group["date"] for group in groups if group.get("date")})
    when = f"Measured on {' and '.join(days)} with" if days else "Measured with"
    runs = sorted({group["runs"] for group in groups if "runs" in group})
    minutes = (entry.get("seconds", 0) + sum(group["seconds"] for group in groups)) / 60
    medians = f"medians of {' or '.join(map(str, runs))} run{'s' if runs[-1:] != [1] else ''} in turn"
    if "billing" not in entry:
        return f"{when} {on}; {medians}."
    return (
        f"{when} {on}; {medians}. 36 months of exports: {entry['billing']:,} billing lines beside the order "
        f"lines, {entry['bytes'] / 1e6:,.0f} MB of {entry['form'].upper().replace('PARQUET', 'Parquet')}. "
        f"Making them up and measuring took {minutes:,.0f} minutes."
    )


def table(entry: dict[str, Any]) -> str:
    """Return the table of a size, its failures, and the differences from the peers."""
    return "\n\n".join(filter(None, [_table(entry, sized=True), _failures(entry), _agreement(entry)]))


def fixed_table(entry: dict[str, Any]) -> str:
    """Return the table of the tasks that do not depend on the number of lines."""
    return "\n\n".join(filter(None, [_table(entry, sized=False), _failures(entry)]))


def _table(entry: dict[str, Any], *, sized: bool) -> str:
    start = results.costs(entry["groups"].get("start", {})).get("start")
    rows = []
    for group in GROUPS:
        costs = results.costs(entry["groups"].get(group.name, {}))
        if group.sized == sized and costs:
            rows += [_row(row, costs, start if group.name in _ABOVE_START else None) for row in group.rows]
    return "\n".join([_HEAD, *rows])


def _row(row: Row, costs: dict[str, Cost], start: Cost | None) -> str:
    ours, floor = costs[row.task], costs[row.floor]
    cells = (
        row.what,
        row.against,
        f"{ours.wall:.2f} / {floor.wall:.2f} s",
        f"{ours.cpu:.2f} / {floor.cpu:.2f} s",
        f"{ours.memory:,.0f} / {floor.memory:,.0f}",
        ratio(ours.wall, floor.wall),
        ratio(ours.cpu, floor.cpu),
        ratio(ours.cpu - start.cpu, floor.cpu - start.cpu) if start else "–",
        "; ".join(verdict(target, ours, floor) for target in row.targets) or "–",
    )
    return f"| {' | '.join(cells)} |"


def ratio(ours: float, floor: float) -> str:
    """Return a ratio as printed in the table: a small one as "1/n".

    Examples
    --------
    >>> ratio(3, 2), ratio(1, 18.04), ratio(1, 0.01)
    ('1.50', '1/18.0', '–')
    """
    if floor < _LEAST or ours <= 0:
        return "–"
    return f"{ours / floor:.2f}" if ours >= 0.5 * floor else f"1/{floor / ours:.1f}"


def verdict(target: Target, ours: Cost, floor: Cost) -> str:
    """Return a target and whether the measured cost meets it.

    Examples
    --------
    >>> verdict(Target("cpu", 1.3), Cost(2, 3.0, 90), Cost(2, 2.0, 80))
    'CPU ratio ≤ 1.30: **missed**'
    """
    measured, limit = {
        "cpu": (ours.cpu / floor.cpu, ratio(target.limit, 1)),
        "wall": (ours.wall / floor.wall, ratio(target.limit, 1)),
        "extra": (ours.wall - floor.wall, f"{target.limit:g} s more"),
        "memory": (ours.memory, f"{target.limit:,.0f} MB"),
    }[target.measure]
    outcome = "met" if measured <= target.limit else "**missed**"
    seconds = f" ({measured:.1f} s)" if target.measure == "extra" else ""
    return (
        f"{_NAMES[target.measure]} ≤ {limit.replace('.0', '') if '/' in limit else limit}: {outcome}{seconds}"
    )


def _failures(entry: dict[str, Any]) -> str:
    failed = {name: group["failed"] for name, group in entry["groups"].items() if "failed" in group}
    return "\n".join(f"- Failed: {name}: {reason}" for name, reason in failed.items())


def _agreement(entry: dict[str, Any]) -> str:
    differences = entry["groups"].get("rfm", {}).get("differences", {})
    lines = [
        f"- {pair.split(' ')[0].replace('_', '-')}, facts {pair.split(' ')[1]}: "
        f"{of['compared']:,} customers compared, {of['customers']} on one side only; largest difference: "
        f"frequency {of['frequency']:g}, recency {of['recency']:g} days, "
        f"money {of['monetary_value']:.0e} of it"
        for pair, of in differences.items()
    ]
    return (
        "\n".join(["Frequency, recency and monetary value beside the peers':", "", *lines]) if lines else ""
    )
