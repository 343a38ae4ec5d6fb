"""Every model, property and enum value of the reference client is here, and nothing that is not listed."""

from __future__ import annotations

import inspect
import typing
from enum import Enum
from typing import Any

import pytest

from azure_batch_sdk import models
from azure_batch_sdk._runtime.model import Model

from .reference import (
    DELTA,
    SURFACE,
    enums_of_both_versions,
    is_optional,
    models_of_both_versions,
    python_type,
    spelled,
)

MODELS = models_of_both_versions()
ENUMS = enums_of_both_versions()

# Where this project differs from the reference, and why.
OPTIONAL_HERE = {
    "BatchNode.last_boot_time": "a node in state creating has not booted yet",
    "BatchNode.ip_address": "a node in state creating has no address yet",
    "BatchNode.ipv6_address": "only dual-stack pools give their nodes one",
    "BatchNode.virtual_machine_info": "a node in state creating comes without it",
}
EXPORTED_HERE = {
    "BatchJobTerminateOptions": "needed to call begin_terminate_job with a reason",
    "BatchNodeDeallocateOptions": "needed to call begin_deallocate_node with an option",
    "BatchNodeDeallocateOption": "the words of BatchNodeDeallocateOptions",
    "BatchNodeRebootOptions": "needed to call begin_reboot_node with an option",
    "BatchNodeRebootKind": "the words of BatchNodeRebootOptions",
    "BatchNodeReimageOptions": "needed to call begin_reimage_node with an option",
    "BatchNodeReimageOption": "the words of BatchNodeReimageOptions",
}
ONLY_HERE: dict[str, str] = {
    **dict.fromkeys(
        ("CannotFinish", "Obstacle", "TaskFailure", "TasksFailed", "WaitError", "WaitTimeout"),
        "raised by the waits, which the reference does not have, or a part of what is raised",
    ),
    **dict.fromkeys(("NodeProgress", "TaskProgress"), "what the waits tell about themselves"),
    **dict.fromkeys(
        (
            "DownloadedFile",
            "DownloadFailure",
            "DownloadIncomplete",
            "DownloadReport",
            "FileChanging",
            "UnsafeName",
        ),
        "what the calls that save files return and raise",
    ),
    **dict.fromkeys(("Explanation", "Finding"), "what explain returns"),
    "OperationFailed": "raised by pollers, which the reference lets end in silence",
    "create_tasks_record": "reads what create_tasks leaves on an exception of somebody else",
}


def fields_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = getattr(models, name)._attr_to_rest_field
    return found


def test_the_public_names_are_those_of_the_reference() -> None:
    reference = [model["name"] for model in SURFACE["models"] if model["public"]]
    reference += [enum["name"] for enum in SURFACE["enums"] if enum["public"]]
    reference += [row["name"] for row in (*SURFACE["plainClasses"], *SURFACE["exceptions"])]
    added = [row["name"] for row in (*DELTA["added"]["models"], *DELTA["added"]["enums"])]

    assert sorted(models.__all__) == sorted({*reference, *added, *EXPORTED_HERE, *ONLY_HERE})


@pytest.mark.parametrize("name", MODELS)
def test_a_model_has_the_properties_of_the_reference(name: str) -> None:
    ours = {attribute: field._rest_name for attribute, field in fields_of(name).items()}

    assert ours == {attribute: fact["wire"] for attribute, fact in MODELS[name].items()}


@pytest.mark.parametrize("name", MODELS)
def test_the_properties_come_in_the_order_of_the_reference(name: str) -> None:
    base: list[dict[str, Any]] = next(
        (row["properties"] for row in SURFACE["models"] if row["name"] == name), []
    )
    order = [fact["name"] for fact in base]

    assert [attribute for attribute in fields_of(name) if attribute in order] == order


@pytest.mark.parametrize("name", MODELS)
def test_the_annotations_are_exact(name: str) -> None:
    hints = typing.get_type_hints(getattr(models, name))

    assert {attribute: spelled(hints[attribute]) for attribute in MODELS[name]} == {
        attribute: python_type(fact["type"]) for attribute, fact in MODELS[name].items()
    }


@pytest.mark.parametrize("name", MODELS)
def test_what_may_be_absent_is_optional(name: str) -> None:
    hints = typing.get_type_hints(getattr(models, name))
    ours = {attribute for attribute in MODELS[name] if is_optional(hints[attribute])}
    reference = {attribute for attribute, fact in MODELS[name].items() if not fact["required"]}

    assert ours == reference | {key.split(".")[1] for key in OPTIONAL_HERE if key.startswith(f"{name}.")}


@pytest.mark.parametrize("name", MODELS)
def test_what_only_the_service_sets_is_marked(name: str) -> None:
    ours = {attribute for attribute, field in fields_of(name).items() if field._visibility == ["read"]}

    assert ours == {attribute for attribute, fact in MODELS[name].items() if fact["readonly"]}


@pytest.mark.parametrize("name", MODELS)
def test_a_64_bit_integer_is_text_on_the_wire(name: str) -> None:
    as_text = {attribute for attribute, f in fields_of(name).items() if type(f).__name__ == "Int64Field"}

    assert as_text == {attribute for attribute, fact in MODELS[name].items() if fact["type"] == "int64"}


@pytest.mark.parametrize("name", ENUMS)
def test_an_enum_has_the_values_of_the_reference(name: str) -> None:
    enum: type[Enum] = getattr(models, name)

    assert {member.name: member.value for member in enum} == ENUMS[name]
    assert issubclass(enum, str)


def test_nothing_else_is_a_model_or_an_enum() -> None:
    public = {name: getattr(models, name) for name in models.__all__}

    assert {n for n, c in public.items() if isinstance(c, type) and issubclass(c, Model)} == set(MODELS)
    assert {n for n, c in public.items() if isinstance(c, type) and issubclass(c, Enum)} == set(ENUMS)


def test_file_properties_are_those_of_the_reference() -> None:
    fact = SURFACE["plainClasses"][0]
    parameters = inspect.signature(models.BatchFileProperties).parameters

    assert list(parameters) == [row["name"] for row in fact["properties"]]
    for row in fact["properties"]:
        assert parameters[row["name"]].kind is inspect.Parameter.KEYWORD_ONLY
        assert (parameters[row["name"]].default is inspect.Parameter.empty) == row["required"], row


def test_create_tasks_error_is_that_of_the_reference() -> None:
    from azure.core.exceptions import HttpResponseError

    fact = SURFACE["exceptions"][0]
    error = models.CreateTasksError([], [], [])

    assert isinstance(error, HttpResponseError)
    assert [getattr(error, row["name"]) for row in fact["attributes"]] == [[], [], []]
    assert list(inspect.signature(models.CreateTasksError).parameters)[:3] == fact["init"]
