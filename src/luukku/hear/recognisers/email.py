"""E-mail addresses (RFC 5321, as people write them), also spelt out: "aino at posti piste fi"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w.+'-])[\w.+'-]{0,80}\w ?@ ?[\w-]{1,80}(?:\.[\w-]{1,80}){0,4}\.[^\W\d_]{2,24}(?![\w-])")
_AT = re.compile(r"\s?(?:[\[({]\s?(?:at|ät|a|ät-merkki)\s?[\])}]|\b(?:at|ät|ät-merkki|miuku|miukumauku|kissanhäntä|snabel-?\s?a|snabel|alfakrull)\b)\s?", re.IGNORECASE)
_DOT = r"(?:\s?\.\s?|\s(?:piste|punkt|dot)\s)"
_NAME = re.compile(rf"(?<![\w.+'-])[\w+'-]+(?:(?:{_DOT}|\s(?:alaviiva|understreck|underscore|viiva|streck|dash)\s|\.)[\w+'-]+){{0,4}}$", re.IGNORECASE)
_HOST = re.compile(rf"[\w-]+(?:{_DOT}[\w-]+){{0,3}}{_DOT}(?:fi|se|ax|ee|eu|com|net|org|info|io|no|dk|de|uk|co\.uk)(?![\w-])", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\s(?:piste|punkt|dot)\s", re.IGNORECASE)
_MAIL = re.compile(r"(?:gmail|hotmail|outlook|icloud|yahoo|live|proton|protonmail|kolumbus|luukku|elisanet|pp\.inet|netti|telia|me)\b", re.IGNORECASE)
"""Hosts at which nobody works or shops, but has a letter-box."""
_NEAR = re.compile(r"e-?mail|mejl|e-?post|s-?posti|meili|sähköposti|osoit|adress|address|write|contact|skriv|yhteys|reach", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:i|is|am|are|was|work|works|worked|look|looking|shop|shopping|shopped|bought|buy|account|order|ordered|book|booked|found|live|lives|arrive|meet|stay)$", re.IGNORECASE)
_REACH = 100
_HINTS = ("piste", "punkt", "dot ", ".fi", ".se", ".ax", ".ee", ".eu", ".com", ".net", ".org", ".info", ".io", ".no", ".dk", ".de", ".uk")
"""Without one of these no address is spelt out."""


def find_emails(text: str) -> Iterator[Mark]:
    if "@" in text:
        for hit in _SHAPE.finditer(text):
            yield Mark(start=hit.start() + _quotes(hit[0]), end=hit.end(), label="EMAIL")
    low = text.lower()
    if not any(sign in low for sign in _HINTS):
        return
    for at in _AT.finditer(text):
        name, host = _NAME.search(text, max(0, at.start() - _REACH), at.start()), _HOST.match(text, at.end())
        if name is None or host is None or not _is_meant(text, name, at, host):
            continue
        yield Mark(start=name.start(), end=host.end(), label="EMAIL")


def _is_meant(text: str, name: re.Match[str], at: re.Match[str], host: re.Match[str]) -> bool:
    """In English "at" is a word: "I work at example.com" is no address, "anna at example dot com" is one."""
    if at[0].strip().casefold() != "at":
        return True
    if _ENGLISH.search(name[0]):
        return False
    said = text[max(0, name.start() - 40) : name.start()]
    return bool(_MAIL.match(host[0]) or _SPELT_DOT.search(host[0]) or re.search(r"[\d._+]", name[0]) or _NEAR.search(said) or not said.strip() or not re.search(r"\b(?:i|we|the|you|my|is|are)\b", text, re.IGNORECASE))


def _quotes(found: str) -> int:
    return len(found) - len(found.lstrip("'"))
