"""Which sources must be read again: a rule is only as good as the day on which its law was last read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luukku.model.pack import EventPack, Packs, SourceOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A source past its day, with the services (or, of "help", the numbers; of "knowledge", the articles) that rest on it."""

    pack: str
    source: SourceOf
    services: tuple[str, ...]


def stale(packs: Packs, today: date) -> tuple[Stale, ...]:
    """Sources with `review_by` before `today`, oldest first."""
    found = [
        Stale(pack=pack.id, source=source, services=tuple(service.id for service in pack.services if source.id in service.sources))
        for pack in packs.events.values()
        for source in pack.sources.values()
        if source.review_by < today
    ]
    past = {one.source.id: one.source for one in packs.help.numbers if one.source.review_by < today}
    found += [
        Stale(pack="help", source=source, services=tuple(one.id for one in packs.help.numbers if one.source == source)) for source in past.values()
    ]
    articles: dict[tuple[str, str], tuple[SourceOf, set[str]]] = {}
    for article in packs.knowledge:
        for source in article.sources.values():
            if source.review_by < today:
                articles.setdefault((source.id, source.address), (source, set()))[1].add(article.id)
    found += [Stale(pack="knowledge", source=source, services=tuple(sorted(ids))) for source, ids in articles.values()]
    return tuple(sorted(found, key=lambda one: (one.source.review_by, one.pack, one.source.id)))


def stale_services(pack: EventPack, today: date) -> frozenset[str]:
    """Services of which a source is past its day: no step of theirs starts by itself."""
    past = {source.id for source in pack.sources.values() if source.review_by < today}
    return frozenset(service.id for service in pack.services if past & set(service.sources))
