"""The conversation: own words at once, the box always free, understanding shown back, one lit thing."""

from __future__ import annotations

import re

import pytest

from tests.browser.visitor import Visit, reach_card, say, start_talk, wait_live


def test_own_words_stand_there_before_the_server_has_answered(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    page.route("**/messages", lambda route: None)
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    assert page.locator("#turns > li.unsent").inner_text().endswith("Tampere")
    assert page.input_value("#m") == ""
    assert page.evaluate("document.activeElement.id") == "m"
    assert page.locator("#status").inner_text() != ""


def test_something_honest_moves_while_the_answer_is_on_its_way(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    page.route("**/messages", lambda route: None)
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    first = page.locator("#status").inner_text()
    page.wait_for_function("first => document.getElementById('status').textContent !== first", arg=first)


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
    assert page.evaluate("scrollY") > 0


def test_the_same_message_shown_by_answer_and_by_stream_stands_there_once(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    say(page, "Tampere")
    page.locator("#turns > li.unsent").wait_for(state="detached")
    assert page.locator("#turns > li.you").count() == 2
    assert page.locator("#turns > li.machine").count() == 2
    page.reload()
    assert page.locator("#turns > li.you").count() == 2


def test_what_was_understood_is_shown_with_the_customers_own_word_and_can_be_corrected(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    card = page.locator(".sheet").first
    assert "”eilen”" in card.inner_text()
    card.locator("a[href*='event.date']").click()
    page.wait_for_url("**/conversation?fix=*event.date*")
    label = page.locator("label[for=m]")
    assert label.is_visible() and label.inner_text() != "Viesti"
    assert page.evaluate("document.activeElement.id") == "m"
    say(page, "18.11.")
    page.locator(".sheet", has_text=re.compile("18.11.")).wait_for()


def test_ei_kun_tytto_is_understood_and_the_same_question_waits(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    question = page.locator("#lit h2").inner_text()
    say(page, "ei kun tyttö")
    page.locator(".sheet", has_text="yttö").last.wait_for()
    assert page.locator("#lit h2").inner_text() == question


def test_an_answer_by_button_is_a_message_like_any_other(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    option = page.locator("#lit .option").first
    words = option.inner_text()
    option.click()
    page.locator("#lit .rows").first.wait_for()
    assert page.locator("#turns > li.you").last.inner_text().endswith(words)
    assert page.evaluate("document.activeElement.id") == "lit-name"


def test_one_thing_is_lit_and_the_answered_question_is_not(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    assert page.locator(".lit").count() == 1
    reach = page.locator("#lit h2").inner_text()
    say(page, "Tampere")
    assert page.locator(".lit").count() == 1
    assert page.locator("#lit h2").inner_text() != reach
    assert page.locator(".asked", has_text=reach).count() == 1


def test_why_opens_by_keyboard(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    page.locator("#lit details.why summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#lit details.why[open] p").is_visible()


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
    assert page.locator("html").get_attribute("lang") == language


def test_html_in_a_message_stays_words(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "<b id=x>Tampere</b> <img src=x onerror=alert(1)>")
    assert page.locator("#x, #turns img").count() == 0
    page.reload()
    assert page.locator("#x, #turns img").count() == 0
    assert "<b id=x>" in page.locator("#turns > li.you").last.inner_text()


def test_another_tab_sees_the_card_answered(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    wait_live(page)
    other = page.context.new_page()
    other.goto("/conversation")
    other.locator("#lit [name=deny]").first.click()
    page.locator("#lit .state").first.wait_for()
    assert page.locator("#lit .state").first.inner_text().strip()
