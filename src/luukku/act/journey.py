"""The journey: `(journey, what happened) → (journey, what is to be done)`.

    offered ─allow→ sending ─told/acknowledged→ acknowledged ─done→ done
       │        └→ needs-approval ─approved→ sending   (what does or binds, and what a rule of the customer's own asks about)
       │               │  ↑ (asks: answered from the envelope)
       │               │  └ unreached (tried again while the permission lasts)
       ├─deny→ denied  └ refused · unreadable · needs-sign-in → sending · ended
       └──── again ←── denied, refused, ended, unreadable
    own ─done→ done                by-law stays
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from luukku.model.ids import ASSURANCES, Assurance, ShareId, StepId
from luukku.model.journey import (
    NOT_UNDONE,
    PERHAPS,
    UNDOING,
    UNDONE,
    Answered,
    Approved,
    AskPermission,
    Closed,
    CloseEnvelope,
    Command,
    DayCame,
    Ended,
    Happening,
    Heard,
    Journey,
    Laid,
    LeftOut,
    NotReached,
    OfferedAgain,
    OwnDone,
    Poll,
    Remind,
    Rewrap,
    Ruled,
    Send,
    SignedIn,
    Step,
    Undo,
    Undone,
    UndoTold,
    Unreadable,
    WaitFor,
)

UNTOUCHED = ("offered", "denied", "own", "by-law")
OVER = ("done", "refused", "ended")
AWAY = ("sending", "told", "acknowledged", "asks", "unreached", "unreadable")
"""States in which something of the customer's is with, or on its way to, an organisation."""

WAITING = ("needs-sign-in", "needs-approval")
"""Allowed, but something more is needed of the customer before anything goes."""
NOT_LEFT = ("sending", "unreached", *WAITING)
"""Allowed, and still here: it can be kept from going."""
MANDATED = ("does", "binds")
"""Effects that need, apart from the permission to tell, a mandate to do."""

Outcome = tuple[Step, tuple[Command, ...]]


def advance(journey: Journey, what: Happening) -> tuple[Journey, tuple[Command, ...]]:
    """One happening, applied. What does not fit (an unknown step, a late answer) changes nothing."""
    if isinstance(what, Laid):
        return _lay(journey, what)
    if isinstance(what, Closed):
        return _close(journey, what)
    if isinstance(what, SignedIn):
        return _sign_in(journey, what)
    if isinstance(what, Ruled):
        return _rule(journey, what)
    step = journey.steps.get(what.step)
    if step is None:
        return journey, ()
    after, commands = _RULES[type(what)](step, what)
    return _put(journey, after), commands


def name_share(journey: Journey, step: StepId, share: ShareId) -> Journey:
    """Writes the share id that the flow drew for a `Send` into its step: answers to other shares are late ones."""
    named = journey.steps[step]
    return _put(journey, replace(named, share=share, shares=(*named.shares, share)))


def _put(journey: Journey, step: Step) -> Journey:
    if journey.steps.get(step.id) == step:
        return journey
    return replace(journey, steps={**journey.steps, step.id: step}, version=journey.version + 1)


def _lay(journey: Journey, laid: Laid) -> tuple[Journey, tuple[Command, ...]]:
    """A new plan over what runs: begun steps go on, untouched ones follow the plan, new ones come, others go."""
    steps: dict[StepId, Step] = {}
    commands: list[Command] = []
    for new in laid.steps:
        old = journey.steps.get(new.id)
        step, more = _relay(old, new, laid)
        steps[new.id] = step
        commands += more
        if old is None or old.remind != step.remind:
            commands += [WaitFor(step=step.id, day=day) for day in step.remind if day > laid.at.date()]
    for id, old in journey.steps.items():
        if id not in steps and old.state not in UNTOUCHED:
            steps[id] = old
    if steps == dict(journey.steps):
        return journey, tuple(commands)
    return replace(journey, steps=steps, version=journey.version + 1), tuple(commands)


def _relay(old: Step | None, new: Step, laid: Laid) -> tuple[Step, list[Command]]:
    if old is None:
        return replace(new, since=laid.at), []
    if old.receiver is not None and new.receiver is not None and old.receiver != new.receiver and old.state != "denied":
        return _move(old, new, laid)
    if old.state in ("own", "by-law", "offered"):
        same = old.state == new.state
        return replace(new, reminded=old.reminded, since=old.since if same else laid.at), []
    if old.state == "denied" and new.part != "law":
        return replace(new, state="denied", since=old.since), []  # said no: a new plan does not bring it back by itself
    if old.state in (*AWAY, *WAITING):
        return _refresh(old, new, laid)
    return (_mark_outdated(old, laid.corrected), []) if old.state == "done" else (old, [])


def _move(old: Step, new: Step, laid: Laid) -> tuple[Step, list[Command]]:
    """Another organisation takes it now (the person lives elsewhere): the old one is let go, the new one is asked for."""
    moved = replace(new, since=laid.at, reminded=old.reminded)
    return moved, [CloseEnvelope(step=old.id)] if old.state in (*AWAY, *WAITING) else []


def _refresh(old: Step, new: Step, laid: Laid) -> tuple[Step, list[Command]]:
    """A running step learns what has been said since: its envelope holds it, and what was asked back is answered."""
    facts = new.facts if old.state == "needs-sign-in" or (old.state == "needs-approval" and not old.shares) else old.facts
    step = replace(old, held=_but(new.held, old.without), facts=_but(facts, old.without), ask_first=new.ask_first)
    changed = tuple(name for name in laid.corrected if name in step.held)
    grown = set(step.held) != set(old.held)
    if step.state in WAITING:
        return step, []
    if step.state in ("sending", "unreached") and (changed and _asks_each(step) or grown and step.effect == "binds"):
        return _hold(step, laid.at), _undo_sent(step)
    if step.state == "asks" and step.asks and set(step.asks) <= set(step.held) and _asks_each(step):
        return replace(step, state="needs-approval", approved="", since=laid.at), []
    if step.state == "asks" and step.asks and set(step.asks) <= set(step.held):
        return replace(step, state="sending", since=laid.at), [Rewrap(step=step.id), *_send(step, step.asks)]
    if changed and step.state in ("sending", "unreached"):
        return replace(step, state="sending", since=laid.at), [Rewrap(step=step.id), *_send(step, step.asks if step.task else step.facts)]
    step = _mark_outdated(step, changed)
    return step, [Rewrap(step=step.id)] if changed or grown else []


def _mark_outdated(step: Step, corrected: tuple[str, ...]) -> Step:
    """The receiver was told an earlier value of these."""
    told = {*step.facts, *(step.asks if step.state != "asks" else ())}
    late = {*step.outdated, *(name for name in corrected if name in told)}
    return replace(step, outdated=tuple(sorted(late))) if late != set(step.outdated) else step


def _send(step: Step, names: tuple[str, ...]) -> list[Command]:
    if step.receiver is None or step.permission is None or step.ends is None:
        return []
    return [Send(step=step.id, receiver=step.receiver, names=names, permission=step.permission, ends=step.ends, task=step.task)]


def _asks_each(step: Step) -> bool:
    """Whether each sending is approved by itself: what binds, and what the customer's own rule asks about."""
    return step.ask_first or step.effect == "binds"


def _hold(step: Step, at: datetime) -> Step:
    """What was approved is no longer what would go: it waits, and the sending under way is nobody's any more."""
    return replace(step, state="needs-approval", approved="", share=None, since=at)


def _undo_sent(step: Step) -> list[Command]:
    """What was on its way may have arrived and been done: where it can be undone it is, so that nothing is done twice."""
    if step.undo_until is None or not step.approved or step.share is None or step.receiver is None:
        return []
    return [Undo(step=step.id, receiver=step.receiver, share=step.share)]


def _go(step: Step, names: tuple[str, ...], at: datetime) -> tuple[Step, list[Command]]:
    """It goes out, unless it does something, and what it does is not approved: telling is not doing."""
    if step.effect in MANDATED and not step.approved:
        return replace(step, state="needs-approval", since=at), []
    go = replace(step, state="sending", since=at)
    return go, _send(go, names)


def _enough(step: Step, assurance: Assurance) -> bool:
    return ASSURANCES.index(assurance) >= ASSURANCES.index(step.needs_assurance)


def _answered(step: Step, what: Answered) -> Outcome:
    if step.state not in ("offered", "needs-sign-in") or step.receiver is None:
        return step, ()
    if what.permission is None:
        if step.state == "needs-sign-in":
            return step, ()
        return replace(step, state="denied", since=what.at), ()
    step = replace(step, permission=what.permission, ends=what.ends, since=what.at)
    waits: tuple[Command, ...] = (WaitFor(step=step.id, day=what.ends.date()),) if what.ends else ()
    # a new permission begins a new matter with the receiver
    step = replace(step, task=None, share=None, asks=(), outdated=(), reason=None, without=(), approved="")
    if not _enough(step, what.assurance):
        return replace(step, state="needs-sign-in"), waits
    step, sends = _go(step, step.facts, what.at)
    return step, (*sends, *waits)


def _sign_in(journey: Journey, what: SignedIn) -> tuple[Journey, tuple[Command, ...]]:
    commands: list[Command] = []
    for step in tuple(journey.steps.values()):
        if step.state == "needs-sign-in" and _enough(step, what.assurance):
            again, sends = _go(replace(step, task=None, share=None, reason=None, approved=""), step.facts, what.at)
            journey = _put(journey, again)
            commands += sends
    return journey, tuple(commands)


def _rule(journey: Journey, what: Ruled) -> tuple[Journey, tuple[Command, ...]]:
    """What has not left yet does not go where nothing may; what is there stays, and the door is shut for more."""
    commands: list[Command] = []
    for step in tuple(journey.steps.values()):
        step = replace(step, ask_first=step.id in what.ask_first)
        if step.id in what.never and step.state in NOT_LEFT:
            step = replace(step, state="ended", since=what.at)
            commands.append(CloseEnvelope(step=step.id))
        journey = _put(journey, step)
    return journey, tuple(commands)


def _approved(step: Step, what: Approved) -> Outcome:
    """Just this content, once: the envelope is made of it anew, so that nothing else can go."""
    if step.state != "needs-approval" or not what.content or step.permission is None or step.ends is None:
        return step, ()
    if what.at >= step.ends:
        return _ended(step, Ended(at=what.at, step=step.id))
    go = replace(step, state="sending", approved=what.content, since=what.at, undo_until=what.undo_until)
    return go, (Rewrap(step=step.id), *_send(go, go.asks or go.facts))


def _close(journey: Journey, what: Closed) -> tuple[Journey, tuple[Command, ...]]:
    commands: list[Command] = []
    for step in tuple(journey.steps.values()):
        if step.state not in (*OVER, "by-law"):
            journey = _put(journey, replace(step, state="ended", since=what.at))
            commands.append(CloseEnvelope(step=step.id))
    return journey, tuple(commands)


def may_undo(step: Step, now: datetime) -> bool:
    """Whether something was done in the customer's name that can still be undone."""
    return bool(step.approved and step.share and step.receiver and step.undo_until and now < step.undo_until) and step.state in (*AWAY, "done")


def _undone(step: Step, what: Undone) -> Outcome:
    if not may_undo(step, what.at) or step.receiver is None or step.share is None:
        return step, ()
    return replace(step, state="ended", reason=UNDOING, since=what.at), (CloseEnvelope(step=step.id), Undo(step=step.id, receiver=step.receiver, share=step.share))


def _undo_told(step: Step, what: UndoTold) -> Outcome:
    if step.state != "ended" or step.reason != UNDOING:
        return step, ()
    return replace(step, reason=UNDONE if what.reached else NOT_UNDONE, since=what.at), ()


def _heard(step: Step, what: Heard) -> Outcome:
    receiver, ends = step.receiver, step.ends
    if step.state not in AWAY or what.share != step.share or receiver is None or ends is None:
        return step, ()
    step = replace(step, task=what.task or step.task, since=what.at, reason=None)
    if what.state == "done":
        return replace(step, state="done", asks=()), (CloseEnvelope(step=step.id),)
    if what.state == "refused":
        if what.reason == "assurance-too-low":
            return replace(step, state="needs-sign-in", needs_assurance="strong", reason=what.reason), ()
        return replace(step, state="refused", reason=what.reason), (CloseEnvelope(step=step.id),)
    poll = Poll(step=step.id, receiver=receiver, share=what.share, task=step.task or what.share, ends=ends)
    if what.state == "asks":
        return _asked_back(step, what, poll)
    return replace(step, state=what.state), (poll,)


def _asked_back(step: Step, what: Heard, poll: Poll) -> Outcome:
    """Inside the permission: from the envelope, at once. Known to be allowed but not said yet: the customer is asked.

    What the service never declared is no question that anybody here may answer.
    """
    if not what.needs or not set(what.needs) <= {*step.facts, *step.may_ask}:
        return replace(step, state="unreadable"), ()
    asks = replace(step, state="asks", asks=what.needs)
    if set(what.needs) <= set(step.held) and _asks_each(step):
        return replace(asks, state="needs-approval", approved=""), ()
    if set(what.needs) <= set(step.held):
        return replace(asks, state="sending"), tuple(_send(asks, what.needs))
    return asks, (AskPermission(step=step.id, names=tuple(name for name in what.needs if name not in step.held)), poll)


def _not_reached(step: Step, what: NotReached) -> Outcome:
    if step.state not in ("sending", "unreached") or what.share != step.share:
        return step, ()
    reason = PERHAPS if what.sent else what.reason
    if step.state == "unreached" and step.reason in (PERHAPS, reason):
        return step, ()
    return replace(step, state="unreached", since=what.at, reason=reason), ()


def _unreadable(step: Step, what: Unreadable) -> Outcome:
    if step.state not in AWAY or what.share != step.share:
        return step, ()
    return replace(step, state="unreadable", since=what.at), ()


def _offered_again(step: Step, what: OfferedAgain) -> Outcome:
    if step.state not in ("denied", "refused", "ended", "done", "unreadable") or step.part not in ("allow", "request"):
        return step, ()
    again = replace(step, state="offered", since=what.at, permission=None, ends=None, reason=None, outdated=(), approved="")
    return again, (CloseEnvelope(step=step.id),) if step.state == "unreadable" else ()


def _ended(step: Step, what: Ended) -> Outcome:
    if step.state not in (*AWAY, *WAITING):
        return step, ()
    return replace(step, state="ended", since=what.at), (CloseEnvelope(step=step.id),)


def _left_out(step: Step, what: LeftOut) -> Outcome:
    """What was told is told; what is still on its way goes anew without these, and what is asked back no longer finds them."""
    if step.state not in (*AWAY, *WAITING) or not set(what.names) & {*step.facts, *step.may_ask}:
        return step, ()
    gone = tuple(sorted({*step.without, *what.names}))
    less = replace(
        step, without=gone, facts=_but(step.facts, gone), may_ask=_but(step.may_ask, gone), held=_but(step.held, gone), asks=_but(step.asks, gone), since=what.at,
    )  # fmt: skip
    rewrap: tuple[Command, ...] = (Rewrap(step=step.id),) if less.held != step.held else ()
    if step.asks and not less.asks and step.receiver is not None and step.share is not None and step.ends is not None:
        poll = Poll(step=step.id, receiver=step.receiver, share=step.share, task=step.task or step.share, ends=step.ends)
        return replace(less, state="acknowledged"), (*rewrap, poll)  # nothing is left to answer: they say what they make of it
    if step.state in ("sending", "unreached") and _asks_each(step):
        return _hold(less, what.at), (*rewrap, *_undo_sent(step))
    if step.state in ("sending", "unreached"):
        return replace(less, state="sending"), (*rewrap, *_send(less, less.asks if step.task else less.facts))
    return less, rewrap


def _but(names: tuple[str, ...], without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in without)


def _own_done(step: Step, what: OwnDone) -> Outcome:
    if step.state != "own":
        return step, ()
    return replace(step, state="done", since=what.at), ()


def _day_came(step: Step, what: DayCame) -> Outcome:
    if step.state == "own" and what.day in step.remind and what.day not in step.reminded:
        return replace(step, reminded=(*step.reminded, what.day)), (Remind(step=step.id, day=what.day),)
    if step.ends is not None and what.at >= step.ends:
        return _ended(step, Ended(at=what.at, step=step.id))
    if step.ends is not None and what.day == step.ends.date() and step.state in (*AWAY, *WAITING):
        return step, (WaitFor(step=step.id, day=what.day.fromordinal(what.day.toordinal() + 1)),)
    return step, ()


_RULES: dict[type, Callable[[Step, Any], Outcome]] = {
    Answered: _answered,
    Approved: _approved,
    Undone: _undone,
    UndoTold: _undo_told,
    Heard: _heard,
    NotReached: _not_reached,
    Unreadable: _unreadable,
    OfferedAgain: _offered_again,
    Ended: _ended,
    LeftOut: _left_out,
    OwnDone: _own_done,
    DayCame: _day_came,
}
