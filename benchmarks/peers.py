"""Install the peers in an environment of their own, separate from that of the workbook."""

import hashlib
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
PINNED = Path(__file__).with_name("peers.txt")
FOLDER = _ROOT / ".cache" / "peers"


def python() -> Path | None:
    """Return the Python of the peers, ``None`` unless their environment has the pinned versions."""
    stamp = FOLDER / "installed"
    current = stamp.exists() and stamp.read_text() == _fingerprint()
    return FOLDER / "bin" / "python" if current else None


def install() -> Path:
    """Return the Python of the peers, after installing the pinned versions if needed: a minute or two."""
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
