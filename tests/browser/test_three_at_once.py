"""Two customers and the desk at once: a human answers one, the machine goes on with the other, and every page follows live."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.desk import at_desk, call_human, hold_clock, row_of, say_to_human, take
from tests.browser.visitor import Visit, say, settle, wait_live

GRIEF = "Mieheni kuoli viime viikolla, en jaksa näitä papereita."
CHILD = "Moi, meille syntyi eilen poika!"


def mark(*pages: Page) -> None:
    """From now on these pages must not be loaded again."""
    for page in pages:
        wait_live(page)
        page.evaluate("window.sameLoad = true")


def same_load(*pages: Page) -> bool:
    return all(page.evaluate("window.sameLoad === true") for page in pages)


def test_a_human_answers_one_customer_while_the_machine_goes_on_with_the_other(visit: Visit) -> None:
    bereaved, parent = visit(), visit()
    say(bereaved, GRIEF)
    bereaved.wait_for_url("**/conversation*")
    number = call_human(bereaved, "Haluan puhua ihmiselle")
    say(parent, CHILD)
    parent.locator("#lit h2").wait_for()
    paivi, aino = at_desk(visit), at_desk(visit, "aino")
    mark(bereaved, parent, aino)

    take(paivi, number)
    expect(row_of(aino, number).locator(".holder")).to_have_text("Päivi Lehto vastaa")
    expect(bereaved.locator("#answers")).to_have_text("Päivi Lehto vastaa")
    expect(parent.locator("#answers")).to_have_text("Vastaaja on kone")

    say(parent, "Tampere")
    expect(parent.locator("#lit .option").first).to_be_visible()
    wait_live(paivi)
    hold_clock(paivi)
    paivi.fill("#reply", "Otan osaa. Autan näissä.")
    paivi.click("[data-reply] .btn.main")
    paivi.clock.run_for(9_000)
    expect(bereaved.locator("#turns .person .words")).to_have_text("Otan osaa. Autan näissä.")
    say_to_human(bereaved, "Kiitos sinulle")
    expect(paivi.locator("#turns > .you").last).to_contain_text("Kiitos sinulle")
    assert bereaved.locator("#turns > .machine").count() == 2, "the machine is silent"

    seen = paivi.content() + aino.content()
    assert "syntyi" not in seen and "Lapsen syntymä" not in paivi.locator("#talk").inner_text()
    assert "Otan osaa. Autan" not in parent.content() and GRIEF not in aino.content()

    paivi.click("#back summary")
    paivi.click("form[action$='/hand-back'] .btn")
    paivi.wait_for_url("**/desk")
    expect(bereaved.locator("#answers")).to_have_text("Vastaaja on kone")
    expect(row_of(aino, number)).to_have_count(0)
    say(parent, "palkkatöissä")
    parent.locator("#lit .rows").first.wait_for()
    assert same_load(bereaved, parent, aino)


def test_each_employee_reads_the_customer_they_took_and_no_other(visit: Visit) -> None:
    bereaved, parent = visit(), visit()
    first, second = call_human(bereaved, GRIEF + " Haluan puhua ihmiselle."), call_human(parent, CHILD + " Haluan puhua ihmiselle.")
    paivi, aino = at_desk(visit), at_desk(visit, "aino")
    take(paivi, first)
    take(aino, second)
    expect(bereaved.locator("#answers")).to_have_text("Päivi Lehto vastaa")
    expect(parent.locator("#answers")).to_have_text("Aino Salo vastaa")
    expect(paivi.locator("#turns")).to_contain_text("papereita")
    expect(aino.locator("#turns")).to_contain_text("poika")
    assert "poika" not in paivi.content() and "papereita" not in aino.content()
    row_of(paivi, second).locator("a").click()
    expect(paivi.locator("#holds")).to_have_text("Aino Salo vastaa")
    expect(paivi.locator("#closed-reply")).to_be_disabled()
    settle(paivi)
    assert "poika" not in paivi.content()
