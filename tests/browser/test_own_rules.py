"""The customer's own rules in a browser: said, shown back, undone with one click; made and removed on their page; no finding of axe.

And what binds: its exact content on a page of its own, after signing in.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_looks import MODES, check
from tests.browser.visitor import Visit, say, settle

YOURS = "section[aria-labelledby=yours] h3"


@pytest.mark.requirement("R-45")
def test_a_rule_said_is_shown_back_and_undone_with_one_click(visit: Visit) -> None:
    page = visit()
    say(page, "Älä kerro exälle mitään")
    rule = page.locator("#turns .own-rules li")
    expect(rule.locator("b")).to_have_text("Älä kerro exälle mitään.")
    rule.get_by_role("button", name="Kumoa").click()
    expect(page.locator("#turns .own-rules li s")).to_have_text("Älä kerro exälle mitään.")
    settle(page)
    page.locator("#turns .own-rules li").get_by_role("button", name="Ota takaisin voimaan").click()
    expect(page.locator("#turns .own-rules li b")).to_have_text("Älä kerro exälle mitään.")


@pytest.mark.parametrize("script", [True, False])
def test_a_rule_is_made_and_removed_on_its_page(visit: Visit, script: bool) -> None:
    page = visit()
    say(page, "Ei vakuutustarjouksia")
    if not script:
        cookies = page.context.cookies()
        page = visit(java_script_enabled=False)
        page.context.add_cookies(cookies)  # type: ignore[arg-type]  # what one context gives, another takes
    page.goto("/own-rules")
    expect(page.locator(YOURS)).to_have_text(["Ei vakuutustarjouksia."])
    page.locator("section[aria-labelledby=new] summary").first.click()
    page.get_by_role("button", name="Ota käyttöön: Älä kerro Kelalle mitään.").click()
    expect(page.locator(YOURS)).to_have_text(["Älä kerro Kelalle mitään.", "Ei vakuutustarjouksia."])
    page.get_by_role("button", name="Poista sääntö: Ei vakuutustarjouksia.").click()
    expect(page.locator(YOURS)).to_have_text(["Älä kerro Kelalle mitään."])


@pytest.mark.parametrize("mode", ["phone", *(pytest.param(mode, marks=pytest.mark.thorough) for mode in MODES if mode != "phone")])
def test_axe_finds_nothing_on_the_pages_of_own_rules_and_goals(visit: Visit, mode: str) -> None:
    page = visit(**MODES[mode])
    say(page, "Kysy aina ensin ennen kuin kerrot pankille mitään")
    wrong = check(page, "said")
    page.goto("/own-rules")
    for summary in page.locator("main summary").all():
        summary.click()
    wrong += check(page, "own rules, all open")
    page.goto("/conversation#latest")
    say(page, "haluan velat hallintaan")
    if page.locator("#lit").get_by_role("button", name="Kyllä").count():
        say(page, "kyllä")
    wrong += check(page, "goal")
    page.goto("/plan")
    expect(page.locator("#goals")).to_be_visible()
    assert wrong + check(page, "goal alone") == []


def test_what_binds_is_read_on_a_page_of_its_own_and_approved_there(visit: Visit) -> None:
    page = visit()
    day = date.today() + timedelta(days=40)
    say(page, f"Muutan {day.day}.{day.month}.{day.year} Helsingistä Tampereelle")
    say(page, "vuokra-asunnosta")
    reach(page, "Sähkösopimus")
    page.goto("/plan")
    page.locator(".lit a[href='/sign-in']").click()
    page.get_by_role("link").filter(has_text="Aino").first.click()
    page.wait_for_url("**/plan**")
    page.locator("a[href^='/approve/']").first.click()
    expect(page.locator("h1")).to_have_text("Hyväksy tarkka sisältö")
    expect(page.locator(".facts")).to_contain_text("irtisanoo vanhan kodin sopimuksen")
    page.mouse.move(0, 0)  # what lies under it looks otherwise
    no, yes = page.locator(".pair button").all()
    style = "node => { const s = getComputedStyle(node); return [s.backgroundColor, s.color, s.fontWeight, s.borderColor, s.height] }"
    assert no.evaluate(style) == yes.evaluate(style), "yes and no look alike"
    assert check(page, "approve") == []
    yes.click()
    page.wait_for_url("**/plan")
    expect(page.locator("a[href^='/approve/']")).to_have_count(0)


def reach(page: Page, name: str) -> None:
    """The card's row of that name is allowed."""
    row = page.locator("#lit .rows > li").filter(has_text=name)
    row.first.wait_for()
    row.locator("[name=allow]").click()
    row.locator(".state").wait_for()
