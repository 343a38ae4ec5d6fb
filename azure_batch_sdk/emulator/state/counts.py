"""Counters of the tasks of a job by state, kept up to date by every change of state."""

from __future__ import annotations

_STATES: tuple[str, ...] = ("active", "running", "completed", "succeeded", "failed")


class TaskCounts:
    """Tasks and slots by state; a preparing task counts as running, a completed one also by its result."""

    __slots__ = ("slots", "tasks")

    def __init__(self) -> None:
        self.tasks: dict[str, int] = dict.fromkeys(_STATES, 0)
        self.slots: dict[str, int] = dict.fromkeys(_STATES, 0)

    def __repr__(self) -> str:
        return f"<TaskCounts {self.tasks}>"

    def move(self, state: str, result: str | None, slots: int, sign: int) -> None:
        """Add (sign 1) or take out (sign -1) a task that is in a state."""
        names = ["running" if state == "preparing" else state]
        if state == "completed":
            names.append("succeeded" if result == "success" else "failed")
        for name in names:
            self.tasks[name] += sign
            self.slots[name] += sign * slots

    @property
    def unfinished(self) -> int:
        """Tasks that are not completed."""
        return self.tasks["active"] + self.tasks["running"]
