"""Telling is not doing: whatever happens in whatever order, nothing that binds leaves without a yes to just that (I4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.act import advance, name_share
from luukku.model.ids import CaseId, PermissionId, ShareId, StepId
from luukku.model.journey import (
    Answered,
    Approved,
    Closed,
    CloseEnvelope,
    DayCame,
    Ended,
    Happening,
    Heard,
    Journey,
    Laid,
    LeftOut,
    NotReached,
    OfferedAgain,
    Rewrap,
    Ruled,
    Send,
    SignedIn,
    Step,
    Undo,
    Undone,
    UndoTold,
    Unreadable,
)
from luukku.model.pack import Effect

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
ENDS = NOW + timedelta(days=60)
ID, SHARE = StepId("joint-account"), ShareId("s-1")
NAMES = ("bank.joint", "event.date", "municipality")


def step(effect: Effect = "binds", **changes: object) -> Step:
    plain = Step(
        id=ID, service="joint-account", part="allow", state="offered", receiver="bank-sandbox", facts=NAMES[:1], may_ask=NAMES[1:], held=NAMES[:2],
        purpose="joint-account", effect=effect,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field of Step


def laid(of: Step, corrected: tuple[str, ...] = (), held: tuple[str, ...] = NAMES[:2]) -> Laid:
    return Laid(at=NOW, steps=(replace(of, state="offered", held=held),), corrected=corrected)


ALLOWED = Answered(at=NOW, step=ID, permission=PermissionId("p"), ends=ENDS, assurance="strong")
YES = Approved(at=NOW, step=ID, content="c1")


def journey_after(*happenings: Happening, of: Step | None = None) -> tuple[Journey, list[Send]]:
    """The journey after all of them, and what was sent in the last."""
    journey, sends = Journey(case=CaseId("c"), event="divorce"), list[Send]()
    for what in (laid(of or step()), *happenings):
        journey, commands = advance(journey, what)
        sends = [one for one in commands if isinstance(one, Send)]
        if sends:
            journey = name_share(journey, ID, SHARE)
    return journey, sends


def heard(state: str, needs: tuple[str, ...] = ()) -> Heard:
    return Heard(at=NOW, step=ID, share=SHARE, state=state, task="t", needs=needs)  # type: ignore[arg-type]  # of the strategy


HAPPENINGS: st.SearchStrategy[Happening] = st.one_of(
    st.builds(lambda gone, held: laid(step(), gone, held), st.sampled_from([(), ("bank.joint",), ("event.date",)]), st.sampled_from([NAMES[:1], NAMES[:2], NAMES])),
    st.sampled_from([
        ALLOWED, replace(ALLOWED, assurance="nobody"), replace(ALLOWED, permission=None, ends=None), SignedIn(at=NOW, assurance="strong"), YES, replace(YES, content=""),
        replace(YES, at=ENDS), NotReached(at=NOW, step=ID, share=SHARE), NotReached(at=NOW, step=ID, share=SHARE, sent=True), Unreadable(at=NOW, step=ID, share=SHARE),
        OfferedAgain(at=NOW, step=ID), Ended(at=NOW, step=ID), LeftOut(at=NOW, step=ID, names=("event.date",)), Closed(at=NOW), DayCame(at=NOW, step=ID, day=NOW.date()),
        Ruled(at=NOW, ask_first=frozenset({ID})), Ruled(at=NOW, never=frozenset({ID})), Ruled(at=NOW),
    ]),
    st.builds(heard, st.sampled_from(["told", "acknowledged", "asks", "refused", "done"]), st.sampled_from([(), ("bank.joint",), ("event.date",), ("municipality",), ("else",)])),
)  # fmt: skip


@given(st.lists(HAPPENINGS, max_size=14), st.sampled_from(["nobody", "strong"]))
def test_nothing_that_binds_is_sent_but_by_the_yes_itself(happenings: list[Happening], needs: str) -> None:
    """No answer, no sign-in, no correction and no word of an organisation ever sends it: only the yes does, and it names the content."""
    journey, _ = advance(Journey(case=CaseId("c"), event="divorce"), laid(step(needs_assurance=needs)))
    for what in happenings:
        before = journey.steps[ID] if ID in journey.steps else None
        journey, commands = advance(journey, what)
        sends = [one for one in commands if isinstance(one, Send)]
        if sends:
            assert isinstance(what, Approved) and what.content and before is not None and before.state == "needs-approval"
            assert journey.steps[ID].approved == what.content and len(sends) == 1
            assert commands.index(Rewrap(step=ID)) < commands.index(sends[0]), "the envelope is made of what was approved, before anything goes"
            journey = name_share(journey, ID, SHARE)
        there = journey.steps.get(ID)
        assert there is None or there.state not in ("sending", "told", "acknowledged", "done") or there.approved or there.part == "own"


@given(st.lists(HAPPENINGS, max_size=14))
def test_what_the_customers_rule_asks_about_is_answered_by_nobody_else(happenings: list[Happening]) -> None:
    """An answer to what is asked back (a `Send` with the receiver's own id) goes only by a yes, while the rule stands."""
    journey, _ = advance(Journey(case=CaseId("c"), event="child"), laid(step("asks", ask_first=True)))
    for what in happenings:
        if isinstance(what, Laid):
            what = replace(what, steps=tuple(replace(one, effect="asks", ask_first=True) for one in what.steps))
        if isinstance(what, Ruled):
            what = replace(what, ask_first=frozenset({ID}))
        journey, commands = advance(journey, what)
        for send in (one for one in commands if isinstance(one, Send)):
            assert send.task is None or isinstance(what, Approved | SignedIn) or what == ALLOWED
            journey = name_share(journey, ID, SHARE)


def test_a_permission_alone_waits_for_the_yes() -> None:
    journey, sends = journey_after(ALLOWED)
    assert journey.steps[ID].state == "needs-approval" and sends == []
    journey, sends = journey_after(ALLOWED, YES)
    assert journey.steps[ID].state == "sending" and [one.names for one in sends] == [("bank.joint",)]


def test_what_only_asks_needs_none_and_what_does_needs_one_only() -> None:
    assert journey_after(ALLOWED, of=step("asks"))[0].steps[ID].state == "sending"
    does = step("does")
    assert journey_after(ALLOWED, of=does)[0].steps[ID].state == "needs-approval"
    journey, sends = journey_after(ALLOWED, YES, heard("asks", ("event.date",)), of=does)
    assert journey.steps[ID].state == "sending" and [one.names for one in sends] == [("event.date",)]


@pytest.mark.parametrize(
    "changed", [laid(step(), ("bank.joint",)), laid(step(), (), NAMES), LeftOut(at=NOW, step=ID, names=("event.date",))], ids=["corrected", "grown", "left-out"]
)
def test_a_changed_content_takes_the_yes_back(changed: Happening) -> None:
    journey, sends = journey_after(ALLOWED, YES, changed)
    there = journey.steps[ID]
    assert (there.state, there.approved, there.share, sends) == ("needs-approval", "", None, [])
    assert journey_after(ALLOWED, YES, changed, YES)[0].steps[ID].state == "sending"


def test_what_an_organisation_asks_back_is_approved_too() -> None:
    journey, sends = journey_after(ALLOWED, YES, heard("asks", ("event.date",)))
    assert journey.steps[ID].state == "needs-approval" and sends == []
    journey, sends = journey_after(ALLOWED, YES, heard("asks", ("event.date",)), YES)
    assert [(one.names, one.task) for one in sends] == [(("event.date",), "t")]


def test_a_new_permission_needs_a_new_yes() -> None:
    journey, sends = journey_after(ALLOWED, YES, Ended(at=NOW, step=ID), OfferedAgain(at=NOW, step=ID), ALLOWED)
    assert journey.steps[ID].state == "needs-approval" and sends == []


def test_a_rule_that_nothing_goes_there_ends_what_waits() -> None:
    journey, _ = journey_after(ALLOWED)
    journey, commands = advance(journey, Ruled(at=NOW, never=frozenset({ID})))
    assert journey.steps[ID].state == "ended" and commands == (CloseEnvelope(step=ID),)


def test_it_is_undone_only_when_something_was_done_and_within_its_window() -> None:
    until = NOW + timedelta(days=14)
    yes = replace(YES, undo_until=until)
    journey, _ = journey_after(ALLOWED, yes, heard("acknowledged"))
    undone, commands = advance(journey, Undone(at=NOW, step=ID))
    assert undone.steps[ID].state == "ended" and commands == (CloseEnvelope(step=ID), Undo(step=ID, receiver="bank-sandbox", share=SHARE))
    assert advance(journey, Undone(at=until, step=ID)) == (journey, ()), "the window is over"
    for before in (journey_after(ALLOWED)[0], journey_after(ALLOWED, YES)[0], journey_after(ALLOWED, of=step("asks"))[0]):
        assert advance(before, Undone(at=NOW, step=ID)) == (before, ()), "nothing was done, or nothing undoes it"
    told, _ = advance(undone, UndoTold(at=NOW, step=ID))
    assert told.steps[ID].reason == "undone" and advance(journey, UndoTold(at=NOW, step=ID)) == (journey, ())
