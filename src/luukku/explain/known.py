"""What is known and who has used it: facts with their source, and the customer's own log, one plain sentence an entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from luukku.explain.facts import fact_name, fact_text, fact_words, organisation_name, purpose_text
from luukku.explain.learning import learning_text
from luukku.explain.looks import PERSON, look_text, who_used
from luukku.explain.texts import Texts
from luukku.explain.words import clip, short_day_text, when_text
from luukku.ground.dates import add, helsinki
from luukku.model.conversation import Mode
from luukku.model.fact import HIDDEN, Fact, Facts, Personal, reveal
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Packs
from luukku.model.use import Entry
from luukku.model.view import EntryView, FactView, KnownView

Kept = Mode | Literal["on-device"]
"""How what is known is kept: for how long, or that the key is on the customer's own device."""
Issuers = Mapping[str, Mapping[Language, str]]
NO_ISSUERS: Issuers = {}
STOPPED = ("none:objected", "none:restricted", "none:key-away")
"""Bases of entries of uses that the customer had stopped, or whose key was on their device: each has a sentence of its own."""
PROPOSED = "a human decides"
"""How the basis of a proposal ends: the machine did not decide."""
YOU = ("me", "customer")
"""Actors that are the customer."""


def known_view(
    cases: Iterable[tuple[str, Facts]],
    entries: Sequence[Entry],
    packs: Packs,
    texts: Texts,
    language: Language,
    mode: Kept = "kept",
    whole: bool | None = None,
    *,
    places: bool = False,
    notes: tuple[str, ...] = (),
    ids: Sequence[str] = (),
    issuers: Issuers = NO_ISSUERS,
) -> KnownView:
    """`issuers`: the names of those who issue credentials, by their id and language. `ids`: of the cases, in their order. `notes`: what employees have written down. `cases`: each case's event with its facts, opened for the customer. `whole`: what the log's check said; None: not checked.

    While the customer has a turvakielto, what tells where they live is not shown unless `places`.
    """
    cases = list(cases)
    protected = not places and any(_is_protected(held) for _, held in cases)
    facts = [
        replace(fact_view(fact, entries, packs.events[event], packs, texts.of(event), language, protected=protected, issuers=issuers), case=id)
        for (event, held), id in zip(cases, (*ids, *[""] * len(cases)), strict=False)
        for fact in held
        if event in packs.events and packs.events[event].fact(fact.name) is not None
    ]
    arrived = frozenset(entry.about for entry in entries if entry.kind == "done" and entry.about is not None)
    return KnownView(
        facts=tuple(facts),
        notes=notes,
        entries=tuple(entry_view(entry, packs, texts, language, arrived, issuers) for entry in sorted(entries, key=lambda entry: -entry.n)),
        kept=texts.say(language, f"known-mode-{mode}"),
        log_state=_log_state(len(entries), whole, texts, language),
    )


def _is_protected(facts: Facts) -> bool:
    fact = facts.get("turvakielto")
    return fact is not None and reveal(fact.value) is True


def fact_view(
    fact: Fact, entries: Sequence[Entry], pack: EventPack, packs: Packs, texts: Texts, language: Language, *, protected: bool = False,
    issuers: Issuers = NO_ISSUERS,
) -> FactView:
    """One fact with its source, its uses and how long it is good for. `protected`: a place is not shown."""
    spec = pack.fact(fact.name)
    closed = protected and spec is not None and spec.place
    return FactView(
        name=fact.name,
        label=fact_name(texts, language, fact.name),
        value=HIDDEN if closed else fact_text(texts, packs, language, pack, fact),
        closed=closed,
        source=_source(replace(fact, evidence=Personal("")) if closed else fact, texts, language, issuers),
        used=tuple(_uses(fact.name, entries, packs, texts, language)),
        good_for=_good_for(fact, pack, texts, language),
    )


def entry_view(entry: Entry, packs: Packs, texts: Texts, language: Language, arrived: Collection[str] = (), issuers: Issuers = NO_ISSUERS) -> EntryView:
    """One entry as a sentence: who used which facts for what, with what result. `arrived`: shares that were confirmed."""
    return EntryView(
        n=entry.n,
        at=entry.at,
        when=when_text(entry.at, language),
        who=_who(entry, packs, texts, language),
        what=_sentence(entry, packs, texts, language, arrived, issuers),
        result=entry.result,
        id=entry.id,
    )


def _who(entry: Entry, packs: Packs, texts: Texts, language: Language) -> str:
    if entry.actor in YOU:
        return texts.say(language, "page-you")
    return who_used(entry, packs, texts, language) if entry.actor.startswith(PERSON) else organisation_name(texts, packs, language, entry.actor)


def _sentence(entry: Entry, packs: Packs, texts: Texts, language: Language, arrived: Collection[str], issuers: Issuers) -> str:
    who = organisation_name(texts, packs, language, entry.receiver or entry.actor)
    if entry.kind == "review":
        return texts.say(language, "entry-review-person", who=who_used(entry, packs, texts, language))
    if entry.actor.startswith(PERSON):
        return look_text(entry, packs, texts, language)
    if entry.kind in ("decide", "replay"):
        return decided_text(entry, packs, texts, language)
    texts = _of(entry, packs, texts)
    facts = fact_words(texts, language, (name for name in entry.facts if _named(name, packs)))
    purpose = purpose_text(texts, language, entry.purpose)
    kind = entry.kind
    if kind == "show":
        return texts.say(language, "entry-show" if entry.result == "allowed" else "entry-show-refused", facts=facts, issuer=_issuer(entry.about or "", issuers, language))
    if kind == "consent":
        return texts.say(language, f"entry-consent-{entry.about}", who=who, purpose=purpose, facts=facts)
    if entry.purpose == "learning":
        return learning_text(entry, texts, language)
    if entry.result == "refused":
        if entry.basis in STOPPED:  # says it by itself
            return texts.say(language, f"entry-refused-{entry.basis.removeprefix('none:')}", who=who, facts=facts)
        return " ".join((texts.say(language, "entry-refused", who=who, facts=facts), *_said_no(entry, texts, language)))
    if kind == "share" and entry.id not in arrived:
        return texts.say(language, "entry-share-open", who=who, facts=facts, purpose=purpose)  # written before anything leaves
    return texts.say(language, f"entry-{kind}", who=who, facts=facts, purpose=purpose)


def decided_text(entry: Entry, packs: Packs, texts: Texts, language: Language) -> str:
    """A decision by its pack's name, and the rules that decided, each in its sentence."""
    if entry.kind == "replay":
        return texts.say(language, "entry-replay")
    of, _, rules = entry.rule.partition("@")[0].partition("/")
    name = texts.say(language, f"decision-{of}", "name") if texts.has(language, f"decision-{of}", "name") else of
    facts = fact_words(texts, language, (one for one in entry.facts if _named(one, packs)))
    why = [texts.say(language, id) for rule in rules.split("+") if texts.has(language, id := f"rule-{of}-{rule}")]
    return " ".join((texts.say(language, "entry-proposed" if entry.basis.endswith(PROPOSED) else "entry-decide", name=name, facts=facts), *why))


def _said_no(entry: Entry, texts: Texts, language: Language) -> Iterable[str]:
    """The rules that an entry names last ("permission-over@3f9a…"), each in its sentence."""
    for rule in entry.rule.rpartition(" ")[2].partition("@")[0].split("+"):
        if texts.has(language, f"rule-{rule}"):
            yield texts.say(language, f"rule-{rule}")


def _of(entry: Entry, packs: Packs, texts: Texts) -> Texts:
    """The texts of the situation by whose rule the entry was written: a day of birth is no day of death."""
    event = re.split("[@/ ]", entry.rule, maxsplit=1)[0]
    return texts.of(event) if event in packs.events else texts


def _named(name: str, packs: Packs) -> bool:
    return any(pack.fact(name) is not None for pack in packs.events.values())


def _uses(name: str, entries: Sequence[Entry], packs: Packs, texts: Texts, language: Language) -> Iterable[str]:
    """Every share and look, and the counter's own latest reading; refused uses were none."""
    used = [entry for entry in entries if name in entry.facts and entry.kind in ("share", "look", "break-glass") and entry.result != "refused"]
    served = [entry for entry in entries if name in entry.facts and entry.kind == "serve" and entry.result != "refused"]
    for entry in (*used, *served[-1:]):
        who = who_used(entry, packs, texts, language)
        purpose = purpose_text(texts, language, entry.purpose)
        yield texts.say(language, "known-used", who=who, date=short_day_text(entry.at, language), purpose=purpose)


def _issuer(id: str, issuers: Issuers, language: Language) -> str:
    """Their name, or the host under which they are known when the settings do not name them any more."""
    return issuers[id][language] if id in issuers else id.removeprefix("https://").partition("/")[0]


def _source(fact: Fact, texts: Texts, language: Language, issuers: Issuers) -> str:
    day = short_day_text(fact.at, language)
    words = clip(reveal(fact.evidence))
    if fact.source != "said":
        return texts.say(language, f"known-{fact.source}", date=day, issuer=_issuer(fact.by, issuers, language))
    return texts.say(language, "known-said", date=day, words=words) if words else texts.say(language, "known-said-button", date=day)


def _good_for(fact: Fact, pack: EventPack, texts: Texts, language: Language) -> str:
    spec = pack.fact(fact.name)
    if spec is None or spec.good_for is None:
        return texts.say(language, "known-good-case")
    until: date = add(helsinki(fact.at), spec.good_for)
    return texts.say(language, "known-good-until", date=short_day_text(until, language))


def _log_state(count: int, whole: bool | None, texts: Texts, language: Language) -> str:
    state = texts.say(language, "known-log-state", n=count)
    if whole is None:
        return state
    return f"{state} {texts.say(language, 'known-log-checked' if whole else 'known-log-broken')}"
