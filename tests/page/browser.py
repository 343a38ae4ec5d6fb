"""Chromium without a window, driven over its DevTools protocol.

The protocol is JSON messages, each ended by a zero byte, over two pipes of the browser. A tab keeps what a test may ask
later: the requests that it sent, and every complaint in its console, such as a violated Content-Security-Policy.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEADLINE = 30.0
KEPT = Path(__file__).parents[2] / ".tools/chromium/chromium"
"""Where `make chromium` puts it."""

_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-sandbox",  # it is shown our own page only, and containers often have no user namespaces
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-proxy-server",
    "--hide-scrollbars",
)

Message = dict[str, Any]


def chromium_program() -> str | None:
    """Return the Chromium that `make chromium` got, or one of this machine."""
    if KEPT.is_file():
        return str(KEPT)
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


class Browser:
    """A running browser."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._lock = threading.Lock()
        self._number = 0
        self._waiting: dict[int, queue.Queue[Message]] = {}
        self._tabs: dict[str, Tab] = {}
        self._reader = threading.Thread(target=self._read, name="devtools", daemon=True)
        self._reader.start()

    def send(self, method: str, session: str | None = None, **params: Any) -> Message:
        """Send a command and return its result."""
        answer: queue.Queue[Message] = queue.Queue()
        with self._lock:
            self._number += 1
            number = self._number
            self._waiting[number] = answer
            message: Message = {"id": number, "method": method, "params": params}
            if session is not None:
                message["sessionId"] = session
            os.write(self._commands, json.dumps(message).encode() + b"\0")
        said = answer.get(timeout=DEADLINE)
        assert "error" not in said, f"{method}: {said}"
        result: Message = said["result"]
        return result

    @contextmanager
    def tab(self) -> Iterator[Tab]:
        """Open an empty tab that shares nothing with others."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = self._tabs[session] = Tab(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            tab.send(f"{domain}.enable")
        try:
            yield tab
        finally:
            self.send("Target.disposeBrowserContext", browserContextId=context)
            del self._tabs[session]

    def close(self) -> None:
        """Let the browser end."""
        self.send("Browser.close")
        self._reader.join(DEADLINE)

    def _read(self) -> None:
        rest = b""
        while data := os.read(self._answers, 1 << 20):
            *messages, rest = (rest + data).split(b"\0")
            for text in messages:
                message = json.loads(text)
                if "id" in message:
                    self._waiting.pop(message["id"]).put(message)
                elif (tab := self._tabs.get(message.get("sessionId", ""))) is not None:
                    tab.hear(message["method"], message["params"])


class Tab:
    """One tab."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session
        self.complaints: list[str] = []
        """Errors and warnings of the console, uncaught exceptions, and what the policy forbade."""
        self.requests: list[tuple[str, str]] = []
        """Method and URL of all requests."""
        self.statuses: list[int] = []
        """Of the replies."""

    def send(self, method: str, **params: Any) -> Message:
        """Send a command to the tab."""
        return self._browser.send(method, self._session, **params)

    def hear(self, event: str, params: Message) -> None:
        """Take note of an event."""
        if event == "Network.requestWillBeSent":
            self.requests.append((params["request"]["method"], params["request"]["url"]))
        elif event == "Network.responseReceived":
            self.statuses.append(params["response"]["status"])
        elif event == "Log.entryAdded":
            self.complaints.append(f"{params['entry']['level']}: {params['entry']['text']}")
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(params["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and params["type"] in {"error", "warning", "assert"}:
            self.complaints.append(json.dumps(params["args"]))

    def open(self, url: str) -> None:
        """Go to a URL; also from one fragment to another."""
        self.send("Page.navigate", url=url)

    def value(self, script: str) -> Any:
        """Return the value of an expression, of a promise when it is kept."""
        said = self.send(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            allowUnsafeEvalBlockedByCSP=False,
        )
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true, and return its value."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                seen = self.value(script)
            except AssertionError:  # a page that is on its way out answers nothing
                seen = None
            if seen:
                return seen
            assert time.monotonic() < end, f"not within {DEADLINE} s: {script}; the page says: {self.text()}"
            time.sleep(0.02)

    def until_text(self, text: str, within: str = "main") -> None:
        """Wait until a text is shown."""
        self.until(f"document.querySelector({json.dumps(within)})?.innerText.includes({json.dumps(text)})")

    def text(self, selector: str = "body") -> str:
        """Return the text of the first element that fits."""
        return str(self.value(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements that fit."""
        found: list[str] = self.value(
            f"[...document.querySelectorAll({json.dumps(selector)})].map((found) => found.innerText)"
        )
        return found

    def click(self, selector: str) -> None:
        """Wait for an element and click on it."""
        self.until(f"document.querySelector({json.dumps(selector)}) !== null")
        self.value(f"document.querySelector({json.dumps(selector)}).click()")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        codes = {"Tab": 9, "Enter": 13, "ArrowRight": 39, "ArrowDown": 40}
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=codes[key],
                **(text if kind == "keyDown" else {}),
            )

    def look(self, *, width: int = 1280, height: int = 800, dark: bool = False) -> bytes:
        """Return a picture of the window, PNG."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])


@contextmanager
def running_browser(program: str) -> Iterator[Browser]:
    """Run a browser with a profile that is thrown away."""
    child_reads, commands = os.pipe()
    answers, child_writes = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # The browser takes the pipes at the descriptors 3 and 4; a plain sh knows no descriptors of two digits.
        shell = f'exec "$@" 3<&{child_reads} 4>&{child_writes}'
        environment = dict(os.environ)
        if program == str(KEPT):
            # What a machine without a desktop may lack.
            environment["LD_LIBRARY_PATH"] = str(KEPT.parent / "lib")
            environment["FONTCONFIG_FILE"] = str(KEPT.parent / "fonts.conf")
        process = subprocess.Popen(
            ["bash", "-c", shell, "bash", program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(child_reads, child_writes),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(child_reads)
        os.close(child_writes)
        try:
            browser = Browser(commands, answers)
            yield browser
            browser.close()
        finally:
            try:
                process.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            os.close(commands)
            os.close(answers)
