"""By whose rules: every rule with its owner, reason, source and cases, in three languages, and every change of the set."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from luukku import packs as loading
from luukku.explain import rules_view
from luukku.explain.plain import check_plain
from luukku.model.ids import LANGUAGES, Language
from luukku.model.open_rules import RulesView
from luukku.model.rule import Asked, RulesChange
from luukku.settings import OwnOrganisation
from tests.stages.told import packs, texts

RULES = loading.load_rules(packs(), loading.find_packs())
OWN = OwnOrganisation(name="Esimerkkikunta", phone="09 123", hours="", email="saannot@example.fi")
CASES: dict[str, list[tuple[Asked, bool, bool]]] = {}
for _case in loading.cases_of(packs(), loading.find_packs()):
    CASES.setdefault(_case.rule, []).append((_case.asked, _case.applies, _case.decision == "allow"))


def shown(language: Language = "fi", *, changes: tuple[RulesChange, ...] = (), own: OwnOrganisation = OWN, kept: bool = False) -> RulesView:
    return rules_view(RULES, CASES, changes, texts(), language, own, kept=kept)


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_words_owner_reason_source_and_a_case_of_each_sort(language: Language) -> None:
    found = shown(language)
    rules = [rule for one in found.sets for rule in one.rules]
    assert {rule.id for rule in rules} == {rule.id for rule in RULES.rules}
    for rule in rules:
        assert rule.words and rule.words != rule.reason and rule.reason and rule.owner
        assert rule.source is not None and rule.source.address.startswith("https://") and "2026" in rule.source.read
        assert {case.applies for case in rule.cases} == {True, False}
        assert all(case.asked and case.words for case in rule.cases)
    for one, pack in zip(found.sets, RULES.packs, strict=True):
        assert (one.version, one.sha256) == (pack.version, pack.sha256) and pack.signed_by in one.signed


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_says_when_it_is_proposed_by_whom_and_in_whose_interest(language: Language) -> None:
    found = {pack.id: pack for pack in shown(language).packs}
    assert found.keys() == packs().events.keys()
    for id, pack in packs().events.items():
        assert [rule.id for rule in found[id].rules] == [service.id for service in pack.services]
        assert all(rule.hangs and rule.owner and rule.interest_words and rule.sources for rule in found[id].rules)
        assert bool(found[id].sold) == (pack.nothing_sold is not None)


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_case_is_left_untranslated_and_all_of_it_is_plain(language: Language) -> None:
    found = shown(language)
    plain = {"serve", "share", "look", "own", "propose", "learn", "break-glass", "live", "request", "counter", "employee", "customer", "nothing-sold", "for-another"}
    for one in found.sets:
        for rule in one.rules:
            assert check_plain(rule.words, language) == []
            for case in rule.cases:
                assert not plain & set(case.asked.split(" · ")), case.asked
                assert check_plain(case.words, language) == []
    for line in (*found.order, *found.contact, *(rule.hangs for pack in found.packs for rule in pack.rules if len(rule.hangs) < 60)):
        assert check_plain(line, language) == []


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_advertisement_says_seller_price_situation_and_what_is_paid(language: Language) -> None:
    registered = [offer for one in packs().organisations.values() for offer in one.offers]
    found = shown(language).ads
    assert [ad.id for ad in found] == [offer.id for offer in registered] and found
    for ad, offer in zip(found, registered, strict=True):
        assert ad.seller and ad.price and ad.owner and str(offer.paid_cents // 100) in ad.interest_words and ad.paid_cents == offer.paid_cents
        assert all(texts().say(language, f"event-{event}") in ad.shown for event in offer.events)


def test_law_comes_before_the_customer_and_the_customer_before_the_organisation() -> None:
    law, customer, organisation, denial = (line.casefold() for line in shown("en").order)
    assert "law" in law and "your own" in customer and "organisation" in organisation and "forbids always wins" in denial


@pytest.mark.requirement("R-45")
def test_what_went_away_and_when_is_said_newest_first() -> None:
    first = RulesChange(at=datetime(2026, 11, 1, 8, tzinfo=UTC), was="", sha256="a" * 64, added=("propose",))
    later = RulesChange(at=datetime(2026, 11, 28, 8, tzinfo=UTC), was="a" * 64, sha256="b" * 64, removed=("nothing-sold", "gone-for-good"), changed=("gate",))
    found = shown("fi", changes=(first, later)).changes
    assert [one.sha256[0] for one in found] == ["b", "a"]
    assert found[0].lines[0] == "Poistui: Tässä tilanteessa sinulle ei myydä mitään, gone-for-good." and "28.11.2026" in found[0].when
    assert "gate" in found[0].lines[1] and found[1].lines == ("Säännöt otettiin käyttöön.",)


def test_whom_to_write_to_is_said_also_when_no_address_is_set() -> None:
    assert any("saannot@example.fi" in line for line in shown().contact) and any("09 123" in line for line in shown().contact)
    bare = shown(own=OwnOrganisation(name="Kunta", phone="", hours="")).contact
    assert "Kunta" in bare[0] and len(bare) == 2


def test_that_the_last_good_rules_decide_is_said() -> None:
    assert shown().note == "" and shown(kept=True).note
