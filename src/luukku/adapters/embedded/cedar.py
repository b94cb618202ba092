"""`ports.Rules` over a compiled rule set: which sort of fact each is, and one question for each sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from luukku.ground.judge import Judge
from luukku.model.own_rule import GOAL_PREFIX, PREFIX
from luukku.model.pack import SPECIAL, FactSpec, Packs
from luukku.model.rule import Asked, Category, Decided, RuleSet

NO_FACTS = frozenset({"conversation", "correction"})
"""What a look and a lesson name beside facts."""
REMEMBERED = 4096
"""So many answers are remembered: there are few different questions, and a set never changes its mind."""


class CedarRules:
    """Decides by one rule set for as long as it lives; another set is another `CedarRules`."""

    def __init__(self, rules: RuleSet, packs: Packs) -> None:
        """Raises ValueError when the set's policies cannot be parsed."""
        self.sha256 = rules.sha256
        judge = Judge(rules.policies, packs.purposes.values(), rules.sha256)
        self._decide = lru_cache(REMEMBERED)(judge.decide)
        self._categories, self._of_purpose = _categories(packs)

    def decide(self, asked: Asked, facts: Iterable[tuple[str, str]] = ()) -> Decided:
        """As in `ports.Rules`: one question for each category among the facts, "no" to any is "no"."""
        categories = sorted({self.category(name, about, asked.purpose) for name, about in facts}) or ["ordinary"]
        answers = [self._decide(replace(asked, category=category)) for category in categories]
        no = [one for one in answers if not one.allowed]
        named = sorted({rule for one in no or answers for rule in one.rules})
        return Decided(allowed=not no, rules=tuple(named), sha256=answers[0].sha256)

    def category(self, name: str, about: str, purpose: str) -> Category:
        """A fact's category: as the packs with that purpose have it, else the strictest of any; one that no pack knows is special."""
        if about.startswith("other"):
            return "other-person"
        if name in NO_FACTS or name.startswith((PREFIX, GOAL_PREFIX)):
            return "ordinary"
        return self._of_purpose.get((purpose, name)) or self._categories.get(name, "special")


def _categories(packs: Packs) -> tuple[Mapping[str, Category], Mapping[tuple[str, str], Category]]:
    """(by name, by purpose and name)."""
    strict: tuple[Category, ...] = ("ordinary", "protected", "special", "other-person")
    by_name: dict[str, Category] = {}
    by_purpose: dict[tuple[str, str], Category] = {}
    for pack in packs.events.values():
        for spec in pack.facts:
            own = _category(spec)
            by_name[spec.name] = max(by_name.get(spec.name, own), own, key=strict.index)
            for purpose in {service.purpose for service in pack.services}:
                by_purpose[purpose, spec.name] = max(by_purpose.get((purpose, spec.name), own), own, key=strict.index)
    return by_name, by_purpose


def _category(spec: FactSpec) -> Category:
    if spec.about.startswith("other"):
        return "other-person"
    if spec.sensitivity >= SPECIAL:
        return "special"
    return "protected" if spec.place else "ordinary"
