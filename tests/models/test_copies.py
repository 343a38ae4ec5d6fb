"""Copies of models: copy, deepcopy and pickle, also of classes that users derive."""

from __future__ import annotations

import copy
import pickle
import pickletools
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from azure.core.serialization import NULL

from azure_batch_sdk import models

TASK: Any = models.BatchTaskCreateOptions


WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


class NightlyTask(models.BatchTaskCreateOptions):
    """What users do: a model with something of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = ["alice"]

    @property
    def short(self) -> str:
        return self.id[:3]


class Outer:
    class Task(models.BatchTaskCreateOptions):
        pass


def make_task() -> models.BatchTaskCreateOptions:
    return models.BatchTaskCreateOptions(
        {
            "id": "nightly",
            "commandLine": "true",
            "constraints": {"maxTaskRetryCount": 1},
            "environmentSettings": [{"name": "A"}],
            "brandNew": {"a": [1]},
        }
    )


def test_a_copy_has_its_own_top_level_and_shares_the_rest() -> None:
    task = make_task()
    twin = copy.copy(task)
    twin.id = "other"
    assert twin.constraints is not None and task.constraints is not None
    twin.constraints.max_task_retry_count = 5

    assert type(twin) is models.BatchTaskCreateOptions
    assert task.id == "nightly"
    assert task.constraints.max_task_retry_count == 5


@pytest.mark.parametrize("way", ["deepcopy", *range(pickle.HIGHEST_PROTOCOL + 1)])
@pytest.mark.parametrize("read_first", [False, True])
def test_a_deep_copy_or_a_pickle_shares_nothing(way: str | int, read_first: bool) -> None:
    task = make_task()
    if read_first:
        assert task.environment_settings is not None
    twin = independent(task, way)

    assert task == twin
    twin.constraints.max_task_retry_count = 5
    twin.environment_settings[0].name = "B"
    twin["brandNew"]["a"].append(2)
    assert task == make_task()
    assert type(twin) is models.BatchTaskCreateOptions


@pytest.mark.parametrize("way", WAYS)
def test_null_survives(way: str) -> None:
    task = TASK(id="t", display_name=NULL, constraints=NULL)
    twin = WAYS[way](task)

    assert task == twin
    assert twin.display_name is None
    assert twin.as_dict() == {"id": "t", "displayName": None, "constraints": None}


@pytest.mark.parametrize("way", WAYS)
def test_a_users_class_keeps_its_class_and_its_own_attributes(way: str) -> None:
    task = NightlyTask(id="nightly", command_line="true")
    twin: Any = WAYS[way](task)

    assert type(twin) is NightlyTask
    assert task == twin
    assert twin.owner == ["alice"]
    assert twin.short == "nig"
    assert (twin.owner is task.owner) == (way == "copy")


def test_a_class_inside_a_class_can_be_pickled() -> None:
    assert type(WAYS["pickle"](Outer.Task(id="t", command_line="true"))) is Outer.Task


def test_a_copied_list_of_models_keeps_who_is_who() -> None:
    task = make_task()
    both = copy.deepcopy([task, task])

    assert both[0] is both[1]
    assert both[0] is not task


def test_pickles_name_the_public_module_of_a_model() -> None:
    names = {
        argument
        for _, argument, _ in pickletools.genops(pickle.dumps(make_task()))
        if isinstance(argument, str)
    }

    assert "azure_batch_sdk.models" in names
    assert not [name for name in names if "_generated" in name]


def test_a_pickle_loads_in_a_fresh_process() -> None:
    program = (
        "import pickle, sys\n"
        "task = pickle.loads(sys.stdin.buffer.read())\n"
        "print(type(task).__name__, task.constraints.max_task_retry_count, task.environment_settings[0].name)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        input=pickle.dumps(make_task()),
        capture_output=True,
        check=True,
    )

    assert run.stdout.split() == [b"BatchTaskCreateOptions", b"1", b"A"]


def independent(value: object, way: str | int) -> Any:
    """Copy deeply, or pickle with a protocol and load again."""
    return copy.deepcopy(value) if isinstance(way, str) else pickle.loads(pickle.dumps(value, way))
