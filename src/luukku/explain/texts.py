"""Texts by id in the customer's language: Fluent sources of the packs, rendered; a missing text never passes silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, MessageReference, Resource, Term, TermReference
from fluent.syntax.visitor import Visitor

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import Packs

LOCALES: Mapping[Language, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_PARSER = FluentParser(with_spans=False)
_BLANKS = re.compile(r"[ \t]*\n[ \t]*")

_ID = r"[a-zA-Z][a-zA-Z0-9_-]*"
_START = re.compile(rf"(?m)^(?=-?{_ID} *=)")
"""At column 0 only an entry begins so: what belongs to an entry is indented or begins with a sign."""
_PLACE = rf'\{{ *(?:\${_ID}|{_ID}(?:\.{_ID})?|-{_ID}|"[^"\\\n{{}}]*") *\}}'
_LINE = rf"(?:[^{{}}\n]++|{_PLACE})*+"
_NEXT = rf"\n(?: *\n)* +(?:[^\s.*\[{{}}]|{_PLACE}){_LINE}"
_PATTERN = rf"(?: *(?:[^\s{{}}]|{_PLACE}){_LINE}(?:{_NEXT})*+|(?:{_NEXT})++)"
_REST = r"(?:#{1,3}(?: [^\n]*|(?=\n))| *)"
_PLAIN = re.compile(rf"(-?{_ID}) *=(?P<value>{_PATTERN})?(?P<attributes>(?:\n(?: *\n)* +\.{_ID} *={_PATTERN})*+) *(?:\n{_REST})*+")
"""An entry as almost all are written: without choices and calls."""
_ATTRIBUTE = re.compile(rf"\n +\.({_ID}) *=([^\n]*(?:\n(?: *\n)* +[^\s.][^\n]*)*)")
_COMMENTS = re.compile(rf"{_REST}(?:\n{_REST})*+")

Pieces = dict[str, str]
"""Id (a term's with its hyphen) → the piece of Fluent source that says it."""


class Texts:
    """All texts, for all three languages. `of(event)` puts that event's own texts before those of other events.

    A text is parsed when it is first said: thousands of them at each start would take seconds and much memory. That
    all of them are Fluent is seen at the start, without parsing what is plainly so.

    Raises BadPack when a text or one of its variables is missing, or when Fluent finds anything wrong.
    """

    def __init__(self, packs: Packs) -> None:
        common = {language: _common(packs, language) for language in LANGUAGES}
        events: dict[str, Mapping[Language, Pieces]] = {
            pack.id: {language: _pieces(f"service/{pack.id}/texts.{language}.ftl", pack.texts.get(language, "")) for language in LANGUAGES}
            for pack in packs.events.values()
        }
        # the first that has an id wins: the event's own texts, then the common ones, then other events'
        own: dict[Language, Pieces] = {language: {} for language in LANGUAGES}
        for source in (common, *events.values()):
            for language, pieces in own.items():
                for id, piece in source[language].items():
                    pieces.setdefault(id, piece)
        self._begin(packs, None, own, self)
        self._events = events
        self._of: dict[str, Texts] = {}
        self._parsed: dict[str, tuple[Message | Term, tuple[str, ...]]] = {}
        """Piece → what it is, and on which others it leans."""

    def _begin(self, packs: Packs, event: str | None, own: Mapping[Language, Pieces], shared: Texts) -> None:
        self._packs, self._event, self._own, self._shared = packs, event, own, shared
        self._bundles: dict[Language, FluentBundle] = {}
        self._whole: dict[tuple[Language, str], frozenset[str]] = {}
        """Text that is in its bundle → itself and all on which it leans."""
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
        all_ = self._shared
        if event not in all_._of:
            own = Texts.__new__(Texts)
            own._begin(self._packs, event, all_._events.get(event, {language: {} for language in LANGUAGES}), all_)
            all_._of[event] = own
        return all_._of[event]

    def has(self, language: Language, id: str, attribute: str | None = None) -> bool:
        """Whether there is such a text."""
        bundle = self._home(language, id)._with(language, id)
        if not bundle.has_message(id):
            return False
        message = bundle.get_message(id)
        return message.value is not None if attribute is None else attribute in message.attributes

    def say(self, language: Language, id: str, attribute: str | None = None, /, **args: Any) -> str:
        """The text with its variables filled in, on one line. Numbers are written as the language writes them."""
        home = self._home(language, id)
        if args:
            return home._render(language, id, attribute, args)
        said = home._fixed.get((language, id, attribute))
        if said is None:
            said = home._fixed[language, id, attribute] = home._render(language, id, attribute, args)
        return said

    def parts(self, language: Language, id: str, *attributes: str) -> tuple[str, ...]:
        """Those of the attributes that there are, said without variables; plain ones are read off, as parsing hundreds of texts takes long."""
        piece = self._own[language].get(id) or self._shared._own[language].get(id) or ""
        if "{" in piece:
            return tuple(self.say(language, id, one) for one in attributes if self.has(language, id, one))
        found = {match[1]: _BLANKS.sub(" ", match[2]).strip() for match in _ATTRIBUTE.finditer(piece)}
        return tuple(found[one] for one in attributes if one in found)

    def _home(self, language: Language, id: str) -> Texts:
        """Who says it: all events alike, where nothing of this event's own is in it."""
        own, all_ = self._own[language], self._shared
        if self is all_ or id in own:
            return self
        all_._with(language, id)
        return self if own.keys() & all_._whole.get((language, id), frozenset()) else all_

    def _render(self, language: Language, id: str, attribute: str | None, args: dict[str, Any]) -> str:
        bundle = self._with(language, id)
        message = bundle.get_message(id) if bundle.has_message(id) else None
        pattern = None if message is None else message.value if attribute is None else message.attributes.get(attribute)
        if pattern is None:
            raise BadPack(problem="missing text", language=language, text=_name(id, attribute))
        said, errors = bundle.format_pattern(pattern, args)
        if errors:
            raise BadPack(problem=f"a text that cannot be rendered: {errors[0]}", language=language, text=_name(id, attribute))
        return _BLANKS.sub(" ", str(said)).strip()

    def _with(self, language: Language, id: str) -> FluentBundle:
        """The language's bundle, holding the text and all on which it leans, where there are such."""
        bundle = self._bundles.get(language)
        if bundle is None:
            bundle = self._bundles[language] = FluentBundle([LOCALES[language]], use_isolating=False)
        if (language, id) in self._whole or not (id in self._own[language] or id in self._shared._own[language]):
            return bundle
        wanted, entries = [id], dict[str, Message | Term | None]()
        while wanted:
            name = wanted.pop()
            if name not in entries:
                piece = self._own[language].get(name) or self._shared._own[language].get(name)
                entries[name], leans = self._shared._parse(piece) if piece is not None else (None, ())
                wanted += leans
        bundle.add_resource(Resource([entry for entry in entries.values() if entry is not None]))
        self._whole[language, id] = frozenset(entries)
        return bundle

    def _parse(self, piece: str) -> tuple[Message | Term | None, tuple[str, ...]]:
        if piece not in self._parsed:
            entry = _PARSER.parse(piece).body[0]
            if not isinstance(entry, Message | Term):
                return None, ()
            self._parsed[piece] = entry, _leans_on(entry)
        return self._parsed[piece]


def _name(id: str, attribute: str | None) -> str:
    return f"{id}.{attribute}" if attribute else id


class _References(Visitor):
    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802  the library's way
        self.found.append(node.id.name)

    def visit_TermReference(self, node: TermReference) -> None:  # noqa: N802  the library's way
        self.found.append(f"-{node.id.name}")
        self.generic_visit(node)


def _leans_on(entry: Message | Term) -> tuple[str, ...]:
    seen = _References()
    seen.visit(entry)
    return tuple(seen.found)


def _common(packs: Packs, language: Language) -> Pieces:
    """The common texts, each file by itself: what one leaves open must not swallow the next. Raises BadPack."""
    found: Pieces = {}
    for file, source in packs.text_parts(language):
        for id, piece in _pieces(file, source).items():
            found.setdefault(id, piece)
    return found


def _pieces(file: str, source: str) -> Pieces:
    """The source cut into its entries. Raises BadPack at the first place that is no Fluent: the runtime would drop it without a word."""
    source = source.replace("\r\n", "\n")
    before, *pieces = _START.split(source)
    if _COMMENTS.fullmatch(before) is None:
        _check(file, source)
    found: Pieces = {}
    for piece in pieces:
        plain = _PLAIN.fullmatch(piece)
        if plain is None or not (plain["value"] or (plain["attributes"] and not piece.startswith("-"))):  # a term has a value
            _check(file, source, piece)
        found.setdefault(piece[: piece.index("=")].rstrip(), piece)
    return found


def _check(file: str, source: str, piece: str | None = None) -> None:
    """Parses the piece, and where it is no Fluent the whole source, to say on which line."""
    if piece is not None and not any(isinstance(entry, Junk) for entry in FluentResource(piece).body):
        return
    for entry in FluentResource(source).body:
        if isinstance(entry, Junk):
            note = entry.annotations[0] if entry.annotations else None
            at = (note.span if note else None) or entry.span
            line = source.count("\n", 0, at.start) + 1 if at else 0
            raise BadPack(file=file, line=line, problem=f"not Fluent: {note.message if note else 'cannot be read'}")
