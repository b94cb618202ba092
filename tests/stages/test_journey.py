"""The journey's reducer: whatever happens in whatever order, its promises hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from luukku.act import advance, name_share, wait
from luukku.act.journey import OVER
from luukku.model.ids import CaseId, PermissionId, ShareId, StepId
from luukku.model.journey import (
    PERHAPS,
    Answered,
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
    NotReached,
    OfferedAgain,
    OwnDone,
    Poll,
    Remind,
    Rewrap,
    Send,
    SignedIn,
    Step,
    Unreadable,
    WaitFor,
)

NOW = datetime(2026, 11, 21, 2, 14, tzinfo=UTC)
ENDS = NOW + timedelta(days=120)
BENEFIT, MAILBOX, NAME = StepId("parental-allowance"), StepId("early-education"), StepId("name-notice")


def benefit(**changes: object) -> Step:
    step = Step(
        id=BENEFIT,
        service="parental-allowance",
        part="request",
        state="offered",
        receiver="kela-sandbox",
        facts=("event.date", "municipality"),
        may_ask=("mother.work",),
        held=("event.date", "municipality", "mother.work"),
        purpose="parental-allowance",
        needs_assurance="strong",
    )
    return replace(step, **changes)  # type: ignore[arg-type]  # any field of Step


def mailbox() -> Step:
    return replace(benefit(), id=MAILBOX, service="early-education", part="allow", receiver="tampere-mailbox", needs_assurance="nobody", may_ask=())


def own() -> Step:
    return Step(id=NAME, service="name-notice", part="own", state="own", deadline=date(2027, 2, 20), remind=(date(2027, 1, 20), date(2027, 2, 13)))


def laid(*steps: Step) -> Journey:
    journey, _ = advance(Journey(case=CaseId("c"), event="child"), Laid(at=NOW, steps=steps))
    return journey


def allow(journey: Journey, step: StepId, assurance: str = "nobody") -> tuple[Journey, tuple[Command, ...]]:
    what = Answered(at=NOW, step=step, permission=PermissionId("p"), ends=ENDS, assurance=assurance)  # type: ignore[arg-type]  # literal
    return advance(journey, what)


def heard(journey: Journey, state: str, share: str = "s", **more: object) -> tuple[Journey, tuple[Command, ...]]:
    what = Heard(at=NOW, step=BENEFIT, share=ShareId(share), state=state, **more)  # type: ignore[arg-type]  # literal
    return advance(journey, what)


def sending() -> Journey:
    journey, _ = allow(laid(benefit()), BENEFIT, "strong")
    return name_share(journey, BENEFIT, ShareId("s"))


def test_a_plan_waits_for_its_reminders_and_sends_nothing() -> None:
    _, commands = advance(Journey(case=CaseId("c"), event="child"), Laid(at=NOW, steps=(own(), benefit())))
    assert commands == (WaitFor(step=NAME, day=date(2027, 1, 20)), WaitFor(step=NAME, day=date(2027, 2, 13)))


def test_an_allowed_step_is_sent_with_exactly_its_facts() -> None:
    journey, commands = allow(laid(mailbox()), MAILBOX)
    sends = [command for command in commands if isinstance(command, Send)]
    assert [send.names for send in sends] == [("event.date", "municipality")]
    assert journey.steps[MAILBOX].state == "sending"


def test_below_strong_nothing_is_sent_before_signing_in() -> None:
    journey, commands = allow(laid(benefit()), BENEFIT)
    assert journey.steps[BENEFIT].state == "needs-sign-in"
    assert not [command for command in commands if isinstance(command, Send)]
    journey, commands = advance(journey, SignedIn(at=NOW, assurance="strong"))
    assert [type(command) for command in commands] == [Send]
    assert journey.steps[BENEFIT].state == "sending"


def test_a_refusal_for_assurance_asks_for_sign_in_and_then_makes_a_new_share() -> None:
    journey, commands = heard(sending(), "refused", reason="assurance-too-low")
    assert journey.steps[BENEFIT].state == "needs-sign-in" and commands == ()
    journey, commands = advance(journey, SignedIn(at=NOW, assurance="strong"))
    assert isinstance(commands[0], Send) and commands[0].task is None and journey.steps[BENEFIT].share is None


def test_an_ask_back_inside_the_envelope_is_answered_at_once() -> None:
    journey, commands = heard(sending(), "asks", task="t", needs=("mother.work",))
    assert commands == (Send(step=BENEFIT, receiver="kela-sandbox", names=("mother.work",), permission=PermissionId("p"), ends=ENDS, task="t"),)
    assert journey.steps[BENEFIT].state == "sending"


def test_an_ask_back_outside_the_envelope_waits_for_the_customer_and_goes_on_when_it_is_said() -> None:
    journey, _ = allow(laid(benefit(held=("event.date", "municipality"))), BENEFIT, "strong")
    journey = name_share(journey, BENEFIT, ShareId("s"))
    journey, commands = heard(journey, "asks", task="t", needs=("mother.work",))
    assert commands[0] == AskPermission(step=BENEFIT, names=("mother.work",)) and journey.steps[BENEFIT].state == "asks"
    assert isinstance(commands[1], Poll), "the organisation may take its question back"
    journey, commands = advance(journey, Laid(at=NOW, steps=(benefit(),)))
    assert [command.names for command in commands if isinstance(command, Send)] == [("mother.work",)]
    assert journey.steps[BENEFIT].state == "sending"


def test_what_may_have_arrived_stays_so_until_something_is_heard() -> None:
    def not_reached(journey: Journey, sent: bool) -> Journey:
        return advance(journey, NotReached(at=NOW, step=BENEFIT, share=ShareId("s"), sent=sent))[0]

    journey = not_reached(sending(), False)
    assert (journey.steps[BENEFIT].state, journey.steps[BENEFIT].reason) == ("unreached", None)
    for sent in (True, False):
        journey = not_reached(journey, sent)
        assert (journey.steps[BENEFIT].state, journey.steps[BENEFIT].reason) == ("unreached", PERHAPS)
    journey, _ = heard(journey, "acknowledged", task="t")
    assert (journey.steps[BENEFIT].state, journey.steps[BENEFIT].reason) == ("acknowledged", None)


def test_what_was_never_declared_is_not_answered_even_if_it_is_known() -> None:
    journey, _ = allow(laid(benefit(held=("event.date", "municipality", "income"))), BENEFIT, "strong")
    journey = name_share(journey, BENEFIT, ShareId("s"))
    journey, commands = heard(journey, "asks", task="t", needs=("income",))
    assert commands == () and journey.steps[BENEFIT].state == "unreadable"


def test_a_late_answer_to_another_share_changes_nothing() -> None:
    journey = sending()
    assert heard(journey, "done", share="older") == (journey, ())


def test_a_correction_before_anything_was_told_goes_out_instead_of_the_old_value() -> None:
    journey, commands = advance(sending(), Laid(at=NOW, steps=(benefit(),), corrected=("event.date",)))
    assert [type(command) for command in commands] == [Rewrap, Send], "a new envelope, and a new share: the old one is late now"


def test_a_correction_after_it_was_told_is_said_as_it_is() -> None:
    journey, _ = heard(sending(), "acknowledged", task="t")
    journey, commands = advance(journey, Laid(at=NOW, steps=(benefit(),), corrected=("event.date", "child.sex")))
    assert journey.steps[BENEFIT].outdated == ("event.date",) and commands == (Rewrap(step=BENEFIT),)
    done, _ = heard(journey, "done")
    assert done.steps[BENEFIT].outdated == ("event.date",)


def test_what_is_said_while_the_step_runs_is_in_its_envelope_when_it_is_asked_back() -> None:
    journey, _ = allow(laid(benefit(held=("event.date", "municipality"))), BENEFIT, "strong")
    journey, _ = heard(name_share(journey, BENEFIT, ShareId("s")), "acknowledged", task="t")
    journey, commands = advance(journey, Laid(at=NOW, steps=(benefit(),)))
    assert commands == (Rewrap(step=BENEFIT),)
    _, commands = heard(journey, "asks", task="t", needs=("mother.work",))
    assert [type(command) for command in commands] == [Send]


def test_another_receiver_lets_the_old_one_go_and_is_asked_for_anew() -> None:
    elsewhere = replace(benefit(), receiver="other-sandbox")
    journey, commands = advance(sending(), Laid(at=NOW, steps=(elsewhere,), corrected=("municipality",)))
    step = journey.steps[BENEFIT]
    assert (step.state, step.receiver, step.permission, commands) == ("offered", "other-sandbox", None, (CloseEnvelope(step=BENEFIT),))
    _, commands = allow(journey, BENEFIT, "strong")
    assert [command.receiver for command in commands if isinstance(command, Send)] == ["other-sandbox"]


def test_a_mind_that_changed_is_asked_again_and_can_say_yes() -> None:
    journey, _ = advance(laid(benefit()), Answered(at=NOW, step=BENEFIT, permission=None, ends=None, assurance="strong"))
    assert allow(journey, BENEFIT, "strong")[1] == (), "an old card gives nothing"
    journey, _ = advance(journey, OfferedAgain(at=NOW, step=BENEFIT))
    assert [type(command) for command in allow(journey, BENEFIT, "strong")[1]] == [Send, WaitFor]


def test_an_answer_that_cannot_be_read_is_said_and_a_later_good_one_still_counts() -> None:
    journey, _ = advance(sending(), Unreadable(at=NOW, step=BENEFIT, share=ShareId("s")))
    assert journey.steps[BENEFIT].state == "unreadable"
    assert heard(journey, "done")[0].steps[BENEFIT].state == "done"


def test_a_closed_case_lets_everything_go_but_what_the_law_does() -> None:
    journey, _ = allow(laid(benefit(), mailbox(), own()), MAILBOX)
    journey, commands = advance(journey, Closed(at=NOW))
    assert {step.state for step in journey.steps.values()} == {"ended"}
    assert {command.step for command in commands if isinstance(command, CloseEnvelope)} == {BENEFIT, MAILBOX, NAME}


def test_done_closes_the_envelope_and_stays_done() -> None:
    journey, commands = heard(sending(), "done")
    assert commands == (CloseEnvelope(step=BENEFIT),)
    assert heard(journey, "refused", reason="closed") == (journey, ())


def test_a_corrected_date_moves_the_reminders_of_an_own_step() -> None:
    moved = replace(own(), deadline=date(2027, 2, 19), remind=(date(2027, 1, 19),))
    journey, commands = advance(laid(own()), Laid(at=NOW, steps=(moved,)))
    assert commands == (WaitFor(step=NAME, day=date(2027, 1, 19)),)
    assert advance(journey, DayCame(at=NOW, step=NAME, day=date(2027, 1, 20))) == (journey, ()), "the old day is nobody's any more"


def test_one_reminder_a_day_is_enough() -> None:
    journey, commands = advance(laid(own()), DayCame(at=NOW, step=NAME, day=date(2027, 1, 20)))
    assert commands == (Remind(step=NAME, day=date(2027, 1, 20)),)
    assert advance(journey, DayCame(at=NOW, step=NAME, day=date(2027, 1, 20)))[1] == ()


def test_when_the_permission_is_over_the_step_ends() -> None:
    journey, commands = advance(sending(), DayCame(at=ENDS, step=BENEFIT, day=ENDS.date()))
    assert journey.steps[BENEFIT].state == "ended" and commands == (CloseEnvelope(step=BENEFIT),)


def test_on_its_last_day_before_the_hour_it_waits_one_day_more() -> None:
    _, commands = advance(sending(), DayCame(at=ENDS - timedelta(hours=1), step=BENEFIT, day=ENDS.date()))
    assert commands == (WaitFor(step=BENEFIT, day=ENDS.date() + timedelta(days=1)),)


def test_waits_grow_and_then_stay() -> None:
    assert [wait(tries).seconds for tries in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait(1000).seconds == 600


class Journeys(RuleBasedStateMachine):
    """Random happenings: nothing is sent without a permission, beyond it, or after the end; equal input, equal output."""

    def __init__(self) -> None:
        super().__init__()
        self.journey = Journey(case=CaseId("c"), event="child")
        self.permitted: set[StepId] = set()
        self.over: dict[StepId, str] = {}
        self.drawn = 0
        self._do(Laid(at=NOW, steps=(benefit(), mailbox(), own())))

    def _do(self, what: Happening) -> None:
        before = self.journey
        after, commands = advance(before, what)
        assert (after, commands) == advance(before, what), "a pure function"
        for command in commands:
            if isinstance(command, Send):
                step = after.steps[command.step]
                assert command.step in self.permitted, "sent without permission"
                assert set(command.names) <= {*step.facts, *step.may_ask}, "sent more than allowed"
                self.drawn += 1
                after = name_share(after, command.step, ShareId(f"s{self.drawn}"))
        self.journey = after
        for step in after.steps.values():
            if step.state in OVER and step.part != "own":
                self.over.setdefault(step.id, step.state)

    @rule(step=st.sampled_from([BENEFIT, MAILBOX]), yes=st.booleans(), strong=st.booleans())
    def answer(self, step: StepId, yes: bool, strong: bool) -> None:
        if yes:
            self.permitted.add(step)
        permission = PermissionId("p") if yes else None
        self._do(Answered(at=NOW, step=step, permission=permission, ends=ENDS, assurance="strong" if strong else "nobody"))

    @rule(
        step=st.sampled_from([BENEFIT, MAILBOX, NAME, StepId("nothing")]),
        late=st.booleans(),
        state=st.sampled_from(["told", "acknowledged", "asks", "refused", "done"]),
        needs=st.lists(st.sampled_from(["mother.work", "income", "event.date"]), max_size=2),
        reason=st.sampled_from(["assurance-too-low", "not-ours", None]),
    )
    def hear(self, step: StepId, late: bool, state: str, needs: list[str], reason: str | None) -> None:
        known = self.journey.steps.get(step)
        share = ShareId("older") if late or known is None or known.share is None else known.share
        self._do(Heard(at=NOW, step=step, share=share, state=state, needs=tuple(needs), reason=reason, task="t"))  # type: ignore[arg-type]  # literal

    @rule(step=st.sampled_from([BENEFIT, MAILBOX]))
    def miss(self, step: StepId) -> None:
        self._do(NotReached(at=NOW, step=step, share=self.journey.steps[step].share or ShareId("x")))

    @rule(step=st.sampled_from([BENEFIT, MAILBOX, NAME]))
    def end(self, step: StepId) -> None:
        self._do(Ended(at=NOW, step=step))

    @rule(strong=st.booleans())
    def sign_in(self, strong: bool) -> None:
        self._do(SignedIn(at=NOW, assurance="strong" if strong else "contact"))

    @rule(step=st.sampled_from([BENEFIT, MAILBOX, NAME]), day=st.sampled_from([date(2027, 1, 20), date(2027, 2, 13), ENDS.date()]))
    def day(self, step: StepId, day: date) -> None:
        self._do(DayCame(at=NOW, step=step, day=day))

    @rule(step=st.sampled_from([BENEFIT, MAILBOX]))
    def ask_again(self, step: StepId) -> None:
        self.permitted.discard(step) if self.journey.steps[step].state in ("denied", *OVER, "unreadable") else None
        self.over.pop(step, None)
        self._do(OfferedAgain(at=NOW, step=step))

    @rule(step=st.sampled_from([BENEFIT, MAILBOX]))
    def garble(self, step: StepId) -> None:
        self._do(Unreadable(at=NOW, step=step, share=self.journey.steps[step].share or ShareId("x")))

    @rule()
    def own_done(self) -> None:
        self._do(OwnDone(at=NOW, step=NAME))

    @rule(less=st.booleans())
    def relay(self, less: bool) -> None:
        self._do(Laid(at=NOW, steps=(benefit(), own()) if less else (benefit(), mailbox(), own())))
        if MAILBOX not in self.journey.steps:
            self._do(Laid(at=NOW, steps=(benefit(), mailbox(), own())))

    @invariant()
    def what_is_over_stays_over(self) -> None:
        for id, state in self.over.items():
            assert self.journey.steps[id].state == state


TestJourneys = Journeys.TestCase
TestJourneys.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
