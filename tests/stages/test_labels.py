"""Nothing that is recommended reaches whoever shows it without its label, and what is quoted is not ordered by who pays."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest

from luukku import explain, understand
from luukku.errors import BadPack
from luukku.explain.why import why_gone, why_offer, why_proposal
from luukku.model.decision import DO_NOTHING, Label
from luukku.model.fact import Facts
from luukku.model.ids import LANGUAGES, Language
from luukku.model.view import OfferView, PassageView, StepView, Why
from luukku.packs import load
from luukku.plan import label_of, offers
from tests.stages.small_packs import KELA, PACK, write_packs
from tests.stages.told import TODAY, packs, texts

WHOLE = {"basis": "b", "rule": "r", "interest": "i", "otherwise": "o"}


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize("missing", list(WHOLE))
def test_a_reason_without_any_of_its_four_parts_cannot_be_made(missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        Why(**WHOLE | {missing: ""})
    with pytest.raises(TypeError):
        Why(**{name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize(("kind", "label"), [(StepView, "why"), (OfferView, "why"), (PassageView, "label")])
def test_what_is_shown_as_recommended_has_no_way_round_its_label(kind: type, label: str) -> None:
    (found,) = (one for one in fields(kind) if one.name == label)
    assert found.default is MISSING and found.default_factory is MISSING


@pytest.mark.parametrize("label", [(), ("",), ("whose", "")])
def test_a_quotation_without_its_label_cannot_be_made(label: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="label"):
        PassageView(id="a/1", title="t", text="x", label=label)


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_offer_and_passage_of_every_pack_is_labelled_in_words(language: Language) -> None:
    for pack in packs().events.values():
        own = texts().of(pack.id)
        for service in pack.services:
            why = why_proposal(own, language, pack, service, label_of(service, pack, packs(), Facts(), TODAY))
            assert all((why.basis, why.rule, why.interest, why.otherwise, why.whose))
        for one in offers(pack, packs()):
            why = why_offer(own, language, pack, one.proposal.label, one.offer.otherwise[language])
            assert all((why.basis, why.rule, why.interest, why.otherwise, why.whose))
        assert why_gone(own, language, pack).basis
    for passage in explain.passages(packs(), texts()):
        assert explain.passage_view(passage, texts(), TODAY).label


@pytest.mark.requirement("R-37")
def test_whether_we_are_paid_and_how_much_is_what_the_register_says() -> None:
    found = [one for pack in packs().events.values() for one in offers(pack, packs())]
    assert found
    for one in found:
        label = one.proposal.label
        assert (label.paid, label.paid_cents) == (one.offer.paid_cents > 0, one.offer.paid_cents or None)
        assert label.interest != "customer" and DO_NOTHING in label.alternatives and label.facts == ()


def test_a_sum_that_nobody_pays_cannot_be_stated() -> None:
    part: dict[str, Any] = {"basis": ("a/b",), "rule": "a/b", "owner": "o", "interest": "provider", "alternatives": (DO_NOTHING,)}
    with pytest.raises(ValueError, match="nobody pays"):
        Label(**part, paid=False, paid_cents=100)
    assert Label(**part, paid=True).paid_cents is None


@pytest.mark.requirement("R-37")
def test_no_organisation_offers_beyond_its_registration_and_none_where_nothing_is_sold() -> None:
    for pack in packs().events.values():
        found = offers(pack, packs())
        assert pack.nothing_sold is None or not found
        for one in found:
            assert one.offer in packs().organisations[one.organisation].offers and pack.id in one.offer.events
    bare = replace(packs(), organisations={id: replace(one, offers=()) for id, one in packs().organisations.items()})
    assert all(offers(pack, bare) == () for pack in bare.events.values())


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("event", ["bereavement", "debt", "bankruptcy", "illness", "divorce"])
def test_the_situations_in_which_nothing_is_sold_say_so_by_a_rule_with_an_owner(event: str) -> None:
    sold = packs().events[event].nothing_sold
    assert sold is not None and sold.owner and sold.law


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize("question", ["what is wage security and when to apply?", "how long does a non-disclosure order last?", "what is estate inventory?"])
def test_who_pays_for_a_text_does_not_change_what_is_quoted_first(question: str) -> None:
    passages = explain.passages(packs(), texts())
    plain = understand.prepare_search(passages, packs())
    paid = understand.prepare_search([replace(one, paid=n % 2 == 0, interest="provider") for n, one in enumerate(passages)], packs())
    first, other = (understand.look_up(search, question, None, "en") for search in (plain, paid))
    assert [(hit.passage.id, hit.sureness, hit.answers) for hit in first] == [(hit.passage.id, hit.sureness, hit.answers) for hit in other]


OFFER = """
[offers.cover]
kind = "insurance"
events = ["child"]
price_cents = 100
paid_cents = 10
owner = "o"
[offers.cover.names]
fi = "a"
sv = "a"
en = "a"
[offers.cover.benefits]
fi = "a"
sv = "a"
en = "a"
[offers.cover.otherwise]
fi = "a"
sv = "a"
en = "a"
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('events = ["child"]', 'events = ["chidl"]', 'no service pack "chidl"'), ('events = ["child"]\n', "", '"events" names the situations'), ("price_cents = 100\n", "", '"price_cents" is missing'),
        ("paid_cents = 10\n", "", '"paid_cents" is missing'), ('sv = "a"\n', "", '"sv" is missing'), ("[offers.cover.otherwise]", "[offers.cover.other]", '"otherwise" is missing'),
        ('kind = "insurance"', 'kind = "insurance"\nfacts = ["event.date"]', 'unknown key "facts"'),
    ],
)  # fmt: skip
def test_an_offer_that_lacks_something_is_refused_with_its_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    load(write_packs(tmp_path / "good", kela_toml=KELA + OFFER))
    with pytest.raises(BadPack) as told:
        load(write_packs(tmp_path / "bad", kela_toml=KELA + OFFER.replace(old, new, 1)))
    assert says in str(told.value.data["problem"]) and str(told.value.data["file"]).endswith("kela.toml")


def test_an_offer_where_nothing_is_sold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPack) as told:
        load(write_packs(tmp_path, kela_toml=KELA + OFFER, pack_toml=PACK.replace('tone = "glad"', 'tone = "quiet"')))
    assert 'in "child" nothing is sold' in str(told.value.data["problem"])
