"""What reading needs, made once at start from the packs and an embedder."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, FactSpec, Packs
from luukku.ports import Embedder
from luukku.understand.catalogue_words import CatalogueWords
from luukku.understand.date_words import DateWords
from luukku.understand.guards import Guards
from luukku.understand.index import FILE, Rows, Stack, build, load, prototypes, save
from luukku.understand.language import warm_up
from luukku.understand.lexicon import Lexicon
from luukku.understand.manner import Manner, manner_of
from luukku.understand.municipality import Municipalities
from luukku.understand.number_words import NumberWords
from luukku.understand.own import is_own_life
from luukku.understand.tables import strings, table_of
from luukku.understand.text import Phrases, phrases, phrases_to

_WORD_LISTS = (
    "yes", "no", "partly", "later", "dont_know", "refuse", "thanks", "person", "asks", "corrects", "negates", "others", "not_yet", "names",
    "mothers", "birthing", "fillers", "own", "lives", "me", "another", "grief_child", "child", "mourned_beside",
    "animals", "things",
    # of every event but the birth of a child
    "imagines", "plans", "strangers", "mine", "companions", "followers", "called_off", "unreal", "long_ago", "cannot", "loses", "dies_of",
    # what the customer wants of the counter itself
    "pause", "tired", "complains",
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
    numbers: NumberWords
    catalogue: CatalogueWords
    lexicon: Lexicon
    """Of all events."""
    meanings: Stack | None
    """The prototypes of all events that have examples in this language; None when none has."""
    consent: Phrases[str]
    """Of what an answer to a card of permissions is made, to the list that it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventReading:
    """One event's pack, and in what manner it is read."""

    pack: EventPack
    manner: Manner

    @property
    def id(self) -> str:
        return self.pack.id


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Understanding:
    """Everything that `read` looks things up in. `notes`: what the start should say (an index rebuilt…)."""

    tongues: Mapping[Language, Tongue]
    events: Mapping[str, EventReading]
    specs: Mapping[str, Mapping[str, FactSpec]]
    """Event → fact name → what it is."""
    shared: Mapping[str, FactSpec]
    """Facts of the customer's own life, of all packs: each name as the first pack has it."""
    municipalities: Municipalities
    by_meaning: bool
    """False when the embedder sees spelling only: then the lexicon must agree before anything is built upon."""
    notes: tuple[str, ...] = ()


def prepare(packs: Packs, embedder: Embedder, folder: Path | None = None, keep: Path | None = None) -> Understanding:
    """Compiles words and prototypes. `folder`: the packs' root, where ready-made vectors lie; examples that are not among
    them are embedded now (hundreds take seconds), a note says so, and they are kept in the folder `keep` for the next
    start. Raises BadPack on wrong tables."""
    warm_up()
    notes: list[str] = []
    vectors = {id: _vectors(pack, embedder, folder, keep, notes) for id, pack in packs.events.items()}
    tongues = {language: _tongue(packs, language, vectors) for language in LANGUAGES}
    return Understanding(
        tongues=tongues,
        events={id: EventReading(pack=pack, manner=manner_of(pack, {language: (tongue.words["strangers"], tongue.kin) for language, tongue in tongues.items()})) for id, pack in packs.events.items()},
        specs={id: {spec.name: spec for spec in pack.facts} for id, pack in packs.events.items()},
        shared={spec.name: spec for pack in reversed(list(packs.events.values())) for spec in pack.facts if is_own_life(spec.name, spec.about)},
        municipalities=Municipalities({language: table_of(packs.language.get(language, {}), "municipalities") for language in LANGUAGES}),
        by_meaning=embedder.name != "tfidf",
        notes=tuple(notes),
    )


def _vectors(pack: EventPack, embedder: Embedder, folder: Path | None, keep: Path | None, notes: list[str]) -> dict[str, Rows]:
    """The pack's examples as vectors: ready-made, or made now and said so."""
    known = load(folder / "service" / pack.id / FILE, embedder) if folder else {}
    kept = keep / f"{pack.id}.npz" if keep else None
    if kept is not None and kept.exists():
        known = load(kept, embedder) | known
    vectors, made = build(pack, embedder, known)
    if made and embedder.name != "tfidf":
        notes.append(f"{made} examples of {pack.id} were embedded at the start: its index was not made with {embedder.name} {embedder.version} from these examples")
        if kept is not None:
            with suppress(OSError):  # then the next start takes as long
                save(kept, pack, embedder, known)
    return vectors


def build_indexes(packs: Packs, embedder: Embedder, folder: Path) -> list[Path]:
    """Keeps the vectors of all examples beside their packs, those that are new embedded now: what was written."""
    written = []
    for id, pack in packs.events.items():
        place = folder / "service" / id / FILE
        known = load(place, embedder)
        build(pack, embedder, known)
        save(place, pack, embedder, known)
        written.append(place)
    return written


def _tongue(packs: Packs, language: Language, vectors: Mapping[str, dict[str, Rows]]) -> Tongue:
    tables = packs.language.get(language, {})
    words, kin = table_of(tables, "words"), table_of(table_of(tables, "kin"), "roles")
    found = {id: prototypes(packs.events[id], language, rows) for id, rows in vectors.items()}
    held = {id: one for id, one in found.items() if one is not None}
    return Tongue(
        language=language,
        words={key: phrases(strings(words, key)) for key in _WORD_LISTS},
        everyday=frozenset(strings(words, "function")),
        kin=phrases_to({role: strings(kin, role) for role in kin}),
        dates=DateWords(language, table_of(tables, "dates")),
        guards=Guards(words),
        consent=phrases_to({key: strings(words, key) for key in _CONSENT_LISTS}),
        numbers=NumberWords(table_of(tables, "numbers")),
        catalogue=CatalogueWords(table_of(tables, "catalogue")),
        lexicon=Lexicon({id: [stem for stem in pack.lexicon if stem.language == language] for id, pack in packs.events.items()}),
        meanings=Stack(held, {id: (rows[f"{language}.likes"], rows[f"{language}.unlikes"]) for id, rows in vectors.items()}) if held else None,
    )
