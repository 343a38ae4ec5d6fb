"""The README promises two commands and points at files; both must be there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts)]
)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_command_that_is_mentioned_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    mentioned = set(re.findall(r"(?:^\$ |`)make ([a-z-]+)", text, re.M))
    assert mentioned <= targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        if file:
            assert (document.parent / file).exists(), f"{document.name} points at {file}"
        elif anchor:
            assert anchor in anchors, f"{document.name} points at #{anchor}"


def test_make_alone_lists_every_target_that_is_for_people() -> None:
    # Not as a part of the make that may run these tests.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    listing = subprocess.run(
        ["make"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout
    for target in (
        "quickstart",
        "test",
        "check",
        "lint",
        "types",
        "codegen",
        "docs",
        "samples",
        "bench",
        "soak",
        "clean",
    ):
        assert re.search(rf"^  make {target} +\S", listing, re.M), f"{target} is not listed"
