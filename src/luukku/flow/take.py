"""What a reading changes: events become cases, facts are kept, corrections replace, confirmations settle. Pure but for the draft.

A conversation may hold several cases. Each fact goes to the case of the event for which it was read; what is about the
customer's own life counts in every case that asks for it, so that nobody says it twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from luukku.flow.change import Draft
from luukku.model.conversation import Case, Talk, Turn
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.ids import CaseId, new_id
from luukku.model.pack import EventPack
from luukku.model.reading import Consents, ReadEvent, ReadFact, Reading, Says
from luukku.understand.own import is_own_life

Known = Mapping[CaseId, Facts]
LASTING = frozenset({"turvakielto", "minor"})
"""Facts of the customer's own that are never forgotten with a case: said once, they hold in every case, open or to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaken:
    """What came of one reading for one case. `new` are the facts of this turn, `facts` all that the case now has."""

    id: CaseId
    event: str
    facts: Facts
    new: tuple[Fact, ...] = ()
    new_event: bool = False
    corrected: tuple[str, ...] = ()
    confirmed_now: bool = False
    event_confirmed: bool = False
    """The customer said yes to an event that was asked about."""

    @property
    def touched(self) -> bool:
        """Whether this turn changed what is understood of the case."""
        return self.new_event or bool(self.new) or bool(self.corrected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """`main` is the case that the turn is about; `others` are cases that it told of too."""

    main: CaseTaken | None
    others: tuple[CaseTaken, ...] = ()
    acts: tuple[str, ...]
    needs: tuple[str, ...]
    says: Says | None = None
    """Yes, no or partly to an open card; None when the answer was about something else."""
    consents: tuple[Consents, ...] = ()
    """What a yes to the card is for."""
    receivers: tuple[tuple[str, Says], ...] = ()
    """What was said of a kind of organisation alone."""
    declined_event: bool = False
    loose: Facts = Facts()
    """Without a case: what was said of the customer's own life before anything has been understood."""
    @property
    def protected_now(self) -> bool:
        """The customer has just told of a turvakielto: what tells where they live is closed from now on."""
        return self._told_now("turvakielto", (True,))

    @property
    def guarded_now(self) -> bool:
        """Something has just been said by which less may be told, or nothing be sent."""
        return self.protected_now or self._told_now("minor", (True,)) or self._told_now("acting.for", ("mandate", "estate"))

    def _told_now(self, name: str, values: tuple[object, ...]) -> bool:
        return any(fact.name == name and fact.value in [Personal(value) for value in values] for one in self.all for fact in one.new)

    @property
    def all(self) -> tuple[CaseTaken, ...]:
        return (*self.others, *((self.main,) if self.main is not None else ()))


def take(draft: Draft, reading: Reading, known: Known, turn: Turn) -> Taken:
    """Folds a reading into the draft's talk and facts. `known`: by case, and under `loose(talk)` what was said before any."""
    _language(draft, reading)
    asked = draft.talk.expects
    declined = _declined(draft, reading)
    if declined is not None:
        _forget(draft, declined, known, turn)
    opened = _cases(draft, reading, declined=declined is not None)
    if not opened:
        said = _keep_loose(draft, reading, turn)
        return Taken(main=None, acts=reading.acts, needs=reading.needs, declined_event=declined is not None, loose=said)
    main = opened[0][0]
    own = _own_life_of(draft, reading, known, turn)
    taken = [_take_case(draft, reading, known, turn, case, own, new=new, main=main) for case, new in opened]
    taken += _spread(draft, reading, known, turn, own, but=[case.id for case, _ in opened])
    draft.talk = replace(draft.talk, at_hand=main.id)
    # a yes beside a fact is about the fact ("naimisissa?" "kyllä"), never about the card
    says = reading.says if asked is not None and asked.name == "consent" and not reading.facts else None
    return Taken(
        main=taken[0],
        others=tuple(one for one in taken[1:] if one.touched or one.event_confirmed),
        acts=reading.acts,
        needs=reading.needs,
        says=says,
        consents=reading.consents if says == "yes" else (),
        receivers=reading.receivers if says == "partly" else (),
        declined_event=declined is not None,
    )


def loose(talk: Talk) -> CaseId:
    """Where facts lie that were said before any event was understood."""
    return CaseId(talk.conversation)


def own_life(facts: Facts) -> Facts:
    """What goes on from one case into the next: what is about the customer's own life, not about that case's child-1."""
    return Facts(tuple(fact for fact in facts if is_own_life(fact.name, fact.about)))


def _own_life_of(draft: Draft, reading: Reading, known: Known, turn: Turn) -> Facts:
    """All that is known of the customer's own life, from every case, with this turn's words laid over it."""
    facts = known.get(loose(draft.talk), Facts())  # with what lasts of closed cases
    for case in draft.talk.cases:
        facts = facts | own_life(known.get(case.id, Facts()))
    return facts | tuple(_fact(read, None, turn) for read in reading.facts if is_own_life(read.name, read.about))


def _take_case(draft: Draft, reading: Reading, known: Known, turn: Turn, case: Case, own: Facts, *, new: bool, main: Case) -> CaseTaken:
    pack = draft.counter.packs.events[case.event]
    before = known.get(case.id, Facts())
    mine = tuple(read for read in reading.facts if _belongs(read, pack) and read.event in ("", case.event) + ((main.event,) if case.id == main.id else ()))
    facts = tuple(_fact(read, pack, turn) for read in mine)
    corrected = tuple(fact.name for fact in facts if before.get(fact.name) is not None and "correct" in reading.acts)
    if new:
        # said before the event was known, or in another case: said is said, and not asked again
        before = Facts(tuple(fact for fact in own if (spec := pack.fact(fact.name)) is not None and spec.about == fact.about))
        draft.facts += [(case.id, fact) for fact in before]
    else:
        before = _with_lasting(draft, case, before, own)
    held = before | facts
    asked = draft.talk.expects
    confirmed_now = _confirms(case, reading, asked.name if asked else None, new, corrected)
    event_confirmed = confirmed_now and not case.sure
    _keep(draft, case, held, facts, confirmed=confirmed_now)
    return CaseTaken(
        id=case.id, event=case.event, facts=held, new=facts, new_event=new, corrected=corrected,
        confirmed_now=confirmed_now, event_confirmed=event_confirmed,
    )  # fmt: skip


def _spread(draft: Draft, reading: Reading, known: Known, turn: Turn, own: Facts, but: Sequence[CaseId]) -> list[CaseTaken]:
    """The other open cases: each learns what was said of the customer's own life; an answer lets their understanding stand."""
    told = {read.name for read in reading.facts if is_own_life(read.name, read.about)} | LASTING
    told_of = {case.event for case in draft.talk.cases if case.id in but}  # an event told again is another one's
    found = []
    for case in draft.talk.open_cases():
        if case.id in but:
            continue
        pack, before = draft.counter.packs.events[case.event], known.get(case.id, Facts())
        mine = tuple(_fact(read, pack, turn) for read in reading.facts if read.event == case.event and case.event not in told_of and _belongs(read, pack))
        facts = (*mine, *(
            fact for fact in own
            if fact.name in told and _is_news(fact, before) and (spec := pack.fact(fact.name)) is not None and spec.about == fact.about and fact.name not in {one.name for one in mine}
        ))  # fmt: skip
        corrected = tuple(fact.name for fact in facts if (old := before.get(fact.name)) is not None and old.value != fact.value)
        confirmed_now = case.sure and _confirms(case, reading, None, False, corrected)
        held = before | facts
        _keep(draft, case, held, facts, confirmed=confirmed_now)
        found.append(CaseTaken(id=case.id, event=case.event, facts=held, new=facts, corrected=corrected, confirmed_now=confirmed_now))
    return found


def _with_lasting(draft: Draft, case: Case, before: Facts, own: Facts) -> Facts:
    """What lasts and the case does not know yet: said before it, or in a case that is closed."""
    more = Facts(tuple(fact for fact in own if fact.name in LASTING and before.get(fact.name) is None))
    draft.facts += [(case.id, fact) for fact in more]
    return before | more


def _is_news(fact: Fact, before: Facts) -> bool:
    old = before.get(fact.name)
    return fact.name not in LASTING or old is None or old.value != fact.value


def _keep(draft: Draft, case: Case, held: Facts, new: Sequence[Fact], *, confirmed: bool) -> None:
    draft.put(replace(
        case,
        sure=case.sure or confirmed,
        confirmed=case.confirmed or confirmed,
        names=tuple(sorted(held.names())),
        refused=tuple(sorted(fact.name for fact in held if fact.standing == "refused")),
    ))  # fmt: skip
    draft.facts += [(case.id, fact) for fact in new]


def _keep_loose(draft: Draft, reading: Reading, turn: Turn) -> Facts:
    packs = draft.counter.packs.events.values()
    said = Facts(tuple(_fact(read, None, turn) for read in reading.facts if any(_belongs(read, pack) for pack in packs)))
    own = Facts(tuple(fact for fact in said if fact.name == "acting.for" or is_own_life(fact.name, fact.about)))
    draft.facts += [(loose(draft.talk), fact) for fact in own]
    return own


def _language(draft: Draft, reading: Reading) -> None:
    """Only on three words or more with a clear margin, or by the menu; never by an answer."""
    if reading.language_sure and not draft.talk.chosen_language and reading.language != draft.talk.language:
        draft.talk = replace(draft.talk, language=reading.language)
        draft.event("language", {"language": reading.language})


def _declined(draft: Draft, reading: Reading) -> tuple[CaseId, ...] | None:
    """The customer said no to an event that was read with stance `ask`: its cases go. None: there was no such no."""
    asked = draft.talk.expects
    if asked is None or not asked.name.startswith("confirm:") or reading.says != "no":
        return None
    event = asked.name.partition(":")[2]
    gone = tuple(case.id for case in draft.talk.cases if case.event == event and not case.sure)
    draft.talk = replace(draft.talk, cases=tuple(case for case in draft.talk.cases if case.id not in gone))
    return gone


def _forget(draft: Draft, gone: tuple[CaseId, ...], known: Known, turn: Turn) -> None:
    """What was taken for a case that never was: the customer's own life stays said, all else is emptied."""
    for case in gone:
        facts = known.get(case, Facts())
        if not draft.talk.cases:
            draft.facts += [(loose(draft.talk), fact) for fact in own_life(facts)]
        draft.facts += [
            (case, replace(fact, value=Personal(None), evidence=Personal(""), standing="unknown", at=turn.at)) for fact in facts
        ]


def _cases(draft: Draft, reading: Reading, *, declined: bool) -> list[tuple[Case, bool]]:
    """The cases that this turn tells of, and whether each is new; the one that it is about comes first.

    Events that are sure go before those to be asked about, and among them a death before all else. Without an event the
    case at hand goes on. Beside a death nobody is asked whether something glad has happened.
    """
    packs = draft.counter.packs.events
    events = [read for read in reading.events if read.event in packs]
    mourned = any(case.sure and packs[case.event].tone == "quiet" for case in draft.talk.open_cases())
    mourned = mourned or any(read.stance == "act" and packs[read.event].tone == "quiet" for read in events)
    events = [read for read in events if not (mourned and read.stance != "act" and packs[read.event].tone == "glad")]
    found = [_case_for(draft, read) for read in sorted(events, key=lambda read: (read.stance != "act", packs[read.event].tone != "quiet"))]
    if found or declined:
        return found
    open_ = draft.talk.open_cases()
    asked = draft.talk.expects.event if draft.talk.expects is not None else ""
    last = next((case for case in reversed(open_) if case.event == asked), open_[-1] if open_ else None)
    return [(last, False)] if last is not None else []


def _case_for(draft: Draft, read: ReadEvent) -> tuple[Case, bool]:
    there = next((case for case in reversed(draft.talk.cases) if case.event == read.event and case.closed is None), None)
    if there is None or (read.another and there.sure):
        case = Case(id=CaseId(new_id()), event=read.event, sure=read.stance == "act")
        draft.put(case)
        return case, True
    return (replace(there, sure=True), False) if read.stance == "act" and not there.sure else (there, False)


def _belongs(read: ReadFact, pack: EventPack) -> bool:
    return pack.fact(read.name) is not None


def _fact(read: ReadFact, pack: EventPack | None, turn: Turn) -> Fact:
    spec = pack.fact(read.name) if pack is not None else None
    return Fact(
        name=read.name,
        about=spec.about if spec is not None else read.about,
        value=read.value,
        standing=read.standing,
        at=turn.at,
        evidence=read.evidence,
        approx=read.approx,
        confirmed=read.confidence >= 0.9,
    )


def _confirms(case: Case, reading: Reading, asked: str | None, new_event: bool, corrected: tuple[str, ...]) -> bool:
    """The understood card is confirmed by the next answer that does not correct it, or by an outright yes."""
    if case.confirmed or new_event or corrected:
        return False
    if asked is not None and asked.startswith("confirm:"):
        return reading.says == "yes" and asked == f"confirm:{case.event}"
    return case.sure and bool({"answer", "refuse", "dont-know"} & set(reading.acts))
