"""What a plan costs in facts and receivers, and a version that costs less and loses least."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.explain.plain import check_plain
from luukku.explain.price import price_view, use_views
from luukku.ground.price import cheaper
from luukku.model.consent import Card, Row
from luukku.model.ids import LANGUAGES, CardId, CaseId, Language
from luukku.model.view import CardView
from tests.stages.told import Story, packs, texts

AT = datetime(2026, 11, 21, tzinfo=UTC)
BENEFIT = {"a": 40, "b": 25, "c": 5}


def row(id: str, receiver: str, *facts: str, **other: object) -> Row:
    plain = Row(id=id, part="request", service=id, receiver=receiver, facts=facts, may_ask=(), purpose="p", ends=date(2027, 3, 29))
    return replace(plain, **other)  # type: ignore[arg-type]  # any field


def card(*rows: Row) -> Card:
    return Card(id=CardId("card"), case=CaseId("case"), event="child", rows=rows, at=AT)


def test_the_least_benefit_is_left_out_where_that_saves_something() -> None:
    found = cheaper(card(row("a", "kela", "born"), row("b", "kela", "born"), row("c", "town", "born", "home")), BENEFIT)
    assert found is not None and (found.rows, found.facts, found.receivers) == (("c",), 1, 1)


def test_where_every_version_costs_the_same_there_is_no_cheaper_one() -> None:
    assert cheaper(card(row("a", "kela", "born"), row("b", "kela", "born")), BENEFIT) is None
    assert cheaper(card(row("a", "kela", "born")), BENEFIT) is None
    assert cheaper(card(), BENEFIT) is None


def test_what_is_worth_most_is_not_given_up_for_a_lower_price() -> None:
    assert cheaper(card(row("a", "kela", "born", "home"), row("c", "kela", "born")), BENEFIT) is None


def test_what_was_answered_is_not_left_out_any_more() -> None:
    assert cheaper(card(row("a", "kela", "born", state="sent"), row("c", "town", "home")), BENEFIT) is not None
    assert cheaper(card(row("a", "kela", "born", state="sent"), row("c", "town", "home", state="allowed")), BENEFIT) is None


ROWS = st.lists(
    st.builds(
        lambda id, receiver, facts, state: row(f"s{id}", receiver, *facts, state=state),
        st.integers(0, 99), st.sampled_from(["kela", "town", "bank"]), st.sets(st.sampled_from(["born", "home", "work", "pay"]), min_size=1), st.sampled_from(["open", "allowed", "denied"]),
    ),
    max_size=6, unique_by=lambda one: one.id,
)  # fmt: skip


@given(ROWS, st.dictionaries(st.integers(0, 99).map(lambda n: f"s{n}"), st.integers(0, 60)))
def test_a_cheaper_version_costs_less_leaves_something_and_no_part_that_saves_loses_less(rows: list[Row], benefit: dict[str, int]) -> None:
    whole = card(*rows)
    found = cheaper(whole, benefit)

    def left(out: tuple[str, ...]) -> tuple[int, int]:
        return card(*(replace(one, state="denied") if one.id in out else one for one in rows)).price()

    open_ = [one for one in rows if one.state == "open"]
    worth = sum(benefit.get(one.id, 0) for one in whole.asked())
    saving = [one for one in open_ if left((one.id,)) != whole.price() and left((one.id,))[1] and benefit.get(one.id, 0) < worth - benefit.get(one.id, 0)]
    if found is None:
        assert not saving
        return
    assert set(found.rows) <= {one.id for one in open_} and left(found.rows) == (found.facts, found.receivers)
    assert (found.facts, found.receivers) != whole.price() and found.facts <= whole.price()[0] and 0 < found.receivers <= whole.price()[1]
    lost = sum(benefit.get(id, 0) for id in found.rows)
    assert lost < worth - lost
    assert all(lost <= benefit.get(one.id, 0) for one in saving)


def view(language: Language) -> CardView:
    found = Story(language).all_turns()[-1].card
    assert found is not None
    return found


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize(
    ("language", "line", "lost"),
    [
        ("fi", "yksi saaja", "Silloin jää pois: Kunnan varhaiskasvatusneuvonta."),
        ("sv", "en mottagare", "Då blir det här utan: Kommunens rådgivning om småbarnspedagogik."),
        ("en", "one receiver", "Then you go without: The municipality’s advice on early childhood education."),
    ],
)  # fmt: skip
def test_the_card_says_what_the_cheaper_version_costs_and_loses(language: Language, line: str, lost: str) -> None:
    less = view(language).cheaper
    assert less is not None and less.rows == ("early-education",)
    assert line in less.line and less.lost.split(":")[0] == lost.split(":")[0] and less.button
    assert check_plain(f"{less.line} {less.lost}", language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_price_and_benefit_stand_on_one_line(language: Language) -> None:
    story = Story(language)
    story.all_turns()
    assert story.case.card is not None
    found = price_view(story.case.card, packs().events["child"], packs(), texts().of("child"), language)
    assert found is not None and "\n" not in found.line and "→" in found.line and "↔" in found.line
    before, after = found.line.split("↔")
    assert "2027" in before and "2" in before
    assert all(row.service in after for row in (*view(language).allow, *view(language).request))


def test_in_grief_no_cheaper_version_is_laid_beside() -> None:
    pack = packs().events["bereavement"]
    first, other = [one for one in pack.services if one.part in ("allow", "request")][:2]
    rows = (row(first.id, "bank-sandbox", "event.date"), row(other.id, "insurer-sandbox", "municipality"))
    worth = replace(pack, services=tuple(replace(one, minutes_saved=1 + 90 * (one.id == first.id)) for one in pack.services))
    found = price_view(replace(card(*rows), event="bereavement"), worth, packs(), texts().of("bereavement"), "fi")
    assert found is not None and found.cheaper is None
    loud = price_view(replace(card(*rows), event="bereavement"), replace(worth, tone="everyday"), packs(), texts().of("bereavement"), "fi")
    assert loud is not None and loud.cheaper is not None and loud.cheaper.rows == (other.id,)


def test_what_tells_nobody_anything_has_no_price() -> None:
    nothing = card(row("child-benefit", "kela-sandbox", "event.date", state="denied"))
    assert price_view(nothing, packs().events["child"], packs(), texts().of("child"), "fi") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_fact_was_good_for_is_said_by_what_was_told(language: Language) -> None:
    own = texts().of("child")
    told, decided, none = use_views(["event.date", "mother.work", "child.sex"], {"event.date": ("child-benefit",)}, ("event.date", "mother.work"), own, language)
    assert own.say(language, "service-child-benefit", "name") in told.line and [told.useless, decided.useless, none.useless] == [False, False, True]
    assert all(check_plain(one.line, language) == [] for one in (told, decided, none))
