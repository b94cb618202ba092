"""A look at the desk, as the customer reads it in their log: which employee, what they saw, and that they held the case."""

from __future__ import annotations

from luukku.explain.facts import fact_word, organisation_name
from luukku.explain.texts import Texts
from luukku.explain.words import list_text
from luukku.model.ids import Language
from luukku.model.pack import Packs
from luukku.model.use import Entry

PERSON = "person:"


def who_used(entry: Entry, packs: Packs, texts: Texts, language: Language) -> str:
    """Who used the facts of an entry: an employee by name, else the receiver, else the actor."""
    if entry.actor.startswith(PERSON):
        return entry.actor.removeprefix(PERSON)
    return organisation_name(texts, packs, language, entry.receiver or entry.actor)


def look_text(entry: Entry, packs: Packs, texts: Texts, language: Language) -> str:
    """"Päivi Lehto luki keskustelun ja tiedot: syntymäpäivä." Facts in the words of the events that the entry's rule names;
    those that no pack names any more are left out."""
    facts = [word for name in entry.facts if (word := _word(name, entry, packs, texts, language))]
    who = who_used(entry, packs, texts, language)
    if entry.kind == "keep":
        return texts.say(language, "entry-keep", who=who, facts=list_text(facts, language), ground=entry.basis)
    if entry.kind == "export":
        return texts.say(language, "entry-export-for", who=who, facts=list_text(facts, language))
    if entry.result == "refused":
        return texts.say(language, "entry-look-refused", who=who)
    if entry.kind == "break-glass":
        reason, _, text = entry.basis.partition(": ")
        id = "entry-glass-desk" if facts else "entry-glass-conversation"
        return texts.say(language, id, who=who, facts=list_text(facts, language), reason=glass_reason(reason, texts, language), text=text)
    if not facts:
        return texts.say(language, "entry-look-conversation", who=who)
    return texts.say(language, "entry-look-desk", who=who, facts=list_text(facts, language))


def glass_reason(reason: str, texts: Texts, language: Language) -> str:
    """Why somebody looked in who did not have the case, in a sentence; "" for a reason that is none of the list."""
    return texts.say(language, f"glass-reason-{reason}") if texts.has(language, f"glass-reason-{reason}") else ""


def _word(name: str, entry: Entry, packs: Packs, texts: Texts, language: Language) -> str:
    named = [part.partition("@")[0] for part in entry.rule.split()]
    for event in (*named, *packs.events):
        if event in packs.events and packs.events[event].fact(name) is not None:
            return fact_word(texts.of(event), language, name)
    return ""
