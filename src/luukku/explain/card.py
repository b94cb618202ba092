"""The permission card in words: three parts, each row with its price, its benefit and what happens without it."""

from __future__ import annotations

from datetime import date

from luukku.explain.facts import fact_name, fact_word, fact_words, organisation_name, purpose_text, service_name, service_part
from luukku.explain.price import cheaper_view
from luukku.explain.texts import Texts
from luukku.explain.why import rule_text, whose_text
from luukku.explain.words import day_text
from luukku.model.consent import Card, Row
from luukku.model.ids import Language
from luukku.model.journey import Journey
from luukku.model.pack import SPECIAL, EventPack, Packs, Service
from luukku.model.receipt import Shown
from luukku.model.view import CardView, RowView, Why


def card_view(card: Card, pack: EventPack, packs: Packs, texts: Texts, language: Language, today: date, journey: Journey | None = None) -> CardView:
    """The card as it is shown, and of rows that still wait for a sign-in (see the `journey`) that they do.

    `today` is not said on it; it is taken so that all views are called alike.
    """
    waiting = frozenset(step.service for step in journey.steps.values() if step.state == "needs-sign-in") if journey else frozenset()
    texts = texts.of(pack.id)
    open_rows = [row for row in card.part("allow") if row.state == "open" and not row.alone]
    return CardView(
        id=card.id,
        title=texts.say(language, "card-title"),
        lead=texts.say(language, "card-lead" if card.open else "card-lead-answered"),
        price=_price(card, texts, language),
        keeps=_keeps(card, texts, language),
        allow=tuple(row_view(row, pack, packs, texts, language, waiting) for row in card.part("allow")),
        request=tuple(row_view(row, pack, packs, texts, language, waiting) for row in card.part("request")),
        law=tuple(row_view(row, pack, packs, texts, language) for row in card.part("law")),
        cheaper=cheaper_view(card, pack, texts, language),
        allow_rest=texts.say(language, "card-allow-rest", n=len(open_rows)) if len(open_rows) > 1 else "",
        not_now=texts.say(language, "card-not-now"),
        why=_why(card, pack, texts, language),
        open=card.open,
    )


def row_view(row: Row, pack: EventPack, packs: Packs, texts: Texts, language: Language, waiting: frozenset[str] = frozenset()) -> RowView:
    """One row: who, what, why, how long, what it gives and what happens without. `waiting`: services that go only after a sign-in."""
    waits = row.service in waiting and row.state in ("allowed", "sent")
    law = row.part == "law"
    service = pack.service(row.service)
    binds = service is not None and service.effect == "binds"
    effect = "law" if law else "binds" if binds else "own" if row.ask_first else "special" if row.special else "allow" if row.part == "allow" else (service.effect if service else "asks")
    return RowView(
        id=row.id,
        part=row.part,
        state=row.state,
        state_word=texts.say(language, "row-state-waiting" if waits else f"row-state-{row.state}"),
        receiver=organisation_name(texts, packs, language, row.receiver),
        service=service_name(texts, language, row.service),
        what=_what(row, service, texts, language),
        why=texts.say(language, "card-why", purpose=purpose_text(texts, language, row.purpose)),
        how_long=texts.say(language, "card-how-long-law") if law else texts.say(language, "card-how-long", date=day_text(row.ends, language)),
        benefit=service_part(texts, language, row.service, "benefit"),
        without=service_part(texts, language, row.service, "without"),
        redress=service_part(texts, language, row.service, "redress") or None,
        effect=texts.say(language, f"effect-{effect}"),
        binds=row.alone,
    )


def shown_row(view: CardView, row: Row, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> Shown:
    """A row of a card as it is shown, for its receipt. Raises KeyError for a row that is not on the card."""
    texts, one = texts.of(pack.id), _rows(view)[row.id]
    special = frozenset(spec.name for spec in pack.facts if spec.sensitivity == SPECIAL)
    names = dict.fromkeys((*row.facts, *row.may_ask))
    return Shown(
        id=f"service-{row.service}@{pack.sha256[:16]}", language=language, text=card_text(view, row.id), price=view.price, benefit=one.benefit,
        without=one.without, service=one.service, purpose=purpose_text(texts, language, row.purpose), receiver=one.receiver,
        facts={name: fact_name(texts, language, name) for name in names}, special=special & frozenset(names),
    )  # fmt: skip


def _rows(view: CardView) -> dict[str, RowView]:
    return {row.id: row for row in (*view.allow, *view.request, *view.law)}


def card_text(view: CardView, row_id: str) -> str:
    """What the customer read of one row when answering it, line by line: its hash stands in the consent record.

    Raises KeyError for a row that is not on the card.
    """
    row = _rows(view)[row_id]
    parts = (
        view.title, view.lead, row.service, row.receiver, *row.what, row.why, row.how_long,
        row.benefit, row.without, row.redress or "", row.effect, view.keeps or "",
    )
    return "\n".join(part for part in parts if part)


def _what(row: Row, service: Service | None, texts: Texts, language: Language) -> tuple[str, ...]:
    """Facts that are told, each in the form in which it is, then those that may be asked back; a law row tells nothing."""
    forms = service.forms if service is not None else {}

    def word(name: str) -> str:
        plain = fact_word(texts, language, name)
        return texts.say(language, f"card-form-{forms[name]}", name=plain) if name in forms else plain

    told = [word(name) for name in row.facts]
    asked = [texts.say(language, "card-what-if-asked", name=word(name)) for name in row.may_ask if name not in row.facts]
    return (*told, *asked) or (texts.say(language, "card-what-nothing"),)


def _price(card: Card, texts: Texts, language: Language) -> str:
    facts, receivers = card.price()
    if not receivers:
        return texts.say(language, "card-price-none")
    return texts.say(language, "card-price", facts=facts, receivers=receivers)


def _keeps(card: Card, texts: Texts, language: Language) -> str | None:
    """Where those facts wait, the same that the price counts, and until when at most."""
    facts, _ = card.price()
    if not facts:
        return None
    return texts.say(language, "card-keeps", facts=facts, date=day_text(max(row.ends for row in card.asked()), language))


def _why(card: Card, pack: EventPack, texts: Texts, language: Language) -> Why:
    names = list(dict.fromkeys(name for row in card.asked() for name in row.facts))
    return Why(
        basis=texts.say(language, "card-why-basis", facts=fact_words(texts, language, names)),
        rule=rule_text(texts, language, pack),
        interest=texts.say(language, "card-why-interest"),
        otherwise=texts.say(language, "card-why-otherwise"),
        whose=whose_text(texts, language, *(service.interest for row in card.asked() if (service := pack.service(row.service)) is not None)),
    )
