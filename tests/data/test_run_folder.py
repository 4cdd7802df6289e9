"""The folder of a process: gone with it, also when it is killed, and never taken from one at work."""

import signal
import stat
import subprocess
import sys

import pytest

from wcm_helpers.data import run_folder

CHILD = """
import sys, time
from wcm_helpers.data.run_folder import run_folder
(run_folder() / "x").write_text("x")
print(run_folder(), flush=True)
{end}
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "runs"


def child(end):
    """Start a process that makes its folder, and return it with the name of the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD.format(end=end)], stdout=subprocess.PIPE, text=True
    )
    return process, process.stdout.readline().strip().rpartition("/")[2]


def names(cache):
    return sorted(path.name for path in cache.iterdir())


@pytest.mark.parametrize("end", ["pass", "sys.exit(3)", "raise ValueError"])
def test_a_process_that_ends_removes_its_folder(cache, end):
    process, _name = child(end)
    process.wait()
    assert names(cache) == []


def test_a_killed_process_leaves_its_folder_until_the_next_one_comes(cache):
    alive, at_work = child("time.sleep(60)")
    killed, left = child("time.sleep(60)")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert names(cache) == sorted([at_work, f"{at_work}.lock", left, f"{left}.lock"])
    next_one, _name = child("pass")
    next_one.wait()
    assert names(cache) == sorted([at_work, f"{at_work}.lock"])
    alive.kill()
    alive.wait()
    run_folder.remove_dead()
    assert names(cache) == []


def test_a_folder_without_its_lock_is_removed(cache):
    (cache / "1-abcd").mkdir(parents=True)
    process, _name = child("pass")
    process.wait()
    assert names(cache) == []


def test_only_its_owner_reads_it(cache):
    folder = run_folder.run_folder()
    assert folder.parent == cache
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.with_suffix(".lock").stat().st_mode) == 0o600


def test_without_a_cache_the_folder_of_the_system_does(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "file"))
    with run_folder.temporary_folder("x-") as folder:
        assert folder.is_dir()
    assert not folder.exists()
