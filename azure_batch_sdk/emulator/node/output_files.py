"""Output files: put what a task leaves behind into containers, after it has ended.

Which entries apply and what each file is called there is worked out first (`plan_uploads`); then every file
is tried, also after one has failed, and two logs in the task directory tell how it went.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import blob_storage
from .directories import TaskDirectory
from .file_patterns import FilePattern, find_files, parse_pattern
from .transfers import UPLOAD, StorageTrouble, TransferCancelled, TransferError, without_query

OUTPUT_LOG = "fileuploadout.txt"
ERROR_LOG = "fileuploaderr.txt"


@dataclass(frozen=True)
class Destination:
    """Where the files of one entry go."""

    container_url: str
    path: str
    headers: Mapping[str, str]

    def blob(self, pattern: FilePattern, name: str) -> str:
        """Return what a matched file is called in the container.

        Without wildcards `path` is the whole name, or else the file's own; with wildcards it is a directory
        for names relative to the part of the pattern before them.
        """
        if not pattern.wild:
            return self.path or name
        prefix = self.path.rstrip("/")
        return f"{prefix}/{name}" if prefix else name


@dataclass(frozen=True)
class Upload:
    """One file to one blob."""

    file: Path
    url: str
    headers: Mapping[str, str]


def applies(output_file: Mapping[str, Any], exit_code: int | None) -> bool:
    """Tell whether an entry's condition holds; a task without an exit code has failed."""
    condition = str(
        (output_file.get("uploadOptions") or {}).get("uploadCondition") or "taskcompletion"
    ).lower()
    if condition == "tasksuccess":
        return exit_code == 0
    if condition == "taskfailure":
        return exit_code != 0
    return True


def plan_uploads(
    output_file: Mapping[str, Any], directory: TaskDirectory, environment: Mapping[str, str], *, windows: bool
) -> Iterator[Upload]:
    """Yield the uploads of one entry; none if nothing matches, which is no error."""
    pattern = parse_pattern(str(output_file["filePattern"]), environment, windows=windows)
    container = output_file["destination"]["container"]
    destination = Destination(
        container["containerUrl"],
        str(container.get("path") or ""),
        {
            str(header["name"]): str(header.get("value") or "")
            for header in container.get("uploadHeaders") or ()
        },
    )
    for name, file in find_files(pattern, directory.working_directory):
        url = blob_storage.blob_url(destination.container_url, destination.blob(pattern, name))
        yield Upload(file, url, destination.headers)


def upload_output_files(
    output_files: Iterable[Mapping[str, Any]],
    directory: TaskDirectory,
    *,
    exit_code: int | None,
    environment: Mapping[str, str],
    windows: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Upload what the entries that apply match; blocks until all was tried.

    `environment` is the task's own, for variables in patterns. Raises the TransferError of the first file
    that failed, TransferCancelled before the next file once `cancelled` returns True. Without an entry that
    applies it leaves no logs.
    """
    entries = [entry for entry in output_files if applies(entry, exit_code)]
    if not entries:
        return
    first: TransferError | None = None
    with (
        open(directory.path / OUTPUT_LOG, "w", encoding="utf-8", errors="replace") as out,
        open(directory.path / ERROR_LOG, "w", encoding="utf-8", errors="replace") as err,
    ):
        for entry in entries:
            for upload in plan_uploads(entry, directory, environment, windows=windows):
                if cancelled():
                    raise TransferCancelled
                try:
                    _upload(upload)
                except TransferError as error:
                    first = first or error
                    print(_stamp(), error, file=err, flush=True)
                else:
                    print(_stamp(), upload.file, "->", without_query(upload.url), file=out, flush=True)
    if first is not None:
        raise first


def _upload(upload: Upload) -> None:
    shown = str(upload.file)
    try:
        with open(upload.file, "rb") as file:
            blob_storage.put_blob(upload.url, file, upload.headers)
    except StorageTrouble as trouble:
        raise UPLOAD.error(trouble, shown) from trouble
    except OSError as error:
        raise TransferError(UPLOAD.other, f"{shown}: {error.strerror}.", [("FilePath", shown)]) from error


def _stamp() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
