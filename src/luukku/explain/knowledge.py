"""What a question can be answered with: passages from the services' own texts and from knowledge articles; and how one is shown."""

from __future__ import annotations

from datetime import date

from luukku.explain.facts import owner_text
from luukku.explain.texts import Texts
from luukku.explain.words import day_text
from luukku.model.ids import LANGUAGES, Language
from luukku.model.knowledge import Passage
from luukku.model.pack import EventPack, Packs, Service
from luukku.model.view import PassageView

_SHOWN = ("benefit", "do", "without")
_SEARCHED = ("redress",)


def passages(packs: Packs, texts: Texts) -> tuple[Passage, ...]:
    """All of them, in all languages: articles first, by id and section, then services, by event."""
    articles = [
        Passage(
            id=f"{article.id}/{n}", language=article.language, title=section.heading, text=section.text, under=article.title, owner=article.owner,
            interest=article.interest, paid=article.paid, sources=(article.sources[section.source],),
        )
        for article in packs.knowledge
        for n, section in enumerate(article.sections, 1)
    ]  # fmt: skip
    services = [
        _of_service(pack, service, texts.of(pack.id), language)
        for language in LANGUAGES
        for pack in packs.events.values()
        for service in pack.services
        if texts.of(pack.id).parts(language, f"service-{service.id}", "benefit")
    ]
    return (*articles, *services)


def _of_service(pack: EventPack, service: Service, texts: Texts, language: Language) -> Passage:
    id = f"service-{service.id}"
    return Passage(
        id=f"{pack.id}/{service.id}", language=language, title=" ".join(texts.parts(language, id, "name")),
        text=" ".join(texts.parts(language, id, *_SHOWN)), more=" ".join(texts.parts(language, id, *_SEARCHED)),
        owner=service.owner, interest=service.interest, paid=service.paid,
        sources=tuple(pack.sources[name] for name in service.sources if name in pack.sources),
    )  # fmt: skip


def passage_view(passage: Passage, texts: Texts, today: date) -> PassageView:
    """The passage as it is quoted, and its label: whose text, whose interest, paid or not, each source with the day it was read."""
    language = passage.language
    label = [texts.say(language, "passage-owner", owner=owner_text(texts, language, passage.owner)), texts.say(language, f"passage-interest-{passage.interest}")]
    label.append(texts.say(language, "passage-paid" if passage.paid else "passage-unpaid"))
    for source in passage.sources:
        label.append(texts.say(language, "passage-source", address=source.address, date=day_text(source.read_on, language)))
        if source.review_by < today:
            label.append(texts.say(language, "passage-stale", date=day_text(source.review_by, language)))
    return PassageView(id=passage.id, title=passage.title, text=passage.text, label=tuple(label))
