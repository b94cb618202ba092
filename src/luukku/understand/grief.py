"""Whose death is spoken of: the child's, a relative's, somebody else's, a dog's: each is met in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luukku.understand.own import NOBODY
from luukku.understand.text import WORD, Clause, Hit, joined
from luukku.understand.understanding import Tongue

_CHILDREN = ("child-1", "child")
_RIGHT_AFTER = 2
"""Characters between a death and the "not" that denies it ("mamma dog inte")."""
HEADS = {("spouse", "mother"): "mother-in-law", ("spouse", "father"): "father-in-law", ("mother", "mother"): "grandmother", ("father", "mother"): "grandmother",
          ("mother", "father"): "grandfather", ("father", "father"): "grandfather", ("child", "child"): "grandchild"}
"""Whose mother: the relative that two words name together ("mieheni äiti")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """A relative's death, told as it is. `role`: who has died, where the words say it; [start, end) are the words."""

    clause: Clause
    start: int
    end: int
    role: str | None


def deaths_in(folded: str, parts: Sequence[Clause], tongue: Tongue) -> tuple[Death, ...]:
    """Deaths of the customer's own grown relatives and children: no beasts, no friends' relatives, nothing imagined.

    A pregnancy that ended is none of them: there is nobody of whose estate anything follows.
    """
    found: list[Death] = []
    for part in parts:
        for one in _sayings(folded, part, tongue):
            death = None if _is_denied(folded, one, tongue) or _is_a_thing(folded, one, tongue) else _death_or_none(folded, part, one, tongue)
            found += [death] if death else []
    return tuple(found)


def is_anybodys(folded: str, clause: Clause, tongue: Tongue) -> bool:
    """Grief is spoken of in the clause without a beast, a thing, a stranger or an unborn child: it may be a relative's."""
    for one in _sayings(folded, clause, tongue):
        if any(_has(folded, one, tongue, words) for words in ("animals", "grief_child", "strangers")) or _is_a_thing(folded, one, tongue):
            return False
    return True


def childs_death(folded: str, parts: Sequence[Clause], tongue: Tongue, name: str | None) -> tuple[Death, ...]:
    """The death of the child of the case, named or only "hän kuoli yöllä"; no pregnancy that ended."""
    for part in parts:
        for one in _sayings(folded, part, tongue):
            if tongue.guards.is_supposed(folded, part) or _is_a_thing(folded, one, tongue) or _has(folded, one, tongue, "grief_child"):
                continue
            if _is_the_childs(folded, one, tongue, name):
                grief = next(tongue.guards.grief.find(folded, one.start, one.end))
                return (Death(clause=part, start=grief.start, end=grief.end, role="child-1"),)
    return ()


def _death_or_none(folded: str, part: Clause, one: Clause, tongue: Tongue) -> Death | None:
    opening = WORD.search(folded, one.start, one.end)
    goes_on = opening is not None and any(hit.start == opening.start() for hit in tongue.words["followers"].find(folded, one.start, one.end))
    kin = _kin(folded, one.start, one.end, tongue) or _kin(folded, 0 if goes_on else part.start, one.end, tongue)
    grief = next(hit for hit in tongue.guards.grief.find(folded, one.start, one.end))
    if not kin or _has(folded, one, tongue, "animals") or _has(folded, one, tongue, "grief_child") or _is_strangers(folded, one, kin, tongue):
        return None
    before = [hit for hit in kin if hit.end <= grief.start] or kin
    if before[-1].of in _CHILDREN and grief.of in {lost.of for lost in tongue.words["loses"].find(folded, grief.start, grief.end)}:
        return None  # "we lost the baby": perhaps unborn
    return Death(clause=part, start=min(before[-1].start, grief.start), end=max(before[-1].end, grief.end), role=_role(folded, before))


def _kin(folded: str, start: int, end: int, tongue: Tongue) -> list[Hit[str]]:
    return [hit for hit in tongue.kin.find(folded, start, end) if hit.of not in ("friend", "employee")]


def _role(folded: str, kin: Sequence[Hit[str]]) -> str | None:
    """The last named before the death; with the one whose relative it is, where they stand side by side."""
    if kin[-1].of in NOBODY:
        return None
    last = "child-1" if kin[-1].of == "child" else kin[-1].of
    if len(kin) > 1 and len(folded[kin[-2].end : kin[-1].start].strip()) <= 1:
        return HEADS.get((kin[-2].of, kin[-1].of))
    return last


def _is_strangers(folded: str, one: Clause, kin: Sequence[Hit[str]], tongue: Tongue) -> bool:
    """A friend's or a neighbour's relative, or somebody in the news: a word for a stranger that is no word for kin."""
    return any(not any(hit.start <= other.start < hit.end for hit in kin) for other in tongue.words["strangers"].find(folded, one.start, one.end))


def _is_denied(folded: str, one: Clause, tongue: Tongue) -> bool:
    """Imagined, or a "not" stands before it: "isä ei ole kuollut"; but not "mieheni kuoli enkä jaksa"."""
    guards = tongue.guards
    if _has(folded, one, tongue, "imagines") or _has(folded, one, tongue, "dies_of"):
        return True
    grief = next(hit for hit in guards.grief.find(folded, one.start, one.end))
    able = [(hit.start, hit.end) for words in ("cannot", "dont_know") for hit in tongue.words[words].find(folded, one.start, one.end)]
    noes = [no for no in guards.negates.find(folded, one.start, one.end) if not any(start <= no.start < end for start, end in able)]
    after = _RIGHT_AFTER if tongue.language != "fi" else -1  # "kuoli enkä saa unta" denies no death
    return any(no.start < grief.start or 0 <= no.start - grief.end <= after for no in noes)


def grief_in(folded: str, parts: Sequence[Clause], tongue: Tongue, name: str | None = None, *, child: bool, read: Sequence[Clause] = ()) -> tuple[str, ...]:
    """("loss",) when a glad event has turned into grief, ("grief",) when somebody's death is spoken of, else nothing.

    `child`: the child's birth is what the case, or this message, is about; `name`: the child's, in small letters.
    `read`: clauses whose death is read as an event of its own, and so is no mere need.
    """
    mourning = [part for part in parts if not tongue.guards.is_supposed(folded, part) and any(not _is_a_thing(folded, one, tongue) for one in _sayings(folded, part, tongue))]
    if not mourning:
        return ()
    if child and is_mourned(folded, mourning, tongue, name):
        return ("loss",)
    return ("grief",) if any(part not in read for part in mourning) else ()


def is_mourned(folded: str, parts: Sequence[Clause], tongue: Tongue, name: str | None = None) -> bool:
    """Whether it is the child that is mourned: it is named, or nobody is ("hän kuoli yöllä")."""
    return any(_is_the_childs(folded, one, tongue, name) for part in parts for one in _sayings(folded, part, tongue))


def _sayings(folded: str, part: Clause, tongue: Tongue) -> Iterator[Clause]:
    """The stretches of a clause, between joining words, in which grief is spoken of."""
    return (one for one in joined(folded, part) if tongue.guards.is_grief(folded, one))


def _is_the_childs(folded: str, one: Clause, tongue: Tongue, name: str | None) -> bool:
    if _names_another(folded, one, tongue):
        return False
    if _has(folded, one, tongue, "grief_child"):
        return True
    kin = list(tongue.kin.find(folded, one.start, one.end))
    children = [(hit.start, hit.end) for hit in tongue.words["child"].find(folded, one.start, one.end)]
    children += [(hit.start, hit.end) for hit in kin if hit.of in _CHILDREN]
    if name and (there := re.compile(rf"(?<!\w){re.escape(name)}").search(folded, one.start, one.end)):
        children.append(there.span())
    spouses = [(hit.start, hit.end) for hit in kin if hit.of == "spouse"]
    if not (children and spouses):
        return bool(children) or (not spouses and _names_nobody(folded, one, tongue))
    grief = next(tongue.guards.grief.find(folded, one.start, one.end))  # "vaimoni synnytti kuolleen lapsen", "vaimoni kuoli lapsen synnyttyä"

    def away(place: tuple[int, int]) -> int:
        return max(grief.start - place[1], place[0] - grief.end)

    return min(map(away, children)) < min(map(away, spouses))


def _names_another(folded: str, one: Clause, tongue: Tongue) -> bool:
    """A relative, a friend or a beast is who the words are about."""
    kin = any(hit.of not in (*_CHILDREN, "spouse") for hit in tongue.kin.find(folded, one.start, one.end))
    others = _has(folded, one, tongue, "others") and not _has(folded, one, tongue, "own")
    return kin or others or _has(folded, one, tongue, "animals")


def _names_nobody(folded: str, one: Clause, tongue: Tongue) -> bool:
    """Only words of time, place and "he" or "she" stand beside the grief, and nobody else was spoken of before."""
    rest = list(folded[one.start : one.end])
    for words in (tongue.guards.grief, tongue.words["mourned_beside"], tongue.dates.days):
        for hit in words.find(folded, one.start, one.end):
            rest[hit.start - one.start : hit.end - one.start] = " " * (hit.end - hit.start)
    if WORD.search("".join(rest)):
        return False
    whole = Clause(0, len(folded))
    spouse = any(hit.of == "spouse" for hit in tongue.kin.find(folded))
    return _has(folded, whole, tongue, "child") or not (spouse or _names_another(folded, whole, tongue))


def _is_a_thing(folded: str, one: Clause, tongue: Tongue) -> bool:
    """ "Akku kuoli", "menetin työpaikkani", "äiti kuoli nauruun": nobody is mourned."""
    if _has(folded, one, tongue, "dies_of"):
        return True
    living = any(_has(folded, one, tongue, words) for words in ("child", "animals", "strangers")) or tongue.kin.first(folded, one.start, one.end) is not None
    if living:
        return False
    lost = _has(folded, one, tongue, "loses") and not _has(folded, one, tongue, "grief_child") and len(list(tongue.guards.grief.find(folded, one.start, one.end))) == 1
    return _has(folded, one, tongue, "things") or (lost and not _names_nobody(folded, one, tongue))


def _has(folded: str, one: Clause, tongue: Tongue, words: str) -> bool:
    return tongue.words[words].first(folded, one.start, one.end) is not None
