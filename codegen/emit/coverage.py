"""The page of the docs that tells which operation is where: in the clients, in the emulator, in a sample."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ..description import Api

SYNC = "azure_batch_sdk/_generated/sync"
ASYNC = "azure_batch_sdk/_generated/aio"
HANDLERS = "azure_batch_sdk/emulator/handlers"
SAMPLES = "samples"

_HEADER = """# Coverage

<!-- Written by `python -m codegen`; do not edit. -->

Every operation of the service, by the name of its method. A dot says that it is there; the last column names
the samples that call it.

| operation | since | until | `BatchClient` | `aio.BatchClient` | emulator | sample |
| --- | --- | --- | --- | --- | --- | --- |
"""


def page(api: Api, generated: Mapping[Path, str], root: Path) -> str:
    """Make the page from the description, from what is generated and from the handlers and samples of the project."""
    sources = {**generated, **_texts(root / HANDLERS), **_texts(root / SAMPLES)}
    lines = []
    for operation in sorted(api.operations.values(), key=lambda one: (one.resource, one.name)):
        name = operation.name
        samples = [path.stem for path in _found(sources, root / SAMPLES, rf"\.{name}\(")]
        cells = [
            f"`{name}`",
            operation.since or "",
            operation.until or "",
            *(
                "●" if _found(sources, root / folder, pattern) else ""
                for folder, pattern in (
                    (SYNC, rf"    def {name}\("),
                    (ASYNC, rf"    (?:async )?def {name}\("),
                    (HANDLERS, rf'"{name}": '),
                )
            ),
            ", ".join(f"`{sample}`" for sample in samples),
        ]
        lines.append(f"| {' | '.join(cells)} |\n")
    return _HEADER + "".join(lines)


def _texts(folder: Path) -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in sorted(folder.glob("*.py"))}


def _found(sources: Mapping[Path, str], folder: Path, pattern: str) -> list[Path]:
    wanted = re.compile(pattern)
    return [path for path, text in sources.items() if path.parent == folder and wanted.search(text)]
