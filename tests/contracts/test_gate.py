"""The gate: nothing is released without permission and a durable entry first (I1)."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.adapters.embedded.log_check import verify_folder
from luukku.errors import Broken, Clash, Locked, NoRoom, Refused
from luukku.model.consent import Permission
from luukku.model.fact import Facts, Value, reveal
from luukku.model.ids import CaseId, CustomerId
from luukku.model.journey import Envelope
from luukku.model.use import Entry, Release
from tests.contracts.trust import CASE, CUSTOMER, LATER, NOW, Yard, envelope, new_share, permission, said, yard_at

NAMES = ("event.date", "municipality", "mother.work")


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with yard_at(tmp_path / "data") as found:
        asyncio.run(found.gate.new_customer(CUSTOMER, "kept"))
        yield found


def wrapped(yard: Yard, plain: Envelope | None = None) -> Envelope:
    facts = [said("event.date", "2026-11-20"), said("municipality", "Tampere"), said("mother.work", "employed")]
    return asyncio.run(yard.gate.wrap(plain or envelope(*NAMES), facts))


def share(yard: Yard, kuori: Envelope, allowed: Permission | None, *names: str, id: str | None = None, **more: Any) -> Release:
    given_id: Any = id or new_share()
    return asyncio.run(yard.gate.share(given_id, kuori, CUSTOMER, allowed, names, "child/parental-allowance@3f9a", more.pop("now", NOW), **more))


def entries(yard: Yard) -> list[Entry]:
    return list(asyncio.run(yard.log.entries(CUSTOMER)))


def serve(yard: Yard, turn: str, *facts: Any, purpose: str = "serve") -> Facts:
    return asyncio.run(yard.gate.serve(CUSTOMER, facts, purpose, "core/serve@1", turn)).get(CASE, Facts())


def test_serving_writes_one_entry_a_turn_and_gives_the_values(yard: Yard) -> None:
    town, work = yard.fact("municipality", "Tampere"), yard.fact("mother.work", "employed")
    facts = serve(yard, "t-1", town, work)
    assert {fact.name: reveal(fact.value) for fact in facts} == {"municipality": "Tampere", "mother.work": "employed"}
    serve(yard, "t-1", work, town)
    (entry,) = entries(yard)
    assert (entry.kind, entry.facts, entry.about, entry.n) == ("serve", ("mother.work", "municipality"), "t-1", 1)


def test_facts_of_several_cases_are_one_use_and_stay_apart(yard: Yard) -> None:
    other = CaseId("case-2")
    facts = [yard.fact("municipality", "Tampere"), yard.fact("municipality", "Turku", case=other)]
    served = asyncio.run(yard.gate.serve(CUSTOMER, facts, "serve", "core/serve@1", "t-1"))
    assert {case: [reveal(fact.value) for fact in held] for case, held in served.items()} == {CASE: ["Tampere"], other: ["Turku"]}
    assert len(entries(yard)) == 1


def test_a_fact_does_not_open_in_another_case(yard: Yard) -> None:
    with pytest.raises(Broken):
        serve(yard, "t-1", replace(yard.fact("municipality", "Tampere"), case=CaseId("case-2")))


def test_serving_without_facts_is_no_use(yard: Yard) -> None:
    assert serve(yard, "t-1") == Facts()
    assert entries(yard) == []


def test_a_turn_served_again_with_more_facts_leaves_another_entry(yard: Yard) -> None:
    town, work = yard.fact("municipality", "Tampere"), yard.fact("mother.work", "employed")
    serve(yard, "t-1", town)
    serve(yard, "t-1", town, work)
    assert [entry.facts for entry in entries(yard)] == [("municipality",), ("mother.work", "municipality")]


@pytest.mark.requirement("R-10")
def test_serving_without_a_purpose_is_refused_and_the_refusal_stands_in_the_log(yard: Yard) -> None:
    with pytest.raises(Refused):
        serve(yard, "t-1", yard.fact("municipality", "Tampere"), purpose="")
    assert [(entry.kind, entry.result) for entry in entries(yard)] == [("refused", "refused")]


def test_reading_ones_own_leaves_no_entry(yard: Yard) -> None:
    own = asyncio.run(yard.gate.own(CUSTOMER, [yard.fact("municipality", "Tampere")]))
    assert [reveal(fact.value) for fact in own[CASE]] == ["Tampere"]
    assert entries(yard) == []


def test_a_fact_of_another_customer_does_not_open(yard: Yard) -> None:
    other = CustomerId("c-2")
    asyncio.run(yard.gate.new_customer(other, "kept"))
    with pytest.raises(Broken):
        serve(yard, "t-1", yard.fact("municipality", "Tampere", other))


def test_a_fact_under_another_name_or_version_does_not_open(yard: Yard) -> None:
    fact = yard.fact("municipality", "Tampere")
    for wrong in (replace(fact, name="mother.work"), replace(fact, version=2), replace(fact, about="child-1")):
        with pytest.raises(Broken):
            asyncio.run(yard.gate.own(CUSTOMER, [wrong]))


def test_a_customer_is_made_once(yard: Yard) -> None:
    with pytest.raises(Clash):
        asyncio.run(yard.gate.new_customer(CUSTOMER, "kept"))


def test_sharing_leaves_an_entry_with_the_id_of_the_share(yard: Yard) -> None:
    id = new_share()
    release = share(yard, wrapped(yard), permission(*NAMES), "municipality", "event.date", id=id)
    assert reveal(release.facts) == {"event.date": "2026-11-20", "municipality": "Tampere"}
    assert release.first
    (entry,) = entries(yard)
    assert (entry.id, entry.kind, entry.receiver, entry.facts) == (id, "share", "kela-sandbox", ("event.date", "municipality"))
    assert (entry.permission, entry.basis, entry.about, entry.result) == ("p-1", "GDPR 6(1)(c)", "parental-allowance", "allowed")


def test_the_same_share_again_writes_no_second_entry(yard: Yard) -> None:
    id, kuori = new_share(), wrapped(yard)
    first = share(yard, kuori, permission(*NAMES), "municipality", id=id)
    again = share(yard, kuori, permission(*NAMES), "municipality", id=id)
    assert (first.first, again.first, again.facts) == (True, False, first.facts)
    assert len(entries(yard)) == 1


@pytest.mark.requirement("R-06")
def test_the_same_share_is_refused_once_the_permission_is_withdrawn(yard: Yard) -> None:
    id, kuori = new_share(), wrapped(yard)
    share(yard, kuori, permission(*NAMES), "municipality", id=id)
    for _ in range(2):
        with pytest.raises(Refused):
            share(yard, kuori, None, "municipality", id=id)
    assert [(entry.kind, entry.basis) for entry in entries(yard)] == [("share", "GDPR 6(1)(c)"), ("refused", "none:no-permission")]


def test_a_share_that_was_authorised_for_less_gives_no_more(yard: Yard) -> None:
    id, kuori = new_share(), wrapped(yard)
    share(yard, kuori, permission(*NAMES), "municipality", id=id)
    with pytest.raises(Refused):
        share(yard, kuori, permission(*NAMES), "municipality", "mother.work", id=id)


def test_a_share_id_of_another_customer_is_refused(yard: Yard) -> None:
    id, kuori, other = new_share(), wrapped(yard), CustomerId("c-2")
    asyncio.run(yard.gate.new_customer(other, "kept"))
    share(yard, kuori, permission(*NAMES), "municipality", id=id)
    with pytest.raises(Refused):
        asyncio.run(yard.gate.share(id, kuori, other, permission(*NAMES), ["municipality"], "rule", NOW))


def test_a_fact_that_is_not_in_the_envelope_is_refused(yard: Yard) -> None:
    with pytest.raises(Refused):
        share(yard, wrapped(yard, envelope("municipality")), permission(*NAMES), "mother.work")
    assert entries(yard)[0].basis == "none:not-in-envelope"


def test_an_envelope_names_only_what_has_a_value(yard: Yard) -> None:
    refused = replace(said("mother.work", "employed"), standing="refused")
    kuori = asyncio.run(yard.gate.wrap(envelope(*NAMES), [said("municipality", "Tampere"), refused]))
    assert kuori.names == ("municipality",)


def test_an_envelope_holds_the_newest_values_after_it_was_sealed_again(yard: Yard) -> None:
    kuori = wrapped(yard)
    again = asyncio.run(yard.gate.wrap(kuori, [said("municipality", "Turku")]))
    assert reveal(share(yard, again, permission(*NAMES), "municipality").facts) == {"municipality": "Turku"}


def test_an_envelope_whose_row_was_turned_to_another_receiver_does_not_open(yard: Yard) -> None:
    turned = replace(wrapped(yard), receiver="insurer")
    with pytest.raises(Broken):
        share(yard, turned, permission(*NAMES, receiver="insurer"), "municipality")


def test_a_closed_envelope_is_locked_and_leaves_no_entry(yard: Yard) -> None:
    kuori = wrapped(yard)
    asyncio.run(yard.gate.close([kuori.id]))
    with pytest.raises(Locked):
        share(yard, kuori, permission(*NAMES), "municipality")
    assert entries(yard) == []


def test_closing_envelopes_never_destroys_a_customers_key(yard: Yard) -> None:
    as_envelope: Any = CUSTOMER
    asyncio.run(yard.gate.close([as_envelope]))
    assert yard.keys.public(CUSTOMER)


@pytest.mark.requirement("R-07")
def test_an_envelope_past_its_end_is_refused_before_any_task_swept_it(yard: Yard) -> None:
    kuori = wrapped(yard, envelope(*NAMES, ends=NOW + timedelta(hours=1)))
    yard.clock.at = NOW + timedelta(hours=1)
    with pytest.raises(Refused):
        share(yard, kuori, permission(*NAMES), "municipality", now=yard.clock.at)
    assert asyncio.run(yard.gate.destroy_ended()) == 1
    with pytest.raises(Locked):
        yard.keys.public(kuori.id)


def test_a_customer_past_the_end_of_keeping_is_locked(yard: Yard) -> None:
    fact = yard.fact("municipality", "Tampere")
    asyncio.run(yard.gate.end_customer(CUSTOMER, NOW + timedelta(days=14)))
    serve(yard, "t-1", fact)
    assert asyncio.run(yard.gate.holds(CUSTOMER)) and asyncio.run(yard.gate.ends()) == {CUSTOMER: NOW + timedelta(days=14)}
    yard.clock.at = NOW + timedelta(days=14)
    with pytest.raises(Locked):
        serve(yard, "t-2", fact)
    assert not asyncio.run(yard.gate.holds(CUSTOMER)) and CUSTOMER in asyncio.run(yard.gate.customers())
    asyncio.run(yard.gate.destroy_ended())
    assert CUSTOMER not in asyncio.run(yard.gate.customers())


def allowed_by_hand(held: Permission | None, kuori: Envelope, names: frozenset[str], days: int, strong: bool) -> bool:
    """The oracle, in words of its own."""
    if held is None or days < 0 or days >= 30:
        return False
    if held.receiver != kuori.receiver or held.purpose != kuori.purpose:
        return False
    if strong and held.assurance != "strong":
        return False
    return all(name in held.facts and name in kuori.names for name in names)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_purpose_receiver_fact_time_and_withdrawal_decide(yard: Yard, data: st.DataObject) -> None:
    receivers, purposes, facts = st.sampled_from(["kela-sandbox", "dvv"]), st.sampled_from(["parental-allowance", "child-benefit"]), st.sets(st.sampled_from(NAMES), min_size=1)
    kuori = wrapped(yard, envelope(*sorted(data.draw(facts)), receiver=data.draw(receivers), purpose=data.draw(purposes)))
    held = replace(
        permission(*data.draw(facts), receiver=data.draw(receivers), purpose=data.draw(purposes)),
        given=NOW, assurance=data.draw(st.sampled_from(["nobody", "contact", "strong"])),
    )
    withdrawn, days, strong, names = data.draw(st.booleans()), data.draw(st.sampled_from([-1, 0, 29, 30, 31])), data.draw(st.booleans()), frozenset(data.draw(facts))
    live = None if withdrawn else held
    before, id = asyncio.run(yard.log.verify())["entries"], new_share()
    try:
        release = share(yard, kuori, live, *sorted(names), id=id, now=NOW + timedelta(days=days), needs="strong" if strong else "nobody")
        values: Mapping[str, Value] = reveal(release.facts)
        assert frozenset(values) == names
        released = True
    except Refused:
        released = False
    assert released is allowed_by_hand(live, kuori, names, days, strong)
    found = entries(yard)
    assert (len(found) - before, found[-1].kind) == (1, "share" if released else "refused")


def limit_pages(yard: Yard, pages: int) -> None:
    db: sqlite3.Connection = yard.log._writer._db  # noqa: SLF001  the limit belongs to the writing connection
    db.execute(f"PRAGMA max_page_count = {pages}")


@pytest.mark.requirement("R-30")
def test_nothing_is_released_when_the_log_is_full_and_all_is_well_when_there_is_room(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    kuori, fact = wrapped(yard), yard.fact("municipality", "Tampere")
    serve(yard, "t-0", fact)
    opened: list[str] = []
    keep = yard.seals.open

    def watch(holder: str, what: Any, sealed: bytes) -> bytes:
        opened.append(str(what["what"]))
        return keep(holder, what, sealed)

    monkeypatch.setattr(yard.seals, "open", watch)
    limit_pages(yard, 1)
    failed = 0
    for turn in range(1, 60):
        opened.clear()
        try:
            serve(yard, f"t-{turn}", fact)
        except NoRoom:
            assert opened == []
            with pytest.raises(NoRoom):
                share(yard, kuori, permission(*NAMES), "municipality")
            assert opened == []
            failed += 1
            if failed == 3:
                break
    assert failed == 3
    limit_pages(yard, 100_000)
    assert reveal(share(yard, kuori, permission(*NAMES), "municipality").facts) == {"municipality": "Tampere"}
    assert [entry.n for entry in entries(yard)] == list(range(1, len(entries(yard)) + 1))


CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from luukku.adapters.embedded import gate as gates, log as logs, seals
from tests.contracts.trust import CUSTOMER, NOW, Yard, envelope, new_share, permission, said

data, released, step, when = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
out = os.open(released, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
count = 0

def die_at(name):
    global count
    if name == step:
        count += 1
        if count == when:
            os.kill(os.getpid(), signal.SIGKILL)

place, open_seal = logs.EmbeddedLog.place, seals.Seals.open

async def watched_place(self, *given, **named):
    die_at("before-entry")
    new = await place(self, *given, **named)
    die_at("after-entry")
    return new

def watched_open(self, holder, what, sealed):
    die_at("before-open")
    plain = open_seal(self, holder, what, sealed)
    die_at("after-open")
    return plain

logs.EmbeddedLog.place, seals.Seals.open = watched_place, watched_open

async def main():
    yard = Yard(data)
    await yard.gate.new_customer(CUSTOMER, "kept")
    kuori = await yard.gate.wrap(envelope("municipality"), [said("municipality", "Tampere")])
    while True:
        share = new_share()
        await yard.gate.share(share, kuori, CUSTOMER, permission("municipality"), ["municipality"], "rule", NOW)
        os.write(out, (share + "\\n").encode())
        die_at("after-release")

asyncio.run(main())
"""


@pytest.mark.requirement("R-30")
@pytest.mark.parametrize("step", ["before-entry", "after-entry", "before-open", "after-open", "after-release"])
def test_a_kill_between_any_two_steps_leaves_no_release_without_its_entry(tmp_path: Path, step: str) -> None:
    data, released = tmp_path / "data", tmp_path / "released"
    path = os.pathsep.join(["src", "."])
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(data), str(released), step, "4"], env={**os.environ, "PYTHONPATH": path},
        cwd=Path(__file__).resolve().parents[2], capture_output=True, timeout=240, check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    told = released.read_text().split()
    with yard_at(data) as yard:
        logged = [entry.id for entry in entries(yard)]
        assert told == logged[: len(told)] and 3 <= len(told) <= len(logged) <= len(told) + 1
        orphans = [id for _, id in asyncio.run(yard.log.unfinished())]
        assert orphans == logged
    assert verify_folder(data)["entries"] == len(logged)


def test_the_end_of_a_permission_is_not_part_of_it(yard: Yard) -> None:
    kuori = wrapped(yard, envelope(*NAMES, ends=LATER + timedelta(days=1)))
    share(yard, kuori, permission(*NAMES), "municipality", now=LATER - timedelta(seconds=1))
    for at in (LATER, LATER + timedelta(seconds=1)):
        with pytest.raises(Refused):
            share(yard, kuori, permission(*NAMES), "municipality", now=at)
