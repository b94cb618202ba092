"""The human in the customer's page: offered, waiting, held, back; numbers first in danger; several situations; leaving quickly."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.desk import at_desk, call_human, say_to_human, take
from tests.browser.test_looks import check
from tests.browser.visitor import Visit, say, until

AWAY = "https://www.ilmatieteenlaitos.fi"


def test_a_human_is_called_waited_for_and_answers_in_the_same_page(visit: Visit) -> None:
    page = visit("/")
    number = call_human(page)
    expect(page.locator("#human")).to_contain_text("mennessä", use_inner_text=True)
    page.locator("#human summary").click()
    expect(page.locator("#human")).to_contain_text("Näet saman kuin hän", use_inner_text=True)
    assert check(page, "waiting") == []
    desk = at_desk(visit)
    take(desk, number)
    expect(page.locator("#answers")).to_have_text("Päivi Lehto vastaa")
    expect(page.locator("#turns .ruled")).to_contain_text("Kone on hiljaa")
    assert page.locator("body").inner_text().count("Kone on hiljaa") == 1
    machine = page.locator("#turns > .machine").count()
    say_to_human(page, "Mieheni kuoli viime viikolla")
    assert page.locator("#turns > .machine").count() == machine
    expect(page.locator("#status")).to_have_text("Viestisi on perillä. Ihminen näkee sen.")
    assert check(page, "held") == []


def test_what_a_human_sees_stays_open_while_the_customer_writes_more(visit: Visit) -> None:
    page = visit("/")
    call_human(page)
    page.locator("#human summary").click()
    before = page.locator("#human").get_attribute("data-v") or ""
    say(page, "Moi, meille syntyi eilen poika!")
    expect(page.locator("#human")).not_to_have_attribute("data-v", before)
    expect(page.locator("#human details[open] .soft").first).to_be_visible()


def test_one_who_needs_no_human_after_all_goes_on_with_the_machine(visit: Visit) -> None:
    page = visit("/")
    call_human(page)
    page.click("#human form[action='/human/cancel'] button")
    expect(page.locator("#human form[action='/human/cancel']")).to_have_count(0)
    expect(page.locator("#answers")).to_have_text("Vastaaja on kone")


def test_in_grief_the_human_stands_before_the_reading_and_no_turn_is_called_out(visit: Visit) -> None:
    page = visit("/")
    say(page, "Mieheni kuoli viime viikolla, en jaksa näitä papereita.")
    page.wait_for_url("**/conversation*")
    expect(page.locator("body")).to_have_attribute("data-tone", "quiet")
    assert page.locator(".turn-word").count() == 0
    expect(page.locator("#human form[action='/human'] .brick")).to_be_visible()
    assert page.locator("#turns .sheet:not(.folded)").count() == 0
    assert check(page, "grief") == []


def test_in_danger_numbers_come_before_everything_and_leaving_is_one_touch(visit: Visit) -> None:
    page = visit("/safe")
    say(page, "Mies lyö mua ja pelkään")
    page.wait_for_url("**/conversation*")
    said = page.locator("#turns > .machine").last
    first = said.locator(".said > *").first
    assert first.get_attribute("class") == "numbers"
    assert first.locator("a").first.get_attribute("href") == "tel:112"
    exit = page.locator("#exit")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert exit.evaluate("node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }")
    assert check(page, "danger") == []
    page.context.route(AWAY + "/**", lambda route: route.fulfill(body="sää"))
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(AWAY + "/")
    until(page, lambda: not [one for one in page.context.cookies() if one["name"] == "luukku"])


def test_the_way_out_comes_to_a_page_that_was_open_before_the_danger_was_told(visit: Visit) -> None:
    page = visit()
    say(page, "Moi, meille syntyi eilen poika!")
    page.wait_for_url("**/conversation*")
    assert page.locator("#exit").is_hidden() and page.locator(".leaving").count() == 0
    say(page, "Mies lyö mua ja pelkään")
    expect(page.locator("#exit")).to_be_visible()
    leaving = page.locator("#turns .leaving")
    expect(leaving.locator("a[href='/safe']")).to_be_visible()
    assert check(page, "danger told later") == []
    page.context.route(AWAY + "/**", lambda route: route.fulfill(body="sää"))
    leaving.locator("a[href='/leave']").click()
    page.wait_for_url(AWAY + "/")


def test_a_safe_conversation_leaves_the_one_before_as_it_was(visit: Visit) -> None:
    page = visit("/")
    say(page, "Moi, meille syntyi eilen poika!")
    before = page.context.cookies()[0]
    page.goto("/safe")
    assert page.context.cookies()[0]["value"] == before["value"]
    say(page, "Haluan puhua jostain muusta")
    page.wait_for_url("**/conversation*")
    now = page.context.cookies()[0]
    assert now["value"] != before["value"] and now["expires"] == -1
    expect(page.locator("#exit")).to_be_visible()
    expect(page).to_have_title("Keskustelu – Luukku")
    assert "poika" not in page.locator("#log").inner_text()
    page.goto("/resume")
    assert page.locator("form[action='/branch-code']").count() == 0


def test_of_several_situations_the_one_at_hand_is_marked_with_a_word(visit: Visit) -> None:
    page = visit("/")
    say(page, "Moi, meille syntyi eilen poika!")
    page.wait_for_url("**/conversation*")
    say(page, "Mieheni kuoli viime viikolla")
    page.locator("#cases .chip").nth(1).wait_for()
    marked = page.locator("#cases [aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("nyt esillä")
    other = page.locator("#cases button")
    title = other.inner_text()
    page.fill("#m", "tätä en vielä lähettänyt")
    other.click()
    expect(page.locator("#cases [aria-current]")).to_contain_text(title)
    expect(page.locator("#m")).to_have_value("tätä en vielä lähettänyt")
    assert check(page, "several") == []
