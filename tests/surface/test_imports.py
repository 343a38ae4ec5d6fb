"""Importing stays light, and every room imports only from below."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "azure_batch_sdk"
HEAVY = ("aiohttp", "azure.identity", "isodate", "requests")
CLIENT_ROOMS = ("_runtime", "_generated", "_lro", "_bulk", "models", "aio")


def modules_after(program: str) -> set[str]:
    """Run a program in a fresh process and return what it has loaded at the end."""
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(run.stdout))


def below(name: str, modules: set[str]) -> set[str]:
    return {module for module in modules if module == name or module.startswith(f"{name}.")}


def model_modules(modules: set[str]) -> set[str]:
    generated = "azure_batch_sdk._generated."
    return {m for m in modules if m.startswith((f"{generated}models.", f"{generated}schema."))}


@pytest.mark.parametrize(
    "program",
    [
        "import azure_batch_sdk",
        "from azure_batch_sdk import BatchClient",
        "import azure_batch_sdk.models",
        "import azure_batch_sdk.aio",
    ],
)
def test_importing_loads_nothing_heavy_and_no_model(program: str) -> None:
    before, after = modules_after("import azure.core.rest, azure.core.pipeline"), modules_after(program)

    for heavy in HEAVY:
        assert not below(heavy, after - before), heavy
    assert not below("azure_batch_sdk.emulator", after)
    assert not model_modules(after)
    assert not below("argparse", after - before)
    assert not below("click", after)


def test_a_client_with_a_key_is_made_without_azure_identity_and_aiohttp() -> None:
    modules = modules_after(
        "from azure.core.credentials import AzureNamedKeyCredential\n"
        "from azure_batch_sdk import BatchClient\n"
        "BatchClient('https://a.r.batch.azure.com', AzureNamedKeyCredential('a', 'a2V5')).close()"
    )

    for heavy in ("aiohttp", "azure.identity", "isodate"):
        assert not below(heavy, modules), heavy
    assert not model_modules(modules)


def test_a_model_loads_its_own_resource_only() -> None:
    modules = modules_after("from azure_batch_sdk.models import BatchTaskConstraints\nBatchTaskConstraints()")

    assert model_modules(modules) == {"azure_batch_sdk._generated.models.tasks"}


def sources(room: str) -> Iterator[Path]:
    path = PACKAGE / room
    yield from sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imported_by(path: Path, *, when_run: bool = False) -> Iterator[str]:
    """Yield the absolute names of what a module imports from this package, wherever in the module it says so.

    With `when_run` the imports that only type checkers see are left out.
    """
    parts = ["azure_batch_sdk", *path.relative_to(PACKAGE).with_suffix("").parts]
    package = parts[:-1]
    tree = ast.parse(path.read_text("utf-8"))
    unseen: set[ast.AST] = set()
    if when_run:
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                unseen.update(child for branch in node.body for child in ast.walk(branch))
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rooms_imported_by(room: str, *, when_run: bool = False) -> set[str]:
    """Return the first level of this package that the modules of a room import, beside their own."""
    found = set()
    for path in sources(room):
        for name in imported_by(path, when_run=when_run):
            levels = name.split(".")
            if levels[0] == "azure_batch_sdk" and len(levels) > 1:
                found.add(levels[1])
    return found - {room}


def test_the_runtime_imports_nothing_above_it() -> None:
    assert rooms_imported_by("_runtime") <= {"_version"}


def test_the_models_import_no_client() -> None:
    for path in sources("_generated/models"):
        for name in imported_by(path):
            assert not name.startswith(
                (
                    "azure_batch_sdk._generated.sync",
                    "azure_batch_sdk._generated.aio",
                    "azure_batch_sdk._client",
                )
            ), path
            assert ".emulator" not in name
    assert rooms_imported_by("models") <= {
        "_generated",
        "_runtime",
        "_bulk",
        "_explain",
        "_files",
        "_waiting",
    }
    assert rooms_imported_by("_generated") <= {"_runtime", "_lro", "models"}


@pytest.mark.parametrize("room", [*CLIENT_ROOMS, "_client", "__init__"])
def test_nothing_in_the_client_imports_the_emulator(room: str) -> None:
    assert "emulator" not in rooms_imported_by(room)


def test_waits_and_bulk_calls_do_not_import_the_client_when_run() -> None:
    assert rooms_imported_by("_lro", when_run=True) <= {"_runtime", "_generated", "models"}
    assert rooms_imported_by("_bulk", when_run=True) <= {"_runtime", "_generated", "models", "_lro"}


def test_only_the_door_of_the_emulator_imports_the_client() -> None:
    for path in sources("emulator"):
        for name in imported_by(path, when_run=True):
            client = name in ("azure_batch_sdk.BatchClient", "azure_batch_sdk.aio") or name.startswith(
                ("azure_batch_sdk._client", "azure_batch_sdk.aio.")
            )
            assert not client or path.name in ("library.py", "__init__.py"), f"{path} imports {name}"


def test_no_module_is_too_long_to_read() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_generated" not in path.parts:
            lines = len(path.read_text("utf-8").splitlines())
            assert lines <= 800, (
                f"{path.relative_to(PACKAGE)} has {lines} lines; hand-written modules stop at 800"
            )
