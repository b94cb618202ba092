"""Of the whole reading what a running conversation keeps: facts that the pack of their event declares, each for its event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from luukku.model.fact import reveal
from luukku.model.pack import FactSpec
from luukku.model.reading import ReadFact, Reading

_TOLD = frozenset({"event.date", "deadline.date", "municipality", "municipality.from", "child.count", "amount.eur"})
"""Facts of the shared catalogue that are kept where they are told beside an answer; others only as the answer itself."""


def keep_declared(reading: Reading, specs: Mapping[str, Mapping[str, FactSpec]], asked: str, asking: str, under_way: Sequence[str]) -> Reading:
    """The facts of no event given to one, or left out. `asked`: the fact; `asking`: the event whose pack asks, or "".

    An answer belongs to the event that asks; what is told beside it to the one event that the message tells of, else to the one
    that asks. What no pack declares is not kept, and not shown as if it were.
    """
    told_of = [one.event for one in reading.events]
    home = told_of[0] if len(told_of) == 1 else asking or (under_way[-1] if under_way else "")
    return replace(reading, facts=tuple(_kept(reading, specs, asked, asking, home)))


def _kept(reading: Reading, specs: Mapping[str, Mapping[str, FactSpec]], asked: str, asking: str, home: str) -> Iterator[ReadFact]:
    held = {(fact.event, fact.name) for fact in reading.facts if fact.event}
    for fact in reading.facts:
        event = asking if fact.name == asked else home
        spec = specs.get(event, {}).get(fact.name)
        if fact.event:
            yield fact
        elif spec is not None and (event, fact.name) not in held and (fact.name == asked or fact.name in _TOLD) and _fits(fact, spec):
            held.add((event, fact.name))
            yield replace(fact, event=event, about=spec.about)


def _fits(fact: ReadFact, spec: FactSpec) -> bool:
    """Whether the value is one that the pack's fact may have."""
    value = reveal(fact.value)
    if spec.type == "enum":
        return value in spec.values
    if spec.type in ("whole", "cents"):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, bool) == (spec.type == "bool")
