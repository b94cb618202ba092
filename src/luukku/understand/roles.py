"""Whom the event is about, by the words for kin: `spouse`, `mother`; of the dead `late-spouse`."""

from __future__ import annotations

from luukku.model.pack import FactSpec
from luukku.understand.frame import ASKED, TOLD, Frame, Taken
from luukku.understand.own import NOBODY
from luukku.understand.text import Hit

_DEAD = "late-"
_OTHER = "other"
"""A relative for whom there is no name ("siskon mies"), where the pack has a value for such."""


def take_role(frame: Frame, spec: FactSpec) -> Taken | None:
    """By the kin that is named nearest to the event's words, in its own clauses."""
    asked = frame.asked(spec)
    if frame.event.manner.death:
        for death in frame.deaths:
            role = _fitting(f"{_DEAD}{death.role or _OTHER}", spec)
            if role is not None and (death.role or role in spec.values):
                return frame.taken(spec, role, death.start, death.end, ASKED if asked else TOLD, "kin")
        if frame.deaths:
            return None
    if not (asked or frame.open):
        return None
    kin = _nearest(frame, spec, asked=asked)
    if kin is None:
        return None
    said = "child-1" if kin.of == "child" else kin.of
    role = _fitting(f"{_DEAD}{said}" if frame.event.manner.death else said, spec)
    return frame.taken(spec, role, kin.start, kin.end, ASKED if asked else TOLD, "kin") if role else None


def _fitting(role: str, spec: FactSpec) -> str | None:
    """The role as the pack names it, or None where it names none such."""
    if spec.type == "text" or role in spec.values:
        return role
    plain = role.removeprefix(_DEAD)
    return plain if plain in spec.values else "child" if plain == "child-1" and "child" in spec.values else None


def _nearest(frame: Frame, spec: FactSpec, *, asked: bool) -> Hit[str] | None:
    sentence, tongue = frame.sentence, frame.sentence.tongue
    if asked:
        return next((hit for part in frame.parts(spec) for hit in tongue.kin.find(sentence.folded, part.start, part.end) if hit.of not in NOBODY), None)
    best: tuple[int, Hit[str]] | None = None
    for one in frame.said:
        if one.weight == 0 or one.guards or one.clause not in frame.mine:
            continue
        for hit in tongue.kin.find(sentence.folded, one.clause.start, one.clause.end):
            if hit.of in NOBODY:
                continue
            away = min(max(start - hit.end, hit.start - end, 0) for start, end in one.spans)
            if best is None or away < best[0]:
                best = (away, hit)
    return best[1] if best else None
