"""The states that a human, danger, grief and several situations bring: no finding of axe in any mode, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.desk import at_desk, call_human, take
from tests.browser.test_looks import MODES, check
from tests.browser.visitor import Visit, say

Judge = Callable[[Page, str], list[str]]


def walk(visit: Visit, judge: Judge, **mode: object) -> list[str]:
    """Through every state of these pages."""
    page = visit(**mode)
    say(page, "Moi, meille syntyi eilen poika! Minulla on turvakielto. Asumme Tampereella.")
    page.wait_for_url("**/conversation*")
    wrong = judge(page, "turvakielto")
    say(page, "Mieheni kuoli viime viikolla, en jaksa näitä papereita.")
    page.locator("#cases .chip").nth(1).wait_for()
    wrong += judge(page, "grief beside a child")
    for path in ("/known", "/known?show=places", "/plan", "/person", "/safe"):
        page.goto(path)
        wrong += judge(page, path)
    page.goto("/conversation")
    number = call_human(page, "Haluan puhua ihmiselle")
    page.locator("#human summary").click()
    wrong += judge(page, "waiting, brief open")
    take(at_desk(visit), number)
    page.locator("#turns .ruled").wait_for()
    wrong += judge(page, "held")
    page = visit(**mode)
    say(page, "Mies lyö mua ja pelkään")
    page.wait_for_url("**/conversation*")
    return wrong + judge(page, "danger")


@pytest.mark.thorough
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_where_a_human_is_near(visit: Visit, mode: str) -> None:
    assert walk(visit, check, **MODES[mode]) == []


@pytest.mark.thorough
def test_at_double_size_nothing_is_wider_than_the_phone(visit: Visit) -> None:
    def double(page: Page, state: str) -> list[str]:
        page.evaluate(
            "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]; }"
        )
        return check(page, state)

    assert walk(visit, double) == []


def test_the_head_keeps_the_way_to_a_human_on_the_phones_edge(visit: Visit) -> None:
    page = visit()
    say(page, "Mies lyö mua ja pelkään")
    page.wait_for_url("**/conversation*")
    exit, person = page.locator("#exit").bounding_box(), page.locator(".to-person").bounding_box()
    assert exit is not None and person is not None
    assert abs(exit["y"] - person["y"]) < 4 and person["x"] + person["width"] > 340
