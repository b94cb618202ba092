"""Sums, counts and spans of time of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from luukku.understand.amounts import find_amounts
from luukku.understand.counts import count_children, find_ages, find_bare
from luukku.understand.durations import find_durations
from luukku.understand.scene import Scene, Told
from luukku.understand.text import Clause

_BETWEEN, _AFTER = 14, 12
"""Characters between a number and the thing counted: "kolme eri lainaa", "lainoja on viisi"."""
_MOST = 999


def tell_amounts(scene: Scene) -> Iterator[Told]:
    """The first sum of money; after it was asked a bare number, too. In cents."""
    asked = scene.asked == "amount.eur"
    for part in scene.parts:
        for one in find_amounts(scene.sentence.folded, part, scene.sentence.tongue.numbers, asked=asked):
            yield Told(name="amount.eur", value=one.cents, start=one.start, end=one.end, approx=one.approx, confidence=scene.confidence())
            return


def tell_durations(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Told]:
    """How long; not within `taken`, where ages stand."""
    folded = scene.sentence.folded
    for part in scene.parts:
        for one in find_durations(folded, part, scene.sentence.tongue.numbers):
            if any(start < one.end and one.start < end for start, end in taken) or _in_a_date(scene, part, one.start):
                continue
            yield Told(name="duration", value=one.value, start=one.start, end=one.end, approx=one.approx, confidence=scene.confidence())
            return


def tell_counts(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Told]:
    """Numbers of what is counted in life: loans, heirs, bills, employees; and of pieces."""
    sentence, words = scene.sentence, scene.sentence.tongue.numbers
    for part in scene.parts:
        things = list(scene.words.counted.find(sentence.folded, part.start, part.end))
        for hit in words.count.finditer(sentence.folded, part.start, part.end):
            value = words.number(hit["count"])
            if value is None or not 0 < value <= _MOST or any(start < hit.end() and hit.start() < end for start, end in taken) or _in_a_date(scene, part, hit.start()):
                continue
            piece = words.pieces.match(sentence.folded, hit.end() + (sentence.folded[hit.end() : hit.end() + 1] == " "))
            thing = next((one for one in things if _counts(sentence.folded, hit.end(), one.start)), None)
            before = next((one for one in things if 0 <= hit.start() - one.end <= _AFTER and not words.count.search(sentence.folded, one.end, hit.start())), None)
            if value == 1 and not hit["count"].isdigit() and sentence.tongue.language != "fi":
                continue  # "en räkning", "a bill": an article
            if piece or thing or (before and not words.children.search(sentence.folded, hit.end(), part.end)):
                held = thing or before
                yield Told(name="count", value=value, start=hit.start(), end=held.end if thing and held else hit.end(), of=held.of if held else "", confidence=scene.confidence())
                return


def _counts(folded: str, end: int, start: int) -> bool:
    return 0 <= start - end <= _BETWEEN and not any(sign.isdigit() or sign in ",;" for sign in folded[end:start])


def tell_children(scene: Scene) -> Iterator[Told]:
    """How many children: "kaksi lasta", "kaksoset"; never grandchildren."""
    sentence = scene.sentence
    for part in scene.parts:
        for one in count_children(sentence.folded, part, sentence.tongue.numbers):
            article = one.value == 1 and sentence.tongue.language != "fi" and scene.birth
            if not article and one.value <= 20:
                yield Told(name="child.count", value=one.value, start=one.start, end=one.end, confidence=scene.confidence())
                return
        for twins in scene.words.twins.find(sentence.folded, part.start, part.end):
            yield Told(name="child.count", value=twins.of, start=twins.start, end=twins.end, confidence=scene.confidence())
            return


def answer_number(scene: Scene) -> Iterator[Told]:
    """A bare number, or none at all, after "how many" was asked."""
    sentence = scene.sentence
    none = scene.words.words["none"].first(sentence.folded)
    if none is not None and sentence.short(6):
        yield Told(name=scene.asked, value=0, start=none.start, end=none.end, confidence=scene.confidence())
        return
    for part in scene.parts:
        for one in find_bare(sentence.folded, part, sentence.tongue.numbers):
            yield Told(name=scene.asked, value=one.value, start=one.start, end=one.end, confidence=scene.confidence())
            return


def _in_a_date(scene: Scene, part: Clause, start: int) -> bool:
    return any(day.start <= start < day.end for day in scene.sentence.days.get(part, ()))


def ages_in(scene: Scene) -> list[tuple[int, int]]:
    """Where ages of anybody stand."""
    words = scene.sentence.tongue.numbers
    return [(one.start, one.end) for part in scene.parts for one in find_ages(scene.sentence.folded, part, words)]


def as_asked(one: Told, name: str) -> Told:
    return replace(one, name=name)
