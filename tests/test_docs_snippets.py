"""Run what the README and the guides tell people to write.

Every block marked as python is run, in order, against a local Batch service, and all of them are type-checked. A block
below a comment `<!-- not run: why -->` is only type-checked. `client`, `endpoint` and `credential` are there already,
and the guides find the pool `render` with a node and the job `nightly` with the finished task `prepare`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTaskCreateOptions,
    BatchTaskState,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
GUIDES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts)

PREPARED = (
    "import azure.core.credentials, azure_batch_sdk; client: azure_batch_sdk.BatchClient; endpoint: str; "
    "credential: azure.core.credentials.AzureNamedKeyCredential"
)
_BLOCK = re.compile(r"^(?:<!-- not run: (?P<reason>.+) -->\n)?```python\n(?P<code>.*?)^```$", re.M | re.S)


class Snippet(NamedTuple):
    """One block of a document."""

    line: int
    """Where its code begins, counted from 1."""
    code: str
    is_run: bool

    def compiled(self, path: Path) -> CodeType:
        """Compile it so that tracebacks point into the document."""
        return compile("\n" * (self.line - 1) + self.code, str(path), "exec", dont_inherit=True)


def snippets(path: Path) -> Iterator[Snippet]:
    """Find the python blocks of a document."""
    text = path.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        yield Snippet(text.count("\n", 0, match.start("code")) + 1, match["code"], match["reason"] is None)


def as_module(path: Path) -> str:
    """Turn a document into a module with its code on the same lines, and what is prepared on the first."""
    lines = [""] * (path.read_text(encoding="utf-8").count("\n") + 1)
    for snippet in snippets(path):
        code = snippet.code.splitlines()
        lines[snippet.line - 1 : snippet.line - 1 + len(code)] = code
    assert lines[0] == "", f"{path.name} begins with code"
    return "\n".join([PREPARED, *lines[1:]])


def prepare(client: BatchClient) -> None:
    """Make what the guides speak of."""
    ubuntu = VirtualMachineConfiguration(
        image_reference=BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server"),
        node_agent_sku_id="batch.node.ubuntu 24.04",
    )
    client.create_pool(
        BatchPoolCreateOptions(
            id="render",
            vm_size="STANDARD_D2S_V3",
            target_dedicated_nodes=1,
            virtual_machine_configuration=ubuntu,
        )
    )
    client.create_job(BatchJobCreateOptions(id="nightly", pool_info=BatchPoolInfo(pool_id="render")))
    client.create_task(
        "nightly", BatchTaskCreateOptions(id="prepare", command_line="/bin/sh -c 'echo ready'")
    )
    deadline = time.monotonic() + 30
    while client.get_task("nightly", "prepare").state != BatchTaskState.COMPLETED:
        assert time.monotonic() < deadline, "the prepared task did not end"
        time.sleep(0.05)


def run(path: Path, emulator: BatchEmulator, client: BatchClient) -> None:
    """Run the blocks of a document one after the other, as one program; what is prepared is put back each time."""
    prepared = {"client": client, "endpoint": emulator.endpoint, "credential": emulator.credential}
    namespace: dict[str, Any] = {"__name__": path.stem}
    for snippet in snippets(path):
        code = snippet.compiled(path)
        if snippet.is_run:
            namespace.update(prepared)
            exec(code, namespace)


def test_the_snippets_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with BatchEmulator(time_scale=10) as emulator, emulator.get_client() as client:
        run(README, emulator, client)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT / "docs")))
def test_the_snippets_of_a_guide_run(guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not any(snippet.is_run for snippet in snippets(guide)):
        return  # it shows none, and needs no service
    monkeypatch.chdir(tmp_path)
    with BatchEmulator(time_scale=10) as emulator, emulator.get_client() as client:
        prepare(client)
        run(guide, emulator, client)


def test_all_snippets_are_type_correct(tmp_path: Path) -> None:
    modules = []
    for path in (README, *GUIDES):
        module = tmp_path / f"{path.stem.replace('-', '_')}_{path.parent.name.replace('-', '_')}.py"
        module.write_text(as_module(path), encoding="utf-8")
        modules.append(str(module))
    check = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_the_readme_shows_every_family_of_operations() -> None:
    shown = "\n".join(snippet.code for snippet in snippets(README) if snippet.is_run)
    families = ("pool", "node", "job", "job_schedule", "task", "task_file", "node_file", "pool_auto_scale")
    for family in families:
        assert re.search(rf"client\.\w+_{family}s?\(", shown), f"no snippet calls a method for {family}"
    for name in ("list_supported_images", "list_applications", "list_pool_node_counts", "create_tasks"):
        assert f".{name}(" in shown
