"""Whether somebody is in danger: in all three languages on every message, tuned to miss nobody.

Two nets, of which either is enough: words, and where they hear nothing what was learnt from hints (`understand.hints`). Words
that the other net finds all but impossible in their sentence and message ("nearly had a stroke when I opened your bill") are
passed over, and so are words which it doubts by spelling and again by meaning ("temadag om våld i skolan"); those that hold against
everything are doubted only beside words that speak against them. Without meaning nothing is doubted. The words stand in `packs/language/<code>/danger.toml`: per kind `says` (patterns, see `understand.patterns`) and `unless`
(what makes a metaphor or a no of it); `aside` (news, films, general questions) stands for all kinds, `past` (long ago) for those of `_OF_TODAY`, `after` (in hospital,
recovering, died) for medical ones.
One human too many is better than one too few: a denied thought of suicide stays a danger, to be met gently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from luukku.errors import BadPack
from luukku.model.fact import Personal
from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import Packs
from luukku.model.reading import DANGERS, Danger, ReadDanger
from luukku.understand.hints import AGREES, DOUBTFUL, UNLIKELY, Hints, hear, likelihood, open_hints, sees
from luukku.understand.patterns import Match, Patterns, Spoken, words_of
from luukku.understand.tables import strings, table_of

if TYPE_CHECKING:
    from luukku.ports import Embedder, Vectors

_LONGEST_DOUBT = 40
"""Words up to which a whole message's meaning may speak against words in it: that of a long one is dull to one sentence."""
_BESIDE = 2
"""Words from what is said within which an `unless` takes it back."""
_OF_TODAY: tuple[Danger, ...] = ("scam", "medical", "violence")
"""Kinds of which what is long past is no danger: an event, for its pack."""
_AGAINST: Mapping[str, tuple[Danger, ...]] = {"aside": DANGERS, "past": _OF_TODAY, "after": ("medical",)}


@dataclass(frozen=True, slots=True)
class _Role:
    """What a pattern stands for: a danger ("says"), or what speaks against one ("unless", a key of `_AGAINST`)."""

    does: str
    kind: Danger | None
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dangers:
    """The words of all languages, compiled once at start, and what was learnt beside them."""

    patterns: Patterns[_Role]
    hints: Hints | None = None
    offered: frozenset[str] = frozenset()
    """Answers that the counter itself offers on buttons, in small letters: they hint at nothing."""


def compile(packs: Packs, folder: Path | None = None, embedder: Embedder | None = None, offered: Iterable[str] = ()) -> Dangers:  # noqa: A001  the word of the story
    """From the language packs' danger tables (a language without one knows no danger), and from the model under the packs'
    root `folder` where there is one. `offered`: answers on buttons; they, and "not this again", hint at nothing. Raises BadPack on a wrong table, BadModel on a broken model."""
    try:
        patterns = Patterns(entry for language in LANGUAGES for entry in _entries(packs, language))
        ends = (text for language in LANGUAGES for text in strings(table_of(packs.language.get(language, {}), "words"), "not_again"))
        return Dangers(patterns=patterns, hints=open_hints(folder, embedder), offered=frozenset(_plain(text) for text in (*offered, *ends)))
    except ValueError as bad:
        raise BadPack(file="danger.toml", line=0, problem=str(bad)) from bad


def find(dangers: Dangers, text: str, vectors: Vectors | None = None, *, waits: bool = False) -> tuple[ReadDanger, ...]:
    """One for each kind that is said or hinted at, in order of `DANGERS`, with the words that show it.

    `vectors`: (n, d) of the views of the text where they are there already: what only its meaning shows is heard then.
    `waits`: they are being made: words that are doubted are left for when it is asked again, with them or without.
    Hints are looked for where the words hear nothing: a guess must not put another number before the right one.
    """
    return _said(dangers, text, vectors, waits=waits) or _hinted(dangers, text, vectors)


def _hinted(dangers: Dangers, text: str, vectors: Vectors | None) -> tuple[ReadDanger, ...]:
    """What is hinted at in a text in which the words hear nothing: one kind at most."""
    if dangers.hints is None or not text.strip() or _plain(text) in dangers.offered:
        return ()
    found = hear(dangers.hints, text, vectors)
    return (found,) if found is not None else ()


def _plain(text: str) -> str:
    return text.strip(" .!?").casefold()


def _said(dangers: Dangers, text: str, vectors: Vectors | None, *, waits: bool) -> tuple[ReadDanger, ...]:
    """By the words."""
    said = words_of(text)
    matches = list(dangers.patterns.find(said))
    against = [match for match in matches if match.of.does != "says"]
    shown: dict[Danger, Match[_Role]] = {}
    for match in matches:
        kind = match.of.kind
        if match.of.does != "says" or kind is None or (kind in shown and shown[kind].first <= match.first):
            continue
        speaking = [one.of.does for one in against if _speaks_against(one, match, said)]
        if "unless" in speaking or (speaking and not match.strong):
            continue
        if (match.strong and not speaking) or _is_meant(dangers, text, match, said, vectors, waits=waits):
            shown[kind] = match
    return tuple(
        ReadDanger(kind=kind, evidence=Personal(text[said[shown[kind].first].start : said[shown[kind].last].end]))
        for kind in DANGERS if kind in shown
    )


def _is_meant(dangers: Dangers, text: str, match: Match[_Role], said: Sequence[Spoken], vectors: Vectors | None, *, waits: bool) -> bool:
    """False when what was learnt finds a danger all but impossible, in the sentence of these words and in the whole, or when it
    doubts one by spelling and by meaning."""
    hints = dangers.hints
    if hints is None:
        return True
    around = [word for word in said if said[match.first].sentence <= word.sentence <= said[match.last].sentence]
    likely = max(likelihood(hints, part) for part in (text[around[0].start : around[-1].end], text))
    if likely < UNLIKELY and not match.strong:
        return False
    if likely >= DOUBTFUL or len(said) > _LONGEST_DOUBT:
        return True
    return likelihood(hints, text, vectors) >= AGREES if sees(hints, vectors) else not waits


def _speaks_against(one: Match[_Role], match: Match[_Role], said: Sequence[Spoken]) -> bool:
    """Only words of the same language; `unless` close by, the others in a sentence of the match."""
    if one.of.language != match.of.language:
        return False
    if one.of.does == "unless":
        return one.of.kind == match.of.kind and one.first - match.last <= _BESIDE and match.first - one.last <= _BESIDE
    if match.of.kind not in _AGAINST[one.of.does]:
        return False
    return said[match.first].sentence <= said[one.first].sentence <= said[match.last].sentence


def _entries(packs: Packs, language: Language) -> Iterator[tuple[str, Mapping[str, Sequence[str]], _Role]]:
    table = table_of(packs.language.get(language, {}), "danger")
    lists = {name: strings(table_of(table, "words"), name) for name in table_of(table, "words")}
    for kind in DANGERS:
        for does in ("says", "unless"):
            for text in strings(table_of(table, kind), does):
                yield text, lists, _Role(does, kind, language)
    for does in _AGAINST:
        for text in strings(table_of(table, "guards"), does):
            yield text, lists, _Role(does, None, language)
