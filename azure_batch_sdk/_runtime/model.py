"""The base of all models: a typed view over a tree of plain JSON.

A model owns no values of its own. `_data` is the dict as it came or goes over the wire; attributes are fields that
convert when read; a nested model is a fresh view of the nested dict. So a page of results costs little more than
`json.loads`, what the service sends and we do not know survives, and a bad value spoils only its own attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from typing_extensions import Self

from .fields import Field, ModelField, Setter
from .tree import NullType, copy_tree, plain


class _LazySignature:
    """Make the constructor's signature when somebody asks; `inspect.signature` looks for it on the class."""

    def __get__(self, model: Model | None, owner: type[Model]) -> Any:
        if owner.__init__ is not Model.__init__:
            return None  # a subclass with a constructor of its own has that one's signature

        from inspect import Parameter, Signature

        keywords = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=None)
            for name, field in owner._attr_to_rest_field.items()
            if field._visibility is None
        ]
        mapping = Parameter("mapping", Parameter.POSITIONAL_ONLY, default=None)
        return Signature([mapping, *keywords])


class Model(MutableMapping[str, Any]):
    """A view over one JSON object of the service.

    Construct a model from keywords or from one mapping of wire names, which is copied. Attributes are Python
    values; as a mapping the model gives and takes wire names and wire values. An attribute set to None is left out of what
    is sent; `azure.core.serialization.NULL` sends an explicit null. Reading is safe from any number of threads.
    """

    __slots__ = ("_data",)

    _is_model: ClassVar[bool] = True
    _attr_to_rest_field: ClassVar[dict[str, Field]] = {}
    _by_wire: ClassVar[dict[str, Field]] = {}
    _setters: ClassVar[dict[str, Setter]] = {}
    _renamed: ClassVar[Mapping[str, str]] = {}
    """Former names of attributes, still accepted with a DeprecationWarning."""
    _public_module: ClassVar[str | None] = None
    """The module under which a pickle names the class, if not the one that made it."""

    _data: dict[str, Any]
    __signature__: ClassVar[Any] = _LazySignature()

    def __init_subclass__(cls, *, public: str | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._public_module = public
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        cls._attr_to_rest_field = {**cls._attr_to_rest_field, **own}
        cls._setters = {name: field.setter for name, field in cls._attr_to_rest_field.items()}
        cls._by_wire = {field._rest_name: field for field in cls._attr_to_rest_field.values()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args:
            _set_data(self, self._from_mapping(args, kwargs))
            return
        data: dict[str, Any] = {}
        setters = self._setters
        for name, value in kwargs.items():
            if value is None:
                if name not in setters:
                    self._former(name, TypeError, 2)
                continue
            try:
                wire, keeps, write = setters[name]
            except KeyError:
                wire, keeps, write = self._former(name, TypeError, 2).setter
            data[wire] = value if type(value) in keeps else write(value)
        _set_data(self, data)

    def _from_mapping(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        name = type(self).__name__
        if kwargs or len(args) != 1:
            raise TypeError(f"{name} takes either keywords or one mapping of wire names")
        given = args[0]
        if not isinstance(given, Mapping):
            raise TypeError(
                f"{name} takes a mapping of wire names, not {type(given).__name__} ({given!r:.80})"
            )
        tree: dict[str, Any] = copy_tree(given)
        return tree

    @classmethod
    def _view(cls, data: dict[str, Any]) -> Self:
        """Make a view of a dict without copying it."""
        view = cls.__new__(cls)
        _set_data(view, data)
        return view

    # -- attributes

    def _former(self, name: str, error: type[Exception], stacklevel: int) -> Field:
        """Look up the former name of an attribute, or raise with the nearest valid one."""
        current = self._renamed.get(name)
        if current is None:
            raise error(self._no_such(name)) from None
        from warnings import warn

        warn(f"{type(self).__name__}.{name} is now {current}", DeprecationWarning, stacklevel=stacklevel + 1)
        return self._attr_to_rest_field[current]

    def _no_such(self, name: str) -> str:
        from difflib import get_close_matches

        names = sorted(self._attr_to_rest_field)
        near = get_close_matches(name, names, n=1) or [
            attribute for attribute, field in self._attr_to_rest_field.items() if field._rest_name == name
        ]
        hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}"
        return f"{type(self).__name__} has no attribute {name!r}: {hint}"

    if not TYPE_CHECKING:  # a checker that saw these two would accept every misspelt name

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            return self._former(name, AttributeError, 2).__get__(self)

        def __setattr__(self, name: str, value: Any) -> None:
            try:
                object.__setattr__(self, name, value)
            except AttributeError:
                if isinstance(getattr(type(self), name, None), property):
                    raise
                self._former(name, AttributeError, 2).__set__(self, value)

    # -- mapping by wire names

    def __getitem__(self, key: str) -> Any:
        value = self._data[key]
        if type(value) is dict or type(value) is list:
            field = self._by_wire.get(key)
            if field is not None and field.holds_models:
                try:
                    return field.read(value)
                except ValueError:
                    return value  # mapping access never fails on a value of an unexpected shape
        return value

    def __setitem__(self, key: str, value: Any) -> None:
        self._data[key] = plain(value)

    def __delitem__(self, key: str) -> None:
        del self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Model):
            return self._data == other._data
        if isinstance(other, Mapping):
            return bool(self._data == copy_tree(other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # mutable, like dict

    def as_dict(self, *, exclude_readonly: bool = False) -> dict[str, Any]:
        """Return a copy as a dict of wire names and wire values, ready for `json.dumps`.

        With `exclude_readonly` the properties that only the service sets are left out, at every depth.
        """
        return {
            key: _as_plain(self._by_wire.get(key), value, exclude_readonly)
            for key, value in self._data.items()
            if not (exclude_readonly and key in self._by_wire and self._by_wire[key]._visibility is not None)
        }

    def __repr__(self) -> str:
        return f"{type(self).__name__}({copy_tree(self._data)!r})"

    # -- copies

    def __copy__(self) -> Self:
        return _restored(type(self), dict(self._data), getattr(self, "__dict__", None))

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        from copy import deepcopy

        extra = getattr(self, "__dict__", None)
        return _restored(type(self), copy_tree(self._data), extra and deepcopy(extra, memo))

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        cls = type(self)
        return _unpickled, (
            cls._public_module or cls.__module__,
            cls.__qualname__,
            copy_tree(self._data),
            getattr(self, "__dict__", None),
        )


_M = TypeVar("_M", bound=Model)

_set_data = Model.__dict__["_data"].__set__


def _as_plain(field: Field | None, value: Any, exclude_readonly: bool) -> Any:
    if value.__class__ is NullType:
        return None
    if isinstance(value, Model):
        return value.as_dict(exclude_readonly=exclude_readonly)
    if type(value) is dict:
        if exclude_readonly and isinstance(field, ModelField):
            nested: Model = field.type._view(value)
            return nested.as_dict(exclude_readonly=True)
        return {key: _as_plain(None, item, exclude_readonly) for key, item in value.items()}
    if type(value) is list:
        return [_as_plain(field, item, exclude_readonly) for item in value]
    return copy_tree(value)


def _restored(cls: type[_M], data: dict[str, Any], extra: dict[str, Any] | None) -> _M:
    model = cls._view(data)
    if extra:
        model.__dict__.update(extra)
    return model


def _unpickled(module: str, qualname: str, data: dict[str, Any], extra: dict[str, Any] | None) -> Model:
    found: Any = import_module(module)
    for part in qualname.split("."):
        found = getattr(found, part)
    # The copy puts azure-core's own NULL in the place of the pickled one, so that the two models are equal.
    model: Model = _restored(found, copy_tree(data), extra)
    return model
