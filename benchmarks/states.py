"""Where a task begins: nothing read yet, exports read and checked, facts ready, or one month more come in.

What was read is brought into each state once and kept beside the cache; a run begins with a copy of it, its
Parquet files linked, since they are replaced and never written again.
"""

import os
import shutil
from pathlib import Path

from benchmarks import made_up, measure

#: What a task may find: see :func:`bring`.
STATES = ("nothing", "staged", "ready", "month came", "month staged")


def bring(folder: Path, site: str, state: str) -> None:
    """Bring the cache of a site of the made-up group to a state.

    Parameters
    ----------
    folder : Path
        Where the exports lie.
    site : str
        One of ``made_up.SITES``.
    state : str
        ``nothing``: the cache is empty. ``staged``: the exports are read, row by row. ``ready``: they are
        held against each other, and their facts are there. ``month came``: as ready, and the exports of one
        month more lie there unread. ``month staged``: the same, read row by row.
    """
    made_up.one_month_more(folder, there=False)
    if state == "nothing":
        _clear(folder, site)
        return
    kept = "month staged" if state == "month staged" else "ready"
    if not _store(folder, site, kept).exists():
        _make(folder, site, kept)
    _restore(folder, site, kept)
    made_up.one_month_more(folder, there=state.startswith("month"))
    if state == "staged":
        for found in ("facts", "checked", "intake-*"):
            for path in (folder / "cache").glob(f"{site}-*/{found}"):
                shutil.rmtree(path)


def _make(folder: Path, site: str, kept: str) -> None:
    if kept == "ready":
        _clear(folder, site)
        measure.task(f"build_{site}", folder)
    else:
        bring(folder, site, "month came")
        measure.task(f"stage_{site}", folder)
    for path in (folder / "cache").glob(f"{site}-*"):
        _copy(path, _store(folder, site, kept) / path.name)


def _restore(folder: Path, site: str, kept: str) -> None:
    _clear(folder, site)
    for path in _store(folder, site, kept).iterdir():
        _copy(path, folder / "cache" / path.name)


def _store(folder: Path, site: str, kept: str) -> Path:
    return folder / "states" / f"{site} {kept}"


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
