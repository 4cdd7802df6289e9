"""Prepare the cache a task starts from: empty, exports staged, facts ready, or one month more to read.

Each state is computed once and stored; a run starts from a copy of it, whose Parquet files are links, since
they are replaced and never overwritten.
"""

import os
import shutil
from pathlib import Path

from benchmarks import made_up, measure

#: The states of :func:`bring`.
STATES = ("nothing", "staged", "ready", "judged", "month came", "month staged")


def bring(folder: Path, site: str, state: str) -> None:
    """Bring the cache of a site of the made-up group to a state.

    Parameters
    ----------
    folder : Path
        The folder of the exports.
    site : str
        One of ``made_up.SITES``.
    state : str
        ``nothing``: the cache is empty. ``staged``: the exports are staged. ``ready``: they are checked and
        their facts built. ``judged``: as ready, with every order judged for the performance review.
        ``month came``: as ready, with unread exports of one month more. ``month staged``: the same, with
        those staged.
    """
    made_up.one_month_more(folder, there=False)
    if state == "nothing":
        _clear(folder, site)
        return
    stored = state if state in ("judged", "month staged") else "ready"
    if not _store(folder, site, stored).exists():
        _make(folder, site, stored)
    _restore(folder, site, stored)
    made_up.one_month_more(folder, there=state.startswith("month"))
    if state == "staged":
        for pattern in ("facts", "checked", "intake-*"):
            for path in (folder / "cache").glob(f"{site}-*/{pattern}"):
                shutil.rmtree(path)


def _make(folder: Path, site: str, stored: str) -> None:
    if stored == "ready":
        _clear(folder, site)
        measure.task(f"build_{site}", folder)
    elif stored == "judged":
        bring(folder, site, "ready")
        measure.task(f"judge_{site}", folder)
    else:
        bring(folder, site, "month came")
        measure.task(f"stage_{site}", folder)
    for path in (folder / "cache").glob(f"{site}-*"):
        _copy(path, _store(folder, site, stored) / path.name)


def _restore(folder: Path, site: str, stored: str) -> None:
    _clear(folder, site)
    for path in _store(folder, site, stored).iterdir():
        _copy(path, folder / "cache" / path.name)


def _store(folder: Path, site: str, stored: str) -> Path:
    return folder / "states" / f"{site} {stored}"


def _clear(folder: Path, site: str) -> None:
    for path in (folder / "cache").glob(f"{site}-*"):
        shutil.rmtree(path)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith(".parquet"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)
