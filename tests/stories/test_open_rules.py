"""Anybody reads by whose rules everything goes: no sign-in, no cookie, on paper and by machine."""

from __future__ import annotations

import httpx
import pytest

from luukku.model.ids import LANGUAGES, Language
from tests.stories.counters import Customer
from tests.stories.pages import Page, Visitor
from tests.stories.towns import Town


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_open_to_all_says_every_rule_and_leaves_no_cookie(town: Town, language: Language) -> None:
    with httpx.Client(base_url=town.address) as http:
        data = http.get("/api/v1/rules", params={"language": language}).raise_for_status().json()
        answer = http.get(f"/rules/{language}").raise_for_status()
        assert f'<html lang="{language}">' in answer.text and not answer.cookies and "set-cookie" not in answer.headers
        page = Page(answer.text)
        for one in data["sets"]:
            assert one["sha256"] in page.shown
            assert all(rule["words"] in page.shown and rule["reason"] in page.shown and rule["owner"] in page.shown for rule in one["rules"])
        assert all(pack["name"] in page.shown for pack in data["packs"]) and data["changes"] and all(line in page.shown for line in data["order"])


def test_every_page_leads_there_in_its_own_language(town: Town) -> None:
    with httpx.Client(base_url=town.address) as http:
        assert 'href="/rules?lang=sv"' in http.get("/?lang=sv").text
        assert "Enligt vems regler?" in http.get("/rules?lang=sv").text
        assert http.get("/rules/de").status_code == 404
        assert http.get("/api/v1/rules", params={"language": "de"}).status_code == 422


def test_nothing_of_a_customer_stands_on_it(town: Town, someone: Customer) -> None:
    someone.say("Meille syntyi eilen tyttö ja asumme Tampereella")
    mine = Visitor(someone.http, someone.token).look("/rules")
    with httpx.Client(base_url=town.address) as http:
        others = Page(http.get("/rules/fi").text)
    assert "Tampere" not in others.shown
    assert mine.shown.count("Luukku lukee") == others.shown.count("Luukku lukee") >= 1
