"""Carry out the steps of a piece of logic with the asynchronous client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, TypeVar

from .async_caller import AsyncCaller
from .steps import Ask, AskBytes, AskPage, Give, GivingSteps, Sleep, Step, Steps

T = TypeVar("T")


async def _do(caller: AsyncCaller, step: Step, sleep: Callable[[float], Awaitable[object]]) -> Any:
    match step:
        case Ask():
            return await caller._call(step.operation, step.arguments, step.options)
        case AskPage():
            call = caller._prepare(step.operation, step.arguments, step.options)
            link, items = call.page(await caller._send(call, call.page_request(step.link)))
            return list(items), link
        case AskBytes(sink=sink) if sink is not None:
            return await _pour(await caller._stream(step.operation, step.arguments, step.options), sink)
        case AskBytes():
            stream = await caller._stream(step.operation, step.arguments, step.options)
            return b"".join([chunk async for chunk in stream])
        case Sleep():
            return await sleep(step.seconds)


async def _pour(stream: Any, sink: Callable[[bytes], object]) -> None:
    try:
        async for piece in stream:
            sink(piece)
    finally:
        await stream.aclose()


async def drive(
    caller: AsyncCaller, steps: Steps[T], sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> T:
    """Carry out all steps and return the result."""
    try:
        step = next(steps)
        while True:
            try:
                answer = await _do(caller, step, sleep)
            except Exception as error:
                step = steps.throw(error)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        steps.close()


async def drive_iterator(
    caller: AsyncCaller, steps: GivingSteps[T], sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> AsyncGenerator[T, None]:
    """Carry out the steps as the values are asked for."""
    try:
        step = next(steps)
        while True:
            if isinstance(step, Give):
                yield step.value
                step = next(steps)
                continue
            try:
                answer = await _do(caller, step, sleep)
            except Exception as error:
                step = steps.throw(error)
            else:
                step = steps.send(answer)
    except StopIteration:
        return
    finally:
        steps.close()
