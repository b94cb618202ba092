"""Every state in every mode: no finding of axe, nothing wider than the screen, the strict policy kept, keyboard enough."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit, reach_card, say, settle, start_talk, wait_live

_PACKAGE = find_spec("axe_playwright_python")
assert _PACKAGE is not None and _PACKAGE.origin is not None
AXE = (Path(_PACKAGE.origin).parent / "axe.min.js").read_text()
STILL = "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }'); document.adoptedStyleSheets.push(sheet); }"
"""Nothing moves while axe looks: a piece that arrives just then would be judged half faded in."""
MODES: dict[str, dict[str, Any]] = {
    "phone": {},
    "narrow-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "desk-still": {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"},
    "forced": {"forced_colors": "active"},
}


def check(page: Page, state: str) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    settle(page)
    page.evaluate(AXE + ";0")
    page.evaluate(STILL)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    page.evaluate("document.adoptedStyleSheets.pop()")
    wrong = [f"{state}: {one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append(f"{state}: wider than the screen")
    return wrong


def walk(page: Page, judge: Callable[[Page, str], list[str]]) -> list[str]:
    """Through every state of the pages."""

    def look(page: Page, state: str) -> list[str]:
        settle(page)
        return judge(page, state)

    wrong = look(page, "first")
    start_talk(page)
    wrong += look(page, "question")
    page.locator("#lit summary").first.click()
    wrong += look(page, "why open")
    say(page, "Tampere")
    wrong += look(page, "buttons")
    say(page, "palkkatöissä")
    page.locator("#lit .rows").first.wait_for()
    wrong += look(page, "card")
    for summary in page.locator("#lit summary").all():
        summary.click()
    wrong += look(page, "card, all open")
    page.locator("#lit [name=deny]").first.click()
    page.locator("#lit .state").first.wait_for()
    sends = page.locator("#lit [name=send]")
    open_rows = sends.count()
    sends.first.click()
    expect(sends).to_have_count(open_rows - 1)
    wrong += look(page, "answered")
    for path in ("/conversation?fix=event.date", "/plan", "/known", "/person", "/accessibility", "/resume", "/nothing"):
        page.goto(path)
        wrong += look(page, path)
    page.goto("/plan")
    page.click("form[action='/resume-code'] button")
    page.locator(".code").wait_for()
    wrong += look(page, "code")
    page.goto("/erase")
    wrong += look(page, "erase")
    page.click("form[action='/erase'] button")
    page.locator(".statement").wait_for()
    return wrong + look(page, "erased")


@pytest.mark.parametrize("mode", ["phone", *(pytest.param(mode, marks=pytest.mark.thorough) for mode in MODES if mode != "phone")])
def test_axe_finds_nothing_in_any_state(visit: Visit, mode: str) -> None:
    assert walk(visit(**MODES[mode]), check) == []


@pytest.mark.thorough
def test_text_of_double_size_fits_the_phone(visit: Visit) -> None:
    def double(page: Page, state: str) -> list[str]:
        page.evaluate(
            "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]; }"
        )
        return check(page, state)

    assert walk(visit(), double) == []


def test_waiting_offline_and_error_states_have_no_finding(visit: Visit) -> None:
    page = visit()
    page.fill("#m", " \u200b")
    page.click("main .btn.main")
    page.locator("#fault").wait_for()
    wrong = check(page, "error")
    start_talk(page)
    wait_live(page)
    page.route("**/messages", lambda route: None)
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    wrong += check(page, "waiting")
    page.context.set_offline(True)
    page.locator("#offline").wait_for()
    assert wrong + check(page, "offline") == []


def test_targets_are_big_enough_for_a_thumb(visit: Visit) -> None:
    def small(page: Page, state: str) -> list[str]:
        found = page.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, textarea, input:not([type=hidden])')]
            .filter(node => node.offsetParent && !node.closest('.skip'))
            .map(node => [node.textContent.trim(), node.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.5)"""
        )
        return [f"{state}: {text}: {height}" for text, height in found]

    assert walk(visit(), small) == []


@pytest.mark.requirement("R-53")
def test_nothing_comes_from_another_host(visit: Visit) -> None:
    page = visit()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    start_talk(page)
    page.goto("/plan")
    assert hosts == {page.url.split("/")[2]}


def test_story_one_by_keyboard_alone(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 800}, has_touch=False)
    focus(page, "#m")
    page.keyboard.type("Moi, meille syntyi eilen poika!")
    focus(page, "main .btn.main")
    page.keyboard.press("Enter")
    page.locator("#lit h2").wait_for()
    settle(page)
    focus(page, "#m")
    page.keyboard.type("Tampere")
    page.keyboard.press("Enter")
    page.locator("#lit .option").nth(3).wait_for()
    focus(page, "#lit .option", backwards=True)
    page.keyboard.press("Enter")
    page.locator("#lit .rows").first.wait_for()
    focus(page, "#lit [name=allow]")
    assert not covered(page)
    page.keyboard.press("Space")
    page.locator("#lit .state").first.wait_for()


def focus(page: Page, selector: str, *, backwards: bool = False) -> None:
    """Tabs until the focus is on something that matches."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{selector} is not reached by the keyboard")


def covered(page: Page) -> bool:
    """True when the focused control lies under something else (WCAG 2.4.11)."""
    return bool(
        page.evaluate(
            """() => { const node = document.activeElement, box = node.getBoundingClientRect();
            return !node.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }"""
        )
    )


def test_the_page_card_and_question_read_in_order(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    levels = [int(name[1]) for name in page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(node => node.tagName)")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:], strict=False))
