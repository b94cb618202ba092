"""The live line and the network: streams start, start again, end; a message goes exactly once."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.visitor import PATIENCE, Visit, run_server, say, start_talk, until, wait_live


def test_the_stream_starts_in_twenty_four_loads_of_twenty_four(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    for n in range(24):
        page.goto(f"/conversation?load={n}")
        expect(page.locator("html")).to_have_attribute("data-live", "on")


def test_a_refused_first_request_is_tried_again_and_shows_nothing(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    tries: list[str] = []

    def refuse_twice(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) <= 2:
            route.fulfill(status=503, body="<h1>Service unavailable</h1>", content_type="text/html")
        else:
            route.continue_()

    page.route("**/live?*", refuse_twice)
    before = (page.locator("#turns").text_content() or "").split()
    page.reload()
    wait_live(page)
    assert len(tries) == 3
    assert (page.locator("#turns").text_content() or "").split() == before
    expect(page.locator("#status")).to_be_empty()


def test_a_broken_line_is_tried_again_from_where_it_was(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    seen: list[str | None] = []

    def watch(route: Route) -> None:
        seen.append(route.request.headers.get("last-event-id"))
        if len(seen) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/live?*", watch)
    page.reload()
    wait_live(page)
    cursor = page.locator("#turns").get_attribute("data-cursor")
    assert seen[-1] is not None and int(seen[-1]) > 0
    assert cursor is not None and int(cursor) >= int(seen[-1])


def test_a_hidden_tab_lets_its_line_go_and_takes_it_up_again(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    hide(page, True)
    page.locator("html:not([data-live])").wait_for(state="attached")
    other = page.context.new_page()
    other.goto("/conversation")
    say(other, "Tampere")
    assert page.locator("#turns > li.machine").count() == 1
    hide(page, False)
    page.locator("#turns > li.machine").nth(1).wait_for()


def test_the_seventh_tab_is_served_while_six_are_hidden(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    for _ in range(6):
        tab = page.context.new_page()
        tab.goto("/conversation")
        wait_live(tab)
        hide(tab, True)
    last = page.context.new_page()
    last.goto("/conversation")
    expect(last.locator("html")).to_have_attribute("data-live", "on")


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_offline_the_message_waits_and_is_sent_once_on_return(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    page.context.set_offline(True)
    page.locator("#offline").wait_for()
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    expect(page.locator("#turns > li.unsent .mine")).to_have_text("Ei vielä lähetetty")
    page.context.set_offline(False)
    page.locator("#turns > li.machine").nth(1).wait_for()
    page.locator("#offline").wait_for(state="hidden")
    page.reload()
    expect(page.locator("#turns > li.you")).to_have_count(2)


def test_offline_the_first_message_waits_in_its_box(visit: Visit) -> None:
    page = visit()
    page.context.set_offline(True)
    page.fill("#m", "Moi, meille syntyi eilen poika!")
    page.click("main .btn.main")
    expect(page.locator("#m")).to_have_attribute("readonly", "")
    expect(page.locator("#m")).to_have_value("Moi, meille syntyi eilen poika!")
    page.context.set_offline(False)
    page.locator("#turns > li.machine").first.wait_for()
    expect(page.locator("#turns > li.you")).to_have_count(1)


@pytest.mark.parametrize("after_arrival", [True, False])
def test_a_lost_answer_sends_the_same_message_again_and_it_counts_once(visit: Visit, after_arrival: bool) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    ids: list[str] = []
    lost: list[bool] = []

    def lose_once(route: Route) -> None:
        ids.append(route.request.post_data or "")
        if len(ids) == 1:
            if after_arrival:
                route.fetch()
            route.abort()
            lost.append(True)
        else:
            route.continue_()

    page.route("**/messages", lose_once)
    page.fill("#m", "Tampere")
    page.click(".compose .btn")
    page.wait_for_function("() => document.querySelectorAll('#turns > li.machine').length === 2 && !document.querySelector('#turns > li.unsent')")
    until(page, lambda: bool(lost))  # the stream may show the answer before the lost one has gone
    page.unroute("**/messages")
    page.reload()
    expect(page.locator("#turns > li.you")).to_have_count(2)
    sent = [part for text in ids for part in text.split("&") if part.startswith("sent=")]
    assert len(set(sent)) == 1


def test_a_busy_counter_is_asked_again_and_the_words_stay(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    wait_live(page)
    tries: list[int] = []

    def busy_once(route: Route) -> None:
        tries.append(1)
        if len(tries) == 1:
            route.fulfill(status=429, json={"error": "busy", "text": "x", "seconds": 1})
        else:
            route.continue_()

    page.route("**/messages", busy_once)
    say(page, "Tampere")
    assert len(tries) == 2


def test_a_stop_ends_open_streams_and_the_page_goes_on_after_the_restart(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    with run_server(tmp_path, "--port", "0") as (address, process):
        page.goto(address)
        start_talk(page)
        wait_live(page)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE / 1000) == 0
    page.locator("html:not([data-live])").wait_for(state="attached")
    assert page.locator("#turns > li.machine").count() == 1
    with run_server(tmp_path, "--port", address.rsplit(":", 1)[1]):
        with page.expect_request("**/live?*") as asked:
            page.evaluate("dispatchEvent(new Event('online'))")
        assert int(asked.value.headers["last-event-id"]) > 0
        wait_live(page)
        say(page, "Tampere")
        expect(page.locator("#turns > li.you")).to_have_count(2)
    context.close()
