"""Taking one's own along and bringing it, as pages: axe in every mode, text of double size, the file that one got read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import WIDE, at_desk, with_case
from tests.browser.test_looks import MODES, check
from tests.browser.visitor import Visit, settle, start_talk

Judge = Callable[[Page, str], list[str]]


def double(page: Page, state: str) -> list[str]:
    page.evaluate("() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]; }")
    return check(page, state)


def walk(page: Page, folder: Path, judge: Judge) -> list[str]:
    """Export, its error, import, its error, and what the file would bring."""
    start_talk(page)
    page.goto("/export")
    settle(page)
    wrong = judge(page, "export")
    with page.expect_download() as taken:
        page.locator("form[action='/export'] .btn.main").click()
    taken.value.save_as(folder / "own.zip")
    page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true })")
    page.fill("#passphrase", "lyhyt")
    page.locator("form[action='/export']:has(#passphrase) button").click()
    page.locator("#fault:not([hidden])").wait_for()
    wrong += judge(page, "export, too short")
    (folder / "other.zip").write_bytes(b"no zip at all")
    for file, state in (("other.zip", "import, no such file"), ("own.zip", "what it would bring")):
        page.goto("/import")
        settle(page)
        wrong += judge(page, "import")
        page.set_input_files("input[type=file]", folder / file)
        page.locator("form[action='/import'] button").last.click()
        page.locator("#fault:not([hidden]), form[action='/import/take']").first.wait_for()
        settle(page)
        wrong += judge(page, state)
    expect(page.locator(".proof")).to_be_visible()
    return wrong


@pytest.mark.parametrize("mode", ["phone", *(pytest.param(mode, marks=pytest.mark.thorough) for mode in MODES if mode != "phone")])
def test_axe_finds_nothing_where_ones_own_is_taken_along_and_brought(visit: Visit, tmp_path: Path, mode: str) -> None:
    assert walk(visit(**MODES[mode]), tmp_path, check) == []


@pytest.mark.thorough
def test_text_of_double_size_fits_the_phone_there(visit: Visit, tmp_path: Path) -> None:
    assert walk(visit(), tmp_path, double) == []


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_a_colleagues_case_is_looked_into_it_fits_at_double_zoom(visit: Visit, scheme: str) -> None:
    """The desk has its widths in em: to it a screen zoomed to double is one of half the size."""
    _, holder = with_case(visit, "paivi")
    other = at_desk(visit, "aino", **{**WIDE, "viewport": {"width": 720, "height": 450}, "color_scheme": scheme})
    other.goto(holder.url.partition("#")[0])
    other.click("#glass summary")
    wrong = check(other, "about to look in")
    other.locator("#glass input[type=radio]").first.check()
    other.fill("#glass-words", "Kollega sairastui")
    other.click("#glass button")
    expect(other.locator("#looking-in")).to_be_visible()
    assert wrong + check(other, "looking in") == []
