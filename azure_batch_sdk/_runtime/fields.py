"""The attributes of models: descriptors that convert between wire values and Python ones.

A field reads from and writes to the plain JSON of its model; nothing is converted before it is read. The factories at
the end return `Any`, so that a model can annotate each attribute with the type that its users see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from .converters import format_datetime, format_duration, parse_datetime, parse_duration
from .tree import NullType, copy_tree, plain

# A program gives thousands of tasks the same few durations.
_duration_text = lru_cache(maxsize=128)(format_duration)

_READ_ONLY = ["read"]
_ONLY_TEXT = frozenset((str,))
_NOTHING: frozenset[type] = frozenset()

Setter = tuple[str, frozenset[type], Callable[[Any], Any]]
"""The wire name of a field, the types that it keeps as they are, and what converts the others."""


class Field:
    """A property whose JSON value is its Python value."""

    __slots__ = ("_is_multipart_file_input", "_model", "_rest_name", "_visibility", "name")

    holds_models = False
    """Whether mapping access gives views, too."""
    keeps: frozenset[type] = frozenset((str, int, float, bool))
    """Types whose values go into the tree as they are."""

    def __init__(self, wire: str, read_only: bool) -> None:
        # The names with an underscore are those that azure.core.serialization looks for.
        self._rest_name = wire
        self._visibility: list[str] | None = _READ_ONLY if read_only else None
        self._is_multipart_file_input = False
        self._model = ""
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self._model = owner.__name__

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._model}.{self.name} ({self._rest_name!r})>"

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        value = view._data.get(self._rest_name)
        if value is None or value.__class__ is NullType:
            return None
        return self.read(value)

    def __set__(self, view: Any, value: Any) -> None:
        if value is None:
            view._data.pop(self._rest_name, None)
        else:
            view._data[self._rest_name] = self.write(value)

    def __delete__(self, view: Any) -> None:
        view._data.pop(self._rest_name, None)

    def read(self, value: Any) -> Any:
        """Turn a wire value into what the attribute gives."""
        return value

    def write(self, value: Any) -> Any:
        """Turn what a user sets into a wire value."""
        return plain(value)

    @property
    def setter(self) -> Setter:
        """What a constructor needs to know of the field, ready to be unpacked."""
        return self._rest_name, self.keeps, self.write

    def unreadable(self, value: Any, wanted: str) -> ValueError:
        """Make the error for a wire value that cannot be read."""
        return ValueError(f"{self._model}.{self.name} holds {value!r}, which is not {wanted}")

    def unwritable(self, value: Any, wanted: str) -> TypeError:
        """Make the error for a value of the wrong type."""
        return TypeError(
            f"{self._model}.{self.name} takes {wanted}, not {type(value).__name__} ({value!r:.80})"
        )


class PlainField(Field):
    """A string, a number or a boolean."""

    __slots__ = ()

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        value = view._data.get(self._rest_name)
        return None if value.__class__ is NullType else value


class Int64Field(Field):
    """A 64-bit integer, which travels as a string."""

    __slots__ = ()

    keeps = _ONLY_TEXT

    def read(self, value: Any) -> Any:
        try:
            return int(value)
        except (TypeError, ValueError):
            raise self.unreadable(value, "a whole number") from None

    def write(self, value: Any) -> Any:
        return str(value) if type(value) is int else plain(value)


class DateTimeField(Field):
    """A point in time, read as an aware datetime in UTC."""

    __slots__ = ()

    keeps = _ONLY_TEXT

    def read(self, value: Any) -> Any:
        try:
            return parse_datetime(value)
        except (TypeError, ValueError, AttributeError):
            raise self.unreadable(value, "an ISO 8601 date and time") from None

    def write(self, value: Any) -> Any:
        try:
            return format_datetime(value)
        except (TypeError, AttributeError):
            return plain(value)


class DurationField(Field):
    """A length of time, read as a timedelta."""

    __slots__ = ()

    keeps = _ONLY_TEXT

    def read(self, value: Any) -> Any:
        try:
            return parse_duration(value)
        except (TypeError, ValueError, AttributeError, OverflowError):
            raise self.unreadable(value, "an ISO 8601 duration") from None

    def write(self, value: Any) -> Any:
        try:
            return _duration_text(value)
        except (TypeError, AttributeError):
            return plain(value)


class EnumField(Field):
    """A word of an enum: the enum's member if it is known, else the word itself."""

    __slots__ = ("_members", "_resolve")

    def __init__(self, wire: str, resolve: Callable[[], Any], read_only: bool) -> None:
        super().__init__(wire, read_only)
        self._resolve = resolve
        self._members: dict[str, Any] | None = None

    def _known(self) -> dict[str, Any]:
        if self._members is None:
            self._members = members_by_word(self._resolve())
        return self._members

    def read(self, value: Any) -> Any:
        known = self._members or self._known()
        try:
            member = known.get(value)
        except TypeError:
            raise self.unreadable(value, "a word") from None
        return member if member is not None else known.get(str(value).lower(), value)

    def write(self, value: Any) -> Any:
        return value.value if isinstance(value, Enum) else plain(value)


class EnumListField(EnumField):
    """A list of words of an enum.

    Enum members are strings, so they can stand in the list itself and still be sent as they are.
    """

    __slots__ = ()

    keeps = _NOTHING

    def read(self, value: Any) -> Any:
        if type(value) is not list:
            raise self.unreadable(value, "a list")
        for index, word in enumerate(value):
            if type(word) is str:
                value[index] = EnumField.read(self, word)
        return value

    def write(self, value: Any) -> Any:
        if value.__class__ is NullType:
            return value
        if isinstance(value, (str, Mapping)) or not hasattr(value, "__iter__"):
            raise self.unwritable(value, "a list of words")
        return [EnumField.write(self, word) for word in value]


class ListField(Field):
    """A list of plain values."""

    __slots__ = ()

    keeps = _NOTHING

    def write(self, value: Any) -> Any:
        if value.__class__ is NullType:
            return value
        if isinstance(value, (str, Mapping)) or not hasattr(value, "__iter__"):
            raise self.unwritable(value, "a list")
        return [plain(item) for item in value]


class DictField(Field):
    """A mapping of strings to plain values."""

    __slots__ = ()

    keeps = _NOTHING

    def write(self, value: Any) -> Any:
        if value.__class__ is NullType:
            return value
        if not isinstance(value, Mapping):
            raise self.unwritable(value, "a mapping")
        return copy_tree(value)


class ModelField(Field):
    """A nested model: each read gives a new view of the same dict."""

    __slots__ = ("_resolve", "_type")

    holds_models = True
    keeps = _NOTHING

    def __init__(self, wire: str, resolve: Callable[[], Any], read_only: bool) -> None:
        super().__init__(wire, read_only)
        self._resolve = resolve
        self._type: Any = None

    @property
    def type(self) -> Any:
        """The class of the nested model."""
        if self._type is None:
            self._type = self._resolve()
        return self._type

    def read(self, value: Any) -> Any:
        if type(value) is dict:
            return (self._type or self.type)._view(value)
        raise self.unreadable(value, f"a {self.type.__name__}")

    def write(self, value: Any) -> Any:
        if type(value) is self._type:  # nearly always, and the quickest to tell
            return value._data
        return self._tree_of(value, "")

    def _tree_of(self, value: Any, wanted_as: str) -> Any:
        tree = getattr(value, "_data", None)
        if type(tree) is dict:
            if type(value) is not self._type and not isinstance(value, self.type):
                raise self.unwritable(value, f"{wanted_as}{self.type.__name__} or a mapping")
            return tree
        if isinstance(value, Mapping):
            return copy_tree(value)
        if value.__class__ is NullType:
            return value
        raise self.unwritable(value, f"{wanted_as}{self.type.__name__} or a mapping")


class ModelListField(ModelField):
    """A list of models: the list of the tree itself, its elements turned into views in place."""

    __slots__ = ()

    def read(self, value: Any) -> Any:
        if type(value) is not list:
            raise self.unreadable(value, f"a list of {self.type.__name__}")
        view = (self._type or self.type)._view
        # One index at a time and never a new list: two threads that read first must get the same object.
        for index, item in enumerate(value):
            if type(item) is dict:
                value[index] = view(item)
        return value

    def write(self, value: Any) -> Any:
        if type(value) is not list:
            if value.__class__ is NullType:
                return value
            if isinstance(value, (str, Mapping)) or not hasattr(value, "__iter__"):
                raise self.unwritable(value, f"a list of {self.type.__name__}")
        kind = self._type
        return [item._data if type(item) is kind else self._tree_of(item, "a list of ") for item in value]


def members_by_word(enum: Any) -> dict[str, Any]:
    """Index an enum's members by their wire value and by its lower-case form."""
    words: dict[str, Any] = {}
    for member in enum:
        words[member.value] = member
        words.setdefault(member.value.lower(), member)
    return words


# The factories return Any: the annotation beside each call is the type that users and checkers see.


def plain_field(wire: str, *, read_only: bool = False) -> Any:
    """Make a string, number or boolean property."""
    return PlainField(wire, read_only)


def int64_field(wire: str, *, read_only: bool = False) -> Any:
    """Make a 64-bit integer property, a string on the wire."""
    return Int64Field(wire, read_only)


def datetime_field(wire: str, *, read_only: bool = False) -> Any:
    """Make a date and time property."""
    return DateTimeField(wire, read_only)


def duration_field(wire: str, *, read_only: bool = False) -> Any:
    """Make a duration property."""
    return DurationField(wire, read_only)


def list_field(wire: str, *, read_only: bool = False) -> Any:
    """Make a property that lists plain values."""
    return ListField(wire, read_only)


def dict_field(wire: str, *, read_only: bool = False) -> Any:
    """Make a property that maps strings to plain values."""
    return DictField(wire, read_only)


def enum_field(wire: str, resolve: Callable[[], Any], *, read_only: bool = False) -> Any:
    """Make a property that holds a word of an enum."""
    return EnumField(wire, resolve, read_only)


def enum_list_field(wire: str, resolve: Callable[[], Any], *, read_only: bool = False) -> Any:
    """Make a property that lists words of an enum."""
    return EnumListField(wire, resolve, read_only)


def model_field(wire: str, resolve: Callable[[], Any], *, read_only: bool = False) -> Any:
    """Make a property that holds a model."""
    return ModelField(wire, resolve, read_only)


def model_list_field(wire: str, resolve: Callable[[], Any], *, read_only: bool = False) -> Any:
    """Make a property that lists models."""
    return ModelListField(wire, resolve, read_only)
