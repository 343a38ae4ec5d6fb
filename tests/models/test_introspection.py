"""What other programs see of the models: signatures, hints, names."""

from __future__ import annotations

import copy
import datetime
import inspect
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest

from azure_batch_sdk import models
from azure_batch_sdk._runtime.model import Model


def every_model() -> Iterator[type[Model]]:
    for name in models.__all__:
        found = getattr(models, name)
        if isinstance(found, type) and issubclass(found, Model):
            yield found


def every_enum() -> Iterator[type[Enum]]:
    for name in models.__all__:
        found = getattr(models, name)
        if isinstance(found, type) and issubclass(found, Enum):
            yield found


def test_a_signature_shows_the_mapping_and_the_keywords() -> None:
    parameters = inspect.signature(models.BatchTaskConstraints).parameters

    assert parameters["mapping"].kind is inspect.Parameter.POSITIONAL_ONLY
    keywords = [name for name, p in parameters.items() if p.kind is inspect.Parameter.KEYWORD_ONLY]
    assert keywords == ["max_wall_clock_time", "retention_time", "max_task_retry_count"]


def test_a_signature_leaves_out_what_only_the_service_sets() -> None:
    assert "priority" in inspect.signature(models.BatchJob).parameters
    assert "etag" not in inspect.signature(models.BatchJob).parameters


def test_every_model_has_a_signature_and_can_be_made_of_its_keywords_left_out() -> None:
    for model in every_model():
        bound = inspect.signature(model).bind()
        assert model(*bound.args, **bound.kwargs) == {}


def test_a_users_class_with_its_own_constructor_shows_that_one() -> None:
    class Mine(models.BatchTaskConstraints):
        def __init__(self, retries: int) -> None:
            super().__init__(max_task_retry_count=retries)

    class Plain(models.BatchTaskConstraints):
        pass

    assert list(inspect.signature(Mine).parameters) == ["retries"]
    assert "retention_time" in inspect.signature(Plain).parameters


def test_type_hints_resolve_for_every_model() -> None:
    for model in every_model():
        hints = typing.get_type_hints(model)
        assert set(model._attr_to_rest_field) <= set(hints), model


def test_type_hints_name_the_types_that_users_get() -> None:
    hints = typing.get_type_hints(models.BatchTask)

    assert hints["id"] is str
    assert hints["creation_time"] is datetime.datetime
    assert hints["execution_info"] == models.BatchTaskExecutionInfo | None
    assert hints["environment_settings"] == list[models.EnvironmentSetting] | None
    assert hints["state"] == str | models.BatchTaskState


def test_every_attribute_has_a_factory_that_agrees_with_its_hint() -> None:
    for model in every_model():
        for name, hint in typing.get_type_hints(model).items():
            if name not in model._attr_to_rest_field:
                continue
            kinds = (
                {type(None), *typing.get_args(hint)}
                if typing.get_origin(hint) not in (list, dict)
                else {hint}
            )
            expected = {
                "DateTimeField": datetime.datetime in kinds or hint is datetime.datetime,
                "DurationField": datetime.timedelta in kinds or hint is datetime.timedelta,
                "Int64Field": int in kinds or hint is int,
            }
            factory = type(model._attr_to_rest_field[name]).__name__
            assert expected.get(factory, True), f"{model.__name__}.{name}: {factory} for {hint}"


def test_models_say_what_they_are_in_their_docstring() -> None:
    for model in every_model():
        assert model.__doc__ and model.__doc__.strip() != (Model.__doc__ or "").strip(), model
    for enum in every_enum():
        assert enum.__doc__, enum


def test_names_are_sorted_and_complete() -> None:
    assert dir(models) == sorted(models.__all__)
    assert len(set(models.__all__)) == len(models.__all__)


def test_an_unknown_name_is_an_attribute_error_that_names_the_module() -> None:
    with pytest.raises(AttributeError, match=r"azure_batch_sdk.*models.*has no attribute 'BatchTusk'"):
        _ = Any_(models).BatchTusk


def test_models_take_no_memory_for_attributes_of_their_own() -> None:
    for model in every_model():
        assert not hasattr(model(), "__dict__"), model


def test_enums_behave_as_strings_of_the_wire() -> None:
    state = models.BatchTaskState.COMPLETED

    assert state == "completed"
    assert isinstance(state, str)
    assert models.BatchTaskState("completed") is state
    assert models.BatchTaskState["completed"] is state
    assert copy.deepcopy(state) is state


def test_no_model_hides_a_method_of_mappings() -> None:
    methods = {name for name in dir(Model) if not name.startswith("_")}
    for model in every_model():
        assert not methods & set(model._attr_to_rest_field), model


def Any_(value: object) -> Any:
    """Hide a type from the checkers, to do what they would report."""
    return value
