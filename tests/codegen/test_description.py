"""A fault in the description is refused with a message that names it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.checks import check
from codegen.description import API, DescriptionError, load

FILES: dict[str, Any] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in API.glob("*.yaml")}
Change = Callable[[dict[str, Any]], None]


def setter(*path: str | int, to: Any) -> Change:
    """Make a change that sets one thing of the description."""

    def change(files: dict[str, Any]) -> None:
        place: Any = files
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


def remover(*path: str | int) -> Change:
    """Make a change that removes one thing of the description."""

    def change(files: dict[str, Any]) -> None:
        place: Any = files
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


TASK = ("tasks", "models", "BatchTaskConstraints")
RETRIES = (*TASK, "properties", "max_task_retry_count")
GET_TASK = ("tasks", "operations", "get_task")
STATE = ("tasks", "enums", "BatchTaskState")

FAULTS: dict[str, tuple[Change, str]] = {
    "an unknown type": (
        setter(*RETRIES, "type", to="itn"),
        "BatchTaskConstraints.max_task_retry_count: unknown type itn",
    ),
    "an unknown type in a list": (setter(*RETRIES, "type", to="list[Tusk]"), "unknown type list.Tusk."),
    "an unknown key of a property": (setter(*RETRIES, "requierd", to=True), "max_task_retry_count.*requierd"),
    "an unknown key of a model": (setter(*TASK, "docs", to=""), "BatchTaskConstraints.*docs"),
    "an unknown key of an operation": (setter(*GET_TASK, "sucess", to=[200]), "get_task.*sucess"),
    "an unknown section": (setter("tasks", "model", to={}), "tasks.yaml.*model"),
    "a property without a doc": (setter(*RETRIES, "doc", to=""), "max_task_retry_count: no doc"),
    "a property that lacks the key doc": (remover(*RETRIES, "doc"), "max_task_retry_count.*doc"),
    "a property that lacks its type": (remover(*RETRIES, "type"), "max_task_retry_count.*type"),
    "a model without a doc": (setter(*TASK, "doc", to=""), "BatchTaskConstraints: the doc is empty"),
    "an operation without a doc": (setter(*GET_TASK, "doc", to=""), "get_task: no doc"),
    "an enum value without a doc": (
        setter(*STATE, "values", "ACTIVE", "doc", to=""),
        "BatchTaskState.ACTIVE: no doc",
    ),
    "two properties of one wire name": (
        setter(*RETRIES, "wire", to="retentionTime"),
        "retentionTime is already retention_time",
    ),
    "a property named like a method": (
        setter(*TASK, "properties", "items", to={"type": "int", "doc": "x."}),
        "BatchTaskConstraints.items: the name is a method",
    ),
    "enum values that differ in case only": (
        setter(*STATE, "values", "OTHER", to={"wire": "Active", "doc": "x."}),
        "BatchTaskState: two values differ only in case",
    ),
    "a path with other parameters": (
        setter(*GET_TASK, "http", to="GET /jobs/{jobId}/tasks/{taskName}"),
        "get_task: the path and its parameters differ",
    ),
    "a path that does not begin with a method": (setter(*GET_TASK, "http", to="/jobs"), "get_task.*http"),
    "an unknown shared parameter": (
        setter(*GET_TASK, "parameters", to=["job_id", "tusk_id"]),
        "get_task.*tusk_id",
    ),
    "an unknown response": (
        setter(*GET_TASK, "response", to="BatchTusk"),
        "get_task: unknown response BatchTusk",
    ),
    "an unknown body": (
        setter("tasks", "operations", "create_task", "body", "type", to="BatchTusk"),
        "create_task: unknown body BatchTusk",
    ),
    "a wait without what it looks at": (
        remover("pools", "operations", "begin_delete_pool", "looks_at"),
        "begin_delete_pool: lro and looks_at go together",
    ),
    "a correction of nothing": (
        setter("corrections", "corrections", 0, "at", to="BatchNode.lost_boot_time"),
        "corrections: there is no BatchNode.lost_boot_time",
    ),
    "a correction without a reason": (
        setter("corrections", "corrections", 0, "because", to=""),
        "corrections: .* gives no reason",
    ),
    "a correction that lacks its reason": (
        remover("corrections", "corrections", 0, "because"),
        "correction.*because",
    ),
}


def write(folder: Path, files: dict[str, Any]) -> Path:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(
            yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8"
        )
    return folder


def test_the_description_itself_has_no_fault(tmp_path: Path) -> None:
    check(load())
    check(load(write(tmp_path, FILES)))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str, tmp_path: Path) -> None:
    change, message = FAULTS[fault]
    files = copy.deepcopy(FILES)
    change(files)

    with pytest.raises(DescriptionError, match=message):
        check(load(write(tmp_path, files)))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    files = copy.deepcopy(FILES)
    for fault in ("an unknown type", "an operation without a doc", "an unknown response"):
        FAULTS[fault][0](files)
    with pytest.raises(DescriptionError) as caught:
        check(load(write(tmp_path, files)))

    assert len(str(caught.value).splitlines()) == 3


def test_every_correction_still_changes_something() -> None:
    models = {name: entry for file in FILES.values() for name, entry in file.get("models", {}).items()}
    for correction in FILES["corrections"]["corrections"]:
        model, _, name = correction["at"].partition(".")
        target = models[model]["properties"][name] if name else models[model]
        for key, value in correction["set"].items():
            default = {"required": False, "default": None}.get(key)
            assert target.get(key, default) != value, f"{correction['at']} is right without its correction"
