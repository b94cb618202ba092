"""Why: on what it rests, whose rule, whose interest, what else one can do. The same four everywhere, in this order."""

from __future__ import annotations

from collections.abc import Iterable

from luukku.explain.facts import fact_words, owner_text, service_part, source_text
from luukku.explain.texts import Texts
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Service
from luukku.model.view import Why


def why_question(texts: Texts, language: Language, pack: EventPack, why: str) -> Why:
    """Behind a question; `why` is the sentence that the pack gives for the fact."""
    return Why(
        basis=texts.say(language, "why-basis-question", why=why),
        rule=rule_text(texts, language, pack),
        interest=texts.say(language, "why-interest-customer"),
        otherwise=texts.say(language, "why-otherwise-question"),
    )


def why_service(texts: Texts, language: Language, pack: EventPack, service: Service, facts: Iterable[str]) -> Why:
    """Behind a step or a row: the situation, the facts used, the pages that it rests on, and doing nothing."""
    basis = texts.say(
        language,
        "why-basis-service",
        event=texts.say(language, f"event-{pack.id}"),
        facts=fact_words(texts, language, facts),
        sources=source_text(texts, language, pack, service),
    )
    return Why(
        basis=f"{basis}. {texts.say(language, 'why-basis-law', basis=service.basis)}",
        rule=rule_text(texts, language, pack, service.owner),
        interest=texts.say(language, f"why-interest-{service.interest}"),
        otherwise=texts.say(language, "why-otherwise-service", without=service_part(texts, language, service.id, "without")).strip(),
    )


def rule_text(texts: Texts, language: Language, pack: EventPack, owner: str | None = None) -> str:
    """Whose rule it is, and which version of it."""
    event = texts.say(language, f"event-{pack.id}")
    return texts.say(language, "why-rule", event=event, version=pack.version, owner=owner_text(texts, language, owner or pack.owner))
