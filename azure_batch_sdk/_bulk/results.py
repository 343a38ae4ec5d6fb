"""The results of a call, small while it runs and built when somebody reads them.

A million results as dicts are 570 MB. Each group's results are therefore kept as deflated JSON, about 20 bytes a
task, and inflated when `result_values` is first read.
"""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, cast

from .. import models as _models
from .._runtime.model import Model
from .._runtime.tree import copy_tree

_slot = Model.__dict__["_data"]
_building = threading.Lock()


class PackedResults:
    """What the service said about each task, by group."""

    def __init__(self) -> None:
        self._groups: dict[int, tuple[bytes, tuple[int, ...]]] = {}
        self.count = 0
        """How many tasks have a result."""
        self.failures = 0
        """How many of the tasks were refused."""

    def __repr__(self) -> str:
        size = sum(len(packed) for packed, _ in self._groups.values())
        return f"<PackedResults of {self.count} tasks, {self.failures} failures, {size} bytes>"

    def add(self, first: int, items: list[dict[str, Any] | None], failed: Iterable[int]) -> None:
        """Keep the items of the group that begins at an index; None stands for a task without a result."""
        offsets = tuple(sorted(failed))
        self.count += sum(item is not None for item in items)
        self.failures += len(offsets)
        self._groups[first] = (zlib.compress(json.dumps(items, separators=(",", ":")).encode()), offsets)

    def items(self) -> Iterator[dict[str, Any]]:
        """Yield all items in the order of the input."""
        for _, (packed, _) in sorted(self._groups.items()):
            yield from (item for item in _unpack(packed) if item is not None)

    def failed(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield index and item of the tasks that were refused, in the order of the input."""
        for first, (packed, offsets) in sorted(self._groups.items()):
            if offsets:
                items = _unpack(packed)
                for offset in offsets:
                    item = items[offset]
                    if item is not None:
                        yield first + offset, item

    def as_model(self) -> _models.BatchCreateTaskCollectionResult:
        """Return the results as the model, which builds itself when it is first looked into."""
        result = _Result.__new__(_Result)
        _slot.__set__(result, self)
        return result


def _unpack(packed: bytes) -> list[dict[str, Any] | None]:
    return cast("list[dict[str, Any] | None]", json.loads(zlib.decompress(packed)))


class _Result(_models.BatchCreateTaskCollectionResult):
    """The public model with its tree made on first use."""

    __slots__ = ()

    @property
    def _data(self) -> dict[str, Any]:  # type: ignore[override]  # read through a property, on purpose
        tree = _slot.__get__(self)
        if isinstance(tree, PackedResults):
            packed = tree
            with _building:
                tree = _slot.__get__(self)
                if tree is packed:
                    tree = {"value": list(packed.items())}
                    _slot.__set__(self, tree)
        return cast("dict[str, Any]", tree)

    def __repr__(self) -> str:
        # Not a look inside: asyncio.run() makes the repr of what it returns, and logs and debuggers do, too.
        packed = _slot.__get__(self)
        if isinstance(packed, PackedResults):
            return f"<{type(self).__name__} of {packed.count} tasks, not read yet>"
        return super().__repr__()

    # Copies and pickles are of the public class.

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return _models.BatchCreateTaskCollectionResult._view(copy_tree(self._data))

    def __copy__(self) -> Any:
        return _models.BatchCreateTaskCollectionResult._view(dict(self._data))

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return _models.BatchCreateTaskCollectionResult._view(self._data).__reduce_ex__(protocol)


_Result.__name__ = _Result.__qualname__ = _models.BatchCreateTaskCollectionResult.__name__
