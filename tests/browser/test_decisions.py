"""A decision in the page: told with its reason, open to everybody, and a human in one action, by keyboard and without script too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import at_desk, take
from tests.browser.test_looks import check
from tests.browser.visitor import Visit, say

SPIRAL = ("pikavippejä 14 kpl ja perintätoimisto soittelee joka päivä", "on osa ulosotossa", "ei, vuokra on maksettu")
BUTTON = "form[action$='/review'] button"


def decided(visit: Visit) -> Page:
    page = visit("/")
    for text in SPIRAL:
        say(page, text)
    page.locator(".decision").wait_for()
    return page


def small(page: Page) -> list[str]:
    """Targets of the decision that are too small for a thumb."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main .decision a, main .decision button, main .asks button, main details summary')]
        .filter(node => node.offsetParent && node.getBoundingClientRect().height < 43.5).map(node => node.textContent.trim())"""
    )
    return found


@pytest.mark.requirement("R-41")
def test_the_decision_is_told_and_a_human_looks_again_by_keyboard_alone(visit: Visit) -> None:
    page = decided(visit)
    box = page.locator(".decision")
    expect(box).to_contain_text("Maksusuunnitelmaa ei tehdä automaattisesti.")
    expect(box).to_contain_text("Velkaa on ulosotossa.")
    assert check(page, "talk") == [] and small(page) == []
    button = box.locator(BUTTON)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/decisions/*")
    expect(page.locator(".asks")).to_contain_text("Ihminen tarkistaa päätöksen viimeistään")
    assert page.locator(BUTTON).count() == 0, "asked once"
    assert check(page, "decision") == [] and small(page) == []
    page.goto("/decisions")
    assert check(page, "decisions") == []


def test_why_what_would_change_it_and_where_to_take_it_stand_on_its_page(visit: Visit) -> None:
    page = decided(visit)
    page.click(".decision .onward a")
    page.wait_for_url("**/decisions/*")
    for words in ("Lainoja tai laskuja: enintään 5", "Säännöstä vastaa: Luukku-hanke, raha-asiat", "Ota yhteys kuluttajaneuvontaan", "Palvelun tarjoajan etu."):
        expect(page.locator("main")).to_contain_text(words)
    page.locator("main details summary").press("Enter")
    expect(page.locator("main blockquote")).to_contain_text("Pyydän, että ihminen käsittelee asiani uudelleen.")
    assert check(page, "open") == []


def test_the_employee_answers_and_the_customer_reads_why_in_the_same_page(visit: Visit) -> None:
    page = decided(visit)
    page.click(f".decision {BUTTON}")
    page.goto("/conversation")
    number = re.search(r"\b[A-HJ-NP-Z2-9]{4}\b", page.locator("#human").inner_text())
    assert number is not None
    desk = at_desk(visit)
    take(desk, number[0])
    review = desk.locator(".review")
    expect(review).to_contain_text("velkaa on ulosotossa")
    review.locator("textarea").fill("Sovitaan eristä yhdessä.")
    assert check(desk, "desk") == []
    review.locator("button[value=changed]").click()
    expect(desk.locator(".review")).to_have_count(0)
    expect(page.locator("#turns")).to_contain_text("tarkisti päätöksen ja muutti sen. ”Sovitaan eristä yhdessä.”")
