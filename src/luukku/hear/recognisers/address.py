"""Where somebody lives: streets with a number, stair and flat in Finnish, Swedish and English, post boxes, postal code with town.

Forms: SFS 5966 / Posti's and PostNord's addressing instructions, and how people write them. A street without a number
counts only after a word about living or moving, a hill or a shore ("Haukkalanmäki 7") only written large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.inflect import Names
from luukku.hear.names.towns import TOWNS
from luukku.model.reading import Mark

_CASES = ("lla", "llä", "lle", "lta", "ltä", "ssa", "ssä", "sta", "stä", "n")
_STRONG_STEMS = {"tie": "tie", "katu": "kadu", "kuja": "kuja", "polku": "polu", "raitti": "raiti", "aukio": "aukio", "tori": "tori", "kaari": "kaare", "väylä": "väylä", "bulevardi": "bulevardi",
                 "esplanadi": "esplanadi", "penger": "penkeree"}
_SOFT_STEMS = {"mäki": "mäe", "ranta": "ranna", "rinne": "rintee", "niemi": "nieme", "harju": "harju", "laakso": "laakso", "portti": "porti", "piha": "piha", "kulma": "kulma", "laita": "laida", "tanhua": "tanhua",
               "tanner": "tantere", "taival": "taipalee", "kallio": "kallio", "suora": "suora", "silta": "silla", "saari": "saare", "lahti": "lahde", "reuna": "reuna", "kumpu": "kummu", "notko": "notko", "lehto": "lehdo",
               "pelto": "pello", "puisto": "puisto"}
_SWEDISH = ("gatan", "gata", "vägen", "gränden", "gränd", "stigen", "torget", "torg", "allén", "allé", "esplanaden", "esplanad", "backen", "stranden", "kajen", "planen", "svängen", "kroken", "brinken", "linjen", "liden")
_STRONG = (*_STRONG_STEMS, *(stem + case for stem in _STRONG_STEMS.values() for case in _CASES), "katua", "tietä", "polkua", *_SWEDISH)
_SOFT = (*_SOFT_STEMS, *(stem + case for stem in _SOFT_STEMS.values() for case in _CASES))
_BARE = frozenset(("katu", "tie", "kuja", "polku", "bulevardi", "aukio", "tori", "puistotie", "puistokatu", "kaari", "raitti", "väylä"))
"""Streets of two or three words: "Eino Leinon katu"."""
_NO_STREET = re.compile(
    r"(?:moottori|valta|kanta|rauta|pyörä|kävely|hengitys|virtsa|sivu|pää|lento|jäte|opin|kulku|kevyt|maa|meri|vesi|synnytys)tie(?:\w{1,3})?|umpikuja\w{0,3}|(?:kirppu|kauppa)tori\w{0,3}"
    r"|(?:järn|motor|cykel|gång|huvud)vägen|(?:auk|dir|mon|trak|reak|sek|fak|moot|lek|kant|tuu|his|edi|kura|kommentaa)\w*tori\w*|(?:elämän|kehitys|tarina)n?kaar\w+|(?:yhteys|oikeus|oiko)tie\w*|data\w*|tilkku\w*"
)
"""Roads of everybody and words that only end alike, in small letters."""
_UNIT = r"(?!\s?(?:km|m|metri\w*|kpl|euro\w*|eur|e|€|%|ihmis\w*|hengen|henkilö\w*|autoa|min\w*|h|t|tunti\w*|kuukau\w+|kk|vko|viik\w+|päiv\w+|vuot\w*|vuod\w+|v|personer|dagar|months?|years?|days?|people|lasta)(?!\w))"
_HOUSE = rf"\d{{1,4}}(?:\s?[–-]\s?\d{{1,4}}(?!\d))?(?![\d.,]\d|\w*[.:/]\d){_UNIT}"
_STAIR = r"(?:\s?(?-i:[A-ZÅÄÖa-hj-l])(?![\w'’]))"
"""A small "i" is Swedish for in."""
_FLAT = r"(?:(?:,?\s?(?:as\.?|asunto|huoneisto|h|lgh\.?|lägenhet|bst\.?|bostad|apt\.?|flat|unit|krs\.?)\s?|\s)\d{1,4}(?![\d.,:]*\d)(?:\s?[a-d](?!\w))?)"
_FLAT_NAMED = r"(?:,?\s?(?:as\.?|asunto|huoneisto|h|lgh\.?|lägenhet|bst\.?|apt\.?|flat|unit)\s?\d{1,4}(?!\d))"
_REST = rf"(?:{_HOUSE})(?:{_STAIR}{_FLAT}?|{_FLAT_NAMED})?(?::?(?:een|ään|oon|hen|ssa|ssä|sta|stä|lla|llä|n|tä|ta|aan)(?!\w))?"
_NUMBER = re.compile(rf"[ \u00a0]({_REST})", re.IGNORECASE)
_FLAT_SHOWN = re.compile(r"\d\s?[A-Z]\s\d")
_PREFIX = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\w.-]*\s$")
_QUALIFIES = re.compile(r"(?:Vanha|Uusi|Iso|Pikku|Pieni|Suuri|Pohjoinen|Eteläinen|Itäinen|Läntinen|Ylä|Ala|Yli|Norra|Södra|Östra|Västra|Gamla|Nya|Stora|Lilla|Övre|Nedre)\w*\s")
"""Words that begin a street's name also where a sentence begins."""
_ALONE = ("bulevardi", "esplanadi", "esplanaden", "strandvägen", "kyrkogatan")
_NAMED = re.compile(r"osoit|asu[nm]?\w*|muut|koti\w*|asunto|postita|adress|\bbor\b|flytt|hem\b|address|live|living|moved|home|house at|flat at|apartment", re.IGNORECASE)
_NO_NUMBER = re.compile(r"(?<![\w-])([A-ZÅÄÖ][\w-]{2,}?(?:tie(?:llä|lle|ltä)|kadu(?:lla|lle|lta)|kuja(?:lla|lle|lta)|polu(?:lla|lle|lta)|gatan|vägen|gränden|stigen))(?!\w)")
_ENGLISH_KINDS = ("Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Dr", "Court", "Ct", "Close", "Way", "Place", "Pl", "Square", "Sq", "Terrace", "Crescent", "Gardens", "Boulevard", "Blvd", "Hill", "Grove",
                  "Mews", "Row", "Parade", "Walk", "Green", "Highway", "Hwy", "Trail", "Ridge", "Park", "Estate", "Estates", "View", "Vale", "Heights", "Meadow", "Meadows", "Path", "Pass", "Parkway", "Pkwy", "Turnpike", "Circle", "Cir",
                  "Loop", "Alley", "Bend", "Quay", "Wharf", "Mount", "Rise", "Gate", "End", "Fold", "Croft", "Wynd", "Brae", "Point", "Manor", "Cottages", "Villas", "Mansions", "Village", "Mill", "Station", "Springs", "Harbour")
_ENGLISH_KIND = rf"(?:{'|'.join(_ENGLISH_KINDS)})"
_ENGLISH_PLACED = re.compile(
    r"(?<![\w.,])\d{1,5}[A-Za-z]?\s(?:[A-Z][\w'’-]*\s){1,3}(?:Apt\.?|Apartment|Unit|Suite)\s?\d\w{0,4}(?!\w)|(?<![\w.,])\d{1,5}[A-Za-z]?\s(?:[A-Z][\w'’.-]*\s?){1,4}?(?:,?\s?(?:Apt\.?|Apartment|Flat|Unit|Suite|Studio)\s?\w{1,5})?"
    r"(?:,\s?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}){0,2},?\s(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]{2}\s\d{5}(?:-\d{4})?)(?!\w)"
)
"""Whatever the street is called: with a British or American code."""
_ENGLISH_FLAT = re.compile(r"\s(?:Apt\.?|Apartment|Flat|Unit|Suite)\s?\d")
_ENGLISH_CODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]{2}\s\d{5})\b")
_FOREIGN_KINDS = ("stra", "str.", "platz", "weg", "allee", "rue ", "avenue", "boulevard", " tn", " tänav", " mnt", " maantee", " puiestee")
_ENGLISH = re.compile(
    rf"(?<![\w.,])(?:(?:Flat|Apt\.?|Unit|Apartment)\s\d{{1,4}}\w?,?\s)?\d{{1,5}}[A-Za-z]?,?\s(?:[A-Z0-9][\w'’.-]*\s){{1,3}}{_ENGLISH_KIND}\b\.?(?:\s(?:N|S|E|W|NE|NW|SE|SW)\b)?"
    r"(?:,?\s(?:Apt\.?|Apartment|Flat|Unit|Suite|#)\s?\w{1,5})?"
)
_ENGLISH_SMALL_KINDS = ("street", "road", "avenue", "lane", "drive", "close", "court")
_ENGLISH_SMALL = re.compile(rf"(?<![\w.,])\d{{1,5}}[a-z]?\s[a-z]+\s(?:{'|'.join(_ENGLISH_SMALL_KINDS)})(?!\w)")
_ENGLISH_TOWN = re.compile(r"(?:,\s?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?){0,2},?\s(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]{2}\s\d{5}(?:-\d{4})?)(?!\w)")
_FOREIGN = re.compile(r"(?<![\w-])(?:[A-Z]\w+(?:straße|strasse|str\.|platz|weg|allee)\s\d{1,4}[a-z]?|\d{1,4},?\s(?:rue|avenue|boulevard)\s(?:(?:de|du|des|la|le|l['’])\s?)*[A-ZÉ]\w+|[A-ZÕÄÖÜ][\wõäöü]+\s(?:tn|tänav|mnt|maantee|puiestee)\.?\s\d{1,4}(?:[a-z]|-\d{1,4})?)(?!\w)")
_BOX = re.compile(r"(?<![\w-])(?:P\.?\s?O\.?\s?Box|PO address|PL\.?|PB|Box|Postilokero)\s\d{1,5}(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w.,+/-])(?:(?:FI|AX|SE)-)?(?:\d{5}|\d{3} \d{2})\s([^\W\d_][\w-]+)(?!\w)", re.IGNORECASE)
_CODE_AFTER = re.compile(r",?\s{1,2}(?:(?:FI|AX|SE)-)?(?:\d{5}|\d{3} \d{2})(?:\s[^\W\d_][\w-]+)?(?!\w)", re.IGNORECASE)
_TOWN_AFTER = re.compile(r",\s?([^\W\d_][\w-]+)(?!\w)|\s([A-ZÅÄÖ][\w-]+)(?!\w)")
_TOWNS = Names(TOWNS, family=True)
_DIGIT = re.compile(r"\d")
_REACH = 40


def find_addresses(text: str) -> Iterator[Mark]:
    """Each address from its first word to its town."""
    if _DIGIT.search(text):
        for start, end in (*_streets(text), *_others(text)):
            yield Mark(start=start, end=_with_town(text, end), label="ADDRESS")
        yield from _codes(text)
    for hit in _NO_NUMBER.finditer(text):
        if _NO_STREET.fullmatch(hit[1].lower()) is None and _said_before(text, hit.start()):
            yield Mark(start=hit.start(), end=hit.end(), label="ADDRESS")


def _streets(text: str) -> Iterator[tuple[int, int]]:
    """A word that is a street, then a number with what follows it; words written large before it belong to it."""
    for hit in _NUMBER.finditer(text):
        start = hit.start()
        while start and (text[start - 1].isalpha() or text[start - 1] == "-"):
            start -= 1
        word = text[start : hit.start()].lower()
        if not word.endswith((*_STRONG, *_SOFT)):
            continue
        large = text[start].isupper()
        first = _first_word(text, start, bare=word in _BARE) if large or word in _BARE else start
        if _is_street(word, large, first < start) or (word.endswith(_SOFT) and _is_soft_street(text, word, start, hit)):
            yield first, hit.end()


def _first_word(text: str, start: int, *, bare: bool) -> int:
    """Where the words written large begin that belong to the street at `start` ("Pohjoinen Rautatiekatu")."""
    for taken in range(2):
        before = _PREFIX.search(text, max(0, start - _REACH), start)
        if before is None or (_begins(text, before.start()) and not (_QUALIFIES.match(before[0]) or (bare and taken))):
            break
        start = before.start()
    return start


def _is_street(word: str, large: bool, more: bool) -> bool:
    """A compound ("Kirkkokatu"), or an everyday word that large words make one ("Vanha tie")."""
    if not word.endswith(_STRONG) or _NO_STREET.fullmatch(word) is not None:
        return False
    if word in _BARE and more:
        return True
    return word not in _STRONG and word[1:] not in _STRONG or (large and (more or word.startswith(_ALONE)))


def _is_soft_street(text: str, word: str, start: int, number: re.Match[str]) -> bool:
    """A compound that ends as streets and many other words do: written large or after words of living, and no town."""
    if word in _SOFT or _TOWNS.find(word) is not None:
        return False
    return text[start].isupper() or _said_before(text, start) or _CODE_AFTER.match(text, number.end()) is not None or _FLAT_SHOWN.search(number[1]) is not None


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here, so that a word written large tells nothing."""
    said = text[:start].rstrip()
    return not said or said[-1] in ".!?\n"


def _others(text: str) -> Iterator[tuple[int, int]]:
    low = text.lower()
    if any(kind in text for kind in _ENGLISH_KINDS):
        for hit in _ENGLISH.finditer(text):
            yield hit.span()
    if _ENGLISH_CODE.search(text) or _ENGLISH_FLAT.search(text):
        for hit in _ENGLISH_PLACED.finditer(text):
            yield hit.span()
    for hit in _ENGLISH_SMALL.finditer(text) if any(kind in text for kind in _ENGLISH_SMALL_KINDS) else ():
        if _said_before(text, hit.start()):
            yield hit.span()
    if any(kind in low for kind in _FOREIGN_KINDS):
        for hit in _FOREIGN.finditer(text):
            yield hit.span()
    if "box" in low or "pl" in low or "pb" in low or "lokero" in low:
        for hit in _BOX.finditer(text):
            if _CODE_AFTER.match(text, hit.end()) or _said_before(text, hit.start()) or hit[0][:2].upper() in ("P.", "PO"):
                yield hit.span()


def _codes(text: str) -> Iterator[Mark]:
    """A postal code with its town, alone."""
    for hit in _CODE.finditer(text):
        if hit[1].casefold() in TOWNS:
            yield Mark(start=hit.start(), end=hit.end(), label="ADDRESS")


def _with_town(text: str, end: int) -> int:
    """Where the address ends that has its street end at `end`."""
    for shape in (_CODE_AFTER, _ENGLISH_TOWN):
        hit = shape.match(text, end)
        if hit is not None:
            return hit.end()
    hit = _TOWN_AFTER.match(text, end)
    if hit is not None and (hit[1] or hit[2]).casefold() in TOWNS:
        return hit.end()
    return end


def _said_before(text: str, start: int) -> bool:
    """Whether words about living, moving or an address stand shortly before."""
    return _NAMED.search(text, max(0, start - _REACH), start) is not None
