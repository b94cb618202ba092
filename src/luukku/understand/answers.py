"""How a message answers what was asked last: a confirmation, a card of permissions, or the question after a fact."""

from __future__ import annotations

import re
from dataclasses import replace

from luukku.model.fact import Personal
from luukku.model.pack import FactSpec
from luukku.model.reading import Act, Consents, Expects, ReadFact, Reading, Says
from luukku.understand.acts import does_not_know, is_manners, wants_person, will_not_say
from luukku.understand.frame import Taken, without_value
from luukku.understand.receivers import said_of_receivers
from luukku.understand.sentence import Sentence
from luukku.understand.text import clauses, words
from luukku.understand.understanding import Tongue
from luukku.understand.yes_no import is_decided, says, says_to_card

_BARE_NO = re.compile(r"(?<=\w)[,.;–-]\s*(?:nej|nä|näe|no|nope)\s(?!(?:in|ing|not|thank|tack|one|idea|problem|more|other)\w*)")
_INSTEAD = frozenset({"utan", "nej", "no"})
"""Words among those that deny with which the right value begins, or the whole answer."""
Answered = tuple[Says | None, list[ReadFact], list[Act]]
"""(says, further facts, acts)."""


def answer_card(sentence: Sentence, question: str) -> tuple[Says | None, tuple[Consents, ...], list[Act]]:
    """`question`: the words with which one thing was asked; "" at a card."""
    if said_of_receivers(sentence):
        return "partly", (), ["answer"]
    said, consents = says_to_card(sentence.folded, sentence.tongue, question)
    if said is not None:
        return said, consents, ["answer"]
    return None, (), ["refuse"] if will_not_say(sentence) else ["dont-know"] if does_not_know(sentence) else []


def says_all(sentence: Sentence, question: str) -> bool:
    """Whether every word of it belongs to a yes or a no to the card."""
    kinds, whole = sentence.tongue.consent.of(words(sentence.folded), (), asked=bool(question))
    return whole and bool({"agrees", "sends", "declines"} & set(kinds))


def answer_question(expects: Expects, spec: FactSpec | None, event: str, sentence: Sentence, taken: list[Taken]) -> Answered:
    """`spec`: what the event's pack says of the fact that was asked; None for a confirmation."""
    if expects.name.startswith("confirm:"):
        said = None if sentence.has("pause") else says(sentence.folded, sentence.tongue, expects.question)
        if said == "no" and wants_person(sentence) and is_decided(sentence.folded, sentence.tongue) is None:
            return None, [], []  # "no more bots, give me a person"
        if said != "yes" and will_not_say(sentence):
            return None, [], ["refuse"]
        if does_not_know(sentence) and not (said and is_decided(sentence.folded, sentence.tongue)):
            return None, [], ["dont-know"]
        acts: list[Act] = ["answer"] if said else []
        return said, [], acts
    if any(one.asked for one in taken):
        return None, [], ["answer"]
    about = spec.about if spec and expects.about == "me" else expects.about
    if will_not_say(sentence) or _declines(sentence):
        return None, [without_value(expects.name, about, sentence.text.strip(), "refused", event)], ["refuse"]
    if does_not_know(sentence) or (expects.name == "name.given" and sentence.has("not_yet")):
        return None, [without_value(expects.name, about, sentence.text.strip(), "unknown", event)], ["dont-know"]
    said = None if sentence.has("pause") else says(sentence.folded, sentence.tongue, expects.question)
    if spec is None or spec.type != "bool" or said not in ("yes", "no") or (not is_manners(sentence) and is_decided(sentence.folded, sentence.tongue) is None):
        return None, [], []
    evidence = Personal(sentence.text.strip())
    fact = ReadFact(name=expects.name, about=about, value=Personal(said == "yes"), evidence=evidence, confidence=0.95, event=event)
    return None, [fact], ["answer"]


def restart_in(folded: str, tongue: Tongue) -> int:
    """Where an answer starts again after its first words; 0 when it does not."""
    if tongue.language != "fi" and (bare := _BARE_NO.search(folded)):  # "500, nej 5000"
        return bare.end()
    found = [hit for hit in tongue.catalogue.words["restarts"].find(folded) if words(folded[: hit.start]) and words(folded[hit.end :])]
    return found[-1].end if found else 0


def denied_in(folded: str, tongue: Tongue) -> list[tuple[int, int]]:
    """The stretches of an answer in which a value is denied: from a "not" to the end of its clause, where another clause follows or
    goes before ("inte Vasa utan Korsholm"). "Not more than three" denies nothing."""
    parts = clauses(folded)
    found = []
    for part in parts if len(parts) > 1 else ():
        no = next((hit for hit in tongue.words["negates"].find(folded, part.start, part.end) if hit.of not in _INSTEAD), None)
        again = tongue.catalogue.words["restarts"].first(folded, part.start, part.end) is not None
        if no is not None and not again and words(folded[no.end : part.end]) and tongue.catalogue.words["measures"].first(folded, no.end, part.end) is None:
            found.append((no.start, part.end))
    return found


def unsaid(reading: Reading) -> Reading:
    """The reading without a yes or no to the card."""
    return replace(reading, says=None, consents=(), acts=tuple(act for act in reading.acts if act != "answer"))


def _declines(sentence: Sentence) -> bool:
    """ "Ei kiitos" to a question after a value."""
    return sentence.short(3) and sentence.has("thanks") and sentence.has("no")
