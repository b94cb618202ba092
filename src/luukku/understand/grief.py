"""Whether a loss is spoken of, and whether it is the child's: a dog's death, or a grandfather's, ends no birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luukku.understand.text import WORD, Clause, joined
from luukku.understand.understanding import Tongue

_CHILDREN = ("child-1", "child")


def grief_in(folded: str, parts: Sequence[Clause], tongue: Tongue, name: str | None = None, *, child: bool) -> tuple[str, ...]:
    """("loss",) when a glad event has turned into grief, ("grief",) when somebody's death is spoken of, else nothing.

    `child`: the child's birth is what the case, or this message, is about; `name`: the child's, in small letters.
    """
    mourning = [part for part in parts if not tongue.guards.is_supposed(folded, part) and any(not _is_a_thing(folded, one, tongue) for one in _sayings(folded, part, tongue))]
    if not mourning:
        return ()
    return ("loss",) if child and is_mourned(folded, mourning, tongue, name) else ("grief",)


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
    """ "Akku kuoli": nobody is mourned."""
    living = any(_has(folded, one, tongue, words) for words in ("child", "animals")) or tongue.kin.first(folded, one.start, one.end) is not None
    return not living and _has(folded, one, tongue, "things")


def _has(folded: str, one: Clause, tongue: Tongue, words: str) -> bool:
    return tongue.words[words].first(folded, one.start, one.end) is not None
