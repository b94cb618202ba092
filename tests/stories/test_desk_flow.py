"""A human serves: called with a promise, taken by one, seen in the customer's log, and handed back to the machine."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from luukku.errors import Clash, Empty, NotFound, OutOfDate, Refused, TooLong
from luukku.flow import channels, desk, own_rules, promises, withdraw
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.fact import HIDDEN
from luukku.model.handover import Handover, Triage
from luukku.model.ids import ConversationId, HandoverId, new_id
from luukku.model.reading import Expects
from tests.stories.desks import AINO, MONDAY, OFFICE, PAIVI, STEWARD, Standing, desk_counter, events, fact, held, seen, visitor

DANGER = Triage(reason="danger", level="now", now=True, danger="violence")
BOY = (fact("event.date", "2026-11-22", "child-1", "eilen"), fact("municipality", "Tampere", said="Tampereella"))


def play(folder: Path, story: Callable[[Counter, Standing], Awaitable[None]], **how: Any) -> None:
    """Runs a story over a counter of its own, from Monday at ten."""

    async def run() -> None:
        clock = Standing()
        async with desk_counter(folder / "data", clock, **how) as counter:
            await story(counter, clock)

    asyncio.run(run())


async def called(counter: Counter, conversation: ConversationId, triage: Triage | None = None) -> Handover:
    """By the customer's button, or for another reason."""
    if triage is None:
        made = await desk.ask(counter, conversation)
    else:
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
        made = await desk.call(counter, draft, triage)
        await draft.commit()
    assert made is not None
    return made


async def types(counter: Counter, conversation: ConversationId) -> list[str]:
    return [event.type for event in await events(counter, conversation) if event.type not in ("opened", "accepted")]


def test_the_button_calls_a_human_with_a_time_and_a_number(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY)
        made = await called(counter, conversation)
        assert (made.reason, made.state, made.promised - clock.now()) == ("asked", "waiting", timedelta(minutes=30))
        assert len(made.number) == 4
        shown = await desk.human(counter, conversation)
        assert shown is not None and shown.state == "waiting" and shown.brief is not None
        assert shown.line == f"Ihminen vastaa tänään klo 10.30 mennessä. Tunnuksesi on {made.number}."
        assert shown.brief.said_last == "Meille syntyi poika."
        assert await called(counter, conversation) == made
        assert await types(counter, conversation) == ["queued"]

    play(tmp_path, story)


def test_without_a_desk_there_is_the_phone_and_no_promise(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY)
        assert await desk.ask(counter, conversation) is None
        assert await types(counter, conversation) == ["person-wanted"]
        assert await counter.desk.queue() == []
        talk = await counter.store.talk(conversation)
        shown = await desk.human_now(counter, talk, None, Triage(reason="asked", level="promise", now=True), {})
        assert shown is not None and shown.state == "phone" and "09 123 456" in shown.line

    play(tmp_path, story, hours="", phone="09 123 456")


def test_danger_goes_before_all_and_only_makes_one_who_waits_more_urgent(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        first, second = await visitor(counter), await visitor(counter)
        waits = await called(counter, first)
        other = await called(counter, second)
        raised = await called(counter, first, DANGER)
        assert (raised.id, raised.number, raised.level, raised.danger) == (waits.id, waits.number, "now", "violence")
        assert raised.promised == clock.now() + timedelta(minutes=5)
        rows = await desk.queue(counter, PAIVI)
        assert [row.id for row in rows] == [raised.id, other.id]
        assert rows[0].reason == "Väkivaltaa tai sen uhkaa."
        assert await called(counter, first, DANGER) == raised

    play(tmp_path, story)


def test_nobody_at_the_desk_gives_an_honest_time(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        clock.goes(hours=9)
        assert (await called(counter, await visitor(counter), DANGER)).promised == MONDAY + timedelta(hours=22, minutes=5)
        night = await visitor(counter, language="sv")
        await called(counter, night)
        shown = await desk.human(counter, night)
        assert shown is not None and shown.line.startswith("En människa svarar senast i morgon kl. 8.30.")

    play(tmp_path, story, on_duty=False)


def test_the_queue_tells_of_nobody_and_of_no_fact(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        mine, other = await called(counter, await visitor(counter, *BOY)), await called(counter, await visitor(counter, event="child", language="en"))
        await desk.take(counter, PAIVI, mine.id)
        clock.goes(minutes=31)
        rows = {row.id: row for row in await desk.queue(counter, AINO, "en")}
        assert (rows[mine.id].holder, rows[mine.id].mine, rows[other.id].holder) == ("Päivi Lehto", False, "")
        assert rows[other.id].seconds_left == -60
        assert (rows[other.id].promise, rows[other.id].language) == ("by 10:30 today", "en")
        assert not any(word in repr(rows) for word in ("Tampere", "poika", "2026-11-22"))
        assert [row.mine for row in await desk.queue(counter, PAIVI) if row.id == mine.id] == [True]

    play(tmp_path, story)


def test_one_takes_it_and_the_other_is_told_so(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        made = await called(counter, conversation)
        both = await asyncio.gather(desk.take(counter, PAIVI, made.id), desk.take(counter, AINO, made.id), return_exceptions=True)
        assert sorted(type(one).__name__ for one in both) == ["Clash", "Handover"]
        winner, loser = (PAIVI, AINO) if isinstance(both[0], Handover) else (AINO, PAIVI)
        assert await desk.take(counter, winner, made.id) in both
        assert (await counter.store.talk(conversation)).held_by == winner.id
        assert await types(counter, conversation) == ["queued", "taken"]
        shown = await desk.human(counter, conversation)
        assert shown is not None and shown.line == f"{winner.name} vastaa nyt. Kone on hiljaa."
        with pytest.raises(Refused):
            await desk.take(counter, replace(loser, role=STEWARD), made.id)
        with pytest.raises(NotFound):
            await desk.take(counter, PAIVI, HandoverId("nobody"))

    play(tmp_path, story)


def test_only_the_one_who_holds_it_looks_and_each_opening_is_in_the_log(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY)
        made = await called(counter, conversation)
        for employee in (PAIVI, AINO):
            with pytest.raises(Refused):
                await desk.look(counter, employee, made.id, "look-1")
        await desk.take(counter, PAIVI, made.id)
        with pytest.raises(Refused):
            await desk.look(counter, AINO, made.id, "look-1")
        case = await desk.look(counter, PAIVI, made.id, "look-1")
        again = await desk.look(counter, PAIVI, made.id, "look-1")
        await desk.look(counter, PAIVI, made.id, "look-2")
        assert case.facts == again.facts
        assert {one.name: one.value for one in case.facts} == {"event.date": "su 22.11.2026", "municipality": "Tampere"}
        assert "eilen" in case.facts[0].source
        assert [item.text for item in case.items if item.kind == "you"] == ["Meille syntyi poika."]
        talk = await counter.store.talk(conversation)
        looks = [entry for entry in await counter.log.entries(talk.customer) if entry.kind == "look"]
        assert [(one.actor, one.purpose, one.result) for one in looks] == [("person:Päivi Lehto", "handover", "allowed")] * 2
        assert set(looks[0].facts) == {"conversation", "event.date", "municipality"}
        clock.goes(hours=1)
        await desk.look(counter, PAIVI, made.id, "look-1")
        assert len([entry for entry in await counter.log.entries(talk.customer) if entry.kind == "look"]) == 3

    play(tmp_path, story)


def test_the_customer_and_the_human_read_the_same_brief(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY, language="sv")
        made = await called(counter, conversation)
        waiting = await desk.human(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        case = await desk.look(counter, PAIVI, made.id, "look", "fi")
        assert waiting is not None and waiting.brief == case.brief
        assert case.brief.reason == "Önskan att tala med en människa."
        assert case.row.reason == "Toive puhua ihmisen kanssa."

    play(tmp_path, story)


def test_a_turvakielto_shuts_every_place_at_the_desk(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY, fact("turvakielto", True), words="Asumme Tampereella, mutta minulla on turvakielto.")
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=clock.now())
        turn = next(event.data["turn"] for event in await events(counter, conversation) if event.type == "accepted")
        read = {"facts": [{"name": "municipality", "value": "Tampere", "evidence": "Tampereella"}], "personal_data": []}
        reply = {"language": "fi", "tone": "everyday", "paragraphs": ["Selvä: Tampere."]}
        draft.event("replied", {"turn": turn}, {"turn": turn, "reading": read, "reply": reply})
        await draft.commit()
        made = await called(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        case = await desk.look(counter, PAIVI, made.id, "look")
        assert "tampere" not in repr(case).lower()
        assert [(one.name, one.value) for one in case.facts if one.closed] == [("municipality", HIDDEN)]
        assert [item.text for item in case.items if item.kind == "you"] == [f"Asumme {HIDDEN}, mutta minulla on turvakielto."]
        assert "Turvakielto" in case.brief.note
        talk = await counter.store.talk(conversation)
        used = [set(entry.facts) for entry in await counter.log.entries(talk.customer) if entry.kind == "look"]
        assert used == [{"conversation", "event.date", "turvakielto"}]

    play(tmp_path, story)


def test_who_has_no_turvakielto_shows_where_they_live_and_both_looks_are_logged(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY, fact("turvakielto", False))
        made = await called(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        case = await desk.look(counter, PAIVI, made.id, "look")
        assert {one.name: one.value for one in case.facts}["municipality"] == "Tampere"
        talk = await counter.store.talk(conversation)
        used = [name for entry in await counter.log.entries(talk.customer) if entry.kind == "look" for name in entry.facts]
        assert used.count("municipality") == 1

    play(tmp_path, story)


def test_a_human_speaks_once_under_their_name_and_notes_are_never_said(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        made = await called(counter, conversation)
        with pytest.raises(Refused):
            await desk.say(counter, PAIVI, made.id, "Hei.", new_id())
        await desk.take(counter, PAIVI, made.id)
        once = new_id()
        for _ in range(3):
            await desk.say(counter, PAIVI, made.id, "Hei, olen Päivi.\u202e", once)
        first = (await counter.desk.handover(made.id)).answered
        clock.goes(minutes=1)
        await desk.say(counter, PAIVI, made.id, "Miten voin auttaa?", new_id())
        assert (await counter.desk.handover(made.id)).answered == first
        for _ in range(2):
            await desk.note(counter, PAIVI, made.id, "Soitetaan huomenna.", "note-1")
        said = [held(event) for event in await events(counter, conversation) if event.type == "person-said"]
        assert said == [{"text": "Hei, olen Päivi.", "name": "Päivi Lehto"}, {"text": "Miten voin auttaa?", "name": "Päivi Lehto"}]
        case = await desk.look(counter, PAIVI, made.id, "look")
        assert [item.text for item in case.items if item.kind == "person"] == ["Hei, olen Päivi.", "Miten voin auttaa?"]
        assert case.notes == ("Päivi Lehto kirjasi ma 23.11.2026 klo 10.01: ”Soitetaan huomenna.”",)
        assert not any("huomenna" in item.text for item in case.items)
        for text, error in ((" \u200b", Empty), ("a" * 10_001, TooLong)):
            with pytest.raises(error):
                await desk.say(counter, PAIVI, made.id, text, new_id())
        with pytest.raises(Refused):
            await desk.say(counter, AINO, made.id, "Hei.", new_id())

    play(tmp_path, story)


def test_handing_back_says_that_the_machine_goes_on_and_asks_what_it_had_asked(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY)
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=replace(talk, expects=Expects(name="mother.work", about="mother", event="child")), at=clock.now())
        await draft.commit()
        made = await called(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        await desk.hand_back(counter, PAIVI, made.id, "Hyvää jatkoa.")
        await desk.hand_back(counter, PAIVI, made.id, "Hyvää jatkoa.")
        assert await types(counter, conversation) == ["queued", "taken", "person-said", "handed-back", "replied"]
        reply = held((await events(counter, conversation))[-1])["reply"]
        assert reply["paragraphs"] == ["Kone jatkaa.", "Kysyin viimeksi tätä."]
        assert reply["question"]["name"] == "mother.work"
        after = await counter.store.talk(conversation)
        assert (after.handover, after.held_by) == (None, None)
        over = await counter.desk.handover(made.id)
        assert (over.state, over.employee, over.answered) == ("over", PAIVI.id, clock.now())
        for act in (desk.look(counter, PAIVI, made.id, "x"), desk.hand_back(counter, AINO, made.id)):
            with pytest.raises(Refused):
                await act

    play(tmp_path, story)


def test_back_to_the_queue_keeps_the_promise_and_says_a_new_one_when_it_has_passed(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        made = await called(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        await desk.let_go(counter, PAIVI, made.id)
        back = await counter.desk.handover(made.id)
        assert (back.state, back.employee, back.promised, back.moved) == ("waiting", None, made.promised, 0)
        assert (await counter.store.talk(conversation)).held_by is None
        await desk.take(counter, AINO, made.id)
        clock.goes(hours=1)
        await desk.let_go(counter, AINO, made.id)
        late = await counter.desk.handover(made.id)
        assert (late.promised, late.moved) == (clock.now() + timedelta(minutes=30), 1)
        assert await types(counter, conversation) == ["queued", "taken", "queued", "taken", "promise-moved"]

    play(tmp_path, story)


def test_a_promise_that_was_not_kept_is_said_with_a_new_time(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        waits, taken = await visitor(counter), await visitor(counter)
        late = await called(counter, waits)
        answered = await called(counter, taken)
        await desk.take(counter, PAIVI, answered.id)
        await desk.say(counter, PAIVI, answered.id, "Hei.", new_id())
        clock.goes(minutes=30)
        await seen(counter, PAIVI)
        assert await promises.keep(counter) == 0
        clock.goes(seconds=1)
        assert await promises.keep(counter) == 1
        assert await promises.keep(counter) == 0
        moved = await counter.desk.handover(late.id)
        assert (moved.moved, moved.promised) == (1, clock.now() + timedelta(minutes=30, seconds=59))
        talk = await counter.store.talk(waits)
        await desk.take(counter, AINO, late.id)
        notes = [item.text for item in (await desk.look(counter, AINO, late.id, "look")).items if item.kind == "note"]
        assert "Lupasimme vastata tänään klo 10.30 mennessä. Emme ehtineet. Uusi aika: tänään klo 11.01 mennessä." in notes
        assert talk.handover == late.id

    play(tmp_path, story)


def test_who_takes_it_and_does_not_answer_gives_it_back(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        made = await called(counter, conversation)
        clock.goes(minutes=29)
        await desk.take(counter, PAIVI, made.id)
        for minutes, kept in ((5, 0), (5, 0), (1, 1), (0, 0)):
            clock.goes(minutes=minutes)
            await seen(counter, PAIVI)
            assert await promises.keep(counter) == kept
        back = await counter.desk.handover(made.id)
        assert (back.state, back.employee, back.moved, back.promised) == ("waiting", None, 1, clock.now() + timedelta(minutes=30))
        assert (await counter.store.talk(conversation)).held_by is None
        with pytest.raises(Refused):
            await desk.say(counter, PAIVI, made.id, "Hei.", new_id())
        await desk.take(counter, AINO, made.id)
        notes = [item.text for item in (await desk.look(counter, AINO, made.id, "look")).items if item.kind == "note"]
        assert notes[-2].endswith("Emme ehtineet. Uusi aika: tänään klo 11.10 mennessä. Kone vastaa siihen asti.")

    play(tmp_path, story)


def test_in_danger_a_late_promise_names_the_emergency_number(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, language="en")
        made = await called(counter, conversation, DANGER)
        clock.goes(minutes=6)
        assert await promises.keep(counter) == 1
        await desk.take(counter, PAIVI, made.id)
        notes = [item.text for item in (await desk.look(counter, PAIVI, made.id, "look")).items if item.kind == "note"]
        assert any("New time: by 10:11 today. If you are in danger now, call 112." in note for note in notes)

    play(tmp_path, story)


@pytest.mark.parametrize("taken", [False, True])
def test_the_customer_needs_nobody_after_all(tmp_path: Path, taken: bool) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        made = await called(counter, conversation)
        if taken:
            await desk.take(counter, PAIVI, made.id)
        for _ in range(2):
            await desk.cancel(counter, conversation)
        assert await types(counter, conversation) == ["queued", *(["taken"] if taken else []), "left", *(["replied"] if taken else [])]
        assert (await counter.store.talk(conversation)).held_by is None
        assert await counter.desk.queue() == []
        with pytest.raises(Clash):
            await desk.take(counter, AINO, made.id)
        assert (await called(counter, conversation)).id != made.id

    play(tmp_path, story)


@pytest.mark.parametrize(("triage", "waits"), [(None, False), (DANGER, True)])
def test_a_matter_that_is_closed_leaves_nobody_waiting_except_in_danger(tmp_path: Path, triage: Triage | None, waits: bool) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        await called(counter, conversation, triage)
        case = (await counter.store.talk(conversation)).cases[0].id
        await withdraw.close(counter, conversation, case)
        assert [one.state for one in await counter.desk.queue()] == (["waiting"] if waits else [])
        assert ("left" in await types(counter, conversation)) is not waits

    play(tmp_path, story)


def test_at_the_branch_a_code_that_is_read_aloud_opens_the_case_once(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        code = await desk.branch_code(counter, conversation)
        assert len(code) == 6
        joined = await desk.join(counter, PAIVI, f" {code[:3].lower()} {code[3:]} ")
        assert (joined.reason, joined.channel, joined.state, joined.employee) == ("branch", "branch", "held", PAIVI.id)
        assert await types(counter, conversation) == ["joined"]
        assert (joined.answered, await counter.desk.handover(joined.id)) == (clock.now(), joined)
        await desk.look(counter, PAIVI, joined.id, "look")
        for wrong in (code, "AAAAAA", ""):
            with pytest.raises(OutOfDate):
                await desk.join(counter, PAIVI, wrong)
        with pytest.raises(Clash):
            await desk.join(counter, AINO, await desk.branch_code(counter, conversation))
        late = await desk.branch_code(counter, conversation)
        clock.goes(minutes=10, seconds=1)
        with pytest.raises(OutOfDate):
            await desk.join(counter, PAIVI, late)

    play(tmp_path, story)


def test_at_the_branch_one_who_waited_is_taken_with_the_reason_they_had(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        made = await called(counter, conversation, DANGER)
        joined = await desk.join(counter, AINO, await desk.branch_code(counter, conversation))
        assert (joined.id, joined.reason, joined.state) == (made.id, "danger", "held")
        clock.goes(minutes=20)
        await seen(counter, AINO)
        assert await promises.keep(counter) == 0, "they stand face to face: nothing is late"
        assert await types(counter, conversation) == ["queued", "joined"]

    play(tmp_path, story)


async def _never_two_voices(counter: Counter, clock: Standing, dice: random.Random, steps: int) -> None:
    """Whatever two employees and a customer do: one holder at most, the machine silent meanwhile, no promise passed in silence."""
    conversation = await visitor(counter)
    for _ in range(steps):
        clock.goes(minutes=dice.choice((0, 1, 7, 40)))
        await seen(counter, *dice.choice(((PAIVI,), (AINO, PAIVI), ())))
        await promises.keep(counter)
        open_ = [one for one in await counter.desk.queue() if one.conversation == conversation]
        talk = await counter.store.talk(conversation)
        assert len(open_) <= 1
        assert talk.handover == (open_[0].id if open_ else None)
        assert talk.held_by == (open_[0].employee if open_ else None)
        assert all(one.promised >= clock.now() for one in open_ if one.state == "waiting")
        id = open_[0].id if open_ else HandoverId("none")
        employee = dice.choice((PAIVI, AINO))
        mine = (counter, employee, id)
        acts: list[Callable[[], Awaitable[Any]]] = [
            partial(desk.ask, counter, conversation), partial(called, counter, conversation, DANGER), partial(desk.take, *mine),
            partial(desk.let_go, *mine), partial(desk.say, *mine, "Hei.", new_id()), partial(desk.note, *mine, "Muista.", new_id()),
            partial(desk.hand_back, *mine), partial(desk.cancel, counter, conversation),
        ]  # fmt: skip
        chosen = dice.choices(acts, weights=(4, 1, 6, 2, 5, 2, 2, 1), k=dice.choice((1, 1, 2)))
        await asyncio.gather(*(act() for act in chosen), return_exceptions=True)
    holder = None
    for event in await events(counter, conversation):
        if event.type == "taken":
            assert holder is None
            holder = held(event)["name"]
        elif event.type == "person-said":
            assert held(event)["name"] == holder
        elif event.type == "replied":
            assert holder is None
        elif event.type in ("handed-back", "left", "promise-moved") or (event.type == "queued" and event.data.get("again")):
            holder = None


def test_there_are_never_two_holders_nor_two_voices(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        for seed in range(12):
            await _never_two_voices(counter, clock, random.Random(seed), 20)

    play(tmp_path, story, hours="mon-sun 00:00-24:00")


@pytest.mark.thorough
def test_there_are_never_two_holders_nor_two_voices_at_length(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        for seed in range(100, 300):
            await _never_two_voices(counter, clock, random.Random(seed), 40)

    play(tmp_path, story, hours=OFFICE + ", sat-sun 10:00-14:00")


@pytest.mark.requirement("R-45")
def test_the_customers_own_rules_bind_whoever_answers_too(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY)
        await own_rules.make(counter, conversation, "contact-by/no-phone")
        await own_rules.make(counter, conversation, "never-tell/ex-spouse")
        made = await called(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        case = await desk.look(counter, PAIVI, made.id, "look")
        assert set(case.own_rules) == {"Ei puheluita.", "Älä kerro exälle mitään."}
        assert {one.name for one in case.facts} == {"event.date", "municipality"}
        look = next(entry for entry in await counter.log.entries((await counter.store.talk(conversation)).customer) if entry.kind == "look")
        assert sum(name.startswith("own-rule.") for name in look.facts) == 2, "reading them is a look as well"

    play(tmp_path, story)


def test_in_quiet_hours_a_channel_is_told_nothing_and_later_all_of_it(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *BOY)
        made = await called(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        assert len(await channels.meanwhile(counter, conversation, 0)) == 1
        await own_rules.make(counter, conversation, "quiet/work")
        assert await channels.meanwhile(counter, conversation, 0) == [], "Monday morning"
        clock.goes(hours=9)
        assert len(await channels.meanwhile(counter, conversation, 0)) == 1

    play(tmp_path, story)
