"""One recogniser a file: pattern, checksum, context, source. Each takes a text and gives its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from luukku.hear.recognisers.card import find_cards
from luukku.hear.recognisers.email import find_emails
from luukku.hear.recognisers.hetu import find_hetus
from luukku.hear.recognisers.iban import find_ibans
from luukku.hear.recognisers.personnummer import find_personnummers
from luukku.hear.recognisers.phone import find_phones
from luukku.hear.recognisers.ytunnus import find_ytunnuses
from luukku.model.reading import Mark

RECOGNISERS: tuple[Callable[[str], Iterable[Mark]], ...] = (
    find_hetus, find_personnummers, find_ibans, find_cards, find_ytunnuses, find_emails, find_phones,
)
