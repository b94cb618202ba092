"""Words that announce a name: "nimeni on", "jag heter", "Mr", "my husband", "terveisin"."""

from __future__ import annotations

import re

_REACH = 48
ANNOUNCERS = frozenset("on oli is är was ovat nimi name namn namnet heter nimeltä nimeltään nimeltämme tuli tulee nimeksi nimeks siis nyt called named annettiin annetaan laitettiin pantiin annoimme nimen of name's names till sukunimi etunimi".split())
_SIGN_WORDS = frozenset("terveisin terv t kunnioittavasti kunnioitten kiittäen mvh hälsningar hälsar vänligen högaktningsfullt regards sincerely faithfully cheers br love".split())
_WHO_WORDS = frozenset("olen oon täällä tässä täs är am i'm i’m im is it's it’s moi hei hej hi hello terve dear hyvä on".split())
NO_ANSWERS = frozenset("""väärin vaihtunut muuttunut sama eri puuttuu oikein virheellinen tallessa salainen tuntematon epäselvä sanottu kirjoitettu fel ändrat samma okänd rätt wrong missing changed unknown
misspelled different private secret correct listalla listoilla asiakas äiti isä kunden väsynyt huolissaan surullinen sorry here""".split())
"""What follows "the name is" and is none."""
_SHORTENED = frozenset(("mr", "mrs", "ms", "dr", "hra", "rva", "nti", "tri", "st"))
_SAYS_NAME = re.compile(
    r"(?:nime(?:ni|mme|nsä|nsa)(?:kin)?|nimi|etunimi\w*|sukunimi\w*|kutsumanimi\w*|name|namn|namnet|förnamn|efternamn|surname)\s*(?:on|oli|:|is|är|was|ovat)\s*(?:siis\s+|nyt\s+)?$"
    r"|(?:nimeksi|nimeks)\s+(?:tuli|tulee|annettiin|annetaan|laitettiin|pantiin|annoimme|on)\s*$|(?:nimeltä(?:än|mme)?|saa nimen|sai nimen|heter|vid namn|by the name of|name's|names|(?:is|was|be|been) (?:called|named)|döptes till|nimeksi)\s*:?\s*$",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:nime(?:ni|nsä|nsa)|nimi)(?: on|:)?\s$|(?:name is|name:|name's|namn är|namn:|namnet är|jag heter)\s$", re.IGNORECASE)
_SAYS_WHO = re.compile(r"(?:(?<!\w)(?:olen|oon|täällä|tässä|täs|jag är|här är|i am|i'm|i’m|im|this is|it's|it’s|moi|hei|hej|hi|hello|terve|dear|hyvä)|t[äa]{2}ll[äa] on)[\s,]*$", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?<!\w)(?:terveisin|terv|t|yst(?:ävällisin)?\.? ?terv(?:eisin)?|kunnioittavasti|kunnioitten|parhain terveisin|kiittäen|mvh|hälsningar|hälsar|vänligen|högaktningsfullt|regards|sincerely|faithfully|cheers|br|love)\s?[.,:]?\s*$",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"(?:ex-?|entise\w*|avo|avio|iso|esi|pikku|kaksos|velj\w+|kumm\w+|sijais|kasvatti|ottol?)?(?:mies|miehe(?:ni|mme|nsä|n|lle|ltä)\w*|miestä\w*|vaimo\w*|puoliso\w*|äiti\w*|äidi\w+|isä(?:ni|mme|nsä|n|lle|ltä|llä|ä|äni)?|poika\w*|poja\w+|tytär\w*|tyttär\w+|tyttö\w*|tytö\w+|sisko\w*|sisar\w*"
    r"|velje\w+|veli\w*|serkku\w*|serku\w+|täti\w*|tädi\w+|setä\w*|sedä\w+|eno\w*|mumm[oiu]\w*|ukki\w*|uki\w+|pappa\w*|papa\w+|vaari\w*|anoppi\w*|anopi\w+|appi\w*|exä\w*|ex|lapsi|lapsemme|lapseni|lapsen|lasten|lapset|vauva\w*|naapuri\w*|ystävä\w*|kaveri\w*"
    r"|man|make|maka|fru|hustru|sambo|mor|far|mamma|pappa|son|dotter|syster|bror|farmor|farfar|mormor|morfar|moster|faster|morbror|granne|vän|väninna|barn|barnet|ex-?man|ex-?fru"
    r"|husband|wife|partner|spouse|mother|father|mum|mom|dad|son|daughter|sister|brother|grandmother|grandfather|grandma|grandpa|aunt|uncle|cousin|friend|neighbou?r|ex|baby|boyfriend|girlfriend|fiancée?)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:herra\w*|rouva\w*|neiti|hra|rva|nti|tri|tohtori\w*|lääkäri\w*|isännöitsijä\w*|edunvalvoja\w*|asianajaja\w*|lakimies|pastori|pappi|opettaja\w*|vuokraisän\w+|kuolinpes\w+|perikun\w+|sosiaalityöntekijä\w*|hoitaja\w*|ulosottomies|pesänhoitaja\w*|pesänselvittäjä\w*|virkailija\w*"
    r"|vuokralai\w+|kuolleen|vainaja\w*|edesmenn\w+|testamentti\w*|saaja|maksaja|velallinen|velkoja|takaaja|hakija|nimellä|kanssa|pomo\w*|herr|doktor|advokat|läkare\w*|dödsboet|efter|hyresvärden|mr|mrs|ms|miss|dr|doctor|judge|landlord|late|estate of|nurse|lawyer)\.?",
    re.IGNORECASE,
)


def announced(text: str, before: str, gap: str, start: int, *, large: bool) -> str:
    """What stands before the word at `start`: "says" (my name is), "who" (I am), "signs" (regards), "beside" (my husband, Mr), or "".

    `before`: the word before it, in small letters; `gap`: what stands between the two.
    """
    since = max(0, start - _REACH)
    if before in ANNOUNCERS and _SAYS_NAME.search(text, since, start):
        return "says"
    if before in _SIGN_WORDS and _SIGNS.search(text, since, start):
        return "signs"
    if (gap in (" ", ", ", ": ") or (gap == ". " and before in _SHORTENED)) and ((large and _KIN.fullmatch(before)) or _TITLE.fullmatch(before)):
        return "beside"
    return "who" if before in _WHO_WORDS and _SAYS_WHO.search(text, since, start) else ""


def is_own(text: str, start: int) -> bool:
    """Whether the very words for a name stand before `start` ("nimeni on"): what follows is one even in small letters."""
    return _OWN.search(text, max(0, start - _REACH), start) is not None
