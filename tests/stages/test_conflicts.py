"""Two rules, one case, opposite outcomes and nothing that says which goes first: found, with the case."""

from __future__ import annotations

import random

import pytest

from luukku.ground.conditions import evaluate_by
from luukku.ground.ruling import answers, conflict, find_case
from luukku.model.fact import Value
from luukku.model.pack import All, Any, Condition, FactSpec, Not
from luukku.model.pack import Test as Comparison
from luukku.model.ruling import DecisionRule
from tests.stages.rulings import HERE, TODAY, a_rule, draw

PACKS = 50


def clean(seed: int) -> tuple[list[DecisionRule], dict[str, FactSpec]]:
    """Rules that allow what others deny only where they do not hold: each deny's condition is shut out of each allow's."""
    drawn = draw(seed, most_facts=6, most_rules=8)
    denies = [one for one in drawn.rules if one.says == "deny"]
    shut = tuple(Not(one.when) for one in denies)
    allows = [a_rule(one.id, "allow", All((one.when, *shut))) for one in drawn.rules if one.says == "allow"]
    return [*allows, *(a_rule(one.id, "deny", one.when) for one in denies)], dict(drawn.specs)


def planted(seed: int) -> tuple[list[DecisionRule], dict[str, FactSpec]]:
    """The same, with one rule more that denies where some rule allows."""
    rules, specs = clean(seed)
    dice = random.Random(seed)
    allows = [one for one in rules if one.says == "allow" and find_case(one.when, specs, TODAY) is not None]
    if not allows:
        specs["extra"] = FactSpec(name="extra", type="bool", where=HERE)
        allows = [a_rule("extra-allow", "allow", Comparison(fact="extra", op="is", value=True))]
        rules += allows
    one = dice.choice(allows)
    part: Condition = Any((one.when, Comparison(fact=next(iter(specs)), op="known", value=True)))
    return [*rules, a_rule("planted", "deny", one.when if dice.random() < 0.5 else part)], specs


def conflicts(rules: list[DecisionRule], specs: dict[str, FactSpec]) -> list[tuple[str, str, dict[str, Value]]]:
    found = []
    for allow in (one for one in rules if one.says == "allow"):
        for deny in (one for one in rules if one.says == "deny"):
            case = conflict(allow, deny, specs, TODAY)
            if case is not None:
                found.append((allow.id, deny.id, case))
    return found


@pytest.mark.requirement("R-45")
def test_planted_conflicts_are_found_in_fifty_packs_and_none_in_clean_ones() -> None:
    for seed in range(PACKS):
        assert conflicts(*clean(seed)) == [], seed
        rules, specs = planted(seed)
        found = conflicts(rules, specs)
        assert "planted" in {deny for _, deny, _ in found}, seed
        by_id = {one.id: one for one in rules}
        for allow, deny, case in found:  # the case that is shown is one in which both hold
            answer = answers(case, frozenset(), TODAY)
            assert [evaluate_by(by_id[id].when, answer) for id in (allow, deny)] == ["true", "true"], seed


FEW = Comparison(fact="count", op="below", value=6)
HELD = Comparison(fact="held", op="is", value=True)
SPECS = {"count": FactSpec(name="count", type="whole", where=HERE), "held": FactSpec(name="held", type="bool", where=HERE)}


def test_what_goes_before_another_by_name_is_no_conflict() -> None:
    few = a_rule("few", "allow", FEW)
    assert conflict(few, a_rule("held", "deny", HELD), SPECS, TODAY) is not None
    assert conflict(few, a_rule("held", "deny", HELD, over=("few",)), SPECS, TODAY) is None


def test_the_law_goes_before_the_organisation_and_not_the_other_way_round() -> None:
    assert conflict(a_rule("few", "allow", FEW), a_rule("held", "deny", HELD, "law"), SPECS, TODAY) is None
    by_law = a_rule("few", "allow", FEW, "law")
    assert conflict(by_law, a_rule("held", "deny", HELD, over=("few",)), SPECS, TODAY) == {"count": 5, "held": True}


def test_rules_that_never_hold_together_are_no_conflict() -> None:
    many = a_rule("many", "deny", Comparison(fact="count", op="at_least", value=6))
    assert conflict(a_rule("few", "allow", FEW), many, SPECS, TODAY) is None
