"""Clients that live outside of the development tools: where `make clients` puts them, and how they are run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from azure_batch_sdk.emulator import BatchEmulator

TOOLS = Path(__file__).parents[2] / ".tools"
PROGRAMS = Path(__file__).parent / "programs"
SECONDS = 100


def require_tool(name: str) -> Path:
    """Return the folder of a tool; without it the test is skipped, in CI it fails."""
    folder = TOOLS / name
    if not any(folder.glob(".installed-*")):
        if os.environ.get("CI") == "true":
            pytest.fail(f"needs {name}: run `make clients` first")
        pytest.skip(f"needs {name}: `make check-clients` gets it")
    return folder


@dataclass(frozen=True)
class Outcome:
    """How a program ended and what it wrote."""

    exit_code: int
    output: str
    errors: str


def run_program(command: Sequence[str | Path], emulator: BatchEmulator, **environment: str) -> Outcome:
    """Run a program that finds the emulator in the usual variables, with nothing of this test's Python around it."""
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "AZURE_BATCH_ENDPOINT": emulator.endpoint,
        "AZURE_BATCH_ACCOUNT": emulator.account_name,
        "AZURE_BATCH_ACCESS_KEY": emulator.account_key,
        **environment,
    }
    ended = subprocess.run(
        command, env=variables, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return Outcome(ended.returncode, ended.stdout, ended.stderr)
