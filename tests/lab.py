"""JupyterLab as ``make lab`` starts it, without a browser, and its kernels as a front end has them."""

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client import BlockingKernelClient

from wcm_helpers.core.paths import ROOT

_SECONDS = 45


class Lab:
    """A server that runs: its address, and its answers as JSON."""

    def __init__(self, folder: Path) -> None:
        self.token = secrets.token_hex(8)
        self.runtime = folder / "runtime"
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
                    self._ask(f"{address}api/status")
                except (OSError, ValueError, KeyError):
                    break
                return address
            time.sleep(0.1)
        raise TimeoutError("JupyterLab did not start")

    def _ask(self, address: str, content: object = None) -> Any:
        data = None if content is None else json.dumps(content).encode("utf-8")
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=10) as answer:
            return json.load(answer)

    def ask(self, path: str, content: object = None) -> Any:
        """Return the server's answer, to a POST if there is any content."""
        return self._ask(self.address + path, content)

    def open_notebook(self, path: str) -> "Kernel":
        """Start the kernel of a notebook, as opening it does."""
        kernel = {"name": "python3"}
        session = self.ask(
            "api/sessions", {"path": path, "name": Path(path).name, "type": "notebook", "kernel": kernel}
        )
        return Kernel(self.runtime / f"kernel-{session['kernel']['id']}.json")


class Kernel:
    """A kernel with the messages of each request, and the widgets it has opened."""

    def __init__(self, file: Path) -> None:
        self.client = BlockingKernelClient(connection_file=str(file))
        self.client.load_connection_file()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=_SECONDS)
        self.widgets: dict[str, dict[str, Any]] = {}

    def run(self, code: str) -> list[dict[str, Any]]:
        """Run a cell as a person does, and return the data of what it displays; an error is raised."""
        # As a front end does: a request sent before the last one is answered can be left lying in the kernel.
        answer = self.client.execute(code, allow_stdin=True, reply=True, timeout=_SECONDS)
        messages = self._until_idle(answer["parent_header"]["msg_id"])
        for _moment, message in messages:
            if message["msg_type"] == "error":
                raise AssertionError("\n".join(message["content"]["traceback"]))
        return [
            message["content"]["data"]
            for _moment, message in messages
            if message["msg_type"] in ("display_data", "execute_result")
        ]

    def move(self, widget: str, value: object) -> list[tuple[float, str, dict[str, Any]]]:
        """Move a widget, and return when which widget was sent which state, in seconds from the first."""
        content = {
            "comm_id": widget,
            "data": {"method": "update", "state": {"value": value}, "buffer_paths": []},
        }
        message = self.client.session.msg("comm_msg", content)
        self.client.shell_channel.send(message)
        updates = [
            (moment, sent["content"]["comm_id"], sent["content"]["data"]["state"])
            for moment, sent in self._until_idle(message["header"]["msg_id"])
            if sent["msg_type"] == "comm_msg" and sent["content"]["data"].get("method") == "update"
        ]
        return [(moment - updates[0][0], name, state) for moment, name, state in updates]

    def complete(self, code: str) -> list[str]:
        """Return what the Tab key offers at the end of a line."""
        return self.client.complete(code, reply=True, timeout=_SECONDS)["content"]["matches"]

    def widget(self, **traits: object) -> str:
        """Return the id of the widget with these traits."""
        return next(name for name, state in self.widgets.items() if traits.items() <= state.items())

    def _until_idle(self, request: str) -> list[tuple[float, dict[str, Any]]]:
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=_SECONDS)
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "comm_open":
                self.widgets[content["comm_id"]] = content["data"].get("state", {})
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                return messages
            messages.append((time.monotonic(), message))


@contextmanager
def lab(folder: Path):
    """Yield JupyterLab on the project with a home of its own, and end it."""
    server = Lab(folder)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=_SECONDS)
