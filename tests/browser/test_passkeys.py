"""Passkeys in a real browser, with Chromium's virtual authenticator: at the desk and back into one's own conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import PASSWORD, WIDE
from tests.browser.test_looks import MODES, check
from tests.browser.visitor import Visit, say, settle

Here = Callable[..., Page]


@pytest.fixture
def here(visit: Visit, server: str) -> Here:
    """Opens a page at localhost: a number has no passkeys."""
    return lambda path, **options: visit(server.replace("127.0.0.1", "localhost") + path, **options)


def give_device(page: Page, *, verifies: bool = True) -> tuple[Any, str]:
    """A device that keeps passkeys and asks nobody. (the line to it, its id)."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    return line, line.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def kept_in(line: Any, device: str) -> list[Any]:
    return list(line.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"])


def go(page: Page, path: str) -> None:
    page.goto(page.evaluate("location.origin") + path)
    settle(page)


def begin(page: Page) -> None:
    say(page, "Moi, meille syntyi eilen poika!")
    page.wait_for_url("**/conversation*")
    go(page, "/known")


def add(page: Page) -> None:
    page.click("form[data-passkey=new] button")
    page.locator("form[action='/passkeys/remove'], form[action='/desk/passkeys/remove']").first.wait_for()


def test_a_passkey_brings_a_customer_back_after_the_cookie_is_gone(here: Here) -> None:
    page = here("/")
    line, device = give_device(page)
    page.goto(page.url)
    begin(page)
    add(page)
    expect(page.locator("#passkeys")).to_be_in_viewport()
    (kept,) = kept_in(line, device)
    assert kept["isResidentCredential"] and kept["rpId"] == "localhost"
    page.context.clear_cookies()
    go(page, "/resume")
    page.click("form[data-passkey=use] button")
    page.wait_for_url("**/conversation*")
    expect(page.locator("#turns")).to_contain_text("Moi, meille syntyi eilen poika!")
    expect(page.locator("#turns")).to_contain_text("Lisäsit pääsyavaimen.")
    go(page, "/known")
    page.click("form[action='/passkeys/remove'] button")
    settle(page)
    page.context.clear_cookies()
    go(page, "/resume")
    page.click("form[data-passkey=use] button")
    expect(page.locator("form[data-passkey=use] [role=status]")).to_contain_text("Pääsyavain ei kelvannut")


def test_an_employee_signs_in_by_passkey_without_the_password(here: Here) -> None:
    page = here("/desk/sign-in", **WIDE)
    give_device(page)
    page.goto(page.url)
    sign_in_here(page, "aino")
    page.click(".nav a[href='/desk/passkeys']")
    page.fill("#password", "jokin aivan muu")
    page.click("form[data-passkey=new] button")
    expect(page.locator("form[data-passkey=new] [role=status]")).to_have_text("Salasana ei täsmää. Avainta ei lisätty.")
    page.fill("#password", PASSWORD)
    add(page)
    page.click("form[action='/desk/sign-out'] button")
    page.wait_for_url("**/desk/sign-in")
    page.click("form[data-passkey=use] button")
    page.wait_for_url("**/desk")
    expect(page.locator(".me")).to_contain_text("Aino Salo")


def sign_in_here(page: Page, login: str) -> None:
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.click(".door .btn.main")
    page.wait_for_url("**/desk")


def test_who_turns_round_in_the_browsers_dialogue_can_try_again(here: Here) -> None:
    page = here("/resume")
    give_device(page)  # it keeps none yet
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }")
    page.click("form[data-passkey=use] button")
    expect(page.locator("form[data-passkey=use] [role=status]")).to_have_text("Pääsyavainta ei käytetty. Voit yrittää uudelleen.")
    expect(page.locator("form[data-passkey=use] button")).to_be_enabled()


def test_a_browser_without_passkeys_or_script_shows_no_button_and_all_else_works(here: Here, visit: Visit) -> None:
    bare = here("/resume", java_script_enabled=False)
    assert not bare.locator("form[data-passkey]").is_visible() and bare.locator("#code").is_visible()
    numbered = visit("/resume")  # 127.0.0.1: no name to bind one to
    assert not numbered.locator("form[data-passkey]").is_visible()
    page = here("/resume")
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto(page.url)
    settle(page)
    assert not page.locator("form[data-passkey]").is_visible()
    desk = visit("/desk/sign-in", **WIDE)
    assert desk.locator("#password").is_visible() and not desk.locator("form[data-passkey]").is_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_the_pages_with_passkeys(here: Here, mode: str) -> None:
    page = here("/", **MODES[mode])
    give_device(page)
    page.goto(page.url)
    begin(page)
    add(page)
    wrong = check(page, "known with a passkey")
    go(page, "/resume")
    assert wrong + check(page, "resume with a passkey") == []


@pytest.mark.thorough
def test_axe_finds_nothing_at_the_desks_passkeys(here: Here) -> None:
    page = here("/desk/sign-in", **WIDE)
    give_device(page)
    page.goto(page.url)
    wrong = check(page, "door")
    sign_in_here(page, "sirkka")
    go(page, "/desk/passkeys")
    page.fill("#password", PASSWORD)
    add(page)
    assert wrong + check(page, "desk passkeys") == []
