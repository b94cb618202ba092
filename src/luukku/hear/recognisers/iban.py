"""International bank account number: ISO 13616, modulo 97 of ISO 7064, length by country (SWIFT's IBAN registry)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.model.reading import Mark

_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28, "CH": 21,
    "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27,
    "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23,
    "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}
_DIGITS_ONLY = frozenset("AE AT BA BE BI CR CZ DE DJ DK EE EG ES FI FK FO GL HR HU IL IS LT LY ME MN NO PL PT RS SD SE SI SK SO ST TL TN VA XK".split())
"""Countries whose accounts hold no letters after the country: so words that follow two letters are no account."""
_START = re.compile(r"(?<![^\W_])(?:IBAN)?([A-Z]{2})[ -]?\d{2}", re.IGNORECASE)
_BLANKS = " -.\n\t\u00a0\u202f"


def find_ibans(text: str) -> Iterator[Mark]:
    """Accounts written whole or in groups. Payment references (RF…) are no accounts."""
    for hit in _START.finditer(text):
        country = hit[1].upper()
        length = _LENGTHS.get(country)
        end = _end_or_none(text, hit.start(1), length, digits=country in _DIGITS_ONLY) if length else None
        if end is not None:
            yield Mark(start=hit.start(1), end=end, label="IBAN")


def _end_or_none(text: str, start: int, length: int, *, digits: bool) -> int | None:
    """Where `length` letters and digits (at most two blanks or marks between) end, if they check."""
    signs: list[str] = []
    blanks = 0
    for place in range(start, min(len(text), start + 2 * length)):
        sign = text[place]
        if sign.isascii() and sign.isalnum():
            if digits and len(signs) >= 2 and not sign.isdigit():
                return None
            signs.append(sign.upper())
            blanks = 0
        elif sign in _BLANKS and blanks < 2:
            blanks += 1
        else:
            return None
        if len(signs) == length:
            follows = text[place + 1 : place + 2]
            return place + 1 if not follows.isalnum() and _checks("".join(signs)) else None
    return None


def _checks(account: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1
