"""The commands that a job or a multi-instance task runs beside the command lines of its tasks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..messages import JsonObject
from ..node.environment import TaskPlace, task_environment
from ..node.launch import Launch


class Command:
    """What happens in the thread before such a process starts: its directory is made, its variables are put together."""

    def __init__(
        self,
        key: str,
        command_line: str,
        place: TaskPlace,
        *,
        job_settings: Sequence[JsonObject] | None,
        settings: Sequence[JsonObject] | None,
        outputs: tuple[Path, Path] | None = None,
        leaves_children: bool = False,
    ) -> None:
        self._key = key
        self._command_line = command_line
        self._place = place
        self._job_settings = job_settings
        self._settings = settings
        self._outputs = outputs or (place.directory.stdout, place.directory.stderr)
        self._leaves_children = leaves_children

    def __repr__(self) -> str:
        return f"<Command {self._key}>"

    def __call__(self) -> Launch:
        """Make ready for the process."""
        place = self._place
        place.directory.create()
        return Launch(
            key=self._key,
            command_line=self._command_line,
            environment=task_environment(
                place, job_settings=self._job_settings, task_settings=self._settings
            ),
            working_directory=place.directory.working_directory,
            stdout=self._outputs[0],
            stderr=self._outputs[1],
            windows=place.windows,
            leaves_children=self._leaves_children,
        )
