"""A run killed at any moment: the month is the old one or the new one, and the next run leaves nothing over.

An ordinary run kills once; ``WCM_KILLS=40`` kills forty times, and ``-s`` prints each moment.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import Shop
from tests.reporting.short_notebook import write_short_notebook

KILLS = int(os.environ.get("WCM_KILLS", "1"))
#: What a run does, and how the line begins that it writes to standard error before.
PHASES = {
    "starting": "",
    "reading and checking": "shop: reading",
    "notebook": "shop 2026-05: classification: running",
    "HTML": "shop 2026-05: writing classification.html",
    "PDF": "shop 2026-05: writing classification.pdf",
    "exchange": "",
}
#: Seconds between the last file that a month is given and its exchange are few.
EXCHANGE_SECONDS = 0.02


class Runs:
    """A shop with a published month, each place where its runs may leave something, and what a run takes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shop = folder, Shop(folder)
        for name in ("home", "temp"):
            (folder / name).mkdir()
        write_short_notebook(folder / "notebooks")
        self.number, self.seconds = 0, {}

    def change(self) -> None:
        """Add a bill, so that the next month differs from the published one."""
        self.number += 1
        with (self.folder / "billing.csv").open("a", encoding="utf-8") as bills:
            bills.write(f"c1,2026-05-30,{self.number}\n")

    def start(self) -> "Run":
        """Start a process that makes the month again."""
        code = (
            "import sys; from pathlib import Path; from wcm_helpers.reporting import execution; "
            "execution.NOTEBOOKS = Path('notebooks').absolute(); from wcm_helpers.cli import main; main()"
        )
        options = ["--month", "2026-05", "--only", "classification", "--reports", str(self.folder / "r")]
        places = {
            "HOME": "home",
            "TMPDIR": "temp",
            "WCM_CACHE": "cache",
            "JUPYTER_RUNTIME_DIR": "home/jupyter",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", code, "report", "-s", "shop.toml", *options],
            cwd=self.folder,
            env={**os.environ, **{name: str(self.folder / place) for name, place in places.items()}},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        return Run(process)

    def month(self) -> dict[str, bytes]:
        folder = self.folder / "r" / "shop" / "2026-05"
        return {path.name: path.read_bytes() for path in folder.rglob("*.*")}

    def left_over(self) -> list[str]:
        """Return the files, folders and processes that belong to no run at work."""
        paths = [*(self.folder / "temp").iterdir(), *(self.folder / "cache" / "runs").iterdir()]
        paths += (self.folder / "home").rglob("kernel*.json")
        for place in ("r", "cache"):
            found = (self.folder / place).rglob("*")
            paths += [path for path in found if ".part" in path.name or path.name.startswith((".old", "tmp"))]
        return [path.name for path in paths] + processes_of(str(self.folder))


class Run:
    """A process, and the lines it has written so far with their times."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process, self.lines = process, [("", time.monotonic())]
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stderr:
            self.lines.append((line, time.monotonic()))

    def end(self) -> int:
        self.process.wait()
        self.reader.join()
        return self.process.returncode

    def wait_for(self, beginning: str) -> None:
        """Wait until a line begins so, or the process has ended."""
        while self.process.poll() is None:
            if any(line.startswith(beginning) for line, _at in list(self.lines)):
                return
            time.sleep(0.001)

    def wait_for_file(self, path: Path) -> None:
        while self.process.poll() is None and not path.exists():
            time.sleep(0.0005)


def processes_of(text: str) -> list[str]:
    """Return the command lines of processes that name a text, but zombies."""
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if text in command and "pytest" not in command:
                commands.append(command)
    return commands


def moments(n: int) -> list[tuple[str, float]]:
    """Return so many moments, each a phase and how far in it, spread over all phases."""
    names = list(PHASES)
    shares = [(index // len(names) + 1) / (n // len(names) + 2) for index in range(n)]
    return [(names[(index + 2) % len(names)], share) for index, share in enumerate(shares)]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    runs = Runs(tmp_path_factory.mktemp("killed"))
    run = runs.start()
    assert run.end() == 0, run.lines
    times = [
        next(at for line, at in run.lines if line.startswith(start)) for start in PHASES.values() if start
    ]
    times = [run.lines[0][1], *times, run.lines[-1][1]]
    runs.seconds = {name: after - at for name, at, after in zip(PHASES, times, times[1:], strict=False)}
    return runs


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_killed_at_any_moment_the_month_is_whole_and_the_next_run_leaves_nothing(runs):
    assert runs.left_over() == []
    killed = 0
    for phase, share in moments(KILLS):
        old = runs.month()
        runs.change()
        run = runs.start()
        if phase == "exchange":
            run.wait_for_file(runs.folder / "r" / "shop" / ".part-2026-05" / "run.json")
            time.sleep(EXCHANGE_SECONDS * share)
        else:
            run.wait_for(PHASES[phase])
            time.sleep(runs.seconds[phase] * share)
        os.kill(run.process.pid, signal.SIGKILL)
        code = run.end()
        killed += code == -signal.SIGKILL
        after, left = runs.month(), runs.left_over()
        again = runs.start()
        assert again.end() == 0, again.lines
        new = runs.month()
        print(  # noqa: T201
            f"{phase:21} {share:4.2f} {'killed' if code < 0 else 'ended':7} "
            f"{'old' if after == old else 'new' if after == new else 'HALF'} left {len(left)}, "
            f"after the next run {len(runs.left_over())}"
        )
        assert new["run.json"] != old["run.json"]
        assert after in (old, new)
        assert runs.left_over() == []
    assert killed >= KILLS * 0.6
