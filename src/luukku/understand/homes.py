"""Places as facts: where the customer lives or moves to, and from where."""

from __future__ import annotations

from collections.abc import Iterator

from luukku.model.pack import FactSpec
from luukku.understand.frame import ASKED, LOOSE, TOLD, Frame, Taken
from luukku.understand.municipality import Place
from luukku.understand.text import Clause, joined

_TABLE = "municipalities"


def take_home(frame: Frame, spec: FactSpec) -> Taken | None:
    """`municipality.from` is the place that is left; any other the place where the person lives, moves to, or it happens."""
    asked = frame.asked(spec)
    if not (asked or frame.open):
        return None
    places = _left(frame, spec) if spec.name == "municipality.from" else _lived_in(frame, spec)
    known = frame.value_of(spec)
    if frame.setting_right:
        places = [place for place in places if place.name != known] or places
    if not places:
        return None
    place = places[0]
    return frame.taken(spec, place.name, place.start, place.end, ASKED if asked else LOOSE if place.common else TOLD, _TABLE)


def take_own_home(frame: Frame, spec: FactSpec, parts: Iterator[Clause]) -> Taken | None:
    """Where the customer says that they live, before any event is known."""
    for part in parts:
        for place in _places(frame, part, asked=True):
            if not _is_left(frame, part, place):
                return frame.taken(spec, place.name, place.start, place.end, TOLD, _TABLE)
    return None


def _places(frame: Frame, part: Clause, *, asked: bool) -> list[Place]:
    """None of which is a number in the language spoken: "tre" is Tampere in Finnish and three in Swedish."""
    sentence = frame.sentence
    found = frame.understanding.municipalities.find(sentence.text, sentence.folded, part, asked=asked)
    return [place for place in found if sentence.folded[place.start : place.end] not in sentence.tongue.numbers.small]


def _lived_in(frame: Frame, spec: FactSpec) -> list[Place]:
    asked, sentence, towns = frame.asked(spec), frame.sentence, frame.understanding.municipalities
    places: list[Place] = []
    for part in frame.parts(spec):
        if frame.names_another(part) and not _tells(frame, part):
            continue
        found = _places(frame, part, asked=asked)
        if len(found) > 1:  # "mies asuu Turussa ja minä Raisiossa"
            found = [place for place in found if not any(_holds(one, place) and frame.names_another(one) for one in joined(sentence.folded, part))] or found
        places += [place for place in found if (asked and not _is_left(frame, part, place)) or (frame.is_free(part) and not towns.is_from(sentence.folded, part, place))]
    return places


def _left(frame: Frame, spec: FactSpec) -> list[Place]:
    asked, sentence, towns = frame.asked(spec), frame.sentence, frame.understanding.municipalities
    found = [(part, place) for part in frame.parts(spec) if frame.is_free(part) or asked for place in _places(frame, part, asked=asked)]
    leaving = [place for part, place in found if towns.is_from(sentence.folded, part, place)]
    return leaving or ([place for _, place in found] if asked else [])


def _tells(frame: Frame, part: Clause) -> bool:
    """The event itself is told in the clause: then its place is the event's, whoever is named beside it."""
    return not frame.event.manner.birth and any(one.clause == part and one.weight > 0 and not one.guards for one in frame.said)


def _holds(clause: Clause, place: Place) -> bool:
    return clause.start <= place.start < clause.end


def _is_left(frame: Frame, part: Clause, place: Place) -> bool:
    """ "Muutimme Turusta Tampereelle": the one they left does not answer."""
    towns, sentence = frame.understanding.municipalities, frame.sentence
    return len(_places(frame, part, asked=True)) > 1 and towns.is_from(sentence.folded, part, place)
