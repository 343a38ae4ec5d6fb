"""Wait in a thread: the synchronous driver and the poller that users hold.

The poller behaves as azure-core's `LROPoller` and is one, but keeps its own books: an error is never swallowed, and a
wait that Ctrl-C interrupts can be taken up again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from azure.core.exceptions import AzureError
from azure.core.polling import LROPoller, NoPolling, PollingMethod
from azure.core.tracing.common import with_current_context
from azure.core.tracing.decorator import distributed_trace

from .._runtime.caller import Caller
from .._runtime.operation import Operation
from .._runtime.steps import Sleep
from .machine import Waiting, advance
from .start import Start

_LOGGER = logging.getLogger(__name__)

_LANDING_SECONDS = 10.0
"""How long an interrupted wait lets a request in flight come back."""

_LOOK_UP = 1.0
"""Seconds after which a waiting thread looks up: a Ctrl-C just before it falls asleep would else go unheard, and on
Windows any."""

ResourceT_co = TypeVar("ResourceT_co", covariant=True)


class ResourcePolling(PollingMethod[None]):
    """Look at the resource until the operation has come to its end."""

    def __init__(self, start: Start, waiting: Waiting) -> None:
        self._start = start
        self._waiting = waiting
        self._stopping = threading.Event()
        self._client: Any = None
        self._answer: Any = None
        self._make_result: Callable[[Any], Any] = start.result

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._waiting}>"

    def initialize(
        self, client: Any, initial_response: Any, deserialization_callback: Callable[[Any], Any]
    ) -> None:
        """Take the client to look with and the answer to the request."""
        self._client = client
        self._answer = initial_response
        self._make_result = deserialization_callback

    def run(self) -> None:
        """Look until it has ended or `stop` is called; raise if it did not end as asked."""
        # Each run has an event of its own, so that going on does not revive a run that still winds up.
        stopping = self._stopping
        steps = self._waiting.steps()
        step = advance(steps, None)
        while step is not None and not stopping.is_set():
            if isinstance(step, Sleep):
                if not stopping.wait(step.seconds):
                    step = advance(steps, None)
                continue
            try:
                answer = self._client._exchange(step.operation, step.arguments, self._start.look_options)
            except Exception as error:
                steps.throw(error)
                raise
            step = advance(steps, answer.http_response)

    def stop(self) -> None:
        """Make `run` return before its next step."""
        self._stopping.set()

    def go_on(self) -> None:
        """Let the next `run` run, after `stop`."""
        self._stopping = threading.Event()

    def status(self) -> str:
        """Return `InProgress`, `Succeeded` or `Failed`."""
        return self._waiting.status

    def finished(self) -> bool:
        """Tell whether it has come to an end, good or bad."""
        return self._waiting.ended

    def resource(self) -> None:
        """Return the result: None, unless the caller's `cls` makes one."""
        result: None = self._make_result(self._answer)
        return result

    def get_continuation_token(self) -> str:
        """Write a text with which `begin_*(…, continuation_token=…)` goes on."""
        return self._start.token_of(self._waiting)

    @property
    def last_seen(self) -> Any:
        """The resource when it was last there."""
        return self._waiting.last_seen


class NoResourcePolling(NoPolling[None]):
    """Do not wait at all; a continuation token lets somebody else do it."""

    def __init__(self, start: Start, waiting: Waiting) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # azure-core does not annotate it
        self._start = start
        self._waiting = waiting

    def get_continuation_token(self) -> str:
        """Write a text with which `begin_*(…, continuation_token=…)` waits."""
        return self._start.token_of(self._waiting)


class _PollingThread(threading.Thread):
    """A thread whose end can be waited for, also after Ctrl-C.

    `Thread.join` cannot: when Ctrl-C interrupts it, Python before 3.13 takes the thread for ended.
    """

    def __init__(self, work: Callable[[], None], name: str) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self._worked = threading.Event()

    def run(self) -> None:
        """Do the work."""
        try:
            self._work()
        finally:
            self._worked.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the work is done, at most `timeout` seconds, and tell whether it is."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._worked.wait(
            _LOOK_UP if deadline is None else min(_LOOK_UP, deadline - time.monotonic())
        ):
            if deadline is not None and time.monotonic() >= deadline:
                return False
        self.join()
        return True


class ResourcePoller(LROPoller[None], Generic[ResourceT_co]):
    """A wait for a long-running operation, which goes on in a thread of its own.

    `result()` returns None once the operation is done and raises if it came to another end: OperationFailed, or what
    the last look raised. `last_seen` is the resource as the last look showed it.
    """

    def __init__(
        self,
        client: Any,
        initial_response: Any,
        deserialization_callback: Callable[[Any], Any],
        polling_method: PollingMethod[None],
    ) -> None:
        # The base class is not initialized: it would start its own thread and keep its own books.
        self._polling_method = polling_method
        self._error: BaseException | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._done_callbacks: list[Callable[[PollingMethod[None]], Any]] = []
        self._thread: _PollingThread | None = None
        self._stopped = False
        polling_method.initialize(client, initial_response, deserialization_callback)
        if polling_method.finished():
            self._ended.set()
        else:
            self._thread = self._started_thread(None)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._polling_method!r}>"

    @property
    def last_seen(self) -> ResourceT_co | None:
        """The resource as the last look showed it; None before the first, and with `polling=False`.

        After a delete it is the resource as it was last there.
        """
        seen: ResourceT_co | None = getattr(self._polling_method, "last_seen", None)
        return seen

    def polling_method(self) -> PollingMethod[None]:
        """Return the object that does the looking."""
        return self._polling_method

    def continuation_token(self) -> str:
        """Return a text with which another process can go on with this wait.

        Hand it to the method that made this poller, as `continuation_token=`, together with the same ids; the request
        is not sent again. It holds names of resources, but no key.
        """
        return self._polling_method.get_continuation_token()

    def status(self) -> str:
        """Return `InProgress`, `Succeeded` or `Failed`."""
        return self._polling_method.status()

    def done(self) -> bool:
        """Tell whether it has come to an end, good or bad."""
        return self._ended.is_set()

    # Checkers take the declaration of the base class: one that says None makes them refuse a use of the result.
    if not TYPE_CHECKING:

        def result(self, timeout: float | None = None) -> None:
            """Wait, at most `timeout` seconds, and return None.

            When the time is up, it returns as well: `done()` tells. Raises OperationFailed if the operation came to
            another end than the one asked for, and what a look raised when retries did not help.
            """
            self.wait(timeout)
            return self._polling_method.resource()

    @distributed_trace
    def wait(self, timeout: float | None = None) -> None:
        """Wait, at most `timeout` seconds; when the time is up, it returns, and `done()` tells.

        Raises what `result` raises. An exception that comes from outside, such as KeyboardInterrupt, ends the looking
        and goes on; a later `wait` takes it up again.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        try:
            while (thread := self._current_thread()) not in (None, threading.current_thread()):
                left = None if deadline is None else max(0.0, deadline - time.monotonic())
                if not thread.wait(left) or self._ended.is_set():
                    break
                # Somebody else who waited was interrupted and has stopped the thread: start another.
        except BaseException:
            self._stop()
            raise
        if self._error is not None:
            raise self._error

    def add_done_callback(self, func: Callable[[PollingMethod[None]], Any]) -> None:
        """Call a function with the polling method once the operation has come to an end, good or bad.

        It runs in the thread of the wait; at once, in this one, if the end has come already.
        """
        with self._lock:
            if not self._ended.is_set():
                self._done_callbacks.append(func)
                return
        func(self._polling_method)

    def remove_done_callback(self, func: Callable[[PollingMethod[None]], Any]) -> None:
        """Forget a function given to `add_done_callback`; ValueError if the end has come already."""
        with self._lock:
            if self._ended.is_set():
                raise ValueError("the operation has come to an end; its callbacks were called")
            self._done_callbacks = [known for known in self._done_callbacks if known != func]

    def _current_thread(self) -> _PollingThread | None:
        """Return the thread that polls, a new one if the last was stopped."""
        with self._lock:
            if self._stopped and not self._ended.is_set():
                assert isinstance(self._polling_method, ResourcePolling)  # nothing else can be stopped
                self._polling_method.go_on()
                self._stopped = False
                self._thread = self._started_thread(self._thread)
            return self._thread

    def _started_thread(self, previous: _PollingThread | None) -> _PollingThread:
        work = partial(with_current_context(self._poll), previous)
        thread = _PollingThread(work, f"{self!r:.80}")
        thread.start()
        return thread

    def _stop(self) -> None:
        if isinstance(self._polling_method, ResourcePolling) and self._thread is not None:
            with self._lock:
                self._stopped = True
                self._polling_method.stop()
            self._thread.wait(_LANDING_SECONDS)

    def _poll(self, previous: _PollingThread | None) -> None:
        if previous is not None:
            previous.wait()
        error: BaseException | None = None
        try:
            self._polling_method.run()
        except BaseException as caught:
            error = caught
            if isinstance(caught, AzureError) and not caught.continuation_token:
                caught.continuation_token = self._token_or_none()
        callbacks = self._take_callbacks(error)
        for call in callbacks:
            try:
                call(self._polling_method)
            except Exception:
                _LOGGER.exception("a done callback of %r raised", self)

    def _take_callbacks(self, error: BaseException | None) -> list[Callable[[PollingMethod[None]], Any]]:
        """Note the end, if this is it, and return whom to tell."""
        method = self._polling_method
        was_stopped = error is None and isinstance(method, ResourcePolling) and not method.finished()
        with self._lock:
            if was_stopped or self._ended.is_set():
                return []
            self._error = error
            self._ended.set()
            callbacks, self._done_callbacks = self._done_callbacks, []
        return callbacks

    def _token_or_none(self) -> str | None:
        try:
            return self.continuation_token()
        except Exception:
            # A polling method of the caller's need not have tokens.
            return None


def begin(
    caller: Caller,
    operation: Operation,
    arguments: Mapping[str, Any],
    polling_interval: float,
    keywords: dict[str, Any],
) -> ResourcePoller[Any]:
    """Send the request of a long-running operation, or take up a wait, and return its poller."""
    start = Start(
        caller._endpoint, caller._polling_interval, operation, arguments, polling_interval, keywords
    )
    polling = start.polling
    if not isinstance(polling, bool):
        return _begin_with_method(caller, start, polling)
    answer: Any = None
    if start.token is not None:
        waiting = start.resumed()
    else:
        answer = _sent(caller, start)
        waiting = start.waiting(answer)
    method = ResourcePolling(start, waiting) if polling else NoResourcePolling(start, waiting)
    return ResourcePoller(caller, answer, start.result, method)


def _begin_with_method(caller: Caller, start: Start, method: Any) -> ResourcePoller[Any]:
    if not isinstance(method, PollingMethod):
        raise TypeError(
            f"polling must be True, False or an azure.core.polling.PollingMethod, not {type(method).__name__}"
        )
    if start.token is not None:
        client, answer, make_result = method.from_continuation_token(
            start.token, client=caller, deserialization_callback=start.result
        )
        return ResourcePoller(client, answer, make_result, method)
    return ResourcePoller(caller, _sent(caller, start), start.result, method)


def _sent(caller: Caller, start: Start) -> Any:
    answer = caller._exchange(start.request, start.arguments, start.options)
    if start.is_refused(answer):
        raise caller._prepare(start.row.start, start.arguments, start.options).error(answer)
    return answer
