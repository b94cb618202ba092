"""What would make a no a yes: it does, nothing of it can be left out, and it asks of nobody what they cannot change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product

import pytest

from luukku.ground.ruling import samples
from luukku.model.fact import Value
from luukku.model.pack import Any, FactSpec, Not
from luukku.model.pack import Test as Comparison
from luukku.model.ruling import NO_RULE, Change, FactUse
from luukku.plan.decide import rule
from luukku.plan.ways import find_ways
from tests.stages.rulings import HERE, TODAY, Drawn, a_rule, draw, told

CASES = 10_000


def outcome(drawn: Drawn, values: Mapping[str, Value | None]) -> str:
    return rule(told(values), drawn.rules, drawn.uses, drawn.specs, TODAY).outcome


@pytest.mark.requirement("R-40")
def test_every_way_fed_back_makes_it_a_yes_and_nothing_of_it_can_be_left_out() -> None:
    """Over ten thousand drawn packs; also that none touches what is fixed or protected, or moves a number the wrong way."""
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        drawn = draw(seed)
        ruling = rule(drawn.facts, drawn.rules, drawn.uses, drawn.specs, TODAY)
        seen[ruling.outcome] += 1
        assert ruling.outcome == "no" or not ruling.ways
        assert ruling.all_tried, seed
        if ruling.outcome != "no":
            continue
        seen["with a way" if ruling.ways else "without"] += 1
        assert len({frozenset(change.fact for change in way) for way in ruling.ways}) == len(ruling.ways), seed
        for way in ruling.ways:
            seen[f"{len(way)} changes"] += 1
            _check_way(drawn, way, seed)
    assert min(seen[what] for what in ("yes", "no", "open", "with a way", "without", "1 changes", "2 changes", "3 changes")) > 20, seen


def _check_way(drawn: Drawn, way: tuple[Change, ...], seed: int) -> None:
    changed: dict[str, Value] = {change.fact: change.now for change in way}
    assert outcome(drawn, {**drawn.values, **changed}) == "yes", seed
    for change in way:
        less = {name: value for name, value in changed.items() if name != change.fact}
        assert outcome(drawn, {**drawn.values, **less}) != "yes", (seed, "can be left out", change)
        use = drawn.uses[change.fact]
        assert use.kind == "own", (seed, "nobody can change it", change)
        assert change.was == drawn.values.get(change.fact) and change.was != change.now
        nearer = _towards(change)
        if nearer is not None:
            assert outcome(drawn, {**drawn.values, **changed, change.fact: nearer}) != "yes", (seed, "a nearer bound", change)
            assert use.moves == "any" or (_line(change.now) > _line(nearer)) == (use.moves == "up"), (seed, "the wrong way", change)
        if change.bound != "is":
            further = _step(change.now, -1 if change.bound == "at-most" else 1)
            assert outcome(drawn, {**drawn.values, **changed, change.fact: further}) == "yes", (seed, change)


@pytest.mark.requirement("R-40")
def test_where_no_way_is_told_there_is_none() -> None:
    """Tried out in full on what the customer could change."""
    none = 0
    for seed in range(CASES // 3):
        drawn = draw(seed, most_facts=4, most_rules=4)
        ruling = rule(drawn.facts, drawn.rules, drawn.uses, drawn.specs, TODAY)
        if ruling.outcome != "no" or ruling.ways:
            continue
        none += 1
        assert not any(outcome(drawn, values) == "yes" for values in _everything(drawn)), seed
    assert none > 200


def test_the_ways_have_the_fewest_changes_that_there_can_be() -> None:
    several = 0
    for seed in range(2_000):
        drawn = draw(seed, most_facts=4, most_rules=5)
        ruling = rule(drawn.facts, drawn.rules, drawn.uses, drawn.specs, TODAY)
        if ruling.ways and len(ruling.ways[0]) > 1:
            several += 1
            least = min(_changes(drawn, values) for values in _everything(drawn) if outcome(drawn, values) == "yes")
            assert {len(way) for way in ruling.ways} == {least}, seed
    assert several > 50


def _everything(drawn: Drawn) -> Iterator[dict[str, Value | None]]:
    """Every mixture of what each changeable fact is and could be, as far as rules can tell values apart."""
    whole = Any(tuple(one.when for one in drawn.rules))
    choices: list[list[Value | None]] = []
    for name, spec in drawn.specs.items():
        was, use = drawn.values.get(name), drawn.uses[name]
        could = [value for value in samples(name, whole, spec, TODAY) if use.kind == "own" and value != "some other value"]
        if spec.type in ("whole", "cents", "date") and was is not None and use.moves != "any":
            could = [value for value in could if (_line(value) > _line(was)) == (use.moves == "up")]
        choices.append([was, *could])
    for values in product(*choices):
        yield dict(zip(drawn.specs, values, strict=True))


def _changes(drawn: Drawn, values: Mapping[str, Value | None]) -> int:
    return sum(values[name] != drawn.values.get(name) for name in drawn.specs)


def _line(value: Value) -> int:
    return value if isinstance(value, int) else date.fromisoformat(value).toordinal()


def _step(value: Value, by: int) -> Value:
    return value + by if isinstance(value, int) else (date.fromisoformat(value) + timedelta(days=by)).isoformat()


def _towards(change: Change) -> Value | None:
    """One step back to where the number or the date was; None for what has no order, and where that is where it was."""
    was, now = change.was, change.now
    if was is None or isinstance(was, bool) or isinstance(now, bool) or (isinstance(now, str) and now[:2] != "20"):
        return None
    back = _step(now, 1 if _line(was) > _line(now) else -1)
    return back if back != was else None


COUNT = FactSpec(name="count", type="whole", where=HERE)
ENFORCED = FactSpec(name="debt.enforcement", type="bool", where=HERE)
AGE = FactSpec(name="age", type="whole", where=HERE)
SPECS = {spec.name: spec for spec in (COUNT, ENFORCED, AGE)}
USES = {"count": FactUse(name="count", kind="own", moves="down"), "debt.enforcement": FactUse(name="debt.enforcement", kind="own"), "age": FactUse(name="age", kind="fixed")}
FEW = a_rule("few", "allow", Comparison(fact="count", op="below", value=6))
MANY = a_rule("many", "deny", Comparison(fact="count", op="at_least", value=6))
HELD = a_rule("held", "deny", Comparison(fact="debt.enforcement", op="is", value=True))
GROWN = a_rule("grown", "deny", Comparison(fact="age", op="below", value=18), "law")


def test_numbers_are_told_at_their_nearest_bound() -> None:
    ways, all_tried = find_ways((FEW, MANY, HELD), USES, SPECS, {"count": 14, "debt.enforcement": True}, TODAY)
    assert ways == ((Change(fact="count", was=14, now=5, bound="at-most"), Change(fact="debt.enforcement", was=True, now=False)),)
    assert all_tried


def test_when_only_what_nobody_can_change_stands_in_the_way_no_way_is_told() -> None:
    assert find_ways((FEW, GROWN), USES, SPECS, {"count": 2, "age": 17}, TODAY) == ((), True)


def test_a_no_from_the_law_stands_before_the_organisations_own() -> None:
    ruling = rule(told({"count": 14, "age": 17}), (FEW, MANY, GROWN), USES, SPECS, TODAY)
    assert ruling.outcome == "no" and ruling.reasons == ("grown", "many") and ruling.basis == ("age", "count")


def test_a_no_of_anybodys_is_a_no_the_laws_first_then_the_customers() -> None:
    mine = a_rule("mine", "deny", Comparison(fact="debt.enforcement", op="is", value=False), "customer")
    ruling = rule(told({"count": 14, "age": 17, "debt.enforcement": False}), (MANY, mine, FEW, GROWN), USES, SPECS, TODAY)
    assert ruling.reasons == ("grown", "mine", "many")
    alone = rule(told({"count": 3, "debt.enforcement": False}), (FEW, mine), USES, SPECS, TODAY)
    assert alone.outcome == "no" and alone.reasons == ("mine",), "what the organisation allows, the customer may forbid"


def test_what_nobody_allows_is_a_no_and_says_so() -> None:
    ruling = rule(told({"count": 14}), (FEW,), USES, SPECS, TODAY)
    assert ruling.reasons == (NO_RULE,) and ruling.ways == ((Change(fact="count", was=14, now=5, bound="at-most"),),)


def test_only_open_facts_that_can_still_change_it_are_named() -> None:
    ruling = rule(told({"count": 3}), (FEW, HELD), USES, SPECS, TODAY)
    assert ruling.outcome == "open" and ruling.open == ("debt.enforcement",)
    decided = rule(told({"debt.enforcement": True}), (FEW, HELD), USES, SPECS, TODAY)
    assert decided.outcome == "no" and decided.open == ()


def test_a_fact_that_is_both_for_and_against_does_not_matter() -> None:
    both = a_rule("both", "allow", Any((Comparison(fact="age", op="below", value=18), Not(Comparison(fact="age", op="below", value=18)))))
    ruling = rule(told({}), (both, HELD), USES, SPECS, TODAY)
    assert ruling.open == ("debt.enforcement",)


def test_whatever_becomes_known_a_decision_stays() -> None:
    """Whoever tells more is never worse off for having waited: what was decided on less is decided the same on more."""
    decided = 0
    for seed in range(3_000):
        drawn = draw(seed)
        first = outcome(drawn, drawn.values)
        if first == "open":
            continue
        decided += 1
        more = {name: draw(seed + 1).values.get(name) if name not in drawn.values else drawn.values[name] for name in drawn.specs}
        ok = {name: value for name, value in more.items() if value is not None and _fits(drawn.specs[name], value)}
        assert outcome(drawn, {**drawn.values, **ok}) == first, seed
    assert decided > 500


def _fits(spec: FactSpec, value: Value) -> bool:
    kinds: dict[str, type] = {"bool": bool, "whole": int, "cents": int}
    return type(value) is kinds.get(spec.type, str) and (spec.type != "date" or str(value)[:2] == "20") and (spec.type != "enum" or value in spec.values)


@pytest.mark.requirement("R-44")
def test_what_no_rule_states_changes_nothing() -> None:
    """Name, sex, language, postcode, mood: with them, without them and with others the same outcome, reasons and ways."""
    beside: list[dict[str, Value]] = [
        {}, {"name.given": "Maija", "sex": "woman", "language": "fi", "postcode": "00530", "mood": "angry"},
        {"name.given": "Ahmed", "sex": "man", "language": "ar", "postcode": "33720", "mood": "calm", "age": 19},
    ]  # fmt: skip
    for seed in range(1_000):
        drawn = draw(seed)
        found = [rule(told({**more, **drawn.values}), drawn.rules, drawn.uses, drawn.specs, TODAY) for more in beside]
        assert found[0] == found[1] == found[2], seed


def test_thirty_rules_of_which_many_fail_are_searched_through() -> None:
    rules = [a_rule("allow", "allow", Comparison(fact="fact.0", op="is", value=True))]
    rules += [a_rule(f"deny-{n}", "deny", Any((Comparison(fact=f"fact.{n}", op="is", value=False), Comparison(fact=f"fact.{n - 1}", op="is", value=False)))) for n in range(1, 30)]
    specs = {f"fact.{n}": FactSpec(name=f"fact.{n}", type="bool", where=HERE) for n in range(30)}
    uses = {name: FactUse(name=name, kind="own") for name in specs}
    ways, _ = find_ways(rules, uses, specs, dict.fromkeys(specs, False), TODAY)
    assert [len(way) for way in ways] == [30]
