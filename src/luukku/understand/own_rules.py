"""Rules of the customer's own, read by words alone: "ei vakuutustarjouksia", "kysy aina ennen pankkia", "älä kerro exälle mitään".

What only speaks of one (a question, a condition, somebody else's words, "don't forget to tell") makes none. Each language has its
words in `packs/language/<code>/own_rules.toml`; the patterns are those of `patterns.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from luukku.errors import BadPack
from luukku.model.fact import Personal
from luukku.model.own_rule import EVERY, OwnKind
from luukku.model.reading import ReadRule
from luukku.understand.patterns import Patterns, words_of
from luukku.understand.tables import strings, table_of
from luukku.understand.text import WORD, Clause, Phrases, clauses, fold, phrases, phrases_to

Sense = tuple[OwnKind | None, bool]
"""(kind, taken back)."""
_SENSES: Mapping[str, Sense] = {
    "back": (None, True), "back_ask_first": ("ask-first", True), "back_no_offers": ("no-offers", True), "back_never_tell": ("never-tell", True),
    "back_quiet": ("quiet", True),
    "ask_first": ("ask-first", False), "no_offers": ("no-offers", False), "never_tell": ("never-tell", False), "quiet": ("quiet", False),
    "contact_by": ("contact-by", False),
}  # fmt: skip
"""Lists of patterns, the one that counts first: "don't tell the bank without asking" asks first."""
_ORDER = list(_SENSES.values())
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
_LEFT = 2
"""Words from which what stands beside a rule is read too."""
_BEFORE = 2
"""Words before a name that tell in what part it stands ("about my ex")."""


class OwnRuleWords:
    """One language's words for them, compiled. Raises BadPack on wrong tables."""

    def __init__(self, table: Mapping[str, object], kin: Phrases[str]) -> None:
        lists = {name: strings(table_of(table, "lists"), name) for name in table_of(table, "lists")}
        entries = [(text, lists, sense) for key, sense in _SENSES.items() for text in strings(table, key)]
        try:
            self._patterns: Patterns[Sense] = Patterns(entries)
            self._void: Patterns[str] = Patterns((text, lists, "void") for text in strings(table, "void"))
        except ValueError as error:
            raise BadPack(file="own_rules.toml", line=0, problem=str(error)) from None
        self._receivers, self._kin = _named(table, "receivers"), kin
        self._offers, self._times, self._ways = _named(table, "offers"), _named(table, "times"), _named(table, "ways")
        self._everyone, self._acts = phrases(strings(table, "everyone")), phrases(strings(table, "acts"))
        self._not_before: Phrases[str] = phrases(strings(table, "not_before"))
        self._not_endings = tuple(strings(table, "not_endings"))

    def find(self, text: str, *, card: bool = False) -> Iterator[tuple[Clause, ReadRule]]:
        """Each rule with the stretch that says it. `card`: an open card is answered, and a no to all of it is no rule."""
        for sentence in _SENTENCE.finditer(text):
            if "?" in sentence[0] or next(self._patterns.find(words_of(sentence[0])), None) is None:
                continue  # most sentences say nothing of the kind, and are looked at once
            whole = Clause(*sentence.span())
            found = [one for part in clauses(sentence[0]) for one in self._of(text, Clause(whole.start + part.start, whole.start + part.end), card=card)]
            yield from found or self._of(text, whole, card=card)

    def _of(self, text: str, part: Clause, *, card: bool) -> Iterator[tuple[Clause, ReadRule]]:
        stretch = text[part.start : part.end]
        said = words_of(stretch)
        if not said or next(self._void.find(said), None) is not None:
            return
        for kind, back in sorted({match.of for match in self._patterns.find(said)}, key=_ORDER.index):
            meant = self._meant(kind, fold(stretch), back=back)
            if meant and not (card and kind == "never-tell" and EVERY in meant):
                yield from ((part, ReadRule(kind=kind, of=of, evidence=Personal(stretch.strip()), back=back)) for of in meant)
                return

    def _meant(self, kind: OwnKind | None, folded: str, *, back: bool) -> Sequence[str]:
        """For whom, or of what; nothing where the words do not say it and it cannot be meant for all."""
        if kind == "no-offers":
            return tuple(dict.fromkeys(hit.of for hit in self._offers.find(folded))) or (EVERY,)
        if kind in ("quiet", "contact-by"):
            return tuple(dict.fromkeys(hit.of for hit in (self._times if kind == "quiet" else self._ways).find(folded)))[:1]
        named = tuple(self._named(folded))
        if named:
            return named
        everyone = self._everyone.first(folded) is not None or (kind == "ask-first" and self._acts.first(folded) is not None)
        return (EVERY,) if everyone or back else ()

    def _named(self, folded: str) -> dict[str, None]:
        """Organisations and people to whom something goes; not those about or from whom it is."""
        found: dict[str, None] = {}
        for hit in (*self._receivers.find(folded), *self._kin.find(folded)):
            before = " ".join(WORD.findall(folded[: hit.start])[-_BEFORE:])
            if not folded[hit.start : hit.end].endswith(self._not_endings) and self._not_before.first(before) is None:
                found[hit.of] = None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What was read of rules, and what is left of the text: "" when it was nothing else. Places in it are places in the text."""

    rules: tuple[ReadRule, ...]
    rest: str


def read_own(words: Sequence[OwnRuleWords], text: str, *, card: bool = False) -> Own:
    """In the first of the languages in which any is read."""
    for language in words:
        found = list(language.find(text, card=card))
        if not found:
            continue
        signs = list(text)
        for part, _ in found:
            signs[part.start : part.end] = " " * (part.end - part.start)
        rest = "".join(signs)
        rules = {(one.kind, one.of, one.back): one for _, one in found}
        return Own(rules=tuple(rules.values()), rest=rest if len(WORD.findall(rest)) >= _LEFT else "")
    return Own(rules=(), rest=text)


def _named(table: Mapping[str, object], key: str) -> Phrases[str]:
    inner = table_of(table, key)
    return phrases_to({name: strings(inner, name) for name in inner})
