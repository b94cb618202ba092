"""Keeps what did not happen, or not to this person, from being taken for an event: clause by clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from luukku.model.pack import Stem
from luukku.understand.tables import strings
from luukku.understand.text import Clause, Hit, Phrases, phrases

Guard = Literal["negated", "hypothetical", "somebody-else", "metaphor", "long-past", "general", "grief"]

_NEAR = 24
"""Characters before or after an event's word within which a "not" belongs to it."""
_LONG_AGO = 2
"""Years."""


class Guards:
    """The guarding words of one language; see `stand_before`."""

    def __init__(self, table: Mapping[str, object]) -> None:
        def of(key: str) -> Phrases[str]:
            return phrases(strings(table, key))

        self.negates, self.supposes, self.others, self.own = of("negates"), of("supposes"), of("others"), of("own")
        self.grief = of("grief")
        self.unlike, self.long_past, self.coming, self.unsure = of("unlike"), of("long_past"), of("coming"), of("dont_know")

    def stand_before(self, folded: str, clause: Clause, hits: Sequence[Hit[Stem]], years: Sequence[date], today: date, *, asks: bool) -> tuple[Guard, ...]:
        """Why the clause's event words do not count; empty when they do. `years`: dates in it; `asks`: ends in "?"."""
        start, end = clause.start, clause.end
        own = self.own.first(folded, start, end)
        found: list[Guard] = []
        if self._is_negated(folded, clause, hits):
            found.append("negated")
        if self.supposes.first(folded, start, end):
            found.append("hypothetical")
        if self._is_anothers(folded, clause, own):
            found.append("somebody-else")
        if self.unlike.first(folded, start, end):
            found.append("metaphor")
        if self.long_past.first(folded, start, end) or any(day.year < today.year - _LONG_AGO for day in years):
            found.append("long-past")
        if asks and own is None and not years:
            found.append("general")
        return tuple(found)

    def is_grief(self, folded: str, clause: Clause) -> bool:
        """Death or loss is spoken of: a glad event is not read into it."""
        return self.grief.first(folded, clause.start, clause.end) is not None

    def is_supposed(self, folded: str, clause: Clause) -> bool:
        """Denied, or only imagined ("jos hän olisi kuollut")."""
        return any(words.first(folded, clause.start, clause.end) is not None for words in (self.negates, self.supposes))

    def is_coming(self, folded: str) -> bool:
        """Expected, not yet here."""
        return self.coming.first(folded) is not None

    def _is_negated(self, folded: str, clause: Clause, hits: Sequence[Hit[Stem]]) -> bool:
        unsure = [(hit.start, hit.end) for hit in self.unsure.find(folded, clause.start, clause.end)]
        for no in self.negates.find(folded, clause.start, clause.end):
            if any(start <= no.start < end for start, end in unsure):
                continue
            if any(0 <= hit.start - no.end <= _NEAR or 0 <= no.start - hit.end <= _NEAR // 3 for hit in hits):
                return True
        return False

    def _is_anothers(self, folded: str, clause: Clause, own: Hit[str] | None) -> bool:
        others = list(self.others.find(folded, clause.start, clause.end))
        if not others:
            return False
        if own is None:
            return True
        return any(
            other.start <= own.start < other.end or 0 <= own.start - other.end <= 1 or " " in folded[other.start : other.end].strip() for other in others
        )
