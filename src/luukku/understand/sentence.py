"""One message laid out for reading: letters, clauses, dates, in one language, with personal data blanked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luukku.model.reading import Mark
from luukku.understand.dates import Ahead, Day, find_days
from luukku.understand.lexicon import Hits
from luukku.understand.text import Clause, clauses, fold, joined, words
from luukku.understand.understanding import Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A message in one language. `text` and `folded` have the same places."""

    text: str
    folded: str
    parts: tuple[Clause, ...]
    days: dict[Clause, list[Day]]
    hits: Mapping[Clause, Hits]
    """The packs' words in each clause, by event."""
    tongue: Tongue
    today: date
    count: int
    """Words."""
    seen: dict[tuple[str, int, int], bool] = field(default_factory=dict)
    """What was looked for already; lives as long as the turn."""

    def has(self, kind: str, clause: Clause | None = None) -> bool:
        """Whether a word of that list stands in it."""
        start, end = (clause.start, clause.end) if clause else (0, len(self.folded))
        return self.once(kind, start, end, lambda: self.tongue.words[kind].first(self.folded, start, end) is not None)

    def once(self, what: str, start: int, end: int, look: Callable[[], bool]) -> bool:
        """What `look` says, asked once a turn for each place."""
        if (what, start, end) not in self.seen:
            self.seen[what, start, end] = look()
        return self.seen[what, start, end]

    def short(self, words: int) -> bool:
        return self.count <= words


TELLS = 0.3
"""Weight above which a word speaks for an event; up to it ("had", "fick") it only helps another."""


def lay_out(text: str, tongue: Tongue, marks: Sequence[Mark], today: date, *, date_asked: bool, asked_ahead: Ahead = None, near: date | None = None) -> Sentence:
    """The message without its personal data, cut into clauses; a clause that tells of two events is cut between them.

    `asked_ahead`: whether the date that was asked is one to come. `near`: a day of whose month a bare "the 10th" is.
    """
    plain = _blanked(text, [(mark.start, _end_of_blank(text, mark)) for mark in marks if mark.label != "NAME"])
    folded = _blanked(fold(plain), [(mark.start, mark.end) for mark in marks if mark.label == "NAME"])
    hits = {part: found for clause in clauses(plain) for part, found in _apart(folded, clause, tongue)}
    def ahead(part: Clause) -> Ahead:
        if tongue.guards.is_coming(folded):
            return True
        end = _first_dated(folded, part, tongue) if date_asked else part.end
        past = max((hit.start() for hit in tongue.dates.past.finditer(folded, 0 if date_asked else part.start, end)), default=-1)
        if date_asked and past < 0 and asked_ahead is None:
            past = max((hit.start() for hit in tongue.dates.past.finditer(folded, part.end)), default=-1)
        planned = max((hit.start() for hit in tongue.numbers.planned.finditer(folded, part.start, part.end) if past < 0 or not tongue.numbers.due.fullmatch(hit[0])), default=-1)
        if past >= 0 or planned >= 0:
            return planned > past  # the later word is the nearer to the date: "rent went up so we are moving in May"
        return asked_ahead

    days = {part: find_days(folded, part, tongue.dates, today, asked=date_asked, ahead=ahead(part), near=near) if tongue.dates.hints.search(folded, part.start, part.end) else [] for part in hits}
    return Sentence(text=plain, folded=folded, parts=tuple(hits), days=days, hits=hits, tongue=tongue, today=today, count=len(words(plain)))


def _first_dated(folded: str, part: Clause, tongue: Tongue) -> int:
    """Where the first stretch of the clause with a date in it ends: "15.12. ja sitten irtisanottiin"."""
    return next((each.end for each in joined(folded, part) if tongue.dates.hints.search(folded, each.start, each.end)), part.end)


def _end_of_blank(text: str, mark: Mark) -> int:
    """Identifiers are blanked whole, an address up to its last digit: the town after it is read like any other."""
    if mark.label != "ADDRESS":
        return mark.end
    return max((place + 1 for place in range(mark.start, mark.end) if text[place].isdigit()), default=mark.start)


def _blanked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """A name stands in `text` still, to be the answer to a question for one, and in `folded` no more: Salo there is no town."""
    signs = list(text)
    for start, end in places:
        signs[start:end] = "_" * (end - start)
    return "".join(signs)


def _apart(folded: str, clause: Clause, tongue: Tongue) -> list[tuple[Clause, Hits]]:
    """The clause with its words; as several where a joining word stands between two events ("jäin työttömäksi ja lainat painaa")."""
    whole = tongue.lexicon.find(folded, clause.start, clause.end)
    if sum(any(hit.of.weight > TELLS for hit in hits) for hits in whole.values()) < 2:
        return [(clause, whole)]
    pieces = [(part, tongue.lexicon.find(folded, part.start, part.end)) for part in joined(folded, clause) if folded[part.start : part.end].strip()]
    told = [{event for event, hits in found.items() if any(hit.of.weight > TELLS for hit in hits)} for _, found in pieces]
    named = [events for events in told if events]
    return pieces if len(named) > 1 and any(events != named[0] for events in named) else [(clause, whole)]
