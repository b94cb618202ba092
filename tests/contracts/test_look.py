"""An employee's look: by permission, with an entry in the customer's log first, and never more than both say."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded.log_check import verify_folder
from luukku.errors import Locked, NoRoom, Refused
from luukku.model.consent import Permission
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CaseId, CustomerId, new_id
from luukku.model.use import Entry
from luukku.ports import Gate
from tests.contracts.trust import CASE, CUSTOMER, LATER, NOW, Yard, permission, rules, yard_at

PAIVI, MATTI = "person:Päivi Lehto", "person:Matti Salo"
HANDOVER = "handover-1"
RULE = "core/look@1"


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with yard_at(tmp_path / "data") as found:
        asyncio.run(found.gate.new_customer(CUSTOMER, "kept"))
        yield found


def allowed(*names: str, **changed: Any) -> Permission:
    made = replace(permission("conversation", *names, receiver="desk", purpose="handover"), service=HANDOVER, assurance="nobody", basis="request")
    return replace(made, **changed)


def look(yard: Yard, given: Permission | None, *facts: Any, id: str | None = None, actor: str = PAIVI, **more: Any) -> Mapping[CaseId, Facts]:
    gate: Gate = yard.gate
    looking = gate.look(id or new_id(), more.pop("customer", CUSTOMER), facts, given, actor, more.pop("rule", RULE), more.pop("now", NOW))
    return asyncio.run(looking)


def entries(yard: Yard, customer: CustomerId = CUSTOMER) -> list[Entry]:
    return list(asyncio.run(yard.log.entries(customer)))


def test_a_look_leaves_an_entry_with_the_persons_name_and_gives_the_values(yard: Yard) -> None:
    facts = [yard.fact("municipality", "Tampere"), yard.fact("mother.work", "employed")]
    seen = look(yard, allowed("municipality", "mother.work", "event.date"), *facts)
    assert {fact.name: reveal(fact.value) for fact in seen[CASE]} == {"municipality": "Tampere", "mother.work": "employed"}
    (entry,) = entries(yard)
    assert (entry.kind, entry.actor, entry.purpose, entry.result, entry.n) == ("look", PAIVI, "handover", "allowed", 1)
    assert entry.facts == ("conversation", "mother.work", "municipality")
    assert (entry.permission, entry.basis, entry.about) == ("p-1", "request", HANDOVER)
    assert entry.rule == f"{RULE} look-while-held@{rules().sha256[:16]}"


def test_looking_at_the_conversation_alone_is_a_look_too(yard: Yard) -> None:
    assert look(yard, allowed()) == {}
    assert [(entry.kind, entry.facts) for entry in entries(yard)] == [("look", ("conversation",))]


def test_each_opening_is_an_entry_and_the_same_opening_is_one(yard: Yard) -> None:
    fact, given = yard.fact("municipality", "Tampere"), allowed("municipality")
    for id in ("look-1", "look-1", "look-2", "look-1"):
        assert reveal(next(iter(look(yard, given, fact, id=id)[CASE])).value) == "Tampere"
    assert [entry.kind for entry in entries(yard)] == ["look", "look"]


def test_the_same_look_with_more_facts_or_by_another_person_leaves_another_entry(yard: Yard) -> None:
    town, work, given = yard.fact("municipality", "Tampere"), yard.fact("mother.work", "employed"), allowed("municipality", "mother.work")
    look(yard, given, town, id="look-1")
    look(yard, given, town, work, id="look-1")
    look(yard, given, town, id="look-1", actor=MATTI)
    told = [(entry.actor, entry.facts) for entry in entries(yard)]
    assert told == [(PAIVI, ("conversation", "municipality")), (PAIVI, ("conversation", "mother.work", "municipality")), (MATTI, ("conversation", "municipality"))]


REFUSED = {
    "no-permission": None,
    "ended": allowed("municipality", ends=NOW),
    "not-yet": allowed("municipality", given=NOW + timedelta(seconds=1)),
    "receiver": allowed("municipality", receiver="kela-sandbox"),
    "purpose": allowed("municipality", purpose="parental-allowance"),
    "fact": allowed("event.date"),
    "fact without the conversation": replace(allowed(), facts=frozenset({"municipality"})),
}


@pytest.mark.parametrize("why", REFUSED)
def test_without_a_permission_that_fits_nothing_is_seen_and_the_refusal_stands_in_the_log(yard: Yard, why: str) -> None:
    for _ in range(2):
        with pytest.raises(Refused) as told:
            look(yard, REFUSED[why], yard.fact("municipality", "Tampere"), id="look-1")
        assert told.value.data["why"] == why.split()[0]
    (entry,) = entries(yard)
    assert (entry.kind, entry.result, entry.actor, entry.about) == ("refused", "refused", PAIVI, "look-1")
    assert entry.basis == f"none:{why.split()[0]}" and entry.facts == ("conversation", "municipality")


def test_a_look_without_a_rule_is_refused(yard: Yard) -> None:
    with pytest.raises(Refused):
        look(yard, allowed(), rule="")
    assert [entry.kind for entry in entries(yard)] == ["refused"]


@pytest.mark.parametrize("actor", ["", "counter", "me", "person:", "Päivi"])
def test_only_a_person_looks(yard: Yard, actor: str) -> None:
    with pytest.raises(ValueError):
        look(yard, allowed(), actor=actor)
    assert entries(yard) == []


@pytest.mark.requirement("R-06")
def test_a_permission_that_was_taken_back_ends_the_looking_at_once(yard: Yard) -> None:
    fact = yard.fact("municipality", "Tampere")
    look(yard, allowed("municipality"), fact, id="look-1")
    with pytest.raises(Refused):
        look(yard, None, fact, id="look-1")
    with pytest.raises(Refused):
        look(yard, allowed("municipality"), fact, id="look-1", now=LATER)


def test_without_the_customers_key_nothing_is_seen(yard: Yard) -> None:
    fact = yard.fact("municipality", "Tampere")
    asyncio.run(yard.gate.end_customer(CUSTOMER, NOW))
    yard.clock.at = LATER
    with pytest.raises(Locked):
        look(yard, allowed("municipality", ends=LATER + timedelta(days=1)), fact, now=LATER)


def test_one_persons_look_at_two_customers_is_an_entry_with_each(yard: Yard) -> None:
    other = CustomerId("c-2")
    asyncio.run(yard.gate.new_customer(other, "kept"))
    look(yard, allowed(), id="look-1")
    look(yard, allowed(), id="look-1", customer=other)
    assert [len(entries(yard, one)) for one in (CUSTOMER, other)] == [1, 1]


@pytest.mark.requirement("R-30")
def test_when_the_entry_cannot_be_written_nothing_is_opened(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object, **__: object) -> bool:
        raise NoRoom(what="log")

    monkeypatch.setattr(yard.log, "place", full)
    monkeypatch.setattr(yard.seals, "open", lambda *_: pytest.fail("opened without an entry"))
    with pytest.raises(NoRoom):
        look(yard, allowed("municipality"), yard.fact("municipality", "Tampere"))


CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from luukku.adapters.embedded import log as logs, seals
from tests.contracts.test_look import allowed, look
from tests.contracts.trust import yard_at
at = sys.argv[2]

place = logs.EmbeddedLog.place
async def watched_place(self, *given, **named):
    if at == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = await place(self, *given, **named)
    if at == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return done
logs.EmbeddedLog.place = watched_place

with yard_at(Path(sys.argv[1])) as yard:
    fact = yard.fact("municipality", "Tampere")
    look(yard, allowed("municipality"), fact, id="look-1")
    print("seen", flush=True)
"""


@pytest.mark.requirement("R-30")
@pytest.mark.parametrize(("at", "entered"), [("before", 0), ("after", 1), ("never", 1)])
def test_a_kill_around_the_entry_never_leaves_a_look_without_one(tmp_path: Path, at: str, entered: int) -> None:
    with yard_at(tmp_path / "data") as yard:
        asyncio.run(yard.gate.new_customer(CUSTOMER, "kept"))
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "data"), at], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}, cwd=Path(__file__).parents[2],
    )
    assert child.returncode == (0 if at == "never" else -signal.SIGKILL), child.stderr
    assert ("seen" in child.stdout) == (at == "never")
    with yard_at(tmp_path / "data") as yard:
        assert len(entries(yard)) == entered
    assert verify_folder(tmp_path / "data")["ok"]
