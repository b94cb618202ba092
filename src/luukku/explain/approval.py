"""What exactly is approved, in words: who does what, with which values, what it costs, and how it is undone."""

from __future__ import annotations

from collections.abc import Sequence

from luukku.explain.facts import fact_name, fact_text, organisation_name, service_name, service_part
from luukku.explain.texts import Texts
from luukku.model.conversation import Case
from luukku.model.fact import Fact
from luukku.model.ids import Language
from luukku.model.journey import Step
from luukku.model.pack import Packs
from luukku.model.view import ApprovalView


def approval_view(case: Case, step: Step, held: Sequence[Fact], content: str, packs: Packs, texts: Texts, language: Language) -> ApprovalView:
    """`held`: every fact that may go, in the form in which it goes; `content`: the hash of it all."""
    pack, texts = packs.events[case.event], texts.of(case.event)
    service = pack.service(step.service)
    cents = service.cost_cents if service is not None else 0
    who = organisation_name(texts, packs, language, step.receiver or "")
    return ApprovalView(
        case=case.id,
        step=step.id,
        name=service_name(texts, language, step.service),
        who=who,
        what=service_part(texts, language, step.service, "approve") or texts.say(language, "approve-tells", who=who),
        lines=tuple((fact_name(texts, language, fact.name), fact_text(texts, packs, language, pack, fact)) for fact in held),
        cost=texts.say(language, "approve-cost", euros=f"{cents // 100},{cents % 100:02d}") if cents else texts.say(language, "approve-free"),
        back=service_part(texts, language, step.service, "redress"),
        effect=texts.say(language, f"effect-{step.effect}" if step.effect != "asks" else "effect-own"),
        content=content,
    )
