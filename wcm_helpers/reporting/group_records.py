"""What a run leaves for the pages of the group beside its months: which sites failed, and why."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wcm_helpers.reporting.index_pages import MONTH, write_atomically

#: Beside ``index.html``.
FAILURES = "failures.json"


@dataclass(frozen=True)
class SiteFailure:
    """A site without a month, and the reason.

    Attributes
    ----------
    site : str
        Its id; the name of its settings file where that could not be read.
    settings : str
        The name of its settings file.
    months : tuple of str
        The months asked for; empty for the latest.
    reason : str
        In the language of the run.
    """

    site: str
    settings: str
    months: tuple[str, ...]
    reason: str


def write_failures(
    reports: Path, attempted: Iterable[tuple[str, Sequence[str]]], failures: Sequence[SiteFailure]
) -> None:
    """Replace the failures of the sites and months of a run; those of other sites and months stay.

    Parameters
    ----------
    reports : Path
        The folder of all reports.
    attempted : iterable of settings file and months
        What the run was to make; no months are the latest.
    failures : sequence of SiteFailure
    """
    tried = [(settings, set(months)) for settings, months in attempted]
    before = read_failures(reports)
    stay = [failure for failure in before if not any(_is_repeated(failure, *each) for each in tried)]
    together = sorted({*stay, *failures}, key=lambda one: (one.site, one.months, one.reason))
    if together:
        recorded = [asdict(failure) for failure in together]
        write_atomically(reports / FAILURES, json.dumps(recorded, ensure_ascii=False, indent=2) + "\n")
    else:
        (reports / FAILURES).unlink(missing_ok=True)


def _is_repeated(failure: SiteFailure, settings: str, months: set[str]) -> bool:
    return failure.settings == settings and (not months or set(failure.months) <= months)


def read_failures(reports: Path) -> list[SiteFailure]:
    """Return the failures on record; none where the record is damaged or absent."""
    try:
        recorded = json.loads((reports / FAILURES).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    entries = recorded if isinstance(recorded, list) else []
    return [SiteFailure(**{**entry, "months": tuple(entry["months"])}) for entry in entries if _is_one(entry)]


def _is_one(entry: Any) -> bool:
    if not isinstance(entry, dict) or set(entry) != set(SiteFailure.__dataclass_fields__):
        return False
    texts, months = (entry["site"], entry["settings"], entry["reason"]), entry["months"]
    return all(isinstance(text, str) for text in texts) and isinstance(months, list) and all(
        isinstance(month, str) and MONTH.fullmatch(month) for month in months
    )  # fmt: skip


def failures_of(reports: Path, month: str, *, newest: bool) -> dict[str, str]:
    """Return the reasons by site that concern a month; those of the latest concern the newest."""
    concerned = (one for one in read_failures(reports) if month in one.months or (newest and not one.months))
    return {one.site: one.reason for one in concerned}
