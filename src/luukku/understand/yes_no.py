"""Yes, no, partly, don't know, won't say. A no or a partly is never read as a yes to a consent."""

from __future__ import annotations

from collections.abc import Iterable

from luukku.model.reading import Says
from luukku.understand.text import words
from luukku.understand.understanding import Tongue

_BESIDES = 1
"""Words that are neither yes nor filling, which a yes to a consent bears beside it."""
_BESIDES_LOOSELY = 6


def says(folded: str, tongue: Tongue, *, consent: bool) -> Says | None:
    """What a reply to a confirmation or consent says, or None when it says neither.

    A consent's yes must be all that is said: any "no", "only", "but" or question mark takes it away.
    """
    of = tongue.words
    if "?" in folded or of["dont_know"].first(folded) or of["refuse"].first(folded):
        return None
    yes = list(of["yes"].find(folded))
    covered = [(hit.start, hit.end) for hit in yes]

    def stands(kind: str) -> bool:
        return any(not any(start <= hit.start and hit.end <= end for start, end in covered) for hit in of[kind].find(folded))

    if stands("partly") and (yes or stands("no") or consent):
        return "partly"
    if stands("no") or of["later"].first(folded):
        return "no"
    if not yes:
        return None
    left = _without(folded, covered, tongue)
    return "yes" if left <= (_BESIDES if consent else _BESIDES_LOOSELY) else None


def is_contradicted(folded: str, tongue: Tongue, others: Iterable[Tongue]) -> bool:
    """Whether what was a yes to a consent in one language holds a "no" or "only" of another ("ok ei", "yes, inte")."""
    covered = [(hit.start, hit.end) for kind in ("yes", "fillers") for hit in tongue.words[kind].find(folded)]
    left = _blank(folded, covered)
    return any(other.words[kind].first(left) is not None for other in others for kind in ("no", "partly", "later"))


def _blank(folded: str, covered: list[tuple[int, int]]) -> str:
    rest = list(folded)
    for start, end in covered:
        rest[start:end] = " " * (end - start)
    return "".join(rest)


def _without(folded: str, covered: list[tuple[int, int]], tongue: Tongue) -> int:
    """How many words remain when yes and filling words are taken out."""
    left = _blank(folded, covered)
    filling = sum(len(words(left[hit.start : hit.end])) for kind in ("fillers", "thanks") for hit in tongue.words[kind].find(left))
    return max(0, len(words(left)) - filling)
