"""Say when to look and when to sleep until an operation has come to its end.

The machine does no I/O: it is a generator that asks its driver to send or to sleep, and judges what comes back. All that
it learns is kept outside of the generator, so a wait that was interrupted goes on with a new one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from json import loads
from typing import Any, Final, Protocol

from .._runtime.errors import ErrorBody, OperationFailed
from .._runtime.operation import Operation
from .._runtime.responses import read_object
from .._runtime.retry_after import LONGEST_SLEEP, retry_after_seconds
from .._runtime.steps import Sleep
from .evidence import Evidence, word
from .rules import Busy, Done, NotBegun, Raises, Verdict
from .table import LongRunning

START_GRACE = 300.0
"""Seconds that the service gets to begin with what was asked for."""

_NOT_FOUND = 404

IN_PROGRESS: Final = "InProgress"
SUCCEEDED: Final = "Succeeded"
FAILED: Final = "Failed"


class Reply(Protocol):
    """The answer to a look, its body read."""

    @property
    def status_code(self) -> int:
        """The status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, whatever the case of their names."""
        ...

    @property
    def content(self) -> bytes:
        """The body."""
        ...


@dataclass(frozen=True)
class Send:
    """Ask the driver to call an operation and to hand in the reply as it came."""

    operation: Operation
    arguments: Mapping[str, Any]


Steps = Generator[Send | Sleep, Any, None]


class Waiting:
    """One wait for one operation: what is known, and how it stands."""

    def __init__(
        self,
        row: LongRunning,
        ids: Mapping[str, str],
        evidence: Evidence,
        interval: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        start_grace: float = START_GRACE,
    ) -> None:
        self.row = row
        self.ids = dict(ids)
        """The path arguments: which resource it is."""
        self.evidence = evidence
        self.status = IN_PROGRESS
        self.last_seen: Any = None
        """The model of the resource when it was last there."""
        self._interval = interval
        self._clock = clock
        self._start_grace = start_grace
        self._idle_since: float | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row.start.name} {self.ids} {self.status} {self.evidence}>"

    @property
    def ended(self) -> bool:
        """Whether it has come to an end, good or bad."""
        return self.status != IN_PROGRESS

    def steps(self) -> Steps:
        """Look until it has come to its end; raise if that is not the one asked for.

        A fault of a look, thrown in by the driver, is one as well: the pipeline below has retried what can be retried.
        """
        look = self.row.look.operation
        # A 404 is an answer here, not an error.
        send = Send(look._replace(success=(*look.success, _NOT_FOUND)), self.ids)
        try:
            while not self.ended:
                reply = yield send
                if self._has_ended(reply):
                    self.status = SUCCEEDED
                    return
                # 0 was seen on ordinary answers; taken at its word it would make us ask without a pause.
                pause = retry_after_seconds(reply.headers) or self._interval
                yield Sleep(min(pause, LONGEST_SLEEP))
        except Exception:
            self.status = FAILED
            raise

    def _has_ended(self, reply: Reply) -> bool:
        verdict = self.judge(reply)
        if isinstance(verdict, NotBegun):
            verdict = self._after_grace(verdict)
        else:
            self._idle_since = None
        if isinstance(verdict, Raises):
            raise self._failure(verdict.reason, reply)
        return isinstance(verdict, Done)

    def judge(self, reply: Reply) -> Verdict:
        """Judge the reply to one look, and remember what it shows."""
        if reply.status_code == _NOT_FOUND:
            return self._judge_absence(reply)
        look = self.row.look
        resource = read_object(reply)
        self.last_seen = self.row.model(resource)
        state = word(resource, look.state)
        evidence = self.evidence.dated_by(resource)
        if evidence.is_another(resource):
            return self._of_another()
        verdict = self.row.rule(evidence, resource) if state in look.states else Busy()
        self.evidence = evidence.having_seen(resource, state)
        return verdict

    def _judge_absence(self, reply: Reply) -> Verdict:
        # Anybody on the way can answer 404, a proxy or a wrong host; only the service says what was not found.
        code = error_body(reply).code
        if (code or "").lower() in self.row.look.not_found:
            return self.row.gone
        said = f"the code {code}" if code else "no error code of the service"
        return Raises(f"{self.row.look.operation.name} was answered 404 with {said}")

    def _of_another(self) -> Verdict:
        gone = self.row.gone
        return Raises(f"{gone.reason}; another has taken its name") if isinstance(gone, Raises) else gone

    def _after_grace(self, verdict: NotBegun) -> Verdict:
        now = self._clock()
        if self._idle_since is None:
            self._idle_since = now
        if now - self._idle_since < self._start_grace:
            return Busy()
        if verdict.goal_holds:
            return Done()
        if self.evidence.patient:
            return Busy()
        return Raises(f"the service has not begun with it in {self._start_grace:.0f} seconds")

    def _failure(self, reason: str, reply: Reply) -> OperationFailed:
        gone = reply.status_code == _NOT_FOUND
        which = ", ".join(f"{name} {value!r}" for name, value in self.ids.items())
        error = OperationFailed(
            f"{self.row.start.name} of {which} failed: {reason}",
            operation=self.row.start.name,
            resource=None if gone else self.last_seen,
            reason=reason,
        )
        # The class gets no response while it is made: it would take a resource for the body of an error.
        response: Any = reply
        error.response = response
        error.status_code = reply.status_code
        error.error = error_body(reply) if gone else ErrorBody()
        return error


def advance(steps: Steps, answer: Reply | None) -> Send | Sleep | None:
    """Hand in what the last step brought and return the next one; None at the end."""
    try:
        return steps.send(answer)
    except StopIteration:
        return None


def error_body(reply: Reply) -> ErrorBody:
    """Read what the service says in a refusal; an empty body if it is not the service that speaks."""
    try:
        return ErrorBody(loads(reply.content))
    except (ValueError, RecursionError):
        return ErrorBody()
