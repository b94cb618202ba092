"""Names of persons: after words that announce one, beside kin and titles, and common given names and surnames in their forms.

The lists are `luukku.hear.names`. A name that is also an everyday word ("toivo", "mark") needs company: a capital letter
inside a sentence, a surname, or words that announce it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.inflect import PLACE_ENDINGS, Names
from luukku.hear.names.announced import ANNOUNCERS, NO_ANSWERS, announced, is_own
from luukku.hear.names.everyday import ADJECTIVES, COMMON, FORMS, NOT_NAMES
from luukku.hear.names.given import ENGLISH, FINNISH, GIVEN, SWEDISH
from luukku.hear.names.surnames import SURNAMES
from luukku.hear.names.towns import PLACES, TOWNS
from luukku.model.reading import Mark

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_GIVEN, _SURNAMES, _TOWNS, _NOT = Names(GIVEN), Names(SURNAMES, family=True), Names(TOWNS | PLACES, family=True), Names(NOT_NAMES)
_ENGLISH_ONLY = ENGLISH - FINNISH - SWEDISH
_SHORT = 3
"""Letters up to which a name in small letters is taken for a word ("pian", "bo")."""
_MOST = 5
"""Words of one name."""
_CASES = r"(?:n|lle|lla|llä|lta|ltä|ssa|ssä|sta|stä|ksi|en)"
_FAMILY_ENDS = re.compile(rf"\w+(?:(?:[aäo]|[^e]i|[uyö])nen|[aeiouyäö]se{_CASES}|sson|sdotter|ström|qvist|kvist|lund|gren|berg|holm|ovic|enko|wicz)(?:s|'s|’s|in|ille|illa|ilta)?$")
_QUALITY = re.compile(r"(?:l[aä]i|lli|mai|mi|äi|kui|jai|kai|koi|voi)(?:nen|se\w*)$")
_NO_FAMILY = frozenset("""joissain jossain kohdalla puolella luona aikana päällä välillä kautta vieressä lähellä täällä siellä ulkona kotona olla tulla mennä asuu saada maksaa antaa ottaa ostaa haluaa alkaa sanoa soittaa odottaa auttaa hoitaa muuttaa kertoa pelkää elää kuolla nukkua itse
kuitenkin tietenkin kuitenkaan myöskään isosti pesen meille teille heille kolmen kymmenen yhden toisen minulla sinulla sillä tällä sella hella maalla koululla töillä mailla mukana vastaan sen ystävällisen yhteisen rehellisen keskustella
el skillnad handel snäll enkel hotell faktiskt ska inte vill fell well tell sell still kosto risto muisto hampaansa tuomaa samaa mamma maa maan omaa sen tasan kesken pitkän""".split())
"""What follows a name and ends as surnames do, and is none."""
_CASE_END = re.compile(r"(?:n|lle|lla|llä|lta|ltä|ssa|ssä|sta|stä|a|ä|s|'s|’s)$")
_NO_FIRST = ("n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "lta", "ltä", "inen", "iset", "s", "t", "ing", "ed", "al", "tion", "ity", "ern", "ish", "ic")
"""Ends of a first word that is a place's genitive or a quality ("Helsingin Sanomat", "Pohjoinen Keskusta", "National Park"): no given name."""
_NO_PAIR = re.compile(
    r"(?:pay|bank\w*|pankki\w*|card|app|park|puisto\w*|street|road|square|hill|atm|station|asema\w*|airport|lehti|sanomat\w*|yhtiö\w*|liitto\w*|seura\w*|yhdisty\w+|säätiö\w*|puolue\w*|keskus\w*|talo\w*|koulu\w*|opisto\w*|teatteri\w*|museo\w*|club|fc|united"
    r"|music|records|games?|league|cup|times|news|post|express|union|states?|kingdom|islands?|beach|city|lake|river|store|market|services?|center|centre|institute|festival\w*|award\w*|open|day|week|windows|android|google|tower|hotel\w*|hotelli\w*|ravintola\w*|plus|pro|premium|mobile|online|inc|group"
    r"|company|system\w*|software|international|finland|national|american|european|world|new|north|south|east|west|big|first|second|last|black|white|red|green|blue|the|my|our|your)$"
)
_OBLIQUE = re.compile(r"se(?:n|lle|lla|llä|lta|ltä|ssa|ssä|sta|stä|ksi|en)$")
"""Whoever is of a place or a kind ("helsinkiläinen", "onnellinen"), not a family."""
_LEAST_FAMILY = 6
_LONG_VOWEL = re.compile(r"(aa|ää|ee|ii|uu|yy|oo|öö)se\w*$")
"""Into something ("kevääseen"), no surname."""
_AFTER_GIVEN = re.compile(
    r"[^\W\d_]{2,}(?:nen|[aeiouyäö]se(?:n|lle|lla|llä|lta|ltä)|(?:[^l]|l[^l])l[aä](?:n|lle|lla|llä|lta|ltä)?|st[oö](?:n|lle)?|mäki|mäen|mäelle|niemi|niemen|joki|joen|järvi|järven|koski|kosken|ranta|rannan|saari|saaren"
    r"|lahti|lahden|harju|harjun|vuori|vuoren|maa|maan|nummi|nummen|suo|sson|ssons|sen|ström|berg|borg|gren|lund|qvist|quist|stedt|holm|dahl|strand|stad|mark|blad|ell|ell|fors|roth|roos|sson|ez|ski|ska|ovic|enko)s?$"
)
"""What follows a given name in small letters and ends as surnames do."""
_FIRMS = frozenset(("oy", "oyj", "ab", "abp", "ltd", "inc", "llc", "gmbh", "ry", "rf", "ky", "kb", "tmi", "as", "osk"))
_ABBREVIATED = re.compile(r"[A-ZÅÄÖ]{2,}-[a-zåäö]")
_ENDS_SENTENCE = ".!?:;\n•\"“”«»=|>*–"
_GREETINGS = frozenset(("moi", "hei", "moikka", "heippa", "terve", "hej", "hejsan", "hi", "hello", "dear", "tervehdys"))
_PARTICLES = frozenset(("von", "af", "de", "van", "der", "den", "al", "el", "bin", "da", "di", "la", "le"))
_SAINT = re.compile(r"(?<!\w)(?:s:ta?|sankta?|saint)\s?\Z", re.IGNORECASE)
_OF_TURKU = "tl"
"""Koski Tl is a municipality."""


class _Words:
    """The words of a text: small, large, and where a sentence begins; looked at only where somebody asks."""

    __slots__ = ("text", "spans", "low", "_shouted")

    def __init__(self, text: str) -> None:
        hits = list(_WORD.finditer(text))
        self.text, self.spans, self.low = text, [hit.span() for hit in hits], [hit[0].lower() for hit in hits]
        self._shouted = text.isupper()

    def __len__(self) -> int:
        return len(self.spans)

    def large(self, place: int) -> bool:
        return not self._shouted and self.text[self.spans[place][0]].isupper()

    def begins(self, place: int) -> bool:
        """A sentence begins with it, so that its capital tells nothing."""
        if place == 0 or (place == 1 and self.low[0] in _GREETINGS):
            return True
        return any(sign in self.gap(place - 1) for sign in _ENDS_SENTENCE)

    def gap(self, place: int) -> str:
        """What stands between this word and the next."""
        return self.text[self.spans[place][1] : self.spans[place + 1][0]]

    def joined(self, place: int) -> bool:
        """Whether the next word follows after one blank; an initial's full stop may stand between."""
        if place + 1 >= len(self.spans):
            return False
        gap = self.gap(place)
        return gap == " " or (gap == ". " and self.spans[place][1] - self.spans[place][0] == 1)


def find_names(text: str) -> Iterator[Mark]:
    """Names in order; who was named once is known again in the same text."""
    words = _Words(text)
    lengths = _lengths(words)
    if lengths:
        lengths |= _again(words, lengths)
    for place, length in sorted(lengths.items()):
        yield Mark(start=words.spans[place][0], end=words.spans[place + length - 1][1], label="NAME")


def _lengths(words: _Words) -> dict[int, int]:
    """Place of a name's first word → how many words it has."""
    found: dict[int, int] = {}
    place = 0
    while place < len(words):
        length = _length(words, place) if words.large(place) or _GIVEN.may_begin(words.low[place]) or (place and words.low[place - 1] in ANNOUNCERS) else 0
        if length:
            found[place] = length
        place += length or 1
    return found


def _again(words: _Words, lengths: dict[int, int]) -> dict[int, int]:
    """Words of the found names where they stand alone elsewhere, written large: "Pölönen" after "Iiro Pölösen"."""
    named = {place + more for place, length in lengths.items() for more in range(length)}
    bases = {base for place in named for base in _bases(words.low[place]) if len(base) > _SHORT}
    open_ = [place for place in range(len(words)) if place not in named and words.large(place) and len(words.low[place]) > _SHORT]
    if not open_ or not bases:
        return {}
    told = Names(bases, family=True)
    return {place: 1 for place in open_ if told.find(words.low[place]) is not None and not (words.begins(place) and words.low[place] in COMMON) and words.low[place] not in NOT_NAMES}


def _bases(low: str) -> set[str]:
    """What the name may be of which the word is a form."""
    for names in (_GIVEN, _SURNAMES):
        found = names.find(low)
        if found is not None:
            return {found[0]}
    return {low, _OBLIQUE.sub("nen", low), _CASE_END.sub("", low)}


def _length(words: _Words, place: int) -> int:
    """Of how many words the name is that begins here; 0 when none does."""
    low = words.low[place]
    large = words.large(place)
    given = _given_or_none(low, large)
    if not large and given is None and (place == 0 or words.low[place - 1] not in ANNOUNCERS):
        return 0
    if low in NOT_NAMES or (large and given is None and _NOT.find(low) is not None) or _SAINT.search(words.text, max(0, words.spans[place][0] - 8), words.spans[place][0]):
        return 0
    if (words.joined(place) and words.low[place + 1] in _FIRMS) or _is_short_form(words, place):
        return 0
    how = _how(words, place)
    if how == "says":
        own = not large and is_own(words.text, words.spans[place][0])
        sure = (large and len(low) > 1) or (given is not None and (given[0] not in COMMON or own)) or _is_family(low) or (own and _ends_here(words, place))
        return _extend(words, place) if sure and not _is_place(low) else 0
    if given is not None:
        return _given(words, place, given[0], how)
    return _other(words, place, how)


def _is_short_form(words: _Words, place: int) -> bool:
    """A letter alone ("puolisot A ja B"), unless a name follows it, and what an abbreviation begins ("ASP-tili")."""
    start, end = words.spans[place]
    if end - start == 1:
        return not (words.joined(place) and words.large(place + 1))
    return _ABBREVIATED.match(words.text, start, end) is not None


def _given_or_none(low: str, large: bool) -> tuple[str, str] | None:
    """A given name and its ending; English names in small letters take no Finnish ones ("lukea" is not from Luke)."""
    found = _GIVEN.find(low)
    if found is not None and not large and found[0] in _ENGLISH_ONLY and found[1] not in ("", "s", "'s", "’s"):
        return None
    return found


def _given(words: _Words, place: int, name: str, how: str) -> int:
    """A word that is a form of a given name."""
    low, large, length = words.low[place], words.large(place), _extend(words, place)
    common = name in COMMON or low in FORMS or len(name) <= _SHORT
    if length == 1 and (_is_going(low) if how == "who" else not how and _is_place(low)):
        return 0
    if not common:
        return length
    if (how == "signs" and (large or _ends_here(words, place))) or (how == "beside" and large):
        return length
    if large and not words.begins(place):
        return 0 if _is_place(low) and length == 1 else length
    if length > 1 and _followed_by_family(words, place, sure=not large):
        return length
    return length if how == "who" and (large or length > 1) else 0


def _other(words: _Words, place: int, how: str) -> int:
    """A word written large that is in no list of given names: a surname, or a name that nobody listed."""
    if not words.large(place):
        return 0
    low, begins, is_place = words.low[place], words.begins(place), _is_place(words.low[place])
    after = words.low[place + 1] if words.joined(place) and words.large(place + 1) else ""
    if after and _GIVEN.find(after) is not None and _is_genitive_family(words, place):
        return 1 + _extend(words, place + 1)
    if is_place or after == _OF_TURKU:
        return 0
    if how in ("signs", "beside"):
        return _extend(words, place)
    if after and how == "who" and _NOT.find(after) is None:
        return _extend(words, place)
    family = _SURNAMES.find(low)
    if family is not None and family[0] not in COMMON and (not begins or _FAMILY_ENDS.match(low)):
        return 1
    if not begins and _is_family(low):
        return 1
    if after and not begins and _is_family(after) and not _is_place(after):
        return _extend(words, place)
    if after and not begins and _is_pair(words, place):
        return _extend(words, place)
    return 0


def _extend(words: _Words, place: int) -> int:
    """How many words belong to the name whose first is sure."""
    large, length = words.large(place), 1
    while length < _MOST and words.joined(place + length - 1):
        at = place + length
        low = words.low[at]
        if large and low in _PARTICLES and words.joined(at) and words.large(at + 1):
            length += 2
            continue
        if low in NOT_NAMES or _NOT.find(low) is not None or _is_going(low):
            break
        given = _given_or_none(low, words.large(at))
        if words.large(at):
            fits = large or given is not None or _is_family(low)
        else:
            fits = _is_family(low, listed=large) or (length == 1 and not large and _ends_as_family(low)) or (given is not None and not large and given[0] not in COMMON and len(given[0]) > _SHORT)
        if not fits:
            break
        length += 1
    return length


def _is_pair(words: _Words, place: int) -> bool:
    """Two words written large inside a sentence, neither a place nor an organisation: a name that nobody listed."""
    first, second = words.low[place], words.low[place + 1]
    if min(len(first), len(second)) <= 2 or first.endswith(_NO_FIRST) or _NO_PAIR.search(second) or _NO_PAIR.search(first):
        return False
    return not (_is_place(second) or _NOT.find(second) is not None or words.text[words.spans[place][0] : words.spans[place + 1][1]].isupper())


def _followed_by_family(words: _Words, place: int, *, sure: bool) -> bool:
    low, large = words.low[place + 1], words.large(place + 1)
    family = _SURNAMES.find(low)
    if family is not None:
        return not sure or large or family[0] not in COMMON
    return (large and not sure and not _is_place(low)) or _is_family(low)


def _is_family(low: str, *, listed: bool = False) -> bool:
    """A surname by list or, without `listed`, by its end."""
    family = _SURNAMES.find(low)
    if family is not None:
        return not (listed and family[0] in COMMON) and not _is_going(low)
    if listed or len(low) < _LEAST_FAMILY or _LONG_VOWEL.search(low) or _OBLIQUE.sub("nen", low) in ADJECTIVES or _QUALITY.search(low):
        return False
    return _FAMILY_ENDS.match(low) is not None and not _is_place(low)


def _ends_as_family(low: str) -> bool:
    return len(low) >= _LEAST_FAMILY - 1 and _AFTER_GIVEN.match(low) is not None and _OBLIQUE.sub("nen", low) not in ADJECTIVES and low not in COMMON and not _is_going(low) and not _LONG_VOWEL.search(low) and low not in _NO_FAMILY


def _is_genitive_family(words: _Words, place: int) -> bool:
    low = words.low[place]
    if _TOWNS.find(low) is not None or _NOT.find(low) is not None:
        return False
    family = _SURNAMES.find(low)
    return (family is not None and family[1].startswith("n")) or low.endswith("sen") or (not words.begins(place) and low.endswith(("lan", "län", "ran", "ron", "mäen", "niemen")))


def _is_place(low: str) -> bool:
    return _TOWNS.find(low) is not None


def _is_going(low: str) -> bool:
    """A town with "in", "from" or "to": no surname, although Salo and Lahti are both."""
    town = _TOWNS.find(low)
    return town is not None and town[1] in PLACE_ENDINGS


def _ends_here(words: _Words, place: int) -> bool:
    """Whether nothing follows in the text, so that what was announced is this word: "mun nimi on xhevahire"."""
    low = words.low[place]
    if len(low) < _SHORT or low in NO_ANSWERS or _NOT.find(low) is not None:
        return False
    return not words.text[words.spans[place][1] :].strip(" .!,)")


def _how(words: _Words, place: int) -> str:
    """How the words before it announce a name."""
    if place == 0:
        return ""
    return announced(words.text, words.low[place - 1], words.gap(place - 1), words.spans[place][0], large=words.large(place))
