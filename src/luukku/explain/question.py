"""One question at a time, with its reason and its answers as buttons; "I don't know" is always one of them."""

from __future__ import annotations

from collections.abc import Sequence

from luukku.explain.facts import text_id, value_text
from luukku.explain.texts import Texts
from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, FactSpec, Packs
from luukku.model.reading import Expects
from luukku.model.view import Option, PermissionView, Question

DONT_KNOW, WONT_SAY = "dont-know", "wont-say"
TAKE_BACK = "take-back"
"""The name of the question which permission is taken back."""


def fact_question(texts: Texts, packs: Packs, language: Language, spec: FactSpec) -> Question:
    """Asks for a fact. An option's text is what is sent when its button is pressed, so that it is read as typed."""
    return Question(
        name=spec.name,
        text=texts.say(language, text_id(spec.name), "ask"),
        why=texts.say(language, text_id(spec.name), "why"),
        options=(*_values(texts, packs, language, spec), Option(value=DONT_KNOW, text=texts.say(language, "option-dont-know"))),
    )


def confirm_question(texts: Texts, language: Language, pack: EventPack) -> Question:
    """Asks whether the event was understood, before anything is built on it."""
    return Question(
        name=f"confirm:{pack.id}",
        text=texts.say(language, f"event-{pack.id}", "confirm"),
        why=texts.say(language, f"event-{pack.id}", "confirm-why"),
        options=tuple(Option(value=value, text=texts.say(language, f"option-{value}")) for value in ("yes", "no")),
    )


def asked_words(texts: Texts, packs: Packs, language: Language, asked: Expects) -> str:
    """The words with which the counter asked, without what stood around them; "" of a card, which asks several things."""
    of, _, event = asked.name.partition(":")
    pack = packs.events.get(event if of == "confirm" else asked.event)
    own = texts.of(pack.id) if pack is not None else texts
    if pack is None or asked.name == "consent":
        return ""
    if of == "confirm":
        return own.say(language, f"event-{pack.id}", "confirm")
    return own.say(language, text_id(asked.name), "ask") if own.has(language, text_id(asked.name), "ask") else ""


def take_back_question(texts: Texts, language: Language, choices: Sequence[PermissionView]) -> Question:
    """Which permission is taken back. Each button sends the words that take back just that one."""
    def text(one: PermissionView) -> str:
        action = texts.say(language, "page-withdraw-allow" if one.part == "allow" else "page-withdraw-request")
        return texts.say(language, "page-withdraw-what", action=action, name=one.name)

    options = tuple(Option(value=f"{one.case}/{one.step}", text=text(one)) for one in choices)
    return Question(name=TAKE_BACK, text=texts.say(language, "reply-take-back-which"), why="", options=options)


def offered_answers(texts: Texts, packs: Packs) -> frozenset[str]:
    """All texts that the buttons of questions send, in every language."""
    found: set[str] = set()
    for pack in packs.events.values():
        own = texts.of(pack.id)
        for language in LANGUAGES:
            questions = [confirm_question(own, language, pack), *(fact_question(own, packs, language, spec) for spec in pack.facts if own.has(language, text_id(spec.name), "ask"))]
            found |= {option.text for question in questions for option in question.options}
    return frozenset(found)


def _values(texts: Texts, packs: Packs, language: Language, spec: FactSpec) -> tuple[Option, ...]:
    if spec.type == "bool":
        return tuple(Option(value=value, text=texts.say(language, f"option-{value}")) for value in ("yes", "no"))
    return tuple(Option(value=value, text=value_text(texts, packs, language, spec, value)) for value in spec.values)
