"""From words and views to HTML: one Jinja2 environment, everything escaped, nothing undefined."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from luukku.flow.alarm import Alarm
from luukku.model.ids import LANGUAGES, Language
from luukku.web.standing import Standing
from luukku.web.turns import Item, find_lit, is_silent, shown_cards, tone_of

HELSINKI = ZoneInfo("Europe/Helsinki")
NO_TITLES: Mapping[str, str] = {}
PIECES = ("human", "cases", "answers")
"""Pieces beside the turns, each by its own template `piece-<id>.html`; the alarm is another."""
LANGUAGE_NAMES: dict[Language, str] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


class Texts(Protocol):
    """Words of a language by id; see `explain.texts`."""

    def say(self, language: Language, id: str, attribute: str | None = None, /, **args: Any) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of the page: `v` changes exactly when `html` does, so that the page replaces nothing needlessly."""

    id: str
    v: str
    html: str
    kind: str = ""

    def data(self) -> dict[str, str]:
        return {"id": self.id, "v": self.v, "kind": self.kind, "html": self.html}


class Renderer:
    """Renders whole pages and pieces of the conversation with the same templates."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._env = Environment(
            loader=PackageLoader("luukku.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(new_id=lambda: str(uuid.uuid4()), languages=LANGUAGES, language_names=LANGUAGE_NAMES)

    def say(self, language: Language, id: str, **args: Any) -> str:
        return self._texts.say(language, id, **args)

    def page(self, template: str, language: Language, **context: Any) -> str:
        """A whole page. The context is what `templates/layout.html` names, and what the page itself needs."""
        return self._env.get_template(template).render(**self._words(language), **context)

    def part(self, template: str, language: Language, id: str, *, kind: str = "", **context: Any) -> Fragment:
        """A piece of a page by its template, marked by what it shows."""
        return _fragment(id, self._env.get_template(template).render(**self._words(language), **context), kind)

    def turns(self, items: Sequence[Item], language: Language, after: int = 0, *, titles: Mapping[str, str] = NO_TITLES, held: str = "", token: str = "") -> list[Fragment]:
        """The items with a seq over `after`, each as one list item of the log. `titles`, `held`: see `Standing`. `token`: of the visitor's forms."""
        lit, cards = find_lit(items), shown_cards(items)
        newest = max((item.seq for item in items if item.reply is not None and item.reply.understood), default=0)
        template = self._env.get_template("turn.html")
        made = []
        for item in items:
            if item.seq > after and not is_silent(item):
                html = template.render(
                    **self._words(language), item=item, titles=titles, held=held, token=token, open_question=lit.question.name if lit is not None and lit.question is not None else "",
                    is_newest=item.seq == newest, is_lit=lit is not None and lit.seq == item.seq,
                    shows_card=bool(item.reply and item.reply.card and cards[item.reply.card.id] == item.seq),
                )
                made.append(_fragment(f"item-{item.seq}", html, item.kind))
        return made

    def lit(self, items: Sequence[Item], language: Language, token: str, *, titles: Mapping[str, str] = NO_TITLES) -> Fragment:
        """The one lit thing, or an empty piece when nothing waits for the customer."""
        lit = find_lit(items)
        if lit is None:
            return _fragment("lit", "")
        name = "question.html" if lit.question is not None else "card.html"
        # Message ids are new at each rendering; they must not make the piece look changed.
        tone, whose = tone_of(items), titles.get(lit.card.id, "") if lit.card is not None else ""
        context = {**self._words(language), "token": token, "question": lit.question, "card": lit.card, "tone": tone, "whose": whose}
        html = self._env.get_template(name).render(**context)
        return Fragment(id="lit", v=_digest(repr((lit, language, tone, whose))), html=html)

    def pieces(self, now: Standing, language: Language, token: str) -> list[Fragment]:
        """The way to a human, the open situations, who answers: each may be empty."""
        beside = [self.part(f"piece-{id}.html", language, id, now=now, token=token) for id in PIECES]
        return [*beside, self.alarm(now.alarm)]

    def alarm(self, alarm: Alarm | None) -> Fragment:
        """The numbers for somebody in danger, in the language of their words; an empty piece for all others."""
        return self.part("alarm.html", alarm.language, "alarm", alarm=alarm) if alarm is not None else _fragment("alarm", "")

    def _words(self, language: Language) -> dict[str, Any]:
        return {"language": language, "say": partial(self._texts.say, language), "clock": partial(clock_text, language)}


def clock_text(language: Language, at: datetime) -> str:
    """The time of day in Helsinki, as that language writes it: 2.14, 02.14, 02:14."""
    local = at.astimezone(HELSINKI)
    if language == "fi":
        return f"{local.hour}.{local.minute:02}"
    return local.strftime("%H.%M" if language == "sv" else "%H:%M")


def _fragment(id: str, html: str, kind: str = "") -> Fragment:
    return Fragment(id=id, v=_digest(html), html=html.strip(), kind=kind)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
