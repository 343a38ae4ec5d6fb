"""pytest fixtures to test programs that use Azure Batch: a local Batch service and clients for it.

pytest imports this module in every run of everybody who has the package installed. So it is no part of the package, and
imports pytest only; a fixture imports what it needs when a test asks for it.

A test asks for `batch_client` or `async_batch_client`; both talk to `batch_emulator`, which starts for the first test
that wants it and serves all tests of the run (with pytest-xdist: of the worker). What a test makes in there is deleted
after it. To start the service with other options, override `batch_emulator_options` in a conftest.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Set as AbstractSet
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from azure_batch_sdk import BatchClient
    from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
    from azure_batch_sdk.emulator import BatchEmulator

_LOOK_EVERY_SECONDS = 0.02
_DELETION_SECONDS = 60.0
_GOING_OR_GONE = (409, 404)


@pytest.fixture(scope="session")
def batch_emulator_options() -> dict[str, Any]:
    """Arguments of BatchEmulator for batch_emulator; override this in a conftest.py."""
    return {}


@pytest.fixture(scope="session")
def batch_emulator(batch_emulator_options: dict[str, Any]) -> Iterator[BatchEmulator]:
    """A local Batch service for the whole run, or for this worker of pytest-xdist."""
    from azure_batch_sdk.emulator import BatchEmulator

    with ExitStack() as stack:
        try:
            emulator = stack.enter_context(BatchEmulator(**batch_emulator_options))
        except ImportError as error:
            pytest.fail(str(error), pytrace=False)
        yield emulator


@pytest.fixture
def batch_cleanup(batch_emulator: BatchEmulator) -> Iterator[None]:
    """Delete after the test the pools, jobs and job schedules that were not there before it.

    batch_client and async_batch_client bring it along; a test with clients of its own asks for it.
    """
    with batch_emulator.get_client() as client:
        before = {thing.name for thing in _things(client)}
        yield
        _delete_all_but(before, client)


@pytest.fixture
def batch_client(batch_emulator: BatchEmulator, batch_cleanup: None) -> Iterator[BatchClient]:
    """A client of batch_emulator for one test; what the test makes with it is deleted afterwards."""
    with batch_emulator.get_client() as client:
        yield client


@pytest.fixture
def async_batch_client(batch_emulator: BatchEmulator, batch_cleanup: None) -> AsyncBatchClient:
    """An asynchronous client of batch_emulator, for the test to enter: `async with async_batch_client:`."""
    return batch_emulator.get_async_client()


class _Thing(NamedTuple):
    """A pool, job or job schedule."""

    name: str
    is_going: bool
    delete: Callable[[], object]


def _things(client: BatchClient) -> Iterator[_Thing]:
    # Job schedules before jobs, which they make, and jobs before the pools that they use.
    kinds: tuple[tuple[str, Callable[..., Any], Callable[..., object]], ...] = (
        ("job schedule", client.list_job_schedules, client.begin_delete_job_schedule),
        ("job", client.list_jobs, client.begin_delete_job),
        ("pool", client.list_pools, client.begin_delete_pool),
    )
    for kind, listing, delete in kinds:
        for found in listing(select=["id", "state"]):
            yield _Thing(
                f"{kind} {found.id}", found.state == "deleting", partial(delete, found.id, polling=False)
            )


def _delete_all_but(kept: AbstractSet[str], client: BatchClient) -> None:
    """Delete and wait until it is gone, so that the next test can use the same ids."""
    from azure.core.exceptions import HttpResponseError

    deadline = time.monotonic() + _DELETION_SECONDS
    while left := [thing for thing in _things(client) if thing.name not in kept]:
        if time.monotonic() > deadline:
            pytest.fail(f"still there after the test: {', '.join(thing.name for thing in left)}")
        for thing in left:
            if not thing.is_going:
                try:
                    thing.delete()
                except HttpResponseError as error:
                    if error.status_code not in _GOING_OR_GONE:
                        raise
        time.sleep(_LOOK_EVERY_SECONDS)
