"""Words before a number that tell what it is: an order, a reference, a parcel; then it is no one's telephone or card."""

from __future__ import annotations

import re

_OTHER = (
    r"viite\w*|viitte\w*|lasku\w*|tilaus\w*|varaus\w*|seuranta\w*|lähety\w+|paket\w+|kolli\w*|asiakas\w*|sopimu\w+|vakuutu\w+|hakemu\w+|päätö\w+|takuu\w*|sarja\w*|mittari\w*|käyttöpaik\w+|lukema"
    r"|viivakoodi\w*|dnro|diaari\w*|asianumero\w*|kirje|ovt|verkkolasku\w*|imei|isbn|ean|gtin|ocr|rf|ref|id|upc|ups"
    r"|referens\w*|faktura\w*|beställning\w*|bokning\w*|order\w*|kund\w*|avtal\w*|försäkring\w*|ärende\w*|reservation\w*"
    r"|reference|invoice|booking|tracking|parcel|shipment|ticket|case|policy|contract|customer|member|serial|device|confirmation|transaction|docket|claim"
)
_BETWEEN = r"(?:[\s:#.\-]|nro|numero\w*|on|oli|koodi\w*|tunnus\w*|nr|nummer|numret|är|var|no|number|is|was|id|ref|viite\w*|of|för|tulee)*"
_NAMES_OTHER = re.compile(rf"(?<!\w)(?:{_OTHER}){_BETWEEN}$", re.IGNORECASE)
_REACH = 40


def is_other_number(text: str, start: int) -> bool:
    """Whether the words right before `start` name a number of another kind."""
    return _NAMES_OTHER.search(text, max(0, start - _REACH), start) is not None
