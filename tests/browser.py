"""A headless Chromium, spoken to over its debugging protocol; tests that need it are skipped without it."""

import itertools
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0")


def command() -> str | None:
    """Return the path of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One tab: opens files, runs scripts, and notes every request, dialog and error of the page."""

    def __init__(self, width: int = 1280, height: int = 900) -> None:
        import websocket

        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [command(), *_FLAGS, f"--user-data-dir={self.folder.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        port = self._port()
        with urlopen(f"http://127.0.0.1:{port}/json") as answer:
            tab = next(tab for tab in json.load(answer) if tab["type"] == "page")
        self.socket = websocket.create_connection(
            tab["webSocketDebuggerUrl"], suppress_origin=True, timeout=60
        )
        self.numbers, self.requests, self.incidents = itertools.count(1), [], []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.resize(width, height)

    def _port(self) -> str:
        note = Path(self.folder.name) / "DevToolsActivePort"
        for _ in range(200):
            if note.exists() and (lines := note.read_text().splitlines()):
                return lines[0]
            time.sleep(0.1)
        raise TimeoutError("Chromium did not start")

    def send(self, method: str, **parameters: object) -> dict:
        """Send a command and return its result, noting what the page reports meanwhile."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                return message.get("result", message.get("error"))
            self._note(message)

    def _note(self, message: dict) -> None:
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        if message.get("method") in (
            "Log.entryAdded", "Runtime.exceptionThrown", "Page.javascriptDialogOpening",
        ):  # fmt: skip
            self.incidents.append(message["params"])

    def resize(self, width: int, height: int = 900) -> None:
        """Set the size of the window, below 500 that of a phone."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=width < 500,
        )  # fmt: skip

    def open(self, path: Path) -> None:
        """Open a file and wait until it is complete."""
        self.send("Page.navigate", url=path.as_uri())
        for _ in range(200):
            if self.run("document.readyState") == "complete":
                return
            time.sleep(0.05)

    def run(self, script: str) -> object:
        """Return the value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def close(self) -> None:
        """End the browser."""
        self.socket.close()
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


needs_browser = pytest.mark.skipif(command() is None, reason="Chromium is not installed")
