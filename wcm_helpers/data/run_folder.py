"""The folder of this process for temporary files; what a killed process left in its own is removed.

A process holds the lock beside its folder for as long as it lives; its end, whichever, releases it. A folder
whose lock can be had therefore belongs to no one.
"""

import atexit
import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from wcm_helpers.core.paths import cache_folder
from wcm_helpers.data.cache import make_private


def run_folder() -> Path:
    """Return the folder of this process in the cache; it is removed when the process ends.

    Raises
    ------
    OSError
        If the cache cannot be written to.
    """
    return _folder_of(cache_folder(), os.getpid())


@contextlib.contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """Yield a new folder in :func:`run_folder`, or in the system's without a cache, and remove it after."""
    try:
        home = run_folder()
    except OSError:
        home = None
    with tempfile.TemporaryDirectory(prefix=prefix, dir=home, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@cache
def _folder_of(cache: Path, process: int) -> Path:
    make_private(cache / "runs")
    remove_dead()
    while True:
        folder = cache / "runs" / f"{process}-{secrets.token_hex(4)}"
        lock = FileLock(_lock_of(folder), mode=0o600)
        lock.acquire()
        if _lock_of(folder).exists():  # else another process took it for a dead one's before it was held
            break
    folder.mkdir(mode=0o700)
    atexit.register(_end, folder, lock, process)
    return folder


def remove_dead() -> None:
    """Remove the folders of processes that are no more, such as killed ones and ended kernels."""
    runs = cache_folder() / "runs"
    for path in (*runs.glob("*.lock"), *(path for path in runs.glob("*-*") if path.is_dir())):
        folder = path.with_suffix("")
        lock = FileLock(_lock_of(folder), mode=0o600)
        with contextlib.suppress(Timeout, OSError):  # of a process at work, or removed meanwhile
            lock.acquire(timeout=0)
            _remove(folder, lock)


def _end(folder: Path, lock: FileLock, process: int) -> None:
    if os.getpid() == process:  # not that of a child which inherited the hook
        _remove(folder, lock)
        remove_dead()  # such as those of its kernels


def _remove(folder: Path, lock: FileLock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # Windows removes no file that is open
        _lock_of(folder).unlink()
    lock.release()


def _lock_of(folder: Path) -> Path:
    return folder.with_suffix(".lock")
