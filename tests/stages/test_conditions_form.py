"""The JSON form of conditions: what cannot be one is refused in words that name the fact."""

from __future__ import annotations

from datetime import date

import pytest

from luukku.ground.conditions import fact_names, from_json, to_json
from luukku.ground.undecided import open_facts
from luukku.model import pack
from luukku.model.fact import Facts


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "a condition is a table"),
        ([], "a condition is a table"),
        ({}, "here: nothing"),
        ({"some": []}, "here: some"),
        ({"all": [], "any": []}, "here: all, any"),
        ({"all": {"fact": "a", "is": 1}}, "all needs a list"),
        ({"not": []}, "a condition is a table"),
        ({"fact": "a"}, "here: none"),
        ({"fact": "a", "is": 1, "below": 2}, "here: is, below"),
        ({"fact": "a", "equals": 1}, "here: equals"),
        ({"fact": 1, "is": 1}, "name of a fact"),
        ({"fact": "a", "is": [1]}, "a: is compares"),
        ({"fact": "a", "is": 1.5}, "a: is compares"),
        ({"fact": "a", "in": "x"}, "a: in needs a list"),
        ({"fact": "a", "in": []}, "a: in needs a list"),
        ({"fact": "a", "in": [1]}, "a: in needs a list"),
        ({"fact": "a", "known": 1}, "a: known takes true or false"),
        ({"fact": "a", "at_least": "many"}, "a: at_least compares"),
        ({"fact": "a", "below": True}, "a: below compares"),
        ({"fact": "a", "before": 3}, "a: before compares with a date"),
        ({"fact": "a", "within": "3 months"}, "a: within takes"),
        ({"all": [{"not": {"any": [{"fact": "deep", "within": 3}]}}]}, "deep: within takes"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_reason(data: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_json(data)


def test_dates_of_toml_become_texts() -> None:
    assert from_json({"fact": "a", "before": date(2026, 11, 20)}) == pack.Test(fact="a", op="before", value="2026-11-20")
    assert from_json({"fact": "a", "in": [date(2026, 11, 20)]}) == pack.Test(fact="a", op="in", value=("2026-11-20",))


def test_a_condition_goes_there_and_back() -> None:
    data = {"all": [{"not": {"fact": "a", "in": ["x", "y"]}}, {"any": [{"fact": "b", "at_least": 2}]}]}
    assert to_json(from_json(data)) == data


def test_facts_are_named_once_in_order() -> None:
    condition = pack.All((pack.Not(pack.Test(fact="b", op="is", value=True)), pack.Test(fact="a", op="known", value=True), pack.Test(fact="b", op="is", value=False)))
    assert fact_names(condition) == ("b", "a")


def test_too_many_possibilities_to_try_count_every_undecided_fact() -> None:
    condition = pack.All(tuple(pack.Test(fact=f"n{n}", op="at_least", value=n) for n in range(9)))
    assert open_facts(condition, Facts(), date(2026, 11, 21)) == tuple(f"n{n}" for n in range(9))
