"""Municipalities of the catalogue: where it happens or where the person lives or moves to, and from where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.understand.municipality import Place
from luukku.understand.scene import Scene, Told
from luukku.understand.text import WORD, Clause

_NEAR = 5
"""Characters between "near" and its town."""
_STAYS = re.compile(r"(?<!\w)(?:asu\w*|bor|bo|live|lives|living|muut\w+|flytt\w+|mov\w+)(?!\w)")


def tell_places(scene: Scene) -> Iterator[Told]:
    """One place and one that is left."""
    found = [(part, place, _is_left(scene, part, place)) for part in scene.parts for place in _places(scene, part)]
    here = sorted(((part, place) for part, place, left in found if not left), key=lambda one: (_is_beside(scene, *one), _rank(scene, one[0])))
    there = [place for _, place, left in found if left]
    if scene.asked == "municipality.from" and not there:
        there, here = [place for _, place in here[:1]], [(part, place) for part, place in here[1:] if place.name != here[0][1].name]
    elif scene.asked == "municipality" and not here:
        here, there = [(part, place) for part, place, _ in found[:1]], []
    for name, held in (("municipality", [place for _, place in here]), ("municipality.from", there)):
        for place in held[:1]:
            yield Told(name=name, value=place.name, start=place.start, end=place.end, confidence=scene.confidence())


def _is_beside(scene: Scene, part: Clause, place: Place) -> bool:
    """Asked where: what only lies near it, and where it was before: "near Turku, in Lieto", "förr i Björneborg, numera i Ulvsby"."""
    if scene.asked != "municipality":
        return False
    words, folded = scene.words.words, scene.sentence.folded
    near = any(-1 <= hit.start - place.end <= 1 or 0 <= place.start - hit.end <= _NEAR for hit in words["near"].find(folded, part.start, part.end))
    return near or words["formerly"].first(folded, part.start, part.end) is not None


def _rank(scene: Scene, part: Clause) -> int:
    """Where somebody lives or moves before where an event happens, and that before other places."""
    if _STAYS.search(scene.sentence.folded, part.start, part.end):
        return 0
    return 1 if scene.eventful(part) else 2


def _places(scene: Scene, part: Clause) -> Iterator[Place]:
    sentence = scene.sentence
    asked = scene.asked.startswith("municipality")
    for place in scene.towns.find(sentence.text, sentence.folded, part, asked=asked):
        number = sentence.folded[place.start : place.end] in sentence.tongue.numbers.small
        if not number and (asked or not (_is_organisations(scene, place) or _is_denied(scene, part, place))):
            yield place


def _is_organisations(scene: Scene, place: Place) -> bool:
    """ "Helsingin käräjäoikeus": the court's name, not where anything happens."""
    folded = scene.sentence.folded
    after = WORD.search(folded, place.end)
    if after is None or after.start() - place.end != 1:
        return False
    if scene.words.employers.first(folded, after.start(), after.end()) is not None or after[0] in ("stad", "stads"):
        return True
    near = scene.words.organisations.first(folded, after.start(), after.end())
    return near is not None and near.of in ("court", "police", "church", "wellbeing-county", "tax", "enforcement", "municipality")


def _is_denied(scene: Scene, part: Clause, place: Place) -> bool:
    """ "En ole muuttamassa Tampereelle"."""
    sentence = scene.sentence
    no = sentence.tongue.words["negates"].first(sentence.folded, part.start, place.start)
    return no is not None and not scene.eventful(part) and not sentence.has("cannot", part)


def _is_left(scene: Scene, part: Clause, place: Place) -> bool:
    return scene.towns.is_from(scene.sentence.folded, part, place)
