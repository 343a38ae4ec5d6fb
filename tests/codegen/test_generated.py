"""What is checked in is what the description says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from azure_batch_sdk._generated.operations import OPERATIONS

ROOT = Path(__file__).parent.parent.parent


def codegen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "codegen", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of what the generator reads and writes."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "codegen", tmp_path / "codegen", ignore=ignore)
    for folder in ("azure_batch_sdk/_generated", "azure_batch_sdk/emulator/handlers", "samples"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignore)
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "reference" / "coverage.md", tmp_path / "docs" / "reference")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_generated_layer_is_fresh() -> None:
    run = codegen(ROOT, "--check")

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_coverage_page_finds_every_operation_in_both_clients_and_in_the_emulator() -> None:
    rows = [
        line.split(" | ")
        for line in (ROOT / "docs" / "reference" / "coverage.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]

    assert sorted(row[0].strip("| `") for row in rows) == sorted(OPERATIONS)
    assert [row[0] for row in rows if row[3:6] != ["●"] * 3] == []


def test_what_is_stale_is_named_and_then_made_fresh(workspace: Path) -> None:
    generated = workspace / "azure_batch_sdk" / "_generated"
    fresh = texts_of(generated)
    changed = generated / "models" / "tasks.py"
    changed.write_text(changed.read_text() + "\n# by hand\n")
    (generated / "models" / "extra.py").write_text("")
    (generated / "sync" / "pools.py").unlink()
    (workspace / "samples" / "another.py").write_text("client.get_pool('p')\n")
    stale = texts_of(generated)
    run = codegen(workspace, "--check")

    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        f"stale: {name}; run `make codegen`"
        for name in (
            "azure_batch_sdk/_generated/models/extra.py",
            "azure_batch_sdk/_generated/models/tasks.py",
            "azure_batch_sdk/_generated/sync/pools.py",
            "docs/reference/coverage.md",
        )
    ]
    assert texts_of(generated) == stale

    run = codegen(workspace)
    assert run.returncode == 0, run.stderr
    assert texts_of(generated) == fresh
    coverage = (workspace / "docs" / "reference" / "coverage.md").read_text("utf-8")
    assert "| `get_pool` |  |  | ● | ● | ● | `another`, " in coverage


def texts_of(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.py")}


def test_a_fault_in_the_description_ends_with_its_name_and_writes_nothing(workspace: Path) -> None:
    files = workspace / "codegen" / "api" / "files.yaml"
    files.write_text(files.read_text().replace("type: boolean", "type: bolean", 1))
    run = codegen(workspace)

    assert run.returncode == 2
    assert "unknown type bolean" in run.stderr
    assert "Traceback" not in run.stderr
