"""A real browser before a real counter: one server for all tests, one clean visitor for each.

Its desk is open day and night, and organisations practise behind it. Whoever needs another counter starts one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.desk import run_desk
from tests.browser.visitor import PATIENCE, Visit, opening

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the counter that all share: each test has its own conversation and knows it by its number."""
    with run_desk(tmp_path_factory.mktemp("counter"), "--sandbox") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module only: while the sync driver runs, no other test could use `asyncio.run`."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=2 * PATIENCE)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a page as a new visitor with a phone: `visit("/safe", java_script_enabled=False, color_scheme="dark", …)`."""
    with opening(browser, server) as visiting:
        yield visiting
