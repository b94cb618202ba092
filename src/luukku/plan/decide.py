"""A decision: from a pack's rules and what is known to an outcome, its reasons, and what would change it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from luukku.ground.conditions import fact_names
from luukku.ground.ruling import Held, answers, can_matter, granted
from luukku.ground.ruling import decide as outcome_of
from luukku.model.fact import Fact, Facts, reveal
from luukku.model.pack import EventPack, FactSpec
from luukku.model.ruling import NO_RULE, Confidence, DecisionPack, DecisionRule, FactUse, Ruling
from luukku.plan.about import own_facts
from luukku.plan.ways import find_ways

ENGINE = "luukku-rules 1"
"""The engine's name and version in records. It changes when the same facts and rules could come out otherwise."""


def decide(pack: DecisionPack, event: EventPack, facts: Facts, today: date) -> Ruling:
    """What the pack's rules say of the facts on that day.

    Only facts that the pack declares are looked at, each about whom the event's pack says; a protected place is none.
    """
    used = own_facts(event, facts).only(pack.facts)
    return rule(used, pack.rules, pack.facts, {spec.name: spec for spec in pack.specs}, today)


def rule(facts: Facts, rules: Sequence[DecisionRule], uses: Mapping[str, FactUse], specs: Mapping[str, FactSpec], today: date) -> Ruling:
    """The same on facts and rules as they come."""
    values: dict[str, Held] = {fact.name: reveal(fact.value) for fact in facts if fact.standing == "known"}
    refused = frozenset(fact.name for fact in facts if fact.standing == "refused")
    outcome, reasons = outcome_of(rules, answers(values, refused, today))
    names = basis_of(rules, reasons)
    basis = tuple(name for name in names if values.get(name) is not None)
    unknown = tuple(name for name in _names(rules) if values.get(name) is None and name not in refused)
    ways, all_tried = find_ways(rules, uses, specs, values, today) if outcome == "no" else ((), True)
    return Ruling(
        outcome=outcome,
        reasons=reasons,
        basis=basis,
        open=can_matter(granted(rules), unknown, values, specs, refused, today) if outcome == "open" else (),
        ways=ways,
        all_tried=all_tried,
        confidence=_confidence([fact for fact in facts if fact.name in basis]),
    )


def basis_of(rules: Sequence[DecisionRule], reasons: Sequence[str]) -> tuple[str, ...]:
    """Facts on which an outcome rests: of a no those of the rules that forbid, or of all that might have allowed; of a yes those of
    the rules that allow and of all that might have forbidden; of what is open all."""
    by_id = {one.id: one for one in rules}
    found = [by_id[reason] for reason in reasons if reason in by_id]
    if NO_RULE in reasons:
        found = [one for one in rules if one.says == "allow"]
    elif not found:
        found = list(rules)
    elif found[0].says == "allow":
        found = [*found, *(one for one in rules if one.says == "deny")]
    return _names(found)


def _names(rules: Sequence[DecisionRule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in rules for name in fact_names(one.when)))


def _confidence(facts: Sequence[Fact]) -> Confidence:
    if any(fact.approx for fact in facts):
        return "about"
    return "shown" if facts and all(fact.source in ("shown", "verified") for fact in facts) else "said"
