"""Somebody in danger is shown the number to call, also when their message cannot be taken or answered: neither disk, key,
embedder nor any limit stands in the way of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from luukku import hear
from luukku.errors import BadInput
from luukku.explain import danger as words
from luukku.flow.counter import Counter
from luukku.model.ids import Language
from luukku.model.reading import Danger, ReadDanger
from luukku.model.view import NumberView
from luukku.understand import danger

LONG = 2_000
"""Characters from which on a text is read in a thread: about twenty milliseconds' work."""
_ENOUGH = 500
"""Characters by which the language is told."""
_LEAVE: tuple[Danger, ...] = ("violence", "abuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What is shown before everything else. `leaves`: so is the way to leave quickly."""

    language: Language
    numbers: tuple[NumberView, ...]
    lines: tuple[str, ...]
    leaves: bool = False


def alarm(counter: Counter, text: str, language: Language) -> Alarm | None:
    """None when no danger is read in the text. Never raises for a text, however odd: it is cleaned as far as possible, and
    its first 10 000 characters are read. In the text's own language where that is clear, else in `language`."""
    return _alarm(counter, text, language, _read(counter, text))


async def sound(counter: Counter, text: str, language: Language) -> Alarm | None:
    """`alarm`, long texts in a thread."""
    return _alarm(counter, text, language, await _heard(counter, text))


async def in_danger(counter: Counter, text: str) -> bool:
    """Whether danger is read: then no limit holds."""
    return bool(await _heard(counter, text))


async def _heard(counter: Counter, text: str) -> Sequence[ReadDanger]:
    return await asyncio.to_thread(_read, counter, text) if len(text) > LONG else _read(counter, text)


def _read(counter: Counter, text: str) -> Sequence[ReadDanger]:
    return danger.find(counter.dangers, _readable(text))


def _readable(text: str) -> str:
    """What is left of the text when all goes that cannot be read."""
    told = text[: hear.LONGEST].encode("utf-8", "replace").decode("utf-8")
    try:
        return hear.clean(told).text
    except BadInput:  # nothing visible, or signs that grow when they are composed
        return told


def _alarm(counter: Counter, text: str, language: Language, dangers: Sequence[ReadDanger]) -> Alarm | None:
    if not dangers:
        return None
    spoken, sure = counter.understanding.languages.tell(_readable(text[:_ENOUGH]), language)
    language = spoken if sure else language
    return Alarm(
        language=language,
        numbers=words.numbers(counter.packs, counter.texts, language, dangers),
        lines=words.danger_lines(counter.texts, language, dangers, ""),
        leaves=any(one.kind in _LEAVE for one in dangers),
    )
