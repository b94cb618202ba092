"""By whose rules everything here goes: for anybody who asks. Names no customer, opens nothing."""

from __future__ import annotations

import asyncio

from luukku import explain, packs
from luukku.flow.counter import Counter
from luukku.model.ids import Language
from luukku.model.open_rules import RulesView
from luukku.model.rule import Asked


async def open_rules(counter: Counter, language: Language) -> RulesView:
    """As they stand now. Cases are read of the packs as they lie there, once for each set."""
    if counter.rule_cases is None:
        counter.rule_cases = await asyncio.to_thread(_cases, counter)
    changes = await asyncio.to_thread(counter.rules_changes)
    return explain.rules_view(counter.rules, counter.rule_cases, changes, counter.texts, language, counter.settings.organisation, kept=counter.rules_kept)


def _cases(counter: Counter) -> explain.Cases:
    found: dict[str, list[tuple[Asked, bool, bool]]] = {}
    for case in packs.cases_of(counter.packs, counter.settings.packs or packs.find_packs()):
        found.setdefault(case.rule, []).append((case.asked, case.applies, case.decision == "allow"))
    return found
