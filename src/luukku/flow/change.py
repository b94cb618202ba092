"""One change in the making: what a use case has gathered so far and will commit at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from luukku import act
from luukku.flow.counter import Counter
from luukku.model.conversation import Case, Change, Event, Sending, Talk, Timer
from luukku.model.fact import Fact, Facts, Personal
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
    Send,
    Step,
    WaitFor,
)


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gathers events and effects; `done()` makes the immutable `Change`. `closing` are envelopes whose keys go after."""

    counter: Counter
    talk: Talk
    at: datetime
    events: list[Event] = field(default_factory=list)
    facts: list[tuple[CaseId, Fact]] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    sent: list[tuple[ShareId, str]] = field(default_factory=list)
    fired: list[Timer] = field(default_factory=list)
    closed: list[tuple[CaseId, StepId]] = field(default_factory=list)
    closing: list[EnvelopeId] = field(default_factory=list)

    def event(self, type: Any, data: Mapping[str, Any] | None = None, personal: Mapping[str, Any] | None = None) -> None:
        held: Personal[Mapping[str, Any]] | None = Personal(dict(personal)) if personal is not None else None
        self.events.append(Event(type=type, at=self.at, data=dict(data or {}), personal=held))

    def put(self, case: Case) -> None:
        """Replaces the case of that id in the talk, or adds it."""
        others = tuple(one for one in self.talk.cases if one.id != case.id)
        self.talk = replace(self.talk, cases=(*others, case))

    def case(self, id: CaseId) -> Case:
        found = self.talk.case(id)
        if found is None:
            raise KeyError(id)
        return found

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
        elif isinstance(command, WaitFor):
            self.timers.append(Timer(conversation=self.talk.conversation, case=id, step=command.step, day=command.day))
        elif isinstance(command, Remind):
            self.event("reminder", {"case": id, "step": command.step, "day": command.day.isoformat()})
        elif isinstance(command, AskPermission):
            self.event("step", {"case": id, "step": command.step, "state": "asks", "names": list(command.names)})
        elif isinstance(command, CloseEnvelope):
            await self._close(case, command)

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

    async def _envelope(self, case: Case, step: Step, facts: Facts | None) -> Envelope | None:
        """The step's envelope: the one that lies there if it holds enough, else a new one made from `facts`."""
        there = await self.counter.envelopes.envelope(case.id, step.id)
        if there is not None and set(step.held) <= set(there.names):
            return there
        if facts is None or step.receiver is None or step.ends is None:
            return there
        held = tuple(fact for fact in facts.only(step.held) if fact.standing == "known")
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

    def done(self, turn: TurnId | None = None, answer: Personal[Mapping[str, Any]] | None = None) -> Change:
        talk = replace(self.talk, version=self.talk.version + 1)
        return Change(
            talk=talk,
            events=tuple(self.events),
            turn=turn,
            answer=answer,
            facts=tuple(self.facts),
            sendings=tuple(self.sendings),
            timers=tuple(self.timers),
            envelopes=tuple(self.envelopes),
            sent=tuple(self.sent),
            fired=tuple(self.fired),
            closed_steps=tuple(self.closed),
        )

    async def commit(self, turn: TurnId | None = None, answer: Personal[Mapping[str, Any]] | None = None) -> int:
        """Writes everything in one transaction, then destroys what is closed and wakes the outbox."""
        seq = await self.counter.store.commit(self.done(turn, answer))
        if self.closing:
            await self.counter.gate.close(self.closing)
        if self.sendings:
            self.counter.wake.set()
        return seq


