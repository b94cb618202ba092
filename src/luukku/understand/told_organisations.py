"""Organisations and employers of the catalogue, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.understand.scene import Scene, Told
from luukku.understand.text import Clause, Hit

_OWN_FIRM = frozenset({"bankruptcy", "business-start"})
_PLACED, _AT = re.compile(r"(?:ss[aä]|ll[aä]|st[aä]|lt[aä]|s|l)$"), re.compile(r"(?<!\w)(?:på|hos|vid|i|inom|at|with|for|in)(?:\s\w+)?\s$")
"""How a place of work stands: a Finnish ending, a Swedish or English preposition."""


def tell_employer(scene: Scene) -> Iterator[Told]:
    """Of whom the speaker's work is or was: named by a place of work in a clause that speaks of work, or as the one who ends it."""
    folded = scene.sentence.folded
    asked = scene.asked == "employer.kind"
    own = scene.has("own_firm") or bool(set(scene.events) & _OWN_FIRM)
    for part in scene.parts:
        if not asked and not (scene.has("works", part) or _near_work(scene, part)):
            continue
        more = scene.words.employers_when_asked.find(folded, part.start, part.end) if asked else ()
        for hit in (*scene.words.employers.find(folded, part.start, part.end), *more):
            if not asked and ((hit.of == "private" and own and not scene.has("cuts", part)) or not _is_place_of_work(scene, part, hit)):
                continue
            yield Told(name="employer.kind", value=hit.of, start=hit.start, end=hit.end, confidence=scene.confidence())
            return


def _near_work(scene: Scene, part: Clause) -> bool:
    """The clause before or after speaks of work: "jäin työttömäksi, olin kaupungilla"."""
    place = scene.parts.index(part)
    near = scene.parts[max(0, place - 1) : place + 2]
    return any(scene.has("works", one) for one in near) and (set(scene.events) <= {"job-loss", "retirement", "illness"})


def _is_place_of_work(scene: Scene, part: Clause, hit: Hit[str]) -> bool:
    """A nominative ("seurakunta", "kommunen") is an employer only where it ends the work."""
    folded = scene.sentence.folded
    placed = _PLACED.search(folded[hit.start : hit.end]) if scene.sentence.tongue.language == "fi" else _AT.search(folded[part.start : hit.start])
    return hit.of == "private" or placed is not None or scene.has("works", part) or scene.has("cuts", part)


def tell_organisations(scene: Scene, employer: tuple[int, int] | None) -> Iterator[Told]:
    """Each kind once; never the words in `employer`."""
    folded, asked = scene.sentence.folded, scene.asked == "organisation.kind"
    seen: set[str] = set()
    for part in scene.parts:
        hits: list[Hit[str]] = [*scene.words.organisations.find(folded, part.start, part.end), *scene.words.organisations_as_written.find(folded, part.start, part.end)]
        if asked:
            hits += scene.words.organisations_when_asked.find(folded, part.start, part.end)
        for hit in sorted(hits, key=lambda one: one.start):
            within = employer is not None and employer[0] < hit.end and hit.start < employer[1]
            if hit.of in seen or (within and not asked):
                continue
            seen.add(hit.of)
            role = f"other-{len(seen)}"
            yield Told(name="organisation.kind", value=hit.of, start=hit.start, end=hit.end, role=role, confidence=scene.confidence())
