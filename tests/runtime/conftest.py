"""A loopback server and a bare caller, sync and async, for the tests of the runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk._runtime.async_caller import AsyncCaller
from azure_batch_sdk._runtime.caller import Caller
from tests.either import Driver, make_driver
from tests.loopback import LoopbackServer

ACCOUNT = "demoacct"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw=="


class View:
    """The least that a model is to the runtime: a view of a dict."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    @classmethod
    def _view(cls, data: dict[str, Any]) -> View:
        return cls(data)

    def __getitem__(self, name: str) -> Any:
        return self._data[name]


def _resolve(name: str) -> Any:
    return View


class PlainCaller(Caller):
    """A caller without operations."""

    _model = staticmethod(_resolve)


class PlainAsyncCaller(AsyncCaller):
    """A caller without operations."""

    _model = staticmethod(_resolve)


MakeCaller = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A scripted server; the test fails if it got a request that was not scripted."""
    with LoopbackServer() as server:
        yield server
        assert server.unanswered == []


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """What drives the sync or the async caller."""
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def make_caller(driver: Driver, server: LoopbackServer) -> Iterator[MakeCaller]:
    """Make callers for the server; they do not wait between retries unless told to."""
    opened: list[Any] = []

    def make(endpoint: str | None = None, credential: Any = None, **options: Any) -> Any:
        options.setdefault("retry_backoff_factor", 0)
        kind = PlainCaller if driver.name == "sync" else PlainAsyncCaller
        caller = kind(
            endpoint or server.endpoint, credential or AzureNamedKeyCredential(ACCOUNT, KEY), **options
        )
        opened.append(caller)
        return caller

    yield make
    for caller in opened:
        driver.leave(caller)


@pytest.fixture
def caller(make_caller: MakeCaller) -> Any:
    """A caller for the server."""
    return make_caller()
