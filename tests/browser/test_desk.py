"""The desk in a browser: the door, the queue, one conversation, two people at once, keys, undo; no finding of axe in any state."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PASSWORD, WIDE, at_desk, call_human, row_of, sign_in, take, with_case
from tests.browser.test_looks import MODES, check
from tests.browser.visitor import PHONE, Visit, wait_live


def test_a_wrong_password_and_an_unknown_login_get_the_same_words_and_no_cookie(visit: Visit) -> None:
    page = visit("/desk/sign-in", **WIDE)
    said = []
    for login in ("aino", "nobody"):
        sign_in(page, login, "wrong password here")
        page.locator("#fault:not([hidden])").wait_for()
        said.append(page.locator("#fault .reason").inner_text())
        assert page.title().startswith("Virhe: ") and page.input_value("#login") == login
    assert said[0] == said[1] and page.context.cookies() == []
    assert page.get_attribute("#password", "autocomplete") == "current-password"
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
    assert "Luvattu" in row.inner_text() and "verkko" in row.inner_text()
    row.locator("a").click()
    desk.locator("form[data-take]").wait_for()
    assert "vadelmavene" not in desk.content() and desk.locator("#closed-reply").is_disabled()
    desk.click("form[data-take] button")
    expect(desk.locator("#turns")).to_contain_text("vadelmavene")
    expect(desk.locator("#support")).to_contain_text("Asiakas näkee saman")


def test_a_claim_is_shown_to_others_within_a_second_and_their_box_is_shut(visit: Visit) -> None:
    customer = visit("/")
    number = call_human(customer)
    first, second = at_desk(visit), at_desk(visit, "aino")
    row_of(second, number).locator("a").click()
    second.locator("form[data-take]").wait_for()
    wait_live(second)
    take(first, number)
    expect(second.locator("#holds")).to_have_text("Päivi Lehto vastaa", timeout=1_000)
    assert second.locator("form[data-take] button").is_disabled() and second.locator("#closed-reply").is_disabled()
    assert row_of(second, number).locator(".holder").inner_text() == "Päivi Lehto vastaa"


def test_a_reply_waits_eight_seconds_in_which_it_can_be_undone(visit: Visit) -> None:
    customer, desk = with_case(visit)
    desk.clock.install()
    desk.fill("#reply", "Väärä vastaus")
    desk.click("[data-reply] .btn.main")
    desk.locator(".pending").wait_for()
    desk.clock.run_for(5_000)
    desk.locator(".pending button").click()
    assert desk.input_value("#reply") == "Väärä vastaus"
    desk.fill("#reply", "Hei, olen Päivi.")
    desk.click("[data-reply] .btn.main")
    desk.clock.run_for(7_500)
    assert customer.locator("#turns .person").count() == 0
    desk.clock.run_for(1_000)
    expect(customer.locator("#turns .person .words")).to_have_text("Hei, olen Päivi.")
    expect(desk.locator("#turns > .person:not(.pending)")).to_have_count(1)
    assert "Väärä" not in customer.content()


def test_what_the_customer_writes_comes_to_the_open_page(visit: Visit) -> None:
    customer, desk = with_case(visit)
    wait_live(desk)
    desk.fill("#reply", "kesken")
    customer.fill("#m", "Kiitos kun vastasit")
    customer.click(".compose .btn")
    expect(desk.locator("#turns > .you").last).to_contain_text("Kiitos kun vastasit")
    assert desk.input_value("#reply") == "kesken"
    expect(customer.locator("#turns .machine")).to_have_count(1)


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
    assert "Soitan huomenna" not in customer.locator("#log").inner_text()


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
    assert desk.input_value("#reply") == "jknbu?"
    desk.locator("#talk-name").click()
    desk.keyboard.press("?")
    assert desk.locator("#keys").is_visible()
    assert check(desk, "keys") == []
    desk.keyboard.press("Escape")
    desk.click("#keys-switch")
    desk.locator("#talk-name").click()
    desk.keyboard.press("r")
    assert desk.evaluate("document.activeElement.id") != "reply"
    desk.reload()
    assert desk.get_attribute("#keys-switch", "aria-checked") == "false"


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
    customer.fill("#m", "Moi, meille syntyi eilen poika!")
    customer.click("main .btn.main")
    customer.locator("#lit h2").wait_for()
    customer.goto("/resume")
    customer.click("form[action='/branch-code'] button")
    code = customer.locator(".aloud code").inner_text()
    assert check(customer, "branch code") == []
    desk = at_desk(visit)
    desk.goto("/desk/join")
    desk.fill("#code", "AAAAAA")
    desk.click(".door .btn.main")
    desk.locator("#fault:not([hidden])").wait_for()
    desk.fill("#code", code.lower())
    desk.click(".door .btn.main")
    expect(desk.locator("#turns")).to_contain_text("meille syntyi eilen poika")


@pytest.mark.thorough
def test_a_steward_sees_the_queue_and_who_may_come_in_but_takes_nothing(visit: Visit) -> None:
    customer = visit("/")
    number = call_human(customer)
    desk = at_desk(visit, "sirkka")
    row_of(desk, number).locator("a").click()
    desk.locator("#talk-name").wait_for()
    assert desk.locator("form[data-take]").count() == 0
    desk.goto("/desk/people")
    assert "Päivi Lehto" in desk.locator("main").inner_text()
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
        assert desk.locator(".pane:visible").count() == 1
