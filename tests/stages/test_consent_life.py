"""A permission's life: any order of events leads to a legal state, what is over stays over, and the history replays to the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import consent
from luukku.consent import lifecycle
from luukku.errors import BadInput, Broken, Malformed, OutOfDate
from luukku.ground.permits import Use, refusal
from luukku.model.consent import ConsentEvent
from luukku.model.ids import CaseId, PermissionId

START = datetime(2026, 11, 21, 10, tzinfo=UTC)
ENDS = START + timedelta(days=10)
ONE, TWO = PermissionId("p1"), PermissionId("p2")


def first(kind: str = "given", id: PermissionId = ONE, at: datetime = START) -> ConsentEvent:
    event = ConsentEvent(
        kind="given", permission=id, case=CaseId("case-1"), service="day-care", purpose="day-care", receiver="tampere", facts=("a", "b", "c"),
        assurance="strong", basis="GDPR 6(1)(a)", at=at, ends=ENDS, text_sha256="0",
    )  # fmt: skip
    return replace(event, kind=kind)  # type: ignore[arg-type]


def use(*facts: str) -> Use:
    return Use(case=CaseId("case-1"), service="day-care", receiver="tampere", purpose="day-care", facts=frozenset(facts))


def opens(events: Sequence[ConsentEvent], now: datetime, *facts: str) -> bool:
    """Whether the gate would let these facts out under the first permission."""
    return refusal(consent.fold(events, now).get(ONE), use(*facts), now) is None


Kept = tuple[ConsentEvent, ...]


def act(kept: Kept, what: tuple[str, PermissionId, frozenset[str]], at: datetime) -> Kept:
    kind, id, names = what
    mine = lifecycle.of(kept, id)
    if kind == "narrow":
        return lifecycle.append(kept, lifecycle.narrow(mine, names, at))
    if kind == "withdraw":
        return lifecycle.append(kept, lifecycle.withdraw(mine, at))
    return lifecycle.append(kept, first(kind, id, at))


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["given", "requested", "denied", "narrow", "narrow", "withdraw"]), st.sampled_from([ONE, TWO]), st.frozensets(st.sampled_from("abcd"), max_size=3),
        st.integers(0, 12),
    ),
    max_size=14,
)  # fmt: skip


@pytest.mark.requirement("R-08")
@settings(max_examples=300)
@given(ACTS)
def test_any_order_of_acts_leads_to_a_legal_state_that_replays(acts: list[tuple[str, PermissionId, frozenset[str], int]]) -> None:
    kept: Kept = ()
    now = START
    for kind, id, names, days in acts:
        now = max(now, START + timedelta(days=days))
        stood = lifecycle.state(lifecycle.of(kept, id), now)
        before = consent.fold(kept, now)
        try:
            after = act(kept, (kind, id, names), now)
        except BadInput:
            mine = lifecycle.of(kept, id)
            begins = kind in lifecycle.BEGINS
            allowed = frozenset(mine[-1].facts) if mine else frozenset()
            assert (begins and stood != "nothing") or (not begins and (stood != "live" or (kind == "narrow" and not (names and names < allowed))))
            continue
        assert after[:-1] == kept, "a history only grows"
        assert stood == ("nothing" if kind in lifecycle.BEGINS else "live")
        if kind in ("narrow", "withdraw"):
            last = lifecycle.of(kept, id)[-1]
            assert after[-1].version == last.version + 1 and after[-1].follows == lifecycle.hash_of(last)
        live = consent.fold(after, now)
        assert (id in live) == (lifecycle.state(lifecycle.of(after, id), now) == "live")
        if kind == "narrow":
            assert live[id].facts < before[id].facts
        kept = after
    assert lifecycle.replay(kept) == kept
    for id in (ONE, TWO):
        mine = lifecycle.of(kept, id)
        assert lifecycle.state(mine, ENDS + timedelta(days=30)) in ("nothing", "refused", "withdrawn", "expired")
        assert id not in consent.fold(kept, ENDS + timedelta(days=30))


@pytest.mark.requirement("R-08")
@pytest.mark.parametrize("over", ["withdraw", "denied", "expired"])
def test_what_is_over_is_given_again_only_by_a_new_record(over: str) -> None:
    kept: Kept = (first("denied"),) if over == "denied" else (first(),)
    now = ENDS if over == "expired" else START + timedelta(hours=1)
    kept = act(kept, ("withdraw", ONE, frozenset()), now) if over == "withdraw" else kept
    for kind in ("given", "requested", "denied", "narrow", "withdraw"):
        with pytest.raises(OutOfDate):
            act(kept, (kind, ONE, frozenset("a")), now)
    again = act(kept, ("given", TWO, frozenset()), START + timedelta(hours=2))
    assert set(consent.fold(again, START + timedelta(hours=3))) == ({TWO} if over != "expired" else {ONE, TWO})


@pytest.mark.requirement("R-08")
def test_a_history_that_somebody_has_touched_does_not_replay() -> None:
    kept = act(act((first(),), ("narrow", ONE, frozenset("a")), START), ("withdraw", ONE, frozenset()), START)
    assert [event.version for event in lifecycle.replay(kept)] == [1, 2, 3]
    widened = (kept[0], replace(kept[1], facts=("a", "b", "c")), kept[2])
    for touched in (kept[1:], (kept[0], kept[2]), (kept[1], kept[0], kept[2]), (*kept, first()), (replace(kept[0], receiver="kela"), *kept[1:]), widened):
        with pytest.raises(Broken):
            lifecycle.replay(touched)


@pytest.mark.requirement("R-04")
@settings(max_examples=150)
@given(st.frozensets(st.sampled_from("abc"), min_size=1, max_size=2))
def test_narrowing_leaves_strictly_less_and_no_use_of_what_is_gone(gone: frozenset[str]) -> None:
    kept: Kept = (first(),)
    later = START + timedelta(minutes=1)
    narrowed = act(kept, ("narrow", ONE, gone), later)
    possible = [frozenset(names) for names in ("a", "b", "c", "ab", "ac", "bc", "abc")]
    before = {names for names in possible if opens(kept, later, *names)}
    after = {names for names in possible if opens(narrowed, later, *names)}
    assert after < before
    assert after == {names for names in possible if not names & gone}


@pytest.mark.requirement("R-04")
@pytest.mark.parametrize("names", ["", "abc", "d", "ad", "abcd"])
def test_what_narrows_nothing_or_leaves_nothing_is_refused(names: str) -> None:
    with pytest.raises(Malformed):
        act((first(),), ("narrow", ONE, frozenset(names)), START)


@pytest.mark.requirement("R-07")
def test_the_clock_alone_ends_a_permission() -> None:
    kept: Kept = (first(),)
    second = timedelta(seconds=1)
    for at, lives in ((ENDS - second, True), (ENDS, False), (ENDS + second, False)):
        assert opens(kept, at, "a") is lives
        assert lifecycle.state(kept, at) == ("live" if lives else "expired")
    with pytest.raises(OutOfDate):
        act(kept, ("withdraw", ONE, frozenset()), ENDS)


def test_a_clock_that_was_set_back_makes_no_event_earlier_than_the_last() -> None:
    kept = act((first(),), ("narrow", ONE, frozenset("a")), START + timedelta(hours=1))
    kept = act(kept, ("withdraw", ONE, frozenset()), START)
    assert kept[-1].at == START + timedelta(hours=1) and lifecycle.replay(kept) == kept
