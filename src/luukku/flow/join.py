"""Two conversations of one person become one way in: only when both were proven in one session, and after reading what joins.

Nothing moves. A record says that who has come into the one may turn to the other in the same browser; facts, permissions, logs and
keys stay each with their own, so no organisation and no employee sees more than before. For thirty days one button undoes it.

Proof of this conversation is the token of this browser; of the other one a code of one use that was made there, or its passkey.
Where one of the two was signed in to strongly, the other must have been too, by the same person; and it opens only towards a
conversation that asks for no more than this one has shown. Nothing is joined with a safe conversation.

Order: the record, not in force → both logs → both conversations → in force. A crash goes on at the next start (`finish`).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from luukku import explain
from luukku.errors import Clash, Locked, NotFound, Refused
from luukku.flow import passkeys, resume
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import token_hash, who
from luukku.flow.said import written
from luukku.model.conversation import Talk
from luukku.model.ids import ConversationId, Language, new_id
from luukku.model.join import Join
from luukku.model.passkey import Place
from luukku.model.use import EntryKind

CAN_BE_UNDONE = timedelta(days=30)
READ_WITHIN = timedelta(minutes=10)
"""So long the proofs of this session hold while what joins is read."""
BASIS = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two as it is shown: names of its matters, when it was begun, and who has got facts of it."""

    begun: str
    matters: tuple[str, ...]
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A conversation that can be turned to. `until`: by when it can be undone, "" when it is final. `way`: what names it to `turned`."""

    id: str
    side: Side
    until: str
    way: str


async def prove_by_code(counter: Counter, token: str, code: str) -> tuple[Side, Side]:
    """(this, the other) to be read before a yes. Raises OutOfDate for a code that is unknown, used or ended, and as `_prove`."""
    here = await who(counter, token)
    return await _prove(counter, token, here, await resume.take(counter, code))


async def prove_by_passkey(counter: Counter, token: str, place: Place, told: str) -> tuple[Side, Side]:
    """The same by the other conversation's passkey. Raises Refused(why="passkey"), OutOfDate, and as `_prove`."""
    here = await who(counter, token)
    return await _prove(counter, token, here, await passkeys.whose(counter, place, told))


async def proven(counter: Counter, token: str) -> tuple[Side, Side]:
    """What this session has proven, once more to be read. Raises OutOfDate when it has not, or no longer."""
    here, data = await counter.doors.take_code("join", _pending(counter, token), counter.clock.now())
    return await _prove(counter, token, here, ConversationId(data["other"]))


async def join(counter: Counter, token: str) -> Join:
    """The yes, in the session that has proven both. Raises OutOfDate when it has not, or no longer."""
    now = counter.clock.now()
    here, data = await counter.doors.take_code("join", _pending(counter, token), now)
    there = ConversationId(data["other"])
    await _check_both(counter, here, there)
    made = Join(id=new_id(), one=here, other=there, at=now, ends=now + CAN_BE_UNDONE)
    await counter.joins.add(made)
    await _finish(counter, made)
    return made


async def part(counter: Counter, conversation: ConversationId, id: str) -> None:
    """Undone: from now on neither leads to the other. Raises NotFound, Refused(why="final") after thirty days."""
    found = next((one for one in await counter.joins.of(conversation) if one.id == id and one.state == "joined"), None)
    if found is None:
        raise NotFound(what="join")
    if found.ends <= counter.clock.now():
        raise Refused(why="final")
    await counter.joins.turn(id, "parting")
    await _part(counter, found)


async def beside(counter: Counter, token: str, language: Language) -> list[Beside]:
    """Where this browser can turn to: from the conversation whose token it holds to those joined with it, and back."""
    own, way = ways(token)
    home, now = await who(counter, own), counter.clock.now()
    found = []
    for one in await counter.joins.of(home):
        there = one.beside(home)
        if one.state == "joined" and await counter.joins.same_person(home, there):
            with suppress(NotFound):
                side = await _side(counter, home if way == one.id else there, language)
                until = explain.day_text(one.ends.date(), language) if one.ends > now else ""
                found.append(Beside(id=one.id, side=side, until=until, way="" if way == one.id else one.id))
    return found


async def turned(counter: Counter, token: str, way: str) -> str:
    """The token with which this browser looks at the other one. Raises NotFound when that way is not open."""
    own, _ = ways(token)
    new = f"{own}.{way}" if way else own
    await who(counter, new)
    return new


def ways(token: str) -> tuple[str, str]:
    """(the conversation's own token, the join by which it is turned to the other one or "")."""
    own, _, way = token.partition(".")
    return own, way


def check_own(token: str) -> None:
    """Raises Refused(why="beside"): a lasting way in is made in a conversation's own browser, so that undoing leaves none behind."""
    if ways(token)[1]:
        raise Refused(why="beside")


async def finish(counter: Counter) -> None:
    """For the start and the round: what a crash left half done."""
    for one in await counter.joins.unfinished():
        with suppress(NotFound, Locked):  # one of the two is gone, and this with it
            await (_finish if one.state == "asked" else _part)(counter, one)


async def _prove(counter: Counter, token: str, here: ConversationId, there: ConversationId) -> tuple[Side, Side]:
    """Raises Refused(why="weaker": one was signed in to strongly and the other not; "other-person"), Clash(why="safe" | "same")."""
    await _check_both(counter, here, there)
    await counter.doors.put_code("join", _pending(counter, token), here, {"other": there}, counter.clock.now() + READ_WITHIN)
    language = (await counter.store.talk(here)).language
    return await _side(counter, here, language), await _side(counter, there, language)


async def _check_both(counter: Counter, here: ConversationId, there: ConversationId) -> None:
    if here == there:
        raise Clash(why="same")
    talks = [await counter.store.talk(one) for one in (here, there)]
    for talk in talks:
        resume.check_not_safe(talk)
        if not await counter.gate.holds(talk.customer):
            raise NotFound(what="conversation")
    forth, back = await counter.joins.same_person(here, there), await counter.joins.same_person(there, here)
    if not (forth or back):
        raise Refused(why="other-person")
    if not (forth and back):
        raise Refused(why="weaker")
    if any(one.beside(here) == there and one.state != "parted" for one in await counter.joins.of(here)):
        raise Clash(what="join")


async def _finish(counter: Counter, made: Join) -> None:
    await _note(counter, made, "join")
    await _tell(counter, made, "linked")
    await counter.joins.turn(made.id, "joined")


async def _part(counter: Counter, found: Join) -> None:
    await _note(counter, found, "part")
    await _tell(counter, found, "parted")
    await counter.joins.turn(found.id, "parted")


async def _note(counter: Counter, made: Join, kind: EntryKind) -> None:
    """An entry in each of the two logs; neither names the other's customer or conversation. Again: nothing changes."""
    for side in (made.one, made.other):
        talk = await counter.store.talk(side)
        await counter.log.append(
            talk.customer, kind, actor="me", purpose="own", receiver=None, facts=(), permission=None, basis=BASIS, rule="two-proofs",
            result="allowed", about=made.id, id=f"{kind}-{made.id}-{'one' if side == made.one else 'other'}",
        )  # fmt: skip


async def _tell(counter: Counter, made: Join, event: str) -> None:
    """Both conversations say so, on whatever device they are open. Again: nothing changes."""
    for side in (made.one, made.other):
        async with counter.one_at_a_time(side):
            if await written(counter, side, event, made.id, of="join"):
                continue
            draft = Draft(counter=counter, talk=await counter.store.talk(side), at=counter.clock.now())
            draft.event(event, {"join": made.id})
            await draft.commit()


async def _side(counter: Counter, conversation: ConversationId, language: Language) -> Side:
    talk: Talk = await counter.store.talk(conversation)
    receivers = {
        step.receiver for case in talk.cases if case.journey is not None for step in case.journey.steps.values() if step.shares and step.receiver is not None
    }
    return Side(
        begun=explain.when_text(talk.opened, language),
        matters=tuple(explain.case_label(counter.texts, counter.packs, language, case.event) for case in talk.cases if case.sure),
        receivers=tuple(sorted(explain.organisation_name(counter.texts, counter.packs, language, one) for one in receivers)),
    )


def _pending(counter: Counter, token: str) -> bytes:
    return counter.keyed_hash("join\n" + token_hash(counter, token).hex())
