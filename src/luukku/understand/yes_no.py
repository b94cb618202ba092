"""Yes, no, partly, don't know, won't say. A no or a partly is never read as a yes to a consent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luukku.model.reading import Consents, Says
from luukku.understand.patterns import words_of
from luukku.understand.text import Hit, fold, words
from luukku.understand.understanding import Tongue

_BESIDES = 6
"""Words that are neither yes nor filling, which a yes to a confirmation bears beside it."""
_UNSAID = re.compile(r"[^\w\s.,!;'–—-]")
_KIND = re.compile(r"[:;]-?\)|[👍👌🙂😊🙏❤✅\ufe0f\U0001f3fb-\U0001f3ff]")
"""Signs that take nothing away from a yes; any other beside the words leaves the answer open."""
_BREATH, _AND, _TAIL = re.compile(r"[^,.;!–—]+"), re.compile(r"^(?:ja|och|å|and|mut|niin|så|so)\s"), 6
"""A breath of an answer, what may join it to the one before, and how many words one at the end may have that takes nothing away."""
_CLAUSE = re.compile(r"[,.;!]")
_SEVERAL = re.compile(r",|(?<!\w)(?:ja|sekä|tai|och|samt|eller|and|or)(?!\w)")
_ASKED = re.compile(r"[^,.;!?]*\?\s*")
"""A question of the answer's own."""
_STEM = 5
"""Letters by which a word of the question is known again in another form."""
_CONSENTS: tuple[tuple[str, Consents], ...] = (("agrees", "allow"), ("sends", "send"))


def says(folded: str, tongue: Tongue, question: str = "") -> Says | None:
    """What a reply to a confirmation says, or None when it says neither. What stands first, in a breath of its own, decides.

    `question`: its words where they are known: an answer that is made of them again says yes ("muuttamassa ollaan").
    """
    of = tongue.words
    rest = _ASKED.sub("", folded) if "?" in folded else ""
    folded = rest if words(rest) else folded  # "joo kuulun, miten nopeasti sitä saa?"
    if "?" in folded:
        return None
    first = is_decided(folded, tongue)
    last = _CLAUSE.split(folded.strip(" .!"))[-1]
    if first is None and last != folded and is_decided(last, tongue) == "yes":  # "can't deny it, yes"
        return "yes"
    if first is None and (of["dont_know"].first(folded) or of["refuse"].first(folded)):
        return None
    yes = [hit for hit in of["yes"].find(folded) if not of["echoes"].first(folded, hit.start, hit.end) or _echoes(folded, hit, tongue)]
    covered = [(hit.start, hit.end) for hit in yes]

    def stands(kind: str) -> bool:
        return any(not any(start <= hit.start and hit.end <= end for start, end in covered) for hit in of[kind].find(folded))

    hedged = len(words(folded)) <= _BESIDES and tongue.catalogue.words["hedges"].first(folded) is not None
    halved = tongue.catalogue.words["halves"].first(folded)
    if hedged or (halved is not None and not words(folded[: halved.start])) or (first is None and stands("partly") and (yes or stands("no"))):
        return "partly"
    if first is not None:
        return "partly" if first == "yes" and stands("partly") and (stands("no") or len(words(folded)) <= _BESIDES) else first
    if stands("no") or of["later"].first(folded):
        return "no"
    if question and _is_made_of(folded, fold(question), tongue):
        return "yes"
    return "yes" if yes and _without(folded, covered, tongue) <= _BESIDES else None


def _is_made_of(folded: str, question: str, tongue: Tongue) -> bool:
    """Whether all words of the first breath are the question's, say yes or fill; one of the question's at least bears meaning."""
    breath = _CLAUSE.split(folded)[0]
    covered = [(hit.start, hit.end) for kind in ("yes", "fillers", "echoes", "me") for hit in tongue.words[kind].find(breath)]
    left = words(_blank(breath, covered))
    asked = words(question)
    return bool(left) and all(any(_is_again(word, other) for other in asked) for word in left) and any(len(word) >= _STEM for word in left)


def is_decided(folded: str, tongue: Tongue) -> Says | None:
    """The yes or no of which the first breath is made alone: "joo, …", "nej då, …"."""
    breath = _CLAUSE.split(folded)[0]
    of = tongue.words
    for kind, said in (("yes", "yes"), ("no", "no")):
        hits = list(of[kind].find(breath))
        if hits and not words(_blank(breath, [(hit.start, hit.end) for hit in [*hits, *of["fillers"].find(breath)]])):
            other = "no" if kind == "yes" else "yes"
            if not any(not any(one.start <= hit.start and hit.end <= one.end for one in hits) for hit in of[other].find(breath)):
                return said  # type: ignore[return-value]
    return None


def says_to_card(folded: str, tongue: Tongue, question: str = "") -> tuple[Says | None, tuple[Consents, ...]]:
    """What a reply to a card of permissions says, and what a yes is for.

    Yes and no count only when every word belongs to them: "ei kun tyttö" refuses nothing, "ok, kiitos tiedosta"
    allows nothing, and neither does "wait" or "later". "Partly" is what holds both, or a word that narrows.

    `question`: where one thing alone was asked, in known words: then its own words may be said again in the answer, and a no is
    heard in more ways ("hyvä idea, mutta jätetään väliin"). A yes is as narrow as ever.
    """
    of, consent = tongue.words, tongue.consent
    folded = _without_tails(folded, tongue) if question else folded
    said, question = words(folded), fold(question)
    if "?" in folded or of["dont_know"].first(folded):
        return None, ()
    if of["later"].first(folded):  # a card waits; one thing that was asked is let be
        first = words(_CLAUSE.split(folded)[0])
        kinds, whole = consent.of(first, (), asked=bool(question))
        return ("no", ()) if question and whole and "declines" in kinds and not {"agrees", "sends"} & set(kinds) else (None, ())
    kinds, whole = consent.of(said, _said_again(said, question, tongue), asked=bool(question))
    whole = whole and not _UNSAID.search(_KIND.sub("", folded))
    agrees, declines = bool({"agrees", "sends"} & set(kinds)), "declines" in kinds
    if "agrees_not" in kinds or (whole and "agrees_faint" in kinds and not (question and agrees)) or (consent.minds.first(question) and len(said) <= len(kinds)):
        return None, ()
    if whole and agrees != declines:
        return ("no", ()) if declines else ("yes", tuple(what for kind, what in _CONSENTS if kind in kinds))
    narrows = of["partly"].first(folded) is not None
    if whole and agrees and not narrows and _denies_all(said, folded, kinds):
        return "no", ()
    if question and _lets_be(folded, tongue, kinds, agrees=agrees):
        return "no", ()
    if of["refuse"].first(folded):
        return None, ()
    denied = bool(question) and of["negates"].first(folded) is not None
    return ("partly" if (agrees and (declines or denied)) or narrows or consent.conditions.first(folded) else None), ()


def _without_tails(folded: str, tongue: Tongue) -> str:
    """Without the breaths at the end that only thank or are glad of it: "sopii, kiitos avusta", "sure, saves me the trouble"."""
    breaths = [(hit.start(), hit.end()) for hit in _BREATH.finditer(folded) if words(hit[0])]
    while len(breaths) > 1:
        start, end = breaths[-1]
        breath = _AND.sub("", folded[start:end].strip())
        narrows = any(tongue.words[kind].first(breath) for kind in ("partly", "later")) or tongue.consent.conditions.first(breath)
        if len(words(breath)) > _TAIL or narrows or not any(tongue.consent.tails.find(words_of(breath))):
            break
        breaths.pop()
    return folded[: breaths[-1][1]] if breaths else folded


def _said_again(said: Sequence[str], question: str, tongue: Tongue) -> frozenset[int]:
    """The places of words that the question has, too; of a question after several things nothing is said again."""
    if not question or _SEVERAL.search(question):
        return frozenset()
    asked = words(question)
    return frozenset(n for n, word in enumerate(said) if not tongue.words["negates"].first(word) and any(_is_again(word, other) for other in asked))


def _is_again(word: str, other: str) -> bool:
    return word == other or (len(word) >= _STEM and word[:_STEM] == other[:_STEM])


def _lets_be(folded: str, tongue: Tongue, kinds: Sequence[str], *, agrees: bool) -> bool:
    """Whether one thing that was asked is turned down beside other words; praise before a "but" allows nothing."""
    consent = tongue.consent
    if tongue.catalogue.words["restarts"].first(folded) or consent.speaks.first(folded):
        return False
    if f" {' '.join(words(folded))}".endswith(consent.ends):
        return not agrees or consent.praises.first(folded) is not None
    if is_decided(folded, tongue) is None and any(hit.of == "knows_not" for hit in tongue.catalogue.silences.find(words_of(folded))):
        return False
    turned = kinds[:1] == ["declines"] or any(consent.lets_be.find(words_of(folded)))
    if agrees and _denies_all(words(folded)[:_BESIDES], folded, kinds) and "declines" in kinds:
        return tongue.words["partly"].first(folded) is None
    return turned and (not agrees or consent.praises.first(folded) is not None)


def _echoes(folded: str, verb: Hit[str], tongue: Tongue) -> bool:
    """Whether a verb says yes again: it opens its clause, or is all of it: "on meillä", "joo ollaan", "me ollaan", and not "hän on leski"."""
    before, after = _CLAUSE.split(folded[: verb.start])[-1], _CLAUSE.split(folded[verb.end :])[0]
    opens = not words(_blank(before, [(hit.start, hit.end) for hit in tongue.words["yes"].find(before)]))
    return opens or not _without(f"{before} {after}", [], tongue)


def _denies_all(said: Sequence[str], folded: str, kinds: Sequence[str]) -> bool:
    """ "Ei todellakaan käy": the no comes first, in one breath with what it denies."""
    decides = ["declines" if kind == "declines" else "agrees" for kind in kinds if kind in ("declines", "agrees", "sends")]
    return decides == sorted(decides, reverse=True) and not re.search(r"[,.;–—-]", folded.strip(" .!")) and len(said) <= _BESIDES


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
