"""Rewrite `_generated/` and the coverage page from the API description, or tell whether they are stale.

python -m codegen           write
python -m codegen --check   exit with 1 and name what differs
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from .checks import check
from .description import Api, DescriptionError, load
from .emit import coverage, methods, models, operations, schema

ROOT = Path(__file__).parent.parent
OUT = ROOT / "azure_batch_sdk" / "_generated"
COVERAGE = ROOT / "docs" / "reference" / "coverage.md"
HEADER = "# Written by `python -m codegen` from codegen/api; edit the description, not this file.\n"


def emit(api: Api) -> dict[str, str]:
    """Return the text of every generated module by its path below `_generated/`."""
    files: dict[str, str | None] = {
        "__init__.py": '"""Everything that codegen writes."""\n',
        "models/__init__.py": models.package(api),
        "operations/__init__.py": operations.package(api),
        "operations/_parameters.py": operations.parameters(api),
        "schema/__init__.py": schema.package(api),
    }
    for resource in api.resources:
        files[f"models/{resource}.py"] = models.module(api, resource)
        files[f"operations/{resource}.py"] = operations.module(api, resource)
        files[f"schema/{resource}.py"] = schema.module(api, resource)
    for flavor in (methods.SYNC, methods.ASYNC):
        files[f"{flavor.package}/__init__.py"] = methods.package(api)
        for resource in api.resources:
            files[f"{flavor.package}/{resource}.py"] = methods.module(api, resource, flavor)
    return _formatted({path: HEADER + text for path, text in files.items() if text is not None})


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """Sort the imports and format, with the project's own settings."""
    settings = ["--quiet", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            target = Path(folder, path)
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf-8")
        for command in (["check", "--select", "I", "--fix"], ["format"]):
            run = subprocess.run(
                [sys.executable, "-m", "ruff", *command, *settings, folder],
                capture_output=True,
                text=True,
                check=False,
            )
            if run.returncode:
                raise DescriptionError(f"what was written cannot be formatted:\n{run.stdout}{run.stderr}")
        return {path: Path(folder, path).read_text("utf-8") for path in files}


def _on_disk() -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in [*sorted(OUT.rglob("*.py")), COVERAGE] if path.exists()}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m codegen", description="Write the generated layer.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if something is stale")
    check_only = parser.parse_args().check
    try:
        api = load()
        check(api)
        files = {OUT / path: text for path, text in emit(api).items()}
    except DescriptionError as error:
        print(error, file=sys.stderr)
        return 2
    files[COVERAGE] = coverage.page(api, files, ROOT)
    before = _on_disk()
    stale = sorted(path for path in {*files, *before} if files.get(path) != before.get(path))
    if check_only:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)}; run `make codegen`")
        return 1 if stale else 0
    for path in stale:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], "utf-8")
        else:
            path.unlink()
    counts = f"{len(api.models)} models, {len(api.enums)} enums, {len(api.operations)} operations"
    print(f"{counts}: {len(stale)} of {len(files)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
