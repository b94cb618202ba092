"""Finnish personal identity code: DDMMYY, a sign of the century, an individual number, a check character.

Signs since 2023: + (1800s), - Y X W V U (1900s), A B C D E F (2000s): Government decree on the population
information system, as changed in 2022. The check character is the nine digits modulo 31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luukku.model.reading import Mark

_DASHES = "-–‐‑‒−—"
_SHAPE = re.compile(rf"(?<![\w-])(\d{{2}})(\d{{2}})(\d{{2}}) ?([{_DASHES}+A-FU-Y]) ?(\d{{3}})([0-9A-FHJ-NPR-Y])(?!\w)", re.IGNORECASE)
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"+": 1800, **dict.fromkeys(_DASHES + "YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}


def find_hetus(text: str) -> Iterator[Mark]:
    """Codes whose date exists and whose check character is right."""
    for hit in _SHAPE.finditer(text):
        day, month, year, sign, number, check = hit.groups()
        if not _is_date(_CENTURIES[sign.upper()] + int(year), int(month), int(day)) or int(number) < 2:
            continue
        if _CHECKS[int(day + month + year + number) % 31] == check.upper():
            yield Mark(start=hit.start(), end=hit.end(), label="HETU")


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
