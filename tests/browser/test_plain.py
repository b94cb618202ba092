"""Without script everything works by forms and links."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visitor import FIRST, PHONE, Visit, reach_card, say, settle, start_talk


def test_story_one_without_script(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    say(page, "Tampere")
    say(page, "ei kun tyttö")
    page.locator("#lit .option").first.click()
    page.locator("#lit .rows").first.wait_for()
    page.locator("#lit [name=allow]").first.click()
    page.locator("#lit .state").first.wait_for()
    sends = page.locator("#lit [name=send]")
    settle(page)
    while open_rows := sends.count():
        sends.first.click()
        expect(sends).to_have_count(open_rows - 1)
        settle(page)
    page.click(".nav a[href='/plan']")
    page.locator(".tasks > li").nth(2).wait_for()
    page.click(".nav a[href='/known']")
    page.locator(".known > li").nth(2).wait_for()
    page.locator(".entries > li").first.wait_for()


def test_the_same_form_sent_twice_is_one_message(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    form = {name: page.locator(f".compose [name={name}]").get_attribute("value") or "" for name in ("form", "id")}
    headers = {"origin": page.url.split("/conversation")[0]}
    for _ in range(2):
        page.context.request.post("/messages", form={**form, "text": "Tampere"}, headers=headers)
    page.reload()
    expect(page.locator("#turns > li.you")).to_have_count(2)


def test_after_going_back_another_text_is_another_message(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    form = {name: page.locator(f".compose [name={name}]").get_attribute("value") or "" for name in ("form", "id")}
    headers = {"origin": page.url.split("/conversation")[0]}
    for text in ("Tampere", "ei kun Turku"):
        assert page.context.request.post("/messages", form={**form, "text": text}, headers=headers).ok
    page.reload()
    expect(page.locator("#turns > li.you")).to_have_count(3)


def test_the_language_menu_works_mid_conversation_and_keeps_the_text(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    page.fill("#m", "Tamper")
    page.click(".languages summary")
    page.click("button[lang=en]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#m")).to_have_value("Tamper")
    page.goto("/plan")
    page.click(".languages summary")
    page.click("button[lang=fi]")
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    assert page.url.endswith("/plan")


def test_another_device_goes_on_with_a_code_of_one_use(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    page.goto("/plan")
    page.click("form[action='/resume-code'] button")
    code = page.locator(".code code").inner_text()
    other = visit("/resume", java_script_enabled=False)
    other.fill("#code", f" {code} ")
    other.click("main .btn.main")
    other.wait_for_url("**/conversation*")
    expect(other.locator("#turns > li.you").first).to_contain_text(FIRST["fi"])
    third = visit("/resume", java_script_enabled=False)
    third.fill("#code", code)
    third.click("main .btn.main")
    expect(third).to_have_title(re.compile("^Virhe: "))


def test_own_steps_are_marked_done_by_a_button(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    reach_card(page)
    page.goto("/plan")
    before = page.locator("form[action$='/done']").count()
    assert before >= 1
    page.locator("form[action$='/done'] button").first.click()
    expect(page.locator("form[action$='/done']")).to_have_count(before - 1)
    assert page.url.endswith("/plan")


def test_the_way_to_a_person_is_the_same_link_on_every_page(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    places = set()
    for path in ("/conversation", "/plan", "/known", "/person", "/accessibility", "/resume", "/nothing"):
        page.goto(path)
        link = page.locator("header .to-person")
        box = link.bounding_box()
        assert box is not None
        places.add((link.get_attribute("href"), box["x"], box["y"]))
    assert len(places) == 1
    page.click(".to-person")
    expect(page.locator("main")).to_contain_text("03 123 4567")


def test_two_clicks_from_what_is_known_everything_is_erased(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    start_talk(page)
    page.click(".nav a[href='/known']")
    page.click("main a[href='/erase']")
    assert page.locator("main h2").count() == 4 and page.locator("main form").count() == 1
    page.click("form[action='/erase'] button")
    assert "luukku erasure 1" in page.locator(".statement").inner_text()
    assert page.context.cookies() == [] and page.locator(".nav").count() == 0
    page.goto("/conversation")
    assert page.locator(".turns").count() == 0


def test_a_phone_is_what_these_tests_look_at() -> None:
    assert PHONE["viewport"] == {"width": 360, "height": 740}
