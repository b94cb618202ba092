"""Decisions by rules: recorded whole before they are told, the same for whoever has the same facts, made again alike, and looked at by a human."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku import app
from luukku.errors import Empty, NoRoom, NotFound, Refused, Waits
from luukku.flow import decisions, desk, replays, reviews, serve, take_shown, view
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.model.conversation import Message
from luukku.model.decision import Noted
from luukku.model.fact import Fact, Personal
from luukku.model.handover import Employee
from luukku.model.ids import ConversationId, EmployeeId, Language, new_id
from luukku.model.view import DecisionView
from luukku.plan import record_hash
from luukku.settings import load
from tests.stories.carried import files_of, says, taken_along, zipped
from tests.stories.desks import AINO, PAIVI, held

SPIRAL = ("pikavippejä 14 kpl ja perintätoimisto soittelee joka päivä", "on osa ulosotossa", "ei, vuokra on maksettu")
FEW = ("pikavippejä 3 kpl ja perintätoimisto soittelee joka päivä", "ei ole ulosotossa", "ei, vuokra on maksettu")
AUTHOR = Employee(id=EmployeeId("e-author"), login="luukku-project", name="Outi Ohje", role="employee")
ALWAYS = "mon-sun 00:00-24:00"


@asynccontextmanager
async def counter_in(folder: Path, hours: str = ALWAYS) -> AsyncIterator[Counter]:
    settings = load({"data": str(folder / "data"), "mailbox.folder": str(folder / "box"), "embedder": "tfidf", "desk.hours": hours}, {}, folder)
    async with app.opened(settings, work=False) as counter:
        yield counter


def play(folder: Path, story: Callable[[Counter], Awaitable[None]], hours: str = ALWAYS) -> None:
    async def run() -> None:
        async with counter_in(folder, hours) as counter:
            await story(counter)

    asyncio.run(run())


async def told(counter: Counter, *texts: str, language: Language = "fi") -> ConversationId:
    conversation, _ = await open_conversation(counter, language)
    await says(counter, conversation, *texts)
    return conversation


async def made(counter: Counter, conversation: ConversationId) -> list[DecisionView]:
    return [one for one in await decisions.views(counter, conversation) if one.id]


async def payment_plan(counter: Counter, conversation: ConversationId) -> DecisionView:
    return next(one for one in await made(counter, conversation) if one.pack == "payment-plan" and not one.replaced)


@pytest.mark.requirement("R-39", "R-40")
def test_a_decision_is_in_the_log_before_it_is_told_with_its_reasons_and_what_would_change_it(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        conversation, _ = await open_conversation(counter, "fi")
        await says(counter, conversation, *SPIRAL[:2])
        assert not await made(counter, conversation), "nothing is decided while the plan still asks"
        answer = await serve.serve(counter, Message(conversation=conversation, id="last", text=Personal(SPIRAL[2])))
        (said,) = answer["reply"]["decisions"]
        assert said["line"] == "Maksusuunnitelmaa ei tehdä automaattisesti." and said["adverse"]
        assert [reason["text"].split(".")[0] for reason in said["reasons"]] == ["Lainoja tai laskuja on kuusi tai enemmän", "Velkaa on ulosotossa"]
        assert said["ways"] == [["Lainoja tai laskuja: enintään 5", "Ulosotto: ei velkaa ulosotossa"]]
        assert said["body"] == "Kuluttajaneuvonta" and said["redress"] and said["draft"] and said["deadline"] == "Määräaikaa ei ole."
        assert said["spoken"] in answer["reply"]["text"], "other channels hear it too"
        shown = await payment_plan(counter, conversation)
        assert shown.facts == (("Lainoja tai laskuja", "14"), ("Ulosotto", "velkaa on ulosotossa"), ("Kodin tilanne", "koti ei ole vaarassa"))
        talk = await counter.store.talk(conversation)
        marks = {mark.id: mark for mark in talk.cases[0].decided}
        entries = {entry.id: entry for entry in await counter.log.entries(talk.customer)}
        entry = entries[f"decide-{marks[shown.id].sha256}"]
        assert entry.kind == "decide" and entry.basis == "GDPR 22(2)(a)" and entry.rule.startswith("payment-plan/many-debts+in-enforcement@")
        assert set(entry.facts) == {"count", "debt.enforcement", "housing.at-risk"}
        assert not any(id in str(row) for row in counter.register.rows() for id in (talk.customer, conversation, talk.cases[0].id, shown.id)), "about nobody"
        assert {row.sha256 for row in counter.register.rows()} == {mark.sha256 for mark in marks.values()}

    play(tmp_path, story)


def test_the_same_facts_are_not_decided_on_twice_and_a_correction_is(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL)
        first = await payment_plan(counter, conversation)
        await says(counter, conversation, "selvä, kiitos")
        assert (await payment_plan(counter, conversation)).id == first.id
        await says(counter, conversation, "ei kun pikavippejä on 3 kpl")
        second = await payment_plan(counter, conversation)
        assert second.id != first.id and [reason.text for reason in second.reasons] == ["Velkaa on ulosotossa. Siitä sovitaan ulosoton kanssa."]
        assert (await decisions.one(counter, conversation, first.id)).replaced
        with pytest.raises(Refused):
            await reviews.ask(counter, conversation, first.id)

    play(tmp_path, story)


def test_a_turn_that_is_answered_again_decides_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full just when the answer is kept: the entry is there, the decision not; the second try makes the same one."""

    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL[:2])
        kept: Any = counter.store.commit

        async def full(change: Any) -> int:
            raise NoRoom(what="luukku.db")

        monkeypatch.setattr(counter.store, "commit", full)
        message = Message(conversation=conversation, id="last", text=Personal(SPIRAL[2]))
        with pytest.raises(Waits):
            await serve.serve(counter, message)
        monkeypatch.setattr(counter.store, "commit", kept)
        assert not await made(counter, conversation)
        while not await made(counter, conversation):  # it was accepted, and is tried again by itself
            await asyncio.sleep(0.05)
        talk = await counter.store.talk(conversation)
        entries = [entry.id for entry in await counter.log.entries(talk.customer) if entry.kind == "decide"]
        assert sorted(entries) == sorted(f"decide-{mark.sha256}" for mark in talk.cases[0].decided)
        assert len(counter.register.rows()) == len(entries)

    play(tmp_path, story)


CALM = ("Minulla on {n} pikavippiä ja perintätoimisto soittaa joka päivä.", "{e}", "ei, vuokra on maksettu")
FURIOUS = ("Voi helvetti nyt, täysin paska tilanne!! Minulla on {n} pikavippiä ja perintätoimisto soittaa joka päivä!!!", "no {e}, saatana", "ei, vuokra on maksettu")
SAD = ("Itken tässä. Minulla on {n} pikavippiä ja perintätoimisto soittaa joka päivä. En jaksa.", "{e}", "ei, vuokra on maksettu")
NAMED = ("Olen Maija Meikäläinen, nainen, 00530 Helsinki. Minulla on {n} pikavippiä ja perintätoimisto soittaa joka päivä.", "{e}", "ei, vuokra on maksettu")
OTHER = ("Olen Ahmed Hassan, mies, 33720 Tampere. Minulla on {n} pikavippiä ja perintätoimisto soittaa joka päivä.", "{e}", "ei, vuokra on maksettu")


@pytest.mark.requirement("R-44")
def test_tone_name_sex_and_postcode_change_no_decision(tmp_path: Path) -> None:
    """The same facts, told calmly, in fury or in tears, by whoever, from wherever: the same outcome for the same reasons."""

    async def story(counter: Counter) -> None:
        for count, enforced in ((14, "on ulosotossa"), (3, "ei ole ulosotossa"), (3, "on ulosotossa"), (8, "ei ole ulosotossa")):
            found = []
            for texts in (CALM, FURIOUS, SAD, NAMED, OTHER):
                conversation = await told(counter, *(text.format(n=count, e=enforced) for text in texts))
                shown = await payment_plan(counter, conversation)
                found.append((shown.line, shown.reasons, shown.ways, dict(shown.facts).get("Lainoja tai laskuja")))
            assert len({repr(one) for one in found}) == 1, found
            assert found[0][3] == str(count)

    play(tmp_path, story)


IN_THREE: dict[Language, tuple[str, str, str]] = {
    "fi": ("Minulla on 14 pikavippiä ja perintätoimisto soittelee joka päivä.", "kyllä", "ei"),
    "sv": ("Jag har 14 snabblån och inkassobyrån ringer varje dag.", "ja", "nej"),
    "en": ("I have 14 payday loans and debt collectors call every day.", "yes", "no"),
}


@pytest.mark.requirement("R-44")
def test_in_each_language_the_same_is_decided_and_said_in_it(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        found: dict[Language, DecisionView] = {}
        for language, texts in IN_THREE.items():
            conversation = await told(counter, *texts, language=language)
            found[language] = await payment_plan(counter, conversation)
            rules = [row.reasons for row in counter.register.rows() if row.pack == "payment-plan"]
            assert set(rules) == {("many-debts", "in-enforcement")}, language
        assert {one.line for one in found.values()} == {
            "Maksusuunnitelmaa ei tehdä automaattisesti.", "En betalningsplan görs inte automatiskt.", "A payment plan is not made automatically.",
        }  # fmt: skip
        assert found["sv"].ways[0][0].endswith("högst 5") and found["en"].ways[0][0].endswith("5 at most")

    play(tmp_path, story)


@pytest.mark.requirement("R-39")
def test_what_was_decided_is_made_again_alike_and_one_changed_byte_is_told(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        one, two = await told(counter, *SPIRAL), await told(counter, *FEW)
        await says(counter, one, "ei kun pikavippejä on 3 kpl")  # the first decision rests on a fact that the vault has no more
        count = len(counter.register.rows())
        again = await replays.replay_all(counter)
        assert again == replays.Replayed(alike=count) and count == 3
        talk = await counter.store.talk(two)
        assert [entry.kind for entry in await counter.log.entries(talk.customer)][-1] == "replay"
        files = files_of(await taken_along(counter, one))
        names = [name for name in files if name.startswith("decisions/") and "rules-" not in name]
        assert replays.replay_file(zipped(files)) == replays.Replayed(alike=len(names)) and len(names) == 2
        for name in names:
            held = json.loads(files[name])
            held["facts"][0][3] = 1 if held["facts"][0][3] != 1 else 2
            (other,) = replays.replay_file(zipped({**files, name: json.dumps(held).encode()})).others
            assert other == (name.removeprefix("decisions/").removesuffix(".json"), "other facts")
            forged = json.loads(files[name])
            forged["record"]["ruling"]["outcome"] = "yes"
            forged["sha256"] = record_hash(forged["record"])
            (other,) = replays.replay_file(zipped({**files, name: json.dumps(forged).encode()})).others
            assert other[1] == "no entry of the log names it"
        reviewless = json.loads(files[names[0]])
        assert set(reviewless) == {"sha256", "record", "facts", "salt", "review"}

    play(tmp_path, story)


async def held_by(counter: Counter, employee: Employee, conversation: ConversationId) -> Any:
    handover = (await counter.store.talk(conversation)).handover
    assert handover is not None
    return await desk.take(counter, employee, handover)


@pytest.mark.requirement("R-41")
def test_a_human_looks_again_in_one_action_and_the_customer_reads_why(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        for employee in (PAIVI, AINO, AUTHOR):
            await counter.staff.add(employee, "no password")
        conversation = await told(counter, *SPIRAL)
        asked = await reviews.ask(counter, conversation, (await payment_plan(counter, conversation)).id)
        assert asked.review == "asked" and asked.review_line.startswith("Ihminen tarkistaa päätöksen") and "viimeistään" in asked.review_line
        assert await reviews.ask(counter, conversation, asked.id) == asked
        found = await held_by(counter, AUTHOR, conversation)
        assert found.reason == "review"
        (to,) = await reviews.waiting(counter, AUTHOR, conversation)
        assert not to.mine and to.view.facts == asked.facts, "all that it rests on is seen"
        with pytest.raises(Refused, match="author"):
            await reviews.answer(counter, AUTHOR, found.id, asked.id, "upheld", "Näin se on.")
        await desk.let_go(counter, AUTHOR, found.id)
        found = await held_by(counter, PAIVI, conversation)
        await desk.look(counter, PAIVI, found.id, "look-1")
        with pytest.raises(Empty):
            await reviews.answer(counter, PAIVI, found.id, asked.id, "changed", "  ")
        with pytest.raises(Refused, match="not-yours"):
            await reviews.answer(counter, AINO, found.id, asked.id, "changed", "Sovitaan eristä.")
        for _ in range(2):
            await reviews.answer(counter, PAIVI, found.id, asked.id, "changed", "Sovitaan eristä, kun ulosotto on selvitetty.")
        after = await decisions.one(counter, conversation, asked.id)
        assert after.review == "changed" and after.review_line == "Päivi Lehto tarkisti päätöksen ja muutti sen. ”Sovitaan eristä, kun ulosotto on selvitetty.”"
        assert any(item.text == after.review_line for item in await view.conversation(counter, conversation)), "told in the conversation"
        entries = await counter.log.entries((await counter.store.talk(conversation)).customer)
        assert [(entry.kind, entry.actor) for entry in entries if entry.kind in ("look", "review")] == [("look", "person:Päivi Lehto"), ("review", "person:Päivi Lehto")]
        assert not await reviews.waiting(counter, PAIVI, conversation)
        (rate,) = [rate for rate in await reviews.rates(counter) if rate.pack == "payment-plan"]
        assert (rate.issued, rate.reviewed, rate.changed, rate.alarm) == (1, 1, 1, False)
        with pytest.raises(NotFound):
            await reviews.ask(counter, conversation, "0" * 32)

    play(tmp_path, story)


@pytest.mark.requirement("R-41")
def test_without_a_desk_no_review_is_promised_and_the_wish_is_noted(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL)
        before = await payment_plan(counter, conversation)
        assert not before.can_ask and "viimeistään" not in before.review_line and before.review_line
        assert (await reviews.ask(counter, conversation, before.id)).review == ""
        assert [event.type for event in await counter.feed.events(conversation, 0)][-1] == "person-wanted"

    play(tmp_path, story, hours="")


@pytest.mark.requirement("R-41")
def test_where_looking_again_never_changes_anything_an_alarm_is_raised(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        day = counter.today()
        row = Noted(kind="reviewed", sha256="", pack="payment-plan", pack_version="1", pack_sha256="a" * 64, day=day, outcome="no", reasons=("many-debts",), significant=True, final=True)
        for n in range(reviews.ENOUGH - 1):
            counter.register.note(replace(row, sha256=f"{n:064}"))
        counter.register.note(replace(row, sha256="b" * 64, day=day - timedelta(days=200)))  # long ago
        await reviews.watch(counter)
        assert not counter.incidents.all(), "too few to say"
        counter.register.note(replace(row, sha256="c" * 64))
        counter.register.note(replace(row, sha256="c" * 64))  # the same again
        await reviews.watch(counter)
        await reviews.watch(counter)
        (incident,) = counter.incidents.all()
        assert incident.kind == reviews.ALARM and incident.data["pack"] == "payment-plan"
        (rate,) = await reviews.rates(counter)
        assert (rate.reviewed, rate.changed, rate.alarm) == (reviews.ENOUGH, 0, True)
        counter.register.note(replace(row, sha256="d" * 64, changed=True))
        assert not (await reviews.rates(counter))[0].alarm

    play(tmp_path, story)


@pytest.mark.requirement("R-42")
def test_what_is_significant_and_has_no_ground_is_only_proposed(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        counter.decisions = replace(counter.decisions, packs=tuple(replace(pack, ground="") for pack in counter.decisions.packs))
        conversation = await told(counter, *FEW)
        proposed = await payment_plan(counter, conversation)
        assert not proposed.adverse and proposed.heading == "Ehdotus" and proposed.standing.startswith("Tämä on koneen ehdotus, ei päätös.")
        assert proposed.can_ask and "viimeistään" in proposed.review_line, "also of a yes: a human decides"
        (row,) = [row for row in counter.register.rows() if row.pack == "payment-plan"]
        assert row.significant and not row.final
        entries = (await view.known(counter, conversation)).entries
        assert any(entry.what.startswith("Luukku teki säännöillä ehdotuksen, josta ihminen päättää: Maksusuunnitelma.") for entry in entries)

    play(tmp_path, story)


def test_what_cannot_be_recorded_whole_is_not_decided_and_the_turn_is_answered(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        counter.decisions = replace(counter.decisions, packs=tuple(replace(pack, version="") for pack in counter.decisions.packs))
        conversation = await told(counter, *SPIRAL)
        assert not await made(counter, conversation) and not counter.register.rows()
        talk = await counter.store.talk(conversation)
        assert talk.turns == len(SPIRAL) and not any(entry.kind == "decide" for entry in await counter.log.entries(talk.customer))

    play(tmp_path, story)


def test_whose_home_is_at_risk_gets_a_human_the_same_day(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        levels = {}
        for home in ("kyllä, vuokra on maksamatta", "ei, vuokra on maksettu"):
            conversation = await told(counter, *FEW[:2], home)
            made = await desk.ask(counter, conversation)
            assert made is not None
            levels[home[:2]] = made.level
        assert levels == {"ky": "today", "ei": "promise"}

    play(tmp_path, story)


def test_what_would_decide_it_is_named_while_it_is_open(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL)
        (waits,) = [one for one in await decisions.views(counter, conversation) if one.pack == "fee-waiver"]
        assert not waits.id and waits.open == (("income.ended", "Tulojen tilanne"),)
        await says(counter, conversation, "tulot loppuivat viime kuussa")
        (decided,) = [one for one in await decisions.views(counter, conversation) if one.pack == "fee-waiver"]
        assert decided.line == "Muistutusmaksuja ei peritä." and not decided.adverse and not decided.ways

    play(tmp_path, story)


def test_what_is_shown_from_a_wallet_is_decided_on_at_once(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL)
        case = (await counter.store.talk(conversation)).cases[0].id
        fact = Fact(name="income.ended", about="me", value=Personal(True), source="shown", by="https://register.example", at=counter.clock.now())
        await take_shown.take(counter, conversation, take_shown.Shown(case=case, facts=(fact,), issuer="https://register.example", entry=new_id()))
        (decided,) = [one for one in await made(counter, conversation) if one.pack == "fee-waiver"]
        assert decided.line == "Muistutusmaksuja ei peritä." and decided.sure == "Tiedot ovat sellaisia kuin kerroit ne.", "the rest was only told"
        assert await replays.replay_all(counter) == replays.Replayed(alike=len(counter.register.rows()))

    play(tmp_path, story)


def test_nothing_of_it_is_left_after_erasing_but_a_row_about_nobody(tmp_path: Path) -> None:
    from luukku.flow import erase

    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL)
        rows = counter.register.rows()
        await erase.erase(counter, conversation)
        assert counter.register.rows() == rows and rows
        with pytest.raises(NotFound):
            await decisions.views(counter, conversation)
        assert await replays.replay_all(counter) == replays.Replayed(alike=0)

    play(tmp_path, story)


def test_what_the_record_names_in_the_vault_is_the_fact_that_was_used(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        conversation = await told(counter, *SPIRAL)
        talk = await counter.store.talk(conversation)
        (kept,) = [one for one in await decisions.kept(counter, talk) if one.mark.pack == "payment-plan"]
        case = talk.cases[0].id
        there = {f"{case}/{one.about}/{one.name}": one.version for one in await counter.store.facts(talk.customer, case)}
        assert {one["ref"]: one["version"] for one in kept.record["inputs"]} == {ref: version for ref, version in there.items() if ref.rpartition("/")[2] in ("count", "debt.enforcement", "housing.at-risk")}
        sealed = [event for event in await counter.feed.events(conversation, 0) if event.type == "decided"]
        assert all(event.personal is not None and set(event.data) == {"case", "decision", "pack"} for event in sealed)
        assert all(set(held(event)) == {"record", "facts", "salt"} for event in sealed)

    play(tmp_path, story)
