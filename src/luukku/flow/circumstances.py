"""What is true of the customer's situation, for the rules that the gate asks when something is to be sent."""

from __future__ import annotations

from luukku.flow.counter import Counter
from luukku.flow.sold import sold
from luukku.flow.take import LASTING, loose
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Facts, reveal
from luukku.model.rule import Circumstance

ACTING = "acting.for"
FOR_ANOTHER = ("mandate", "estate")


async def circumstances(counter: Counter, talk: Talk, case: Case) -> frozenset[Circumstance]:
    """A turvakielto and young age hold wherever they were said, unless the case itself says otherwise; for whom somebody acts
    holds in the case alone.

    Nothing is opened unless such a fact stands somewhere by name.
    """
    found: set[Circumstance] = {"nothing-sold"} if sold(counter, talk) is not None else set()
    holders = [one.id for one in talk.cases if LASTING & set(one.names) or (one.id == case.id and ACTING in one.names)]
    sealed = [fact for fact in await counter.store.facts(talk.customer, *holders, loose(talk)) if fact.name in (*LASTING, ACTING)]
    if not sealed:
        return frozenset(found)
    held = await counter.gate.own(talk.customer, sealed)
    own = held.get(case.id, Facts())
    for name in ("turvakielto", "minor"):
        if any(_value(facts, name) is True for facts in ([own] if own.get(name) else held.values())):
            found.add(name)
    if _value(own, ACTING) in FOR_ANOTHER:
        found.add("for-another")
    return frozenset(found)


def _value(facts: Facts, name: str) -> object:
    fact = facts.get(name)
    return reveal(fact.value) if fact is not None and fact.standing == "known" else None
