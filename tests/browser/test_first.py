"""The first screen: one question, one box, one button, and nothing kept before anything is sent."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visitor import FIRST, Visit, say, stored


def test_one_question_one_box_one_button_before_anything_is_typed(visit: Visit) -> None:
    page = visit()
    assert page.locator("h1").count() == 1
    fields = page.locator("main input:not([type=hidden]), main textarea, main select")
    assert fields.count() == 1
    assert page.locator("main button").count() == 1
    person = page.locator(".to-person")
    box = person.bounding_box()
    assert box is not None and box["y"] + box["height"] < 740
    assert "kone" in page.locator("header").inner_text()


def test_the_box_has_a_name_and_the_button_is_in_sight_on_a_phone(visit: Visit) -> None:
    page = visit()
    expect(page.get_by_label("mitä on tapahtunut")).to_be_visible()
    box = page.locator("main button").bounding_box()
    assert box is not None and box["y"] + box["height"] < 740


def test_nothing_is_kept_before_the_first_message_is_sent(visit: Visit) -> None:
    page = visit()
    page.fill("#m", FIRST["fi"])
    page.click(".to-person")
    page.wait_for_url("**/person*")
    page.goto("/?lang=sv")
    page.goto("/resume")
    assert stored(page) == {"cookies": 0, "local": 0, "session": 0}


def test_the_first_message_opens_the_conversation_and_its_closed_cookie(visit: Visit) -> None:
    page = visit()
    say(page, FIRST["fi"])
    [cookie] = page.context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["path"] == "/"
    assert stored(page) == {"cookies": 1, "local": 0, "session": 0}
    assert page.evaluate("document.cookie") == ""


def test_an_empty_message_opens_nothing_and_says_why(visit: Visit) -> None:
    page = visit()
    page.fill("#m", " \u200b ")
    page.click("main button")
    page.locator("#fault").wait_for()
    expect(page).to_have_title(re.compile("^Virhe: "))
    expect(page.locator("#fault")).to_be_focused()
    assert stored(page)["cookies"] == 0


def test_the_menu_changes_the_language_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit()
    page.fill("#m", "Meille syntyi")
    page.click(".languages summary")
    page.click("button[lang=sv]")
    page.locator("html[lang=sv]").wait_for(state="attached")
    expect(page.locator("#m")).to_have_value("Meille syntyi")
    assert stored(page)["cookies"] == 0


def test_the_browsers_language_is_met_at_the_door(visit: Visit) -> None:
    expect(visit(locale="sv-FI").locator("html")).to_have_attribute("lang", "sv")
    expect(visit(locale="en-GB").locator("html")).to_have_attribute("lang", "en")
    expect(visit(locale="de-DE").locator("html")).to_have_attribute("lang", "fi")


def test_a_returning_visitor_finds_the_way_back(visit: Visit) -> None:
    page = visit()
    say(page, FIRST["fi"])
    page.goto("/")
    page.click("main a.btn[href^='/conversation']")
    expect(page.locator("#turns > li.you")).to_have_count(1)
