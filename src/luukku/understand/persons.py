"""What somebody says of themselves that holds in every situation: for whom they act, that they are under age, that their
address is protected. Only what is said plainly, of the speaker, now; the facts stand in `packs/common/facts.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from luukku.model.fact import Personal, Value
from luukku.model.ids import Language
from luukku.model.reading import ReadFact
from luukku.understand.patterns import Patterns, words_of

_SURE, _SAID = 0.95, 0.9
_OF_AGE = 18
"""Years; Guardianship Services Act 442/1999, section 2."""
_YOUNGEST = 5

_LISTS: Mapping[str, tuple[str, ...]] = {
    "lapsi": (
        "lapseni", "lapsen", "lapsemme", "lasteni", "lasten", "lastemme", "alaikäisen", "poikani", "pojan", "poikamme", "poikien", "tyttäreni", "tyttären",
        "tyttäremme", "tytön", "tyttöni", "huollettavani", "teinin", "vauvan", "vauvamme", "lapselleni", "lapsenlapseni", "lapsenlapsen",
    ),
    "aikuinen": (
        "äitini", "äidin", "äitin", "isäni", "isän", "mummon", "mummoni", "mummin", "isoäitini", "ukin", "vaarin", "papan", "isoisäni", "mieheni", "miehen",
        "vaimoni", "vaimon", "puolisoni", "puolison", "sisareni", "siskon", "siskoni", "veljeni", "veljen", "tätini", "tädin", "setäni", "enoni", "anopin",
        "anoppini", "appeni", "apen", "ystäväni", "ystävän", "naapurin", "päämieheni", "vanhempieni", "toisen", "läheiseni", "omaiseni", "kummitätini", "asiakkaani",
    ),
    "autettava": ("äitiä", "äitiäni", "isää", "isääni", "mummoa", "mummoani", "ukkia", "vaaria", "tätiä", "naapuria", "anoppia", "puolisoani", "vanhempiani", "ystävääni", "miestäni", "vaimoani"),
    "barn": ("barn", "barnet", "barns", "barnets", "son", "sons", "sonens", "dotter", "dotters", "dotterns", "sonen", "dottern", "barnbarn", "minderåriga", "minderårigt"),
    "vuxen": (
        "mor", "mors", "mamma", "mammas", "far", "fars", "pappa", "pappas", "mormor", "mormors", "farmor", "farmors", "morfar", "morfars", "farfar", "farfars", "man",
        "mans", "fru", "frus", "hustru", "make", "makes", "maka", "syster", "systers", "bror", "brors", "moster", "faster", "svärmor", "svärmors", "svärfar", "granne",
        "grannes", "vän", "väns", "partner", "partners", "sambos", "huvudman", "huvudmans", "föräldrar", "föräldrars", "anhörig", "anhörigs",
    ),
    "kid": ("child", "children", "child's", "son", "son's", "daughter", "daughter's", "kid", "kids", "grandchild", "grandson", "granddaughter", "underage"),
    "adult": (
        "mother", "mother's", "mum", "mum's", "mom", "mom's", "father", "father's", "dad", "dad's", "grandmother", "grandmother's", "grandma", "grandfather",
        "grandfather's", "grandpa", "husband", "husband's", "wife", "wife's", "partner", "partner's", "sister", "sister's", "brother", "brother's", "aunt", "uncle",
        "friend", "friend's", "neighbour", "neighbour's", "parents", "client", "client's", "mother-in", "father-in", "relative",
    ),
}

_SAYS: Mapping[Language, Mapping[tuple[str, Value], tuple[str, ...]]] = {
    "fi": {
        ("acting.for", "estate"): (
            "kuolinpesän|jakamattoman_pesän puolesta|nimissä|edustajana|asioissa|asiamiehenä|asiaa", "hoidan|asioin|edustan|hoidamme … kuolinpesän|kuolinpesää|pesän",
            "pesänselvittäjä|pesänhoitaja|pesänselvittäjänä|pesänhoitajana & olen|oon|toimin|määrättiin",
        ),
        ("acting.for", "child"): ("{lapsi} ^puolesta|puolest", "hoidan|asioin|haen|kysyn|soitan … {lapsi} ^asiaa|asioita|puolesta|nimissä", "huoltajana … asioin|haen|kysyn|hoidan", "olen|oon … lapsen|hänen|pojan|tytön ^huoltaja|edunvalvoja"),
        ("acting.for", "mandate"): (
            "{aikuinen} ^puolesta|puolest|asiamiehenä|valtuuttamana|edunvalvojana|valtuutettuna", "hoidan|asioin|haen|soitan|hoidamme|kysyn … {aikuinen} ^asiaa|asioita|raha-asioita|raha_asioita|pankkiasioita|puolesta",
            "autan|auttelen|autamme … {autettava}", "minulla|mulla … on … valtakirja|valtuus|valtuutus|edunvalvontavaltuutus", "olen|oon|toimin … edunvalvoja|edunvalvojana|valtuutettu|asiamies|edunvalvojansa",
        ),
        ("acting.for", "self"): ("omissa ^asioissani|asioissa", "asioin|kysyn|hoidan … omasta|itseni|ihan_itseni ^puolestani|puolesta", "vain|ihan ^omaa|oman ^asiaani|asiani"),
        ("turvakielto", True): (
            "minulla|mulla|meillä|mul|meil|mullakin|minullakin … on|ompi|o … turvakielto|turvakiellot|turvakieltoni", "turvakieltoni|turvakieltomme", "turvakielto ^on|edelleen|yhä|nyt ^voimassa", "turvakielto ^voimassa", "ja|myös|nyt|lisäksi|lapsilla|lapsillani|perheellä|perheelläni ^on ^turvakielto", "olen|ollaan|olemme|oon|elän|elämme … turvakiellossa|turvakiellon ^alla|alaisena|piirissä|takana",
            "olen|ollaan|olemme|oon|elän|elämme … turvakiellossa", "meillä|minulla|mulla … on … salainen|suojattu|salattu ^osoite|yhteystiedot", "osoitteeni|osoitteemme|osotteeni|yhteystietoni|tietoni|osoite|osote … on|ovat … salainen|salattu|suojattu|salaisia|salattuja|suojatut|salaiset|salanen",
            "sain|saatiin|saimme|myönnettiin|mulle|minulle … turvakielto|turvakiellon", "henkilötietojani|osoitettani|osoitettamme|yhteystietojani … ei_saa|saa ^luovuttaa|antaa|kertoa|paljastaa",
        ),
        ("turvakielto", False): ("ei|ole|oo … ^turvakieltoa", "turvakielto|turvakieltoni … päättyi|loppui|purettiin|umpeutui|lakkasi|poistettiin", "turvakieltoa ^ei"),
        ("minor", True): ("olen|oon|ollaan|olemme … alaikäinen|alaikänen|alaikäisiä|alaikäsiä", "en|emme … ole|oo … täysi-ikäinen|täysikäinen|täysikänen|täysi-ikänen|kahdeksantoista|täysi-ikäisiä", "olen|oon … ala-asteella|yläasteella|yläkoulussa|alakoulussa|ysiluokalla|kasiluokalla|seiskaluokalla|peruskoulussa"),
        ("minor", False): ("olen|oon|ollaan|olemme … ^täysi-ikäinen|täysikäinen|täysikänen|täysi-ikänen|täysi-ikäisiä|aikuinen|kahdeksantoista", "täytin … kahdeksantoista"),
    },
    "sv": {
        ("acting.for", "estate"): ("dödsboets|dödsbos räkning|vägnar|ärenden", "för ^dödsboet|dödsbo|ett_dödsbo", "företräder|sköter … dödsboet|dödsbo", "boutredningsman & är|som"),
        ("acting.for", "child"): ("för ^mitt|min|vårt|vår|mina|våra ^minderåriga|{barn} ^räkning|del", "å|på ^mitt|min|vårt|vår|mina ^{barn} ^vägnar|räkning", "mitt|min|mina|vårt ^{barn} ^räkning|vägnar|ärende|ärenden", "är|som … barnets ^vårdnadshavare"),
        ("acting.for", "mandate"): (
            "för ^min|mina|en ^{vuxen} ^räkning|del", "å|på ^min|mina ^{vuxen} ^vägnar|räkning", "sköter|hjälper|ringer|ansöker|frågar … min|mina ^{vuxen} ^ärenden|ärende|räkning|ekonomi|vägnar|bankärenden|med",
            "hjälper ^min|mina ^{vuxen}", "jag … har … fullmakt|intressebevakningsfullmakt", "är|som … intressebevakare|ombud|god_man|befullmäktigad",
        ),
        ("acting.for", "self"): ("för ^min ^egen ^del|räkning", "mitt ^eget ^ärende"),
        ("turvakielto", True): (
            "jag|vi … har|fått|fick|beviljats … spärrmarkering|spärrmarkeringen|skyddade|skyddad|sekretessmarkering ^personuppgifter|adress|uppgifter|identitet", "jag|vi … har|fått|fick|beviljats … spärrmarkering|spärrmarkerad|sekretessmarkering", "min|vår ^spärrmarkering",
            "min|vår|mina|våra ^adress|adressen|uppgifter|kontaktuppgifter|personuppgifter … är … hemlig|skyddad|hemliga|skyddade|spärrad|spärrmarkerad|spärrmarkerade|spärrade", "lever ^med|under ^skyddad|skyddade|spärrmarkering|skyddat",
        ),
        ("turvakielto", False): ("har|finns … ingen|inte|inte_någon|int ^spärrmarkering", "spärrmarkeringen … upphört|upphörde|slut|hävdes|gått_ut"),
        ("minor", True): ("jag|vi … är ^ännu|minderårig|minderåriga|omyndig|underårig", "inte ^fyllt ^arton|18", "går ^i ^lågstadiet|högstadiet|nian|åttan|sjuan"),
        ("minor", False): ("jag|vi … är ^myndig|myndiga|vuxen|vuxna|arton", "jag|vi … har ^fyllt ^arton|18", "fyllde ^arton|18"),
    },
    "en": {
        ("acting.for", "estate"): ("behalf|on_behalf of ^the|an|her|his ^estate", "for ^the ^estate", "represent|handling|managing|representing|administering|administrator|executor … estate", "i'm|i_am|am|as … executor|administrator ^of|the|for"),
        ("acting.for", "child"): ("on ^behalf ^of ^my|our ^{kid}|minor|youngest|oldest|eldest|little", "for ^my|our ^{kid} ^who|as|because|since & guardian|behalf|under|minor", "as ^the|a|his|her|their ^guardian|parent ^of & child|son|daughter|kid|minor", "my|our ^{kid} ^behalf", "applying|apply|asking|writing|calling ^for ^my|our ^{kid}"),
        ("acting.for", "mandate"): (
            "on ^behalf ^of ^my|our|a ^elderly|old|{adult}", "on ^my|our ^{adult} ^behalf", "helping|help ^my|our ^elderly|old|{adult} ^with|to|manage|handle|{adult}", "handle|handling|manage|managing|look_after … my|our ^{adult} ^affairs|finances|money|matters|things|banking",
            "i … have|hold … power_of|mandate|proxy|authorisation ^attorney|for|to|from", "i … have|hold … power ^of ^attorney", "i'm|i_am|as … legal_guardian|continuing_power|attorney|trustee|guardian ^for|of & {adult}", "writing|calling|asking|applying ^for ^my|our ^{adult}",
        ),
        ("acting.for", "self"): ("for ^myself", "on ^my ^own ^behalf", "my ^own ^matter|case|affairs"),
        ("turvakielto", True): (
            "i|we … have|got|granted|under … non-disclosure|nondisclosure ^order|for|of|protection", "i|we … have|under|got|granted … non-disclosure|turvakielto", "my|our ^address|addresses|contact|personal … is|are … protected|secret|confidential|classified|hidden|non-disclosable",
            "i|we … have|live|living|under ^a|an|with|under ^protected|secret|confidential ^address|identity", "address|details … must|may|can|cannot|can't|mustn't ^not|never|be ^be|disclosed|told|shared|given & my|our & safety|protect*|order|danger|turvakielto",
        ),
        ("turvakielto", False): ("no|not|don't|dont|never ^have|a|any|got ^non-disclosure|turvakielto", "don't|dont|do_not ^have ^a|any ^non-disclosure|turvakielto", "non-disclosure|turvakielto … ended|expired|lifted|removed"),
        ("minor", True): ("i'm|im|i_am|am|we're|we_are … a|under|still|both|not|only ^minor|underage|minors|age|a_minor", "i'm|im|am|i_am|we're ^underage|minors|a_minor|minor", "i'm|im|am ^under ^18|eighteen|age", "not ^18|eighteen ^yet", "i'm|im|i_am|am ^in ^middle_school|year_9|ninth_grade|eighth_grade|9th|8th"),
        ("minor", False): ("i'm|im|i_am|am|we're|we_are ^an|of|adults|eighteen ^adult|age", "i'm|im|i_am|am|we're ^adults|eighteen|18", "turned ^eighteen|18"),
    },
}
_AGES: Mapping[Language, tuple[re.Pattern[str], ...]] = {
    "fi": (
        re.compile(r"\b(?:olen|oon|ole|oo|mä|mie|minä|ollaan|olemme)(?:\s+(?:vasta|vain|vaan|nyt|jo|ite|itse|kohta|tällä hetkellä|ihan|mä|minä|oon|olen))*\s+(\d{1,2})(?=\s*(?:-?\s*v(?:uotias|uotta|uotiaita|\.|\b)|vee\b|[.,!?;](?!\d)|$|\s+(?:ja|enkä|mut|mutta|eikä)\b))"),
        re.compile(r"\b(?:olen|oon|ollaan|olemme)(?:\s+(?:vasta|vain|vaan|nyt))*\s+(\w+)(?=vuotias|\s+vuotta\b|\s*vuotiaita|\s+vee\b)"),
        re.compile(r"\b(?:täytän|täytin)\s+(?:ens(?:i)?\s+(?:kuussa|viikolla|vuonna)\s+|vasta\s+|kohta\s+|nyt\s+)*(\d{1,2})\b"),
    ),
    "sv": (
        re.compile(r"\b(?:jag|ja|vi)\s+(?:är|e|ä)(?:\s+(?:bara|först|nu|redan|ännu))*\s+(\w+)(?=\s*(?:år|års)\b|[.,!?;](?!\d)|$|\s+(?:och|men)\b)"),
        re.compile(r"\bär\s+en\s+(\d{1,2})-?\s*åring"),
    ),
    "en": (
        re.compile(r"\b(?:i'm|im|i am|we're|we are)(?:\s+(?:only|just|still|now))*\s+(?:a\s+)?(\w+)(?=\s*(?:years?\b|yrs?\b|y/?o\b|-\s*year|[.,!?;](?!\d)|$|\s+(?:and|but)\b))"),
        re.compile(r"\b(?:i'm|im|i am)\s+a\s+(\d{1,2})[- ]year[- ]old"),
    ),
}
"""Own age: in the first person, and nothing after the number that makes euros or minutes of it."""
_COMING = re.compile(r"\b(?:täytän|fyller|turning|i'll be|i will be)\b")
_BY_NAME: Mapping[str, int] = {
    word: number
    for words, first in (
        ("kymmenen yksitoista kaksitoista kolmetoista neljätoista viisitoista kuusitoista seitsemäntoista", 10),
        ("tio elva tolv tretton fjorton femton sexton sjutton", 10),
        ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen", 10),
    )
    for number, word in enumerate(words.split(), first)
}

_Key = tuple[str, Value]
_PATTERNS: Mapping[Language, Patterns[_Key]] = {
    language: Patterns((text, _LISTS, key) for key, texts in _SAYS[language].items() for text in texts) for language in _SAYS
}


def own_facts(text: str, language: Language, *, minor: bool = False) -> tuple[ReadFact, ...]:
    """`acting.for`, `turvakielto` and `minor`, each once, about "me" and of no event, from a message of that language.

    `minor`: whether they were taken for one so far. Only then it is a fact that somebody is not: of all others nothing
    needs to be known.

    A non-disclosure order that is only supposed ("jos minulla on turvakielto") is taken for one: a door closed too many.
    """
    said = words_of(text)
    found: dict[str, ReadFact] = {}
    for match in sorted(_PATTERNS[language].find(said), key=lambda one: one.first):
        name, value = match.of
        if match.of == ("minor", False) and not minor:
            continue
        if name not in found or (name == "turvakielto" and value is False):
            found[name] = _fact(name, value, text[said[match.first].start : said[match.last].end], _SAID)
    age = _own_age(text.lower(), language)
    if age is not None:
        words, years = age
        found.pop("minor", None)
        if years < _OF_AGE or minor:
            found["minor"] = _fact("minor", years < _OF_AGE, words, _SURE)
    return tuple(found.values())


def _own_age(small: str, language: Language) -> tuple[str, int] | None:
    """The words and the years that somebody says of themselves; None when no age from five to 120 is said."""
    for pattern in _AGES[language]:
        for hit in pattern.finditer(small.replace("’", "'")):
            years = int(hit[1]) if hit[1].isdigit() else _BY_NAME.get(hit[1])
            if years is not None and _YOUNGEST <= years <= 120:
                return hit[0], years - 1 if _COMING.search(hit[0]) else years
    return None


def _fact(name: str, value: Value, words: str, confidence: float) -> ReadFact:
    return ReadFact(name=name, about="me", value=Personal(value), evidence=Personal(words), confidence=confidence)
