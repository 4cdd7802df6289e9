"""The page of what was measured: one table a size, and in plain words what each floor is."""

from typing import Any

from benchmarks import results
from benchmarks.groups import GROUPS, Row, Target
from benchmarks.measure import Cost
from benchmarks.page_words import AFTER, BEFORE, GROWTH

_COLUMNS = ("what", "against", "wall", "CPU", "peak MB", "ratio wall", "ratio CPU",
            "ratio CPU without start-up", "target")  # fmt: skip
_HEAD = f"| {' | '.join(_COLUMNS)} |\n|---|---|---:|---:|---:|---:|---:|---:|---|"
#: Below so many seconds above starting up there is nothing to divide by.
_LEAST = 0.05
#: Where starting up may be taken off: both sides import the same.
_ABOVE_START = ("intake", "revenue", "orders", "month", "month_facts")
_NAMES = {"cpu": "CPU ratio", "wall": "wall ratio", "extra": "wall", "memory": "peak"}


def page(found: dict[str, Any], alt: str = "") -> str:
    """Return the page of all sizes in Markdown.

    Parameters
    ----------
    found : dict
        As kept in ``results.json``.
    alt : str
        What the growth picture shows, in words; without it the picture is left out.
    """
    parts = [BEFORE]
    for size in reversed(results.sizes(found)):
        entry = found[str(size)]
        parts += [f"## {size:,} order lines", described(entry), table(entry)]
    if results.FIXED in found:
        parts += ["## Whatever the number of lines", described(found[results.FIXED])]
        parts += [fixed_table(found[results.FIXED])]
    if alt:
        parts += ["## Growth", f"![{alt}](growth.svg)", GROWTH]
    return "\n\n".join([*parts, AFTER]) + "\n"


def described(entry: dict[str, Any]) -> str:
    """Return what was measured, on what and when, in one paragraph."""
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
    """Return the table of a size, and under it how far the peers' results lie from ours."""
    return "\n\n".join(filter(None, [_table(entry, sized=True), _failures(entry), _agreement(entry)]))


def fixed_table(entry: dict[str, Any]) -> str:
    """Return the table of what does not depend on the number of lines."""
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
    """Return a ratio as it stands in the table: small ones as "1/n".

    Examples
    --------
    >>> ratio(3, 2), ratio(1, 18.04), ratio(1, 0.01)
    ('1.50', '1/18.0', '–')
    """
    if floor < _LEAST or ours <= 0:
        return "–"
    return f"{ours / floor:.2f}" if ours >= 0.5 * floor else f"1/{floor / ours:.1f}"


def verdict(target: Target, ours: Cost, floor: Cost) -> str:
    """Return a target and whether it is met.

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
    kept = "met" if measured <= target.limit else "**missed**"
    said = f" ({measured:.1f} s)" if target.measure == "extra" else ""
    return f"{_NAMES[target.measure]} ≤ {limit.replace('.0', '') if '/' in limit else limit}: {kept}{said}"


def _failures(entry: dict[str, Any]) -> str:
    failed = {name: group["failed"] for name, group in entry["groups"].items() if "failed" in group}
    return "\n".join(f"- Failed: {name}: {said}" for name, said in failed.items())


def _agreement(entry: dict[str, Any]) -> str:
    told = entry["groups"].get("rfm", {}).get("differences", {})
    lines = [
        f"- {pair.split(' ')[0].replace('_', '-')}, facts {pair.split(' ')[1]}: "
        f"{of['compared']:,} customers compared, {of['customers']} on one side only; largest difference: "
        f"frequency {of['frequency']:g}, recency {of['recency']:g} days, "
        f"money {of['monetary_value']:.0e} of it"
        for pair, of in told.items()
    ]
    return (
        "\n".join(["Frequency, recency and monetary value beside the peers':", "", *lines]) if lines else ""
    )
