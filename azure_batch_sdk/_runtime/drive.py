"""Carry out the steps of a piece of logic with the synchronous client."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from .caller import Caller
from .steps import Ask, AskBytes, AskPage, Give, GivingSteps, Sleep, Step, Steps

T = TypeVar("T")


def _do(caller: Caller, step: Step, sleep: Callable[[float], object]) -> Any:
    match step:
        case Ask():
            return caller._call(step.operation, step.arguments, step.options)
        case AskPage():
            call = caller._prepare(step.operation, step.arguments, step.options)
            link, items = call.page(caller._send(call, call.page_request(step.link)))
            return list(items), link
        case AskBytes(sink=sink) if sink is not None:
            return _pour(caller._stream(step.operation, step.arguments, step.options), sink)
        case AskBytes():
            return b"".join(caller._stream(step.operation, step.arguments, step.options))
        case Sleep():
            return sleep(step.seconds)


def _pour(stream: Any, sink: Callable[[bytes], object]) -> None:
    try:
        for piece in stream:
            sink(piece)
    finally:
        stream.close()


def drive(caller: Caller, steps: Steps[T], sleep: Callable[[float], object] = time.sleep) -> T:
    """Carry out all steps and return the result."""
    try:
        step = next(steps)
        while True:
            try:
                answer = _do(caller, step, sleep)
            except Exception as error:
                step = steps.throw(error)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        steps.close()


def drive_iterator(
    caller: Caller, steps: GivingSteps[T], sleep: Callable[[float], object] = time.sleep
) -> Generator[T, None, None]:
    """Carry out the steps as the values are asked for."""
    try:
        step = next(steps)
        while True:
            if isinstance(step, Give):
                yield step.value
                step = next(steps)
                continue
            try:
                answer = _do(caller, step, sleep)
            except Exception as error:
                step = steps.throw(error)
            else:
                step = steps.send(answer)
    except StopIteration:
        return
    finally:
        steps.close()
