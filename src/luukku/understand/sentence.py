"""One message laid out for reading: letters, clauses, dates, in one language, with personal data blanked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luukku.model.reading import Expects, Mark
from luukku.understand.dates import Day, find_days
from luukku.understand.text import Clause, clauses, fold, words
from luukku.understand.understanding import Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A message in one language. `text` and `folded` have the same places."""

    text: str
    folded: str
    parts: tuple[Clause, ...]
    days: dict[Clause, list[Day]]
    tongue: Tongue
    today: date
    count: int
    """Words."""

    def has(self, kind: str, clause: Clause | None = None) -> bool:
        """Whether a word of that list stands in it."""
        return self.tongue.words[kind].first(self.folded, clause.start if clause else 0, clause.end if clause else None) is not None

    def short(self, words: int) -> bool:
        return self.count <= words


def lay_out(text: str, tongue: Tongue, marks: Sequence[Mark], expects: Expects | None, today: date, *, date_asked: bool) -> Sentence:
    signs = list(text)
    for mark in marks:
        signs[mark.start : mark.end] = "_" * (mark.end - mark.start)
    plain = "".join(signs)
    folded, parts = fold(plain), tuple(clauses(plain))
    coming = tongue.guards.is_coming(folded)
    days = {part: find_days(folded, part, tongue.dates, today, asked=date_asked, ahead=coming and not date_asked) for part in parts}
    return Sentence(text=plain, folded=folded, parts=parts, days=days, tongue=tongue, today=today, count=len(words(plain)))
