"""Several events in one message: which of those found stand, and to which of them each clause belongs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from luukku.understand.events import Found, Said
from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause

_CLOSE = 0.04
"""Confidences nearer than this are alike: what won by no more is asked about."""
_TELLS = 0.5
_CLEAR, _FAINT = 0.9, 0.6
"""Beside an event this clear, one fainter than that is not asked about, unless its words are plain."""
_PLAIN = 0.7
_BESIDE, _BESIDE_WORDED = 0.5, 0.65
"""Confidence of an event without words of its own beside another without, and beside one with words."""
_LAST = 1 << 30


def standing(found: Sequence[Found], under_way: Mapping[str, Sequence[Said]]) -> list[Found]:
    """Those with words of their own. Of two that rest on the same words the surer stands, and a case under way before both.

    One without words stands beside others only when it is surer, and where the words of no case under way explain it.
    """
    worded = sorted((one for one in found if one.spans), key=lambda one: -one.read.confidence)
    wordless = sorted((one for one in found if not one.spans and one.event not in under_way), key=lambda one: -one.read.confidence)
    if under_way and any(one.weight > 0 for said in under_way.values() for one in said):
        wordless = []
    if not worded:
        return [one for place, one in enumerate(wordless) if place == 0 or one.read.confidence >= _BESIDE]
    kept: list[Found] = []
    for one in worded:
        rivals = [other for other in kept if not _has_own(one.spans, other.spans)]
        if one.event not in under_way:
            told = [span for said in under_way.values() for each in said if each.weight >= _TELLS and not each.guards for span in each.spans]
            if told and not _has_own(one.spans, told):
                continue
        if not rivals:
            kept.append(one)
        elif rivals[0].read.confidence - one.read.confidence < _CLOSE and _has_own(rivals[0].spans, one.spans) is False and not _longer(rivals[0], one):
            place = kept.index(rivals[0])
            kept[place] = _winner(rivals[0], one)
    if any(one.read.confidence >= _CLEAR for one in kept):
        kept = [one for one in kept if one.read.confidence >= _FAINT or any(said.weight >= _PLAIN for said in one.said)]
    kept += [one for one in wordless if one.read.confidence >= _BESIDE_WORDED]
    return sorted(kept, key=lambda one: min((start for start, _ in one.spans), default=_LAST))


def _winner(first: Found, second: Found) -> Found:
    """Two that are alike on the same words: the one whose words are longer there; else the first, to be asked about."""
    if _longer(second, first):
        return second
    return replace(first, read=replace(first.read, stance="ask"))


def _longer(one: Found, other: Found) -> bool:
    return _length(one) > _length(other)


def _length(one: Found) -> int:
    return sum(len(hit.of.stem) for said in one.said for hit in said.hits if (hit.start, hit.end) in one.spans)


def _has_own(spans: Collection[tuple[int, int]], others: Collection[tuple[int, int]]) -> bool:
    """A word stands among `spans` that overlaps none of `others`."""
    return any(not any(start < end_ and start_ < end for start_, end_ in others) for start, end in spans)


def share_out(sentence: Sentence, found: Sequence[Found], said: Mapping[str, Sequence[Said]], asked: str | None, at_hand: str | None) -> dict[str, tuple[Clause, ...]]:
    """Event → the clauses of which its facts are taken.

    A clause belongs to the events whose words stand in it; one without any to the event told of before it, or, at the
    beginning, to the one that was asked about; without any event in the message to the case at hand.
    """
    owners: dict[Clause, set[str]] = {part: set() for part in sentence.parts}
    for one in found:
        for start, _ in one.spans:
            for part in sentence.parts:
                if part.start <= start < part.end:
                    owners[part].add(one.event)
    for event in {asked, at_hand} - {None, *(one.event for one in found)}:
        for each in said.get(event or "", ()):
            if each.weight >= _TELLS and not each.guards:
                owners[each.clause].add(event or "")
    first = next((events for events in owners.values() if events), set())
    usual = {asked} if asked else first or ({at_hand} if at_hand else {one.event for one in found})
    current: set[str | None] = set(usual)
    shared: dict[str, list[Clause]] = {}
    for part in sentence.parts:
        current = set(owners[part]) or current
        for event in current:
            if event is not None:
                shared.setdefault(event, []).append(part)
    return {event: tuple(parts) for event, parts in shared.items()}
