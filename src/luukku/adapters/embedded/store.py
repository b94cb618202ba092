"""Conversations and turns in luukku.db: what was accepted is there after a crash, and what was answered is answered once."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.desk import BELL as DESK_BELL
from luukku.adapters.embedded.effects import keep_effects
from luukku.adapters.embedded.feed import Bells, event_what
from luukku.adapters.embedded.lessons import keep_lessons
from luukku.adapters.embedded.outbox import SqliteOutbox
from luukku.adapters.embedded.shapes import fact_to_plain, fact_what, from_json, instant, plain_json, to_json
from luukku.adapters.embedded.writer import Database
from luukku.errors import Broken, Clash, Locked, NotFound
from luukku.model.conversation import Change, Event, Message, Talk, Turn
from luukku.model.fact import Fact, Personal, reveal
from luukku.model.ids import CaseId, ConversationId, CustomerId, EnvelopeId, StepId, TurnId, new_id
from luukku.model.journey import Envelope

logger = logging.getLogger("luukku.store")
REMEMBERED = 512
HELSINKI = ZoneInfo("Europe/Helsinki")


class SealsAndOpens(Protocol):
    """What the store needs of `adapters.embedded.seals.Seals`; called in the writer's thread."""

    def to_customer(self, customer: str, what: Mapping[str, str | int], plain: bytes) -> bytes: ...

    def to_waiting(self, what: Mapping[str, str | int], plain: bytes) -> tuple[str, bytes]: ...

    def open(self, holder: str, what: Mapping[str, str | int], sealed: bytes) -> bytes: ...

    def sweep_waiting(self, still_used: AbstractSet[str]) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFact:
    """`ports.SealedFact`: the gate opens it with `Seals.open(customer, what, sealed)` and `shapes.fact_from_plain`."""

    case: CaseId
    name: str
    about: str
    version: int
    sealed: bytes
    what: Mapping[str, str | int]


class SqliteStore:
    """`ports.Store` over luukku.db, and what start-up and the senders need beside it."""

    def __init__(self, database: Database, seals: SealsAndOpens, bells: Bells, outbox: SqliteOutbox) -> None:
        self._database = database
        self._seals = seals
        self._bells = bells
        self._outbox = outbox
        self._newest: OrderedDict[ConversationId, Talk] = OrderedDict()
        """Talks as last committed by this process, the only one that writes (the folder's lock): saves reading them back."""

    async def open_conversation(self, talk: Talk, token_hash: bytes) -> None:
        """Keeps the conversation, its token and the event `opened`. The customer's keys must be there before.

        Raises Clash when the id or the token is in use.
        """
        kept = to_json(Talk, talk)

        def work(connection: sqlite3.Connection) -> None:
            row = {"id": talk.conversation, "customer": talk.customer, "version": talk.version, "talk": kept}
            try:
                connection.execute(schema.ADD_CONVERSATION, row)
                connection.execute(schema.ADD_TOKEN, {"hash": token_hash, "conversation": talk.conversation})
            except sqlite3.IntegrityError as error:
                raise Clash(what="conversation") from error
            self._keep_events(connection, talk.conversation, talk.customer, [Event(type="opened", at=talk.opened)])

        await self._database.write(work, lambda: self._bells.ring(talk.conversation))

    async def accept(self, message: Message, at: datetime, text_hash: bytes) -> Turn:
        """As in `ports.Store`. Writes the event `accepted` {turn} with the text sealed to the customer."""
        today = at.astimezone(HELSINKI).date()

        def work(connection: sqlite3.Connection) -> tuple[Turn, _Sealed | None]:
            found = connection.execute(schema.GET_CUSTOMER, {"conversation": message.conversation}).fetchone()
            if found is None:
                raise NotFound(what="conversation")
            customer = CustomerId(found[0])
            row = connection.execute(schema.GET_TURN, {"conversation": message.conversation, "message": message.id}).fetchone()
            if row is None:
                return self._keep_turn(connection, message, customer, at, today, text_hash), None
            if row[2] != text_hash:
                raise Clash(what="message")
            turn = _turn(row[0], row[1], message.conversation, customer, message.id, row[3], row[4], message.text, message.fix)
            return turn, _answer_or_none(connection, turn, row[6]) if row[5] else None

        turn, sealed = await self._database.write(work, lambda: self._bells.ring(message.conversation))
        return turn if sealed is None else await self._with_answer(turn, sealed)

    async def talk(self, conversation: ConversationId) -> Talk:
        newest = self._newest.get(conversation)
        if newest is not None:
            return newest

        def work(connection: sqlite3.Connection) -> str:
            found = connection.execute(schema.GET_TALK, {"conversation": conversation}).fetchone()
            if found is None:
                raise NotFound(what="conversation")
            return str(found[0])

        return from_json(Talk, await self._database.read(work))

    async def commit(self, change: Change) -> int:
        """As in `ports.Store`. What goes (`sent`, `fired`, `closed_steps`) goes before what comes. Raises Clash also when
        `turn` was answered before and when a handover is not the successor of the stored one, TypeError for values that are
        not plain, ValueError for an answer without its turn and for another conversation's handover."""
        talk = change.talk
        kept = to_json(Talk, talk)
        if change.answer is not None and change.turn is None:
            raise ValueError("an answer belongs to a turn")
        if any((one.conversation, one.customer) != (talk.conversation, talk.customer) for one in change.handovers):
            raise ValueError("a handover belongs to its conversation")

        def work(connection: sqlite3.Connection) -> int:
            row = {"conversation": talk.conversation, "customer": talk.customer, "version": talk.version, "talk": kept}
            if connection.execute(schema.SET_TALK, row).rowcount == 0:
                known = connection.execute(schema.GET_CUSTOMER, {"conversation": talk.conversation}).fetchone()
                raise NotFound(what="conversation") if known is None else Clash(what="talk")
            for case in talk.cases:
                connection.execute(schema.PUT_CASE, {"id": case.id, "conversation": talk.conversation})
            if change.turn is not None:
                self._answer(connection, change.turn, talk, None if _stands_in_its_event(change) else change.answer)
            for case_id, name in change.forgotten:
                connection.execute(schema.DROP_FACT, {"customer": talk.customer, "case": case_id, "name": name})
            for case_id, fact in change.facts:
                self._keep_fact(connection, talk.customer, case_id, fact)
            keep_effects(connection, change)
            keep_lessons(connection, self._seals, change)
            return self._keep_events(connection, talk.conversation, talk.customer, change.events)

        def then() -> None:
            self._remember(talk)
            self._outbox.after(change)
            self._bells.ring(talk.conversation)
            if change.handovers:
                self._bells.ring(DESK_BELL)

        return await self._database.write(work, then)

    async def waiting(self) -> Sequence[Turn]:
        """As in `ports.Store`. One that cannot be opened is said and passed over: it keeps no other from being answered."""
        def work(connection: sqlite3.Connection) -> Sequence[Turn]:
            found = (self._waiting_turn_or_none(row) for row in connection.execute(schema.ALL_WAITING).fetchall())
            return [turn for turn in found if turn is not None]

        return await self._database.read(work)

    async def facts(self, customer: CustomerId, *cases: CaseId) -> Sequence[StoredFact]:
        def work(connection: sqlite3.Connection) -> Sequence[StoredFact]:
            return [
                StoredFact(case=case, name=name, about=about, version=version, sealed=sealed, what=fact_what(customer, case, about, name, version))
                for case in cases
                for name, about, version, sealed in connection.execute(schema.FACTS, {"customer": customer, "case": case}).fetchall()
            ]

        return await self._database.read(work)

    # Beside the port: for sending, re-sealing and start-up

    async def envelope(self, case: CaseId, step: StepId) -> Envelope | None:
        """The step's envelope (a step has at most one; a newer one replaces it)."""
        def work(connection: sqlite3.Connection) -> Envelope | None:
            row = connection.execute(schema.GET_ENVELOPE, {"case": case, "step": step}).fetchone()
            if row is None:
                return None
            _, _, id, _, purpose, receiver, names, ends, sealed = row
            return Envelope(
                id=EnvelopeId(id), case=case, step=step, purpose=purpose, receiver=receiver, names=tuple(json.loads(names)),
                ends=datetime.fromisoformat(ends), sealed=sealed,
            )

        return await self._database.read(work)

    async def envelopes(self) -> frozenset[EnvelopeId]:
        """Ids of all envelopes that are kept: an envelope's key that is not among them may be destroyed at start-up."""
        def work(connection: sqlite3.Connection) -> frozenset[EnvelopeId]:
            return frozenset(EnvelopeId(row[0]) for row in connection.execute(schema.ALL_ENVELOPES))

        return await self._database.read(work)

    async def conversation_of(self, case: CaseId) -> ConversationId:
        """Raises NotFound."""
        def work(connection: sqlite3.Connection) -> ConversationId:
            row = connection.execute(schema.GET_CASE, {"case": case}).fetchone()
            if row is None:
                raise NotFound(what="case")
            return ConversationId(row[0])

        return await self._database.read(work)

    async def sweep_waiting(self) -> int:
        """Destroys the waiting keys of hours that are over and under which no turn waits; how many. For the hourly task.

        Runs in the writer's thread, where turns are sealed too: no key goes between a seal and its row.
        """
        def work(connection: sqlite3.Connection) -> int:
            return self._seals.sweep_waiting({row[0] for row in connection.execute(schema.WAITING_KEYS)})

        return await self._database.write(work)

    def forgotten(self, conversations: Sequence[ConversationId]) -> None:
        """Told by `rounds`: these are gone from the file, and so from memory."""
        for conversation in conversations:
            self._newest.pop(conversation, None)
            self._bells.ring(conversation)
        self._bells.ring(DESK_BELL)

    # One piece each, in the writer's thread

    def _remember(self, talk: Talk) -> None:
        self._newest[talk.conversation] = talk
        self._newest.move_to_end(talk.conversation)
        if len(self._newest) > REMEMBERED:
            self._newest.popitem(last=False)

    def _keep_turn(
        self, connection: sqlite3.Connection, message: Message, customer: CustomerId, at: datetime, today: date, text_hash: bytes
    ) -> Turn:
        id, text = new_id(), reveal(message.text)
        when = instant(at)
        seq = connection.execute(
            schema.ADD_TURN,
            {"id": id, "conversation": message.conversation, "message": message.id, "text_hash": text_hash, "at": when,
             "today": today.isoformat(), "answered": 0},
        ).lastrowid
        key, sealed = self._seals.to_waiting(_waiting_what(customer, id), _packed(text, message.fix))
        connection.execute(schema.ADD_WAITING, {"turn": id, "key": key, "sealed": sealed})
        accepted = Event(type="accepted", at=at, data={"turn": id}, personal=Personal({"text": text}))
        self._keep_events(connection, message.conversation, customer, [accepted])
        return _turn(seq or 0, id, message.conversation, customer, message.id, when, today.isoformat(), message.text, message.fix)

    def _answer(self, connection: sqlite3.Connection, turn: TurnId, talk: Talk, answer: Personal[Mapping[str, Any]] | None) -> None:
        sealed = None
        if answer is not None:
            sealed = self._seals.to_customer(talk.customer, answer_what(talk.customer, turn), plain_json(reveal(answer)).encode())
        row = {"turn": turn, "conversation": talk.conversation, "sealed": sealed}
        if connection.execute(schema.ANSWER_TURN, row).rowcount == 0:
            raise Clash(what="turn")
        connection.execute(schema.DROP_WAITING, {"turn": turn})

    def _keep_fact(self, connection: sqlite3.Connection, customer: CustomerId, case: CaseId, fact: Fact) -> None:
        key = {"customer": customer, "case": case, "name": fact.name, "about": fact.about}
        found = connection.execute(schema.FACT_VERSION, key).fetchone()
        version = 1 if found is None else found[0] + 1
        sealed = self._seals.to_customer(customer, fact_what(customer, case, fact.about, fact.name, version), fact_to_plain(fact))
        connection.execute(schema.PUT_FACT, {**key, "version": version, "sealed": sealed})
        connection.execute(schema.PUT_FACT_TIME, {**key, "at": instant(fact.at)})

    def _keep_events(
        self, connection: sqlite3.Connection, conversation: ConversationId, customer: CustomerId, events: Sequence[Event]
    ) -> int:
        """Numbers, seals and keeps them; the last seq of the store."""
        found = connection.execute(schema.LAST_SEQ).fetchone()
        seq = 0 if found is None else int(found[0])
        for event in events:
            seq += 1
            sealed = None
            if event.personal is not None:
                sealed = self._seals.to_customer(customer, event_what(customer, seq), plain_json(reveal(event.personal)).encode())
            connection.execute(
                schema.ADD_EVENT,
                {"seq": seq, "conversation": conversation, "type": event.type, "at": instant(event.at),
                 "data": plain_json(event.data), "personal": sealed},
            )
        return seq

    def _waiting_turn(self, row: Sequence[Any]) -> Turn:
        seq, id, conversation, customer, message, at, today, key, sealed = row
        text, fix = _unpacked(self._seals.open(key, _waiting_what(customer, id), sealed))
        return _turn(seq, id, conversation, customer, message, at, today, Personal(text), fix)

    def _waiting_turn_or_none(self, row: Sequence[Any]) -> Turn | None:
        try:
            return self._waiting_turn(row)
        except (Locked, Broken) as error:
            logger.error("an accepted turn cannot be opened: %s", error.code, extra={"turn": row[1]})
            return None

    async def _with_answer(self, turn: Turn, sealed: _Sealed) -> Turn:
        def work(connection: sqlite3.Connection) -> bytes:
            return self._seals.open(turn.customer, *sealed)

        answer = Personal(json.loads(await self._database.read(work)))
        return Turn(
            id=turn.id, conversation=turn.conversation, customer=turn.customer, message=turn.message, text=turn.text, at=turn.at,
            today=turn.today, seq=turn.seq, answer=answer, fix=turn.fix,
        )


_Sealed = tuple[Mapping[str, str | int], bytes]
"""To what a seal is bound, and the sealed bytes."""


def _stands_in_its_event(change: Change) -> bool:
    """Whether the turn's answer is what its event `replied` holds: then it is sealed and kept once, there."""
    return change.answer is not None and any(
        event.type == "replied" and event.data.get("turn") == change.turn and event.personal == change.answer for event in change.events
    )


def _answer_or_none(connection: sqlite3.Connection, turn: Turn, sealed: bytes | None) -> _Sealed | None:
    """The answered turn's answer: in its own row, else in its event."""
    if sealed is not None:
        return answer_what(turn.customer, turn.id), sealed
    found = connection.execute(schema.REPLY_TO, {"conversation": turn.conversation, "turn": turn.id}).fetchone()
    return None if found is None or found[1] is None else (event_what(turn.customer, found[0]), found[1])


def _turn(
    seq: int, id: str, conversation: str, customer: str, message: str, at: str, today: str, text: Personal[str], fix: str | None
) -> Turn:
    return Turn(
        id=TurnId(id), conversation=ConversationId(conversation), customer=CustomerId(customer), message=message, text=text,
        at=datetime.fromisoformat(at), today=date.fromisoformat(today), seq=seq, fix=fix,
    )


def _packed(text: str, fix: str | None) -> bytes:
    """A waiting message: its text alone, or a fact's name before it, between two NULs (which no text has that was heard)."""
    return (f"\0{fix or ''}\0{text}" if fix or text.startswith("\0") else text).encode()


def _unpacked(plain: bytes) -> tuple[str, str | None]:
    text = plain.decode()
    if not text.startswith("\0"):
        return text, None
    _, fix, said = text.split("\0", 2)
    return said, fix or None


def _waiting_what(customer: str, turn: str) -> dict[str, str | int]:
    return {"what": "text", "customer": customer, "id": turn, "version": 1, "purpose": "wait"}


def answer_what(customer: str, turn: str) -> dict[str, str | int]:
    """To what the seal of a turn's answer is bound."""
    return {"what": "answer", "customer": customer, "id": turn, "version": 1, "purpose": "show"}
