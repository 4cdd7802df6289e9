"""Publish a month as a whole or not at all: build every report in a separate folder, then exchange it once.

A run that is killed leaves a folder ``.part-…``, which the next run of the site removes; the month published
before remains unchanged until the new one is complete.
"""

import ctypes
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.reporting import group_pages, index_pages
from wcm_helpers.reporting.group_records import SiteFailure, write_failures
from wcm_helpers.reporting.same_customers import SameCustomer, keep_same_customers

_PART = ".part-"
_OLD = ".old-"
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


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
            _recover_others(home, month)
            part = home / f"{_PART}{month}"
            part.mkdir()
            try:
                yield part
                put_in_place(part, home / month)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        with pages_of_all(reports):
            pass
    except OSError as error:
        raise _unwritable(home, error) from None


@contextmanager
def pages_of_all(reports: Path) -> Iterator[None]:
    """Write the pages of all sites and months when the block ends; no other run writes them meanwhile."""
    with FileLock(reports / ".index.lock"):
        for left in reports.glob(".*.part"):
            left.unlink(missing_ok=True)
        yield
        index_pages.write_index(reports)
        group_pages.write_group_pages(reports)


def _unwritable(folder: Path, error: OSError) -> WorkbookError:
    return WorkbookError(
        _(
            "The report cannot be written to {folder}: {reason}. "
            "Free space, allow writing, or choose another folder with --reports.",
            folder=display_path(folder),
            reason=error.strerror or error,
        )
    )


def record_group(
    reports: Path,
    attempted: Sequence[tuple[str, Sequence[str]]],
    failures: Sequence[SiteFailure],
    same: Sequence[SameCustomer],
) -> None:
    """Keep for the pages of the group what a run has to say of its sites, and write the pages.

    Parameters
    ----------
    reports : Path
        The folder of all reports; where it is not there, nothing was published and nothing is kept.
    attempted : sequence of settings file and months
        What the run was to make.
    failures : sequence of SiteFailure
    same : sequence of SameCustomer
        Customers of several sites; empty to keep those given before.

    Raises
    ------
    WorkbookError
        If the folder cannot be written to.
    """
    if not reports.is_dir():
        return
    try:
        with pages_of_all(reports):
            write_failures(reports, attempted, failures)
            if same:
                keep_same_customers(reports, same)
    except OSError as error:
        raise _unwritable(reports, error) from None


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


def _recover_others(home: Path, month: str) -> None:
    """Do the same for the other months of the site, but for those that another run is making now."""
    left = {path.name.removeprefix(kind) for kind in (_PART, _OLD) for path in home.glob(f"{kind}*")}
    for other in sorted(left - {month}):
        with suppress(Timeout), FileLock(home / f".{other}.lock", timeout=0):
            _recover(home, other)


def put_in_place(part: Path, target: Path) -> None:
    """Put a folder that is complete in the place of another, in one step where the disk can."""
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
    """Swap two folders in one step and return whether the system and the disk can (Linux, macOS)."""
    one, other = os.fsencode(part), os.fsencode(target)
    with suppress(AttributeError, OSError, TypeError):
        return ctypes.CDLL(None).renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE) == 0
    with suppress(AttributeError, OSError, TypeError):
        return ctypes.CDLL(None).renamex_np(one, other, _RENAME_SWAP) == 0
    return False


def keep_report(published: Path, folder: Path, files: list[str]) -> None:
    """Copy the files of a report that is not made again from the published month to the new one."""
    for name in files:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy2(published / name, folder / name)
