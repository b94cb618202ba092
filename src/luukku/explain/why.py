"""Why: on what it rests, whose rule, whose interest, what else one can do. The same four everywhere, in this order."""

from __future__ import annotations

from luukku.explain.facts import fact_words, owner_text, service_part, source_text
from luukku.explain.texts import Texts
from luukku.explain.words import list_text, money_text
from luukku.model.decision import DO_NOTHING, Label
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Interest, Service
from luukku.model.view import Why


def why_question(texts: Texts, language: Language, pack: EventPack, why: str) -> Why:
    """Behind a question; `why` is the sentence that the pack gives for the fact."""
    return Why(
        basis=texts.say(language, "why-basis-question", why=why),
        rule=rule_text(texts, language, pack),
        interest=texts.say(language, "why-interest-customer"),
        otherwise=texts.say(language, "why-otherwise-question"),
        whose=whose_text(texts, language, "customer"),
    )


def why_proposal(texts: Texts, language: Language, pack: EventPack, service: Service, label: Label) -> Why:
    """Behind a step or a row: the situation, the facts that decided, the pages that it rests on, and doing nothing. All of it from the label."""
    basis = texts.say(
        language,
        "why-basis-service",
        event=texts.say(language, f"event-{pack.id}"),
        facts=fact_words(texts, language, label.facts),
        sources=source_text(texts, language, pack, service),
    )
    return Why(
        basis=f"{basis}. {texts.say(language, 'why-basis-law', basis=service.basis)}",
        rule=rule_text(texts, language, pack, label.owner),
        interest=interest_text(texts, language, label),
        otherwise=texts.say(language, "why-otherwise-service", without=service_part(texts, language, service.id, "without")).strip(),
        whose=whose_text(texts, language, label.interest),
    )


def why_gone(texts: Texts, language: Language, pack: EventPack) -> Why:
    """Behind a step of which the pack knows nothing any more: it runs on from an earlier version."""
    return Why(
        basis=texts.say(language, "why-basis-gone"),
        rule=rule_text(texts, language, pack),
        interest=texts.say(language, "why-interest-gone"),
        otherwise=texts.say(language, "why-otherwise-service", without="").strip(),
    )


def why_offer(texts: Texts, language: Language, pack: EventPack, label: Label, otherwise: str) -> Why:
    """Behind an offer: the situation alone, never a fact; who sells it and what is paid to us."""
    assert DO_NOTHING in label.alternatives
    return Why(
        basis=texts.say(language, "why-basis-offer", event=texts.say(language, f"event-{pack.id}")),
        rule=texts.say(language, "why-rule-offer", owner=owner_text(texts, language, label.owner)),
        interest=interest_text(texts, language, label),
        otherwise=texts.say(language, "why-otherwise-offer", words=otherwise),
        whose=whose_text(texts, language, label.interest),
    )


def whose_text(texts: Texts, language: Language, *interests: Interest) -> str:
    """"Kenen etu: sinun", of several "Kenen etu: sinun ja lain"."""
    words = [texts.say(language, f"whose-{interest}") for interest in dict.fromkeys(interests or ("customer",))]
    return texts.say(language, "whose", who=list_text(words, language))


def interest_text(texts: Texts, language: Language, label: Label) -> str:
    """Whose interest, and whether anybody pays us, how much where that is known."""
    if not label.paid:
        return texts.say(language, f"why-interest-{label.interest}")
    paid = texts.say(language, "why-paid", sum=money_text(label.paid_cents, language)) if label.paid_cents is not None else texts.say(language, "why-paid-unknown")
    return f"{texts.say(language, f'why-gains-{label.interest}')} {paid}"


def rule_text(texts: Texts, language: Language, pack: EventPack, owner: str | None = None) -> str:
    """Whose rule it is, and which version of it."""
    event = texts.say(language, f"event-{pack.id}")
    return texts.say(language, "why-rule", event=event, version=pack.version, owner=owner_text(texts, language, owner or pack.owner))
