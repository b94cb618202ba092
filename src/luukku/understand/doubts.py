"""Why an event's words in a clause do not count. For every event but the birth of a child, which has `guards.py`.

What is denied, imagined, asked in general, of somebody else, of a film, or long past opens no case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luukku.model.pack import Stem
from luukku.understand.guards import Guard
from luukku.understand.manner import Manner
from luukku.understand.own import OWN_PEOPLE
from luukku.understand.sentence import Sentence
from luukku.understand.text import WORD, Clause, Hit

_BEFORE, _AFTER = 26, 8
"""Characters within which a "not" before, or after, an event's word belongs to it."""
_LONG_AGO = 2
"""Years."""
_IF = re.compile(r"(?:^|händer|sker|blir det|går det|undrar|vet inte)\s*$")
_OPENING, _SHORTEST = 2, 4
_YEAR = re.compile(r"(?<![\w.,€-])(?:19|20)\d\d(?![\w€]|[.,]\d|\s?(?:e|eur|€))")
_OWN_ENDING = re.compile(r"\w{2}mme(?:kö)?(?!\w)|\w{2}n(?:ko|kö)(?!\w)|\w{3}isin(?!\w)")
"""Finnish verbs of the first person, and their questions ("haemme", "voinko")."""


def doubts_of(sentence: Sentence, clause: Clause, hits: Sequence[Hit[Stem]], manner: Manner) -> tuple[Guard, ...]:
    """Empty when the words count. `hits`: the event's words in the clause that have a weight."""
    found: list[Guard] = []
    if _is_denied(sentence, clause, hits):
        found.append("negated")
    begins_with_if = sentence.tongue.language == "sv" and sentence.folded[clause.start : clause.end].lstrip().startswith("om ")
    if begins_with_if or _stands(sentence, "imagines", clause, hits) or _follows_if(sentence, clause):
        found.append("hypothetical")
    if is_somebody_elses(sentence, clause, hits, manner):
        found.append("somebody-else")
    if _stands(sentence, "unreal", clause, hits):
        found.append("metaphor")
    years = [day.first.year for day in sentence.days.get(clause, ())]
    if manner.dated and (_stands(sentence, "long_ago", clause, hits) or is_long_past(sentence, clause)):
        found.append("long-past")
    if _asks(sentence, clause) and not years and not is_own(sentence, clause):
        found.append("general")
    if manner.dated and _stands(sentence, "called_off", clause, hits):
        found.append("negated")
    return tuple(found)


def _follows_if(sentence: Sentence, clause: Clause) -> bool:
    """ "Jos avioero tulee, muutan": what would follow is as imagined as what it follows from."""
    before = next((part for part in reversed(sentence.parts) if part.end <= clause.start), None)
    if before is None or "," not in sentence.text[before.end : clause.start + 1]:
        return False
    opening = WORD.search(sentence.folded, before.start, before.end)
    hit = sentence.tongue.words["imagines"].first(sentence.folded, before.start, before.end)
    return opening is not None and hit is not None and hit.start == opening.start()


def _asks(sentence: Sentence, clause: Clause) -> bool:
    """A question mark, a question word at the beginning, or a Finnish verb that asks ("kannattaako")."""
    if sentence.folded[clause.end : clause.end + 1] == "?":
        return True
    opening = WORD.search(sentence.folded, clause.start, clause.end)
    if opening is None:
        return False
    if sentence.tongue.language == "fi" and opening[0].endswith(("ko", "kö")) and len(opening[0]) > _SHORTEST:
        return True
    hit = sentence.tongue.words["asks"].first(sentence.folded, clause.start, clause.end)
    return hit is not None and hit.start == opening.start()


def is_long_past(sentence: Sentence, clause: Clause) -> bool:
    """A day or a bare year of more than two years ago stands in it."""
    years = [day.first.year for day in sentence.days.get(clause, ())]
    years += [int(hit[0]) for hit in _YEAR.finditer(sentence.folded, clause.start, clause.end)]
    return any(year < sentence.today.year - _LONG_AGO for year in years)


def is_own(sentence: Sentence, clause: Clause) -> bool:
    """The customer speaks of themselves in it."""
    if sentence.has("mine", clause):
        return True
    return sentence.tongue.language == "fi" and _OWN_ENDING.search(sentence.folded, clause.start, clause.end) is not None


def is_somebody_elses(sentence: Sentence, clause: Clause, hits: Sequence[Hit[Stem]], manner: Manner) -> bool:
    """A stranger, or kin outside the household, stands before the event's words and is not just company."""
    first = min((hit.start for hit in hits), default=clause.end)
    start = clause.start
    opening = WORD.search(sentence.folded, clause.start, clause.end)
    if opening and clause.start > 0 and any(hit.start == opening.start() for hit in sentence.tongue.words["followers"].find(sentence.folded, clause.start, clause.end)):
        before = [part for part in sentence.parts if part.end <= clause.start]
        start = before[-1].start if before else clause.start  # "minulla on ystävä, joka erosi"
    return any(_is_subject(sentence, start, first, other, hits, manner) for other in _others(sentence, start, first, manner))


def _others(sentence: Sentence, start: int, end: int, manner: Manner) -> list[Hit[str]]:
    tongue, freed = sentence.tongue, manner.speaks_of
    kin = [hit for hit in tongue.kin.find(sentence.folded, start, end) if hit.of not in OWN_PEOPLE]
    return [hit for hit in (*tongue.words["strangers"].find(sentence.folded, start, end), *kin) if hit.of not in freed]


def _is_subject(sentence: Sentence, start: int, first: int, other: Hit[str], hits: Sequence[Hit[Stem]], manner: Manner) -> bool:
    tongue, folded = sentence.tongue, sentence.folded
    if any(hit.start < other.end and other.start < hit.end for hit in hits):
        return False
    beside = tongue.words["companions"]
    if tongue.language == "fi":
        company = any(0 <= hit.start - other.end <= 1 for hit in beside.find(folded, other.end, first))
    else:
        company = any(0 <= other.start - hit.end <= _AFTER for hit in beside.find(folded, start, other.start))
    if company:
        return False
    mine = tongue.words["mine"]
    between = next((hit for hit in mine.find(folded, other.end, first) if hit.start > other.end + 1), None)
    if between is not None:
        return False
    opening = [word.start() for word in WORD.finditer(folded, start, other.start)][:_OPENING]
    # "I and a friend are starting": the customer is in it; "I have a friend who" and "my friend" are not
    return not any(hit.start in opening and _joins(sentence, hit.end, other.start) for hit in mine.find(folded, start, other.start))


def _joins(sentence: Sentence, start: int, end: int) -> bool:
    return re.search(r"(?<!\w)(?:ja|och|and|&)(?!\w)", sentence.folded[start:end]) is not None


def _stands(sentence: Sentence, kind: str, clause: Clause, hits: Sequence[Hit[Stem]]) -> bool:
    """A word of the list, that is none of the event's own; Swedish "om" is "if" only where a sentence can begin."""
    for hit in sentence.tongue.words[kind].find(sentence.folded, clause.start, clause.end):
        about = sentence.tongue.language == "sv" and hit.of.startswith("om ") and not _IF.search(sentence.folded[clause.start : hit.start])
        if not about and not _within(hit, hits):
            return True
    return False


def _is_denied(sentence: Sentence, clause: Clause, hits: Sequence[Hit[Stem]]) -> bool:
    words, folded = sentence.tongue.words, sentence.folded
    able = [*words["cannot"].find(folded, clause.start, clause.end), *words["dont_know"].find(folded, clause.start, clause.end)]
    for no in words["negates"].find(folded, clause.start, clause.end):
        if _within(no, hits) or any(one.start <= no.start < one.end for one in able):
            continue
        after = -1 if no.of.endswith("kä") else _AFTER  # "velkakierteessä enkä pääse ulos" denies what follows
        if any(0 <= hit.start - no.end <= _BEFORE or 0 <= no.start - hit.end <= after for hit in hits):
            return True
    return False


def _within(one: Hit[str], hits: Sequence[Hit[Stem]]) -> bool:
    return any(hit.start <= one.start and one.end <= hit.end for hit in hits)
