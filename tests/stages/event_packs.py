"""Small packs of several life events for reading tests, made in memory: only what reading looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from luukku.adapters.embedded.embedding import best_embedder
from luukku.model.ids import Language
from luukku.model.pack import EventPack, FactSpec, Packs, Stem, Where
from luukku.packs import find_packs, load
from luukku.understand import Understanding, prepare

HERE = Where(pack="tests", file="tests/stages/event_packs.py", line=1)

_STEMS: Mapping[str, Mapping[Language, Mapping[str, float]]] = {
    "divorce": {
        "fi": {"avioero": 0.9, "erosin": 0.9, "eroamme": 0.9, "erotaan": 0.9, "eroprosessi": 0.9},
        "sv": {"skilsmässa": 0.9, "skilja oss": 0.9, "skilde": 0.9},
        "en": {"divorc": 0.9},
    },
    "moving": {
        "fi": {"muutan": 0.9, "muutamme": 0.9, "muutin": 0.9, "muutimme": 0.9, "muutto": 0.9},
        "sv": {"flyttar": 0.9, "flyttade": 0.9},
        "en": {"moving": 0.9, "moved": 0.9},
    },
    "debt": {
        "fi": {"laina": 0.9, "velka": 0.9, "velko": 0.9, "pikavip": 0.9, "perintä": 0.9, "velkajärjeste": 1.0, "luotto": 0.4},
        "sv": {"skuld": 0.9, "snabblån": 0.9, "lån": 0.9},
        "en": {"debt": 0.9, "payday loan": 0.9, "loan": 0.9},
    },
    "bankruptcy": {
        "fi": {"konkurs": 0.9, "nurin": 0.9, "velkajärjeste": 0.86},
        "sv": {"konkurs": 0.9},
        "en": {"bankrupt": 0.9},
    },
    "job-loss": {
        "fi": {"työttömä": 0.9, "työtön": 0.9, "potkut": 0.9, "menetin työ": 0.9},
        "sv": {"arbetslös": 0.9, "sparken": 0.9},
        "en": {"unemployed": 0.9, "lost my job": 0.9, "laid off": 0.9},
    },
    "bereavement": {
        "fi": {"kuoli": 0.9, "leske": 0.9, "perunkirjoit": 0.9, "hautaj": 0.9},
        "sv": {"dog": 0.6, "bouppteckning": 0.9, "begravning": 0.9},
        "en": {"died": 0.6, "widow": 0.9, "funeral": 0.9},
    },
}
_FACTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "divorce": (("event.date", "date", "me"), ("municipality", "municipality", "me"), ("child.count", "whole", "me"), ("child.age", "text", "child-1"), ("person.role", "text", "me")),
    "moving": (("event.date", "date", "me"), ("municipality", "municipality", "me"), ("municipality.from", "municipality", "me"), ("deadline.date", "date", "me")),
    "debt": (("amount.eur", "cents", "me"), ("count", "whole", "me"), ("deadline.date", "date", "me"), ("duration", "text", "me"), ("municipality", "municipality", "me")),
    "bankruptcy": (("event.date", "date", "me"), ("amount.eur", "cents", "me")),
    "job-loss": (("event.date", "date", "me"), ("duration", "text", "me"), ("municipality", "municipality", "me")),
    "bereavement": (("event.date", "date", "late-1"), ("person.role", "text", "late-1"), ("municipality", "municipality", "me")),
}


def event_pack(id: str) -> EventPack:
    facts = tuple(FactSpec(name=name, type=type, about=about, where=HERE) for name, type, about in _FACTS[id])  # type: ignore[arg-type]  # literals above
    lexicon = tuple(Stem(stem=stem, language=language, weight=weight, where=HERE) for language, stems in _STEMS[id].items() for stem, weight in stems.items())
    return EventPack(
        id=id, version="1.0.0", owner="Tests", licence="CC0-1.0", tone="everyday", sources={}, facts=facts, services=(), examples=(),
        counter_examples=(), lexicon=lexicon, stories=(), texts={}, sha256="0" * 64,
    )  # fmt: skip


@cache
def real() -> Packs:
    return load(find_packs())


@cache
def understanding(*events: str) -> Understanding:
    """Of the real pack `child` and the named small ones, with the fall-back embedder."""
    packs = replace(real(), events={"child": real().events["child"], **{id: event_pack(id) for id in events}})
    return prepare(packs, best_embedder("tfidf")[0], find_packs())
