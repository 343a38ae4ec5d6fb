"""A table by id, in the order of a listing.

Ids keep their case and are unique without regard to case; listings are in ordinal order. Ids that arrive in order
are appended, any other costs one move of pointers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class OrderedTable(Generic[Item]):
    """Items by id."""

    __slots__ = ("_by_key", "_ids")

    def __init__(self) -> None:
        self._by_key: dict[str, Item] = {}
        self._ids: list[str] = []

    def __repr__(self) -> str:
        return f"<OrderedTable {len(self)} items>"

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Item]:
        """Go through the items by id; the table may change meanwhile."""
        return iter([self._by_key[name.lower()] for name in self._ids])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_key

    def get(self, name: str) -> Item | None:
        """Look an item up, without regard to case."""
        return self._by_key.get(name.lower())

    def add(self, name: str, item: Item) -> None:
        """Put a new item in; the id must be free."""
        key = name.lower()
        if key in self._by_key:
            raise KeyError(name)
        self._by_key[key] = item
        if not self._ids or self._ids[-1] < name:
            self._ids.append(name)
        else:
            self._ids.insert(bisect_left(self._ids, name), name)

    def remove(self, name: str) -> None:
        """Take out the item whose id is spelt exactly so."""
        del self._by_key[name.lower()]
        index = bisect_left(self._ids, name)
        del self._ids[index]

    def after(self, name: str | None) -> Iterator[tuple[str, Item]]:
        """Go through the items behind an id (None: from the start); stays right if the table changes meanwhile."""
        index = 0 if name is None else bisect_right(self._ids, name)
        while index < len(self._ids):
            current = self._ids[index]
            yield current, self._by_key[current.lower()]
            if index < len(self._ids) and self._ids[index] == current:
                index += 1
            else:
                index = bisect_right(self._ids, current)
