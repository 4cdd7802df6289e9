"""make bench: what the workbook costs above the floor of doing the same with nothing around it.

Whole processes, each task and what it is set beside run in turn, told as medians and their ratios.
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import made_up, peers, results, run
from benchmarks.groups import GROUPS, NAMES
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
    from benchmarks import page

    groups = [g for g in GROUPS if g.name in given.only and (not g.peers or peers.python())]
    failed = False
    with tempfile.TemporaryDirectory(prefix="bench-", dir=given.folder) as temporary:
        for order_lines in given.sizes:
            began = time.perf_counter()
            folder = Path(temporary) / str(order_lines)
            say(f"{order_lines:,} order lines: making up the exports")
            dial = made_up.Dial(order_lines, given.billing or order_lines // 5, given.format)
            run.make(folder, dial)
            measured = run.size(folder, [g for g in groups if g.sized], given.runs, say)
            told = {
                "billing": dial.billing, "form": dial.form, "bytes": run.bytes_of(folder),
                "date": given.date, "machine": results.machine(),
                "seconds": round(time.perf_counter() - began),
            }  # fmt: skip
            _keep(given, found, str(order_lines), measured, told)
            failed |= any("failed" in group for group in measured.values())
            print(page.table(found[str(order_lines)], order_lines), flush=True)
            run.remove(folder)
        if fixed := [g for g in groups if not g.sized]:
            measured = run.size(Path(temporary), fixed, given.runs, say)
            _keep(given, found, results.FIXED, measured, {"date": given.date, "machine": results.machine()})
            failed |= any("failed" in group for group in measured.values())
            print(page.fixed_table(found[results.FIXED]), flush=True)
    return failed


def _keep(given: argparse.Namespace, found: dict, key: str, measured: dict, told: dict) -> None:
    results.entry(found, key, **told)["groups"].update(measured)
    if given.write:
        results.keep(found)


def _write_page(found: dict) -> None:
    from benchmarks import page

    if not found:
        sys.exit("nothing has been measured yet; run python -m benchmarks --write")
    alt = ""
    from benchmarks import picture

    if len(picture.drawable(found)) > 1:
        drawn, alt = picture.growth(found)
        _PICTURE.write_text(drawn + "\n", encoding="utf-8")
    _README.write_text(page.page(found, alt), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
