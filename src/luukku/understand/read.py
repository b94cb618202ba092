"""Reads one message: first as an answer, then as a correction, then as something new. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from luukku.model.fact import Facts, Personal, reveal
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import Act, Consents, Expects, Mark, ReadEvent, ReadFact, Reading, Says, Trace
from luukku.understand.acts import does_not_know, plain_acts, sets_right, will_not_say
from luukku.understand.events import Found, Said, look_for
from luukku.understand.facts import Frame, Taken, is_own_life, take_facts, take_own_life, without_value
from luukku.understand.grief import grief_in
from luukku.understand.language import tell_language
from luukku.understand.sentence import Sentence, lay_out
from luukku.understand.text import fold
from luukku.understand.understanding import Understanding
from luukku.understand.yes_no import says, says_to_card

if TYPE_CHECKING:
    from luukku.ports import Vectors

_SHORT = 5
"""Words up to which a message that says nothing in one language is tried in the others."""
_POLITE = 3
"""Words up to which thanks beside a yes or no ("ja tack") are manners and no act."""
_CASE_WEIGHT = 0.8
"""Lexicon weight from which an event is named again while its case is under way."""
_TELLS = 0.5
"""Lexicon weight from which a clause tells of the event itself."""
_DIFFERS = 2
"""Facts of a child told again, all unlike what is known, from which it is another child."""


def read(
    understanding: Understanding,
    text: str,
    vectors: Vectors | None,
    expects: Expects | None,
    known: Facts,
    marks: Sequence[Mark],
    today: date,
    language: Language,
    chosen: bool = False,
) -> Reading:
    """What was understood of clean `text`.

    `vectors`: (n, d) rows for `views(text)`, or None: then the lexicon alone reads, and asks rather than acts.
    `known`: the case's facts; `language`: the conversation's, `chosen` when it was set by hand and words do not change it.
    An answer never changes the language. A card of permissions is answered in the conversation's own language alone:
    "ja" is Swedish for yes and Finnish for and.
    """
    spoken, sure = tell_language(text, {each: understanding.tongues[each].everyday for each in LANGUAGES}, language)
    turn = _Turn(understanding=understanding, text=text, vectors=vectors, expects=expects, known=known, marks=tuple(marks), today=today, language=language)
    consent = expects is not None and expects.name == "consent"
    order = (spoken, language) if sure and not consent else (language, spoken)
    used, reading = order[0], turn.read_in(order[0])
    if not _says_something(reading):
        others = order[1:] if len(text.split()) > _SHORT else (*order[1:], *LANGUAGES)
        for other in dict.fromkeys(each for each in others if each != order[0]):
            again = turn.read_in(other)
            if _says_something(again) and not (again.events and other not in order):
                used, reading = other, again
                break
    if consent and used != language:
        reading = _unsaid(reading)
    answers = expects is not None and not reading.events and bool({"answer", "correct", "refuse", "dont-know"} & set(reading.acts))
    change = sure and not chosen and not answers
    return replace(reading, language=spoken if change else language, language_sure=change, personal_data=tuple(marks), degraded=vectors is None)


def _unsaid(reading: Reading) -> Reading:
    """The reading without a yes or no to the card."""
    return replace(reading, says=None, consents=(), acts=tuple(act for act in reading.acts if act != "answer"))


def _declines(sentence: Sentence) -> bool:
    """ "Ei kiitos" to a question after a value."""
    return sentence.short(3) and sentence.has("thanks") and sentence.has("no")


def _to_card(sentence: Sentence) -> tuple[Says | None, tuple[Consents, ...], list[Act]]:
    said, consents = says_to_card(sentence.folded, sentence.tongue)
    if said is not None:
        return said, consents, ["answer"]
    return None, (), ["refuse"] if will_not_say(sentence) else ["dont-know"] if does_not_know(sentence) else []


def _says_something(reading: Reading) -> bool:
    return bool(reading.facts or reading.events or reading.says or reading.needs or set(reading.acts) - {"question"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    understanding: Understanding
    text: str
    vectors: Vectors | None
    expects: Expects | None
    known: Facts
    marks: tuple[Mark, ...]
    today: date
    language: Language
    """The conversation's."""

    def read_in(self, language: Language) -> Reading:
        tongue = self.understanding.tongues[language]
        spec = self.understanding.specs.get(self.expects.name) if self.expects else None
        date_asked = spec is not None and spec[1].type == "date" or (self.expects is None or spec is None) and self.known.get("event.date") is not None
        sentence = lay_out(self.text, tongue, self.marks, self.expects, self.today, date_asked=date_asked)
        found: list[Found] = []
        taken: list[Taken] = []
        child = False
        for id in self.understanding.events:
            one, said = self._look_for(id, sentence)
            if one is not None:
                found.append(one)
            if one is not None or self._case_of(id):
                taken += self._take(id, sentence, one, said)
            child |= id == "child" and (self._case_of(id) or any(one.weight > 0 for one in said))
        if not found and self.expects is None and not any(self._case_of(id) for id in self.understanding.events):
            taken = [one for id in self.understanding.events for one in take_own_life(self._frame(id, sentence, None, ()))]
        needs = grief_in(fold(self.text), sentence.parts, tongue, self._childs_name(), child=child)
        reading = self._compose(language, sentence, found, taken)
        # a death's date is not the birth's: nothing is taken from such words for another event
        return replace(reading, needs=needs, facts=(), acts=("new",)) if needs else reading

    @property
    def _card_asked(self) -> bool:
        return self.expects is not None and self.expects.name == "consent"

    def _look_for(self, id: str, sentence: Sentence) -> tuple[Found | None, tuple[Said, ...]]:
        event = self.understanding.events[id]
        found, said = look_for(
            event, sentence.text, sentence.folded, sentence.parts, sentence.tongue, self.vectors, sentence.days, self.today, by_meaning=self.understanding.by_meaning
        )
        if self._case_of(id) and self._tells_of_another(sentence, said, found):
            return (replace(found, read=replace(found.read, stance="ask", another=True)) if found else None), said
        if found and self._case_of(id) and not (found.said and found.said[0].weight >= _CASE_WEIGHT and found.read.stance == "act"):
            return None, said
        return found, said

    def _take(self, id: str, sentence: Sentence, found: Found | None, said: tuple[Said, ...]) -> list[Taken]:
        """Facts of the event. Of another child than the case's: as if there were no case; none that the case has."""
        if self._case_of(id) and self._tells_of_another(sentence, said, found):
            new = Facts(tuple(fact for fact in self.known if is_own_life(fact.about)))
            return take_facts(replace(self._frame(id, sentence, found, said), expects=None, known=new, under_way=False)) if found else []
        return take_facts(self._frame(id, sentence, found, said))

    def _tells_of_another(self, sentence: Sentence, said: tuple[Said, ...], found: Found | None) -> bool:
        """The event is told again, of somebody else: a word says so, or nothing of it agrees with what is known."""
        telling = [one for one in said if one.weight >= _TELLS and not one.guards]
        if any(sentence.has("another", one.clause) for one in telling):
            return True
        if found is None or not telling or sets_right(sentence):
            return False
        case = take_facts(self._frame(found.event, sentence, found, said))
        return sum(one.corrects and not is_own_life(one.fact.about) for one in case) >= _DIFFERS

    def _childs_name(self) -> str | None:
        fact = self.known.get("name.given")
        name = reveal(fact.value) if fact is not None else None
        return name.lower() if isinstance(name, str) else None

    def _case_of(self, id: str) -> bool:
        """Whether this conversation has a case of the event: it was asked about, or facts of its own are known.

        What is known of the customer's own life may have been said before any event.
        """
        names = {spec.name for event, spec in self.understanding.specs.values() if event == id}
        asked = self.expects is not None and (self.expects.name in names or self.expects.name in (f"confirm:{id}", "consent"))
        return asked or any(fact.name in names and not is_own_life(fact.about) for fact in self.known)

    def _frame(self, id: str, sentence: Sentence, found: Found | None, said: tuple[Said, ...]) -> Frame:
        return Frame(
            understanding=self.understanding, sentence=sentence, event=id, expects=self.expects, known=self.known, found=found, said=said,
            under_way=self._case_of(id), talk=self.understanding.tongues[self.language],
        )  # fmt: skip

    def _compose(self, language: Language, sentence: Sentence, found: list[Found], taken: list[Taken]) -> Reading:
        facts = [one.fact for one in taken]
        acts: list[Act] = []
        said: Says | None = None
        consents: tuple[Consents, ...] = ()
        if self._card_asked and not facts and not found:
            # whoever says more than yes or no ("ei kun tyttö") has allowed and refused nothing
            said, consents, acts = _to_card(sentence)
        elif self.expects is not None and not self._card_asked:
            said, more, own = self._answer(self.expects, sentence, taken)
            acts += own
            facts += more
        if any(one.corrects for one in taken):
            acts = [act for act in acts if act != "answer" or any(one.asked and not one.corrects for one in taken)]
            acts.append("correct")
            said = None if said == "no" and self.expects and self.expects.name.startswith("confirm:") else said
        if any(one.read.another or not self._case_of(one.event) for one in found):
            acts.append("new")
        polite = said is not None and sentence.short(_POLITE)
        acts += [act for act in plain_acts(sentence) if act not in acts and not (polite and act == "thanks")]
        events: tuple[ReadEvent, ...] = tuple(one.read for one in found)
        traces: tuple[Trace, ...] = (*(trace for one in found for trace in one.traces), *(one.trace for one in taken))
        return Reading(language=language, acts=tuple(acts), says=said, consents=consents, facts=tuple(facts), events=events, trace=traces)

    def _answer(self, expects: Expects, sentence: Sentence, taken: list[Taken]) -> tuple[Says | None, list[ReadFact], list[Act]]:
        """How the message answers what was asked: (says, further facts, acts)."""
        if expects.name.startswith("confirm:"):
            said = says(sentence.folded, sentence.tongue)
            acts: list[Act] = ["answer"] if said else ["dont-know"] if does_not_know(sentence) else []
            if said is None and will_not_say(sentence):
                acts = ["refuse"]
            return said, [], acts
        if any(one.asked for one in taken):
            return None, [], ["answer"]
        if will_not_say(sentence) or _declines(sentence):
            return None, [without_value(expects.name, self._about(expects), sentence.text.strip(), "refused")], ["refuse"]
        if does_not_know(sentence) or (expects.name == "name.given" and sentence.has("not_yet")):
            return None, [without_value(expects.name, self._about(expects), sentence.text.strip(), "unknown")], ["dont-know"]
        return self._yes_or_no(expects, sentence)

    def _yes_or_no(self, expects: Expects, sentence: Sentence) -> tuple[Says | None, list[ReadFact], list[Act]]:
        found = self.understanding.specs.get(expects.name)
        said = says(sentence.folded, sentence.tongue)
        if found is None or found[1].type != "bool" or said not in ("yes", "no"):
            return None, [], []
        evidence = Personal(sentence.text.strip())
        fact = ReadFact(name=expects.name, about=self._about(expects), value=Personal(said == "yes"), evidence=evidence, confidence=0.95)
        return said, [fact], ["answer"]

    def _about(self, expects: Expects) -> str:
        found = self.understanding.specs.get(expects.name)
        return found[1].about if found and expects.about == "me" else expects.about
