"""What kind of turn it is, as far as its own words tell: thanks, a question, a wish for a person, no answer."""

from __future__ import annotations

import re

from luukku.model.reading import Act
from luukku.understand.patterns import words_of
from luukku.understand.sentence import Sentence
from luukku.understand.text import WORD, Clause, words

_CLEARS = re.compile(r"^\W*\w+(?:\s\w+)?\?+(?=\s+\w)")
"""One word or two with a question mark before the answer itself: "Honestly? Not a clue.", "Siis mikä? Tampere"."""
_OPENING = 4
_BEFORE = 1
"""Words before the one that says that something is wrong: "äskeinen väärin"."""
_MANNERS = 2
"""Words of a clause that is thanks alone."""
_LONGEST_SILENCE = 14
"""Words."""


def plain_acts(sentence: Sentence) -> tuple[Act, ...]:
    """In order: wants-person, thanks, question."""
    acts: list[Act] = []
    if wants_person(sentence):
        acts.append("wants-person")
    if sentence.has("thanks") and sentence.tongue.catalogue.words["relief"].first(sentence.folded) is None and not (sentence.has("no") and sentence.short(3)):
        acts.append("thanks")
    if "wants-person" not in acts and is_question(sentence):
        acts.append("question")
    return tuple(acts)


def wants_person(sentence: Sentence) -> bool:
    """By its words; "call me" only where it opens a clause, as "the collectors call me" is no wish."""
    return sentence.has("person") or any(_opens(sentence, part, "calls_me") for part in sentence.parts)


def is_manners(sentence: Sentence) -> bool:
    """Thanks that stand alone in their clause thank for nothing: "Kyrkslätt, tack"."""
    thanks = [part for part in sentence.parts if sentence.has("thanks", part)]
    return all(len(words(sentence.folded[part.start : part.end])) <= _MANNERS for part in thanks)


def is_question(sentence: Sentence) -> bool:
    """A question mark, or a clause that opens with a question word ("mitä pitää tehdä", "vad ska jag göra")."""
    if "?" in _CLEARS.sub("", sentence.folded):
        return True
    return not sentence.has("dont_know") and any(_opens(sentence, part, "asks") for part in sentence.parts)


def is_only_asking(sentence: Sentence) -> bool:
    """All of it is one question ("mitä tarkoittaa asumisoikeus?"): what it names is no answer."""
    parts = sentence.parts
    return len(parts) == 1 and (sentence.folded.rstrip().endswith("?") or _opens(sentence, parts[0], "asks")) and not sentence.has("dont_know")


def _opens(sentence: Sentence, part: Clause, kind: str) -> bool:
    """Whether the clause begins with a word of that list."""
    opening = WORD.search(sentence.folded, part.start, part.end)
    hit = sentence.tongue.words[kind].first(sentence.folded, part.start, part.end)
    return opening is not None and hit is not None and hit.start == opening.start()


def will_not_say(sentence: Sentence) -> bool:
    return sentence.has("refuse") or _is_silent(sentence, "withholds")


def does_not_know(sentence: Sentence) -> bool:
    return sentence.has("dont_know") or _is_silent(sentence, "knows_not")


def _is_silent(sentence: Sentence, how: str) -> bool:
    """Looked at in short messages only: a long one tells something, whatever it does not know."""
    if not sentence.short(_LONGEST_SILENCE):
        return False

    def look() -> bool:
        return any(hit.of == how for hit in sentence.tongue.catalogue.silences.find(words_of(sentence.text)))

    return sentence.once(f"silence {how}", 0, len(sentence.folded), look)


def turns_down(sentence: Sentence) -> bool:
    """Opens by saying that what was taken for granted is wrong: "väärin, se oli 3. päivä"."""
    hit = sentence.tongue.catalogue.words["wrongs"].first(sentence.folded)
    if hit is None:
        return False
    before = words(sentence.folded[: hit.start])
    return len(before) <= _BEFORE and not any(sentence.tongue.words["fillers"].first(word) for word in before)


def sets_right(sentence: Sentence) -> bool:
    """Opens as a correction does: "ei kun", "nej,", "I meant", "väärin"."""
    hit = sentence.tongue.words["corrects"].first(sentence.folded)
    return hit is not None and (hit.start <= _OPENING or sentence.short(8))
