"""The end of a run on the command line: each month's headline and the lines of its first page."""

from collections.abc import Iterable
from pathlib import Path

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _
from wcm_helpers.reporting import month_comparison_words
from wcm_helpers.reporting.index_pages import published_run


def summary_lines(folders: Iterable[Path]) -> list[str]:
    """Return the lines of all published months, oldest first: site and month, headlines, what to do."""
    return [line for folder in sorted(folders) for line in _month_lines(published_run(folder))]


def _month_lines(run: dict) -> list[str]:
    """Return the lines of one month: reports made in this run, changes, restatements."""
    published = {name: entry for name, entry in run["reports"].items() if entry["status"] == "published"}
    head = _("{site}, {month}", site=run["site"]["name"], month=month_name(run["month"]))
    lines = ["", head]
    for name, entry in published.items():
        lines.append(f"  {run['headline'].get(name, '')}".rstrip())
        lines += [f"  - {action}" for action in entry.get("actions", [])]
    lines += [f"  {sentence}" for sentence in month_comparison_words.sentences(run)]
    return lines
