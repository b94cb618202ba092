"""How old the children are: "7-vuotias", "4v ja 7v", "aged 4 and 7", "7 kk"; never the age of the speaker or of other kin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.understand.counts import find_ages
from luukku.understand.durations import find_durations
from luukku.understand.scene import Scene, Told
from luukku.understand.text import Clause

_SHORT = {"fi": r"v|vee|vuotta|vuotias|-?vuotiaat|vuotiaat", "sv": r"år|års|-?åringar|åring", "en": r"years?|yrs?|y/?o"}
_MONTHS = {"fi": r"kk|kuukautta|kuukauden", "sv": r"månader|mån|månaders", "en": r"months?|mo"}
_HALVES = {"fi": re.compile(r"puolitoista\w*|puoltoista\w*"), "sv": re.compile(r"ett och ett halvt|anderthalvt|ett och halvt"), "en": re.compile(r"(?:one|a year) and a half|18 months")}
_UNIT_OLD = re.compile(r"(?<!\w)(vuoden|kuukauden|viikon)\s(?:ikä|ika|van)\w*")
"""The Finnish "kuukauden ikäinen"."""
_ONE: dict[str, int | str] = {"vuoden": 1, "kuukauden": "1mo", "viikon": "0mo"}
_AND = r"\s?(?:,|ja|och|and|&|sekä|samt|/)\s?"
_JUST = 24
"""Characters before an age within which the word that makes it one stands ("on", "aged", "in")."""
_TURNING, _SMALL = 24, 3
"""Characters between "turns" and the age that is to come; years up to which months are told, too."""
_MOST, _CHILD = 6, 25
"""Children told of at once, and years up to which somebody is taken for a child."""


def tell_ages(scene: Scene) -> list[Told]:
    """Each child's age, in order: whole years, or months as "7mo"; about child-1, child-2, …"""
    found: dict[int, tuple[int, int | str]] = {}
    for part in scene.parts:
        for start, end, value in (*_ages(scene, part), *_bare_ages(scene, part)):
            if not any(start < other and begin < end for begin, (other, _) in found.items()) and (scene.asked == "child.age" or _is_childs(scene, part, start, end)):
                found[start] = (end, value)
    for _ in range(_MOST):
        more = [*_joined_before(scene, found), *_joined_after(scene, found)]
        if not more:
            break
        found.update({start: (end, value) for start, end, value in more})
    told = sorted(found.items())[:_MOST]
    return [Told(name="child.age", value=value, start=start, end=end, role=f"child-{n}", confidence=scene.confidence()) for n, (start, (end, value)) in enumerate(told, 1)]


def answer_ages(scene: Scene) -> list[Told]:
    """After it was asked every number is an age, but "täyttää kohta kolme" is two, and nothing beside the age that it is still."""
    folded, words = scene.sentence.folded, scene.sentence.tongue.numbers
    half = next((hit for hit in _HALVES[scene.sentence.tongue.language].finditer(folded)), None)
    found: dict[int, tuple[int, int | str]] = {half.start(): (half.end(), "18mo")} if half is not None else {}

    def keep(start: int, end: int, value: int | str) -> None:
        if not any(start < stop and begin < end for begin, (stop, _) in found.items()):
            found[start] = (end, value)

    for part in scene.parts:
        for one in find_durations(folded, part, words):
            value = _age_of(one.value)
            if value is not None:
                keep(one.start, one.end, value)
        for start, end, years in (*_ages(scene, part), *_bare_ages(scene, part)):
            keep(start, end, years)
        for hit in words.count.finditer(folded, part.start, part.end):
            number = words.number(hit["count"])
            counts = words.children.match(folded, hit.end() + 1) is not None or any(day.start <= hit.start() < day.end for day in scene.sentence.days.get(part, ()))
            if number is not None and number <= _CHILD and not counts:
                keep(hit.start(), hit.end(), number)
    for hit in _UNIT_OLD.finditer(folded) if not found else ():
        keep(hit.start(), hit.end(), _ONE[hit[1]])
    half_year = scene.words.words["half_year"].first(folded)
    if half_year is not None and not found:
        keep(half_year.start, half_year.end, "6mo")
    newborn = scene.words.words["newborn"].first(folded)
    if newborn is not None:
        keep(newborn.start, newborn.end, "0mo")
    return _told(scene, _without_ones(scene, found))


def _without_ones(scene: Scene, found: dict[int, tuple[int, int | str]]) -> dict[int, tuple[int, int | str]]:
    """Without the "one" of "one is 3 and the other 5"."""
    folded = scene.sentence.folded
    others = {start: held for start, held in found.items() if held[1] != 1 or folded[start].isdigit() or " " in folded[start : held[0]]}
    return others or found


def _told(scene: Scene, found: dict[int, tuple[int, int | str]]) -> list[Told]:
    ages = sorted(found.items())
    turning = {start for start, (_, value) in ages if isinstance(value, int) and _is_turning(scene, start)}
    still = {value for start, (_, value) in ages if start not in turning}
    told: list[Told] = []
    for start, (end, value) in ages:
        if start in turning and isinstance(value, int):
            if value - 1 in still:
                continue
            value -= 1
        told.append(Told(name="child.age", value=value, start=start, end=end, role=f"child-{len(told) + 1}", confidence=scene.confidence()))
    return told[:_MOST]


def _is_turning(scene: Scene, start: int) -> bool:
    """ "Täyttää toukokuussa kuusi", "nearly eight": a word of what is to come stands before the number, and no other number between."""
    folded = scene.sentence.folded
    words = [*scene.words.words["turns"].find(folded, 0, start)]
    coming = [hit.end() for hit in scene.sentence.tongue.dates.future.finditer(folded, 0, start)]
    place = max([*(hit.end for hit in words), *coming], default=-1)
    if place < 0 or start - place > _TURNING or "," in folded[place:start]:
        after = scene.words.words["turns"].first(folded, start)
        return after is not None and after.start - start <= _JUST and "," not in folded[start : after.start] and not scene.sentence.tongue.numbers.count.search(folded, start + 1, after.start)
    return scene.sentence.tongue.numbers.count.search(folded, place, start) is None


def _age_of(span: str) -> int | str | None:
    """ "P6M" as "6mo", "P3Y" as 3, "P1Y3M" as "15mo"; weeks in whole months."""
    years, _, months = span[1:-1].partition("Y")
    if months:
        return f"{int(years) * 12 + int(months)}mo" if months.isdigit() and int(years) < _SMALL else int(years)
    if not years.isdigit():
        return None
    units: dict[str, int | str] = {"Y": int(years), "M": f"{years}mo", "W": f"{int(years) * 7 // 30}mo"}
    return units.get(span[-1])


def anybodys_ages(scene: Scene) -> list[tuple[int, int]]:
    """Where ages stand, of whomever."""
    return [(start, end) for part in scene.parts for start, end, _ in (*_ages(scene, part), *_bare_ages(scene, part)) if scene.sentence.tongue.numbers.number(scene.sentence.folded[start:end]) is None and _persons(scene, part.start, start)]


def find_age(scene: Scene, part: Clause) -> bool:
    """Whether the clause tells an age."""
    return next(iter((*_ages(scene, part), *_bare_ages(scene, part))), None) is not None


def _ages(scene: Scene, part: Clause) -> Iterator[tuple[int, int, int | str]]:
    for one in find_ages(scene.sentence.folded, part, scene.sentence.tongue.numbers):
        yield one.start, one.end, int(one.value) if one.value.isdigit() else one.value


def _bare_ages(scene: Scene, part: Clause) -> Iterator[tuple[int, int, int | str]]:
    """ "4v", "hon är 9 år", "she is 4", "aged 4": a number with "on", "är", "is" right before it or a short unit after."""
    sentence, words = scene.sentence, scene.sentence.tongue.numbers
    number = rf"(?<![\w.,/-])(?P<count>\d{{1,2}}|{words.small_pattern})(?![.,]\d)"
    language = sentence.tongue.language
    shape = re.compile(rf"{number}(?:\s?(?P<years>{_SHORT[language]})|\s?(?P<months>{_MONTHS[language]}))?(?!\w)")
    for hit in shape.finditer(sentence.folded, part.start, part.end):
        value = words.number(hit["count"])
        if value is None or value > _CHILD or any(day.start <= hit.start() < day.end for day in sentence.days.get(part, ())):
            continue
        alone = sentence.folded[part.start : part.end].strip(" .!()") == hit[0].strip()
        near = _is_marked(scene, part, hit.start()) or (alone and bool(hit["years"] or hit["months"])) or (scene.asked == "child.age" and bool(hit["years"] or hit["months"]))
        after = sentence.folded[hit.end() : hit.end() + 8].split()
        since = bool(after) and words.since.match(after[0]) is not None
        short = hit["years"] in ("v", "vee", "y/o", "yo") or hit["months"] == "kk"
        if since or not (near or (short and hit["count"].isdigit())) or not (near or hit["years"] or hit["months"]):
            continue
        if not (hit["years"] or hit["months"]) and (not _ends(sentence.folded, part, hit.end()) or _is_counting(scene, part, hit.start())):
            continue
        yield hit.start(), hit.end(), f"{value}mo" if hit["months"] else value


def _ends(folded: str, part: Clause, end: int) -> bool:
    """A number without a unit is an age only where the clause ends, or where another one follows ("aged 4 and 7")."""
    rest = folded[end : part.end].strip(" .!)")
    return not rest or re.match(rf"{_AND}\w+$|(?:ja|och|and|but|mutta|men)\s", rest) is not None


def _is_counting(scene: Scene, part: Clause, start: int) -> bool:
    """ "Lapsia on kolme", "perillisiä on kuusi": how many, not how old."""
    before = scene.sentence.folded[part.start : start]
    return scene.words.counted.first(before) is not None or (scene.sentence.tongue.language == "fi" and re.search(r"(?:ia|iä|ja|jä|ita|itä)\s(?:on|oli)\s(?:vain\s|jo\s)?$", before) is not None)


def _is_marked(scene: Scene, part: Clause, start: int) -> bool:
    marks = list(scene.words.words["about_age"].find(scene.sentence.folded, max(part.start, start - _JUST), start))
    return bool(marks) and start - marks[-1].end <= 1


def _joined_after(scene: Scene, found: dict[int, tuple[int, int | str]]) -> Iterator[tuple[int, int, int | str]]:
    """The "5" and "8" of "aged 2, 5 and 8": numbers in a row after an age, of nothing else."""
    folded, words = scene.sentence.folded, scene.sentence.tongue.numbers
    shape = re.compile(rf"{_AND}(?P<count>\d{{1,2}})(?=\s?(?:[.,!)]|$|(?:ja|och|and)\s))(?![.,]\d)")
    for end, value in list(found.values()):
        hit = shape.match(folded, end)
        after = words.number(hit["count"]) if hit else None
        if hit and after is not None and after <= _CHILD and hit.start("count") not in found and isinstance(value, int):
            yield hit.start("count"), hit.end(), after


def _joined_before(scene: Scene, found: dict[int, tuple[int, int | str]]) -> Iterator[tuple[int, int, int | str]]:
    """The "4" of "4 ja 7 v", "4- ja 7-vuotiaat"."""
    folded, words = scene.sentence.folded, scene.sentence.tongue.numbers
    shape = re.compile(rf"(?<![\w.,/])(?P<count>\d{{1,2}}|{words.small_pattern})-?{_AND}$")
    for start, (_, value) in sorted(found.items(), reverse=True):
        hit = shape.search(folded, max(0, start - 14), start)
        before = words.number(hit["count"]) if hit else None
        if hit and before is not None and before <= _CHILD and not any(begin <= hit.start() < end for begin, (end, _) in found.items()):
            yield hit.start(), hit.end(), f"{before}mo" if isinstance(value, str) else before


def _is_childs(scene: Scene, part: Clause, start: int, end: int) -> bool:
    """The person named nearest in the clause, else the last one before it, is a child of the speaker's."""
    sentence = scene.sentence
    folded = sentence.folded
    if any(0 <= start - hit.end <= 12 for hit in scene.words.words["speakers"].find(folded, part.start, start)):
        return False
    here = sorted(_persons(scene, part.start, part.end), key=lambda one: min(abs(start - one[1]), abs(one[0] - end)))
    if here:
        return here[0][2]
    before = _persons(scene, 0, part.start)
    return bool(before) and before[-1][2]


def _persons(scene: Scene, start: int, end: int) -> list[tuple[int, int, bool]]:
    """(start, end, whether a child) of those who are named."""
    folded, tongue = scene.sentence.folded, scene.sentence.tongue
    hits = list(tongue.kin.find(folded, start, end))
    roles = [hit.of for hit in hits]
    kin = [(hit.start, hit.end, hit.of in ("child-1", "child")) for hit in hits]
    children = [(hit.start, hit.end, True) for hit in scene.words.children.find(folded, start, end)]
    several = [(hit.start(), hit.end(), True) for hit in tongue.numbers.children.finditer(folded, start, end)]
    twins = [(hit.start, hit.end, True) for hit in scene.words.twins.find(folded, start, end)]
    plural = [(hit.start, hit.end, True) for hit in scene.words.words["plural"].find(folded, start, end)]
    others = [one for one in (*children, *several, *twins, *plural) if not any(begin < one[1] and one[0] < stop for begin, stop, child in kin if not child)]
    if scene.birth:  # "isoveli on kolme": of a child that is born another child is the brother
        kin = [(begin, stop, True) if folded[begin:stop] and hit in ("brother", "sister") else (begin, stop, child) for (begin, stop, child), hit in zip(kin, roles, strict=True)]
    return sorted([*kin, *others])
