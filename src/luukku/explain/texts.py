"""Texts by id in the customer's language: Fluent sources of the packs, rendered; a missing text never passes silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Resource

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import Packs

LOCALES: Mapping[Language, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
Parsed = dict[str, Resource]
"""Fluent source → what was read of it."""
_BLANKS = re.compile(r"[ \t]*\n[ \t]*")


class Texts:
    """All texts, for all three languages. `of(event)` puts that event's own texts before those of other events.

    Raises BadPack when a text or one of its variables is missing, or when Fluent finds anything wrong.
    """

    def __init__(self, packs: Packs, event: str | None = None, parsed: Parsed | None = None) -> None:
        """`parsed`: sources that were parsed before, as parsing is what takes time."""
        self._packs = packs
        self._event = event
        self._parsed: Parsed = {} if parsed is None else parsed
        self._bundles = {language: _bundle(packs, language, event, self._parsed) for language in LANGUAGES}
        self._of: dict[str, Texts] = {}
        self._fixed: dict[tuple[Language, str, str | None], str] = {}
        """Texts said without variables: always the same, so rendered once."""

    @property
    def event(self) -> str | None:
        """The event whose own texts come first."""
        return self._event

    @property
    def packs(self) -> Packs:
        """Whose texts these are."""
        return self._packs

    def of(self, event: str) -> Texts:
        """The same texts as this event says them."""
        if event not in self._of:
            self._of[event] = Texts(self._packs, event, self._parsed)
        return self._of[event]

    def has(self, language: Language, id: str, attribute: str | None = None) -> bool:
        """Whether there is such a text."""
        bundle = self._bundles[language]
        if not bundle.has_message(id):
            return False
        message = bundle.get_message(id)
        return message.value is not None if attribute is None else attribute in message.attributes

    def say(self, language: Language, id: str, attribute: str | None = None, /, **args: Any) -> str:
        """The text with its variables filled in, on one line. Numbers are written as the language writes them."""
        if args:
            return self._render(language, id, attribute, args)
        said = self._fixed.get((language, id, attribute))
        if said is None:
            said = self._fixed[language, id, attribute] = self._render(language, id, attribute, args)
        return said

    def _render(self, language: Language, id: str, attribute: str | None, args: dict[str, Any]) -> str:
        if not self.has(language, id, attribute):
            raise BadPack(problem="missing text", language=language, text=_name(id, attribute))
        bundle = self._bundles[language]
        message = bundle.get_message(id)
        pattern = message.value if attribute is None else message.attributes[attribute]
        if pattern is None:
            raise BadPack(problem="missing text", language=language, text=_name(id, attribute))
        said, errors = bundle.format_pattern(pattern, args)
        if errors:
            raise BadPack(problem=f"a text that cannot be rendered: {errors[0]}", language=language, text=_name(id, attribute))
        return _BLANKS.sub(" ", str(said)).strip()


def _name(id: str, attribute: str | None) -> str:
    return f"{id}.{attribute}" if attribute else id


def _sources(packs: Packs, language: Language, event: str | None) -> Iterable[tuple[str, str]]:
    """(file, text). The first that has an id wins: the event's own texts, then the common ones, then other events'."""
    if event is not None and event in packs.events:
        yield _file(event, language), packs.events[event].texts.get(language, "")
    yield f"language/{language}/common.ftl", packs.texts.get(language, "")
    for other in packs.events.values():
        if other.id != event:
            yield _file(other.id, language), other.texts.get(language, "")


def _file(event: str, language: Language) -> str:
    return f"service/{event}/texts.{language}.ftl"


def _check(resource: Resource, file: str, source: str) -> None:
    """Raises BadPack at the first place that is no Fluent: the runtime would drop that text without a word."""
    for entry in resource.body:
        if isinstance(entry, Junk):
            note = entry.annotations[0] if entry.annotations else None
            at = (note.span if note else None) or entry.span
            line = source.count("\n", 0, at.start) + 1 if at else 0
            raise BadPack(file=file, line=line, problem=f"not Fluent: {note.message if note else 'cannot be read'}")


def _bundle(packs: Packs, language: Language, event: str | None, parsed: Parsed) -> FluentBundle:
    bundle = FluentBundle([LOCALES[language]], use_isolating=False)
    for file, source in _sources(packs, language, event):
        if source not in parsed:
            parsed[source] = FluentResource(source)
            _check(parsed[source], file, source)
        bundle.add_resource(parsed[source])
    return bundle
