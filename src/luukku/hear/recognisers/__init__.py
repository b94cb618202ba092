"""One recogniser a file: pattern, checksum, context, source. Each takes a text and gives its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from luukku.hear.recognisers.address import find_addresses
from luukku.hear.recognisers.card import find_cards
from luukku.hear.recognisers.email import find_emails
from luukku.hear.recognisers.hetu import find_hetus
from luukku.hear.recognisers.iban import find_ibans
from luukku.hear.recognisers.name import find_names
from luukku.hear.recognisers.personnummer import find_personnummers
from luukku.hear.recognisers.phone import find_phones
from luukku.hear.recognisers.ytunnus import find_ytunnuses
from luukku.model.reading import Mark

Recogniser = Callable[[str], Iterable[Mark]]
RECOGNISERS: Mapping[str, Recogniser] = MappingProxyType({
    "hetu": find_hetus, "personnummer": find_personnummers, "iban": find_ibans, "card": find_cards, "ytunnus": find_ytunnuses,
    "email": find_emails, "phone": find_phones, "address": find_addresses, "name": find_names,
})
