"""Check a request body against the description of its model.

What comes out is what a handler may rely on: integers are integers (clients also send them as text), enum values have
the spelling of the description, durations and timestamps the form in which the service writes them; read-only members,
nulls and `odata.` annotations are gone. Each model is turned into a table of small functions the first time it is met.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema
from ..clock import text_of
from ..errors import ServiceError
from ..messages import JsonObject
from ..state.durations import duration_text, ticks_of_duration
from ..state.timestamps import timestamp_ticks
from .versions import is_described, schema_version

BODY_LIMIT = 1_048_576
"""In bytes of UTF-16, which is how the service seems to count."""

_INT32 = (-(2**31), 2**31 - 1)
_INT64 = (-(2**63), 2**63 - 1)
_LONGEST_SHOWN_VALUE = 200
_OPTIONS = re.compile(r"(Create|Update|Replace)Options$")

Check = Callable[[Any, str], Any]
"""Takes a value and its path in the body; returns what the handler gets, or raises ServiceError."""


def parse_body(raw: bytes) -> Any:
    """Return the JSON of a request body; raise ServiceError if it is too long or not JSON."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise invalid_body(f"It is not UTF-8: {error.reason} at byte {error.start}.") from None
    if (
        2 * len(raw) > BODY_LIMIT
        and 2 * len(text) + 2 * sum(character > "\uffff" for character in text) > BODY_LIMIT
    ):
        raise body_too_large()
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(value, ensure_ascii=False).encode()
        return value
    except UnicodeEncodeError:
        raise invalid_body("It has half of a surrogate pair, which is no character.") from None
    except RecursionError:
        raise invalid_body("It is nested too deeply.") from None
    except ValueError as error:
        raise invalid_body(f"It is not JSON: {error}.") from None


def body_too_large() -> ServiceError:
    """Return the refusal of a body over the limit."""
    return ServiceError(
        413,
        "RequestBodyTooLarge",
        "The request body is too large and exceeds the maximum permissible limit.",
        [("MaxLimit", str(BODY_LIMIT))],
    )


def invalid_body(reason: str, path: str | None = None) -> ServiceError:
    """Return the refusal of a body that is not of the right form."""
    values = [("PropertyName", _leaf(path))] if path else []
    return ServiceError(
        400,
        "InvalidRequestBody",
        "The specified request body is not syntactically valid.",
        [*values, ("Reason", reason)],
    )


def invalid_property(path: str, value: Any, reason: str) -> ServiceError:
    """Return the refusal of one value; a list or an object is not repeated in it."""
    values: list[tuple[str, str | None]] = [("PropertyName", _leaf(path))]
    if isinstance(value, str):
        values.append(("PropertyValue", value[:_LONGEST_SHOWN_VALUE]))
    elif value is None or isinstance(value, bool | int | float):
        values.append(("PropertyValue", None if value is None else json.dumps(value)))
    values.append(("Reason", f"{path}: {reason}"))
    return ServiceError(
        400,
        "InvalidPropertyValue",
        "The value provided for one of the properties in the request body is invalid.",
        values,
    )


class Validator:
    """Check bodies against the models of the API description."""

    def __init__(self, models: Mapping[str, ModelSchema], enums: Mapping[str, EnumSchema]) -> None:
        self._models = models
        self._enums = enums
        self._compiled: dict[tuple[str, str, bool], Check] = {}

    def validate(self, body: Any, model: str, api_version: str) -> JsonObject:
        """Return a checked copy of a body; raise ServiceError if it does not fit the model.

        Members that the model does not have are refused in the described api-versions. In older ones they are kept if the
        description does not know them at all; what it knows in a newer api-version is checked, and what it knows of
        the entity, but not as a part of this body, is dropped.
        """
        check = self._model(model, schema_version(api_version), is_described(api_version))
        checked: JsonObject = check(body, "")
        return checked

    def members(self, model: str) -> Mapping[str, PropertySchema]:
        """Return the properties of a model by wire name."""
        return self._models[model].properties

    def _model(self, name: str, version: str, strict: bool) -> Check:
        key = (name, version, strict)
        check = self._compiled.get(key)
        if check is None:
            members: dict[str, Check | None] = {}
            required: list[str] = []
            # Known before it is filled: models may refer to each other in a circle.
            check = self._compiled[key] = _object_check(name, members, required, strict)
            for row in self._models[name].properties.values():
                is_there = _is_in(row.since, row.until, version)
                if strict and not is_there:
                    continue
                members[row.wire] = None if row.readonly else self._property(row, version, strict)
                if row.required and is_there and not row.readonly:
                    required.append(row.wire)
            if not strict:
                # Not unknown, but not this operation's to change.
                members.update((wire, None) for wire in self._shown_by(name) if wire not in members)
        return check

    def _shown_by(self, name: str) -> Iterable[str]:
        """Return the properties of the entity that the options of an operation are for."""
        entity = self._models.get(_OPTIONS.sub("", name))
        return () if entity is None else entity.properties

    def _property(self, row: PropertySchema, version: str, strict: bool) -> Check:
        if row.type.startswith("list["):
            return _list_check(row, self._type(row.type[5:-1], row, version, strict))
        if row.type.startswith("dict["):
            return _dictionary
        return self._type(row.type, row, version, strict)

    def _type(self, kind: str, row: PropertySchema, version: str, strict: bool) -> Check:
        if kind in self._models:
            return self._model(kind, version, strict)
        if kind in self._enums:
            return _enum_check(self._enums[kind], version)
        return _SIMPLE_CHECKS[kind](row)


def _is_in(since: str | None, until: str | None, version: str) -> bool:
    return (since is None or version >= since) and (until is None or version < until)


def _object_check(name: str, members: dict[str, Check | None], required: list[str], strict: bool) -> Check:
    def check(value: Any, path: str) -> JsonObject:
        if type(value) is not dict:
            raise invalid_body(f"{path or 'The body'} must be an object, not {_kind(value)}.", path)
        result: JsonObject = {}
        for wire, member in value.items():
            if wire in members:
                member_check = members[wire]
                if member is not None and member_check is not None:
                    result[wire] = member_check(member, f"{path}.{wire}" if path else wire)
            elif wire.startswith("odata."):
                continue
            elif strict:
                raise _unsupported(name, f"{path}.{wire}" if path else wire, wire, members)
            else:
                result[wire] = member
        for wire in required:
            if wire not in result:
                raise missing_property(f"{path}.{wire}" if path else wire)
        return result

    return check


def missing_property(path: str) -> ServiceError:
    """Return the refusal of a body without a required property."""
    return ServiceError(
        400,
        "MissingRequiredProperty",
        "A required property was not specified in the request body.",
        [("PropertyName", _leaf(path)), ("Reason", f"{path} is required.")],
    )


def _unsupported(model: str, path: str, wire: str, members: Mapping[str, object]) -> ServiceError:
    near = get_close_matches(wire, members, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return ServiceError(
        400,
        "UnsupportedProperty",
        "The specified property is not supported for this operation.",
        [
            ("PropertyName", wire),
            ("Reason", f"{path}: {model} has no such property in this api-version.{hint}"),
        ],
    )


def _list_check(row: PropertySchema, item: Check) -> Check:
    def check(value: Any, path: str) -> list[Any]:
        if type(value) is not list:
            raise invalid_body(f"{path} must be a list, not {_kind(value)}.", path)
        if row.max_items is not None and len(value) > row.max_items:
            raise invalid_property(path, value, f"it has {len(value)} items, {row.max_items} are allowed.")
        if row.min_items is not None and len(value) < row.min_items:
            raise invalid_property(
                path, value, f"it has {len(value)} items, at least {row.min_items} are needed."
            )
        return [item(each, f"{path}[{index}]") for index, each in enumerate(value)]

    return check


def _dictionary(value: Any, path: str) -> JsonObject:
    if type(value) is not dict:
        raise invalid_body(f"{path} must be an object, not {_kind(value)}.", path)
    return value


def _enum_check(enum: EnumSchema, version: str) -> Check:
    spellings = {
        wire.lower(): wire for wire, (since, until) in enum.values.items() if _is_in(since, until, version)
    }

    def check(value: Any, path: str) -> str:
        if type(value) is not str:
            raise invalid_body(f"{path} must be text, not {_kind(value)}.", path)
        wire = spellings.get(value.lower())
        if wire is None:
            raise invalid_property(path, value, f"it must be one of {', '.join(sorted(spellings.values()))}.")
        return wire

    return check


def _text_check(row: PropertySchema) -> Check:
    pattern = re.compile(row.pattern) if row.pattern else None
    longest = row.max_length

    def check(value: Any, path: str) -> str:
        if type(value) is not str:
            raise invalid_body(f"{path} must be text, not {_kind(value)}.", path)
        if longest is not None and len(value) > longest:
            raise invalid_property(path, value, f"it has {len(value)} characters, {longest} are allowed.")
        if pattern is not None and pattern.fullmatch(value) is None:
            raise invalid_property(path, value, f"it must match {row.pattern}.")
        return value

    return check


def _int_check(row: PropertySchema) -> Check:
    lowest, highest = _INT64 if row.type.endswith("int64") else _INT32

    def check(value: Any, path: str) -> int:
        if type(value) is str and re.fullmatch(r"[+-]?[0-9]{1,20}", value):
            number = int(value)
        elif type(value) is int:
            number = value
        else:
            raise invalid_body(f"{path} must be a whole number, not {_kind(value)}.", path)
        if not lowest <= number <= highest:
            raise invalid_property(path, value, f"it must be from {lowest} to {highest}.")
        _check_range(row, number, row.minimum, row.maximum, path)
        return number

    return check


def _float_check(row: PropertySchema) -> Check:
    def check(value: Any, path: str) -> float:
        if type(value) not in {int, float}:
            raise invalid_body(f"{path} must be a number, not {_kind(value)}.", path)
        _check_range(row, value, row.minimum, row.maximum, path)
        return float(value)

    return check


def _check_range(row: PropertySchema, number: float, lowest: Any, highest: Any, path: str) -> None:
    if number == row.unlimited:
        return
    if lowest is not None and number < lowest:
        raise invalid_property(path, number, f"it must be at least {lowest}{_or_unlimited(row)}.")
    if highest is not None and number > highest:
        raise invalid_property(path, number, f"it must be at most {highest}{_or_unlimited(row)}.")


def _or_unlimited(row: PropertySchema) -> str:
    return "" if row.unlimited is None else f", or {row.unlimited} for no limit"


def _boolean_check(row: PropertySchema) -> Check:
    def check(value: Any, path: str) -> bool:
        if type(value) is not bool:
            raise invalid_body(f"{path} must be true or false, not {_kind(value)}.", path)
        return value

    return check


def _timestamp_check(row: PropertySchema) -> Check:
    def check(value: Any, path: str) -> str:
        if type(value) is not str:
            raise invalid_body(f"{path} must be a timestamp, not {_kind(value)}.", path)
        try:
            return text_of(timestamp_ticks(value))
        except (ValueError, OverflowError) as error:
            raise invalid_property(path, value, f"{error}.") from None

    return check


def _duration_check(row: PropertySchema) -> Check:
    lowest = ticks_of_duration(row.minimum) if isinstance(row.minimum, str) else None
    highest = ticks_of_duration(row.maximum) if isinstance(row.maximum, str) else None

    def check(value: Any, path: str) -> str:
        if type(value) is not str:
            raise invalid_body(f"{path} must be a duration, not {_kind(value)}.", path)
        try:
            ticks = ticks_of_duration(value)
        except ValueError as error:
            raise invalid_property(path, value, f"{error}.") from None
        if lowest is not None and ticks < lowest:
            raise invalid_property(path, value, f"it must be at least {row.minimum}.")
        if highest is not None and ticks > highest:
            raise invalid_property(path, value, f"it must be at most {row.maximum}.")
        return duration_text(ticks)

    return check


_SIMPLE_CHECKS: Mapping[str, Callable[[PropertySchema], Check]] = {
    "string": _text_check,
    "int": _int_check,
    "int64": _int_check,
    "float": _float_check,
    "boolean": _boolean_check,
    "datetime": _timestamp_check,
    "duration": _duration_check,
}


def _kind(value: Any) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "text",
        bool: "a boolean",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")


def _leaf(path: str | None) -> str:
    """Return the last name of a path: the service names a property without what it belongs to."""
    return (path or "").rpartition(".")[2].partition("[")[0]


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    """Return a number; one that is too large would be read as infinite, which JSON cannot show again."""
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:_LONGEST_SHOWN_VALUE]} is too large a number")
    return number
