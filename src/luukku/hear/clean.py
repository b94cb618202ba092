"""The first thing that happens to a message: from whatever a channel hands in to text that may be read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from luukku.errors import Empty, NotText, TooLong

LONGEST = 10_000
"""Characters of one message."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0")
_JOINER = "\u200d"
_PICTURE_PARTS = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile("\r\n?|\u2028|\u2029|\u0085")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """Readable text, and which kinds of unreadable marks were taken out ("nul", "control", "bidi", "invisible")."""

    text: str
    removed: tuple[str, ...] = ()


def clean(text: str | bytes, most: int = LONGEST) -> Clean:
    """Text in NFC without control, direction and zero-width characters; HTML and commands are just words.

    Raises Empty when nothing visible is left, TooLong above `most` characters, NotText for bytes that are not
    UTF-8 and for lone surrogates. A joiner inside an emoji stays.
    """
    words = _decode(text)
    if len(words) > most:
        raise TooLong(limit=most, length=len(words))
    removed: dict[str, None] = {}
    kept: list[str] = []
    words = _BREAKS.sub("\n", words)
    for place, sign in enumerate(words):
        kind = _kind_or_none(words, place, sign)
        if kind is None:
            kept.append(sign)
        else:
            removed[kind] = None
    tidy = _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(kept))).strip()
    if not any(_is_visible(sign) for sign in tidy):
        raise Empty()
    if len(tidy) > LONGEST:
        raise TooLong(limit=LONGEST, length=len(tidy))
    return Clean(text=tidy, removed=tuple(removed))


def _decode(text: str | bytes) -> str:
    if isinstance(text, bytes):
        try:
            return text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotText(at=error.start) from None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText(at=error.start) from None
    return text


def _kind_or_none(words: str, place: int, sign: str) -> str | None:
    """Why the character at `place` has to go, or None when it stays."""
    if sign == "\0":
        return "nul"
    if sign in _BIDI:
        return "bidi"
    if sign == _JOINER:
        return None if _joins_pictures(words, place) else "invisible"
    if sign in _INVISIBLE or 0xE0000 <= ord(sign) <= 0xE007F:
        return "invisible"
    if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Co", "Cn"):
        return "control"
    return None


def _joins_pictures(words: str, place: int) -> bool:
    before = words[max(0, place - 2) : place]
    after = words[place + 1 : place + 2]
    return any(_is_picture(sign) for sign in before) and bool(after) and _is_picture(after)


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) == "So" or bool(_PICTURE_PARTS.match(sign))


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "ZC" and sign not in "\ufe0e\ufe0f\u2800"
