"""How things end: taken back while under way, run out by themselves, closed and forgotten; and what a crash left is put right."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku import app
from luukku.errors import BadAnswer, LuukkuError, NoRoom, NotFound, Unreached
from luukku.flow import advance, answer, open, serve, start, upkeep, view, withdraw
from luukku.flow.counter import Counter
from luukku.flow.idle import IDLE, close_idle
from luukku.ground.dates import helsinki
from luukku.model.conversation import Case, Message, Talk
from luukku.model.fact import Personal
from luukku.model.ids import ConversationId, ShareId, StepId, new_id
from luukku.model.journey import Step
from luukku.model.use import Outgoing, PeerAnswer
from luukku.sandbox import clerk
from luukku.settings import load
from luukku.web.server import make_app

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EARLY = StepId("early-education")
TOWN, KELA = "tampere-mailbox", "kela-sandbox"
Story = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Clock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Fake:
    """An organisation that answers by its script, then with "acknowledged"."""

    script: list[PeerAnswer | Exception | Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)
    told: list[ShareId] = field(default_factory=list)
    looked: list[ShareId] = field(default_factory=list)
    notices: list[tuple[str, tuple[ShareId, ...]]] = field(default_factory=list)
    changes: list[tuple[str, tuple[ShareId, ...], tuple[str, ...], str]] = field(default_factory=list)
    """What was told of facts: kind, shares, names, the notice's id."""

    async def tell(self, message: Outgoing) -> PeerAnswer:
        self.told.append(message.share)
        return await self._next()

    async def look(self, task: str, share: ShareId) -> PeerAnswer:
        self.looked.append(share)
        return await self._next()

    async def _next(self) -> PeerAnswer:
        said = self.script.pop(0) if self.script else None
        if isinstance(said, Exception):
            raise said
        if callable(said):
            await said()
            return await self._next()
        return said or PeerAnswer(state="acknowledged", task="task-1")

    async def close(self, share: ShareId) -> None: ...

    async def left(self) -> frozenset[ShareId]:
        return frozenset()

    async def erased(self, notice: str, shares: Sequence[ShareId]) -> None:
        self.notices.append((notice, tuple(shares)))
        if self.script and isinstance(self.script[0], Exception):
            raise self.script.pop(0)  # type: ignore[misc]

    async def changed(self, notice: str, kind: str, shares: Sequence[ShareId], facts: Sequence[str]) -> None:
        if self.script and isinstance(self.script[0], Exception):
            raise self.script.pop(0)  # type: ignore[misc]
        self.changes.append((kind, tuple(shares), tuple(facts), notice))

    async def undone(self, notice: str, share: ShareId) -> None: ...

    async def forget(self, shares: Collection[str]) -> None: ...


@dataclass
class Place:
    """A counter and a customer who has got to the card; nothing goes on by itself."""

    counter: Counter
    clock: Clock
    conversation: ConversationId
    token: str
    card: Mapping[str, Any]

    async def say(self, text: str) -> Mapping[str, Any]:
        return await serve.serve(self.counter, Message(conversation=self.conversation, id=new_id(), text=Personal(text)))

    async def allow(self) -> None:
        """The town may be told."""
        await answer.answer_card(self.counter, self.conversation, self.card["id"], {EARLY: "allow"}, [])

    async def talk(self) -> Talk:
        return await self.counter.store.talk(self.conversation)

    async def case(self) -> Case:
        return (await self.talk()).cases[0]

    async def step(self) -> Step:
        journey = (await self.case()).journey
        assert journey is not None
        return journey.steps[EARLY]

    async def deliver(self) -> None:
        """What is due within a day is worked once."""
        for row in await self.counter.outbox.due(self.clock.at + timedelta(days=1)):
            self.counter.lines.take(row)
            await advance._one(self.counter, row)

    async def wake(self) -> None:
        for timer in await self.counter.outbox.timers(helsinki(self.clock.at).isoformat()):
            await advance.wake(self.counter, timer)

    async def log(self) -> list[str]:
        """Kinds of the customer's entries, oldest first, without those of reading and consent."""
        entries = await self.counter.log.entries((await self.talk()).customer)
        return [entry.kind for entry in entries if entry.kind not in ("serve", "consent")]

    def town(self, fake: Fake | None) -> Fake:
        """From now on the town is a fake."""
        fake = fake or Fake()
        self.counter.peers = {**self.counter.peers, TOWN: fake}
        return fake

    def lying(self) -> list[str]:
        """What lies in the mailbox."""
        folder = self.counter.settings.mailbox.folder
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())

    def rows(self, sql: str, file: str = "luukku.db") -> list[Any]:
        with closing(sqlite3.connect(self.counter.settings.data / file)) as db:
            return db.execute(sql).fetchall()



@asynccontextmanager
async def counter_in(folder: Path, clock: Clock) -> AsyncIterator[Counter]:
    settings = load({"data": str(folder / "data"), "embedder": "tfidf"}, {}, folder)
    async with app.opened(settings, clock=clock, work=False) as counter:
        yield counter


@asynccontextmanager
async def at_card(folder: Path) -> AsyncIterator[Place]:
    clock = Clock()
    async with counter_in(folder, clock) as counter:
        yield await begin(counter, clock)


async def begin(counter: Counter, clock: Clock) -> Place:
    conversation, token = await open.open_conversation(counter, "fi")
    place = Place(counter, clock, conversation, token, {})
    for text in ("Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä"):
        said = await place.say(text)
    assert said["card"] is not None, said["reply"]["text"]
    place.card = said["card"]
    return place


# Taken back


def test_a_permission_taken_back_while_the_letter_is_written_leaves_no_letter(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            mailbox = place.counter.peers[TOWN]
            tell = mailbox.tell

            async def slowly(message: Outgoing) -> PeerAnswer:
                case = await place.case()
                await withdraw.withdraw(place.counter, place.conversation, case.id, EARLY)
                return await tell(message)

            mailbox.tell = slowly  # type: ignore[method-assign]
            await place.deliver()
            assert (await place.step()).state == "ended"
            assert place.lying() == []
            assert await place.log() == ["share", "done"], "it was told before it was known that it was taken back"
            assert place.rows("SELECT * FROM sending") == []

    asyncio.run(story())


def test_what_was_never_reached_and_taken_back_is_logged_as_not_carried_out(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            place.town(Fake([Unreached(organisation=TOWN, what="status")]))
            await place.allow()
            await place.deliver()
            assert (await place.step()).state == "unreached" and await place.log() == ["share"]
            await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
            assert await place.log() == ["share", "not-carried-out"]
            known = await view.known(place.counter, place.conversation)
            assert not [entry.what for entry in known.entries if "lähtivät" in entry.what]
            assert any(entry.what.startswith("Lupa lähettää tiedot") for entry in known.entries)

    asyncio.run(story())


def test_what_fails_after_it_was_taken_back_is_logged_and_not_tried_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:

            async def take_back() -> None:
                await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
                assert await place.log() == ["share"], "nobody knows yet how it ends"

            town = place.town(Fake([take_back, Unreached(organisation=TOWN, what="ReadTimeout")]))
            await place.allow()
            await place.deliver()
            await place.deliver()
            assert len(town.told) == 1 and await place.log() == ["share", "not-carried-out"]

    asyncio.run(story())


def test_what_was_told_and_taken_back_stays_logged_as_told(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.deliver()
            assert len(place.lying()) == 2
            await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
            assert place.lying() == [] and await place.log() == ["share", "done"]

    asyncio.run(story())


def test_a_permission_that_runs_out_takes_its_letter_along(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.deliver()
            ends = (await place.step()).ends
            assert ends is not None and len(place.lying()) == 2
            place.clock.at = ends + timedelta(seconds=1)
            for _ in range(3):
                await place.wake()
            assert (await place.step()).state == "ended" and place.lying() == []
            await place.deliver()
            assert place.rows("SELECT * FROM sending") == [] and await place.log() == ["share", "done"]

    asyncio.run(story())


def test_a_clerks_words_go_with_their_letter(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.deliver()
            share = (await place.step()).share
            assert share is not None
            clerk.answer(place.counter.settings.mailbox.folder, share, text="Soitan äidille huomenna.")
            await place.deliver()
            assert (await place.step()).state == "done" and place.lying() == []
            [told] = (await view.plans(place.counter, place.conversation))[0].told[:1] or [None]
            quotes = [step.quote for step in (await view.plans(place.counter, place.conversation))[0].told]
            assert "Soitan äidille huomenna." in quotes and told is not None

    asyncio.run(story())


def test_letters_that_a_crash_left_behind_go_with_the_next_round(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.deliver()
            folder, kept = place.counter.settings.mailbox.folder, tmp_path / "kept"
            shutil.copytree(folder, kept)
            await withdraw.close(place.counter, place.conversation, (await place.case()).id)
            assert place.lying() == []
            shutil.copytree(kept, folder, dirs_exist_ok=True)  # as if the crash had come before they were cleared
            foreign = folder / "out" / "of-another-counter.json"
            foreign.write_text("{}")
            other = await begin(place.counter, place.clock)
            await other.allow()
            await other.deliver()
            live = (await other.step()).share
            await upkeep.go_round(place.counter)
            assert place.lying() == sorted([f"out/{live}.html", f"out/{live}.json", "out/of-another-counter.json"])

    asyncio.run(story())


# Closing


def test_closing_while_the_mailbox_is_away_closes_and_ends_the_key_and_the_round_clears_later(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.deliver()
            folder, away = place.counter.settings.mailbox.folder, tmp_path / "away"
            folder.rename(away)
            folder.write_text("no folder")
            case = await place.case()
            await withdraw.close(place.counter, place.conversation, case.id)
            await withdraw.close(place.counter, place.conversation, case.id)
            closed = (await place.case()).closed
            assert closed is not None
            talk = await place.talk()
            assert await place.counter.key_rounds.ends() == {talk.customer: closed + timedelta(days=14)}
            folder.unlink()
            away.rename(folder)
            assert len(place.lying()) == 2
            await upkeep.go_round(place.counter)
            assert place.lying() == []

    asyncio.run(story())


def test_a_crash_between_closing_and_the_keys_end_is_mended_at_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="keys")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            customer = (await place.talk()).customer
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.gate, "end_customer", full)
                await withdraw.close(place.counter, place.conversation, (await place.case()).id)
            assert await place.counter.key_rounds.ends() == {}
        async with counter_in(tmp_path, place.clock) as counter:
            assert await counter.key_rounds.ends() == {customer: NOW + timedelta(days=14)}

    asyncio.run(story())


def test_a_new_matter_keeps_the_key_only_once_it_is_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="luukku.db")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            await withdraw.close(place.counter, place.conversation, (await place.case()).id)
            place.clock.at += timedelta(days=1)
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.store, "commit", full)
                with pytest.raises(LuukkuError):
                    await place.say("Meille syntyi tänään tyttö!")
            assert len(await place.counter.key_rounds.ends()) == 1
            await start.recover(place.counter)
            assert len((await place.talk()).cases) == 2
            assert await place.counter.key_rounds.ends() == {}

    asyncio.run(story())


def test_a_loss_is_answered_though_what_comes_after_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="keys")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.gate, "end_customer", full)
                said = await place.say("vauva kuoli")
            assert said["reply"]["text"] and (await place.case()).closed is not None
            await upkeep.go_round(place.counter)
            assert not await place.counter.key_rounds.ends(), "the bereavement is open now"
            for case in (await place.talk()).open_cases():
                await withdraw.close(place.counter, place.conversation, case.id)
            assert len(await place.counter.key_rounds.ends()) == 1

    asyncio.run(story())


# Fourteen days later


def test_fourteen_days_after_closing_nothing_of_the_customer_is_left_in_the_store(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.deliver()
            other = await begin(place.counter, place.clock)
            talk = await place.talk()
            await withdraw.close(place.counter, place.conversation, talk.cases[0].id)
            place.clock.at += timedelta(days=14, seconds=-1)
            await upkeep.go_round(place.counter)
            assert (await view.plans(place.counter, place.conversation)) != []
            place.clock.at += timedelta(seconds=2)
            await upkeep.go_round(place.counter)
            with pytest.raises(NotFound):
                await place.talk()
            with pytest.raises(NotFound):
                await open.who(place.counter, place.token)
            raw = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("luukku.db*"))
            for id in (talk.customer, talk.conversation, talk.cases[0].id):
                assert id.encode() not in raw
            assert (await other.say("kiitos"))["reply"]["text"], "others go on"
            for (table,) in place.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
                rows = json.dumps(place.rows(f'SELECT * FROM "{table}"'), default=repr)
                assert talk.conversation not in rows and talk.customer not in rows, table

    asyncio.run(story())


def test_rows_that_a_crash_left_without_their_key_go_at_start(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await withdraw.close(place.counter, place.conversation, (await place.case()).id)
            place.clock.at += timedelta(days=15)
            await place.counter.key_rounds.destroy_ended()
        async with counter_in(tmp_path, place.clock):
            assert place.rows("SELECT count(*) FROM conversation") == place.rows("SELECT count(*) FROM fact") == [(0,)]

    asyncio.run(story())


def test_a_key_that_is_missing_though_nothing_has_ended_costs_nobody_their_rows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody put the wrong keys.db there: the right one may come back."""

    async def story() -> None:
        async with at_card(tmp_path) as place:
            conversation = place.conversation
        kept = (tmp_path / "data" / "keys.db").read_bytes()
        (tmp_path / "data" / "keys.db").unlink()
        async with counter_in(tmp_path, place.clock) as counter:
            with pytest.raises(NotFound):
                await open.who(counter, place.token)
        (tmp_path / "data" / "keys.db").write_bytes(kept)
        async with counter_in(tmp_path, place.clock) as counter:
            assert await open.who(counter, place.token) == conversation
            assert len((await view.known(counter, conversation)).facts) > 0

    asyncio.run(story())
    assert "key is missing" in caplog.text


@pytest.mark.parametrize("swept", [False, True])
def test_an_ended_conversation_is_as_if_it_had_never_been(tmp_path: Path, swept: bool) -> None:
    """Also in the hour before the round comes by."""

    async def story() -> None:
        async with at_card(tmp_path) as place:
            await withdraw.close(place.counter, place.conversation, (await place.case()).id)
            place.clock.at += timedelta(days=15)
            if swept:
                await upkeep.go_round(place.counter)
            transport = httpx.ASGITransport(make_app(place.counter))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
                await _check_api(http, place)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies={"luukku": place.token}) as http:
                await _check_pages(http)

    asyncio.run(story())


async def _check_api(http: httpx.AsyncClient, place: Place) -> None:
    headers = {"authorization": f"Bearer {place.token}"}
    at = f"/api/v1/conversations/{place.conversation}"
    never = await http.get("/api/v1/conversations/never-was/plan", headers={"authorization": "Bearer never-was"})
    for what in ("plan", "log", "events"):
        gone = await http.get(f"{at}/{what}", headers=headers)
        assert (gone.status_code, gone.json()) == (404, never.json()), what
    for what, body in (("messages", {"id": "m9", "text": "Moi"}), ("resume-code", {})):
        assert (await http.post(f"{at}/{what}", json=body, headers=headers)).status_code == 404, what


async def _check_pages(http: httpx.AsyncClient) -> None:
    first = await http.get("/")
    assert first.status_code == 200 and 'luukku=""' in first.headers["set-cookie"], "the cookie is dropped"
    http.cookies.clear()
    http.cookies.set("luukku", "ended")
    for path in ("/conversation", "/plan", "/known"):
        gone = await http.get(path, follow_redirects=True)
        assert gone.status_code in (200, 404) and "text/html" in gone.headers["content-type"], path
    form = {"text": "Meille syntyi eilen poika", "id": new_id()}
    begun = await http.post("/messages", data=form, headers={"origin": "http://localhost"})
    assert begun.status_code == 303 and "luukku=" in begun.headers["set-cookie"], "a new conversation begins"


# What a crash or a full disk left


def test_orphaned_entries_are_marked_at_start_and_running_ones_are_not(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            place.town(Fake([RuntimeError("crash")]))
            await place.allow()
            await place.deliver()
            customer = (await place.talk()).customer
            orphan = await place.counter.log.append(
                customer, "share", actor="counter", purpose="p", receiver=KELA, facts=("municipality",), permission="x", basis="b", rule="r",
                result="allowed", about="child-benefit",
            )  # fmt: skip
            assert await place.log() == ["share", "share"]
        async with counter_in(tmp_path, place.clock) as counter:
            ends = [entry for entry in await counter.log.entries(customer) if entry.kind == "not-carried-out"]
            assert [(entry.about, entry.receiver, entry.facts) for entry in ends] == [(orphan, KELA, ("municipality",))]
            assert [share for _, share in await counter.log.unfinished()] != [orphan]

    asyncio.run(story())


def test_a_consent_that_must_be_given_twice_because_of_a_full_disk_is_logged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="luukku.db")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            customer = (await place.talk()).customer
            for again in (True, True, False):
                with monkeypatch.context() as patched:
                    if again:
                        patched.setattr(place.counter.store, "commit", full)
                        with pytest.raises(NoRoom):
                            await place.allow()
                    else:
                        await place.allow()
            given = [entry for entry in await place.counter.log.entries(customer) if entry.kind == "consent"]
            assert [entry.about for entry in given] == ["given"]
            assert given[0].permission == (await place.step()).permission
            assert len(place.rows("SELECT * FROM keys WHERE kind = 'envelope'", "keys.db")) == 3
        async with counter_in(tmp_path, place.clock):
            [(key,)] = place.rows("SELECT id FROM keys WHERE kind = 'envelope'", "keys.db")
            assert place.rows("SELECT id FROM envelope") == [(key,)]

    asyncio.run(story())


def test_an_envelope_that_is_coming_to_be_keeps_its_key_in_a_round(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            with closing(sqlite3.connect(place.counter.settings.data / "luukku.db")) as db, db:
                db.execute("DELETE FROM envelope")
            once = await upkeep.go_round(place.counter)
            assert len(once) == 1 and len(place.rows("SELECT * FROM keys WHERE kind = 'envelope'", "keys.db")) == 1
            await upkeep.go_round(place.counter, once)
            assert place.rows("SELECT * FROM keys WHERE kind = 'envelope'", "keys.db") == []

    asyncio.run(story())


def test_a_waiting_turn_that_cannot_be_opened_keeps_no_other_from_being_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="luukku.db")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            other = await begin(place.counter, place.clock)
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.store, "commit", full)
                for one in (place, other):
                    with pytest.raises(LuukkuError):
                        await one.say("kiitos paljon")
            for task in tuple(place.counter.tasks):
                task.cancel()
            await asyncio.gather(*place.counter.tasks, return_exceptions=True)
            with closing(sqlite3.connect(place.counter.settings.data / "luukku.db")) as db, db:
                [first, _] = db.execute("SELECT turn FROM waiting JOIN turn ON turn.id = waiting.turn ORDER BY seq").fetchall()
                db.execute("UPDATE waiting SET key = 'waiting-2020010100' WHERE turn = ?", first)
        async with counter_in(tmp_path, place.clock) as counter:
            assert place.rows("SELECT turn FROM waiting") == [first], "the other one was answered"
            assert (await counter.store.talk(other.conversation)).turns == 4

    asyncio.run(story())


def test_a_correction_in_a_facts_box_is_recovered_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="luukku.db")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.store, "commit", full)
                with pytest.raises(LuukkuError):
                    await answer.correct(place.counter, Message(conversation=place.conversation, id="m9", text=Personal("opiskelija")), "mother.work")
            for task in tuple(place.counter.tasks):
                task.cancel()
            await asyncio.gather(*place.counter.tasks, return_exceptions=True)
            [turn] = await place.counter.store.waiting()
            assert turn.fix == "mother.work"
        async with counter_in(tmp_path, place.clock) as counter:
            known = await view.known(counter, place.conversation)
            assert next(fact.value for fact in known.facts if fact.name == "mother.work") == "opiskelija"

    asyncio.run(story())


# Answers that cannot be read


def test_an_answer_that_cannot_be_read_is_asked_for_a_few_times_and_then_left_to_people(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            down = [Unreached(organisation=TOWN, what="ConnectError")] * 7
            town = place.town(Fake([*down, *[BadAnswer(organisation=TOWN, what="state")] * 20]))
            await place.allow()
            for _ in range(30):
                await place.deliver()
            assert len(town.told) == len(down) + advance.TRIES and len(set(town.told)) == 1
            assert (await place.step()).state == "unreadable" and await place.log() == ["share", "not-carried-out"]
            [told] = [step for step in (await view.plans(place.counter, place.conversation))[0].told if step.id == EARLY]
            assert told.word == "Lähetetty" and "ei voi lukea" in told.line

    asyncio.run(story())


def test_a_bad_answer_that_becomes_a_good_one_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            place.town(Fake([BadAnswer(organisation=TOWN, what="state")] * (advance.TRIES - 1)))
            await place.allow()
            for _ in range(advance.TRIES):
                await place.deliver()
            assert (await place.step()).state == "acknowledged" and await place.log() == ["share", "done"]

    asyncio.run(story())


def test_a_card_that_cannot_be_read_has_told_nobody_anything(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            before = BadAnswer(organisation=TOWN, what="card")
            before.sent = False
            place.town(Fake([before] * 9))
            await place.allow()
            for _ in range(9):
                await place.deliver()
            step = await place.step()
            assert (step.state, step.reason) == ("unreached", None)
            assert len(place.rows("SELECT * FROM sending")) == 1, "it is tried on"

    asyncio.run(story())


def test_after_a_broken_line_it_is_said_that_nobody_knows(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            broken = Unreached(organisation=TOWN, what="ReadTimeout")
            broken.sent = True
            place.town(Fake([Unreached(organisation=TOWN, what="ConnectError"), broken, Unreached(organisation=TOWN, what="ConnectError")]))
            await place.allow()
            words = []
            for _ in range(4):
                await place.deliver()
                plan = (await view.plans(place.counter, place.conversation))[0]
                words += [step.word for step in plan.told if step.id == EARLY]
            assert words == ["Ei kerrottu", "Ei varmaa", "Ei varmaa", "Vastaanotettu"]
            assert (await place.step()).reason is None

    asyncio.run(story())


def test_an_unreadable_answer_while_it_is_worked_on_is_asked_for_seldom_and_changes_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            acknowledged = PeerAnswer(state="acknowledged", task="task-1")
            town = place.town(Fake([acknowledged, *[BadAnswer(organisation=TOWN, what="state")] * 8, PeerAnswer(state="done", task="task-1")]))
            await place.allow()
            for _ in range(9):
                await place.deliver()
            assert (await place.step()).state == "acknowledged" and len(town.told) == 1 and len(town.looked) == 8
            due = await place.counter.outbox.next_due()
            assert due is not None and due >= NOW + advance.SELDOM
            await place.deliver()
            assert (await place.step()).state == "done"

    asyncio.run(story())


# The round itself


def test_a_part_of_the_round_that_fails_keeps_no_other_from_its_work_and_the_counter_closes_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> frozenset[str]:
        raise RuntimeError("broken")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            await withdraw.close(place.counter, place.conversation, (await place.case()).id)
            place.clock.at += timedelta(days=15)
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.log, "unfinished", broken)
                patched.setattr(place.counter.rounds, "sweep_waiting", broken)
                patched.setattr(place.counter.key_rounds, "envelopes", broken)
                with pytest.raises(RuntimeError):
                    await upkeep.drop_orphans(place.counter, None)
                rounds = asyncio.create_task(start.keep_up(place.counter))
                for _ in range(3_000):
                    await asyncio.sleep(0.02)
                    if place.rows("SELECT count(*) FROM conversation") == [(0,)]:
                        break
                assert not rounds.done()
                await start.close(place.counter, rounds)
            assert place.rows("SELECT count(*) FROM conversation") == [(0,)]

    asyncio.run(story())


# Left


def test_who_never_comes_back_is_not_kept_for_ever(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            nothing, _ = await open.open_conversation(place.counter, "fi")
            place.clock.at += timedelta(days=80)
            await upkeep.go_round(place.counter, more=(close_idle,))
            assert (await place.case()).closed is None, "the name's deadline is still ahead"
            place.clock.at = NOW + IDLE + timedelta(days=1)
            await upkeep.go_round(place.counter, more=(close_idle,))
            assert (await place.case()).closed is not None
            with pytest.raises(NotFound):
                await place.counter.store.talk(nothing)
            place.clock.at += timedelta(days=15)
            await upkeep.go_round(place.counter, more=(close_idle,))
            with pytest.raises(NotFound):
                await place.talk()

    asyncio.run(story())


def test_who_was_here_lately_is_kept(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            place.clock.at += IDLE
            await place.say("kiitos")
            place.clock.at += timedelta(days=1)
            await close_idle(place.counter)
            assert (await place.case()).closed is None, "the customer was here yesterday"

    asyncio.run(story())
