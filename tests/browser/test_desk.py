"""The desk in a browser: the door, the queue, one conversation, two people at once, keys, undo; no finding of axe in any state."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PASSWORD, WIDE, at_desk, call_human, hold_clock, row_of, say_to_human, sign_in, take, with_case
from tests.browser.test_looks import MODES, check
from tests.browser.visitor import PHONE, Visit, settle, start_talk, wait_live


def test_a_wrong_password_and_an_unknown_login_get_the_same_words_and_no_cookie(visit: Visit) -> None:
    page = visit("/desk/sign-in", **WIDE)
    said = []
    for login in ("aino", "nobody"):
        sign_in(page, login, "wrong password here")
        page.locator("#fault:not([hidden])").wait_for()
        said.append(page.locator("#fault .reason").inner_text())
        expect(page).to_have_title(re.compile("^Virhe: "))
        expect(page.locator("#login")).to_have_value(login)
    assert said[0] == said[1] and page.context.cookies() == []
    expect(page.locator("#password")).to_have_attribute("autocomplete", "current-password")
    assert check(page, "sign-in error") == []


@pytest.mark.thorough
def test_the_desk_is_shut_to_those_who_have_not_signed_in(visit: Visit) -> None:
    page = visit("/desk", **WIDE)
    assert page.url.endswith("/desk/sign-in")
    sign_in(page, "aino")
    page.locator("#queue").wait_for()
    cookie = page.context.cookies()[0]
    assert (cookie["name"], cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == ("luukku-desk", "/desk", True, "Strict")
    page.click("form[action='/desk/sign-out'] button")
    page.locator("#login").wait_for()
    page.goto("/desk")
    assert "/desk/sign-in" in page.url


def test_a_row_tells_the_situation_and_the_promise_and_opens_to_nobody_before_it_is_taken(visit: Visit) -> None:
    customer = visit("/")
    number = call_human(customer, "Haluan puhua ihmiselle, salasanani on vadelmavene")
    desk = at_desk(visit)
    row = row_of(desk, number)
    expect(row).to_contain_text("Luvattu")
    expect(row).to_contain_text("verkko")
    row.locator("a").click()
    desk.locator("form[data-take]").wait_for()
    expect(desk.locator("#closed-reply")).to_be_disabled()
    settle(desk)
    assert "vadelmavene" not in desk.content()
    desk.click("form[data-take] button")
    expect(desk.locator("#turns")).to_contain_text("vadelmavene")
    expect(desk.locator("#support")).to_contain_text("Asiakas näkee saman")


def test_a_claim_is_shown_to_others_live_and_their_box_is_shut(visit: Visit) -> None:
    customer = visit("/")
    number = call_human(customer)
    first, second = at_desk(visit), at_desk(visit, "aino")
    row_of(second, number).locator("a").click()
    second.locator("form[data-take]").wait_for()
    wait_live(second)
    take(first, number)
    expect(second.locator("#holds")).to_have_text("Päivi Lehto vastaa")
    expect(second.locator("form[data-take] button")).to_be_disabled()
    expect(second.locator("#closed-reply")).to_be_disabled()
    expect(row_of(second, number).locator(".holder")).to_have_text("Päivi Lehto vastaa")


def test_a_reply_waits_eight_seconds_in_which_it_can_be_undone(visit: Visit) -> None:
    customer, desk = with_case(visit)
    wait_live(desk)
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    hold_clock(desk)
    desk.fill("#reply", "Väärä vastaus")
    desk.click("[data-reply] .btn.main")
    desk.locator(".pending").wait_for()
    desk.clock.run_for(5_000)
    desk.locator(".pending button").click()
    expect(desk.locator("#reply")).to_have_value("Väärä vastaus")
    desk.fill("#reply", "Hei, olen Päivi.")
    desk.click("[data-reply] .btn.main")
    desk.clock.run_for(7_500)
    expect(desk.locator(".pending .count")).to_contain_text("1")
    assert sent == [] and customer.locator("#turns .person").count() == 0
    desk.clock.run_for(1_000)
    expect(customer.locator("#turns .person .words")).to_have_text("Hei, olen Päivi.")
    expect(desk.locator("#turns > .person:not(.pending)")).to_have_count(1)
    assert "Väärä" not in customer.content() and len(sent) == 1


def test_what_the_customer_writes_comes_to_the_open_page(visit: Visit) -> None:
    customer, desk = with_case(visit)
    wait_live(desk)
    desk.fill("#reply", "kesken")
    say_to_human(customer, "Kiitos kun vastasit")
    expect(desk.locator("#turns > .you").last).to_contain_text("Kiitos kun vastasit")
    expect(desk.locator("#reply")).to_have_value("kesken")
    assert customer.locator("#turns .machine").count() == 1


@pytest.mark.thorough
def test_a_note_looks_different_and_is_not_said(visit: Visit) -> None:
    customer, desk = with_case(visit)
    wait_live(desk)
    desk.keyboard.press("n")
    expect(desk.locator("#note")).to_be_focused()
    looks = desk.evaluate("['#reply', '#note'].map(id => { const one = getComputedStyle(document.querySelector(id)); return one.borderStyle + one.backgroundColor; })")
    assert looks[0] != looks[1]
    desk.keyboard.type("Soitan huomenna rbu")
    desk.click("form.note[action$='/note'] .btn")
    expect(desk.locator(".jottings")).to_contain_text("Soitan huomenna rbu")
    customer.reload()
    expect(customer.locator("#turns .ruled")).to_contain_text("Kone on hiljaa")
    assert "Soitan huomenna" not in customer.content()


def test_keys_move_open_and_write_but_never_while_typing_and_not_when_switched_off(visit: Visit) -> None:
    customers = [visit("/") for _ in range(2)]
    numbers = [call_human(customer) for customer in customers]
    desk = at_desk(visit)
    wait_live(desk)
    desk.keyboard.press("j")
    first = desk.evaluate("document.activeElement.dataset.row")
    desk.keyboard.press("j")
    assert first and desk.evaluate("document.activeElement.dataset.row") != first
    desk.keyboard.press("k")
    assert desk.evaluate("document.activeElement.dataset.row") == first
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/desk/{first}")
    desk.goto("/desk")
    take(desk, numbers[0])
    wait_live(desk)
    desk.keyboard.press("r")
    expect(desk.locator("#reply")).to_be_focused()
    desk.keyboard.type("jknbu?")
    expect(desk.locator("#reply")).to_have_value("jknbu?")
    desk.locator("#talk-name").click()
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    assert check(desk, "keys") == []
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()
    desk.click("#keys-switch")
    expect(desk.locator("#keys-switch")).to_have_attribute("aria-checked", "false")
    desk.locator("#talk-name").click()
    desk.keyboard.press("r")
    assert desk.evaluate("document.activeElement.id") != "reply"
    desk.reload()
    expect(desk.locator("#keys-switch")).to_have_attribute("aria-checked", "false")


def test_handing_back_gives_the_word_to_the_machine(visit: Visit) -> None:
    customer, desk = with_case(visit)
    expect(customer.locator("#answers")).to_have_text("Päivi Lehto vastaa")
    wait_live(desk)
    desk.keyboard.press("b")
    expect(desk.locator("#back-text")).to_be_focused()
    desk.keyboard.type("Kone jatkaa tästä.")
    desk.click("form[action$='/hand-back'] .btn")
    desk.wait_for_url("**/desk")
    expect(customer.locator("#answers")).to_have_text("Vastaaja on kone")
    expect(customer.locator("#turns .person .words")).to_have_text("Kone jatkaa tästä.")


@pytest.mark.thorough
def test_the_branch_joins_by_the_code_that_is_read_aloud(visit: Visit) -> None:
    customer = visit("/")
    start_talk(customer)
    customer.goto("/resume")
    customer.click("form[action='/branch-code'] button")
    code = customer.locator(".aloud code").inner_text()
    assert check(customer, "branch code") == []
    desk = at_desk(visit)
    desk.goto("/desk/join")
    desk.fill("#code", "AAAAAA")
    desk.click(".door .btn.main")
    desk.locator("#fault:not([hidden])").wait_for()
    settle(desk)
    desk.fill("#code", code.lower())
    desk.click(".door .btn.main")
    expect(desk.locator("#turns")).to_contain_text("meille syntyi eilen poika")


@pytest.mark.thorough
def test_a_steward_sees_the_queue_and_who_may_come_in_but_takes_nothing(visit: Visit) -> None:
    customer = visit("/")
    number = call_human(customer)
    desk = at_desk(visit, "sirkka")
    row_of(desk, number).locator("a").click()
    desk.locator("#holds").wait_for()
    settle(desk)
    assert desk.locator("form[data-take]").count() == 0
    desk.goto("/desk/people")
    expect(desk.locator("main")).to_contain_text("Päivi Lehto")
    assert check(desk, "people") == []


def test_everything_works_without_script(visit: Visit) -> None:
    customer, desk = with_case(visit, java_script_enabled=False)
    desk.fill("#reply", "Ilman skriptiä")
    desk.click("[data-reply] .btn.main")
    expect(desk.locator("#turns .person")).to_contain_text("Ilman skriptiä")
    expect(customer.locator("#turns .person .words")).to_have_text("Ilman skriptiä")
    desk.click("form[action$='/let-go'] .btn")
    desk.wait_for_url("**/desk")


@pytest.mark.parametrize("mode", ["wide", *(pytest.param(mode, marks=pytest.mark.thorough) for mode in MODES)])
def test_axe_finds_nothing_at_the_desk(visit: Visit, mode: str) -> None:
    options = {**WIDE, **(MODES[mode] if mode in MODES else {})}
    if mode in ("phone", "forced"):
        options |= PHONE
    customer, desk = with_case(visit, "aino", **options)
    wrong = check(desk, "open case")
    for part in ("queue", "support", "talk"):
        desk.goto(desk.url.partition("#")[0] + f"#{part}")
        wrong += check(desk, part)
    for path in ("/desk", "/desk/join", "/desk/nothing"):
        desk.goto(path)
        wrong += check(desk, path)
    assert wrong == []
    assert PASSWORD not in desk.content()


@pytest.mark.thorough
def test_at_double_size_nothing_is_wider_than_a_phone(visit: Visit) -> None:
    _, desk = with_case(visit, viewport={"width": 320, "height": 700})
    for part in ("queue", "talk", "support"):
        desk.goto(desk.url.partition("#")[0] + f"#{part}")
        desk.evaluate("() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]; }")
        assert check(desk, f"{part} at double size") == []
        expect(desk.locator(".pane:visible")).to_have_count(1)


@pytest.mark.parametrize("mode", ["wide", *(pytest.param(mode, marks=pytest.mark.thorough) for mode in MODES)])
def test_axe_finds_nothing_on_the_stewards_page_nor_where_a_case_is_looked_into(visit: Visit, mode: str) -> None:
    options = {**WIDE, **(MODES[mode] if mode in MODES else {})}
    if mode in ("phone", "forced"):
        options |= PHONE
    steward = at_desk(visit, "sirkka", **options)
    steward.goto("/desk/overview")
    wrong = check(steward, "overview")
    steward.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    wrong += check(steward, "overview with every case")
    _, holder = with_case(visit, "paivi")
    other = at_desk(visit, "aino", **options)
    other.goto(holder.url.partition("#")[0])
    other.click("#glass summary")
    wrong += check(other, "about to look in")
    other.locator("#glass input[type=radio]").first.check()
    other.fill("#glass-words", "Kollega sairastui")
    other.click("#glass button")
    expect(other.locator("#looking-in")).to_be_visible()
    assert wrong + check(other, "looking in") == []
