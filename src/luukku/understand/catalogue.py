"""Reads the facts that every situation shares, whatever the event's pack declares: dates, places, people, sums, counts, organisations.

UNDERSTANDING.md's conventions hold. What a pack declares and its own reading has taken stays as it was taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from luukku.model.fact import Personal
from luukku.model.reading import Expects, ReadFact
from luukku.understand.events import Found, Said
from luukku.understand.grief import Death
from luukku.understand.municipality import Municipalities
from luukku.understand.names import find_name
from luukku.understand.scene import Scene, Told, telling_parts
from luukku.understand.sentence import Sentence
from luukku.understand.text import fold
from luukku.understand.told_ages import answer_ages, anybodys_ages, tell_ages
from luukku.understand.told_days import tell_days
from luukku.understand.told_numbers import ages_in, answer_number, tell_amounts, tell_children, tell_counts, tell_durations
from luukku.understand.told_organisations import tell_employer, tell_organisations
from luukku.understand.told_people import answer_role, tell_name, tell_role
from luukku.understand.told_places import tell_places

CATALOGUE = (
    "event.date", "deadline.date", "municipality", "municipality.from", "person.role", "child.count", "child.age", "amount.eur", "count",
    "employer.kind", "organisation.kind", "name.given", "duration",
)  # fmt: skip


PLAIN = ("organisation.kind", "employer.kind", "municipality", "municipality.from", "person.role", "event.date", "deadline.date")
"""Facts whose values are plain words: they answer even beside a "don't remember" ("en muista kuka, joku perintäfirma")."""


def lay_scene(sentence: Sentence, towns: Municipalities, found: Sequence[Found], said: Mapping[str, Sequence[Said]], deaths: Sequence[Death], asked: str = "") -> Scene:
    parts = sentence.parts if asked else telling_parts(sentence, found, said)
    return Scene(sentence=sentence, towns=towns, found=tuple(found), said=said, deaths=tuple(deaths), asked=asked, parts=parts)


def take_told(scene: Scene) -> list[Told]:
    """What is told unasked, in order of the words."""
    ages = tell_ages(scene)
    spans = [*ages_in(scene), *anybodys_ages(scene), *((one.start, one.end) for one in ages)]
    employers = list(tell_employer(scene))
    amounts = list(tell_amounts(scene))
    durations = list(tell_durations(scene, spans))
    taken = [*spans, *((one.start, one.end) for one in (*amounts, *durations))]
    told = [
        *tell_days(scene), *tell_places(scene), *tell_role(scene), *tell_children(scene), *ages, *amounts, *tell_counts(scene, taken), *employers,
        *tell_organisations(scene, (employers[0].start, employers[0].end) if employers else None), *tell_name(scene), *durations,
    ]  # fmt: skip
    return sorted(told, key=lambda one: one.start)


def take_answer(scene: Scene, expects: Expects) -> list[Told]:
    """What was asked, as far as the words give it, and for a town asked after also the one that is left or moved to."""
    asked = scene.asked
    if asked in ("event.date", "deadline.date"):
        return list(tell_days(scene))[:1]
    if asked in ("municipality", "municipality.from"):
        return list(tell_places(scene))
    return list(_answers(scene, asked, expects))


def fact_of(sentence: Sentence, one: Told) -> ReadFact:
    """As a fact of no event: shown, and kept by nobody who does not declare it."""
    return ReadFact(
        name=one.name, about=one.role, value=Personal(one.value), evidence=Personal(sentence.text[one.start : one.end].strip()),
        confidence=one.confidence, approx=one.approx, of=one.of,
    )  # fmt: skip


def _answers(scene: Scene, asked: str, expects: Expects) -> Iterator[Told]:
    if asked == "person.role":
        question = fold(expects.question)
        dead = scene.sentence.tongue.guards.grief.first(question) is not None or scene.words.words["dies"].first(question) is not None
        yield from answer_role(scene, dead=dead)
    elif asked == "child.age":
        yield from answer_ages(scene)
    elif asked in ("child.count", "count"):
        yield from answer_number(scene)
    elif asked == "amount.eur":
        yield from tell_amounts(scene)
    elif asked == "duration":
        yield from tell_durations(scene, [])
    elif asked == "employer.kind":
        yield from tell_employer(scene)
    elif asked == "organisation.kind":
        yield from tell_organisations(scene, None)
    elif asked == "name.given":
        name = find_name(scene.sentence, asked=True)
        if name is not None:
            yield Told(name=asked, value=name.value, start=name.start, end=name.end, role="child-1", confidence=scene.confidence())
