"""What reading needs, made once at start from the packs and an embedder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, FactSpec, Packs, Stem
from luukku.ports import Embedder
from luukku.understand.date_words import DateWords
from luukku.understand.guards import Guards
from luukku.understand.index import FILE, Prototypes, build, load_or_none, prototypes, save
from luukku.understand.language import warm_up
from luukku.understand.municipality import Municipalities
from luukku.understand.tables import strings, table_of
from luukku.understand.text import Phrases, phrases, phrases_to

_WORD_LISTS = (
    "yes", "no", "partly", "later", "dont_know", "refuse", "thanks", "person", "asks", "corrects", "negates", "others", "not_yet", "names",
    "mothers", "birthing", "fillers", "own", "lives", "me", "another", "grief_child", "child", "mourned_beside",
    "animals", "things",
)
_CONSENT_LISTS = ("agrees", "sends", "declines", "agrees_beside", "agrees_not")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongue:
    """One language's words, compiled."""

    language: Language
    words: Mapping[str, Phrases[str]]
    everyday: frozenset[str]
    kin: Phrases[str]
    dates: DateWords
    guards: Guards
    lexicon: Mapping[str, Phrases[Stem]]
    """Per event."""
    consent: Phrases[str]
    """Of what an answer to a card of permissions is made, to the list that it stands in."""
    all_stems: Phrases[Stem]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventReading:
    """One event's pack with its prototypes per language."""

    pack: EventPack
    prototypes: Mapping[Language, Prototypes]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Understanding:
    """Everything that `read` looks things up in. `notes`: what the start should say (an index rebuilt…)."""

    tongues: Mapping[Language, Tongue]
    events: Mapping[str, EventReading]
    specs: Mapping[str, tuple[str, FactSpec]]
    """Fact name → (event, what it is)."""
    municipalities: Municipalities
    by_meaning: bool
    """False when the embedder sees spelling only: then the lexicon must agree before anything is built upon."""
    notes: tuple[str, ...] = ()


def prepare(packs: Packs, embedder: Embedder, folder: Path | None = None) -> Understanding:
    """Compiles words and prototypes. `folder`: the packs' root, where ready-made vectors lie; without a fitting
    index the examples are embedded now (seconds), and a note says so. Raises BadPack on wrong tables."""
    warm_up()
    events: dict[str, EventReading] = {}
    notes: list[str] = []
    for id, pack in packs.events.items():
        place = folder / "service" / id / FILE if folder else None
        vectors = load_or_none(place, pack, embedder) if place else None
        if vectors is None:
            vectors = build(pack, embedder)
            if embedder.name != "tfidf":
                notes.append(f"index of {id} made anew: it was not built with {embedder.name} {embedder.version} from these examples")
        found = {language: prototypes(pack, language, vectors) for language in LANGUAGES}
        events[id] = EventReading(pack=pack, prototypes={language: one for language, one in found.items() if one})
    return Understanding(
        tongues={language: _tongue(packs, language) for language in LANGUAGES},
        events=events,
        specs={spec.name: (id, spec) for id, pack in packs.events.items() for spec in pack.facts},
        municipalities=Municipalities({language: table_of(packs.language.get(language, {}), "municipalities") for language in LANGUAGES}),
        by_meaning=embedder.name != "tfidf",
        notes=tuple(notes),
    )


def build_indexes(packs: Packs, embedder: Embedder, folder: Path) -> list[Path]:
    """Embeds all examples anew and keeps the vectors beside their packs: what was written."""
    written = []
    for id, pack in packs.events.items():
        place = folder / "service" / id / FILE
        save(place, pack, embedder, build(pack, embedder))
        written.append(place)
    return written


def _tongue(packs: Packs, language: Language) -> Tongue:
    tables = packs.language.get(language, {})
    words, kin = table_of(tables, "words"), table_of(table_of(tables, "kin"), "roles")
    stems = {id: tuple(stem for stem in pack.lexicon if stem.language == language) for id, pack in packs.events.items()}
    return Tongue(
        language=language,
        words={key: phrases(strings(words, key)) for key in _WORD_LISTS},
        everyday=frozenset(strings(words, "function")),
        kin=phrases_to({role: strings(kin, role) for role in kin}),
        dates=DateWords(language, table_of(tables, "dates")),
        guards=Guards(words),
        consent=phrases_to({key: strings(words, key) for key in _CONSENT_LISTS}),
        lexicon={id: _stems(found) for id, found in stems.items()},
        all_stems=_stems(tuple(stem for found in stems.values() for stem in found)),
    )


def _stems(stems: tuple[Stem, ...]) -> Phrases[Stem]:
    return Phrases((stem.stem, stem.whole, stem) for stem in stems)
