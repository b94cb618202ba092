"""Permissions as they stand now, and the receipts of what became of them, as *Tietoni* shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from luukku.explain.facts import fact_name, organisation_name, service_name
from luukku.explain.steps import RUNNING
from luukku.explain.texts import Texts
from luukku.explain.words import day_text, list_text, when_text
from luukku.ground.dates import helsinki
from luukku.model.consent import Permission
from luukku.model.conversation import Case
from luukku.model.ids import Language, PermissionId
from luukku.model.journey import Step
from luukku.model.pack import Packs
from luukku.model.receipt import Receipt
from luukku.model.view import NamedFact, PermissionView, ReceiptView

KIND = {"narrowed": "left-out"}
"""Where the log's sentence has another name than the event."""


def permission_views(case: Case, live: Mapping[PermissionId, Permission], packs: Packs, texts: Texts, language: Language) -> tuple[PermissionView, ...]:
    """Those of a case's permissions that live and whose step still runs, each with what may be left out of it."""
    steps = case.journey.steps.values() if case.journey is not None else ()
    texts = texts.of(case.event)
    return tuple(
        _permission(case, step, live[step.permission], packs, texts, language)
        for step in steps if step.permission in live and step.permission is not None and step.state in RUNNING
    )  # fmt: skip


def _permission(case: Case, step: Step, permission: Permission, packs: Packs, texts: Texts, language: Language) -> PermissionView:
    named = [name for name in (*step.facts, *step.may_ask) if name in permission.facts]
    last = [name for name in step.facts if name in permission.facts]
    facts = [NamedFact(name=name, label=fact_name(texts, language, name), can_go=last != [name]) for name in dict.fromkeys(named)]
    return PermissionView(
        case=case.id, step=step.id, part=step.part, name=service_name(texts, language, step.service),
        who=organisation_name(texts, packs, language, permission.receiver), until=_until(permission.ends, texts, language), facts=tuple(facts),
    )  # fmt: skip


def _until(ends: datetime, texts: Texts, language: Language) -> str:
    """It ends with the end of a day: that day is said."""
    return texts.say(language, "card-how-long", date=day_text(helsinki(ends - timedelta(seconds=1)), language))


def receipt_views(receipts: Iterable[Receipt], texts: Texts, language: Language) -> tuple[ReceiptView, ...]:
    """The newest first, each in the log's own sentence."""
    return tuple(_receipt(one, texts, language) for one in reversed(tuple(receipts)))


def _receipt(one: Receipt, texts: Texts, language: Language) -> ReceiptView:
    process = one.claims["dpv:hasRecordOfActivity"]["dpv:hasProcess"]
    facts = list_text([category["dct:title"] for category in process["dpv:hasPersonalData"]], language)
    what = texts.say(
        language, f"entry-consent-{KIND.get(one.kind, one.kind)}", who=process["dpv:hasRecipient"]["dpv:hasName"], purpose=process["dpv:hasPurpose"]["dct:title"], facts=facts,
    )  # fmt: skip
    return ReceiptView(id=one.id, at=one.at, when=when_text(one.at, language), what=what)
