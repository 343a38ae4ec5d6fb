"""Show in the terminal how far a call is.

    with ProgressBars() as bars:
        client.wait_for_nodes("pool", progress=bars.nodes)
        client.create_tasks("job", tasks, progress=bars.added)
        client.wait_for_tasks("job", progress=bars.completed)
        client.download_task_outputs("job", to="outputs", progress=bars.files)

Drawn by rich, which the extra brings: `pip install azure-batch-sdk[progress]`. The calls take any function; nothing here is
needed to hear of their progress.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from typing_extensions import Self

if TYPE_CHECKING:
    from rich.console import Console

    from ._waiting.progress import NodeProgress, TaskProgress


class ProgressBars:
    """A display of bars, one for each call that gets one of its attributes as `progress=`.

    It writes to stderr. Where that is no terminal, it writes each bar once, at the end. Raises ImportError, with what to
    install, if rich is missing.

    :keyword console: The rich console to draw on. Default: one for stderr.
    :keyword transient: Whether to remove the bars at the end.
    """

    def __init__(self, *, console: Console | None = None, transient: bool = False) -> None:
        try:
            from rich import progress
            from rich.console import Console
        except ImportError as error:
            raise ImportError(
                "progress bars are drawn by rich, which is not installed: pip install 'azure-batch-sdk[progress]'"
            ) from error
        self._display = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.TextColumn("{task.fields[amount]}"),
            progress.TimeElapsedColumn(),
            progress.TextColumn("{task.fields[remark]}"),
            console=console or Console(stderr=True),
            transient=transient,
        )

    def __enter__(self) -> Self:
        self._display.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._display.stop()

    @property
    def nodes(self) -> Callable[[NodeProgress], None]:
        """A new bar for `wait_for_nodes`."""
        bar = self._bar("nodes ready")

        def show(progress: NodeProgress) -> None:
            bar(progress.usable, progress.wanted, progress.allocation_state or "")

        return show

    @property
    def added(self) -> Callable[[int, int, int | None], None]:
        """A new bar for `create_tasks`."""
        bar = self._bar("tasks added")

        def show(done: int, failed: int, total: int | None) -> None:
            bar(done, total, f"{failed:,} refused" if failed else "")

        return show

    @property
    def completed(self) -> Callable[[TaskProgress], None]:
        """A new bar for `wait_for_tasks` and `as_completed`."""
        bar = self._bar("tasks completed")

        def show(progress: TaskProgress) -> None:
            remarks = [f"{progress.running:,} running"] if progress.running else []
            remarks += [f"{progress.failed:,} failed"] if progress.failed else []
            bar(progress.completed, progress.total, ", ".join(remarks))

        return show

    @property
    def files(self) -> Callable[[int, int, int | None], None]:
        """A new bar for `download_task_outputs`."""
        from rich.filesize import decimal

        bar = self._bar("files saved")

        def show(files: int, size: int, total: int | None) -> None:
            bar(files, total, decimal(size))

        return show

    @property
    def bytes(self) -> Callable[[int, int], None]:
        """A new bar for `save_task_file` and `save_node_file`."""
        bar = self._bar("bytes saved")

        def show(done: int, total: int) -> None:
            bar(done, total, "")

        return show

    def _bar(self, what: str) -> Callable[[int, int | None, str], None]:
        line = self._display.add_task(what, total=None, visible=False, amount="", remark="")

        def show(done: int, total: int | None, remark: str) -> None:
            amount = f"{done:,}" if total is None else f"{done:,} of {total:,}"
            self._display.update(
                line, completed=done, total=total, visible=True, amount=amount, remark=remark
            )

        return show
