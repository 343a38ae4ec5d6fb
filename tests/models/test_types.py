"""Both type checkers accept right programs with models and find the mistakes in wrong ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

RIGHT = """
import datetime
from collections.abc import Mapping
from typing import Any, Optional

from azure_batch_sdk import models


def read(task: models.BatchTask) -> tuple[str, datetime.datetime, Optional[str]]:
    name: Optional[str] = task.environment_settings[0].value if task.environment_settings else None
    return task.id, task.creation_time, name


def exit_code(task: models.BatchTask) -> Optional[int]:
    return task.execution_info.exit_code if task.execution_info else None


def write(given: Mapping[str, Any]) -> models.BatchTaskCreateOptions:
    task = models.BatchTaskCreateOptions(given)
    task.constraints = models.BatchTaskConstraints(max_wall_clock_time=datetime.timedelta(hours=1))
    task.display_name = None
    task["displayName"] = "T"
    return models.BatchTaskCreateOptions(id="t", command_line="true", environment_settings=[])


class Mine(models.BatchTaskCreateOptions):
    pass


mine = Mine(id="t", command_line="true")
state: models.BatchTaskState = models.BatchTaskState.ACTIVE
as_dict: dict[str, Any] = mine.as_dict(exclude_readonly=True)
properties = models.BatchFileProperties(last_modified=datetime.datetime.now(), content_length=5)
"""

MISTAKES = {
    "a missing keyword": "models.BatchTaskCreateOptions(id='t')",
    "an unknown keyword": "models.BatchTaskCreateOptions(id='t', command_line='c', comand_line='d')",
    "a value of the wrong type": "models.BatchTaskCreateOptions(id=5, command_line='c')",
    "a misspelt attribute": "task.comand_line",
    "setting a misspelt attribute": "task.comand_line = 'c'",
    "setting the wrong type": "task.id = 5",
    "using an optional value": "task.execution_info.exit_code",
    "keywords beside a mapping": "models.BatchTaskCreateOptions({'id': 't'}, command_line='c')",
    "a model of the wrong kind": "models.BatchTaskCreateOptions(id='t', command_line='c', constraints=task)",
}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the right program and one wrong line for each mistake."""
    folder = tmp_path_factory.mktemp("programs")
    (folder / "right.py").write_text(RIGHT)
    wrong = ["from azure_batch_sdk import models", "def wrong(task: models.BatchTask) -> None:"]
    wrong += [f"    {line}" for line in MISTAKES.values()]
    (folder / "wrong.py").write_text("\n".join(wrong) + "\n")
    return folder


def line_of(mistake: str) -> int:
    return list(MISTAKES).index(mistake) + 3


@pytest.fixture(scope="module")
def mypy_errors(programs: Path) -> set[tuple[str, int]]:
    """Where mypy finds errors, as file name and line."""
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.10", "--config-file="]
    run = subprocess.run(
        [*command, "--cache-dir", str(programs / "cache"), "--no-error-summary", "right.py", "wrong.py"],
        cwd=programs,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line.split(":", 3) for line in run.stdout.splitlines() if ": error:" in line]
    assert run.returncode in (0, 1), run.stdout + run.stderr
    return {(Path(path).name, int(line)) for path, line, *_ in errors}


@pytest.fixture(scope="module")
def pyright_errors(programs: Path) -> set[tuple[str, int]]:
    """Where pyright finds errors, as file name and line."""
    (programs / "pyrightconfig.json").write_text(
        json.dumps({"pythonVersion": "3.10", "typeCheckingMode": "strict", "extraPaths": [str(ROOT)]})
    )
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pyright",
            "--outputjson",
            "--pythonpath",
            sys.executable,
            "--project",
            str(programs),
        ],
        cwd=programs,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    found = [item for item in json.loads(run.stdout)["generalDiagnostics"] if item["severity"] == "error"]
    return {(Path(item["file"]).name, item["range"]["start"]["line"] + 1) for item in found}


def environment() -> dict[str, str]:
    return {**os.environ, "MYPYPATH": str(ROOT)}


@pytest.mark.timeout(300)
def test_mypy_accepts_the_right_program(mypy_errors: set[tuple[str, int]]) -> None:
    assert not [error for error in mypy_errors if error[0] != "wrong.py"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_mypy_finds(mistake: str, mypy_errors: set[tuple[str, int]]) -> None:
    assert ("wrong.py", line_of(mistake)) in mypy_errors


@pytest.mark.timeout(300)
def test_pyright_accepts_the_right_program(pyright_errors: set[tuple[str, int]]) -> None:
    assert not [error for error in pyright_errors if error[0] != "wrong.py"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_pyright_finds(mistake: str, pyright_errors: set[tuple[str, int]]) -> None:
    assert ("wrong.py", line_of(mistake)) in pyright_errors
