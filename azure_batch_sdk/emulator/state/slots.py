"""Nodes by how many task slots they have free.

Finding the emptiest or the fullest node that still has room looks at one bucket after the other, never at the nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class FreeSlots(Generic[Key]):
    """Keys in buckets by free slots; among equals the one that came first into the bucket."""

    def __init__(self) -> None:
        self._free: dict[Key, int] = {}
        self._buckets: dict[int, dict[Key, None]] = {}

    def __repr__(self) -> str:
        return f"<FreeSlots { ({free: len(keys) for free, keys in sorted(self._buckets.items())}) }>"

    def set(self, key: Key, free: int) -> None:
        """Record the free slots of a key; 0 takes it out."""
        before = self._free.pop(key, 0)
        if before:
            bucket = self._buckets[before]
            del bucket[key]
            if not bucket:
                del self._buckets[before]
        if free > 0:
            self._free[key] = free
            self._buckets.setdefault(free, {})[key] = None

    def free(self, key: Key) -> int:
        """Return the free slots of a key."""
        return self._free.get(key, 0)

    @property
    def most(self) -> int:
        """The free slots of the emptiest key."""
        return max(self._buckets, default=0)

    def emptiest(self, slots: int) -> Key | None:
        """Return the key with most room, if it has enough."""
        most = self.most
        return next(iter(self._buckets[most])) if most >= max(slots, 1) else None

    def fullest(self, slots: int) -> Key | None:
        """Return the key with least room that is still enough."""
        fitting = min((free for free in self._buckets if free >= slots), default=0)
        return next(iter(self._buckets[fitting])) if fitting else None

    def fitting(
        self, slots: int, allowed: Callable[[Key], bool], *, fullest_first: bool = False
    ) -> Iterator[Key]:
        """Yield the allowed keys with enough room, those with most or those with least first."""
        for free in sorted(self._buckets, reverse=not fullest_first):
            if free >= slots:
                yield from filter(allowed, self._buckets[free])
