"""An emulator for the tests of other programs, and azure-batch 15.1.0 with an emulator of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from azure.batch import BatchClient
from azure.batch.aio import BatchClient as AsyncBatchClient

from azure_batch_sdk.emulator import BatchEmulator
from tests.either import make_driver

from .recorded import RecordedClient


@pytest.fixture(scope="module")
def emulator() -> Iterator[BatchEmulator]:
    with BatchEmulator(time_scale=20) as emulator:
        yield emulator


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    """The application packages of the account."""
    for version in ("1.0", "2.0"):
        (tmp_path / "applications/blender" / version).mkdir(parents=True)
        (tmp_path / "applications/blender" / version / "version.txt").write_text(version, "utf-8")
    return tmp_path / "applications"


@pytest.fixture(params=["sync", "async"])
def batch(request: pytest.FixtureRequest, applications: Path) -> Iterator[RecordedClient]:
    driver = make_driver(request.param)
    make = BatchClient if request.param == "sync" else AsyncBatchClient
    with BatchEmulator(time_scale=20, applications=applications, in_process=True) as emulator:
        client = make(emulator.endpoint, emulator.credential)
        yield RecordedClient(driver.enter(client), driver)
        driver.leave(client)
        driver.close()
