"""The gate asks the rules before every use: what they forbid is not released, and the entry names the rule that decided."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded import cedar
from luukku.errors import Refused
from luukku.ground.judge import Judge
from luukku.model.fact import Value, reveal
from luukku.model.rule import Asked, Decided
from luukku.model.use import Entry
from tests.contracts.trust import CUSTOMER, NOW, PACKS, Yard, envelope, new_share, permission, rules, said, yard_at

NAMES = ("event.date", "municipality")
SET = rules().sha256[:16]


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with yard_at(tmp_path / "data") as found:
        asyncio.run(found.gate.new_customer(CUSTOMER, "kept"))
        yield found


def share(yard: Yard, *names: str, purpose: str = "parental-allowance", explicit: bool = False, **more: Any) -> Mapping[str, Value]:
    facts = [said(name, "x") for name in names]
    kuori = asyncio.run(yard.gate.wrap(envelope(*names, purpose=purpose), facts))
    given = replace(permission(*names, purpose=purpose), explicit=explicit)
    release = asyncio.run(yard.gate.share(new_share(), kuori, CUSTOMER, given, names, "child/x@1", NOW, **more))
    return reveal(release.facts)


def entries(yard: Yard) -> list[Entry]:
    return list(asyncio.run(yard.log.entries(CUSTOMER)))


@pytest.mark.requirement("R-13")
def test_an_allowed_use_names_the_rule_that_permits_and_the_set(yard: Yard) -> None:
    share(yard, *NAMES)
    asyncio.run(yard.gate.serve(CUSTOMER, [yard.fact("municipality", "Tampere")], "serve", "child@1", "t-1"))
    assert [entry.rule for entry in entries(yard)] == [f"child/x@1 share-permitted@{SET}", f"child@1 serve-who-asks@{SET}"]


@pytest.mark.requirement("R-13")
@pytest.mark.parametrize(
    ("names", "more", "rule"),
    [
        (("municipality",), {"circumstances": frozenset({"turvakielto"})}, "turvakielto"),
        (("event.date",), {"circumstances": frozenset({"minor"})}, "minor-alone"),
        (("event.date",), {"circumstances": frozenset({"for-another"})}, "mandate-not-seen"),
        (("event.date",), {"circumstances": frozenset({"nothing-sold"}), "gain": True}, "nothing-sold"),
        (("child.count",), {"purpose": "handover"}, "role-not-for-purpose"),
        (("event.date",), {"purpose": "anything-else"}, "purpose-unlisted"),
        (("safety.risk",), {}, "special-without-condition"),
        (("no-pack-knows-me",), {}, "special-without-condition"),
    ],
)  # fmt: skip
def test_what_a_rule_forbids_is_not_released_and_the_entry_names_it(yard: Yard, names: tuple[str, ...], more: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refused) as told:
        share(yard, *names, **more)
    assert told.value.data["rule"] == rule
    (entry,) = entries(yard)
    assert (entry.kind, entry.result, entry.basis) == ("refused", "refused", f"none:{rule}")
    assert entry.rule == f"child/x@1 {rule}@{SET}"


@pytest.mark.parametrize("circumstances", [frozenset({"turvakielto"}), frozenset({"nothing-sold"}), frozenset()])
def test_what_no_rule_forbids_in_these_circumstances_goes_out(yard: Yard, circumstances: frozenset[str]) -> None:
    more: Any = {"circumstances": circumstances}
    assert share(yard, "event.date", **more) == {"event.date": "x"}


@pytest.mark.requirement("R-11")
def test_one_fact_that_may_not_go_keeps_the_others_back_too(yard: Yard) -> None:
    with pytest.raises(Refused):
        share(yard, "event.date", "municipality", circumstances=frozenset({"turvakielto"}))
    assert [entry.kind for entry in entries(yard)] == ["refused"]


@pytest.mark.requirement("R-11")
def test_special_categories_go_only_by_a_condition_and_by_an_explicit_permission_where_that_is_the_condition() -> None:
    def ask(purpose: str, explicit: bool) -> bool:
        return rules().decide(Asked(role="employee", action="look", purpose=purpose, explicit=explicit), [("safety.risk", "me")]).allowed

    assert (ask("handover", True), ask("handover", False)) == (True, False)
    assert rules().category("safety.risk", "me", "handover") == "special"


@pytest.mark.requirement("R-10")
def test_each_way_through_the_gate_asks_the_rules(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    """No way in is left when the rules say no to everything."""
    town = yard.fact("municipality", "Tampere")
    kuori = asyncio.run(yard.gate.wrap(envelope("municipality"), [said("municipality", "Tampere")]))
    asked: list[str] = []

    def no(question: Asked, facts: object = ()) -> Decided:
        asked.append(question.action)
        return Decided(allowed=False, rules=("never",), sha256="0" * 64)

    monkeypatch.setattr(yard.gate, "_rules", type("No", (), {"decide": staticmethod(no)})())
    lesson: Any = type("Lesson", (), {"id": "l"})()
    given = permission("municipality", "conversation", "correction")
    ways = (
        yard.gate.serve(CUSTOMER, [town], "serve", "rule", "t-1"),
        yard.gate.look("look", CUSTOMER, [town], given, "person:Päivi", "rule", NOW),
        yard.gate.own(CUSTOMER, [town]),
        yard.gate.learn(CUSTOMER, [lesson], given, "rule", NOW),
        yard.gate.share(new_share(), kuori, CUSTOMER, given, ["municipality"], "rule", NOW),
    )
    for way in ways:
        with pytest.raises(Refused):
            asyncio.run(way)
    assert asked == ["serve", "look", "own", "learn", "share"]
    assert {entry.result for entry in entries(yard)} == {"refused"}


def test_ten_facts_are_one_question_for_each_category(monkeypatch: pytest.MonkeyPatch) -> None:
    from luukku import packs

    asked: list[str] = []

    class Counting(Judge):
        def decide(self, asked_: Asked) -> Decided:
            asked.append(asked_.category)
            return super().decide(asked_)

    monkeypatch.setattr(cedar, "Judge", Counting)
    loaded = packs.load(PACKS)
    own = cedar.CedarRules(packs.load_rules(loaded, PACKS), loaded)
    facts = [*((name, "me") for name in ("event.date", "child.sex", "child.count", "mother.work", "parents.married", "person.role")), ("municipality", "me")]
    question = Asked(role="counter", action="share", purpose="parental-allowance")
    first = own.decide(question, facts)
    assert sorted(asked) == ["ordinary", "protected"]
    assert own.decide(question, facts) == first and len(asked) == 2


@pytest.mark.parametrize(
    ("name", "about", "purpose", "category"),
    [
        ("event.date", "child-1", "parental-allowance", "ordinary"),
        ("municipality", "me", "parental-allowance", "protected"),
        ("safety.risk", "me", "serve", "special"),
        ("turvakielto", "me", "serve", "special"),
        ("municipality", "other-1", "serve", "other-person"),
        ("conversation", "", "handover", "ordinary"),
        ("no-pack-knows-me", "me", "serve", "special"),
    ],
)  # fmt: skip
def test_each_fact_has_its_category(name: str, about: str, purpose: str, category: str) -> None:
    assert rules().category(name, about, purpose) == category
