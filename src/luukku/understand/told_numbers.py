"""Sums, counts and spans of time of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luukku.understand.amounts import find_amounts
from luukku.understand.counts import count_children, find_ages, find_bare
from luukku.understand.durations import find_durations
from luukku.understand.scene import Scene, Told
from luukku.understand.text import Clause, Hit

_BETWEEN, _AFTER = 14, 12
"""Characters between a number and the thing counted: "kolme eri lainaa", "lainoja on viisi"."""
_COUNTED_AFTER = re.compile(r"(?<!\w)(?:ala-?ikäisiä\s)?(?:lapsia|muksuja|kersoja|mukuloita)\s(?:\w+\s)?(?:on|oli)\s(?:\w+\s)?(?P<count>\w+)(?=\W*$|\s(?:ja|joista|mutta)\s)")
"""The Finnish "lapsia on kaksi"."""
_WEEKS = 14
"""Days from which a span is told in weeks."""
_MOST = 999
_ARTICLE = 100
"""Cents of a "one" that may be an article."""


def tell_amounts(scene: Scene) -> Iterator[Told]:
    """The first sum of money; after it was asked a bare number, too. In cents."""
    asked = scene.asked == "amount.eur"
    found = [one for part in scene.parts for one in find_amounts(scene.sentence.folded, part, scene.sentence.tongue.numbers, asked=asked)]
    counted = [one for one in found if re.match(rf"\d|{scene.sentence.tongue.numbers.small_pattern}", scene.sentence.folded[one.start : one.end])]
    one = next((one for one in counted or found if one.cents > _ARTICLE), found[0] if found else None)  # "en tre tusen", "satasia, 300"
    if one is not None:
        yield Told(name="amount.eur", value=one.cents, start=one.start, end=one.end, approx=one.approx, confidence=scene.confidence())


def tell_durations(scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Told]:
    """How long; not within `taken`, where ages stand."""
    folded = scene.sentence.folded
    for part in scene.parts:
        for one in find_durations(folded, part, scene.sentence.tongue.numbers):
            if any(start < one.end and one.start < end for start, end in taken) or (not scene.asked and _in_a_date(scene, part, one.start)):
                continue
            yield Told(name="duration", value=one.value, start=one.start, end=one.end, approx=one.approx, confidence=scene.confidence())
            return
    since = _since(scene) if scene.asked == "duration" else None
    if since is not None:
        yield since
        return
    unit = scene.sentence.tongue.numbers.unit_alone.search(folded) if scene.asked == "duration" else None
    if unit is not None:  # "kohta vuosi", "nearly a year"
        yield Told(name="duration", value=f"P1{scene.sentence.tongue.numbers.unit(unit[0])}", start=unit.start(), end=unit.end(), confidence=scene.confidence())


def _since(scene: Scene) -> Told | None:
    """ "Lokakuusta asti", "since 2019": as long as it is from then till now."""
    sentence, today = scene.sentence, scene.sentence.today
    word = scene.words.words["since"].first(sentence.folded)
    if word is None:
        return None
    day = next((one for part in scene.parts for one in sentence.days.get(part, ()) if one.first <= today), None)
    if day is None:
        year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", sentence.folded)
        ago = today.year - int(year[0]) if year else 0
        return Told(name="duration", value=f"P{ago}Y", start=word.start, end=word.end, approx=True, confidence=scene.confidence()) if ago > 0 else None
    months, days = (today.year - day.first.year) * 12 + today.month - day.first.month - (today.day < day.first.day), (today - day.first).days
    value = f"P{months}M" if months > 0 else f"P{days // 7}W" if days >= _WEEKS else f"P{days}D"
    return Told(name="duration", value=value, start=day.start, end=day.end, approx=True, confidence=scene.confidence()) if days > 0 else None


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
            thing = next((one for one in things if _counts(sentence.folded, hit.end(), one.start)), None) or scene.words.counted.compound(sentence.folded, hit.end(), part.end)
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
        after = _COUNTED_AFTER.search(sentence.folded, part.start, part.end) if sentence.tongue.language == "fi" else None
        value = sentence.tongue.numbers.number(after["count"]) if after else None
        if after and value is not None and value <= 20:
            yield Told(name="child.count", value=value, start=after.start(), end=after.end(), confidence=scene.confidence())
            return
        for twins in scene.words.twins.find(sentence.folded, part.start, part.end):
            yield Told(name="child.count", value=twins.of, start=twins.start, end=twins.end, confidence=scene.confidence())
            return


def answer_number(scene: Scene) -> Iterator[Told]:
    """A bare number, or none at all, after "how many" was asked."""
    sentence = scene.sentence
    numbers = [one for part in scene.parts for one in find_bare(sentence.folded, part, sentence.tongue.numbers) if not _in_a_date(scene, part, one.start)]
    none = scene.words.words["none"].first(sentence.folded) or (sentence.tongue.words["negates"].first(sentence.folded) if not numbers and _children(scene) else None)
    summed = scene.words.words["sums_up"].first(sentence.folded)
    together = _sum_of_children(scene) if scene.asked == "child.count" and summed is None else 0
    if together:
        yield Told(name=scene.asked, value=together, start=0, end=len(sentence.text), confidence=scene.confidence())
    elif none is not None and sentence.short(6):
        yield Told(name=scene.asked, value=0, start=none.start, end=none.end, confidence=scene.confidence())
    elif numbers:
        one = next((one for one in numbers if summed and one.start >= summed.end), numbers[0])
        yield Told(name=scene.asked, value=one.value, start=one.start, end=one.end, confidence=scene.confidence())
    elif scene.asked == "child.count" and (children := _children(scene)):  # "poika ja tyttö"
        yield Told(name=scene.asked, value=len(children), start=children[0].start, end=children[-1].end, confidence=scene.confidence())


def _sum_of_children(scene: Scene) -> int:
    """ "Two boys and a girl", "kaksoset ja tyttö": how many together; 0 where no two kinds are counted."""
    folded, words = scene.sentence.folded, scene.sentence.tongue
    kinds: dict[str, int] = {}
    past = 0
    nouns = sorted([(hit.start, hit.end, hit.of) for hit in scene.words.sexes.find(folded)] + [(hit.start, hit.end, "twins") for hit in scene.words.twins.find(folded)])
    for start, end, kind in nouns:
        twins = scene.words.twins.first(folded, start, end) if kind == "twins" else None
        before = [words.numbers.number(hit["count"]) for hit in words.numbers.count.finditer(folded, past, start)]
        kinds[kind] = kinds.get(kind, 0) + (twins.of if twins else (before[-1] or 1) if before else 1)
        past = end
    apart = any(  # "two, a girl and a boy" has told how many
        next(words.numbers.count.finditer(folded, part.start, part.end), None) is not None and not any(part.start <= start < part.end for start, *_ in nouns)
        for part in scene.sentence.parts
    )
    return sum(kinds.values()) if len(kinds) > 1 and not apart and scene.words.words["instead"].first(folded) is None else 0


def _children(scene: Scene) -> list[Hit[str]]:
    folded = scene.sentence.folded
    return [hit for part in scene.parts for hit in scene.words.children.find(folded, part.start, part.end)]


def _in_a_date(scene: Scene, part: Clause, start: int) -> bool:
    return any(day.start <= start < day.end for day in scene.sentence.days.get(part, ()))


def ages_in(scene: Scene) -> list[tuple[int, int]]:
    """Where ages of anybody stand."""
    words = scene.sentence.tongue.numbers
    return [(one.start, one.end) for part in scene.parts for one in find_ages(scene.sentence.folded, part, words)]


def as_asked(one: Told, name: str) -> Told:
    return replace(one, name=name)
