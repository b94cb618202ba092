"""The permission card: three parts, equal buttons, nothing chosen beforehand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit, reach_card, say, settle, wait_live


@pytest.mark.requirement("R-02")
def test_the_card_has_its_parts_and_nothing_is_chosen_beforehand(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    parts = page.locator("#lit h3").all_inner_texts()
    assert parts == ["Annat luvan", "Pyydät"]
    expect(page.locator("#lit .by-law > summary")).to_be_visible()
    assert page.locator("#lit :checked, #lit [aria-pressed=true]").count() == 0
    assert page.locator("#lit .by-law button").count() == 0


@pytest.mark.requirement("R-02")
def test_yes_and_no_look_alike(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    style = "node => { const s = getComputedStyle(node); return [s.backgroundColor, s.color, s.fontWeight, s.borderColor, s.height] }"
    for pair in page.locator("#lit .pair").all():
        no, yes = pair.locator("button").all()
        assert no.evaluate(style) == yes.evaluate(style)
        left, right = no.bounding_box(), yes.bounding_box()
        assert left and right and abs(left["width"] - right["width"]) < 1


def test_the_first_choice_is_in_sight_on_a_phone(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    page.goto("/conversation#latest")
    page.locator("#lit h2").scroll_into_view_if_needed()
    top = page.locator("#lit .lit").bounding_box()
    buttons = page.locator("#lit .pair").first.bounding_box()
    assert top and buttons and buttons["y"] + buttons["height"] - top["y"] < 740


def test_each_row_says_who_what_why_and_how_long(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    row = page.locator("#lit .rows > li").first
    assert row.locator("h4").inner_text()
    row.locator("summary").click()
    expect(row.locator(".terms dt").first).to_be_visible()
    terms = row.locator(".terms dt").all_inner_texts()
    assert {"Mitä", "Miksi", "Kauanko"} <= set(terms)


@pytest.mark.requirement("R-02")
def test_a_refused_row_keeps_the_conversation_going(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    page.locator("#lit [name=deny]").first.click()
    page.locator("#lit .rows > li .state").first.wait_for()
    assert page.locator("#lit [name=send]").count() >= 1
    expect(page.locator("#m")).to_be_enabled()


def test_allowed_and_sent_the_card_folds_and_the_plan_asks_to_sign_in(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    while (open_rows := page.locator("#lit [name=allow], #lit [name=send]").count()) > 0:
        page.locator("#lit [name=allow], #lit [name=send]").first.click()
        page.wait_for_function("n => document.querySelectorAll('#lit [name=allow], #lit [name=send]').length < n", arg=open_rows)
    expect(page.locator(".facts.answered dd").nth(1)).to_be_visible()
    expect(page.locator("#lit form")).to_have_count(0)
    page.goto("/plan")
    expect(page.locator(".lit a[href='/sign-in']")).to_be_visible()


def test_signing_in_is_a_link_and_comes_back_to_the_plan(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    page.locator("#lit [name=send]").first.click()
    page.locator("#lit .state, .facts.answered").first.wait_for()
    page.goto("/plan")
    page.click("a[href='/sign-in']")
    page.get_by_text("aino", exact=False).first.click()
    page.wait_for_url("**/plan")
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("a[href='/sign-in']").count() == 0


def test_turning_round_at_the_provider_sends_nothing(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    page.goto("/sign-in/back?error=access_denied&state=x")
    assert page.locator("main [role=status]").first.inner_text()


def test_an_old_card_says_so_and_changes_nothing(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    reach_card(page)
    action = page.locator("#lit form").first.get_attribute("action")
    page.locator("#lit form").first.evaluate("(form, old) => form.setAttribute('action', old)", f"{action}0")
    page.locator("#lit [name=deny]").first.click()
    expect(page).to_have_title(re.compile("^Virhe: "))


@pytest.mark.requirement("R-05")
def test_a_permission_is_taken_back_in_two_clicks_with_a_receipt(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    reach_card(page)
    page.locator("#lit [name=send]").first.click()
    page.locator("#lit .state, .facts.answered").first.wait_for()
    page.click(".nav a[href='/plan']")
    page.locator("form[action$='/withdraw'] button").first.click()
    expect(page.locator("main [role=status]").first).to_have_text(re.compile("^\\s*Peruttu"))
    settle(page)
    assert page.locator("form[action$='/withdraw']").count() == 0
    page.goto("/known")
    expect(page.locator(".entries", has_text="Peruit luvan")).to_have_count(1)


def test_a_no_is_thought_over_on_the_plan_and_asked_again_on_a_new_card(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    page.locator("#lit [name=deny]").first.click()
    page.locator("#lit .state").first.wait_for()
    page.goto("/plan")
    page.locator("form[action$='/again'] button").first.click()
    page.wait_for_url("**/conversation*")
    expect(page.locator("#lit [name=allow]").first).to_be_visible()


def test_a_whole_matter_is_ended_after_it_was_said_what_that_does(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    page.goto("/plan")
    assert not page.locator("form[action$='/close'] button").is_visible()
    page.locator("details:has(form[action$='/close']) summary").click()
    page.click("form[action$='/close'] button")
    page.wait_for_url("**/plan?note=closed")
    assert page.locator("main [role=status]").first.inner_text()
    assert page.locator("form[action$='/withdraw'], form[action$='/done']").count() == 0


@pytest.mark.thorough
def test_a_tab_that_was_open_before_signing_in_goes_on(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    wait_live(page)
    page.locator("#lit [name=send]").first.click()
    page.locator("#lit .state").first.wait_for()
    other = page.context.new_page()
    other.goto("/plan")
    other.click("a[href='/sign-in']")
    other.get_by_text("aino", exact=False).first.click()
    other.wait_for_url("**/plan")
    answers = page.locator("#turns > li.machine").count()
    say(page, "Kiitos")
    page.locator("#turns > li.machine").nth(answers).wait_for()
    expect(page.locator("#fault")).to_be_hidden()


def test_what_is_opened_on_a_card_stays_open_when_another_row_is_answered(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    wait_live(page)
    terms = page.locator("#lit .terms").nth(1)
    terms.locator("summary").click()
    terms.locator("summary").focus()
    expect(terms.locator("dt").first).to_be_visible()
    other = page.context.new_page()
    other.goto("/conversation")
    other.locator("#lit [name=deny]").first.click()
    page.locator("#lit .state").first.wait_for()
    expect(terms.locator("dt").first).to_be_visible()
    expect(terms.locator("summary")).to_be_focused()
    expect(terms.locator("summary")).to_be_in_viewport()
    expect(page.locator("#lit .terms[open]")).to_have_count(1)


def test_a_receipt_is_taken_away_and_a_fact_left_out_without_script(visit: Visit) -> None:
    """Giving took one click on the card; taking back takes one under Tietoni, and so does leaving out."""
    page = visit(java_script_enabled=False)
    reach_card(page)
    page.locator("#lit [name=allow]").first.click()
    page.locator("#lit .state, .facts.answered").first.wait_for()
    page.goto("/known")
    outs = page.locator("form[action$='/narrow'] button")
    before = outs.count()
    assert before
    outs.first.click()
    page.wait_for_url("**/known#permissions")
    assert page.locator("form[action$='/narrow'] button").count() < before
    with page.expect_download() as taken:
        page.locator("a[href^='/known/receipts/']").first.click()
    assert taken.value.suggested_filename.startswith("luukku-receipt-narrowed-")
    assert len(Path(taken.value.path()).read_text().split(".")) == 3
    page.locator("form[action$='/withdraw'] button").first.click()
    page.goto("/known")
    assert page.locator("a[href^='/known/receipts/']").count() == 3
    assert page.locator("form[action$='/withdraw']").count() == 0
