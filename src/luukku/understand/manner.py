"""In what manner an event is read: what its pack declares and how its own examples speak decide, not its name.

The birth of a child is the exception: its words ("sain", "tuli", "poika") are everyday words, so it has stricter guards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, Example
from luukku.understand.own import OWN_PEOPLE
from luukku.understand.text import Phrases, fold

BIRTH, DEATH = "child", "bereavement"
_OFTEN, _SHARE = 3, 0.1
"""Examples from which a pack is taken to speak of such people."""

People = tuple[Phrases[str], Phrases[str]]
"""Words for strangers, and for kin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """`birth`, `death`: which of the two that have words of their own. `dated`: it happens on one day, so that years ago is past."""

    birth: bool
    death: bool
    dated: bool
    speaks_of: Mapping[Language, frozenset[str]]
    """Strangers and kin whom the pack's own examples name: no sign that it is somebody else's matter."""


def manner_of(pack: EventPack, people: Mapping[Language, People]) -> Manner:
    return Manner(
        birth=pack.id == BIRTH,
        death=pack.id == DEATH,
        dated=any(spec.type == "date" and spec.name != "deadline.date" for spec in pack.facts),
        speaks_of={language: _named(pack, language, people[language]) for language in LANGUAGES},
    )


def _named(pack: EventPack, language: Language, people: People) -> frozenset[str]:
    """Whom the examples name often, and more often than the counter-examples."""
    likes, unlikes = (_count((one for one in held if one.language == language), people) for held in (pack.examples, pack.counter_examples))
    named = {name for name, count in likes.items() if count >= _OFTEN and count > unlikes[name]}
    kin = people[1].kinds - {*OWN_PEOPLE, "friend"}
    own, others = (sum(count[role] for role in kin) for count in (likes, unlikes))
    examples = sum(one.language == language for one in pack.examples)
    if own >= _OFTEN and own > others and own >= _SHARE * examples:
        named |= kin  # whoever speaks of mothers and fathers speaks of aunts too
    return frozenset(named)


def _count(examples: Iterable[Example], people: People) -> Counter[str]:
    count: Counter[str] = Counter()
    for one in examples:
        folded = fold(one.text)
        count.update({hit.of for words in people for hit in words.find(folded)})
    return count
