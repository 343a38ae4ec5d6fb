"""Programs written for azure-batch 15.1.0 do the same under this project's name.

Each program below `programs` is written for `azure.batch`. It is run as it is, and once more with nothing but its
imports changed; both must see the same. Both forms are type-checked, too.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk import models
from azure_batch_sdk.emulator import BatchEmulator

ROOT = Path(__file__).parent.parent.parent
SOURCES = {
    path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "programs").glob("*.py"))
}
NAMES = ("azure.batch", "azure_batch_sdk")

# The reference reads its clock in a way that newer Pythons warn of.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")

every_program = pytest.mark.parametrize("program", SOURCES)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every program under both names, in a folder for each name."""
    found = {}
    for name in NAMES:
        found[name] = tmp_path_factory.mktemp("programs")
        for program, source in SOURCES.items():
            text = source.replace("from azure.batch", f"from {name}")
            (found[name] / f"{program}.py").write_text(text, "utf-8")
    return found


@pytest.fixture(scope="session")
def emulator() -> Iterator[BatchEmulator]:
    """A local service with a pool of two nodes that every program can use."""
    with BatchEmulator() as emulator, emulator.get_client() as client:
        client.create_pool(
            models.BatchPoolCreateOptions(
                id="dropin-pool",
                vm_size="standard_d2s_v3",
                virtual_machine_configuration=models.VirtualMachineConfiguration(
                    image_reference=models.BatchVmImageReference(
                        publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"
                    ),
                    node_agent_sku_id="batch.node.ubuntu 22.04",
                ),
                target_dedicated_nodes=2,
                task_slots_per_node=4,
            )
        )
        client.wait_for_nodes("dropin-pool", timeout=60)
        yield emulator


def load(path: Path, name: str) -> Any:
    """Import a program from its file."""
    spec = importlib.util.spec_from_file_location(f"{name.replace('.', '_')}_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@every_program
def test_a_program_sees_the_same_under_both_names(
    program: str, folders: dict[str, Path], emulator: BatchEmulator
) -> None:
    service = (emulator.endpoint, emulator.account_name, emulator.account_key)
    seen = {}
    for index, name in enumerate(NAMES):
        module = load(folders[name] / f"{program}.py", name)
        seen[name] = module.run(*service, f"{program.replace('_', '')}-{index}")

    assert seen["azure_batch_sdk"] == seen["azure.batch"]
    assert seen["azure.batch"]


@pytest.fixture(scope="session")
def mypy_output(folders: dict[str, Path]) -> str:
    """What mypy says of all programs under both names."""
    output = ""
    for name, folder in folders.items():
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "mypy",
                "--strict",
                "--python-version",
                "3.10",
                "--config-file=",
                str(folder),
            ],
            cwd=folder,
            env={**os.environ, "MYPYPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode in (0, 1), run.stdout + run.stderr
        output += run.stdout.replace(f"{folder}/", "").replace(".py:", f".py: under {name}:")
    return output


@pytest.mark.timeout(300)
@every_program
def test_a_program_is_accepted_by_mypy_under_both_names(
    program: str, folders: dict[str, Path], mypy_output: str
) -> None:
    errors = [
        line for line in mypy_output.splitlines() if line.startswith(f"{program}.py:") and "error:" in line
    ]

    assert not errors, "\n".join(errors)


def test_every_public_method_of_the_reference_is_used_by_some_program() -> None:
    from tests.surface.reference import CONVENIENCE, OPERATIONS

    used = "\n".join(SOURCES.values())
    missing = {name for name in {*OPERATIONS, *CONVENIENCE} if f".{name}(" not in used}

    assert missing <= set(NOT_IN_PROGRAMS), missing - set(NOT_IN_PROGRAMS)


NOT_IN_PROGRAMS = {
    "begin_deallocate_node": "the reference raises without options and does not export their class",
    "begin_reboot_node": "the reference raises without options and does not export their class",
    "begin_reimage_node": "the reference raises without options and does not export their class",
    "begin_terminate_job": "the reference raises without options and does not export their class",
    "begin_start_node": "needs a deallocated node",
    "begin_stop_pool_resize": "a race by nature; the waits' own tests cover it",
    "get_node_extension": "no extension without an image that installs one",
    "list_job_preparation_and_release_task_status": "needs a job with a preparation task",
    "list_subtasks": "needs a multi-instance task",
    "reactivate_task": "needs a failed task that can run again",
    "upload_node_logs": "needs a storage account",
}
