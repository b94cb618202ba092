"""A decision in words: what came of it, by whose rule and why, what would change it, and where to take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from luukku.explain.export import fact_label, fact_value
from luukku.explain.facts import organisation_name, owner_text
from luukku.explain.texts import Texts
from luukku.explain.words import day_text, short_day_text, when_text
from luukku.ground.dates import add, helsinki
from luukku.model.conversation import Decided
from luukku.model.fact import Fact, Personal, Value
from luukku.model.ids import CaseId, Language
from luukku.model.ruling import NO_RULE, Change, DecisionPack, Ruling
from luukku.model.view import DecisionView, ReasonView

MOST_WAYS = 2
"""So many ways are told; one is enough to act on, and more than two are a puzzle."""


def decision_view(
    record: Mapping[str, Any], ways: Sequence[Sequence[Change]], facts: Sequence[Sequence[Any]], mark: Decided, pack: DecisionPack | None, texts: Texts,
    language: Language, *, review_text: str = "", reviewer: str = "", replaced: bool = False, phone: str = "",
) -> DecisionView:
    """`record`, `facts`: as they lie sealed. `pack`: the one that decides now, None when it is gone: its texts may still be there.
    `phone`: how a human is reached where no button can call one.
    `review_text`, `reviewer`: what a human said who looked again, and their name."""
    of, event, outcome = str(record["pack"]), str(record["event"]), str(record["ruling"]["outcome"])
    own = texts.of(event)
    adverse, at = outcome == "no", datetime.fromisoformat(record["at"])
    redress = record["redress"]
    deadline = (
        own.say(language, "decision-deadline", day=day_text(add(helsinki(at), redress["within"]), language)) if redress["within"] else own.say(language, "decision-deadline-none")
    )
    view = DecisionView(
        id=mark.id,
        case=CaseId(str(record["case"])),
        pack=of,
        name=_say(own, language, f"decision-{of}", "name", of),
        line=_say(own, language, f"decision-{of}", outcome, outcome),
        adverse=adverse,
        heading=own.say(language, "decision-heading" if record["final"] else "decision-heading-proposal"),
        standing=own.say(language, _standing(record)),
        reasons=tuple(_reason(id, of, record, pack, own, language) for id in record["ruling"]["reasons"]),
        ways=tuple(tuple(change_text(change, event, own, language) for change in way) for way in ways[:MOST_WAYS]),
        no_way=own.say(language, "decision-no-way" if record["ruling"]["all_tried"] else "decision-no-way-found") if adverse and not ways else "",
        step=_say(own, language, f"decision-{of}", "step", ""),
        facts=tuple(_fact(one, event, own, language) for one in facts),
        sure=own.say(language, f"decision-sure-{record['ruling']['confidence']}"),
        confidence=str(record["ruling"]["confidence"]),
        body=organisation_name(own, own.packs, language, redress["body"]),
        redress=_say(own, language, f"decision-{of}", "redress", ""),
        deadline=deadline,
        draft=_say(own, language, f"decision-{of}", "draft", ""),
        interest=own.say(language, f"why-interest-{record['decision']['label']['interest']}"),
        when=when_text(at, language),
        review=mark.review,
        review_line=_review(mark, adverse or not record["final"], own, language, review_text, reviewer, phone),
        has_desk=not phone,
        replaced=replaced,
    )
    return replace(view, spoken=_spoken(view, own, language))


def open_view(case: CaseId, pack: DecisionPack, ruling: Ruling, texts: Texts, language: Language) -> DecisionView:
    """What is not decided, and the facts that would decide it; where there is none that can be told, a human decides."""
    own = texts.of(pack.event)
    return DecisionView(
        id="", case=case, pack=pack.id, name=own.say(language, f"decision-{pack.id}", "name"), line=own.say(language, f"decision-{pack.id}", "open"),
        open=tuple((name, fact_label(own, own.packs, language, pack.event, name)) for name in ruling.open),
        step=own.say(language, f"decision-{pack.id}", "step") if not ruling.open else "",
    )  # fmt: skip


def change_text(change: Change, event: str, texts: Texts, language: Language) -> str:
    """"Lainoja tai laskuja: enintään 5"."""
    label = fact_label(texts, texts.packs, language, event, change.fact)
    value = fact_value(texts, texts.packs, language, event, _told(change.fact, change.now))
    return texts.say(language, f"decision-change-{change.bound}", label=label, value=value)


def _spoken(one: DecisionView, texts: Texts, language: Language) -> str:
    """What came of it, why, and that a human can look again."""
    return " ".join((one.line, *(reason.text for reason in one.reasons), *((texts.say(language, "decision-spoken-review"),) if one.adverse else ())))


def _say(texts: Texts, language: Language, id: str, attribute: str, other: str) -> str:
    return texts.say(language, id, attribute) if texts.has(language, id, attribute) else other


def _standing(record: Mapping[str, Any]) -> str:
    if not record["final"]:
        return "decision-standing-proposal"
    return "decision-standing-significant" if record["significant"] else "decision-standing-small"


def _reason(id: str, of: str, record: Mapping[str, Any], pack: DecisionPack | None, texts: Texts, language: Language) -> ReasonView:
    if id == NO_RULE:
        return ReasonView(text=texts.say(language, "decision-nothing-allows"), owner=_owners(record, texts, language))
    words = texts.say(language, f"rule-{of}-{id}") if texts.has(language, f"rule-{of}-{id}") else id
    rule = pack.rule(id) if pack is not None and pack.sha256 == record["pack_sha256"] else None
    if rule is None or pack is None:
        return ReasonView(text=words, owner=_owners(record, texts, language))
    source = pack.sources[rule.source]
    return ReasonView(
        text=words, owner=owner_text(texts, language, rule.owner), address=source.address,
        source=texts.say(language, "why-source", address=source.address.partition("://")[2].removeprefix("www.").partition("/")[0], date=short_day_text(source.read_on, language)),
    )  # fmt: skip


def _owners(record: Mapping[str, Any], texts: Texts, language: Language) -> str:
    return ", ".join(owner_text(texts, language, one) for one in record["owners"])


def _fact(one: Sequence[Any], event: str, texts: Texts, language: Language) -> tuple[str, str]:
    name, about, standing, value, source, approx = one
    fact = Fact(name=name, about=about, standing=standing, value=Personal(value), source=source, approx=approx, at=_NEVER)
    return fact_label(texts, texts.packs, language, event, name), fact_value(texts, texts.packs, language, event, fact)


def _told(name: str, value: Value) -> Fact:
    return Fact(name=name, about="me", value=Personal(value), at=_NEVER)


def _review(mark: Decided, offered: bool, texts: Texts, language: Language, text: str, name: str, phone: str) -> str:
    day = day_text(helsinki(mark.due), language)
    if mark.review == "asked":
        return texts.say(language, "decision-review-asked", day=day)
    if mark.review in ("upheld", "changed"):
        return texts.say(language, f"decision-review-{mark.review}", name=name, text=text)
    return (phone or texts.say(language, "decision-review-can", day=day)) if offered else ""


def told_in_reply(views: Iterable[DecisionView], packs: Iterable[DecisionPack]) -> tuple[DecisionView, ...]:
    """Those that the customer meets in the answer; the others stand on their page."""
    told = {pack.id for pack in packs if pack.told == "reply"}
    return tuple(one for one in views if one.pack in told)


_NEVER = datetime.min
