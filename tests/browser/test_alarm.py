"""In danger the number stands before the eyes also when the message was not taken, with script and without."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visitor import Visit, say, settle, start_talk, until, wait_live

LONG = "Mies lyö minua, pelkään häntä. " + "Ja sitten vielä. " * 700
FULL = {
    "error": "no-room", "text": "Palvelun levy on täynnä.", "leaves": True,
    "alarm": {"id": "alarm", "v": "1", "kind": "", "html": '<section class="numbers"><p class="number"><a href="tel:112"><b>112</b></a></p></section>'},
}  # fmt: skip


def in_sight(page: Page) -> bool:
    seen: bool = page.evaluate("() => { const box = document.querySelector('a[href=\"tel:112\"]').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }")
    return seen


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("talking", [True, False])
def test_a_message_too_long_is_answered_with_the_number_in_sight(visit: Visit, script: bool, talking: bool) -> None:
    page = visit(java_script_enabled=script)
    if talking:
        if script:
            start_talk(page)
            wait_live(page)
        else:
            say(page, "Moi")
    page.fill("#m", LONG)
    page.locator("form#say .btn.main, .compose .btn").first.click()
    page.locator("a[href='tel:112']").wait_for()
    settle(page)
    until(page, lambda: in_sight(page))
    expect(page.locator("#fault")).to_be_visible()
    expect(page.locator("#m")).to_have_value(LONG)
    expect(page.locator("#exit"), "and the way out").to_be_visible()


def test_while_a_message_waits_to_be_sent_the_number_stays_and_goes_with_the_answer(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    seen = False

    def full_until_seen(route: Route) -> None:
        if seen:
            route.continue_()
        else:
            route.fulfill(status=507, body=json.dumps(FULL | {"seconds": 1}), content_type="application/json")

    page.route("**/messages", full_until_seen)
    page.fill("#m", "Mies lyö minua")
    page.click(".compose .btn")
    page.locator("#numbers a[href='tel:112']").wait_for()
    assert in_sight(page) and page.locator("#turns > li.unsent").count() == 1
    seen = True
    page.locator("#turns a[href='tel:112']").wait_for()
    page.wait_for_function("() => !document.querySelector('#numbers > *') && !document.querySelector('#alarm > *')")
    expect(page.locator("#turns > li.unsent")).to_have_count(0)
