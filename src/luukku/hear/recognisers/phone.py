"""Telephone numbers: Finnish, Swedish and international forms (ITU-T E.164: at most 15 digits).

Bare digits are taken only with a prefix that telephones have; references, sums and dates look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.model.reading import Mark

_INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)(?=[1-9])\d{1,3}(?:[ -]?\(0\))?(?:[ -]?\d{1,4}){2,6}(?![\w-])")
_MOBILE = re.compile(r"(?<![\w.,+/-])0(?:4\d|50)\d?(?:[ -]?\d{2,4}){2,3}(?![\w-])")
_LANDLINE = re.compile(r"(?<![\w.,+/-])(?:\(0\d{1,3}\)|0(?:2|3|5|6|8|9|1[3-9]|7[0-9]|10|20|29|30))[ -]?\d{2,4}(?:[ -]?\d{2,4}){1,2}(?![\w-])")
_NEAR = re.compile(r"\bpuh|soit|\btel|phone|\bcall|\bring|mobil|gsm|whatsapp", re.IGNORECASE)
_NOT_NEAR = re.compile(r"viite|lasku|tilaus|reference|order|invoice|referens|faktura|saldo|bokning|varaus|booking|tracking|seuranta", re.IGNORECASE)


def find_phones(text: str) -> Iterator[Mark]:
    for shape, least, most in ((_INTERNATIONAL, 8, 15), (_MOBILE, 9, 12), (_LANDLINE, 7, 12)):
        for hit in shape.finditer(text):
            digits = re.sub(r"\D", "", hit[0])
            before = text[max(0, hit.start() - 30) : hit.start()]
            if not least <= len(digits) <= most or (_NOT_NEAR.search(before) and not _NEAR.search(before)):
                continue
            if shape is _LANDLINE and not (_NEAR.search(before) or re.search(r"[ -]", hit[0])):
                continue
            yield Mark(start=hit.start(), end=hit.end(), label="PHONE")
