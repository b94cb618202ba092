"""What a button of a text channel asks for, by its payload ("/allow:<row>:<card>"), or a word of the person's own ("suunnitelma").

All that the pages can do can be done so. What cannot be done is said in the person's language.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from luukku.errors import Clash, Malformed, NotFound, OutOfDate
from luukku.explain import Texts, error_text
from luukku.flow import answer, cases, channels, desk, mandate, own, own_rules, resume, shapes, view, withdraw
from luukku.flow.counter import Counter
from luukku.interop import spoken
from luukku.interop.spoken import Message
from luukku.model.consent import Card
from luukku.model.conversation import Case, Talk
from luukku.model.ids import LANGUAGES, ConversationId, Language, StepId

WORDS = ("human", "plan", "known", "code", "branch-code", "sign-in", "human-cancel")
"""What can be asked for by a word; see the texts `channel-words-…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be done, and to what."""

    what: str
    words: tuple[str, ...] = ()

    def at(self, place: int) -> str:
        return self.words[place] if place < len(self.words) else ""


Done = Callable[[Counter, Talk, Asked, str], Awaitable[list[Message]]]


def asked_in(counter: Counter, text: str) -> Asked | None:
    """What the message asks for; None when it is to be read as words."""
    text = text.strip()
    if text.startswith("/"):
        what, *words = text[1:].split(":")
        return Asked(what=what, words=tuple(words)) if what in DOINGS else None
    what = _words(counter.texts).get(text.casefold().strip(" .!?”\""), "")
    return Asked(what=what) if what else None


@cache
def _words(texts: Texts) -> dict[str, str]:
    """Word → what it asks for, in all three languages."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for what in WORDS:
            for word in texts.say(language, f"channel-words-{what}").split(","):
                found.setdefault(word.strip().casefold(), what)
    return found


async def do(counter: Counter, conversation: ConversationId, asked: Asked, address: str) -> list[Message]:
    """Does it. What cannot be done (a card that has been replaced, a step that is not there) is answered in words."""
    talk = await counter.store.talk(conversation)
    try:
        return await DOINGS[asked.what](counter, talk, asked, address)
    except Malformed:
        return [spoken.message(error_text(counter.texts, talk.language, OutOfDate()))]
    except (NotFound, OutOfDate, Clash) as error:
        return [spoken.message(error_text(counter.texts, talk.language, error))]


async def use_code(counter: Counter, door: bytes, code: str) -> list[Message]:
    """Goes on where the code was made, with what was asked there last."""
    try:
        conversation = await channels.use_code(counter, door, code)
    except OutOfDate as error:
        return [spoken.message(error_text(counter.texts, await _language(counter, door), error))]
    talk = await counter.store.talk(conversation)
    lines = [counter.texts.say(talk.language, id) for id in ("channel-disclosure", "reply-code-used")]
    return spoken.answer(counter.texts, await channels.as_it_stands(counter, talk), lines)


async def sign_in(counter: Counter, talk: Talk, address: str) -> list[Message]:
    """Where and how the person signs in: in a browser, with a code, as whoever signs in gets the conversation to themselves."""
    if counter.sign_in is None:
        raise NotFound()
    code = await resume.make_code(counter, talk.conversation)
    lines = (counter.texts.say(talk.language, "channel-sign-in", address=f"{address}/resume", code=code), counter.texts.say(talk.language, "channel-sign-in-back"))
    return [spoken.message(line) for line in lines]


# One for each payload


async def _card(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    """"/allow", "/deny" or "/send" with a row ("*": all that is open and does not bind) and the card on which it was shown."""
    row, shown = asked.at(0), asked.at(1)
    case, card = _open_card(talk, row, shown)
    rows = [one.id for one in card.rows if one.state == "open" and one.part == "allow" and not (asked.what == "allow" and one.alone)]
    chosen = rows if row == "*" else [row]
    choices = {one: asked.what for one in chosen} if asked.what != "send" else {}
    said = await answer.answer_card(counter, talk.conversation, card.id, choices, chosen if asked.what == "send" else [])
    found = await _spoken(counter, talk, said)
    now = (await counter.store.talk(talk.conversation)).case(case.id)
    steps = now.journey.steps if now is not None and now.journey is not None else {}
    if any(steps[StepId(one)].state == "needs-sign-in" for one in chosen if StepId(one) in steps) and counter.sign_in is not None:
        found += await sign_in(counter, talk, address)
    return found


async def _card_again(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    """The whole card once more, with the terms of each row."""
    case, card = _open_card(talk, "*", asked.at(0))
    said = await answer.answer_card(counter, talk.conversation, card.id, {}, [])
    if said["card"] is None or not card.open:
        raise OutOfDate()
    return spoken.card(counter.texts, talk.language, await channels.veiled(counter, talk.conversation, said["card"]))


def seen_cards(talk: Talk) -> frozenset[str]:
    """Cards that were laid before now."""
    return frozenset(case.card.id for case in talk.cases if case.card is not None)


def _open_card(talk: Talk, row: str, shown: str) -> tuple[Case, Card]:
    """The card that the button stood on. Without its id only the one card that has such a row, and is the newest of its case.

    Raises OutOfDate: another has replaced it, or nobody can say which is meant.
    """
    held = [(case, case.card) for case in talk.cases if case.card is not None and any(row in ("*", one.id) for one in case.card.rows)]
    found = [(case, card) for case, card in held if card.id.startswith(shown)]
    if len(found) != 1 or (shown and len(shown) < spoken.SHORT):
        raise OutOfDate()
    return found[0]


def _case(talk: Talk, begins: str) -> Case:
    found = [case for case in talk.cases if len(begins) >= spoken.SHORT and case.id.startswith(begins)]
    if len(found) != 1:
        raise NotFound()
    return found[0]


async def _human(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    if asked.what == "human-cancel":
        was = talk.handover
        await desk.cancel(counter, talk.conversation)
        return [_said(counter, talk, "note-event-left" if was is not None else "channel-nobody-waits")]
    await desk.ask(counter, talk.conversation)
    shown = await desk.human(counter, talk.conversation)
    return [spoken.message(shown.line)] if shown is not None and shown.line else []


async def _plan(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    plans = await view.plans(counter, talk.conversation)
    return [spoken.plan(counter.texts, talk.language, shapes.plain(one)) for one in plans] or [_said(counter, talk, "page-plan-empty")]


async def _known(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    shown = await view.known(counter, talk.conversation, places=asked.at(0) == "places")
    return spoken.known(counter.texts, talk.language, shapes.plain(shown))


async def _code(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    if asked.what == "branch-code":
        return [_said(counter, talk, "channel-branch-code", code=await desk.branch_code(counter, talk.conversation))]
    code = await resume.make_code(counter, talk.conversation)
    return [_said(counter, talk, "channel-code", address=f"{address}/resume", code=code)]


async def _sign_in(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    return await sign_in(counter, talk, address)


async def _take_up(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    said = await cases.take_up(counter, talk.conversation, _case(talk, asked.at(0)).id)
    return await _spoken(counter, talk, said)


async def _close(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    await withdraw.close(counter, talk.conversation, _case(talk, asked.at(0)).id)
    return [_said(counter, talk, "page-closed")]


async def _step(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    case, step = _case(talk, asked.at(0)).id, StepId(asked.at(1))
    if asked.what == "again":
        return await _spoken(counter, talk, await own.ask_again(counter, talk.conversation, case, step))
    if asked.what == "done":
        await own.mark_done(counter, talk.conversation, case, step)
        return [_said(counter, talk, "channel-done")]
    if asked.what == "undo":
        await mandate.undo(counter, talk.conversation, case, step)
        return [_said(counter, talk, "undo-said")]
    await withdraw.withdraw(counter, talk.conversation, case, step)
    return [_said(counter, talk, "page-withdrawn")]


async def _choose_language(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    chosen = next((language for language in LANGUAGES if language == asked.at(0)), None)
    if chosen is None:
        raise Malformed(where="language")
    await own.choose_language(counter, talk.conversation, chosen)
    return [spoken.message(counter.texts.say(chosen, "reply-language"))]


async def _rule(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    """One rule of the customer's own more, or one less; without a name, all that are in force."""
    if asked.what == "rule":
        await own_rules.make(counter, talk.conversation, asked.at(0))
    elif asked.what == "unrule":
        await own_rules.take_back(counter, talk.conversation, asked.at(0))
    shown = shapes.plain(await own_rules.shown(counter, talk.conversation))["rules"]
    return spoken.own_rules(counter.texts, talk.language, shown) or [_said(counter, talk, "own-none")]


async def _approval(counter: Counter, talk: Talk, asked: Asked, address: str) -> list[Message]:
    """Exactly what goes; or the yes to it, which names the content that was shown."""
    case, step = _case(talk, asked.at(0)).id, StepId(asked.at(1))
    shown = await mandate.shown(counter, talk.conversation, case, step)
    if asked.what == "approval":
        return [spoken.approval(counter.texts, talk.language, shapes.plain(shown))]
    if len(asked.at(2)) < spoken.CONTENT or not shown.content.startswith(asked.at(2)):
        raise OutOfDate(step=step)
    return await _spoken(counter, talk, await mandate.approve(counter, talk.conversation, case, step, shown.content))


DOINGS: dict[str, Done] = {
    "card": _card_again, "allow": _card, "deny": _card, "send": _card, "human": _human, "human-cancel": _human, "plan": _plan, "known": _known, "code": _code,
    "branch-code": _code, "sign-in": _sign_in, "case": _take_up, "close": _close, "done": _step, "withdraw": _step, "again": _step,
    "language": _choose_language, "rule": _rule, "unrule": _rule, "own-rules": _rule, "approval": _approval, "approve": _approval, "undo": _step,
}  # fmt: skip


async def _spoken(counter: Counter, talk: Talk, said: Mapping[str, Any]) -> list[Message]:
    """The API's answer in texts. `talk` as it was before: what it shows of cards was told."""
    return spoken.answer(counter.texts, await channels.veiled(counter, talk.conversation, said["reply"]), seen=seen_cards(talk))


def _said(counter: Counter, talk: Talk, id: str, **words: str) -> Message:
    return spoken.message(counter.texts.say(talk.language, id, **words))


async def _language(counter: Counter, door: bytes) -> Language:
    """The sender's language, the counter's for a stranger."""
    try:
        return (await counter.store.talk(await channels.who(counter, door))).language
    except NotFound:
        return counter.settings.language

