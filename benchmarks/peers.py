"""The environment of the peers: made when asked for, beside the workbook's own and never part of it."""

import hashlib
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
PINNED = Path(__file__).with_name("peers.txt")
FOLDER = _ROOT / ".cache" / "peers"


def python() -> Path | None:
    """Return the peers' Python, if their environment is there as pinned."""
    stamp = FOLDER / "installed"
    there = stamp.exists() and stamp.read_text() == _fingerprint()
    return FOLDER / "bin" / "python" if there else None


def install() -> Path:
    """Return the peers' Python, installing what is pinned first if it is not there: a minute or two."""
    if python() is None:
        print("installing the peers (a minute or two)", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
        install = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
        done = subprocess.run([*install, "--quiet", "-r", str(PINNED)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"the peers cannot be installed:\n{done.stderr}")
        (FOLDER / "installed").write_text(_fingerprint())
    return FOLDER / "bin" / "python"


def _fingerprint() -> str:
    return hashlib.sha256(PINNED.read_bytes() + sys.version.encode()).hexdigest()
