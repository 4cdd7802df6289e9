"""JupyterLab as ``make lab`` starts it, with a home of its own."""

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from wcm_helpers.core.paths import ROOT

_SECONDS = 45
#: Nothing is saved by itself, since the notebooks are those of the checkout, and no news are asked for.
_SETTINGS = {
    "docmanager-extension/plugin": {"autosave": False},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


class Lab:
    """A server that runs: its address and token."""

    def __init__(self, folder: Path) -> None:
        self.token = secrets.token_hex(8)
        self.runtime = folder / "runtime"
        for name, values in _SETTINGS.items():
            file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True)
            file.write_text(json.dumps(values), encoding="utf-8")
        environment = os.environ | {
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "IPYTHONDIR": str(folder / "ipython"),
            "WCM_CACHE": os.environ["WCM_CACHE"],
            "PYTHONPATH": str(ROOT),
        }
        options = [
            "--no-browser", "--allow-root", "--ServerApp.port=0", f"--IdentityProvider.token={self.token}",
            "--ServerApp.port_retries=0", "--LabApp.news_url=None", "--ServerApp.log_level=ERROR",
            f"--FileCheckpoints.checkpoint_dir={folder / 'checkpoints'}",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wcm_helpers.reporting.lab", *options],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.address = self._wait_for_address()

    def _wait_for_address(self) -> str:
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until:
            for file in self.runtime.glob("jpserver-*.json"):
                try:
                    address = json.loads(file.read_text(encoding="utf-8"))["url"]
                    urllib.request.urlopen(f"{address}api/status?token={self.token}", timeout=10).close()
                except (OSError, ValueError, KeyError):
                    break
                return address
            time.sleep(0.1)
        raise TimeoutError("JupyterLab did not start")


@contextmanager
def lab(folder: Path):
    """Yield JupyterLab on the project with a home of its own, and end it."""
    server = Lab(folder)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=_SECONDS)
