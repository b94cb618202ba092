"""By whose rules, in whose interest: the open page, the folds, the offer and the cheaper version, as people see and reach them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_looks import MODES, check
from tests.browser.visitor import Visit, reach_card, settle


def settle_case(page: Page) -> None:
    """Story 1 with its card answered: nothing waits for the customer but their own steps."""
    reach_card(page)
    while page.locator("#lit [name=deny]").count():
        left = page.locator("#lit [name=deny]").count()
        page.locator("#lit [name=deny]").first.click()
        expect(page.locator("#lit [name=deny]")).to_have_count(left - 1)
    for name in range(page.locator("#lit [name=send]").count(), 0, -1):
        page.locator("#lit [name=send]").first.click()
        expect(page.locator("#lit [name=send]")).to_have_count(name - 1)
    page.goto("/plan")
    settle(page)


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("mode", ["phone", *(pytest.param(mode, marks=pytest.mark.thorough) for mode in MODES if mode != "phone")])
def test_by_whose_rules_is_open_to_all_and_has_no_finding(visit: Visit, mode: str) -> None:
    page = visit("/rules/fi", **MODES[mode])
    expect(page.locator("h1")).to_have_text("Kenen säännöillä?")
    assert page.context.cookies() == []
    wrong = check(page, "rules")
    for summary in page.locator("main summary").all()[:3] + page.locator("#pack-child summary").all():
        summary.click()
    assert wrong + check(page, "rules, open") == []


@pytest.mark.requirement("R-45")
def test_a_rule_opens_by_keyboard_and_reads_on_paper(visit: Visit) -> None:
    page = visit("/rules/en", java_script_enabled=False)
    rule = page.locator("#rule-nothing-sold")
    expect(rule.locator("h3")).to_have_text("In this situation nothing is sold to you.")
    summary = rule.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(rule.locator("dd").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(rule.locator("dd").first).not_to_be_visible()
    page.emulate_media(media="print")
    expect(rule.locator("dd").first).to_be_visible()


@pytest.mark.requirement("R-46")
def test_every_page_leads_to_the_rules_from_its_foot(visit: Visit) -> None:
    page = visit()
    page.locator("footer a", has_text="Kenen säännöillä?").click()
    expect(page.locator("h1")).to_have_text("Kenen säännöillä?")


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize("mode", ["phone", pytest.param("narrow-dark", marks=pytest.mark.thorough), pytest.param("forced", marks=pytest.mark.thorough)])
def test_the_plan_says_whose_interest_before_it_is_opened_and_the_offer_stands_last_and_apart(visit: Visit, mode: str) -> None:
    page = visit(**MODES[mode])
    settle_case(page)
    steps = page.locator(".tasks > li")
    assert steps.count() > 5 and steps.locator(".why > summary").count() == steps.count()
    assert all("Kenen etu:" in words for words in steps.locator(".why > summary").all_inner_texts())
    leaf = page.locator(".leaf")
    expect(leaf).to_have_count(1)
    expect(leaf.locator(".tag")).to_have_text("Mainos: ei kuulu suunnitelmaan")
    assert page.locator(".lit .leaf, .tasks .leaf").count() == 0
    assert page.evaluate("() => { const leaf = document.querySelector('.leaf'); return [...document.querySelectorAll('.plan .tasks, .plan .lit')].every(one => one.compareDocumentPosition(leaf) & Node.DOCUMENT_POSITION_FOLLOWING) }")
    for summary in page.locator("main .why > summary").all():
        summary.click()
    assert check(page, "plan, all open") == []


@pytest.mark.requirement("R-46")
def test_the_buttons_that_end_an_offer_are_alike_and_one_click_ends_it(visit: Visit) -> None:
    page = visit()
    settle_case(page)
    this, all_ = page.locator(".leaf .pair button").all()
    style = "node => { const s = getComputedStyle(node); return [s.backgroundColor, s.color, s.fontWeight, s.borderColor, s.height] }"
    assert this.evaluate(style) == all_.evaluate(style)
    this.click()
    expect(page.locator(".noted")).to_contain_text("Tätä ei enää ehdoteta")
    expect(page.locator(".leaf")).to_have_count(0)
    page.locator("summary", has_text="Mitä et halua nähdä").click()
    page.locator("form[action='/proposals/again'] button").click()
    expect(page.locator(".leaf")).to_have_count(1)


@pytest.mark.requirement("R-37")
def test_the_cheaper_version_is_one_click_on_the_card_and_on_the_plan(visit: Visit) -> None:
    page = visit()
    reach_card(page)
    cheaper = page.locator("#lit .cheaper")
    expect(cheaper).to_contain_text("Silloin jää pois: Kunnan varhaiskasvatusneuvonta.")
    page.goto("/plan")
    expect(page.locator(".cost")).to_contain_text("2 saajaa")
    page.locator(".cheaper button").click()
    expect(page.locator(".cost")).to_contain_text("yksi saaja")
    expect(page.locator(".cheaper")).to_have_count(0)
