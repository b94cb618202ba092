"""The words of one language with which a permission is given or refused (`packs/language/<code>/consent.toml`), compiled once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from luukku.errors import BadPack
from luukku.understand.by_hash import ByHash
from luukku.understand.patterns import Patterns
from luukku.understand.tables import strings, table_of
from luukku.understand.text import Phrases, phrases

_KINDS = ("sends", "agrees", "declines", "agrees_beside", "agrees_not", "agrees_faint", "trails")
_WHEN_ASKED: Mapping[str, str] = {"agrees_when_asked": "agrees", "declines_when_asked": "declines"}
_PIECE = re.compile(r"\(([^()]*)\)|\{(\w+)\}")


class ConsentWords:
    """See `yes_no.says_to_card`. Raises BadPack on wrong tables."""

    def __init__(self, table: Mapping[str, object]) -> None:
        forms = table_of(table, "forms")

        def spelt(key: str) -> list[str]:
            return [each for text in strings(table, key) for each in spelt_out(text, forms)]

        said = [(text, kind) for kind in _KINDS for text in spelt(kind)]
        asked = [(text, kind) for key, kind in _WHEN_ASKED.items() for text in spelt(key)]
        self._said, self._said_when_asked = ByHash(said), ByHash((*asked, *said))
        """Of what an answer to a card is made, to the list that it stands in; of several the first."""
        self._longest = max((len(text.split()) for text, _ in (*asked, *said)), default=0)
        try:
            self.lets_be: Patterns[str] = Patterns((text, {}, "declines") for text in strings(table, "lets_be"))
            self.tails: Patterns[str] = Patterns((text, {}, "tails") for text in strings(table, "tails"))
            """What may follow a yes in a breath of its own and takes nothing from it."""
        except ValueError as error:
            raise BadPack(file="consent.toml", line=0, problem=str(error)) from None
        self.ends = tuple(f" {text}" for text in spelt("ends"))
        """How an answer ends that lets be what was asked."""
        self.praises: Phrases[str] = phrases(strings(table, "praises"))
        self.conditions: Phrases[str] = phrases(strings(table, "conditions"))
        self.speaks: Phrases[str] = phrases(strings(table, "speaks"))
        self.minds: Phrases[str] = phrases(strings(table, "minds"))

    def of(self, said: Sequence[str], again: Collection[int], *, asked: bool) -> tuple[list[str], bool]:
        """The kinds of the phrases that the words are made of, the longest first, and whether no word is left over.

        `again`: places of words that may be left; `asked`: one question was asked, in known words. "trails" counts at the end alone.
        """
        table = self._said_when_asked if asked else self._said
        last = len(said)
        barren: set[int] = set()

        def cut(start: int) -> list[str] | None:
            if start == last:
                return []
            if start in barren:
                return None
            for end in range(min(last, start + self._longest), start, -1):
                kind = table.get(" ".join(said[start:end]))
                if kind == "trails" and (end != last or not asked):
                    kind = None
                if kind is not None and (rest := cut(end)) is not None:
                    return [kind, *rest]
            if start in again and (rest := cut(start + 1)) is not None:
                return rest
            barren.add(start)
            return None

        whole = cut(0)
        return (whole, True) if whole is not None else (self._greedy(said, table), False)

    def _greedy(self, said: Sequence[str], table: ByHash[str]) -> list[str]:
        found, start = [], 0
        while start < len(said):
            end = next((end for end in range(min(len(said), start + self._longest), start, -1) if " ".join(said[start:end]) in table), None)
            found.append(table.get(" ".join(said[start:end])) or "" if end else "")
            start = end or start + 1
        return found


def spelt_out(text: str, forms: Mapping[str, object]) -> Iterator[str]:
    """ "(a|b|) c" and "{name} c" as all that they stand for, with single spaces. Raises BadPack on a list of forms that is not there."""
    pieces: list[list[str]] = []
    past = 0
    for hit in _PIECE.finditer(text):
        if hit[2] is not None and hit[2] not in forms:
            raise BadPack(file="consent.toml", line=0, problem=f"no list of forms {hit[2]}")
        pieces += [[text[past : hit.start()]], hit[1].split("|") if hit[2] is None else strings(forms, hit[2])]
        past = hit.end()
    for each in product(*pieces, [text[past:]]):
        said = " ".join("".join(each).split())
        if said:
            yield said
