"""Yes, no, partly, don't know, won't say. A no or a partly is never read as a yes to a consent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luukku.model.reading import Consents, Says
from luukku.understand.text import Hit, words
from luukku.understand.understanding import Tongue

_BESIDES = 6
"""Words that are neither yes nor filling, which a yes to a confirmation bears beside it."""
_UNSAID = re.compile(r"[^\w\s.,!;'–—-]")
_KIND = re.compile(r"[:;]-?\)|[👍👌🙂😊🙏❤✅\ufe0f\U0001f3fb-\U0001f3ff]")
"""Signs that take nothing away from a yes; any other beside the words leaves the answer open."""
_CLAUSE = re.compile(r"[,.;!]")
_CONSENTS: tuple[tuple[str, Consents], ...] = (("agrees", "allow"), ("sends", "send"))


def says(folded: str, tongue: Tongue) -> Says | None:
    """What a reply to a confirmation says, or None when it says neither."""
    of = tongue.words
    if "?" in folded or of["dont_know"].first(folded) or of["refuse"].first(folded):
        return None
    yes = [hit for hit in of["yes"].find(folded) if not of["echoes"].first(folded, hit.start, hit.end) or _echoes(folded, hit, tongue)]
    covered = [(hit.start, hit.end) for hit in yes]

    def stands(kind: str) -> bool:
        return any(not any(start <= hit.start and hit.end <= end for start, end in covered) for hit in of[kind].find(folded))

    hedged = len(words(folded)) <= _BESIDES and tongue.catalogue.words["hedges"].first(folded) is not None
    if hedged or (stands("partly") and (yes or stands("no"))):
        return "partly"
    if stands("no") or of["later"].first(folded):
        return "no"
    return "yes" if yes and _without(folded, covered, tongue) <= _BESIDES else None


def says_to_card(folded: str, tongue: Tongue) -> tuple[Says | None, tuple[Consents, ...]]:
    """What a reply to a card of permissions says, and what a yes is for.

    Yes and no count only when every word belongs to them: "ei kun tyttö" refuses nothing, "ok, kiitos tiedosta"
    allows nothing, and neither does "wait" or "later". "Partly" is what holds both, or a word that narrows.
    """
    of = tongue.words
    if "?" in folded or of["dont_know"].first(folded) or of["refuse"].first(folded) or of["later"].first(folded):
        return None, ()
    plain = " ".join(words(folded))
    hits = list(tongue.consent.find(plain))
    kinds = {hit.of for hit in hits}
    whole = not _blank(plain, [(hit.start, hit.end) for hit in hits]).strip() and not _UNSAID.search(_KIND.sub("", folded))
    agrees, declines = bool(kinds & {"agrees", "sends"}), "declines" in kinds
    if "agrees_not" in kinds:
        return None, ()
    if whole and declines and not agrees:
        return "no", ()
    if whole and agrees and not declines:
        return "yes", tuple(what for kind, what in _CONSENTS if kind in kinds)
    if whole and agrees and declines and not of["partly"].first(folded) and _denies_all(plain, folded, hits):
        return "no", ()
    return ("partly" if (agrees and declines) or of["partly"].first(folded) else None), ()


def _echoes(folded: str, verb: Hit[str], tongue: Tongue) -> bool:
    """Whether a verb says yes again: it opens its clause, or is all of it: "on meillä", "joo ollaan", "me ollaan", and not "hän on leski"."""
    before, after = _CLAUSE.split(folded[: verb.start])[-1], _CLAUSE.split(folded[verb.end :])[0]
    opens = not words(_blank(before, [(hit.start, hit.end) for hit in tongue.words["yes"].find(before)]))
    return opens or not _without(f"{before} {after}", [], tongue)


def _denies_all(plain: str, folded: str, hits: Sequence[Hit[str]]) -> bool:
    """ "Ei todellakaan käy": the no comes first, in one breath with what it denies."""
    kinds = ["declines" if hit.of == "declines" else "agrees" for hit in hits if hit.of in ("declines", "agrees", "sends")]
    return kinds == sorted(kinds, reverse=True) and not re.search(r"[,.;–—-]", folded.strip(" .!")) and len(words(plain)) <= _BESIDES


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
