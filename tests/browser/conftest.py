"""A real browser before a real counter: one server for all tests, one clean visitor for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.visitor import PHONE, Visit, run_server

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run_server(tmp_path_factory.mktemp("counter"), "--port", "0", "--sandbox") as (address, _):
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module only: while the sync driver runs, no other test could use `asyncio.run`."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens the first screen as a new visitor: `visit(java_script_enabled=False, color_scheme="dark", …)`."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def visiting(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=server, **{"locale": "fi-FI", **PHONE, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(path)
        return page

    yield visiting
    for context in contexts:
        context.close()
    assert not wrong, wrong
