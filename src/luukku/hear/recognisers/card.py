"""Payment card numbers: an issuer's prefix with the lengths it uses (ISO/IEC 7812), Luhn, and how people group them.

Prefixes and lengths: the networks' public ranges. A device number (IMEI, 15 digits from 35) has Luhn too and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.recognisers.checksums import luhn_holds
from luukku.hear.recognisers.context import is_other_number
from luukku.model.reading import Mark

_SHAPES = tuple(
    re.compile(rf"(?<![\w-])(?<!\d[.,])(?:{shape})(?![\w-]|[.,]\d)")
    for shape in (r"\d{13,19}", r"\d{4}(?:[ .-]\d{4}){3}", r"\d{4}(?:[ .-]\d{4}){3}[ .-]\d{1,3}", r"\d{4}[ .-]\d{6}[ .-]\d{4,5}", r"\d{6}[ -]\d{9,13}")
)
"""Each is tried, so that digits after a card ("… 1111 12/27") do not hide it."""
_LONG = re.compile(r"\d(?:[ .-]?\d){12}")
_ISSUERS = (
    (re.compile(r"4"), (13, 16, 19)),
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"3(?:0[0-5]|095|[689])"), (14, 16)),
    (re.compile(r"35(?:2[89]|[3-8])|6(?:011|4[4-9]|5)|62"), (16, 17, 18, 19)),
    (re.compile(r"50(?:18|20|38)|5893|6304|67(?:59|61|62|63)"), (13, 14, 15, 16, 17, 18, 19)),
)


def find_cards(text: str) -> Iterator[Mark]:
    if not _LONG.search(text):
        return
    for hit in (hit for shape in _SHAPES for hit in shape.finditer(text)):
        digits = re.sub(r"\D", "", hit[0])
        issued = any(len(digits) in lengths and prefix.match(digits) for prefix, lengths in _ISSUERS)
        if issued and luhn_holds(digits) and len(set(digits)) > 1 and not is_other_number(text, hit.start()):
            yield Mark(start=hit.start(), end=hit.end(), label="CARD")
