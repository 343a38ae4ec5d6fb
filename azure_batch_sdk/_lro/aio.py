"""Wait in the task that awaits: the asynchronous driver and the poller that users hold.

Nothing runs in the background, so a wait that is cancelled leaves nothing behind and can be taken up again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from azure.core.exceptions import AzureError
from azure.core.polling import AsyncLROPoller, AsyncNoPolling, AsyncPollingMethod

from .._runtime.async_caller import AsyncCaller
from .._runtime.operation import Operation
from .._runtime.steps import Sleep
from .machine import Waiting, advance
from .start import Start

ResourceT_co = TypeVar("ResourceT_co", covariant=True)


class AsyncResourcePolling(AsyncPollingMethod[None]):
    """Look at the resource until the operation has come to its end."""

    def __init__(self, start: Start, waiting: Waiting) -> None:
        self._start = start
        self._waiting = waiting
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

    async def run(self) -> None:
        """Look until it has ended; raise if it did not end as asked."""
        steps = self._waiting.steps()
        step = advance(steps, None)
        transport: Any = None
        while step is not None:
            if isinstance(step, Sleep):
                # The transport knows which event loop this is.
                await transport.sleep(step.seconds)
                step = advance(steps, None)
                continue
            try:
                answer = await self._client._exchange(
                    step.operation, step.arguments, self._start.look_options
                )
            except Exception as error:
                steps.throw(error)
                raise
            transport = answer.context.transport
            step = advance(steps, answer.http_response)

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


class AsyncNoResourcePolling(AsyncNoPolling[None]):
    """Do not wait at all; a continuation token lets somebody else do it."""

    def __init__(self, start: Start, waiting: Waiting) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # azure-core does not annotate it
        self._start = start
        self._waiting = waiting

    def get_continuation_token(self) -> str:
        """Write a text with which `begin_*(…, continuation_token=…)` waits."""
        return self._start.token_of(self._waiting)


class AsyncResourcePoller(AsyncLROPoller[None], Generic[ResourceT_co]):
    """A wait for a long-running operation, which goes on while it is awaited.

    `await poller.result()` gives None once the operation is done and raises if it came to another end: OperationFailed,
    or what the last look raised. `last_seen` is the resource as the last look showed it.
    """

    def __init__(
        self,
        client: Any,
        initial_response: Any,
        deserialization_callback: Callable[[Any], Any],
        polling_method: AsyncPollingMethod[None],
    ) -> None:
        # The base class is not initialized: it keeps its own books.
        self._polling_method = polling_method
        self._error: Exception | None = None
        polling_method.initialize(client, initial_response, deserialization_callback)
        self._ended = polling_method.finished()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._polling_method!r}>"

    @property
    def last_seen(self) -> ResourceT_co | None:
        """The resource as the last look showed it; None before the first, and with `polling=False`.

        After a delete it is the resource as it was last there.
        """
        seen: ResourceT_co | None = getattr(self._polling_method, "last_seen", None)
        return seen

    def polling_method(self) -> AsyncPollingMethod[None]:
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
        return self._ended

    # Checkers take the declaration of the base class: one that says None makes them refuse a use of the result.
    if not TYPE_CHECKING:

        async def result(self) -> None:
            """Wait and return None.

            Raises OperationFailed if the operation came to another end than the one asked for, and what a look
            raised when retries did not help.
            """
            await self.wait()
            return self._polling_method.resource()

    def __await__(self) -> Generator[Any, None, None]:
        return self.result().__await__()

    async def wait(self) -> None:
        """Wait; a wait that was cancelled can be taken up again. Raises what `result` raises."""
        if not self._ended:
            try:
                await self._polling_method.run()
            except Exception as error:
                if isinstance(error, AzureError) and not error.continuation_token:
                    error.continuation_token = self._token_or_none()
                self._error = error
            self._ended = True
        if self._error is not None:
            raise self._error

    def _token_or_none(self) -> str | None:
        try:
            return self.continuation_token()
        except Exception:
            # A polling method of the caller's need not have tokens.
            return None


async def begin(
    caller: AsyncCaller,
    operation: Operation,
    arguments: Mapping[str, Any],
    polling_interval: float,
    keywords: dict[str, Any],
) -> AsyncResourcePoller[Any]:
    """Send the request of a long-running operation, or take up a wait, and return its poller."""
    start = Start(
        caller._endpoint, caller._polling_interval, operation, arguments, polling_interval, keywords
    )
    polling = start.polling
    if not isinstance(polling, bool):
        return await _begin_with_method(caller, start, polling)
    answer: Any = None
    if start.token is not None:
        waiting = start.resumed()
    else:
        answer = await _sent(caller, start)
        waiting = start.waiting(answer)
    method = AsyncResourcePolling(start, waiting) if polling else AsyncNoResourcePolling(start, waiting)
    return AsyncResourcePoller(caller, answer, start.result, method)


async def _begin_with_method(caller: AsyncCaller, start: Start, method: Any) -> AsyncResourcePoller[Any]:
    if not isinstance(method, AsyncPollingMethod):
        raise TypeError(
            f"polling must be True, False or an azure.core.polling.AsyncPollingMethod, not {type(method).__name__}"
        )
    if start.token is not None:
        client, answer, make_result = method.from_continuation_token(
            start.token, client=caller, deserialization_callback=start.result
        )
        return AsyncResourcePoller(client, answer, make_result, method)
    return AsyncResourcePoller(caller, await _sent(caller, start), start.result, method)


async def _sent(caller: AsyncCaller, start: Start) -> Any:
    answer = await caller._exchange(start.request, start.arguments, start.options)
    if start.is_refused(answer):
        raise caller._prepare(start.row.start, start.arguments, start.options).error(answer)
    return answer
