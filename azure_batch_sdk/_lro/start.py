"""What a `begin_*` method makes of its arguments and of the answer to its request; the same for both clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .._runtime.operation import Operation
from .._runtime.polling_interval import seconds_between_looks
from .._runtime.responses import read_headers
from .evidence import Evidence, bare_etag, ticks_of_http_date
from .machine import Waiting, error_body
from .table import TABLE, LongRunning
from .token import read_token, write_token

_ACCEPTED_BEFORE = (404, 409)
_TURNED_DOWN = frozenset(range(400, 500)) - {408}

_ONLY_FOR_THE_START = ("headers", "params", "request_id", "content_type")

_TASK_OPTIONS = (
    "disableTasks",
    "nodeDeallocateOption",
    "nodeDeallocationOption",
    "nodeRebootOption",
    "nodeReimageOption",
)
_WAITS_FOR_TASKS = frozenset(("taskcompletion", "retaineddata", "wait"))


class Start:
    """One call of a `begin_*` method: its keywords sorted, its answer understood."""

    def __init__(
        self,
        endpoint: str,
        client_interval: float | None,
        operation: Operation,
        arguments: Mapping[str, Any],
        polling_interval: Any,
        keywords: dict[str, Any],
    ) -> None:
        options = dict(keywords)
        self.polling: Any = options.pop("polling", True)
        self.token: Any = options.pop("continuation_token", None)
        self._cls: Callable[..., Any] | None = options.pop("cls", None)
        self.options = options
        """The keywords for the request."""
        self.look_options = {key: value for key, value in options.items() if key not in _ONLY_FOR_THE_START}
        """The keywords for the looks."""
        self.row: LongRunning = TABLE[operation.name]
        self.arguments = arguments
        self._endpoint = endpoint
        self._interval = seconds_between_looks(polling_interval, client_interval)
        self._ids = {p.name: arguments[p.name] for p in operation.parameters if p.location == "path"}

    @property
    def request(self) -> Operation:
        """The operation to send.

        A DELETE that the pipeline sends again may be answered as if it were wrong, although the first one did it. So
        these answers are looked at here before they become errors.
        """
        start = self.row.start
        if start.method == "DELETE":
            return start._replace(success=(*start.success, *_ACCEPTED_BEFORE))
        return start

    def is_refused(self, answer: Any) -> bool:
        """Tell whether the answer is an error after all."""
        response = answer.http_response
        if response.status_code in self.row.start.success:
            return False
        return not (_may_have_been_done(answer) and self._says_so(response))

    def _says_so(self, response: Any) -> bool:
        code = (error_body(response).code or "").lower()
        return code in self.row.look.not_found or code.endswith("beingdeleted")

    def waiting(self, answer: Any) -> Waiting:
        """Begin to wait for what the answer to the request has promised."""
        headers = answer.http_response.headers
        evidence = Evidence(
            date=ticks_of_http_date(headers.get("Date")),
            etag=bare_etag(headers.get("ETag")),
            **self._asked(),
        )
        return Waiting(self.row, self._ids, evidence, self._interval)

    def resumed(self) -> Waiting:
        """Go on with the wait that a continuation token tells of."""
        evidence = read_token(self.token, self._endpoint, self.row.start.name, self._ids)
        return Waiting(self.row, self._ids, evidence, self._interval)

    def token_of(self, waiting: Waiting) -> str:
        """Write the continuation token of a wait."""
        return write_token(self._endpoint, self.row.start.name, waiting.ids, waiting.evidence)

    def result(self, answer: Any) -> Any:
        """Return the poller's result: None, or what the caller's `cls` makes of the answer to the request."""
        if self._cls is None or answer is None:
            return None
        return self._cls(answer, None, read_headers(answer.http_response))

    def _asked(self) -> dict[str, Any]:
        """Read from the body what the wait must know."""
        body = self.row.start.body
        given = self.arguments.get(body.parameter) if body is not None else None
        tree = getattr(given, "_data", given)
        if not isinstance(tree, Mapping):
            return {}
        words = (getattr(tree.get(key), "value", tree.get(key)) for key in _TASK_OPTIONS)
        targets = (_count(tree.get("targetDedicatedNodes")), _count(tree.get("targetLowPriorityNodes")))
        return {
            "targets": targets,
            "patient": any(str(option).lower() in _WAITS_FOR_TASKS for option in words),
        }


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _may_have_been_done(answer: Any) -> bool:
    """Tell whether an earlier attempt may have worked: there was one, and it was not turned down."""
    return any(
        attempt.http_response is None or attempt.http_response.status_code not in _TURNED_DOWN
        for attempt in answer.context.get("history") or ()
    )
