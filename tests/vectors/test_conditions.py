"""The conditions' vectors, held against our evaluation and against an oracle that shares nothing with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.ground.conditions import evaluate, from_json, to_json
from luukku.ground.undecided import open_facts
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.pack import FactSpec, Where

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "conditions.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = VECTORS["cases"]
NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
REFUSED = {"standing": "refused"}


def facts_of(given: Mapping[str, Any]) -> Facts:
    return Facts(tuple(_fact(name, value) for name, value in given.items()))


def _fact(name: str, value: Any) -> Fact:
    if isinstance(value, dict):
        return Fact(name=name, about="me", value=Personal(None), standing=value["standing"], at=NOW)
    return Fact(name=name, about="me", value=Personal(value), at=NOW)


def specs_of(types: Mapping[str, Any]) -> dict[str, FactSpec]:
    where = Where(pack="", file="", line=0)
    return {name: FactSpec(name=name, type=one["type"], values=tuple(one.get("values", ())), where=where) for name, one in types.items()}


# An oracle: tables written out, a span tried day by day, every value of small worlds tried out

ALL = {"tt": "t", "tf": "f", "to": "o", "tr": "r", "ff": "f", "fo": "f", "fr": "f", "oo": "o", "or": "o", "rr": "r"}
ANY = {"tt": "t", "tf": "t", "to": "t", "tr": "t", "ff": "f", "fo": "o", "fr": "r", "oo": "o", "or": "o", "rr": "r"}


def oracle(condition: Mapping[str, Any], facts: Mapping[str, Any], today: date) -> str:
    if "all" in condition:
        return reduce(lambda a, b: ALL.get(a + b) or ALL[b + a], (oracle(part, facts, today) for part in condition["all"]), "t")
    if "any" in condition:
        return reduce(lambda a, b: ANY.get(a + b) or ANY[b + a], (oracle(part, facts, today) for part in condition["any"]), "f")
    if "not" in condition:
        return {"t": "f", "f": "t", "o": "o", "r": "r"}[oracle(condition["not"], facts, today)]
    ((op, wanted),) = ((key, value) for key, value in condition.items() if key != "fact")
    held = facts.get(condition["fact"])
    if held is None or held == {"standing": "unknown"}:
        return "o"
    return "r" if held == REFUSED else _leaf(op, wanted, held, today)


def _leaf(op: str, wanted: Any, held: Any, today: date) -> str:
    if op == "known":
        return "t" if wanted else "f"
    if op == "in":
        each = {_leaf("is", one, held, today) for one in wanted}
        return "t" if "t" in each else "o" if "o" in each else "f"
    days = _days(held)
    if op == "within":
        limit = _plus(today, wanted)
        return _agree([day <= limit for day in days])
    if isinstance(wanted, str) and _days(wanted):
        limit = _days(wanted)[0]
        if op == "is":
            return _agree([day == limit for day in days]) if days else "f"
        return _agree([day >= limit if op == "at_least" else day < limit for day in days])
    if op == "is":
        return "t" if repr(held) == repr(wanted) else "f"
    if type(held) is not int or type(wanted) is not int:
        return "o"
    return "t" if (held >= wanted if op == "at_least" else held < wanted) else "f"


def _days(value: Any) -> list[date]:
    try:
        first, last = (date.fromisoformat(part) for part in (str(value).split("/") * 2)[:2])
    except ValueError:
        return []
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _plus(day: date, span: str) -> date:
    """Days one by one, months to the same day or the last one there is."""
    for number, unit in zip(span[1::2], span[2::2], strict=True):
        if unit in "YM":
            month = day.year * 12 + day.month - 1 + int(number) * (12 if unit == "Y" else 1)
            for back in range(4):
                try:
                    day = date(month // 12, month % 12 + 1, day.day - back)
                    break
                except ValueError:
                    continue
        else:
            day += timedelta(days=int(number) * (7 if unit == "W" else 1))
    return day


def _agree(answers: list[bool]) -> str:
    return "o" if not answers or len(set(answers)) > 1 else "t" if answers[0] else "f"


WORLD: dict[str, list[Any]] = {
    "child.sex": ["boy", "girl"],
    "parents.married": [True, False],
    "child.count": list(range(-1, 6)),
    "event.date": [(date(2026, 11, 1) + timedelta(days=n)).isoformat() for n in range(20)],
}
TYPES = {"child.sex": {"type": "enum", "values": ["boy", "girl"]}, "parents.married": {"type": "bool"}}
TODAY = date(2026, 11, 8)


def open_oracle(condition: Mapping[str, Any], facts: Mapping[str, Any]) -> list[str]:
    """Every value of every open fact is tried with every value of all the others."""
    if oracle(condition, facts, TODAY) in "tf":
        return []
    text = json.dumps(condition)
    names = [name for name in WORLD if f'"{name}"' in text and facts.get(name) in (None, {"standing": "unknown"})]
    worlds = [[*WORLD[name], *([REFUSED] if f'"{name}", "known"' in text else [])] for name in names]
    found = set()
    for values in product(*worlds):
        whole = {**facts, **dict(zip(names, values, strict=True))}
        outcome = oracle(condition, whole, TODAY)
        for name, world in zip(names, worlds, strict=True):
            if name not in found and any(oracle(condition, {**whole, name: value}, TODAY) != outcome for value in world):
                found.add(name)
    return sorted(found)


def _leaves() -> st.SearchStrategy[dict[str, Any]]:
    day = st.integers(3, 17).map(lambda n: date(2026, 11, n).isoformat())
    return st.one_of(
        st.sampled_from(["boy", "girl"]).map(lambda value: {"fact": "child.sex", "is": value}),
        st.sampled_from([["boy"], ["boy", "girl"]]).map(lambda value: {"fact": "child.sex", "in": value}),
        st.booleans().map(lambda value: {"fact": "parents.married", "is": value}),
        st.tuples(st.sampled_from(["at_least", "below", "is"]), st.integers(0, 4)).map(lambda pair: {"fact": "child.count", pair[0]: pair[1]}),
        st.tuples(st.sampled_from(["at_least", "below", "before", "is"]), day).map(lambda pair: {"fact": "event.date", pair[0]: pair[1]}),
        st.sampled_from(["P0D", "P3D", "P1W"]).map(lambda value: {"fact": "event.date", "within": value}),
        st.sampled_from(sorted(WORLD)).map(lambda name: {"fact": name, "known": True}),
    )


CONDITIONS = st.recursive(
    _leaves(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=5,
)
SPANS = st.tuples(st.integers(1, 20), st.integers(0, 5)).map(
    lambda pair: f"{date(2026, 11, pair[0]).isoformat()}/{(date(2026, 11, pair[0]) + timedelta(days=pair[1])).isoformat()}"
)
KNOWLEDGE = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(st.sampled_from(values), st.just(REFUSED), st.just({"standing": "unknown"}), *([SPANS] if name == "event.date" else []))
        for name, values in WORLD.items()
    },
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_vector_has_the_outcome_and_the_open_facts_that_it_says(case: dict[str, Any]) -> None:
    condition, facts, today = from_json(case["condition"]), facts_of(case["facts"]), date.fromisoformat(case["today"])
    assert evaluate(condition, facts, today) == case["outcome"]
    assert list(open_facts(condition, facts, today, specs_of(case.get("types", {})))) == case["open"]
    assert oracle(case["condition"], case["facts"], today) == case["outcome"][0]
    assert to_json(condition) == case["condition"]


def test_there_are_vectors_enough_and_none_twice() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert {case["outcome"] for case in CASES} == {"true", "false", "open", "refused"}


@settings(max_examples=400, deadline=None)
@given(CONDITIONS, KNOWLEDGE)
def test_every_condition_comes_out_as_the_oracle_has_it(condition: dict[str, Any], facts: dict[str, Any]) -> None:
    assert evaluate(from_json(condition), facts_of(facts), TODAY)[0] == oracle(condition, facts, TODAY)


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, KNOWLEDGE)
def test_the_open_facts_are_just_those_that_trying_everything_finds(condition: dict[str, Any], facts: dict[str, Any]) -> None:
    found = open_facts(from_json(condition), facts_of(facts), TODAY, specs_of(TYPES))
    assert sorted(found) == open_oracle(condition, facts)


@settings(max_examples=200, deadline=None)
@given(CONDITIONS, KNOWLEDGE, st.sampled_from(sorted(WORLD)), st.data())
def test_more_knowledge_never_turns_a_true_into_a_false(
    condition: dict[str, Any], facts: dict[str, Any], name: str, data: st.DataObject
) -> None:
    before = evaluate(from_json(condition), facts_of(facts), TODAY)
    if name in facts and not isinstance(facts[name], dict):
        return
    told = {**facts, name: data.draw(st.sampled_from(WORLD[name]))}
    after = evaluate(from_json(condition), facts_of(told), TODAY)
    assert before not in ("true", "false") or after == before
