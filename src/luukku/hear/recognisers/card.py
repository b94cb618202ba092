"""Payment card numbers: 13–19 digits with an issuer's prefix (ISO/IEC 7812) and the Luhn checksum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.recognisers.checksums import luhn_holds
from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-])")
_ISSUER = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|4[4-9]|5)|3(?:0[0-5]|[689])|35|62|5[06-9]|6[0-9]")


def find_cards(text: str) -> Iterator[Mark]:
    for hit in _SHAPE.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if _ISSUER.match(digits) and luhn_holds(digits) and len(set(digits)) > 1:
            yield Mark(start=hit.start(), end=hit.end(), label="CARD")
