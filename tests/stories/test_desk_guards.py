"""At the desk no words tell where somebody with a turvakielto lives, and what was said before any case is not forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from luukku.flow import desk
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.flow.take import loose
from luukku.flow.veil import hidden_words, veil
from luukku.model.conversation import Event, Message
from luukku.model.fact import HIDDEN, Fact, Personal
from luukku.model.ids import CaseId, ConversationId, Language, new_id
from tests.stories.desks import MONDAY, PAIVI, Standing, fact, loaded, towns, visitor, wrote
from tests.stories.test_desk_flow import called, play

BAN = fact("turvakielto", True)
DOTS = HIDDEN


def veiled(*texts: str, value: str = "", person: str = "") -> list[str]:
    """The customer's messages as they are shown while places are closed. `value`: a municipality that was read; `person`:
    the employee who has it."""
    events = [Event(type="accepted", at=MONDAY, data={"turn": str(n)}, personal=Personal({"text": text})) for n, text in enumerate(texts)]
    if value:
        read = {"facts": [{"name": "municipality", "value": value, "evidence": ""}]}
        events.append(Event(type="replied", at=MONDAY, data={"turn": "0"}, personal=Personal({"reading": read})))
    if person:
        events.append(Event(type="taken", at=MONDAY, personal=Personal({"name": person})))
    words = hidden_words(events, frozenset({"municipality"}), loaded()[0], towns())
    return [veil(text, words) for text in texts]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Asun Turun keskustassa.", f"Asun {DOTS} keskustassa."),
        ("Muutin Helsingin ja Lahden väliltä Saloon.", f"Muutin {DOTS} ja {DOTS} väliltä {DOTS}."),
        ("Lahdessa on äiti, Vantaalta tulin, Espooseen menen.", f"{DOTS} on äiti, {DOTS} tulin, {DOTS} menen."),
        ("Työ on Tampere-talossa.", f"Työ on {DOTS}-talossa."),
        ("Jag bor i Åbo centrum, inte i Helsingfors.", f"Jag bor i {DOTS} centrum, inte i {DOTS}."),
        ("Åbos hamn och Tammerfors stad", f"{DOTS} hamn och {DOTS} stad"),
        ("I live in Turku’s old town, near Helsinki-Vantaa.", f"I live in {DOTS}’s old town, near {DOTS}-{DOTS}."),
        ("We moved from Espoo to Borgå.", f"We moved from {DOTS} to {DOTS}."),
        ("Vi har tre barn och trevligt. Kolari oli paha, ja aura hajosi.", "Vi har tre barn och trevligt. Kolari oli paha, ja aura hajosi."),
    ],
)
def test_no_municipality_is_shown_in_any_form_or_language(said: str, shown: str) -> None:
    assert veiled(said) == [shown]


def test_a_name_that_is_also_an_everyday_word_is_veiled_where_it_is_known_to_be_meant() -> None:
    assert veiled("asun lahdessa") == ["asun lahdessa"]
    assert veiled("asun lahdessa", "lahden torilla", value="Lahti") == [f"asun {DOTS}", f"{DOTS} torilla"]


def test_an_employees_name_is_no_place() -> None:
    assert veiled("Kiitos, Aino Salo!", person="Aino Salo") == ["Kiitos, Aino Salo!"]
    assert veiled("Kiitos, Aino Salo! Muutin Saloon.", person="Aino Salo") == [f"Kiitos, Aino Salo! Muutin {DOTS}."]


async def loosely(counter: Counter, *facts: Fact, language: Language = "fi") -> ConversationId:
    """Somebody who has said something of themselves, and nothing that has happened."""
    conversation, _ = await open_conversation(counter, language)
    await counter.store.accept(Message(conversation=conversation, id=new_id(), text=Personal("Hei.")), counter.clock.now(), b"hei")
    await add_loosely(counter, conversation, facts)
    return conversation


async def add_loosely(counter: Counter, conversation: ConversationId, facts: Iterable[Fact]) -> None:
    draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
    draft.facts += [(loose(draft.talk), one) for one in facts]
    await draft.commit()


async def close(counter: Counter, conversation: ConversationId) -> None:
    """The first case is over."""
    draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
    draft.put(replace(draft.talk.cases[0], closed=draft.at))
    await draft.commit()


async def open_another(counter: Counter, conversation: ConversationId, *facts: Fact) -> None:
    draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
    case = replace(draft.talk.cases[0], id=CaseId(new_id()), event="moving", closed=None, names=tuple(sorted(one.name for one in facts)))
    draft.put(case)
    draft.facts += [(case.id, one) for one in facts]
    await draft.commit()


@pytest.mark.parametrize(("said", "line"), [(fact("minor", True), "aikuisen"), (fact("acting.for", "mandate"), "valtuuden")])
def test_an_offer_that_was_made_without_a_case_stays(tmp_path: Path, said: Fact, line: str) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await loosely(counter, said)
        for _ in range(2):
            shown = await desk.human(counter, conversation)
            assert shown is not None and shown.state == "offered" and line in shown.line
        assert await desk.human(counter, await loosely(counter, fact("municipality", "Tampere"))) is None

    play(tmp_path, story)


def test_the_brief_of_one_who_waits_without_a_case_says_that_they_are_young(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await loosely(counter, fact("minor", True))
        made = await called(counter, conversation)
        waiting = await desk.human(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        case = await desk.look(counter, PAIVI, made.id, "look")
        assert waiting is not None and waiting.brief is not None
        assert waiting.brief.note == case.brief.note == "Asioija on alaikäinen."

    play(tmp_path, story)


@pytest.mark.parametrize("where", ["closed", "before"])
def test_a_turvakielto_of_a_closed_case_or_from_before_any_shuts_the_open_ones_too(tmp_path: Path, where: str) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter, *([BAN] if where == "closed" else []))
        await add_loosely(counter, conversation, [BAN] if where == "before" else [])
        await close(counter, conversation)
        await open_another(counter, conversation, fact("municipality", "Tampere"))
        await wrote(counter, conversation, "Asun Turun keskustassa.")
        made = await called(counter, conversation)
        waiting = await desk.human(counter, conversation)
        await desk.take(counter, PAIVI, made.id)
        case = await desk.look(counter, PAIVI, made.id, "look")
        assert waiting is not None and waiting.brief is not None and waiting.brief.note == case.brief.note and "Turvakielto" in case.brief.note
        assert not any(word in repr(case).lower() for word in ("tampere", "turun"))
        assert [(one.name, one.value) for one in case.facts] == [("municipality", HIDDEN)], "of the closed case nothing is shown"
        talk = await counter.store.talk(conversation)
        used = [set(entry.facts) for entry in await counter.log.entries(talk.customer) if entry.kind == "look"]
        assert used == [{"conversation", "turvakielto"}]

    play(tmp_path, story)
