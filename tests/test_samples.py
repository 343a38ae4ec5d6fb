"""The samples run as they stand, on a local Batch service and on an account that the environment names."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator import BatchEmulator

QUICKSTART = Path(__file__).parent.parent / "samples" / "quickstart.py"
EITHER_CLIENT = pytest.mark.parametrize("flags", [[], ["--async"]], ids=["sync", "async"])


def start(flags: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AZURE_BATCH_")}
    return subprocess.run(
        [sys.executable, "-W", "error", str(QUICKSTART), *flags],
        env={**environment, **settings},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def outcomes(output: str) -> dict[str, tuple[str, str, str]]:
    """Return exit code, node and first line of output by task."""
    lines = re.findall(r"^(\w+): exit code (\S+) on node (\S+)\n    (.*)$", output, re.M)
    return {task: (exit_code, node, said) for task, exit_code, node, said in lines}


@EITHER_CLIENT
def test_the_quickstart_runs_its_tasks_on_a_service_of_its_own(flags: list[str]) -> None:
    done = start(flags)
    assert done.returncode == 0, done.stderr
    found = outcomes(done.stdout)
    assert sorted(found) == ["add", "greet", "where"]
    assert {exit_code for exit_code, _, _ in found.values()} == {"0"}
    assert all(node.startswith("tvmps_") for _, node, _ in found.values())
    assert found["add"][2] == "19 + 23 = 42"
    assert found["greet"][2].startswith("Hello from job quickstart-")
    assert not re.search(r"\.\.\.|Traceback|Warning", done.stderr)


@EITHER_CLIENT
def test_the_quickstart_runs_on_the_account_that_the_environment_names_and_leaves_nothing_there(
    flags: list[str],
) -> None:
    with BatchEmulator() as emulator, emulator.get_client() as client:
        done = start(
            flags,
            AZURE_BATCH_ENDPOINT=emulator.endpoint,
            AZURE_BATCH_ACCOUNT=emulator.account_name,
            AZURE_BATCH_KEY=emulator.account_key,
        )
        assert done.returncode == 0, done.stderr
        assert sorted(outcomes(done.stdout)) == ["add", "greet", "where"]
        assert list(client.list_pools()) == []
        assert list(client.list_jobs()) == []


@EITHER_CLIENT
def test_the_quickstart_says_what_is_wrong_with_a_key(flags: list[str]) -> None:
    with BatchEmulator() as emulator:
        done = start(
            flags,
            AZURE_BATCH_ENDPOINT=emulator.endpoint,
            AZURE_BATCH_ACCOUNT=emulator.account_name,
            AZURE_BATCH_KEY="AAAA",
        )
    assert done.returncode != 0
    assert "AuthenticationFailed" in done.stderr


def load_quickstart() -> Any:
    """Import the sample as a module."""
    spec = importlib.util.spec_from_file_location("quickstart", QUICKSTART)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@EITHER_CLIENT
def test_the_quickstart_cleans_up_when_it_fails_half_way(
    flags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickstart = load_quickstart()

    def fail(*_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(quickstart, "show", fail)
    with BatchEmulator(time_scale=10) as emulator, emulator.get_client() as client:

        async def run_async() -> None:
            async with emulator.get_async_client() as async_client:
                await quickstart.run_async(async_client, "broken")

        with pytest.raises(RuntimeError, match="half way"):
            if flags:
                asyncio.run(run_async())
            else:
                quickstart.run(client, "broken")
        assert list(client.list_pools()) == []
        assert list(client.list_jobs()) == []
