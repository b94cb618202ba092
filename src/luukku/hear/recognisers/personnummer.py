"""Swedish personal identity number (personnummer) and co-ordination number: (YY)YYMMDD-NNNC, Luhn over ten digits.

Source: Skatteverket, SKV 704. A co-ordination number has 60 added to the day; "+" stands for a hundred years or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.recognisers.checksums import luhn_holds
from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w.+-])(?:(?:18|19|20)\d{2}|\d{2})(\d{2})(\d{2})([-+ ]?)\d{4}(?![\w-])")
_CONTEXT = re.compile(r"person(?:nummer|beteckning|\s?nr)|pnr|samordningsnummer", re.IGNORECASE)


def find_personnummers(text: str) -> Iterator[Mark]:
    """Without a hyphen ten bare digits are many things: then a word that names it must stand near."""
    for hit in _SHAPE.finditer(text):
        month, day, joint = int(hit[1]), int(hit[2]), hit[3]
        digits = re.sub(r"\D", "", hit[0])
        if not (1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= 31 and luhn_holds(digits[-10:])):
            continue
        if joint in ("-", "+") or len(digits) == 12 or _CONTEXT.search(text[max(0, hit.start() - 40) : hit.end() + 20]):
            yield Mark(start=hit.start(), end=hit.end(), label="PERSONNUMMER")
