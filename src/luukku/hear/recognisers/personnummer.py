"""Swedish personal identity number (personnummer) and co-ordination number: (YY)YYMMDD-NNNC, Luhn over ten digits.

Source: Skatteverket, SKV 704. A co-ordination number has 60 added to the day; "+" stands for a hundred years or more.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from luukku.hear.recognisers.checksums import luhn_holds
from luukku.hear.recognisers.context import is_other_number
from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w+-])(?<!\d[.,])((?:18|19|20)\d{2}|\d{2})(\d{2})(\d{2})( ?[-+–‐‑−] ?| ?)\d{4}(?![\w-]|[.,]\d)")
_CONTEXT = re.compile(r"person(?:al)?[\s-]?(?:n(?:umm|umb)er|numret|beteckning|nr)|pnr|samordningsnum|henkilötunnu|hetu\b", re.IGNORECASE)
_REACH = 40


def find_personnummers(text: str) -> Iterator[Mark]:
    """Without a hyphen ten bare digits are many things: then a word that names it must stand near."""
    for hit in _SHAPE.finditer(text):
        year, month, day, joint = int(hit[1]), int(hit[2]), int(hit[3]), hit[4].strip()
        digits = re.sub(r"\D", "", hit[0])
        if not (_is_day(year, month, day - 60 if day > 60 else day) and luhn_holds(digits[-10:])):
            continue
        named = _CONTEXT.search(text, max(0, hit.start() - _REACH), hit.end() + _REACH // 2) is not None
        if named or ((joint or len(digits) == 12) and not is_other_number(text, hit.start())):
            yield Mark(start=hit.start(), end=hit.end(), label="PERSONNUMMER")


def _is_day(year: int, month: int, day: int) -> bool:
    """Of a year in two digits the century is not known: the 29th of February is let through."""
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= (monthrange(year, month)[1] if year > 99 else 29 if month == 2 else monthrange(2001, month)[1])
