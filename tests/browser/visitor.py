"""What a visitor does in the browser, and the counter that they visit."""

from __future__ import annotations

import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
PATIENCE = 60_000.0
"""Milliseconds that a test waits for what should come. Nothing takes so long: a slow, busy machine must not fail a test."""
STARTS_WITHIN = 240.0
FIRST = {"fi": "Moi, meille syntyi eilen poika!", "sv": "Hej, vi fick en pojke igår!", "en": "Hi, our baby boy was born yesterday!"}
Visit = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


@contextmanager
def run_server(folder: Path, *more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """(address, process) of a counter over `folder`, stopped by its process id. What it says goes to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "luukku.cli", "serve", "--data", str(folder / "data"), *more]
    for setting in ("organisation.name=Koivuranta", "organisation.phone=03 123 4567", "organisation.hours=8-16", "limits.burst=200"):
        command += ["--set", setting]
    with (folder / "server.log").open("a") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        yield _address(process, folder), process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _address(process: subprocess.Popen[str], folder: Path) -> str:
    assert process.stdout is not None
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        if select.select([process.stdout], [], [], 0.2)[0]:
            line = process.stdout.readline().strip()
            if "http://" in line:
                return line[line.index("http://") :].split()[0].rstrip("/")
    raise AssertionError("the counter did not start: " + (folder / "server.log").read_text()[-2000:])


@contextmanager
def opening(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens pages of that counter, each in a browser of its own: `visit("/safe", viewport=…)`. No error may happen in them."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def visiting(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=address, **{"locale": "fi-FI", **PHONE, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(path)
        settle(page)
        return page

    yield visiting
    for context in contexts:
        context.close()
    assert not wrong, wrong


def settle(page: Page) -> None:
    """Until the page has loaded, so that its scripts have run, and stands still for two frames.

    Whoever acts earlier may lose the focus: at the end of loading Chromium scrolls to the fragment of the address and takes
    the focus from whatever has it.
    """
    page.wait_for_load_state()
    body = page.wait_for_selector("body", state="attached")
    assert body is not None
    body.wait_for_element_state("stable")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Asks again and again, for what no locator can wait for."""
    end = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < end, "it never came true"
        page.wait_for_timeout(50)


def say(page: Page, text: str) -> None:
    """Types and sends, and waits until the machine has answered and the page stands."""
    settle(page)
    answers = page.locator("#turns > li.machine").count()
    page.fill("#m", text)
    page.click("form[data-say] .btn.main")
    page.locator("#turns > li.machine").nth(answers).wait_for()
    settle(page)


def start_talk(page: Page, language: str = "fi") -> None:
    """The first message of story 1, until the first question is lit."""
    say(page, FIRST[language])
    page.locator("#lit h2").wait_for()


def reach_card(page: Page) -> None:
    """Story 1 until its permission card is lit."""
    start_talk(page)
    say(page, "Tampere")
    say(page, "palkkatöissä")
    page.locator("#lit .rows").first.wait_for()


def wait_live(page: Page) -> None:
    page.locator("html[data-live=on]").wait_for(state="attached")


def stored(page: Page) -> dict[str, Any]:
    """What the browser keeps of this visitor."""
    storage = page.evaluate("({local: localStorage.length, session: sessionStorage.length})")
    return {"cookies": len(page.context.cookies()), **storage}
