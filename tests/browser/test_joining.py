"""Joining two of one's own conversations in a real browser: read, joined, turned to, undone; and a page of the one sends nothing to the other."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_looks import MODES, check
from tests.browser.visitor import Visit, say, settle


def begun(visit: Visit, text: str, **options: Any) -> Page:
    page = visit("/", **options)
    say(page, text)
    page.wait_for_url("**/conversation*")
    return page


def code_of(page: Page) -> str:
    page.goto("/plan")
    page.click("form[action='/resume-code'] button")
    return page.locator("main .code code").inner_text()


def joined(visit: Visit, **options: Any) -> tuple[Page, Page, list[str]]:
    """(this browser, the other one's, what axe finds on the way)."""
    other = begun(visit, "Muutimme Turkuun viime viikolla.")
    page = begun(visit, "Moi, meille syntyi eilen poika!", **options)
    code = code_of(other)
    page.goto("/join")
    settle(page)
    wrong = check(page, "join")
    page.fill("#code", code)
    page.click("form[action='/join'] .btn.main")
    page.locator("form[action='/join/yes']").wait_for()
    settle(page)
    wrong += check(page, "what joins")
    page.click("form[action='/join/yes'] button")
    page.locator("form[action='/join/turn']").wait_for()
    settle(page)
    return page, other, wrong + check(page, "joined")


def test_two_are_joined_by_a_code_turned_to_and_undone(visit: Visit) -> None:
    page, other, _ = joined(visit)
    page.click("form[action='/join/turn'] button")
    expect(page.locator("#turns")).to_contain_text("Muutimme Turkuun")
    page.goto("/known")
    page.click("form[action='/join/turn'] button")
    expect(page.locator("#turns")).to_contain_text("syntyi eilen poika")
    expect(page.locator("#turns")).to_contain_text("Yhdistit tämän keskustelun toiseen.")
    other.goto("/conversation")
    expect(other.locator("#turns")).to_contain_text("Yhdistit tämän keskustelun toiseen.")
    page.goto("/known")
    page.click("form[action='/join/turn'] button")  # over there, when it is undone on the other device
    expect(page.locator("#turns")).to_contain_text("Muutimme Turkuun")
    settle(page)
    other.goto("/known")
    other.click("details:has(form[action='/join/part']) summary")
    other.click("form[action='/join/part'] button")
    expect(other.locator("form[action='/join/part']")).to_have_count(0)
    page.goto("/conversation")
    expect(page.locator("#turns")).to_contain_text("syntyi eilen poika")
    page.goto("/known")
    assert page.locator("form[action='/join/turn']").count() == 0


def test_what_is_written_to_one_never_lands_in_the_other(visit: Visit) -> None:
    page, other, _ = joined(visit)
    page.goto("/conversation")
    settle(page)
    tab = page.context.new_page()
    tab.goto(page.url.partition("/conversation")[0] + "/known")
    tab.click("form[action='/join/turn'] button")
    expect(tab.locator("#turns")).to_contain_text("Muutimme Turkuun")
    page.fill("#m", "Tämä on lapsesta, ei muutosta")
    page.click(".compose .btn")
    expect(page.locator("#fault")).to_be_visible()
    other.goto("/conversation")
    expect(other.locator("#turns")).to_contain_text("Muutimme Turkuun")
    assert "Tämä on lapsesta" not in other.locator("#turns").inner_text()


def test_beside_ones_own_no_lasting_way_in_is_made(visit: Visit) -> None:
    page, _, _ = joined(visit)
    page.click("form[action='/join/turn'] button")
    page.wait_for_url("**/conversation*")
    page.goto("/plan")
    page.click("form[action='/resume-code'] button")
    expect(page.locator(".reason")).to_contain_text("Tämän voit tehdä vain siinä selaimessa")


@pytest.mark.thorough
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_the_way_to_joining(visit: Visit, mode: str) -> None:
    assert joined(visit, **MODES[mode])[2] == []
