"""Bodies made from the description of the API: right ones, ones with a single fault, and ones with many.

A right body fits its model; whether it makes sense is another question. Command lines are harmless, counts are small and
addresses lead nowhere, because what is accepted is really done.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from azure_batch_sdk._generated.schema import ENUMS, MODELS
from azure_batch_sdk._runtime.schema import PropertySchema

VERSION = "2025-06-01"
DEEPEST = 6

HOSTILE_TEXTS = (
    "",
    " ",
    "../../../escape",
    "..\\..\\escape",
    "/escape",
    "a/../../../../escape",
    "%2e%2e/escape",
    "nul\0byte",
    "line\r\nbreak: x",
    "x" * 3000,
    "é\U0001f389\u202e",
    "\ufffe\ud7ff",
    "{0}{}%s%n$(touch escape)`touch escape`",
    "=",
    "'\"",
    "CON",
    "-1",
    "NaN",
)
_TEXTS: dict[str, tuple[str, ...]] = {
    "commandLine": ("/bin/true", "/bin/false", "no-such-program"),
    "coordinationCommandLine": ("/bin/true",),
    "poolId": ("p", "nowhere"),
    "vmSize": ("standard_d1_v2",),
    "httpUrl": ("http://127.0.0.1:9/x",),
    "storageContainerUrl": ("http://127.0.0.1:9/c",),
    "containerUrl": ("http://127.0.0.1:9/c",),
    "autoScaleFormula": ("$TargetDedicatedNodes=1;", "$TargetDedicatedNodes=min(2,$PendingTasks.GetSample(1));"),
    "nodeAgentSKUId": ("batch.node.ubuntu 24.04",),
    "publisher": ("canonical",),
    "offer": ("ubuntu-24_04-lts",),
    "sku": ("server",),
}  # fmt: skip
_SMALL = frozenset(
    {
        "targetDedicatedNodes",
        "targetLowPriorityNodes",
        "taskSlotsPerNode",
        "numberOfInstances",
        "requiredSlots",
        "maxTaskRetryCount",
    }
)
"""Numbers that are things to be done."""


def writable(model: str) -> Iterator[PropertySchema]:
    """Go through the members of a model that a client may send."""
    for row in MODELS[model].properties.values():
        if not row.readonly and _is_in(row.since, row.until):
            yield row


def _is_in(since: str | None, until: str | None) -> bool:
    return (since is None or since <= VERSION) and (until is None or until > VERSION)


class Bodies:
    """Makes bodies; equal seeds make equal ones."""

    def __init__(self, seed: object, share: float = 1.0) -> None:
        self.random = random.Random(repr(seed))
        self._share = share
        """Of the optional members, how many there are."""

    def of(self, model: str, depth: int = 0) -> dict[str, Any]:
        """Make a body of a model."""
        return {
            row.wire: self._member(row, depth)
            for row in writable(model)
            if row.required
            or (depth < DEEPEST and (self._share == 1.0 or self.random.random() < self._share))
        }

    def _member(self, row: PropertySchema, depth: int) -> Any:
        kind = row.type
        if kind.startswith("list["):
            number = max(row.min_items or 0, 1)
            return [self._value(kind[5:-1], row, depth) for _ in range(number)]
        if kind.startswith("dict["):
            return {"a": {"b": [1, None, "c"]}}
        return self._value(kind, row, depth)

    def _value(self, kind: str, row: PropertySchema, depth: int) -> Any:
        if kind in MODELS:
            return self.of(kind, depth + 1)
        if kind in ENUMS:
            return self.random.choice(
                [wire for wire, versions in ENUMS[kind].values.items() if _is_in(*versions)]
            )
        return _MAKERS[kind](self, row)

    def text(self, row: PropertySchema) -> str:
        if row.pattern or row.wire in {"id", "name", "userName"}:
            text = f"{row.wire}-{self.random.randrange(6)}"
        else:
            text = self.random.choice(_TEXTS.get(row.wire, ("text", "x/y", "ü")))
        return text[: row.max_length]

    def number(self, row: PropertySchema) -> int:
        lowest = int(row.minimum or 0)
        highest = int(row.maximum) if row.maximum is not None else lowest + 1000
        if row.wire in _SMALL:
            highest = min(highest, max(lowest, 2))
        return self.random.choice((lowest, highest, self.random.randint(lowest, highest)))

    def duration(self, row: PropertySchema) -> str:
        return str(row.minimum or row.maximum or self.random.choice(("PT10M", "P1D", "PT1H30M")))

    def date(self, row: PropertySchema) -> str:
        return self.random.choice(("2030-01-01T00:00:00Z", "2031-06-05T04:03:02.0000001+02:00", "2032-02-29"))


_MAKERS: dict[str, Callable[[Bodies, PropertySchema], Any]] = {
    "string": Bodies.text,
    "int": Bodies.number,
    "int64": Bodies.number,
    "float": lambda bodies, row: 1.5,
    "boolean": lambda bodies, row: bodies.random.random() < 0.5,
    "datetime": Bodies.date,
    "duration": Bodies.duration,
}


class Fault(NamedTuple):
    """A body that is right but for one member, and how it has to be refused."""

    about: tuple[str, str, str]
    """Model, member and kind of fault: equal ones are checked by the same code."""
    what: str
    body: Any
    code: str
    name: str
    """PropertyName of the error."""


Path = tuple[str | int, ...]


def single_faults(model: str, body: Any) -> Iterator[Fault]:
    """Make every body that differs from a right one in one member."""
    for path, row, owner in _members(model, body, ()):
        where = _shown(path)
        for what, value, code in _wrong_values(row):
            yield Fault(
                (owner, row.wire, what), f"{where} is {what}", _with(body, path, value), code, row.wire
            )
        if row.required:
            for what, changed in (("missing", _without(body, path)), ("null", _with(body, path, None))):
                yield Fault(
                    (owner, row.wire, what),
                    f"{where} is {what}",
                    changed,
                    "MissingRequiredProperty",
                    row.wire,
                )
        if row.type in MODELS:
            unknown = _with(body, (*path, "noSuchMember"), 1)
            yield Fault(
                (row.type, "", "unknown"),
                f"{where} has another member",
                unknown,
                "UnsupportedProperty",
                "noSuchMember",
            )
    unknown = {**body, "noSuchMember": 1}
    yield Fault(
        (model, "", "unknown"), "the body has another member", unknown, "UnsupportedProperty", "noSuchMember"
    )


def _members(model: str, value: Any, path: Path) -> Iterator[tuple[Path, PropertySchema, str]]:
    """Go through all members of a body: where it stands, its row, and the model that it belongs to."""
    for row in writable(model):
        if row.wire not in value:
            continue
        here = (*path, row.wire)
        yield here, row, model
        if row.type.startswith("list["):
            inner = row.type[5:-1]
            if inner in MODELS:
                for index, item in enumerate(value[row.wire]):
                    yield from _members(inner, item, (*here, index))
        elif row.type in MODELS:
            yield from _members(row.type, value[row.wire], here)


def _wrong_values(row: PropertySchema) -> Iterator[tuple[str, Any, str]]:
    kind = row.type
    if kind.startswith("list["):
        yield "an object", {}, "InvalidRequestBody"
        yield "text", "x", "InvalidRequestBody"
        return
    if kind in MODELS or kind.startswith("dict["):
        yield "a list", [], "InvalidRequestBody"
        yield "a number", 1, "InvalidRequestBody"
        return
    yield "an object", {"x": 1}, "InvalidRequestBody"
    yield "a list", [1], "InvalidRequestBody"
    if kind in ENUMS:
        yield "no value of its enum", "noSuchValue", "InvalidPropertyValue"
        yield "a number", 1, "InvalidRequestBody"
    elif kind in {"int", "int64"}:
        yield "a fraction", 1.5, "InvalidRequestBody"
        yield "a boolean", True, "InvalidRequestBody"
        yield "huge", 10**30, "InvalidPropertyValue"
        if row.minimum is not None and int(row.minimum) - 1 != row.unlimited:
            yield "below its range", int(row.minimum) - 1, "InvalidPropertyValue"
        if row.maximum is not None:
            yield "above its range", int(row.maximum) + 1, "InvalidPropertyValue"
    elif kind == "boolean":
        yield "text", "true", "InvalidRequestBody"
        yield "a number", 1, "InvalidRequestBody"
    elif kind == "datetime":
        for text in ("yesterday", "2025-13-01T00:00:00Z", "2025-02-30", "", "9999-12-31T23:59:59-23:00"):
            yield f"the date {text!r}", text, "InvalidPropertyValue"
    elif kind == "duration":
        for text in ("P", "PT", "1h", "", "-PT1H", "PT1H1D", "P" + "9" * 5000 + "D"):
            yield f"the duration {text[:20]!r}", text, "InvalidPropertyValue"
    elif kind == "string":
        yield "a number", 1, "InvalidRequestBody"
        yield "a boolean", False, "InvalidRequestBody"
        if row.max_length is not None:
            yield "too long", "a" * (row.max_length + 1), "InvalidPropertyValue"
        if row.pattern is not None:
            yield "not as its pattern", "no/id", "InvalidPropertyValue"
            yield "with a line break", "id\n", "InvalidPropertyValue"


def _with(body: Any, path: Path, value: Any) -> Any:
    changed = copy.deepcopy(body)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def _without(body: Any, path: Path) -> Any:
    changed = copy.deepcopy(body)
    place = changed
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return changed


def _shown(path: Path) -> str:
    return "/".join(map(str, path))


def spoilt(body: Any, chance: random.Random, faults: int) -> Any:
    """Return a body with so many random faults; command lines stay as they are."""
    changed = copy.deepcopy(body)
    for _ in range(faults):
        places = [place for place in _places(changed) if place[1] not in _UNTOUCHABLE]
        if not places:
            return _anything(chance)
        owner, key = chance.choice(places)
        draw = chance.random()
        if draw < 0.1 and isinstance(owner, dict):
            del owner[key]
        elif draw < 0.2 and isinstance(owner, dict):
            owner[chance.choice(("odata.type", "noSuchMember", *HOSTILE_TEXTS))] = _anything(chance)
        elif draw < 0.3 and isinstance(owner, list):
            owner *= chance.choice((0, 2, 101 if len(owner) < 10 else 3))
        elif draw < 0.75 and isinstance(owner[key], str):
            owner[key] = chance.choice(HOSTILE_TEXTS)
        elif type(owner[key]) is int and key in _SMALL:
            owner[key] = chance.choice((-1, 0, 1, "1", 10**9, 1.0))
        else:
            owner[key] = _anything(chance)
    return changed


_UNTOUCHABLE = frozenset({"commandLine", "coordinationCommandLine", "httpUrl", "storageContainerUrl", "containerUrl"})  # fmt: skip


def nested(depth: int) -> Any:
    """Make objects in one another."""
    value: Any = 1
    for _ in range(depth):
        value = {"a": value}
    return value


_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**400,
    1.5,
    1e308,
    "",
    "text",
    [],
    {},
    [[]],
    [None],
    {"a": None},
    nested(50),
    nested(400),
)
_ANYTHING = tuple(map(json.dumps, _VALUES))
"""Texts, so that each use has its own."""


def _anything(chance: random.Random) -> Any:
    return json.loads(chance.choice(_ANYTHING))


def _places(value: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    if depth > 2 * DEEPEST or not isinstance(value, dict | list):
        return
    for key, member in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        yield from _places(member, depth + 1)
