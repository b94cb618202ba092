"""One change in the making: what a use case has gathered so far and will commit at once."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from luukku import act, explain
from luukku.errors import LuukkuError
from luukku.flow import shapes
from luukku.flow.counter import Counter
from luukku.ground.forms import coarsen
from luukku.model.conversation import Case, Change, Event, Sending, Talk, Timer, Untold
from luukku.model.erasure import ChangeKind
from luukku.model.fact import Fact, Facts, Personal, reveal
from luukku.model.handover import Handover
from luukku.model.ids import CaseId, EnvelopeId, ShareId, StepId, TurnId, new_id
from luukku.model.journey import (
    AskPermission,
    CloseEnvelope,
    Command,
    Envelope,
    Happening,
    Journey,
    Poll,
    Remind,
    Rewrap,
    Send,
    Step,
    Undo,
    WaitFor,
)
from luukku.model.lesson import Lesson
from luukku.model.own_rule import OwnRule
from luukku.model.reading import Expects

logger = logging.getLogger("luukku.flow")
UNDO_TRIED = timedelta(days=30)
"""So long a receiver who is not reached is told again and again that something is undone."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gathers events and effects; `done()` makes the immutable `Change`. `closing` are envelopes whose keys go after."""

    counter: Counter
    talk: Talk
    at: datetime
    events: list[Event] = field(default_factory=list)
    facts: list[tuple[CaseId, Fact]] = field(default_factory=list)
    forgotten: list[tuple[CaseId, str]] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    sent: list[tuple[ShareId, str]] = field(default_factory=list)
    fired: list[Timer] = field(default_factory=list)
    closed: list[tuple[CaseId, StepId]] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    unlearn: bool = False
    closing: list[EnvelopeId] = field(default_factory=list)
    clearing: list[tuple[str, Sequence[ShareId]]] = field(default_factory=list)
    own_rules: tuple[OwnRule, ...] | None = None
    """The customer's own rules as they will be; None: not looked at."""
    began: Talk = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.talk

    def event(self, type: Any, data: Mapping[str, Any] | None = None, personal: Mapping[str, Any] | None = None) -> None:
        held: Personal[Mapping[str, Any]] | None = Personal(dict(personal)) if personal is not None else None
        self.events.append(Event(type=type, at=self.at, data=dict(data or {}), personal=held))

    def put(self, case: Case) -> None:
        """Replaces the case of that id where it stands, or adds it last."""
        known = any(one.id == case.id for one in self.talk.cases)
        cases = tuple(case if one.id == case.id else one for one in self.talk.cases)
        self.talk = replace(self.talk, cases=cases if known else (*cases, case))

    def case(self, id: CaseId) -> Case:
        found = self.talk.case(id)
        if found is None:
            raise KeyError(id)
        return found

    def must_tell(self, kind: ChangeKind, case: CaseId, *names: str) -> None:
        """Those that got these facts for the case must be told, if anything was ever sent for it."""
        found = self.talk.case(case)
        if found is not None and found.journey is not None and any(step.shares for step in found.journey.steps.values()):
            self.talk = replace(self.talk, untold=(*self.talk.untold, *(Untold(kind=kind, case=case, name=name, at=self.at) for name in names)))

    async def happen(self, id: CaseId, what: Happening, facts: Facts | None = None, told: Mapping[str, Any] | None = None) -> None:
        """Applies one happening to the case's journey and turns the commands into rows. `facts` fill envelopes;
        `told` is what an organisation said in its own words (shown quoted)."""
        case = self.case(id)
        before = case.journey or Journey(case=id, event=case.event)
        after, commands = act.advance(before, what)
        self.put(replace(case, journey=after))
        self._tell_steps(id, before, after, told)
        for command in commands:
            await self._carry_out(id, command, facts)

    def _tell_steps(self, id: CaseId, before: Journey, after: Journey, told: Mapping[str, Any] | None) -> None:
        for step in after.steps.values():
            old = before.steps.get(step.id)
            if old is None or old.state != step.state or old.asks != step.asks:
                data = {"case": id, "step": step.id, "state": step.state}
                self.event("step", data | ({"reason": step.reason} if step.reason else {}), told)

    async def _carry_out(self, id: CaseId, command: Command, facts: Facts | None) -> None:
        case = self.case(id)
        if isinstance(command, Send):
            await self._send(case, command, facts)
        elif isinstance(command, Poll):
            self._poll(case, command)
        elif isinstance(command, Undo):
            self._undo(case, command)
        elif isinstance(command, WaitFor):
            self.timers.append(Timer(conversation=self.talk.conversation, case=id, step=command.step, day=command.day))
        elif isinstance(command, Remind):
            self.event("reminder", {"case": id, "step": command.step, "day": command.day.isoformat()})
        elif isinstance(command, AskPermission):
            self._ask_for(case, command)
        elif isinstance(command, CloseEnvelope):
            await self._close(case, command)
        elif isinstance(command, Rewrap) and case.journey is not None:
            await self._envelope(case, case.journey.steps[command.step], facts, anew=True)

    async def _send(self, case: Case, command: Send, facts: Facts | None) -> None:
        journey = case.journey
        if journey is None:
            return
        step, share = journey.steps[command.step], ShareId(new_id())
        envelope = await self._envelope(case, step, facts)
        if envelope is None:
            return
        self.put(replace(case, journey=act.name_share(journey, step.id, share)))
        self.sendings.append(
            Sending(
                share=share,
                kind="answer" if command.task else "tell",
                conversation=self.talk.conversation,
                customer=self.talk.customer,
                case=case.id,
                step=step.id,
                receiver=command.receiver,
                names=command.names,
                permission=command.permission,
                envelope=envelope.id,
                task=command.task,
                due=self.at,
                ends=command.ends,
            )
        )

    def _ask_for(self, case: Case, command: AskPermission) -> None:
        """An organisation asks for what the customer has not said yet: it is asked here, when nothing else waits."""
        step = case.journey.steps[command.step] if case.journey else None
        spec = self.counter.packs.events[case.event].fact(command.names[0])
        waits = self.talk.expects is not None and self.talk.expects.name != "consent"
        if spec is None or step is None or waits or spec.name in case.refused or self.talk.held_by is not None:
            return  # while a human answers the machine asks nothing; it asks when it has the word again
        said = explain.Said(
            language=self.talk.language, today=self.counter.today(), case=case, question=spec.name, asked_by=step.receiver
        )
        reply = explain.reply(said, self.counter.packs, self.counter.texts, self.counter.settings)
        self.talk = replace(self.talk, at_hand=case.id, expects=Expects(name=spec.name, about=spec.about, values=spec.values, event=case.event))
        self.event("replied", {"case": case.id, "step": command.step}, shapes.card_answer(reply, self.talk))

    async def _envelope(self, case: Case, step: Step, facts: Facts | None, *, anew: bool = False) -> Envelope | None:
        """The step's envelope: the one that lies there if it holds enough, else (or `anew`) one made from `facts`."""
        made_now = next((one for one in reversed(self.envelopes) if (one.case, one.step) == (case.id, step.id)), None)
        there = made_now or await self.counter.envelopes.envelope(case.id, step.id)
        if there is not None and not anew and set(step.held) <= set(there.names):
            return there
        if facts is None or step.receiver is None or step.ends is None:
            return there
        held = self.as_needed(case, step, facts)
        blank = Envelope(
            id=EnvelopeId(new_id()),
            case=case.id,
            step=step.id,
            purpose=step.purpose,
            receiver=step.receiver,
            names=tuple(fact.name for fact in held),
            ends=step.ends,
            sealed=b"",
        )
        made = await self.counter.gate.wrap(blank, held)
        self.envelopes.append(made)
        if there is not None:
            self.closing.append(there.id)
        return made

    def as_needed(self, case: Case, step: Step, facts: Facts) -> tuple[Fact, ...]:
        """What may go out of it: the step's known facts, each in the coarsest form that its service needs; what cannot be put so is left out."""
        service = self.counter.packs.events[case.event].service(step.service)
        forms = service.forms if service is not None else {}
        found: list[Fact] = []
        for fact in facts.only(step.held):
            value = reveal(fact.value)
            if fact.name in forms and value is not None:
                value = coarsen(value, forms[fact.name], self.counter.today())
            if fact.standing == "known" and value is not None:
                found.append(replace(fact, value=Personal(value)))
        return tuple(found)

    def _undo(self, case: Case, command: Undo) -> None:
        """Tells no fact: only that what was told by that share is undone."""
        self.sendings.append(
            Sending(
                share=command.share, kind="undo", conversation=self.talk.conversation, customer=self.talk.customer, case=case.id, step=command.step,
                receiver=command.receiver, due=self.at, ends=self.at + UNDO_TRIED,
            )  # fmt: skip
        )

    def _poll(self, case: Case, command: Poll) -> None:
        self.sendings.append(
            Sending(
                share=command.share,
                kind="poll",
                conversation=self.talk.conversation,
                customer=self.talk.customer,
                case=case.id,
                step=command.step,
                receiver=command.receiver,
                task=command.task,
                due=self.at + timedelta(seconds=1),
                ends=command.ends,
            )
        )

    async def _close(self, case: Case, command: CloseEnvelope) -> None:
        there = await self.counter.envelopes.envelope(case.id, command.step)
        if there is not None:
            self.closing.append(there.id)
        self.closed.append((case.id, command.step))
        step = self.before_closing(case.id, command.step)
        if step is not None and step.receiver is not None:
            self.clearing.append((step.receiver, step.shares))

    def before_closing(self, case: CaseId, step: StepId) -> Step | None:
        """The step as it was when this draft began: its receiver may have changed since."""
        found = self.began.case(case)
        return found.journey.steps.get(step) if found is not None and found.journey is not None else None

    def done(self, turn: TurnId | None = None, answer: Personal[Mapping[str, Any]] | None = None) -> Change:
        talk = replace(self.talk, version=self.talk.version + 1)
        return Change(
            talk=talk,
            events=tuple(self.events),
            turn=turn,
            answer=answer,
            facts=tuple(self.facts),
            forgotten=tuple(self.forgotten),
            sendings=tuple(self.sendings),
            timers=tuple(self.timers),
            envelopes=tuple(self.envelopes),
            sent=tuple(self.sent),
            fired=tuple(self.fired),
            closed_steps=tuple(self.closed),
            handovers=tuple(self.handovers),
            lessons=tuple(self.lessons),
            unlearn=self.unlearn,
        )

    async def commit(self, turn: TurnId | None = None, answer: Personal[Mapping[str, Any]] | None = None) -> int:
        """Writes everything in one transaction, then destroys what is closed and wakes the outbox."""
        seq = await self.counter.store.commit(self.done(turn, answer))
        if self.closing:
            await self._destroy()
        if self.sendings:
            self.counter.wake.set()
        if self.talk.untold:
            self.counter.untold.add(self.talk.conversation)
        for receiver, shares in self.clearing:
            await clear(self.counter, receiver, shares)
        return seq

    async def _destroy(self) -> None:
        """The keys of closed envelopes, whose rows have gone. What cannot be destroyed now goes in one of the next rounds."""
        try:
            await self.counter.gate.close(self.closing)
        except LuukkuError as failure:
            logger.error("keys of envelopes wait for the next round: %s", failure.code)


async def clear(counter: Counter, receiver: str, shares: Sequence[ShareId]) -> None:
    """Nothing more is asked about these shares: what lies outside for them (a letter) goes. Best effort: the hourly
    sweep takes what could not be reached now."""
    peer = counter.peers.get(receiver)
    if peer is None:
        return
    for share in shares:
        try:
            await peer.close(share)
        except LuukkuError as failure:
            logger.warning("not cleared", extra={"share": share, "error": failure.code})


