"""Publish a month as a whole or not at all: build every report in a separate folder, then exchange it once.

A run that is killed leaves a folder ``.part-…``, which the next run removes; the month published before
remains unchanged until the new one is complete.
"""

import ctypes
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from jinja2 import Environment, FileSystemLoader

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import month_name
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _, language

_PART = ".part-"
_OLD = ".old-"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def building(reports: Path, site: str, month: str) -> Iterator[Path]:
    """Yield a folder to build a month's reports in, and publish it when the block ends without an error.

    Parameters
    ----------
    reports : Path
        The folder of all reports; the month goes to ``reports/<site>/<month>``.

    Raises
    ------
    WorkbookError
        If the folder cannot be written to; the published month is unchanged.
    """
    home = reports / site
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / f".{month}.lock"):
            _recover(home, month)
            part = home / f"{_PART}{month}"
            part.mkdir()
            try:
                yield part
                _put_in_place(part, home / month)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        with FileLock(reports / ".index.lock"):
            write_index(reports)
    except OSError as error:
        raise WorkbookError(
            f"cannot write the report to {display_path(home)}: {error.strerror or error}; "
            f"free space, allow writing, or choose another folder with --reports"
        ) from None


def _recover(home: Path, month: str) -> None:
    """Remove the folders of a killed run; restore a month that was moved and not replaced."""
    old = home / f"{_OLD}{month}"
    if old.exists():
        if (home / month).exists():
            shutil.rmtree(old)
        else:
            old.rename(home / month)
    part = home / f"{_PART}{month}"
    if part.exists():
        shutil.rmtree(part)


def _put_in_place(part: Path, target: Path) -> None:
    for path in part.rglob("*"):
        if path.is_file():
            with path.open("rb") as written:
                os.fsync(written.fileno())
    if not target.exists():
        part.rename(target)
    elif not _exchange(part, target):
        old = target.parent / f"{_OLD}{target.name}"
        target.rename(old)
        part.rename(target)
        shutil.rmtree(old)


def _exchange(part: Path, target: Path) -> bool:
    """Swap two folders in one step and return whether the system supports it (Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return rename(_AT_FDCWD, os.fsencode(part), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0


def write_atomically(path: Path, content: str) -> None:
    """Write a text file through a temporary one, so that it is never incomplete."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)


def published_run(folder: Path) -> dict:
    """Return the ``run.json`` of a published month, each report with its ``files``; empty if there is none.

    A record of an earlier version has no ``reports``: all files but the month's own belong to its one report.
    """
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if "reports" not in run:
        files = sorted(path.name for path in folder.iterdir() if path.name not in MONTH_FILES)
        run["reports"] = {name: {"status": "published", "files": files} for name in run.get("headline", {})}
    return run


#: The files of a month that belong to no report; the last one is that of an earlier version.
MONTH_FILES = ("index.html", "run.json", "rejected.csv", "set_aside.csv")


def keep_report(published: Path, folder: Path, files: list[str]) -> None:
    """Copy the files of a report that is not made again from the published month to the new one."""
    for name in files:
        shutil.copy2(published / name, folder / name)


def _templates() -> Environment:
    folder = Path(__file__).with_name("templates")
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def write_index(reports: Path) -> None:
    """Write ``index.html`` of all sites and months, from the ``run.json`` of each."""
    sites: dict[str, dict] = {}
    for file in sorted(reports.glob("*/*/run.json")):
        run = published_run(file.parent)
        if not run:
            continue
        site = sites.setdefault(file.parent.parent.name, {"months": []})
        site["name"] = run["site"]["name"]
        month = {**run, "folder": file.parent.name, "name": month_name(run["month"])}
        site["months"].insert(0, {**month, "entries": _entries(run)})
    page = (
        _templates()
        .get_template("index/sites.html.j2")
        .render(sites=sites, lang=language(), title=_("Customer reports"), words=_words())
    )
    write_atomically(reports / "index.html", page)


def month_page(run: dict) -> str:
    """Return the ``index.html`` of one month: each report with its files, or the reason of its failure."""
    return (
        _templates()
        .get_template("index/month.html.j2")
        .render(
            run=run,
            entries=_entries(run),
            lang=run["language"],
            month=month_name(run["month"]),
            words=_words(),
        )
    )


def _entries(run: dict) -> list[dict]:
    """Return the reports of a month for its pages, including failed ones, without absent ones."""
    return [
        {"name": name, "headline": run["headline"].get(name, ""), "other_rules": {}, "reason": "", **entry}
        for name, entry in run["reports"].items()
        if entry["status"] != "no data"
    ]


def _words() -> dict[str, str]:
    return {
        "draft": _("Draft: the month is not complete"),
        "other": _("Other rules than the settings have"),
        "failed": _("Not made"),
        "earlier": _("What is linked below was published earlier."),
        "read": _("Read on screen"),
        "print": _("Print (PDF)"),
        "notebook": _("Notebook"),
        "table": _("Table (CSV)"),
        "rejected": _("Rejected rows (CSV)"),
        "run": _("Record of the run (JSON)"),
        "all": _("All sites and months"),
        "month": _("Month"),
        "headline": _("In one sentence"),
        "none": _("Nothing is published yet."),
    }
