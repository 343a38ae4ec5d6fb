"""A browser for the tests of the page; without Chromium they are skipped, in CI they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulator.edge_host import EdgeHost, edge_host

from .browser import Browser, Tab, chromium_program, running_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium_program()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("needs chromium: run `make chromium` first")
        pytest.skip("needs chromium: `make check-page` gets it")
    with running_browser(program) as running:
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    with browser.tab() as tab:
        yield tab


@pytest.fixture
def host(tmp_path: Path) -> Iterator[EdgeHost]:
    with edge_host(tmp_path, node_quota=1_000) as host:
        yield host
