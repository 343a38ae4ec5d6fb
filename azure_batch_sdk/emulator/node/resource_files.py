"""Resource files: bring what a task asks for into its working directory before it runs.

`plan` turns one entry into downloads without touching network or disk; `fetch_resource_files` does them. The
first failure ends it, with the code that the task will show.
"""

from __future__ import annotations

import errno
import functools
import os
import re
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import blob_storage
from .daemon_threads import DaemonThreads
from .transfers import CONTAINER, DOWNLOAD, StorageTrouble, TransferCancelled, TransferError, without_query

DEFAULT_MODE = 0o770
_AT_ONCE = 8


@dataclass(frozen=True)
class FileDownload:
    """One URL to one file."""

    url: str
    target: Path
    mode: int


@dataclass(frozen=True)
class ContainerDownload:
    """All blobs of a container that begin with a prefix, into a directory, their virtual directories kept."""

    container_url: str
    prefix: str
    directory: Path
    mode: int

    def file(self, blob: str) -> FileDownload | None:
        """Return the download of one blob, None for the marker of a directory."""
        if blob.endswith("/"):
            return None
        return FileDownload(
            blob_storage.blob_url(self.container_url, blob), below(self.directory, blob), self.mode
        )


def plan(
    resource_file: Mapping[str, Any],
    directory: Path,
    *,
    auto_storage_url: Callable[[str], str] | None = None,
    windows: bool = False,
) -> FileDownload | ContainerDownload:
    """Return what to do for one entry of `resourceFiles`.

    `directory` is what `filePath` is relative to: the task's `wd`, or the task directory for the common
    files of a multi-instance task. `auto_storage_url` gives the URL of a container of the account's own
    storage. Raises TransferError for a path that leads out of the directory or a mode that is not octal.
    """
    file_path = str(resource_file.get("filePath") or "")
    if windows:
        file_path = file_path.replace("\\", "/")
    mode = _mode(resource_file.get("fileMode"), file_path)
    url = resource_file.get("httpUrl")
    if url:
        if not file_path:
            raise TransferError("ResourceFileCreateFailed", f"{without_query(url)} has no filePath to go to.")
        return FileDownload(url, below(directory, file_path), mode)
    container = resource_file.get("storageContainerUrl")
    name = resource_file.get("autoStorageContainerName")
    if not container and name:
        if auto_storage_url is None:
            raise TransferError(
                "ResourceContainerNotFound",
                f"The account has no storage account linked, so there is no container {name!r}.",
                [("FilePath", file_path)],
            )
        container = auto_storage_url(name)
    if not container:
        raise TransferError(
            "BlobDownloadMiscError",
            "A resource file needs one of httpUrl, storageContainerUrl, autoStorageContainerName.",
            [("FilePath", file_path)],
        )
    # A directory may be named as "."; a file may not.
    is_below = any(part not in {"", "."} for part in file_path.split("/"))
    target = below(directory, file_path) if is_below else directory
    return ContainerDownload(container, str(resource_file.get("blobPrefix") or ""), target, mode)


def fetch_resource_files(
    resource_files: Iterable[Mapping[str, Any]],
    directory: Path,
    *,
    auto_storage_url: Callable[[str], str] | None = None,
    windows: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Download all resource files of a task, several at a time; blocks until they are there.

    Raises TransferError for the first that fails, TransferCancelled soon after `cancelled` returns True;
    what was downloaded by then stays.
    """
    plans = [
        plan(file, directory, auto_storage_url=auto_storage_url, windows=windows) for file in resource_files
    ]
    failed: list[BaseException] = []
    room = threading.Semaphore(_AT_ONCE)
    """One for each download that may be under way."""

    def check() -> None:
        if failed or cancelled():
            raise TransferCancelled

    def run(download: FileDownload) -> None:
        try:
            check()
            _download(download, directory, check)
        except BaseException as error:
            failed.append(error)
        finally:
            room.release()

    threads = DaemonThreads(_AT_ONCE, "resource files")
    try:
        for planned in plans:
            for download in [planned] if isinstance(planned, FileDownload) else _files(planned):
                room.acquire()
                threads.submit(functools.partial(run, download))
                check()
    except BaseException as error:
        failed.append(error)
    for _ in range(_AT_ONCE):
        room.acquire()
    threads.close()
    if failed:
        raise next((error for error in failed if not isinstance(error, TransferCancelled)), failed[0])


def below(directory: Path, relative: str) -> Path:
    """Return a path below a directory; raises TransferError if it would lead out of it."""
    parts = [part for part in relative.split("/") if part not in {"", "."}]
    if relative.startswith("/") or ".." in parts or not parts or "\0" in relative:
        raise TransferError(
            "ResourceFileCreateFailed",
            f"{relative!r} is no path within the working directory.",
            [("FilePath", relative)],
        )
    return directory.joinpath(*parts)


def _mode(text: object, file_path: str) -> int:
    if text is None or text == "":
        return DEFAULT_MODE
    if not re.fullmatch(r"(0o)?[0-7]{1,4}", str(text)):
        raise TransferError(
            "ResourceFileCreateFailed",
            f"{text!r} is no file mode; write it in octal, as 0755.",
            [("FilePath", file_path)],
        )
    return int(str(text), 8)


def _files(container: ContainerDownload) -> Iterable[FileDownload]:
    try:
        for blob in blob_storage.list_blobs(container.container_url, container.prefix):
            download = container.file(blob)
            if download is not None:
                yield download
    except StorageTrouble as trouble:
        raise CONTAINER.error(trouble, without_query(container.container_url)) from trouble


def _download(download: FileDownload, directory: Path, check: Callable[[], None]) -> None:
    """Write to a file beside the target and rename it: a task never sees half a file."""
    target = download.target
    shown = target.relative_to(directory).as_posix()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _disk_error("ResourceDirectoryCreateFailed", error, shown) from error
    partial = target.with_name(f".{uuid.uuid4().hex}.partial")
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _disk_error("ResourceFileCreateFailed", error, shown) from error
    try:
        with os.fdopen(descriptor, "w+b", buffering=0) as file:
            try:
                blob_storage.download(download.url, file, check=check)
            except StorageTrouble as trouble:
                raise DOWNLOAD.error(trouble, shown) from trouble
            except blob_storage.WriteFailed as failure:
                raise _disk_error("ResourceFileWriteFailed", failure.error, shown) from failure
        try:
            os.chmod(partial, download.mode)
            os.replace(partial, target)
        except OSError as error:
            raise _disk_error("ResourceFileCreateFailed", error, shown) from error
    finally:
        partial.unlink(missing_ok=True)


def _disk_error(code: str, error: OSError, shown: str) -> TransferError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return TransferError(
        "DiskFull" if full else code, f"{shown}: {error.strerror or error}.", [("FilePath", shown)]
    )
