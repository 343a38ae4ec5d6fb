"""Tasks with files, in memory: answers requests over HTTP, and the steps of a piece of logic without it.

`before` is called with the name of each operation that is about to be answered; so a test changes the world between two
requests. `cuts` holds, for the downloads to come, the number of bytes after which the connection is lost.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote

from azure.core.exceptions import HttpResponseError, IncompleteReadError, ResourceNotFoundError

from azure_batch_sdk import models
from azure_batch_sdk._runtime.file_properties import BatchFileProperties
from azure_batch_sdk._runtime.steps import Ask, AskBytes, AskPage, Give, Sleep
from tests.loopback import Recorded, Reply, error_body

NOON = datetime(2026, 1, 31, 12, 0, 0, tzinfo=timezone.utc)
_PATH = re.compile(r"/jobs/([^/]+)/tasks(?:/([^/]+)(/files(?:/(.*))?)?)?")


@dataclass
class File:
    """A file of a task."""

    content: bytes
    modified: datetime = NOON
    is_directory: bool = False


@dataclass
class Task:
    """A task, and what is in its directory."""

    state: str = "completed"
    started: datetime = NOON
    retries: int = 0
    node: str = "node-1"
    files: dict[str, File] = field(default_factory=dict)

    @property
    def has_run(self) -> bool:
        """Whether there is a directory."""
        return self.state in ("running", "completed")

    def body(self, task_id: str) -> dict[str, Any]:
        """Return what a look at it shows."""
        info: dict[str, Any] = {"retryCount": self.retries, "requeueCount": 0}
        body = {"id": task_id, "state": self.state, "executionInfo": info}
        if self.has_run:
            info["startTime"] = self.started.isoformat()
            body["nodeInfo"] = {"nodeId": self.node}
        return body


class Refused(Exception):
    """What the service answers in place of what was asked for."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class Account:
    """One job, `j`."""

    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}
        self.before: Callable[[str], object] = lambda name: None
        self.cuts: deque[int] = deque()
        self.cut_at: list[int] = []
        """The offsets in files at which connections were lost."""
        self.asked: list[str] = []
        """Operations, in order; downloads with their range."""
        self.page_size = 1000

    def task(self, task_id: str = "t", **files: bytes) -> Task:
        """Make a task with files; two underscores in a name stand for a slash, one for a dot."""
        self.tasks[task_id] = Task(
            files={
                name.replace("__", "/").replace("_", "."): File(content) for name, content in files.items()
            }
        )
        return self.tasks[task_id]

    # -- what is asked

    def list_tasks(self) -> list[dict[str, Any]]:
        """List the tasks."""
        self._note("list_tasks")
        return [task.body(task_id) for task_id, task in self.tasks.items()]

    def get_task(self, task_id: str) -> dict[str, Any]:
        """Look at a task."""
        self._note("get_task")
        if task_id not in self.tasks:
            raise Refused(404, "TaskNotFound")
        return self.tasks[task_id].body(task_id)

    def list_files(self, task_id: str, recursive: bool) -> list[dict[str, Any]]:
        """List the files of a task."""
        self._note("list_task_files")
        return [
            {
                "name": name,
                "isDirectory": file.is_directory,
                **({} if file.is_directory else {"properties": _properties(file)}),
            }
            for name, file in self._run_of(task_id).files.items()
            if recursive or "/" not in name
        ]

    def look(self, task_id: str, path: str) -> File:
        """Look at a file."""
        self._note("get_task_file_properties")
        return self._file(task_id, path)

    def read(self, task_id: str, path: str, wanted: str | None) -> tuple[File, bytes, bool]:
        """Read a file: the file, the bytes that arrive, and whether the connection is lost then."""
        self._note("download_task_file", wanted or "")
        file = self._file(task_id, path)
        if file.is_directory:
            raise Refused(409, "OperationInvalidForCurrentState")
        first, last = 0, len(file.content) - 1
        if wanted is not None:
            first, last = map(int, wanted.removeprefix("bytes=").split("-"))
            if first >= len(file.content):
                raise Refused(416, "InvalidRange")
        content = file.content[first : last + 1]
        if self.cuts and (most := self.cuts.popleft()) < len(content):
            self.cut_at.append(first + most)
            return file, content[:most], True
        return file, content, False

    def _note(self, name: str, more: str = "") -> None:
        self.before(name)
        self.asked.append(f"{name} {more}".strip())

    def _run_of(self, task_id: str) -> Task:
        if task_id not in self.tasks:
            raise Refused(404, "TaskNotFound")
        task = self.tasks[task_id]
        if not task.has_run:
            raise Refused(409, "OperationInvalidForCurrentState")
        return task

    def _file(self, task_id: str, path: str) -> File:
        files = self._run_of(task_id).files
        if path not in files:
            raise Refused(404, "FileNotFound")
        return files[path]

    # -- over HTTP

    def reply(self, request: Recorded) -> Reply:
        """Answer a request."""
        match = _PATH.fullmatch(request.path)
        assert match is not None, request.path
        job, task_id, lists, path = match.groups()
        query = dict(request.query)
        try:
            if job != "j":
                raise Refused(404, "JobNotFound")
            if task_id is None:
                return self._page(request, self.list_tasks(), query)
            if lists is None:
                return Reply(json=self.get_task(task_id))
            if path is None:
                return self._page(request, self.list_files(task_id, query.get("recursive") == "true"), query)
            path = unquote(path)
            if request.method == "HEAD":
                file = self.look(task_id, path)
                return Reply(headers={**_headers(file), "Content-Length": str(len(file.content))})
            file, content, is_cut = self.read(task_id, path, request.headers.get("ocp-range"))
            pieces = [content[at : at + 1000] for at in range(0, len(content), 1000)]
            return Reply(chunks=[*pieces, b"?"] if is_cut else pieces, truncate=len(pieces) if is_cut else None,
                         headers=_headers(file))  # fmt: skip
        except Refused as refused:
            if request.method == "HEAD":
                return Reply(refused.status)
            return Reply(refused.status, json=error_body(refused.code))

    def _page(self, request: Recorded, items: list[dict[str, Any]], query: dict[str, str]) -> Reply:
        start = int(query.get("skip", 0))
        body: dict[str, Any] = {"value": items[start : start + self.page_size]}
        if start + self.page_size < len(items):
            host = request.headers["Host"]
            target = request.target.partition("&skip=")[0]
            body["odata.nextLink"] = f"http://{host}{target}&skip={start + self.page_size}"
        return Reply(json=body)

    # -- without it

    def answer(self, step: Any) -> Any:
        """Answer a step."""
        arguments = step.arguments
        try:
            match step:
                case Ask(operation) if operation.name == "get_task":
                    return models.BatchTask._view(self.get_task(arguments["task_id"]))
                case Ask():
                    file = self.look(arguments["task_id"], arguments["file_path"])
                    return BatchFileProperties(
                        last_modified=file.modified.replace(microsecond=0),
                        content_length=len(file.content),
                        is_directory=file.is_directory,
                    )
                case AskPage():
                    items = self.list_files(arguments["task_id"], bool(arguments.get("recursive")))
                    return [models.BatchNodeFile._view(item) for item in items], None
                case AskBytes():
                    _, content, is_cut = self.read(
                        arguments["task_id"], arguments["file_path"], arguments.get("ocp_range")
                    )
                    if step.sink is not None:
                        step.sink(content)
                    if is_cut:
                        raise IncompleteReadError("the connection was lost")
                    return content
        except Refused as refused:
            kind = ResourceNotFoundError if refused.status == 404 else HttpResponseError
            error = kind(refused.code)
            error.status_code = refused.status
            raise error from None
        raise AssertionError(step)

    def carry_out(self, steps: Generator[Any, Any, Any], slept: Callable[[float], object]) -> list[Any]:
        """Carry out steps; return what they give. `slept` takes the place of waiting."""
        given: list[Any] = []
        try:
            step = next(steps)
            while True:
                if isinstance(step, Give):
                    given.append(step.value)
                    step = next(steps)
                    continue
                try:
                    answer = slept(step.seconds) if isinstance(step, Sleep) else self.answer(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(answer)
        except StopIteration:
            return given


def later(seconds: float) -> datetime:
    """Return a time after noon."""
    return NOON + timedelta(seconds=seconds)


def _headers(file: File) -> dict[str, str]:
    return {
        "Last-Modified": format_datetime(file.modified, usegmt=True),
        "ocp-batch-file-isdirectory": str(file.is_directory),
        "Content-Type": "text/plain",
    }


def _properties(file: File) -> dict[str, Any]:
    return {
        "contentLength": str(len(file.content)),
        "lastModified": file.modified.isoformat(),
        "fileMode": "0o100644",
    }
