"""What can be looked up: articles that packs hold, and passages, the pieces that are shown, each with whose words they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from luukku.model.ids import Language
from luukku.model.pack import Interest, SourceOf, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of an article with the few sentences under it, and the source on which they rest."""

    heading: str
    text: str
    source: str
    """Id of one of the article's sources."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One `packs/knowledge/<id>.<language>.md`. Its sections are passages, `<id>/1` the first."""

    id: str
    language: Language
    title: str
    owner: str
    licence: str
    interest: Interest
    paid: bool = False
    sources: Mapping[str, SourceOf]
    sections: tuple[Section, ...]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One thing that a question may be answered with: it is quoted as it stands, never followed.

    `id`: `<article>/<section from 1>` or `<event>/<service>`, the same in every language.
    """

    id: str
    language: Language
    title: str
    text: str
    under: str = ""
    """The title under which it stands, where it has one: searched, and part of what is embedded."""
    more: str = ""
    """Searched only."""
    owner: str
    interest: Interest
    paid: bool = False
    sources: tuple[SourceOf, ...] = ()

    @property
    def embedded(self) -> str:
        """What is embedded of it."""
        return ". ".join(part for part in (self.under, self.title, self.text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found. `sureness`: 0–1, how likely it answers; `answers`: sure enough to be shown as an answer."""

    passage: Passage
    sureness: float
    answers: bool
