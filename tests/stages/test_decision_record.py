"""A decision's record: whole or not at all, and whoever has it can make the decision again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from luukku.errors import Broken
from luukku.model.decision import DecisionRecord
from luukku.model.fact import Facts
from luukku.model.pack import Redress
from luukku.model.ruling import DecisionPack
from luukku.plan.decide import rule
from luukku.plan.record import as_plain, keep_facts, make_record, record_hash, replay, rules_file
from tests.stages.rulings import TODAY, Drawn, draw

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)


def pack_of(drawn: Drawn, *, significant: bool = True, ground: str = "contract") -> DecisionPack:
    return DecisionPack(
        id="drawn", version="1.0.0", owner="Nobody", licence="CC0-1.0", event="debt", service="payment-plans", significant=significant,
        ground=ground, interest="provider", redress=Redress(body="court", within="P30D", law="none"), review_within="P3D",  # type: ignore[arg-type]  # a ground
        facts=drawn.uses, specs=tuple(drawn.specs.values()), rules=drawn.rules, sha256="a" * 64,
    )  # fmt: skip


def issued(drawn: Drawn, pack: DecisionPack, salt: str = "salt") -> DecisionRecord:
    ruling = rule(drawn.facts, drawn.rules, drawn.uses, drawn.specs, TODAY)
    return make_record(
        pack, ruling, drawn.facts, dict.fromkeys(drawn.values, 1), id="one", case="case-1", salt=salt, today=TODAY, at=AT, review_by=AT,
        program="luukku 0", model="e5 1",
    )  # fmt: skip


def decided(count: int) -> list[Drawn]:
    found: list[Drawn] = []
    seed = 0
    while len(found) < count:
        drawn = draw(seed)
        seed += 1
        if drawn.values and rule(drawn.facts, drawn.rules, drawn.uses, drawn.specs, TODAY).outcome != "open":
            found.append(drawn)
    return found


@pytest.mark.requirement("R-39")
def test_a_thousand_records_are_made_again_alike_and_one_with_a_byte_changed_is_refused() -> None:
    for n, drawn in enumerate(decided(1_000)):
        pack = pack_of(drawn)
        record = issued(drawn, pack)
        plain = json.loads(json.dumps(as_plain(record)))  # as it lies in a file
        sha256, facts, rules = record_hash(plain), json.loads(json.dumps(keep_facts(drawn.facts, pack))), rules_file(pack)
        replay(plain, sha256, facts, "salt", rules)
        text = json.dumps(plain)
        place = next(i for i in range(n % len(text), 2 * len(text)) if text[i % len(text)].isalnum()) % len(text)
        other = text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
        try:
            changed = json.loads(other)
        except ValueError:
            continue  # not even JSON
        with pytest.raises(Broken):
            replay(changed, sha256, facts, "salt", rules)
        with pytest.raises(Broken, match="other rules"):
            replay(plain, sha256, facts, "salt", rules.replace(b"drawn", b"drown"))
        with pytest.raises(Broken, match="other facts"):
            replay(plain, sha256, facts, "pepper", rules)


def test_a_record_that_says_another_outcome_is_refused_even_with_its_own_hash() -> None:
    drawn = decided(1)[0]
    pack = pack_of(drawn)
    plain = as_plain(issued(drawn, pack))
    plain["ruling"]["outcome"] = "yes" if plain["ruling"]["outcome"] == "no" else "no"
    with pytest.raises(Broken, match="otherwise"):
        replay(plain, record_hash(plain), keep_facts(drawn.facts, pack), "salt", rules_file(pack))


NEEDED = (
    "format", "id", "case", "event", "service", "pack", "pack_version", "pack_sha256", "rules_sha256", "engine", "program", "model", "inputs", "owners",
    "redress", "decision", "ruling", "at", "today", "review_by",
)  # fmt: skip


@pytest.mark.requirement("R-39")
@pytest.mark.parametrize("missing", NEEDED)
def test_without_any_of_its_fields_a_decision_is_not_issued(missing: str) -> None:
    drawn = decided(1)[0]
    record = issued(drawn, pack_of(drawn))
    nothing: Any = None
    empty: Any = () if isinstance(getattr(record, missing), tuple) else "" if isinstance(getattr(record, missing), str) else None
    for lack in (nothing, empty):
        with pytest.raises((ValueError, TypeError)):
            replace(record, **{missing: lack})


def test_what_is_open_is_not_issued() -> None:
    drawn = next(one for one in map(draw, range(100)) if rule(one.facts, one.rules, one.uses, one.specs, TODAY).outcome == "open" and one.values)
    with pytest.raises(ValueError, match="open"):
        issued(drawn, pack_of(drawn))


@pytest.mark.requirement("R-42")
def test_a_significant_decision_without_a_ground_is_never_final() -> None:
    for drawn in decided(100):
        proposal = issued(drawn, pack_of(drawn, ground=""))
        assert not proposal.final and proposal.decision.ground == "proposal-to-a-human"
        assert issued(drawn, pack_of(drawn, ground="law")).final
        assert issued(drawn, pack_of(drawn, significant=False, ground="")).decision.ground == "not-significant"
    with pytest.raises(ValueError, match="final"):
        replace(proposal, final=True)


def test_facts_that_the_pack_does_not_name_are_in_no_record() -> None:
    drawn = decided(1)[0]
    pack = pack_of(drawn)
    more = Facts((*drawn.facts, *replace(drawn, values={"secret.thing": True}).facts))
    assert keep_facts(more, pack) == keep_facts(drawn.facts, pack)
