"""make bench: what the workbook costs above the floor of doing the same with nothing around it.

Whole processes, each task and what it is set beside run in turn, told as medians and their ratios.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

from benchmarks import made_up, measure, page, peers, results, run
from benchmarks.groups import GROUPS, NAMES, Group
from benchmarks.run import to_standard_error as say

_README = Path(__file__).with_name("README.md")
_PICTURE = Path(__file__).with_name("growth.svg")


def lines(text: str) -> int:
    """Return a number of lines as it is typed: 36000, 500k, 1M.

    Examples
    --------
    >>> lines("1M"), lines("500k"), lines("3_600")
    (1000000, 500000, 3600)
    """
    found = re.fullmatch(r"(\d[\d_]*)([kKmM]?)", text.strip())
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of lines; write it such as 500k or 10M")
    return int(found[1]) * {"": 1, "k": 1_000, "m": 1_000_000}[found[2].lower()]


def _listed(text: str) -> list[str]:
    return [part for part in re.split(r"[,\s]+", text) if part]


def _sizes(text: str) -> list[int]:
    return [lines(part) for part in _listed(text)]


def _groups(text: str) -> list[str]:
    if unknown := sorted(set(_listed(text)) - set(NAMES)):
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is no group; there are: {', '.join(NAMES)}")
    return _listed(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="speed and memory, as ratios")
    add = parser.add_argument
    add("--sizes", type=_sizes, default=[1_000_000], help="order lines, such as 1M,10M,50M (1M)")
    add("--billing", type=lines, help="billing lines (a fifth of the order lines)")
    add("--format", choices=("csv", "parquet"), default="csv", help="of the exports (csv)")
    add("--runs", type=int, default=3, help="runs of each, of which the median counts (3)")
    add(
        "--only",
        type=_groups,
        default=list(NAMES),
        help=f"groups, such as revenue,orders: {', '.join(NAMES)}",
    )
    add("--peers", action="store_true", help="install and measure pymc-marketing and lifetimes too")
    add("--date", default="", help="YYYY-MM-DD, as it is to stand on the page")
    add("--write", action="store_true", help="keep the results, write README.md and growth.svg")
    add("--page", action="store_true", help="write README.md and growth.svg of the results kept; no runs")
    add("--folder", type=Path, help="for exports and caches (a temporary one); 20 GB for 50M lines")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the tables, and return 0 only when nothing failed."""
    given = _parser().parse_args(arguments)
    found = results.read() if given.write or given.page else {}
    failed = False
    if not given.page:
        if given.peers:
            peers.install()
        failed = _measure(given, found)
    if given.write or given.page:
        _write_page(found)
    return int(failed)


def _measure(given: argparse.Namespace, found: dict) -> bool:
    """Measure every size, keep each group as soon as it is measured, and return whether anything failed."""
    groups = [g for g in GROUPS if g.name in given.only and (not g.peers or peers.python())]
    failed = False
    with tempfile.TemporaryDirectory(prefix="bench-", dir=given.folder) as temporary:
        if sized := [group for group in groups if group.sized]:
            for size in given.sizes:
                folder = Path(temporary) / str(size)
                failed |= _measure_size(given, found, size, folder, sized)
                run.remove(folder)
        if fixed := [group for group in groups if not group.sized]:
            entry = results.entry(found, results.FIXED, {"machine": results.machine()})
            failed |= _measure_groups(given, found, entry, Path(temporary), fixed)
            print(page.fixed_table(entry), flush=True)
    return failed


def _measure_size(
    given: argparse.Namespace, found: dict, size: int, folder: Path, groups: list[Group]
) -> bool:
    dial = made_up.Dial(size, given.billing or size // 5, given.format)
    told = {"billing": dial.billing, "form": dial.form, "machine": results.machine()}
    say(f"{size:,} order lines: making up the exports")
    try:
        seconds = round(run.make(folder, dial))
    except measure.TaskFailed as error:
        say(f"{size:,} order lines: failed: {error}")
        return True
    entry = results.entry(found, str(size), told)
    entry |= {"seconds": seconds, "bytes": run.bytes_of(folder)}
    failed = _measure_groups(given, found, entry, folder, groups)
    print(page.table(entry), flush=True)
    return failed


def _measure_groups(
    given: argparse.Namespace, found: dict, entry: dict, folder: Path, groups: list[Group]
) -> bool:
    failed = False
    for name, told in run.each(folder, groups, given.runs, say):
        entry["groups"][name] = {**told, "date": given.date}
        failed |= "failed" in told
        if given.write:
            results.keep(found)
    return failed


def _write_page(found: dict) -> None:
    from benchmarks import picture  # late: what starts the tasks must stay small

    if not found:
        sys.exit("nothing has been measured yet; run python -m benchmarks --write")
    alt = ""
    if len(picture.drawable(found)) > 1:
        drawn, alt = picture.growth(found)
        _PICTURE.write_text(drawn + "\n", encoding="utf-8")
    _README.write_text(page.page(found, alt), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
