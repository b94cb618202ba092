"""Rights: two clicks to erase, one answer for erased, unknown and not yours, records that a law keeps, the clock, how long facts stay."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.gate import kept_what
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.shapes import fact_from_plain
from luukku.cli.doctor import examine
from luukku.errors import BadInput, Locked, NotFound
from luukku.flow import erase, holds, retain, rights, upkeep, view
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.ground.dates import add, helsinki
from luukku.model.conversation import Case
from luukku.model.erasure import Kept, Request
from luukku.model.fact import Fact, Personal, reveal
from luukku.model.ids import CaseId, ConversationId, StepId, new_id
from luukku.model.journey import Journey, Step
from luukku.settings import load
from luukku.web import metrics
from luukku.web.server import make_app
from luukku.web.steward import keep_rights
from tests.stories.desks import MONDAY, Standing, desk_counter, fact, loaded, small_counter, visitor
from tests.stories.killed_steps import left_in, marks


@asynccontextmanager
async def visited(counter: Counter, token: str = "") -> AsyncIterator[httpx.AsyncClient]:
    """The pages and the API of a counter; `token` is the cookie."""
    transport = httpx.ASGITransport(make_app(counter))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies={"luukku": token} if token else None) as http:
        yield http


async def somebody(counter: Counter) -> tuple[ConversationId, str]:
    conversation = await visitor(counter, fact("municipality", "Tampere"), fact("mother.work", "employed"))
    token = new_id()
    await counter.doors.add_token(conversation, counter.keyed_hash("token\n" + token))
    return conversation, token


# Two clicks


@pytest.mark.requirement("R-20")
def test_from_what_is_known_it_is_two_clicks_and_no_sign_in(tmp_path: Path) -> None:
    async def story() -> None:
        async with small_counter(tmp_path / "data", Standing()) as counter:
            conversation, token = await somebody(counter)
            async with visited(counter, token) as http:
                known = (await http.get("/known")).text
                assert 'href="/erase"' in known
                read = (await http.get("/erase")).text
                assert "Poista kaikki nyt" in read and "Laki ei vaadi" in read and "ei voi perua" in read
                hidden = re.search(r'name="form" value="([0-9a-f]+)"', read)
                assert hidden is not None
                foreign = await http.post("/erase", data={"form": hidden[1]}, headers={"origin": "http://elsewhere"})
                assert foreign.status_code == 403 and await counter.store.talk(conversation), "another site cannot press it"
                gone = await http.post("/erase", data={"form": hidden[1]}, headers={"origin": "http://localhost"})
                assert gone.status_code == 303 and 'luukku=""' in gone.headers["set-cookie"]
                http.cookies.clear()
                page = (await http.get(gone.headers["location"])).text
                assert "Tietosi on poistettu" in page and "luukku erasure 1" in page and "Tietoni" not in page
                number = gone.headers["location"].removeprefix("/erased/").partition("?")[0]
                file = await http.get(f"/erased/{number}/proof")
                assert file.text == (await counter.ledger.proof(number)) and "attachment" in file.headers["content-disposition"]
                assert (await http.get("/erased/" + "0" * 32)).status_code == 404
            with pytest.raises(NotFound):
                await counter.store.talk(conversation)

    asyncio.run(story())


@pytest.mark.parametrize(("language", "button"), [("fi", "Poista kaikki nyt"), ("sv", "Radera allt nu"), ("en", "Erase everything now")])
def test_it_is_read_in_the_customers_language(tmp_path: Path, language: str, button: str) -> None:
    async def story() -> None:
        async with small_counter(tmp_path / "data", Standing()) as counter:
            conversation = await visitor(counter, fact("municipality", "Tampere"), language=language)  # type: ignore[arg-type]
            shown = await erase.preview(counter, conversation)
            assert shown.button == button and all((*shown.stops, *shown.told, *shown.after, shown.lead))

    asyncio.run(story())


# One answer


def test_erased_never_been_and_not_yours_are_answered_alike(tmp_path: Path) -> None:
    async def story() -> None:
        async with small_counter(tmp_path / "data", Standing()) as counter:
            (mine, my_token), (theirs, their_token), (other, _) = [await somebody(counter) for _ in range(3)]
            async with visited(counter) as http:
                erased = await http.post(f"/api/v1/conversations/{theirs}/erase", headers={"authorization": f"Bearer {their_token}"})
                assert erased.status_code == 200 and erased.json()["proof"]
                never = new_id()
                asked = [(never, my_token), (other, my_token), (theirs, my_token), (never, new_id()), (theirs, their_token), (other, new_id())]
                for method, path in (("GET", "plan"), ("GET", "log"), ("GET", "events"), ("GET", "erase"), ("POST", "erase"), ("GET", "rights"), ("POST", "resume-code")):
                    answers = [await http.request(method, f"/api/v1/conversations/{id}/{path}", headers={"authorization": f"Bearer {token}"}) for id, token in asked]
                    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}, path
                    assert len({json.dumps({**one.headers}, sort_keys=True) for one in answers}) == 1, path
                assert (await http.get(f"/api/v1/conversations/{mine}/plan", headers={"authorization": f"Bearer {my_token}"})).status_code == 200
                unknown = await http.get(f"/api/v1/erasures/{new_id()}")
                assert unknown.status_code == 404 and (await http.get(f"/api/v1/erasures/{erased.json()['number']}")).json() == erased.json()
            for token in (their_token, new_id()):
                async with visited(counter, token) as http:
                    assert [(await http.get(path)).status_code for path in ("/known", "/erase", "/plan")] == [404] * 3

    asyncio.run(story())


# What a law keeps


@pytest.mark.requirement("R-25")
def test_one_record_is_kept_all_else_goes_and_when_its_day_is_over_it_goes_by_itself(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Standing()
        async with small_counter(tmp_path / "data", clock) as counter:
            conversation, _ = await somebody(counter)
            customer = (await counter.store.talk(conversation)).customer
            [hold] = await holds.add(counter, conversation, "municipality", "Kirjanpitolaki 2:10", "Päivi Lehto", clock.at + timedelta(days=100))
            shown = await erase.preview(counter, conversation)
            assert [line for line in shown.kept if "Kirjanpitolaki 2:10" in line and "kunta" in line.lower()]
            known = await view.known(counter, conversation)
            [line] = known.by_law
            assert all(word in line for word in ("Tampere", "Kirjanpitolaki 2:10", "Päivi Lehto")), "the customer reads what is kept"
            other, _ = await somebody(counter)
            assert (await view.known(counter, other)).by_law == ()
            log = known.entries
            assert any("Päivi Lehto otti talteen" in entry.what and "Kirjanpitolaki" in entry.what for entry in log)
            held = marks(tmp_path / "data", customer)
            done = await erase.erase(counter, conversation)
            assert left_in(tmp_path / "data", held) == [] and '"ground":"Kirjanpitolaki 2:10"' in done.proof
            [kept] = await counter.kept.kept()
            assert kept == hold and _value(counter, tmp_path / "data", kept) == "Tampere", "it opens with its own key"
            clock.at += timedelta(days=99)
            await upkeep.go_round(counter)
            assert len(await counter.kept.kept()) == 1
            clock.at += timedelta(days=2)
            await upkeep.go_round(counter)
            assert await counter.kept.kept() == [] and [row.state for row in await counter.ledger.rows(done.number)][-1] == "released"
            with pytest.raises(Locked):
                _value(counter, tmp_path / "data", kept)
            assert left_in(tmp_path / "data", [kept.sealed]) == []

    asyncio.run(story())


def _value(counter: Counter, data: Path, kept: Kept) -> object:
    seals = Seals(Keys(Folder(data, create=False), counter.clock, read_only=True))
    return reveal(fact_from_plain(seals.open(kept.id, kept_what(kept), kept.sealed)).value)


@pytest.mark.requirement("R-25")
def test_a_hold_that_is_ended_by_hand_lets_go_at_once_and_a_bad_one_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Standing()
        async with small_counter(tmp_path / "data", clock) as counter:
            conversation, _ = await somebody(counter)
            asked = {"do": "hold", "conversation": conversation, "fact": "municipality", "ground": "Riita 12/2026", "owner": "Päivi", "until": "2033-12-31"}
            [hold] = (await keep_rights(counter, asked))["holds"]
            assert hold["ends"] == "2033-12-31" and (await keep_rights(counter, {"do": "holds"}))["holds"] == [hold]
            for wrong in ({"until": "2001-01-01"}, {"until": "soon"}, {"ground": " "}, {"owner": ""}):
                with pytest.raises(BadInput):
                    await keep_rights(counter, {**asked, **wrong})
            for unknown in ({"fact": "child.name"}, {"conversation": new_id()}):
                with pytest.raises(NotFound):
                    await keep_rights(counter, {**asked, **unknown})
            assert (await keep_rights(counter, {"do": "end", "id": hold["id"]}))["holds"] == []
            with pytest.raises(NotFound):
                await keep_rights(counter, {"do": "end", "id": hold["id"]})
            assert (await counter.ledger.rows()) == [], "nobody was erased"
            assert len(await counter.store.facts((await counter.store.talk(conversation)).customer, *[case.id for case in (await counter.store.talk(conversation)).cases])) == 2

    asyncio.run(story())


# The clock


@pytest.mark.requirement("R-28")
@given(day=st.dates(date(2026, 1, 1), date(2032, 12, 31)), minute=st.integers(0, 1439))
def test_a_month_is_a_calendar_month_to_the_end_of_its_day_in_helsinki(day: date, minute: int) -> None:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    for months in (1, 3):
        due = rights.due_day(at, months)
        assert helsinki(due) == add(helsinki(at), f"P{months}M") and helsinki(due + timedelta(seconds=2)) == helsinki(due) + timedelta(days=1)
        assert timedelta(days=27) < due - at < timedelta(days=94)


@pytest.mark.requirement("R-28")
def test_each_request_has_its_day_is_warned_of_before_and_may_be_longer_once_with_a_reason(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Standing()
        async with desk_counter(tmp_path / "data", clock) as counter:
            conversation, _ = await somebody(counter)
            made = await rights.ask(counter, conversation, "restrict")
            assert await rights.ask(counter, conversation, "restrict") == made, "asked twice, it is one request"
            assert len(await counter.desk.queue()) == 1, "a human weighs it"
            await rights.ask(counter, conversation, "export")
            standing = await rights.standing(counter)
            assert (len(standing.open), standing.soon, standing.late) == (2, (), ())
            clock.at = made.due - timedelta(days=6)
            assert len((await rights.standing(counter)).soon) == 2
            longer = await rights.extend(counter, made.id, "asia on laaja")
            assert helsinki(longer.due) == add(helsinki(made.at), "P3M")
            with pytest.raises(BadInput):
                await rights.extend(counter, made.id, "vielä")
            clock.at = made.due + timedelta(seconds=2)
            standing = await rights.standing(counter)
            assert [one.right for one in standing.late] == ["export"]
            counter.embedder = cast(Any, SimpleNamespace(name="none"))
            said = await metrics.text(counter, metrics.Metrics())
            assert "luukku_rights_open 2\n" in said and "luukku_rights_late 1\n" in said and "luukku_erasures_unfinished 0\n" in said
            known = await view.known(counter, conversation)
            assert any("asia on laaja" in line for line in known.requests) and len(known.requests) == 2
            listed = (await keep_rights(counter, {"do": "requests"}))["requests"]
            assert [(one["right"], one["late"], one["conversation"]) for one in listed] == [("export", True, conversation), ("restrict", False, conversation)]
            assert conversation.encode() not in (tmp_path / "data" / "ledger.db").read_bytes(), "whose it is stands nowhere"
            await keep_rights(counter, {"do": "settle", "id": listed[0]["id"]})
            assert len((await rights.standing(counter)).open) == 1
            for gone in ({"do": "settle", "id": listed[0]["id"]}, {"do": "extend", "id": "x", "reason": "y"}):
                with pytest.raises(NotFound):
                    await keep_rights(counter, gone)

    asyncio.run(story())


@pytest.mark.requirement("R-28")
def test_an_erasure_is_a_request_too_and_settled_when_it_is_done(tmp_path: Path) -> None:
    async def story() -> None:
        async with small_counter(tmp_path / "data", Standing()) as counter:
            conversation, _ = await somebody(counter)
            done = await erase.erase(counter, conversation)
            [one] = await counter.rights.requests()
            assert (one.right, one.number, one.done) == ("erase", done.number, done.done) and one.due > one.at + timedelta(days=27)

    asyncio.run(story())


def test_the_doctor_says_what_is_late_and_what_is_wrong_with_the_ledger(tmp_path: Path) -> None:
    settings_ = load({"data": str(tmp_path / "data")}, {}, tmp_path)

    def seen() -> list[tuple[str, str]]:
        return [(one.state, one.what) for one in examine(settings_, quick=True) if one.check == "rights"]

    async def ask(due: timedelta) -> None:
        async with small_counter(tmp_path / "data", Standing()) as counter:
            await open_conversation(counter)
            now = datetime.now(UTC)
            await counter.rights.ask(Request(id=new_id(), number="0" * 32, right="export", at=now, due=now + due))

    asyncio.run(ask(timedelta(days=20)))
    assert seen() == [("ok", "the ledger is whole; 1 requests wait")]
    asyncio.run(ask(timedelta(days=2)))
    assert seen() == [("note", "1 requests by right are due within a week")]
    asyncio.run(ask(timedelta(days=-2)))
    assert seen()[0] == ("wrong", "1 requests by right are late")
    (tmp_path / "data" / "ledger.db").unlink()
    assert seen() == [("wrong", "the ledger of erasures is gone")]


# How long facts stay


EVENT, SPECS = "moving", {spec.name: spec.good_for for spec in loaded()[0].events["moving"].facts}
LASTING = sorted(name for name, good in SPECS.items() if good is None)
PASSING = sorted(name for name, good in SPECS.items() if good is not None)


@pytest.mark.requirement("R-19")
@settings(max_examples=15, deadline=None)
@given(days=st.lists(st.integers(0, 400), min_size=len(PASSING), max_size=len(PASSING)), looks=st.lists(st.integers(0, 800), min_size=1, max_size=4))
def test_after_its_longest_purpose_no_row_of_a_fact_is_left_and_not_before(days: list[int], looks: list[int]) -> None:
    """Facts told on different days; the clock moves, rounds come: what is there is what may be, no more and no less."""

    async def story(place: Path) -> None:
        clock = Standing()
        async with small_counter(place / "data", clock) as counter:
            told = {name: MONDAY + timedelta(days=after) for name, after in zip(PASSING, days, strict=True)} | {LASTING[0]: MONDAY}
            facts = [Fact(name=name, about="me", value=Personal("x"), at=at) for name, at in told.items()]
            conversation = await visitor(counter, *facts, event=EVENT)
            customer = (await counter.store.talk(conversation)).customer
            for day in sorted(looks):
                clock.at = MONDAY + timedelta(days=day)
                await retain.sweep(counter)
                may = {name for name, at in told.items() if (good := SPECS[name]) is None or helsinki(clock.at) <= add(helsinki(at), good)}
                talk = await counter.store.talk(conversation)
                [case] = talk.cases
                assert {one.name for one in await counter.store.facts(customer, case.id)} == may == set(case.names)
                assert {name for _, name in await counter.rounds.fact_times(customer)} == may
                assert (await counter.store.talk(conversation)).version == talk.version

    with TemporaryDirectory() as place:
        asyncio.run(story(Path(place)))


@pytest.mark.requirement("R-19")
def test_a_step_that_may_still_use_a_fact_keeps_it_longer(tmp_path: Path) -> None:
    name, good = PASSING[0], SPECS[PASSING[0]]
    assert good is not None
    step = Step(id=StepId("s"), service="s", part="allow", state="told", held=(name,), ends=MONDAY + timedelta(days=1000))
    case = Case(id=CaseId("c"), event=EVENT, names=(name,), journey=Journey(case=CaseId("c"), event=EVENT, steps={step.id: step}))
    until = retain.kept_until(case, name, MONDAY, loaded()[0])
    assert until == step.ends
    over = replace(case, journey=Journey(case=case.id, event=EVENT, steps={step.id: replace(step, state="done")}))
    ended = retain.kept_until(over, name, MONDAY, loaded()[0])
    assert ended is not None and helsinki(ended) == add(helsinki(MONDAY), good)


@pytest.mark.requirement("R-19")
def test_what_is_past_its_time_is_in_no_file_any_more(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Standing()
        async with small_counter(tmp_path / "data", clock) as counter:
            conversation = await visitor(counter, Fact(name=PASSING[0], about="me", value=Personal("x"), at=MONDAY), event=EVENT)
            talk = await counter.store.talk(conversation)
            [stored] = await counter.store.facts(talk.customer, talk.cases[0].id)
            assert left_in(tmp_path / "data", [stored.sealed])
            clock.at += timedelta(days=400)
            await upkeep.go_round(counter)
            assert left_in(tmp_path / "data", [stored.sealed]) == []
            assert [event.type for event in await counter.feed.events(conversation, 0)][-1] == "forgotten"

    asyncio.run(story())

