"""Measure what the workbook costs compared with a bare minimum that does the same work: make bench.

Each task and its floor are whole processes that run in turn; the tables have medians and their ratios.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

from benchmarks import made_up, measure, page, peers, results, run
from benchmarks.groups import GROUPS, NAMES, Group
from benchmarks.run import print_progress

_README = Path(__file__).with_name("README.md")
_PICTURE = Path(__file__).with_name("growth.svg")


def lines(text: str) -> int:
    """Return the number of lines in a command-line argument such as 36000, 500k or 1M.

    Examples
    --------
    >>> lines("1M"), lines("500k"), lines("3_600")
    (1000000, 500000, 3600)
    """
    match = re.fullmatch(r"(\d[\d_]*)([kKmM]?)", text.strip())
    if not match:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of lines; write it such as 500k or 10M")
    return int(match[1]) * {"": 1, "k": 1_000, "m": 1_000_000}[match[2].lower()]


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
    add("--date", default="", help="YYYY-MM-DD, printed on the page")
    add("--write", action="store_true", help="save the results, write README.md and growth.svg")
    add("--page", action="store_true", help="write README.md and growth.svg of the saved results; no runs")
    add("--folder", type=Path, help="for exports and caches (a temporary one); 20 GB for 50M lines")
    return parser


def main(command_line: list[str] | None = None) -> int:
    """Measure, print the tables, and return 0 only when nothing failed."""
    arguments = _parser().parse_args(command_line)
    saved = results.read() if arguments.write or arguments.page else {}
    failed = False
    if not arguments.page:
        if arguments.peers:
            peers.install()
        failed = _measure(arguments, saved)
    if arguments.write or arguments.page:
        _write_page(saved)
    return int(failed)


def _measure(arguments: argparse.Namespace, saved: dict) -> bool:
    """Measure every size, save each group as soon as it is measured, and return whether anything failed."""
    groups = [g for g in GROUPS if g.name in arguments.only and (not g.peers or peers.python())]
    failed = False
    with tempfile.TemporaryDirectory(prefix="bench-", dir=arguments.folder) as temporary:
        if sized := [group for group in groups if group.sized]:
            for size in arguments.sizes:
                folder = Path(temporary) / str(size)
                failed |= _measure_size(arguments, saved, size, folder, sized)
                run.remove(folder)
        if fixed := [group for group in groups if not group.sized]:
            entry = results.entry(saved, results.FIXED, {"machine": results.machine()})
            failed |= _measure_groups(arguments, saved, entry, Path(temporary), fixed)
            print(page.fixed_table(entry), flush=True)
    return failed


def _measure_size(
    arguments: argparse.Namespace, saved: dict, size: int, folder: Path, groups: list[Group]
) -> bool:
    dial = made_up.Dial(size, arguments.billing or size // 5, arguments.format)
    exports = {"billing": dial.billing, "form": dial.form, "machine": results.machine()}
    print_progress(f"{size:,} order lines: making up the exports")
    try:
        seconds = round(run.make(folder, dial))
    except measure.TaskFailed as error:
        print_progress(f"{size:,} order lines: failed: {error}")
        return True
    entry = results.entry(saved, str(size), exports)
    entry |= {"seconds": seconds, "bytes": run.bytes_of(folder)}
    failed = _measure_groups(arguments, saved, entry, folder, groups)
    print(page.table(entry), flush=True)
    return failed


def _measure_groups(
    arguments: argparse.Namespace, saved: dict, entry: dict, folder: Path, groups: list[Group]
) -> bool:
    failed = False
    for name, group in run.each(folder, groups, arguments.runs, print_progress):
        entry["groups"][name] = {**group, "date": arguments.date}
        failed |= "failed" in group
        if arguments.write:
            results.save(saved)
    return failed


def _write_page(saved: dict) -> None:
    from benchmarks import picture  # late: the process that starts the tasks must stay small

    if not saved:
        sys.exit("nothing has been measured yet; run python -m benchmarks --write")
    alt = ""
    if len(picture.drawable(saved)) > 1:
        drawn, alt = picture.growth(saved)
        _PICTURE.write_text(drawn + "\n", encoding="utf-8")
    _README.write_text(page.page(saved, alt), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
