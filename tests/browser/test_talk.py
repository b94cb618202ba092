"""The conversation: own words at once, the box always free, understanding shown back, one lit thing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.browser.visitor import Visit, reach_card, say, start_talk, wait_live


def test_own_words_stand_there_before_the_server_has_answered(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    page.route("**/messages", lambda route: None)
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    expect(page.locator("#turns > li.unsent")).to_have_text(re.compile("Tampere$"))
    expect(page.locator("#m")).to_have_value("")
    expect(page.locator("#m")).to_be_focused()
    expect(page.locator("#status")).not_to_be_empty()


def test_something_honest_moves_while_the_answer_is_on_its_way(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    page.route("**/messages", lambda route: None)
    page.evaluate(
        """() => { const line = document.getElementById('status'); window.lines = [];
        new MutationObserver(() => window.lines.push(line.textContent)).observe(line, { childList: true }); }"""
    )
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    page.wait_for_function("() => window.lines.length > 1")
    first, second = page.evaluate("window.lines.slice(0, 2)")
    assert first and second and first != second


def test_an_answer_that_arrives_leaves_typed_text_focus_and_caret(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    other = page.context.new_page()
    other.goto("/conversation")
    page.fill("#m", "Olen vielä kirjoittamassa")
    page.evaluate("document.getElementById('m').setSelectionRange(4, 9)")
    answers = page.locator("#turns > li.machine").count()
    say(other, "Tampere")
    page.locator("#turns > li.machine").nth(answers).wait_for()
    assert page.input_value("#m") == "Olen vielä kirjoittamassa"
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart, document.activeElement.selectionEnd]") == ["m", 4, 9]


def test_reading_old_messages_is_not_yanked(visit: Visit) -> None:
    page = visit(viewport={"width": 360, "height": 500})
    start_talk(page)
    say(page, "Tampere")
    say(page, "en tiedä vielä")
    wait_live(page)
    page.evaluate("scrollTo(0, 0)")
    other = page.context.new_page()
    other.goto("/conversation")
    say(other, "palkkatöissä")
    page.locator("#newer").wait_for()
    assert page.evaluate("scrollY") == 0
    page.click("#newer")
    page.locator("#newer").wait_for(state="hidden")
    page.wait_for_function("() => scrollY > 0")


def test_the_same_message_shown_by_answer_and_by_stream_stands_there_once(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    say(page, "Tampere")
    page.locator("#turns > li.unsent").wait_for(state="detached")
    expect(page.locator("#turns > li.you")).to_have_count(2)
    expect(page.locator("#turns > li.machine")).to_have_count(2)
    page.reload()
    expect(page.locator("#turns > li.you")).to_have_count(2)


def test_what_was_understood_is_shown_with_the_customers_own_word_and_can_be_corrected(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    card = page.locator(".sheet").first
    expect(card).to_contain_text("”eilen”")
    card.locator("a[href*='event.date']").click()
    page.wait_for_url("**/conversation?fix=*event.date*")
    label = page.locator("label[for=m]")
    expect(label).to_be_visible()
    assert label.inner_text() != "Viesti"
    expect(page.locator("#m")).to_be_focused()
    say(page, "18.11.")
    page.locator(".sheet", has_text=re.compile("18.11.")).wait_for()


def test_ei_kun_tytto_is_understood_and_the_same_question_waits(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    question = page.locator("#lit h2").inner_text()
    say(page, "ei kun tyttö")
    page.locator(".sheet", has_text="yttö").last.wait_for()
    expect(page.locator("#lit h2")).to_have_text(question)


def test_an_answer_by_button_is_a_message_like_any_other(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    option = page.locator("#lit .option").first
    words = option.inner_text()
    option.click()
    page.locator("#lit .rows").first.wait_for()
    expect(page.locator("#turns > li.you").last).to_have_text(re.compile(re.escape(words) + "$"))
    expect(page.locator("#lit-name")).to_be_focused()


def test_one_thing_is_lit_and_the_answered_question_is_not(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    expect(page.locator(".lit")).to_have_count(1)
    reach = page.locator("#lit h2").inner_text()
    say(page, "Tampere")
    expect(page.locator("#lit h2")).not_to_have_text(reach)
    expect(page.locator(".lit")).to_have_count(1)
    expect(page.locator(".asked", has_text=reach)).to_have_count(1)


def test_why_opens_by_keyboard(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    summary = page.locator("#lit details.why summary")
    summary.focus()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#lit details.why[open] p")).to_be_visible()


def test_why_of_the_next_question_is_closed(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    question = page.locator("#lit h2").inner_text()
    page.locator("#lit details.why summary").click()
    expect(page.locator("#lit details.why[open] p")).to_be_visible()
    say(page, "Tampere")
    expect(page.locator("#lit h2")).not_to_have_text(question)
    expect(page.locator("#lit details.why:not([open])")).to_have_count(1)


def test_the_log_is_a_region_around_the_list_and_only_grows(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    log = page.locator("[role=log]")
    assert log.evaluate("node => node.tagName") == "DIV"
    assert log.get_attribute("tabindex") == "0" and log.get_attribute("aria-label")
    assert log.locator("> ol").count() == 1
    page.evaluate("window.kept = document.querySelector('#turns > li')")
    say(page, "Tampere")
    assert page.evaluate("document.querySelector('#turns > li') === window.kept")


def test_the_announced_line_is_short_and_stands_apart(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    page.wait_for_function("() => document.getElementById('status').textContent.length > 0")
    assert page.locator("[role=log] [role=status]").count() == 0
    assert len(page.locator("#status").inner_text()) < 80


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_follows_the_language_of_the_words(visit: Visit, language: str) -> None:
    page = visit()
    start_talk(page, language)
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_html_in_a_message_stays_words(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "<b id=x>Tampere</b> <img src=x onerror=alert(1)>")
    mine = page.locator("#turns > li.you").last
    expect(mine).to_contain_text("<b id=x>")
    assert page.locator("#x, #turns img").count() == 0
    page.reload()
    expect(mine).to_contain_text("<b id=x>")
    assert page.locator("#x, #turns img").count() == 0


def test_another_tab_sees_the_card_answered(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    wait_live(page)
    other = page.context.new_page()
    other.goto("/conversation")
    other.locator("#lit [name=deny]").first.click()
    expect(page.locator("#lit .state").first).to_have_text(re.compile(r"\w"))


def test_an_answer_that_comes_late_does_not_put_an_older_light_over_a_newer_one(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/messages", lambda route: held.append((route, route.fetch())))
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    page.locator("#turns > li.you", has_text="Tampere").wait_for()
    other = page.context.new_page()
    other.goto("/conversation")
    say(other, "palkkatöissä")
    expect(page.locator("#lit form [name=allow]").first).to_be_visible()
    newest = page.locator("#lit").get_attribute("data-v")
    route, response = held[0]
    route.fulfill(response=response)
    expect(page.locator("#turns > li.unsent")).to_have_count(0)
    assert page.locator("#lit").get_attribute("data-v") == newest
