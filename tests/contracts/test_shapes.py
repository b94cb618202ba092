"""The shapes in which words lie in the store: the same word comes back, and nothing personal goes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.adapters.embedded.shapes import fact_from_plain, fact_to_plain, from_json, plain_json, shape_of, to_json
from luukku.errors import Broken
from luukku.model import pack
from luukku.model.consent import Card, ConsentEvent, Permission
from luukku.model.conversation import Case, Sending, Talk, Timer
from luukku.model.fact import Fact, Personal
from luukku.model.journey import Answered, Envelope, Happening, Heard, Journey, Step
from tests.contracts.embedded import NOW, fact, talk

TIMES = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6,
)
st.register_type_strategy(datetime, TIMES)
st.register_type_strategy(str, st.text(max_size=12))
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", [Talk, Case, Card, Journey, Step, ConsentEvent, Permission, Sending, Timer, Envelope], ids=lambda kind: kind.__name__)
def test_a_word_comes_back_as_it_was(kind: type[Any]) -> None:
    @QUICK
    @given(st.from_type(kind))
    def comes_back(word: Any) -> None:
        assert from_json(kind, to_json(kind, word)) == word

    comes_back()


@QUICK
@given(st.from_type(Happening))  # type: ignore[arg-type]  # a union is no class, hypothesis takes it all the same
def test_what_happens_comes_back_as_the_same_kind_of_happening(happening: Any) -> None:
    dump, load = shape_of(Happening)
    again = load(dump(happening))
    assert again == happening and type(again) is type(happening)


@QUICK
@given(PLAIN)
def test_plain_data_comes_back(value: Any) -> None:
    dump, load = shape_of(Any)
    assert load(dump(value)) == value


@QUICK
@given(st.none() | st.booleans() | st.integers() | st.text(), TIMES, st.text(), st.booleans())
def test_a_fact_comes_back_whole(value: bool | int | str | None, at: datetime, evidence: str, approx: bool) -> None:
    given_fact = Fact(name="child.sex", about="child-1", value=Personal(value), at=at, evidence=Personal(evidence), approx=approx, by="other-1")
    assert fact_from_plain(fact_to_plain(given_fact)) == given_fact


def test_a_condition_that_holds_conditions_comes_back() -> None:
    dump, load = shape_of(pack.Condition)
    condition = pack.All((pack.Not(pack.Test(fact="a", op="is", value=True)), pack.Test(fact="b", op="in", value=("x", "y"))))
    assert load(dump(condition)) == condition


def test_two_classes_of_a_union_are_told_apart_by_their_tag() -> None:
    dump, _ = shape_of(Answered | Heard)
    assert dump(Answered(at=NOW, step=Step.__name__, permission=None, ends=None, assurance="nobody"))["type"] == "Answered"  # type: ignore[arg-type]  # any text


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """For tests: a field that takes anything plain."""

    anything: Any = None
    word: Literal["a", "b"] = "a"
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsSecret:
    held: Personal[str]


@pytest.mark.parametrize("hidden", [Personal("poika"), {"deep": [Personal("poika")]}, (Personal("poika"),), fact()])
def test_what_is_personal_is_refused(hidden: Any) -> None:
    with pytest.raises(TypeError):
        to_json(Loose, Loose(anything=hidden))
    with pytest.raises(TypeError):
        plain_json({"data": hidden})


def test_a_class_with_a_personal_field_is_refused_even_when_it_is_asked_for() -> None:
    with pytest.raises(TypeError):
        to_json(HoldsSecret, HoldsSecret(held=Personal("poika")))
    with pytest.raises(TypeError):
        to_json(Fact, fact())


@pytest.mark.parametrize("wrong", [Loose(word="c"), Loose(number=True), Loose(number="1"), Loose(anything={1, 2}), Loose(anything=float("nan"))])  # type: ignore[arg-type]  # wrong on purpose
def test_a_value_of_another_type_than_the_hints_say_is_not_kept(wrong: Loose) -> None:
    with pytest.raises((TypeError, ValueError)):
        to_json(Loose, wrong)


def test_a_time_without_a_zone_is_not_kept() -> None:
    with pytest.raises(TypeError):
        to_json(Talk, talk(opened=NOW.replace(tzinfo=None)))


def test_times_are_kept_as_utc() -> None:
    from zoneinfo import ZoneInfo

    helsinki = NOW.astimezone(ZoneInfo("Europe/Helsinki")) + timedelta(hours=1)
    assert '"opened":"2026-11-21T01:30:00.000000+00:00"' in to_json(Talk, talk(opened=helsinki))


@pytest.mark.parametrize("text", [
    "", "[]", "null", "{}", '{"anything":1,"word":"z","number":0}', '{"unknown":1}', '{"number":"1"}', '{"number":true}', "{"])
def test_a_text_of_another_shape_is_broken(text: str) -> None:
    if text == "{}":
        assert from_json(Loose, text) == Loose()  # what an older version did not know takes its default
        text = '{"word":[]}'
    with pytest.raises(Broken):
        from_json(Loose, text)


@pytest.mark.parametrize("plain", [b"", b"[]", b"{}", b'{"name":"a"}', b'{"value":1.5}'])
def test_what_is_no_fact_is_broken(plain: bytes) -> None:
    with pytest.raises(Broken):
        fact_from_plain(plain)


def test_unions_that_look_alike_as_json_are_not_kept() -> None:
    for hint in (str | date, str | datetime, tuple[int, ...] | frozenset[int], dict[int, str]):
        with pytest.raises(TypeError):
            shape_of(hint)


def test_every_field_of_a_talk_has_a_shape() -> None:
    for name, hint in get_type_hints(Talk).items():
        assert shape_of(hint) is not None, name
