"""What reading needs, made once at start from the packs and an embedder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, FactSpec, Packs
from luukku.ports import Embedder
from luukku.understand.answer_words import AnswerWords
from luukku.understand.catalogue_words import CatalogueWords
from luukku.understand.consent_words import ConsentWords
from luukku.understand.date_words import DateWords
from luukku.understand.feelings import Feelings, open_feelings
from luukku.understand.guards import Guards
from luukku.understand.head_files import load
from luukku.understand.heads import Heads
from luukku.understand.language import Languages, open_languages
from luukku.understand.lexicon import Lexicon
from luukku.understand.manner import Manner, manner_of
from luukku.understand.municipality import Municipalities
from luukku.understand.number_words import NumberWords
from luukku.understand.own import is_own_life
from luukku.understand.own_rules import OwnRuleWords
from luukku.understand.tables import strings, table_of
from luukku.understand.text import Phrases, phrases, phrases_to

_WORD_LISTS = (
    "yes", "no", "partly", "later", "dont_know", "refuse", "thanks", "person", "calls_me", "asks", "corrects", "negates", "others", "not_yet", "names", "names_when_asked", "doubled_names",
    "mothers", "birthing", "fillers", "echoes", "own", "lives", "me", "another", "grief_child", "child", "mourned_beside",
    "animals", "things",
    # of every event but the birth of a child
    "imagines", "plans", "strangers", "mine", "companions", "followers", "called_off", "unreal", "long_ago", "cannot", "loses", "dies_of",
    # what the customer wants of the counter itself
    "pause", "tired", "complains", "asks_why", "asks_next", "asks_credit", "takes_back", "not_again",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongue:
    """One language's words, compiled."""

    language: Language
    words: Mapping[str, Phrases[str]]
    kin: Phrases[str]
    dates: DateWords
    guards: Guards
    numbers: NumberWords
    catalogue: CatalogueWords
    answers: AnswerWords
    lexicon: Lexicon
    """Of all events."""
    heads: Heads | None
    """What was learnt of life events in this language; None when nothing was."""
    by_meaning: bool
    """Whether the embedder's vectors may be handed to them."""
    consent: ConsentWords
    own_rules: OwnRuleWords
    goals: Heads | None
    """What was learnt of goals; None when nothing was."""
    goals_by_meaning: bool
    goal_words: Lexicon


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
    languages: Languages
    events: Mapping[str, EventReading]
    specs: Mapping[str, Mapping[str, FactSpec]]
    """Event → fact name → what it is."""
    shared: Mapping[str, FactSpec]
    """Facts of the customer's own life, of all packs: each name as the first pack has it."""
    municipalities: Municipalities
    feelings: Feelings
    """By language; empty where nothing was learnt."""
    goals: tuple[str, ...] = ()
    """Ids of the goal packs."""
    by_meaning: bool
    """False when the embedder sees spelling only: then the lexicon must agree before anything is built upon."""
    notes: tuple[str, ...] = ()


def prepare(packs: Packs, embedder: Embedder, folder: Path | None = None) -> Understanding:
    """Compiles words, and loads what was learnt of life events. `folder`: the packs' root, where it lies.

    Raises BadPack on wrong tables, BadModel on a model that is broken. One that is not there, or of another embedder, is
    said in the notes: then words, or words and spelling, read alone.
    """
    notes: list[str] = []
    heads = {language: _heads(folder, language, embedder, notes) for language in LANGUAGES}
    goals = {language: _goal_heads(folder, language, embedder) if packs.goals else None for language in LANGUAGES}
    if packs.goals and not all(goals.values()):
        notes.append("goals are read by their words alone: `luukku learn goals` learns them")
    tongues = {language: _tongue(packs, language, heads[language], goals[language], embedder) for language in LANGUAGES}
    unlearnt = sorted({id for id in packs.events for found in heads.values() if found is not None and id not in found.labels})
    if unlearnt:
        notes.append(f"read by their words alone: {', '.join(unlearnt)}; `luukku learn events` learns their examples")
    everyday = {language: frozenset(strings(table_of(packs.language.get(language, {}), "words"), "function")) for language in LANGUAGES}
    languages = open_languages(folder, everyday)
    if languages.spelling is None:
        notes.append("languages are told apart by their everyday words alone; `luukku learn language` learns how they are spelt")
    kin = frozenset(role for tongue in tongues.values() for role in tongue.kin.kinds)
    return Understanding(
        tongues=tongues,
        languages=languages,
        events={id: EventReading(pack=pack, manner=manner_of(pack, kin)) for id, pack in packs.events.items()},
        specs={id: {spec.name: spec for spec in pack.facts} for id, pack in packs.events.items()},
        shared={spec.name: spec for pack in reversed(list(packs.events.values())) for spec in pack.facts if is_own_life(spec.name, spec.about)},
        municipalities=Municipalities({language: table_of(packs.language.get(language, {}), "municipalities") for language in LANGUAGES}),
        feelings=open_feelings(folder, embedder),
        goals=tuple(packs.goals),
        by_meaning=embedder.name != "tfidf",
        notes=tuple(notes),
    )


def heads_of(folder: Path, language: Language) -> Path:
    """Where what was learnt of life events in a language lies (without its ending), under the packs' root."""
    return folder / "language" / language / "events"


def _heads(folder: Path | None, language: Language, embedder: Embedder, notes: list[str]) -> Heads | None:
    place = heads_of(folder, language) if folder is not None else None
    if place is None or not place.with_suffix(".npz").is_file():
        notes.append(f"nothing was learnt of life events in {language}: `luukku learn events` does")
        return None
    found = load(place)
    if not found.made_for(embedder) and embedder.name != "tfidf":
        notes.append(f"life events in {language} are read by spelling alone: what was learnt is not of {embedder.name} {embedder.version}; `luukku learn events` learns anew")
    return found


def goal_heads_of(folder: Path, language: Language) -> Path:
    """Where what was learnt of goals lies (without its ending), under the packs' root."""
    return folder / "language" / language / "goals"


def _goal_heads(folder: Path | None, language: Language, embedder: Embedder) -> Heads | None:
    place = goal_heads_of(folder, language) if folder is not None else None
    return load(place) if place is not None and place.with_suffix(".npz").is_file() else None


def _tongue(packs: Packs, language: Language, heads: Heads | None, goals: Heads | None, embedder: Embedder) -> Tongue:
    tables = packs.language.get(language, {})
    words, kin = table_of(tables, "words"), table_of(table_of(tables, "kin"), "roles")
    people = phrases_to({role: [*strings(kin, role), *(f"{text}{end}" for text in strings(kin, role) if not text.endswith("*") for end in strings(words, "clitics"))] for role in kin})
    return Tongue(
        language=language,
        words={key: phrases(strings(words, key)) for key in _WORD_LISTS},
        kin=people,
        own_rules=OwnRuleWords(table_of(tables, "own_rules"), people),
        dates=DateWords(language, table_of(tables, "dates")),
        guards=Guards(words),
        consent=ConsentWords(table_of(tables, "consent")),
        numbers=NumberWords(table_of(tables, "numbers")),
        catalogue=CatalogueWords(table_of(tables, "catalogue")),
        answers=AnswerWords(table_of(tables, "answers"), phrases(strings(words, "negates"))),
        lexicon=Lexicon({id: [stem for stem in pack.lexicon if stem.language == language] for id, pack in packs.events.items()}),
        heads=heads,
        goals=goals,
        goals_by_meaning=goals is not None and goals.made_for(embedder),
        goal_words=Lexicon({id: [stem for stem in pack.lexicon if stem.language == language] for id, pack in packs.goals.items()}),
        by_meaning=heads is not None and heads.made_for(embedder),
    )
