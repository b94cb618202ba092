"""What a customer told of themselves shuts the door on the way out too, wherever it was told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.errors import Refused
from luukku.flow.change import Draft
from luukku.flow.circumstances import circumstances
from luukku.flow.counter import Counter
from luukku.flow.take import loose
from luukku.model.consent import Permission
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Fact, reveal
from luukku.model.ids import CaseId, ConversationId, EnvelopeId, PermissionId, ShareId, StepId, new_id
from luukku.model.journey import Envelope, Step
from tests.stories.desks import MONDAY, Standing, fact, visitor
from tests.stories.test_desk_flow import play

BAN, YOUNG, GROWN = fact("turvakielto", True), fact("minor", True), fact("minor", False)
DAY = timedelta(days=1)


async def told(counter: Counter, conversation: ConversationId, *cases: Case, facts: dict[str, tuple[Fact, ...]]) -> Talk:
    """More cases, and facts by case."""
    draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=MONDAY)
    for case in cases:
        draft.put(case)
    draft.facts += [(CaseId(case), one) for case, some in facts.items() for one in some]
    await draft.commit()
    return await counter.store.talk(conversation)


def found(folder: Path, do: Callable[[Counter], Awaitable[frozenset[str]]]) -> frozenset[str]:
    kept: list[frozenset[str]] = []

    async def story(counter: Counter, _: Standing) -> None:
        kept.append(await do(counter))

    play(folder, story)
    return kept[0]


@pytest.mark.parametrize(
    ("facts", "true"),
    [
        ((), set()),
        ((fact("municipality", "Tampere"),), set()),
        ((BAN,), {"turvakielto"}),
        ((YOUNG, BAN), {"minor", "turvakielto"}),
        ((GROWN,), set()),
        ((fact("acting.for", "mandate"),), {"for-another"}),
        ((fact("acting.for", "estate"),), {"for-another"}),
        ((fact("acting.for", "self"),), set()),
    ],
)
def test_what_the_case_says_of_its_customer_holds(tmp_path: Path, facts: tuple[Fact, ...], true: set[str]) -> None:
    async def ask(counter: Counter) -> frozenset[str]:
        talk = await counter.store.talk(await visitor(counter, *facts))
        return await circumstances(counter, talk, talk.open_cases()[0])

    assert found(tmp_path, ask) == true


def test_what_was_told_before_any_case_or_in_a_closed_one_holds_unless_the_case_says_otherwise(tmp_path: Path) -> None:
    async def ask(counter: Counter) -> frozenset[str]:
        conversation = await visitor(counter, GROWN)
        old = Case(id=CaseId(new_id()), event="moving", confirmed=True, names=("minor", "acting.for"), closed=MONDAY)
        talk = await counter.store.talk(conversation)
        talk = await told(counter, conversation, old, facts={loose(talk): (BAN,), old.id: (YOUNG, fact("acting.for", "mandate"))})
        return await circumstances(counter, talk, talk.open_cases()[0])

    assert found(tmp_path, ask) == {"turvakielto"}


def test_a_case_in_which_nothing_is_sold_shuts_the_others_too(tmp_path: Path) -> None:
    async def ask(counter: Counter) -> frozenset[str]:
        event = next(pack.id for pack in counter.packs.events.values() if pack.nothing_sold is not None)
        conversation = await visitor(counter)
        talk = await told(counter, conversation, Case(id=CaseId(new_id()), event=event, confirmed=True), facts={})
        return await circumstances(counter, talk, next(case for case in talk.cases if case.event == "child"))

    assert found(tmp_path, ask) == {"nothing-sold"}


@pytest.mark.requirement("R-10")
def test_who_tells_their_young_age_after_they_allowed_it_is_not_spoken_for(tmp_path: Path) -> None:
    """The permission lives, the envelope is sealed: the door says no all the same, and the log says by which rule."""

    async def story(counter: Counter, _: Standing) -> None:
        talk = await counter.store.talk(await visitor(counter, YOUNG, fact("event.date", "2026-11-20", "child-1")))
        case = talk.open_cases()[0]
        names, ends = ("event.date",), MONDAY + DAY
        held = (await counter.gate.own(talk.customer, await counter.store.facts(talk.customer, case.id)))[case.id]
        blank = Envelope(id=EnvelopeId(new_id()), case=case.id, step=StepId("early-education"), purpose="early-education", receiver="t", names=names, ends=ends, sealed=b"")
        envelope = await counter.gate.wrap(blank, list(held))
        permission = Permission(
            id=PermissionId(new_id()), purpose="early-education", receiver="t", facts=frozenset(names), assurance="nobody", basis="GDPR 6(1)(a)",
            given=MONDAY, ends=ends, case=case.id, service="early-education",
        )  # fmt: skip
        true = await circumstances(counter, talk, case)
        with pytest.raises(Refused) as told_why:
            await counter.gate.share(ShareId(new_id()), envelope, talk.customer, permission, names, "child/early-education@1", MONDAY, circumstances=true)
        assert told_why.value.data["rule"] == "minor-alone"
        assert [entry.result for entry in await counter.log.entries(talk.customer)][-1] == "refused"

    play(tmp_path, story)




@pytest.mark.requirement("R-14")
def test_an_envelope_holds_only_the_form_that_the_service_needs(tmp_path: Path) -> None:
    """Made by the journey itself, opened by the gate: what the organisation gets is a month, and the day is not in it."""

    async def story(counter: Counter, _: Standing) -> None:
        born = fact("event.date", "2026-11-20", "child-1")
        talk = await counter.store.talk(await visitor(counter, born, fact("municipality", "Tampere")))
        case = talk.open_cases()[0]
        draft = Draft(counter=counter, talk=talk, at=MONDAY)
        step = Step(
            id=StepId("early-education"), service="early-education", part="allow", state="offered", purpose="early-education", receiver="t",
            facts=("event.date", "municipality"), held=("event.date", "municipality"), ends=MONDAY + DAY,
        )  # fmt: skip
        held = (await counter.gate.own(talk.customer, await counter.store.facts(talk.customer, case.id)))[case.id]
        envelope = await draft._envelope(case, step, held)  # noqa: SLF001  what a sending is made with
        assert envelope is not None
        permission = Permission(
            id=PermissionId(new_id()), purpose="early-education", receiver="t", facts=frozenset(step.held), assurance="nobody", basis="GDPR 6(1)(a)",
            given=MONDAY, ends=MONDAY + DAY, case=case.id, service="early-education",
        )  # fmt: skip
        release = await counter.gate.share(ShareId(new_id()), envelope, talk.customer, permission, step.held, "child/early-education@1", MONDAY)
        assert reveal(release.facts) == {"event.date": "2026-11", "municipality": "Tampere"}

    play(tmp_path, story)
