"""The one door to plaintext: first the permission and the rules, then a durable entry, then, and only then, the values (I1)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

from luukku.adapters.embedded.keys import Keys, Mark
from luukku.adapters.embedded.lessons import lesson_from_plain, lesson_what
from luukku.adapters.embedded.log import EmbeddedLog
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.shapes import fact_from_plain, fact_what
from luukku.errors import Clash, KeyAway, Refused
from luukku.ground.content import content_text, plain_hash
from luukku.ground.jcs import jcs
from luukku.ground.permits import Use, refusal
from luukku.ground.seal import label, seal
from luukku.model.consent import Permission
from luukku.model.conversation import Mode
from luukku.model.erasure import Kept
from luukku.model.fact import Fact, Facts, Personal, Value, reveal
from luukku.model.ids import Assurance, CaseId, CustomerId, EnvelopeId, ShareId, new_id
from luukku.model.journey import Envelope
from luukku.model.lesson import Lesson
from luukku.model.rule import Asked, Circumstance, Decided, Standing
from luukku.model.use import Release

if TYPE_CHECKING:
    from luukku.ports import Rules, SealedFact, SealedLesson

P = ParamSpec("P")
T = TypeVar("T")
LookKind = Literal["look", "break-glass"]
COUNTER = "counter"
DESK = "desk"
CONVERSATION = "conversation"
"""What a look always names: the words themselves."""
CORRECTION = "correction"
"""What a permission to learn names."""
OWN = "own"
"""The purpose of people reading their own."""
SERVE_BASIS = "request"
"""The basis of a serve entry: the customer asked the counter for this service."""


class EmbeddedGate:
    """`ports.Gate` over keys.db, the log and the rules. Opening and sealing run in two threads of the gate's own."""

    def __init__(self, keys: Keys, seals: Seals, log: EmbeddedLog, rules: Rules, hash: Callable[[str], bytes] = plain_hash) -> None:
        """`hash`: by which approved contents are known; keyed, so that nobody guesses values from it."""
        self._hash = hash
        self._keys = keys
        self._seals = seals
        self._log = log
        self._rules = rules
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="gate")

    async def new_customer(self, customer: CustomerId, mode: Mode) -> None:
        """Makes the key pair; in both modes the server holds the private half, wrapped. Raises Clash when there is one."""
        await self._in_pool(self._keys.make, customer, "customer")

    async def end_customer(self, customer: CustomerId, at: datetime | None) -> None:
        """When the customer's key ends ("kept until closed": case closed + 14 days), or None again. Raises Locked."""
        await self._in_pool(self._keys.end_at, customer, at)

    async def holds(self, customer: CustomerId) -> bool:
        """Whether the customer's key is there and has not ended: without it nothing of theirs can be opened."""
        return await self._in_pool(self._keys.public_or_none, customer) is not None

    async def serve(self, customer: CustomerId, sealed: Sequence[SealedFact], purpose: str, rule: str, turn: str) -> Mapping[CaseId, Facts]:
        """One entry a turn, then the plaintext by case. The same turn again writes none, unless it asks for more than it logged.

        Raises Refused without rule, or when the rules say no (with an entry that says so), Locked when the key is gone (no entry:
        nothing is used).
        """
        if not sealed:
            return {}
        names = sorted({fact.name for fact in sealed})
        standing: Standing = "request" if rule else "purpose"
        decided = self._rules.decide(Asked(role="counter", action="serve", purpose=purpose, standing=standing, explicit=True), _named(sealed))
        rule = f"{rule} {decided.named()}".lstrip()
        if not decided.allowed:
            await self._log.append(
                customer, "refused", actor=COUNTER, purpose=purpose, receiver=None, facts=names, permission=None,
                basis=f"none:{decided.rules[0]}", rule=rule, result="refused", about=turn,
            )
            raise Refused(why=decided.rules[0])
        await self._check_here(turn, customer, sealed, purpose, rule, COUNTER)
        if not await self._note_serve(f"serve-{turn}", customer, purpose, names, rule, turn):
            await self._note_serve(new_id(), customer, purpose, names, rule, turn)
        return await self._in_pool(self._open_facts, customer, tuple(sealed))

    async def look(
        self, look: str, customer: CustomerId, sealed: Sequence[SealedFact], permission: Permission | None, actor: str, rule: str, now: datetime,
        circumstances: frozenset[Circumstance] = frozenset(),
    ) -> Mapping[CaseId, Facts]:
        """As in `ports.Gate`. The entry is about the handover and names "conversation" beside the facts.

        The same look by the same person writes no second entry, unless it shows more than it logged. ValueError for an actor
        that is no person.
        """
        return await self._look("look", look, customer, sealed, permission, actor, rule, now, circumstances, None)

    async def break_glass(
        self, look: str, customer: CustomerId, sealed: Sequence[SealedFact], permission: Permission | None, why: str, actor: str, rule: str, now: datetime,
        circumstances: frozenset[Circumstance] = frozenset(),
    ) -> Mapping[CaseId, Facts]:
        """As in `ports.Gate`: a look of another kind, whose entry has `why` as its basis."""
        if not why:
            raise ValueError("glass is broken for a reason")
        return await self._look("break-glass", look, customer, sealed, permission, actor, rule, now, circumstances, why)

    async def _look(
        self, kind: LookKind, look: str, customer: CustomerId, sealed: Sequence[SealedFact], permission: Permission | None, actor: str, rule: str,
        now: datetime, circumstances: frozenset[Circumstance], why: str | None,
    ) -> Mapping[CaseId, Facts]:
        if not actor.startswith("person:") or actor == "person:":
            raise ValueError("a look is a person's")
        use = _look_use(sealed, permission, "handover" if kind == "look" else kind)
        asked = Asked(
            role="employee", action=kind, purpose=use.purpose, standing=refusal(permission, use, now) or ("live" if rule else "purpose"),
            explicit=permission is not None and permission.explicit, receiver=DESK, circumstances=circumstances,
        )
        decided = self._rules.decide(asked, (*_named(sealed), (CONVERSATION, "")))
        if not decided.allowed or permission is None:
            raise await self._refused(look, customer, use, permission, rule, asked, decided, actor)
        rule = f"{rule} {decided.named()}"
        await self._check_here(look, customer, sealed, use.purpose, rule, actor)
        noting = partial(self._note_look, kind, customer, use, permission, actor, rule, permission.basis if why is None else why)
        if not await noting(f"{kind}-{customer}-{look}"):
            await noting(new_id())
        return await self._in_pool(self._open_facts, customer, tuple(sealed))

    async def own(self, customer: CustomerId, sealed: Sequence[SealedFact]) -> Mapping[CaseId, Facts]:
        """The customer reading their own: no use, no entry. Raises Locked, Broken, Refused when a rule forbids even that."""
        decided = self._rules.decide(Asked(role="customer", action="own", purpose=OWN, standing="own", explicit=True), _named(sealed))
        if not decided.allowed:
            raise Refused(why=decided.rules[0])
        return await self._in_pool(self._open_facts, customer, tuple(sealed))

    async def own_kept(self, customer: CustomerId, record: Kept) -> Fact:
        """As in `ports.Gate`; raises Refused when a rule forbids even that. Whose record it is has been looked at by who asks."""
        decided = self._rules.decide(Asked(role="customer", action="own", purpose=OWN, standing="own", explicit=True), [(record.name, "")])
        if not decided.allowed:
            raise Refused(why=decided.rules[0])
        return await self._in_pool(self._open_kept, record)

    async def learn(self, customer: CustomerId, sealed: Sequence[SealedLesson], permission: Permission | None, rule: str, now: datetime) -> Sequence[Lesson]:
        """As in `ports.Gate`. Each call is a use of its own, with an entry of its own."""
        if not sealed:
            return ()
        use = Use(case=CaseId(""), service="learning", receiver=COUNTER, purpose="learning", facts=frozenset({CORRECTION}))
        asked = Asked(
            role="counter", action="learn", purpose=use.purpose, standing=refusal(permission, use, now) or "live", receiver=COUNTER,
            explicit=permission is not None and permission.explicit,
        )
        decided = self._rules.decide(asked, [(CORRECTION, "")])
        if not decided.allowed or permission is None:
            raise await self._refused(new_id(), customer, use, permission, rule, asked, decided)
        await self._check_here(new_id(), customer, sealed, use.purpose, rule, COUNTER)
        await self._log.append(
            customer, "learn", actor=COUNTER, purpose=use.purpose, receiver=None, facts=(), permission=permission.id,
            basis=permission.basis, rule=f"{rule} {decided.named()}", result="allowed", about=None,
        )
        return await self._in_pool(self._open_lessons, customer, tuple(sealed))

    async def wrap(self, envelope: Envelope, facts: Sequence[Fact]) -> Envelope:
        """Seals the named facts' values under a key of the envelope's own, which ends with it; gives it back with `sealed`.

        `names` of what comes back are those that have a value: a fact that is refused or unknown is not in the envelope.
        The same id again is sealed to the same key. Nothing is released, so there is no entry.
        """
        return await self._in_pool(self._wrap_now, envelope, tuple(facts))

    async def share(
        self, share: ShareId, envelope: Envelope, customer: CustomerId, permission: Permission | None, names: Sequence[str], rule: str,
        now: datetime, needs: Assurance = "nobody", circumstances: frozenset[Circumstance] = frozenset(), gain: bool = False,
        stopped: Standing | None = None, own: str | None = None, approved: str | None = None,
    ) -> Release:
        """Entry durable, then the values. The same share again: no second entry, permission checked anew.

        Raises Refused (and leaves one "refused" entry a share) when the permission is missing, over, for another case, service,
        receiver or purpose, given with less assurance than `needs`, does not name a fact; when the envelope is over or does not hold
        one; when a rule forbids it in these `circumstances` (`gain`: somebody other than the customer or the law gains from it); when
        the customer has `stopped` it, whatever they permitted; when a rule of their `own` forbids it (the rule's id); when the step does
        something and what lies in the envelope is not just what was `approved` (None: it only tells; "": nothing was); or when the share was authorised for something else. Raises Locked when the envelope's key is gone, before any entry.
        """
        use = Use(case=envelope.case, service=envelope.step, receiver=envelope.receiver, purpose=envelope.purpose, facts=frozenset(names), assurance=needs)
        asked = Asked(
            role="counter", action="share", purpose=use.purpose, standing=stopped or await self._standing(permission, use, envelope, rule, now, approved), receiver=use.receiver,
            explicit=permission is not None and permission.explicit, assurance="nobody" if permission is None else permission.assurance,
            circumstances=circumstances, gain=gain,
        )
        of = [(name, "") for name in sorted(use.facts)]
        decided = self._rules.decide(asked, of)
        if decided.allowed and own is not None:  # whoever says no is enough; the law's rules are named before the customer's own
            decided = Decided(allowed=False, rules=(own,), sha256=decided.sha256)
        if not decided.allowed or permission is None:
            raise await self._refused(share, customer, use, permission, rule, asked, decided)
        another = replace(asked, standing="another-share")
        await self._in_pool(self._keys.public, envelope.id)  # Locked before any entry
        try:
            first = await self._log.place(
                customer, "share", actor=COUNTER, purpose=use.purpose, receiver=use.receiver, facts=names, permission=permission.id,
                basis=permission.basis, rule=f"{rule} {decided.named()}", result="allowed", about=envelope.step, id=share,
            )
        except Clash:
            raise await self._refused(share, customer, use, permission, rule, another, self._rules.decide(another, of)) from None
        try:
            covered = first or await self._covers(share, customer, use)
        except KeyAway:
            covered = await self._note_again(share, customer, use, permission, f"{rule} {decided.named()}")
        if not covered:
            raise await self._refused(share, customer, use, permission, rule, another, self._rules.decide(another, of))
        values = await self._in_pool(self._open_envelope, envelope, use.facts)
        return Release(share=share, customer=customer, receiver=use.receiver, facts=Personal(values), first=first)

    async def _standing(self, permission: Permission | None, use: Use, envelope: Envelope, rule: str, now: datetime, approved: str | None) -> Standing:
        """How the permission and the envelope stand to a share, and whether just this was approved where it must be."""
        standing = _standing(permission, use, envelope, now)
        if standing != "live" or approved is None:
            return standing
        await self._in_pool(self._keys.public, envelope.id)  # Locked before any entry
        held = await self._in_pool(self._open_envelope, envelope, frozenset(envelope.names))  # looked at here, released nowhere
        return "live" if approved and approved == self._content(rule, envelope, held) else "not-approved"

    def _content(self, rule: str, envelope: Envelope, held: Mapping[str, Value]) -> str:
        return self._hash(content_text(rule, envelope.case, envelope.step, envelope.receiver, envelope.purpose, held)).hex()

    async def close(self, envelopes: Sequence[EnvelopeId]) -> None:
        """Destroys their keys: what is sealed under them cannot be opened again. Unknown ids are passed over."""
        if envelopes:
            await self._in_pool(self._keys.destroy, list(envelopes), "envelope")

    async def customers(self) -> frozenset[CustomerId]:
        """All whose key is there, ended or not."""
        return frozenset(CustomerId(id) for id in await self._in_pool(self._keys.ids, "customer"))

    async def ends(self) -> Mapping[CustomerId, datetime]:
        """When customers' keys end; those without an end are not in it."""
        return {CustomerId(id): until for id, until in (await self._in_pool(self._keys.ends, "customer")).items()}

    async def envelopes(self) -> frozenset[EnvelopeId]:
        """Ids of all envelopes whose key is there."""
        return frozenset(EnvelopeId(id) for id in await self._in_pool(self._keys.ids, "envelope"))

    async def destroy_ended(self) -> int:
        """The hourly task: destroys every key whose end has come; how many."""
        return await self._in_pool(self._keys.destroy_ended)

    async def shred(self, customer: CustomerId, envelopes: Collection[EnvelopeId], mark: Mark) -> bool:
        """As in `ports.KeyRounds`."""
        return await self._in_pool(self._keys.shred, customer, sorted(envelopes), mark)

    async def keep(self, record: Kept, customer: CustomerId, sealed: SealedFact) -> Kept:
        """As in `ports.Gate`. The same record again writes no second entry. Raises Locked when the customer's key is gone."""
        await self._check_here(record.id, customer, [sealed], "legal-hold", "", f"person:{record.owner}")
        await self._log.append(
            customer, "keep", actor=f"person:{record.owner}", purpose="legal-hold", receiver=None, facts=(record.name,), permission=None,
            basis=record.ground, rule=f"until {record.ends.date().isoformat()}", result="allowed", about=record.id, id=f"keep-{record.id}",
        )
        return await self._in_pool(self._keep_now, record, customer, sealed)

    async def release(self, record: str) -> None:
        """Destroys the key of a kept record. Again: nothing changes."""
        await self._in_pool(self._keys.destroy, [record], "kept")

    def shut(self) -> None:
        """Ends the gate's threads."""
        self._pool.shutdown()

    async def _check_here(
        self, id: str, customer: CustomerId, sealed: Sequence[SealedFact | SealedLesson], purpose: str, rule: str, actor: str
    ) -> None:
        """Before any entry of a use: its key is here. Raises Locked; KeyAway, and leaves a "refused" entry, when only the customer's device could open it."""
        try:
            await self._in_pool(self._seals.check_open, customer, *(one.sealed for one in sealed))
        except KeyAway:
            names = sorted({one.name for one in sealed if hasattr(one, "name")})
            await self._log.append(
                customer, "refused", actor=actor, purpose=purpose, receiver=None, facts=names, permission=None, basis="none:key-away", rule=rule,
                result="refused", about=id, id=f"refused-{customer}-{id}",
            )
            raise

    async def _note_serve(self, id: str, customer: CustomerId, purpose: str, names: Sequence[str], rule: str, turn: str) -> bool:
        """True when an entry of that id covers these names for this purpose, written now or before."""
        new = await self._log.place(
            customer, "serve", actor=COUNTER, purpose=purpose, receiver=None, facts=names, permission=None,
            basis=SERVE_BASIS, rule=rule, result="allowed", about=turn, id=id,
        )
        if new:
            return True
        _, entry = await self._log.entry(id)
        return entry.purpose == purpose and frozenset(names) <= frozenset(entry.facts)

    async def _note_look(self, kind: LookKind, customer: CustomerId, use: Use, permission: Permission, actor: str, rule: str, basis: str, id: str) -> bool:
        """True when an entry of that id covers this look by this person, written now or before."""
        new = await self._log.place(
            customer, kind, actor=actor, purpose=use.purpose, receiver=None, facts=sorted(use.facts), permission=permission.id,
            basis=basis, rule=rule, result="allowed", about=use.service, id=id,
        )
        if new:
            return True
        _, entry = await self._log.entry(id)
        return (entry.actor, entry.permission, entry.about) == (actor, permission.id, use.service) and use.facts <= frozenset(entry.facts)

    async def _covers(self, share: ShareId, customer: CustomerId, use: Use) -> bool:
        """Whether the share's entry is for this use: what is released again must be what was authorised."""
        whose, entry = await self._log.entry(share)
        return (whose, entry.kind, entry.purpose, entry.receiver, entry.about) == (customer, "share", use.purpose, use.receiver, use.service) and (
            use.facts <= frozenset(entry.facts)
        )

    async def _note_again(self, share: ShareId, customer: CustomerId, use: Use, permission: Permission, rule: str) -> bool:
        """The share's entry can be read on the customer's device only: what is released again leaves an entry of its own, which its id names."""
        named = jcs([share, use.case, use.service, use.purpose, use.receiver, sorted(use.facts)])
        await self._log.append(
            customer, "again", actor=COUNTER, purpose=use.purpose, receiver=use.receiver, facts=sorted(use.facts), permission=permission.id,
            basis=permission.basis, rule=rule, result="allowed", about=share, id=f"again-{sha256(named).hexdigest()[:32]}",
        )
        return True

    async def _refused(
        self, id: str, customer: CustomerId, use: Use, permission: Permission | None, rule: str, asked: Asked, decided: Decided, actor: str = COUNTER,
    ) -> Refused:
        """Leaves the entry, its basis "none:<why>" and its rule the one that said no; the error to raise. `id` is the share's or the look's."""
        why = decided.rules[0] if asked.standing == "live" else asked.standing
        await self._log.append(
            customer, "refused", actor=actor, purpose=use.purpose, receiver=use.receiver if actor == COUNTER else None, facts=sorted(use.facts),
            permission=None if permission is None else permission.id, basis=f"none:{why}", rule=f"{rule} {decided.named()}".lstrip(), result="refused",
            about=id, id=f"refused-{customer}-{id}",
        )
        return Refused(why=why, service=use.service, rule=decided.rules[0])

    def _open_facts(self, customer: CustomerId, sealed: Sequence[SealedFact]) -> Mapping[CaseId, Facts]:
        found: dict[CaseId, list[Fact]] = {}
        for fact in sealed:
            what = fact_what(customer, fact.case, fact.about, fact.name, fact.version)
            found.setdefault(fact.case, []).append(fact_from_plain(self._seals.open(customer, what, fact.sealed)))
        return {case: Facts(tuple(facts)) for case, facts in found.items()}

    def _open_lessons(self, customer: CustomerId, sealed: Sequence[SealedLesson]) -> Sequence[Lesson]:
        return [lesson_from_plain(one, self._seals.open(customer, lesson_what(customer, one.id), one.sealed)) for one in sealed]

    def _wrap_now(self, envelope: Envelope, facts: Sequence[Fact]) -> Envelope:
        values = {fact.name: reveal(fact.value) for fact in facts if fact.name in envelope.names and fact.standing == "known"}
        held = {name: value for name, value in values.items() if value is not None}
        names = tuple(name for name in envelope.names if name in held)
        if self._keys.public_or_none(envelope.id) is None:
            self._keys.make(envelope.id, "envelope", envelope.ends)
        else:
            self._keys.end_at(envelope.id, envelope.ends)
        sealed = self._seals.to_envelope(envelope.id, envelope_what(envelope), jcs(held))
        return Envelope(
            id=envelope.id, case=envelope.case, step=envelope.step, purpose=envelope.purpose, receiver=envelope.receiver,
            names=names, ends=envelope.ends, sealed=sealed,
        )

    def _keep_now(self, record: Kept, customer: CustomerId, sealed: SealedFact) -> Kept:
        plain = self._seals.open(customer, fact_what(customer, sealed.case, sealed.about, sealed.name, sealed.version), sealed.sealed)
        if self._keys.public_or_none(record.id) is None:
            self._keys.make(record.id, "kept")  # without an end of its own: the round destroys it when the record's has come
        return replace(record, sealed=seal(self._keys.public(record.id), kept_what(record), plain))

    def _open_kept(self, record: Kept) -> Fact:
        return fact_from_plain(self._seals.open(record.id, kept_what(record), record.sealed))

    def _open_envelope(self, envelope: Envelope, names: frozenset[str]) -> Mapping[str, Value]:
        held = json.loads(self._seals.open(envelope.id, envelope_what(envelope), envelope.sealed))
        return {name: held[name] for name in sorted(names)}

    async def _in_pool(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(copy_context().run, do, *given, **named))


def _named(sealed: Sequence[SealedFact]) -> list[tuple[str, str]]:
    return [(fact.name, fact.about) for fact in sealed]


def _standing(permission: Permission | None, use: Use, envelope: Envelope, now: datetime) -> Standing:
    """How the permission and the envelope stand to a share."""
    why = refusal(permission, use, now)
    if why is not None:
        return why
    if now >= envelope.ends:
        return "ended"
    return "live" if use.facts <= frozenset(envelope.names) else "not-in-envelope"


def _look_use(sealed: Sequence[SealedFact], permission: Permission | None, purpose: str) -> Use:
    """What a look needs: the conversation itself, and each fact that it opens. It is as wide as the handover that it belongs to."""
    return Use(
        case=CaseId("") if permission is None else permission.case, service="" if permission is None else permission.service, receiver=DESK,
        purpose=purpose, facts=frozenset({CONVERSATION, *(fact.name for fact in sealed)}),
    )


def kept_what(record: Kept) -> dict[str, str | int]:
    """To what a kept record's seal is bound."""
    return label("kept", customer="", id=record.id, purpose="legal-hold", name=record.name, number=record.number)


def envelope_what(envelope: Envelope) -> dict[str, str | int]:
    """To what an envelope's seal is bound: case, step, receiver and purpose, so that a row turned to another receiver does not open."""
    return label("envelope", customer="", id=envelope.id, purpose=envelope.purpose, case=envelope.case, step=envelope.step, receiver=envelope.receiver)
