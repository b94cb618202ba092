"""Whom the event is about, and given names that are told."""

from __future__ import annotations

from collections.abc import Iterator

from luukku.understand.doubts import is_own
from luukku.understand.grief import HEADS
from luukku.understand.manner import BIRTH, DEATH
from luukku.understand.names import find_name
from luukku.understand.own import NOBODY
from luukku.understand.scene import Scene, Told
from luukku.understand.text import WORD, Clause, Hit
from luukku.understand.told_ages import find_age

_ROLES = frozenset({
    "child-1", "child", "spouse", "ex-spouse", "mother", "father", "sister", "brother", "grandmother", "grandfather", "grandchild", "mother-in-law",
    "father-in-law", "friend", "employee", "aunt", "uncle", "cousin",
})  # fmt: skip
_BETWEEN_TWO = frozenset({"divorce", "marriage"})
"""Events of the speaker and the spouse alike."""
_SUBJECT = 4
"""Words of a clause within which its subject is named."""
_BESIDE = 12


def tell_role(scene: Scene) -> Iterator[Told]:
    """The dead; the child that is born; else the kin of whom the event's clause speaks, and who is not just company."""
    dead = _dead(scene)
    if dead is not None or scene.deaths:
        yield from [dead] if dead is not None else []
        return
    if scene.birth or (not scene.events and scene.has("born") and _child(scene) is not None):
        child = _child(scene)
        grand = next((hit for part in scene.parts for hit in scene.sentence.tongue.kin.find(scene.sentence.folded, part.start, part.end) if hit.of == "grandchild"), None)
        if grand is not None:
            yield Told(name="person.role", value="grandchild", start=grand.start, end=grand.end)
        elif child is not None:
            yield Told(name="person.role", value="child-1", start=child.start, end=child.end)
        return
    kin = _spoken_of(scene)
    if kin is not None:
        yield Told(name="person.role", value="child-1" if kin.of == "child" else kin.of, start=kin.start, end=kin.end)


def answer_role(scene: Scene, *, dead: bool) -> Iterator[Told]:
    """Any kin that is named; of a question after who has died, the late one. `dead`: so asked."""
    folded, tongue = scene.sentence.folded, scene.sentence.tongue
    for part in scene.parts:
        kin = [hit for hit in tongue.kin.find(folded, part.start, part.end) if hit.of in _ROLES]
        kin += [Hit(hit.start, hit.end, "child") for hit in scene.words.children.find(folded, part.start, part.end)] if not kin else []
        for hit in _heads(scene, kin)[:1] or [one for one in kin[:1] if len(kin) == 1]:
            role = "child-1" if hit.of == "child" else hit.of
            yield Told(name="person.role", value=f"late-{role}" if dead else role, start=hit.start, end=hit.end, confidence=scene.confidence())
            return


def tell_name(scene: Scene) -> Iterator[Told]:
    name = find_name(scene.sentence, asked=False)
    if name is not None and any(part.start <= name.start < part.end for part in scene.parts):
        child = _child(scene) is not None or scene.birth
        yield Told(name="name.given", value=name.value, start=name.start, end=name.end, role="child-1" if child else "me")


def _dead(scene: Scene) -> Told | None:
    for death in scene.deaths:
        if death.role is not None:
            return Told(name="person.role", value=f"late-{death.role}", start=death.start, end=death.end)
    folded, tongue = scene.sentence.folded, scene.sentence.tongue
    if scene.deaths or not (DEATH in scene.events or not scene.events):
        return None
    for part in scene.parts:
        if not tongue.guards.is_grief(folded, part) or scene.sentence.has("animals", part):
            continue
        friend = next((hit for hit in tongue.kin.find(folded, part.start, part.end) if hit.of == "friend"), None)
        own = friend is not None and (scene.sentence.has("mine", part) or tongue.language == "fi")
        if friend is not None and own and len(list(tongue.kin.find(folded, part.start, part.end))) == 1:
            return Told(name="person.role", value="late-friend", start=friend.start, end=friend.end)
    return None


def _child(scene: Scene) -> Hit[str] | None:
    folded = scene.sentence.folded
    for part in scene.parts:
        hit = scene.words.children.first(folded, part.start, part.end)
        if hit is not None:
            return hit
        twins = scene.words.twins.first(folded, part.start, part.end)
        if twins is not None:
            return Hit(twins.start, twins.end, "child")
    return None


def _spoken_of(scene: Scene) -> Hit[str] | None:
    """In the event's own clauses first; elsewhere only before them, or when no event is known."""
    if any(event in _BETWEEN_TWO for event in scene.events):
        return next((hit for part in scene.parts for hit in _kin(scene, part) if hit.of == "ex-spouse"), None)
    told = [part for part in scene.parts if scene.eventful(part)]
    former = next((hit for part in (told or scene.parts) for hit in _kin(scene, part) if hit.of == "ex-spouse"), None)
    if former is not None:
        return former
    before = [part for part in scene.parts if told and part.end <= told[0].start]
    own = any(is_own(scene.sentence, part) for part in scene.parts)
    aged = [part for part in scene.parts if own and find_age(scene, part)]
    for part in (*told, *reversed(before)) if told else [part for part in scene.parts if part not in aged]:
        for hit in _heads(scene, _kin(scene, part)):
            if _is_subject(scene, part, hit) or _is_cared_for(scene, part, hit):
                return hit
    if BIRTH not in scene.events and set(scene.events) & {"caring", "illness", "coming-of-age"}:
        return next((hit for part in scene.parts for hit in _kin(scene, part)), None)
    return None


def _heads(scene: Scene, kin: list[Hit[str]]) -> list[Hit[str]]:
    """Two side by side name one together: "vaimon äiti" is the mother-in-law; where there is no word for it, nobody."""
    found: list[Hit[str]] = []
    skip = False
    for one, after in zip(kin, [*kin[1:], None], strict=False):
        if skip:
            skip = False
        elif after is not None and not scene.sentence.folded[one.end : after.start].strip(" 's"):
            head = HEADS.get((one.of, after.of))
            found += [Hit(one.start, after.end, head)] if head else []
            skip = True
        else:
            found.append(one)
    return found


def _kin(scene: Scene, part: Clause) -> list[Hit[str]]:
    """Kin in the clause that is more than company, counted, or the one who speaks of it."""
    folded, tongue = scene.sentence.folded, scene.sentence.tongue
    if scene.has("speaks", part):
        return []
    kin = [hit for hit in tongue.kin.find(folded, part.start, part.end) if hit.of in _ROLES and hit.of not in NOBODY and hit.of not in ("friend", "employee")]
    selves = [(hit.start, hit.end) for hit in scene.words.words["self_kin"].find(folded, part.start, part.end)]
    kin = [hit for hit in kin if not any(start < hit.end and hit.start < end for start, end in selves)]
    counted = [hit.span() for hit in tongue.numbers.children.finditer(folded, part.start, part.end)]
    children = [Hit(hit.start, hit.end, "child") for hit in scene.words.children.find(folded, part.start, part.end)]
    kin += [hit for hit in children if not any(one.start < hit.end and hit.start < one.end for one in kin) and not any(start <= hit.start < end for start, end in counted)]
    return [hit for hit in sorted(kin, key=lambda one: one.start) if (hit.of == "ex-spouse" or not _is_company(scene, part, hit)) and not _is_counted(scene, part, hit)]


def _is_company(scene: Scene, part: Clause, kin: Hit[str]) -> bool:
    folded, words = scene.sentence.folded, scene.words.words
    if any(-1 <= hit.start - kin.end <= 1 or -1 <= kin.start - hit.end <= _BESIDE // 2 for hit in words["and_me"].find(folded, part.start, part.end)):
        return True
    if scene.has("cares", part):
        return False
    if any(0 <= hit.start - kin.end <= 1 for hit in words["company_after"].find(folded, kin.end, part.end)):
        return True
    before = [hit for hit in words["company_before"].find(folded, part.start, kin.start) if kin.start - hit.end <= _BESIDE]
    between = folded[before[-1].end : kin.start].split() if before else ["", "", ""]
    return len(between) <= 1


def _is_counted(scene: Scene, part: Clause, kin: Hit[str]) -> bool:
    if kin.of not in ("child", "child-1"):
        return False
    numbers = scene.sentence.tongue.numbers
    near = scene.sentence.folded[max(part.start, kin.start - 14) : kin.start]
    return any(numbers.number(hit["count"]) not in (None, 1) for hit in numbers.count.finditer(near))


def _is_subject(scene: Scene, part: Clause, kin: Hit[str]) -> bool:
    opening = [word.start() for word in WORD.finditer(scene.sentence.folded, part.start, part.end)][:_SUBJECT]
    return any(kin.start <= start < kin.end for start in opening)


def _is_cared_for(scene: Scene, part: Clause, kin: Hit[str]) -> bool:
    """Named further in: who is cared for or ill, or of whom a part of the clause begins to speak ("efter att morfar föll")."""
    if {"caring", "illness"} & set(scene.events) or scene.has("cares", part):
        return True
    before = scene.sentence.folded[part.start : kin.start].split()
    opens = scene.words.words["opens"]
    return bool(before) and any(opens.first(" ".join(before[-2:])) is not None for _ in (0,))
