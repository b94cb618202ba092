"""When something is wrong: what happened, what became of the text, what now. Nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import FIRST, Visit, settle, start_talk, stored, wait_live

LONG = "Meille syntyi lapsi. " * 500
WRONG = re.compile("^Virhe: ")


def wait_fault(page: Page) -> None:
    """Until the page says in all places that something is wrong."""
    page.locator("#fault").wait_for()
    expect(page).to_have_title(WRONG)
    settle(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_message_too_long_is_given_back_whole(visit: Visit, script: bool) -> None:
    page = visit(java_script_enabled=script)
    page.fill("#m", LONG)
    page.click("main .btn.main")
    wait_fault(page)
    if script:
        expect(page.locator("#fault")).to_be_focused()
    expect(page.locator("#m")).to_have_value(LONG)
    assert page.context.cookies() == []


def test_in_the_conversation_too_the_text_comes_back_to_its_box(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    page.fill("#m", LONG)
    page.click(".compose .btn")
    wait_fault(page)
    expect(page.locator("#m")).to_have_value(LONG)
    expect(page.locator("#turns > li.unsent")).to_have_count(0)
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    page.locator("#fault").wait_for(state="hidden")
    expect(page).not_to_have_title(WRONG)


def test_the_count_warns_and_never_blocks_typing(visit: Visit) -> None:
    page = visit()
    page.fill("#m", "a" * 9_950)
    expect(page.locator("#status")).to_contain_text("50")
    page.fill("#m", "a" * 10_003)
    expect(page.locator("#status")).to_contain_text("3")
    expect(page.locator("#m")).to_have_value("a" * 10_003)


@pytest.mark.parametrize("path", ["/nothing", "/conversation", "/plan", "/known", "/sign-in", "/live"])
def test_an_unknown_address_and_a_foreign_conversation_look_alike(visit: Visit, path: str) -> None:
    page = visit()
    response = page.goto(path)
    assert response is not None and response.status == 404
    wait_fault(page)
    assert page.locator("#fault").inner_text()
    expect(page.locator("main a.btn[href='/']")).to_be_visible()


def test_a_cookie_that_opens_nothing_is_nobody(visit: Visit, server: str) -> None:
    page = visit()
    page.context.add_cookies([{"name": "luukku", "value": "x" * 43, "url": server}])
    response = page.goto("/conversation")
    assert response is not None and response.status == 404
    page.goto("/")
    page.fill("#m", FIRST["fi"])
    page.click("main .btn.main")
    page.locator("#turns > li.machine").first.wait_for()


def test_a_form_without_its_token_is_refused_and_the_text_kept(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    page.locator(".compose [name=form]").evaluate("node => { node.value = 'x' }")
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    wait_fault(page)
    expect(page.locator("#m")).to_have_value("Tampere")
    expect(page.locator("#turns > li.you")).to_have_count(1)


def test_a_wrong_code_says_so_beside_its_field(visit: Visit) -> None:
    page = visit("/resume")
    page.fill("#code", "AAAA-BBBB")
    page.click("main .btn.main")
    expect(page).to_have_title(WRONG)
    expect(page.locator("#code[aria-invalid=true]")).to_be_visible()
    assert stored(page)["cookies"] == 0
