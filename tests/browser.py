"""A headless Chromium, spoken to over its debugging protocol; tests that need it are skipped without it."""

import itertools
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

KEYS = {
    "Enter": ("Enter", 13), "Escape": ("Escape", 27), "Tab": ("Tab", 9), "ArrowRight": ("ArrowRight", 39),
    "End": ("End", 35),
}  # fmt: skip
_PLACE = """async element => {
    if (!element) return null;
    element.scrollIntoView({block: 'nearest'});
    const place = () => { const box = element.getBoundingClientRect();
                          return [box.x + box.width / 2, box.y + box.height / 2]; };
    const [x, y] = place();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const there = document.elementFromPoint(x, y);
    return String(place()) === String([x, y]) && element.contains(there) ? [x, y] : null;
}"""
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

    def open(self, page: Path | str) -> None:
        """Open a file or an address and wait until it is complete."""
        self.send("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        self.wait("document.readyState == 'complete'")

    def run(self, script: str) -> object:
        """Return the value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, script: str, seconds: float = 30) -> Any:
        """Return the value of an expression in the page as soon as it is neither null nor false."""
        until = time.monotonic() + seconds
        while (value := self.run(script)) in (None, False):
            assert time.monotonic() < until, f"not within {seconds} s: {script}"
            time.sleep(0.05)
        return value

    def click(self, element: str, times: int = 1) -> None:
        """Click the element of an expression, as soon as it is in sight, at rest and uncovered."""
        x, y = self.wait(f"({_PLACE})({element})")
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=count)

    def press(self, key: str, *, shift: bool = False, control: bool = False) -> None:
        """Press a key of KEYS, or a letter, and let it go."""
        code, number = KEYS.get(key, (f"Key{key.upper()}", ord(key.upper()[0])))
        held = {"modifiers": 8 * shift + 2 * control, "key": key, "code": code}
        text = {"text": "\r"} if key == "Enter" else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", windowsVirtualKeyCode=number, **text, **held)
        self.send("Input.dispatchKeyEvent", type="keyUp", windowsVirtualKeyCode=number, **held)

    def type(self, text: str) -> None:
        """Type text where the cursor is."""
        self.send("Input.insertText", text=text)

    def close(self) -> None:
        """End the browser."""
        self.socket.close()
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


needs_browser = pytest.mark.skipif(command() is None, reason="Chromium is not installed")
