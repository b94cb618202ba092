"""By whose rules: rule packs, service packs and what changed in them, in words. The same for page and API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luukku.explain.facts import fact_words, organisation_name, owner_text, service_name
from luukku.explain.texts import Texts
from luukku.explain.words import list_text, money_text, short_day_text, when_text
from luukku.ground.conditions import fact_names
from luukku.model.ids import Language
from luukku.model.open_rules import AdView, CaseView, ChangeView, OfferRule, RuleSetView, RulesView, RuleView, ServicePackView, SourceView
from luukku.model.pack import EventPack, Offer, Service, SourceOf
from luukku.model.rule import Asked, Rule, RulePack, RulesChange, RuleSet
from luukku.settings import OwnOrganisation

Cases = Mapping[str, Sequence[tuple[Asked, bool, bool]]]
"""By rule id: what is asked, whether the rule applies, whether it is allowed."""


def rules_view(
    rules: RuleSet | None, cases: Cases, changes: Sequence[RulesChange], texts: Texts, language: Language, own: OwnOrganisation, *, kept: bool = False
) -> RulesView:
    """All of it in one language. `kept`: the last good set decides, as the packs' own cannot be loaded."""
    packs = texts.packs
    return RulesView(
        sha256=rules.sha256 if rules is not None else "",
        note=texts.say(language, "open-rules-kept") if kept else "",
        order=tuple(texts.say(language, f"open-rules-order-{n}") for n in (1, 2, 3, 4)),
        sets=tuple(_set(pack, rules, cases, texts, language) for pack in rules.packs) if rules is not None else (),
        packs=tuple(_service_pack(pack, texts.of(pack.id), language) for pack in packs.events.values()),
        ads=tuple(_ad(offer, one.id, texts, language) for one in packs.organisations.values() for offer in one.offers),
        changes=tuple(_change(one, texts, language) for one in reversed(changes)),
        contact=_contact(own, texts, language),
    )


def _set(pack: RulePack, rules: RuleSet, cases: Cases, texts: Texts, language: Language) -> RuleSetView:
    sources = {source.id: source for source in pack.sources}
    return RuleSetView(
        id=pack.id,
        version=pack.version,
        sha256=pack.sha256,
        owner=owner_text(texts, language, pack.owner),
        interest=pack.interest,
        interest_words=texts.say(language, f"passage-interest-{pack.interest}"),
        signed=texts.say(language, "open-rules-signed", who=pack.signed_by) if pack.signed_by else texts.say(language, "open-rules-unsigned"),
        rules=tuple(_rule(rule, sources.get(rule.source), cases.get(rule.id, ()), texts, language) for rule in rules.rules if rule.pack == pack.id),
    )


def _rule(rule: Rule, source: SourceOf | None, cases: Sequence[tuple[Asked, bool, bool]], texts: Texts, language: Language) -> RuleView:
    return RuleView(
        id=rule.id,
        effect=rule.effect,
        words=texts.say(language, f"rule-{rule.id}") if texts.has(language, f"rule-{rule.id}") else rule.reason,
        reason=rule.reason,
        owner=owner_text(texts, language, rule.owner),
        source=_source(source, texts, language) if source is not None else None,
        cases=tuple(_case(*case, texts, language) for case in cases),
    )


def _case(asked: Asked, applies: bool, allowed: bool, texts: Texts, language: Language) -> CaseView:  # noqa: FBT001  three of one tuple
    facts = (
        ("role", asked.role), ("action", asked.action), ("category", "" if asked.category == "ordinary" else asked.category), ("standing", asked.standing),
        *(("circumstance", one) for one in sorted(asked.circumstances)), ("gain", "yes" if asked.gain else ""),
    )  # fmt: skip
    parts = [_word(f"open-{kind}-{value}", value, texts, language) for kind, value in facts if value]
    words = texts.say(language, "open-case-applies" if applies else "open-case-not", outcome=texts.say(language, "open-allowed" if allowed else "open-denied"))
    return CaseView(asked=" · ".join(parts), applies=applies, allowed=allowed, words=words)


def _word(id: str, plain: str, texts: Texts, language: Language) -> str:
    """In words where there are any; a rule pack may ask about more than the texts know."""
    return texts.say(language, id) if texts.has(language, id) else plain


def _source(source: SourceOf, texts: Texts, language: Language) -> SourceView:
    return SourceView(title=source.title, address=source.address, read=texts.say(language, "open-rules-read", date=short_day_text(source.read_on, language)))


def _service_pack(pack: EventPack, texts: Texts, language: Language) -> ServicePackView:
    sold = pack.nothing_sold
    return ServicePackView(
        id=pack.id,
        name=texts.say(language, f"event-{pack.id}"),
        version=pack.version,
        sha256=pack.sha256,
        owner=owner_text(texts, language, pack.owner),
        sold=texts.say(language, "plan-nothing-sold", owner=owner_text(texts, language, sold.owner)) if sold is not None else "",
        rules=tuple(_offer(service, pack, texts, language) for service in pack.services),
    )


def _offer(service: Service, pack: EventPack, texts: Texts, language: Language) -> OfferRule:
    names = fact_names(service.when)
    return OfferRule(
        id=service.id,
        name=service_name(texts, language, service.id),
        owner=owner_text(texts, language, service.owner),
        interest=service.interest,
        interest_words=texts.say(language, f"why-interest-{service.interest}"),
        paid=service.paid,
        hangs=texts.say(language, "open-rules-hangs", facts=fact_words(texts, language, names)) if names else texts.say(language, "open-rules-always"),
        sources=tuple(_source(pack.sources[name], texts, language) for name in service.sources if name in pack.sources),
    )


def _ad(offer: Offer, seller: str, texts: Texts, language: Language) -> AdView:
    paid = texts.say(language, "why-paid", sum=money_text(offer.paid_cents, language)) if offer.paid_cents else texts.say(language, "open-ad-unpaid")
    return AdView(
        id=offer.id,
        name=offer.names[language],
        price=texts.say(language, f"offer-price-{offer.per}", sum=money_text(offer.price_cents, language)),
        seller=texts.say(language, "offer-seller", name=organisation_name(texts, texts.packs, language, seller)),
        shown=texts.say(language, "open-ad-shown", events=list_text([texts.say(language, f"event-{event}") for event in offer.events], language)),
        interest_words=f"{texts.say(language, f'why-gains-{offer.interest}')} {paid}",
        owner=owner_text(texts, language, offer.owner),
        paid_cents=offer.paid_cents,
    )


def _change(change: RulesChange, texts: Texts, language: Language) -> ChangeView:
    def named(ids: Sequence[str]) -> str:
        return ", ".join(_word(f"rule-{id}", id, texts, language).rstrip(".") for id in ids)

    lines = [texts.say(language, "open-change-first")] if not change.was else []
    if change.was:
        lines += [texts.say(language, f"open-change-{kind}", what=named(ids)) for kind, ids in (("gone", change.removed), ("new", change.added)) if ids]
        lines += [texts.say(language, "open-change-pack", what=", ".join(change.changed))] if change.changed else []
        lines = lines or [texts.say(language, "open-change-other")]
    return ChangeView(at=change.at, when=when_text(change.at, language), lines=tuple(lines), sha256=change.sha256)


def _contact(own: OwnOrganisation, texts: Texts, language: Language) -> tuple[str, ...]:
    lines = [texts.say(language, "open-contact", name=own.name)]
    if own.email:
        lines.append(texts.say(language, "open-contact-write", address=own.email))
    if own.phone:
        lines.append(texts.say(language, "open-contact-call", phone=own.phone))
    if not own.email and not own.phone:
        lines.append(texts.say(language, "open-contact-none"))
    return tuple(lines)
