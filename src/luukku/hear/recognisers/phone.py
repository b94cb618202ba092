"""Telephone numbers: Finnish, Swedish and international forms (ITU-T E.164: at most 15 digits), also in words.

Bare digits are taken only with a prefix that telephones have, or right after a word that says so; references, sums
and dates look alike. Prefixes: Traficom's and PTS's numbering plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luukku.hear.recognisers.context import is_other_number
from luukku.model.reading import Mark

_JOINT = r"(?: ?[-–‑] ?|[ ./])?"


class _Writing(NamedTuple):
    shape: re.Pattern[str]
    least: int
    most: int
    """Digits."""
    sure: bool = False
    """No reference is written so."""
    loose: bool = False
    """Other numbers are written so too: a word that says so, or groups, must show it."""


_CODES = r"(?:358|46|47|45|37[0-2]|44|49|33|34|39|48|7|1|3[0-6]|4[1-3]|9\d)"
_WRITINGS = (
    _Writing(re.compile(rf"\(?\+ ?[1-9]\d{{0,14}}\)?{_JOINT}(?:\(0?\d{{0,3}}\){_JOINT})?(?:\d{{1,9}}{_JOINT}){{0,6}}\d*"), 8, 15, sure=True),
    _Writing(re.compile(rf"00{_CODES}{_JOINT}(?:\(0\){_JOINT})?[1-9](?:\d{{0,10}}{_JOINT}){{0,6}}\d+"), 10, 17),
    _Writing(re.compile(rf"358{_JOINT}(?:4\d|50)\d?{_JOINT}\d{{3,4}}{_JOINT}\d{{3,4}}"), 11, 13),
    _Writing(re.compile(rf"\(?0(?:4\d|50)\d?\)?{_JOINT}(?:\d{{2,4}}{_JOINT}){{1,3}}\d{{2,4}}"), 9, 11),
    _Writing(re.compile(rf"\(?07\d{{1,3}}\)?{_JOINT}\d{{2,7}}(?:{_JOINT}\d{{2,4}}){{0,3}}"), 9, 11),
    _Writing(re.compile(r"(?:\([2-9]\d\d\) ?|[2-9]\d\d[-.])\d{3}[-.]\d{4}"), 10, 10),
    _Writing(re.compile(r"0\d{1,3} ?[-–] ?\d{2,3} \d{2} \d{2}"), 8, 10),
    _Writing(re.compile(r"(?:\(0\d{1,4}\)|0(?:[2-9]|1[3-9]|[2-9]\d|[1-9]\d{2,3}|10|20|29))(?: ?[-–] ?| )?\d{2,4}(?:[ -]?\d{2,4}){1,3}"), 7, 11, loose=True),
)
_DIGITS = re.compile(r"\(?(?:\+ ?)?\(?\d(?:[ ()./–‑-]{0,3}\d){6,}")
"""Digits, seven or more, with what may stand between those of one number."""
_GROUP = re.compile(r"\(?(?:\+ ?)?\(?\d+\)?")
_NO_BEFORE = re.compile(r"(?:[\w+/-]|\d[.,])\Z")
_NO_AFTER = re.compile(r"(?!x\d{2,5}\b)[\w-]|[.,:/]\d")
_NAMED = re.compile(
    r"(?:(?<!\w)(?:puh(?:elin(?:numero\w*)?)?|gsm|tel(?:efon(?:nummer)?)?|tfn|phone(?: number)?|mobil(?:e|nummer)?|soit\w+|tekst\w+|ring\w*|call(?: me)?|whatsapp|numeroni|mitt nummer|my number|cell)[.:]?\s*"
    r"(?:numero\w*|nro|on|är|is|på|on my|at|number|nummer|mig|me|minulle|:)?[:\s]*){1,2}(\d[\d -]{5,12}\d)(?![\w-]|[.,:/]\d)", re.IGNORECASE,
)
_NEAR = re.compile(r"\bpuh|soit|\btel|\btfn|phone|\bcall|\bring|mobil|gsm|whatsapp|tavoit|\bnå[rs]? mig|reach me|tekst|\btext\b", re.IGNORECASE)
_DATE = re.compile(r"\d{2}[- ]\d{2}[- ](?:19|20)\d{2}$|\d{6}[-–]\d{4}$")
"""Also what has the shape of a Swedish identity number."""
_OPERATOR_ID = re.compile(r"0037\d{8}")
"""An address for electronic invoices (OVT): 0037 and a business identity code."""
_REACH = 30
_LEAST, _MOST = 7, 17
"""Digits."""
_GROUPS = 8
_GROUPED = re.compile(r"[ )–-]")
_FIRST_WORDS = ("noll", "zero", "plus", "oh ")
_DIGIT = r"(?:nolla|yksi|yks|kaksi|kaks|kolme|neljä|viisi|viis|kuusi|kuus|seitsemän|seiska|kahdeksan|kasi|yhdeksän|ysi|noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|zero|oh|one|two|three|four|five|six|seven|eight|nine)"
_SPELT = re.compile(rf"(?<!\w)(?:(?:plus|\+)[\s,-]+)?(?:{_DIGIT}[\s,-]+){{6,14}}{_DIGIT}(?!\w)", re.IGNORECASE)


def find_phones(text: str) -> Iterator[Mark]:
    for run in _DIGITS.finditer(text):
        yield from _numbers(text, [group.span() for group in _GROUP.finditer(text, run.start(), run.end())])
        for hit in _NAMED.finditer(text, max(0, run.start() - _REACH), run.end() + 1):
            if 7 <= sum(sign.isdigit() for sign in hit[1]) <= 12:
                yield Mark(start=hit.start(1), end=hit.end(1), label="PHONE")
    low = text.lower()
    if any(word in low for word in _FIRST_WORDS):
        for hit in _SPELT.finditer(text):
            yield Mark(start=hit.start(), end=hit.end(), label="PHONE")


def _numbers(text: str, groups: list[tuple[int, int]]) -> Iterator[Mark]:
    """Numbers in one run of digits: each as many groups as fit. After digits that belong to none only a plus begins one."""
    place, other = 0, False
    while place < len(groups):
        start = groups[place][0]
        ends = (last for last in range(min(len(groups), place + _GROUPS) - 1, place - 1, -1) if _is_number(text, start, groups[last][1], after_digits=other))
        last = next(ends, None)
        if last is not None:
            yield Mark(start=start, end=groups[last][1], label="PHONE")
            place, other = last + 1, False
        else:
            other = groups[place][1] - groups[place][0] > 1
            place += 1


def _is_number(text: str, start: int, end: int, *, after_digits: bool) -> bool:
    words = text[start:end]
    digits = sum(sign.isdigit() for sign in words)
    if digits > _MOST or digits < _LEAST or _NO_BEFORE.search(text, max(0, start - 2), start) or _NO_AFTER.match(text, end) or _DATE.match(words) or _OPERATOR_ID.fullmatch(words):
        return False
    for writing in _WRITINGS:
        if not writing.least <= digits <= writing.most or writing.shape.fullmatch(words) is None or (after_digits and not writing.sure):
            continue
        if writing.loose and not (_NEAR.search(text, max(0, start - _REACH), start) or (_GROUPED.search(words) and re.search(r"\d{3}", words[2:]))):
            continue
        if writing.sure or not is_other_number(text, start):
            return True
    return False
