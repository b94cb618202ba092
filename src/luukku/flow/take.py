"""What a reading changes: events become cases, facts are kept, corrections replace, confirmations settle. Pure but for the draft."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luukku.flow.change import Draft
from luukku.model.conversation import Case, Talk, Turn
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.ids import CaseId, new_id
from luukku.model.pack import EventPack
from luukku.model.reading import Consents, ReadEvent, ReadFact, Reading, Says


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of one reading. `new` are the facts of this turn, `facts` all that the case now has."""

    case_id: CaseId | None
    event: str | None
    facts: Facts
    new: tuple[Fact, ...]
    acts: tuple[str, ...]
    needs: tuple[str, ...]
    says: Says | None
    """Yes, no or partly to an open card; None when the answer was about something else."""
    new_event: bool
    unsure_event: str | None
    """An event that must be asked about before anything is built on it."""
    declined_event: bool
    corrected: tuple[str, ...]
    confirmed_now: bool
    event_confirmed: bool
    """The customer said yes to an event that was asked about."""
    consents: tuple[Consents, ...] = ()
    """What a yes to the card is for."""


def take(draft: Draft, reading: Reading, known: Facts, turn: Turn) -> Taken:
    """Folds a reading into the draft's talk and facts."""
    _language(draft, reading)
    asked = draft.talk.expects
    declined = _declined(draft, reading)
    if declined is not None:
        _forget(draft, declined, known, turn)
    case, new_event = (None, False) if declined is not None and not reading.events else _case(draft, reading)
    if case is None:
        said = Facts(tuple(_fact(read, None, turn) for read in reading.facts if _wanted(draft, read)))
        draft.facts += [(loose(draft.talk), fact) for fact in own_life(said)]
        return _nothing(reading, declined is not None)
    pack = draft.counter.packs.events[case.event]
    corrected = tuple(fact.name for fact in reading.facts if known.get(fact.name) is not None and "correct" in reading.acts)
    new = tuple(_fact(read, pack, turn) for read in reading.facts if _belongs(read, pack))
    confirmed_now = _confirms(case, reading, asked.name if asked else None, new_event, corrected)
    if new_event:
        # said before the event was known, or in another case: said is said, and not asked again
        known = own_life(Facts(tuple(fact for fact in known if pack.fact(fact.name) is not None)))
        draft.facts += [(case.id, fact) for fact in known]
    facts = known | new
    event_confirmed = confirmed_now and not case.sure
    # a yes beside a fact is about the fact ("naimisissa?" "kyllä"), never about the card
    says = reading.says if asked is not None and asked.name == "consent" and not reading.facts else None
    case = replace(
        case,
        sure=case.sure or confirmed_now,
        confirmed=case.confirmed or confirmed_now,
        names=tuple(sorted(facts.names())),
        refused=tuple(sorted(fact.name for fact in facts if fact.standing == "refused")),
    )
    draft.put(case)
    draft.facts += [(case.id, fact) for fact in new]
    return Taken(
        case_id=case.id,
        event=case.event,
        facts=facts,
        new=new,
        acts=reading.acts,
        needs=reading.needs,
        says=says,
        consents=reading.consents if says == "yes" else (),
        new_event=new_event,
        unsure_event=None if case.sure else case.event,
        declined_event=declined is not None,
        corrected=corrected,
        confirmed_now=confirmed_now,
        event_confirmed=event_confirmed,
    )


def loose(talk: Talk) -> CaseId:
    """Where facts lie that were said before any event was understood."""
    return CaseId(talk.conversation)


def own_life(facts: Facts) -> Facts:
    """What goes on from one case into the next: what is about the customer's own life, not about that case's child-1."""
    return Facts(tuple(fact for fact in facts if not fact.about[-1:].isdigit()))


def _wanted(draft: Draft, read: ReadFact) -> bool:
    return any(_belongs(read, pack) for pack in draft.counter.packs.events.values())


def _nothing(reading: Reading, declined: bool) -> Taken:
    return Taken(
        case_id=None,
        event=None,
        facts=Facts(),
        new=(),
        acts=reading.acts,
        needs=reading.needs,
        says=None,
        new_event=False,
        unsure_event=None,
        declined_event=declined,
        corrected=(),
        confirmed_now=False,
        event_confirmed=False,
    )


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


def _forget(draft: Draft, gone: tuple[CaseId, ...], known: Facts, turn: Turn) -> None:
    """What was taken for a case that never was: the customer's own life stays said, all else is emptied."""
    if not gone:
        return
    if not draft.talk.cases:
        draft.facts += [(loose(draft.talk), fact) for fact in own_life(known)]
    draft.facts += [
        (gone[-1], replace(fact, value=Personal(None), evidence=Personal(""), standing="unknown", at=turn.at)) for fact in known
    ]


def _case(draft: Draft, reading: Reading) -> tuple[Case | None, bool]:
    """The case that this turn is about, and whether it is new. A new event opens one; else the last one goes on."""
    for read in reading.events:
        if read.event not in draft.counter.packs.events:
            continue
        there = next((case for case in reversed(draft.talk.cases) if case.event == read.event and case.closed is None), None)
        if there is None or (read.another and there.sure):
            return _open(draft, read), True
        return (replace(there, sure=True), False) if read.stance == "act" and not there.sure else (there, False)
    last = draft.talk.cases[-1] if draft.talk.cases else None
    return (last, False) if last is not None and last.closed is None else (None, False)


def _open(draft: Draft, read: ReadEvent) -> Case:
    case = Case(id=CaseId(new_id()), event=read.event, sure=read.stance == "act")
    draft.put(case)
    return case


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
        return reading.says == "yes"
    return case.sure and bool({"answer", "refuse", "dont-know"} & set(reading.acts))
