"""One message in one language: which events it tells of, whose facts it holds, what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from luukku.model.fact import Facts, Personal, reveal
from luukku.model.ids import Language
from luukku.model.reading import Act, CaseKnown, Consents, Expects, Mark, ReadFact, Reading, Says
from luukku.understand.acts import is_manners, plain_acts, sets_right, turns_down
from luukku.understand.answers import answer_card, answer_question, denied_in, restart_in, says_all
from luukku.understand.beside import with_catalogue, with_missed
from luukku.understand.catalogue import CATALOGUE
from luukku.understand.dates import Ahead
from luukku.understand.doubts import is_long_past
from luukku.understand.events import Found, Said, logits, look_for, shown_in
from luukku.understand.facts import take_facts, take_own_life
from luukku.understand.frame import Frame, Taken
from luukku.understand.granted import granted_by
from luukku.understand.grief import Death, childs_death, deaths_in, grief_in
from luukku.understand.keeping import keep_declared
from luukku.understand.manner import BIRTH, DEATH
from luukku.understand.needs import wishes
from luukku.understand.not_again import is_unwanted
from luukku.understand.own import is_own_life
from luukku.understand.receivers import said_of_receivers
from luukku.understand.sentence import Sentence, lay_out
from luukku.understand.several import share_out, standing
from luukku.understand.taking_back import takes_back
from luukku.understand.text import Clause, fold, words
from luukku.understand.understanding import Tongue, Understanding

if TYPE_CHECKING:
    from luukku.ports import Vectors

_POLITE = 3
"""Words up to which thanks beside a yes or no ("ja tack") are manners and no act."""
_CASE_WEIGHT = 0.8
"""Lexicon weight from which an event is named again while its case is under way."""
_TELLS = 0.5
"""Lexicon weight from which a clause tells of the event itself."""
_BESIDE_WORDS = 0.75
"""Confidence from which an event is read without words of its own where words tell of something."""
_DENIES = 14
"""Words up to which an answer is read without what it denies."""
_COMING = re.compile(r"\w{2}(?:massa|mässä)(?!\w)")
"""The Finnish "muuttamassa": about to."""
_FIRST_BREATH = re.compile(r"[^,.;!]{1,16}[,.;!]\s*(?:(?:mutta|mut|vaan|men|utan|but)\s)?(?=\w)", re.I)
_TOWNS = frozenset({"municipality", "municipality.from"})
_DIFFERS = 2
"""Facts of a child told again, all unlike what is known, from which it is another child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTurn:
    understanding: Understanding
    text: str
    vectors: Vectors | None
    expects: Expects | None
    cases: tuple[CaseKnown, ...]
    loose: Facts
    marks: tuple[Mark, ...]
    today: date
    language: Language
    """The conversation's."""
    denied: bool = False
    """Whether what the customer denied was taken out of the text."""
    whole: bool = False
    """Whether the shared catalogue is read too, where no pack of the events at hand declares its facts."""

    @property
    def at_hand(self) -> str | None:
        return self.cases[-1].event if self.cases else None

    @property
    def asked(self) -> str | None:
        """The event whose pack asks; None when nothing is asked, or a card is to be answered."""
        expects = self.expects
        if expects is None or expects.name == "consent":
            return None
        if expects.event:
            return expects.event
        if expects.name.startswith("confirm:"):
            return expects.name.partition(":")[2]
        if self.whole and not self.cases and expects.name in CATALOGUE:
            return None  # any pack's question: read by the catalogue
        specs = self.understanding.specs
        if self.at_hand and expects.name in specs.get(self.at_hand, {}):
            return self.at_hand
        return next((event for event, declared in specs.items() if expects.name in declared), None)

    def case_of(self, event: str) -> CaseKnown | None:
        return next((case for case in reversed(self.cases) if case.event == event), None)

    def under_way(self, event: str) -> bool:
        """Whether this conversation has a case of the event, or is asking about one."""
        return event == self.asked or self.case_of(event) is not None

    def known(self, event: str) -> Facts:
        """The case's facts; for an event without one what is known of the customer's own life."""
        case = self.case_of(event)
        if case is not None:
            return case.facts
        held = self.loose
        for each in self.cases:
            held = held | [fact for fact in each.facts if is_own_life(fact.name, fact.about)]
        return held

    def read_in(self, language: Language) -> Reading:
        """The message, and after a no in a breath of its own also what is told instead: "en, mutta sairastuin"."""
        read = self._read_from_start(language)
        asked = self.expects.name.partition(":")[2] if self.expects and self.expects.name.startswith("confirm:") else ""
        no = _FIRST_BREATH.match(self.text) if asked and read.says == "no" and not read.events and "correct" not in read.acts else None
        if no is None:
            return read
        rest = replace(self, text=" " * no.end() + self.text[no.end() :], expects=None, vectors=None)._read_in(language)
        told = tuple(one for one in rest.events if one.event != asked)
        return replace(read, events=told, acts=tuple("correct" if act == "answer" else act for act in read.acts)) if told else read

    def _read_from_start(self, language: Language) -> Reading:
        """Whoever starts again ("Turku, ei kun Raisio") is read from there, and without what is denied ("not Vaasa but Korsholm"),
        if the answer still stands in it."""
        if self.expects is not None and self.expects.name != "consent":
            read = self._without_denied(language)
            if read is not None:
                return read
            start = restart_in(fold(self.text), self.understanding.tongues[language])
            if start:
                again = replace(self, text=" " * start + self.text[start:])._read_in(language)
                if self._has_answer(again):
                    return self._set_right(again, start, language)
        return self._read_in(language)

    def _without_denied(self, language: Language) -> Reading | None:
        """None where nothing is denied, or no answer is left. Whether the "no" sets the question right is read from the whole."""
        asked = self.expects.name if self.expects else ""
        denied = denied_in(fold(self.text), self.understanding.tongues[language]) if asked in CATALOGUE and len(words(self.text)) <= _DENIES else []
        if asked == "name.given":
            denied = [(start, end) for start, end in denied if self.text[start + 1 : end] != self.text[start + 1 : end].lower()]
        if not denied:
            return None
        signs = list(self.text)
        for start, end in denied:
            signs[start:end] = " " * (end - start)
        read = replace(self, text="".join(signs), denied=True)._read_in(language)
        return read if self._has_answer(read) else None

    def _has_answer(self, read: Reading) -> bool:
        return any(self.expects is not None and fact.name == self.expects.name and fact.standing == "known" for fact in read.facts)

    def _set_right(self, again: Reading, start: int, language: Language) -> Reading:
        """Read from where the answer starts again: it sets right what was said before, or what the question took for granted."""
        if not self.whole or "correct" in again.acts:
            return again
        before = replace(self, text=self.text[:start])._read_in(language)
        whole = self._read_in(language)
        rights = self._has_answer(before) or "correct" in whole.acts
        return replace(again, acts=(*again.acts, "correct")) if rights else again

    def _read_in(self, language: Language) -> Reading:
        tongue = self.understanding.tongues[language]
        granted = granted_by(self.expects, self.understanding.tongues, (self.language, language), self.today, self.understanding.municipalities) if self.whole and self.expects and self.expects.question else None
        near = granted.day if granted else None
        sentence = lay_out(self.text, tongue, self.marks, self.today, date_asked=self._date_asked(), asked_ahead=self._asked_ahead(tongue), near=near)
        deaths = self._deaths(sentence)
        learnt, found, said = logits(sentence, self.vectors), [], {}
        sees = self.vectors is not None and tongue.by_meaning
        strangers = frozenset(hit.of for hit in tongue.words["strangers"].find(sentence.folded))
        for id, event in self.understanding.events.items():
            one, said[id] = look_for(event, sentence, learnt.get(id), deaths, strangers, sees=sees)
            if one is not None and self.vectors is None and one.event != DEATH:
                one = replace(one, read=replace(one.read, stance="ask"))  # read in a hurry: asked, not built upon
            found += [one] if one is not None else []
        found = self._that_stand(found, sentence, said, deaths)
        taken = self._take_all(found, sentence, said, deaths)
        found = [one for one in found if not _answers(one, taken, sentence, self.expects.name if self.expects else None)]
        if not found and self.expects is None and not self.cases:
            frame = self._frame(next(iter(self.understanding.events)), sentence, None, (), sentence.parts, ())
            taken = take_own_life(replace(frame, known=self.loose, under_way=False), iter(self.understanding.shared.values()))
        child = self.under_way(BIRTH) or (not deaths and any(one.weight > 0 for one in said.get(BIRTH, ())))
        needs = grief_in(fold(self.text), sentence.parts, tongue, self._childs_name(), child=child, read=[*(one.clause for one in deaths), *(each.clause for one in found if one.event == DEATH for each in one.said)])
        if "loss" in needs and not deaths:  # of a child that was not born alive there is no estate
            found = [one for one in found if one.event != DEATH]
        reading = self._compose(language, sentence, found, taken)
        if self.whole:
            reading = with_catalogue(reading, sentence, found, said, deaths, self.expects, self.understanding.municipalities, granted, understanding=self.understanding, denied=self.denied, running=bool(self.cases))
            if self.cases:
                reading = keep_declared(reading, self.understanding.specs, self.expects.name if self.expects else "", self.asked or "", [case.event for case in self.cases])
        elif len(found) == 1 and not self.cases and self.expects is None and found[0].event not in (BIRTH, DEATH):
            reading = with_missed(reading, sentence, found[0], said, self.understanding.specs[found[0].event], self.loose.names(), self.understanding.municipalities)
        if self.expects is not None and self.expects.name in CATALOGUE and "answer" in reading.acts and "correct" not in reading.acts and turns_down(sentence):
            reading = replace(reading, acts=tuple("correct" if act == "answer" else act for act in reading.acts))
        if needs:  # a death's date is not the birth's: nothing is taken from such words for another event
            facts = tuple(fact for fact in reading.facts if (fact.event == DEATH and deaths) or (self.whole and not fact.event))
            answers = self.whole and any(self.expects is not None and fact.name == self.expects.name and not fact.event for fact in facts)
            return replace(reading, needs=(*needs, *wishes(sentence, says_more=True)), facts=facts, acts=("answer", "new") if answers else ("new",))
        more = bool(reading.facts or reading.events or reading.says)
        return replace(reading, needs=wishes(sentence, says_more=more))

    def _deaths(self, sentence: Sentence) -> tuple[Death, ...]:
        """Deaths that are read as an event of their own: of the customer's own people, and of the child whose case it is."""
        if DEATH not in self.understanding.events:
            return ()
        found = deaths_in(sentence.folded, sentence.parts, sentence.tongue)
        if not found and self.under_way(BIRTH):
            found = childs_death(fold(self.text), sentence.parts, sentence.tongue, self._childs_name())
        return tuple(one for one in found if not (sentence.has("long_ago", one.clause) or is_long_past(sentence, one.clause)))

    def _date_asked(self) -> bool:
        spec = self.understanding.specs.get(self.asked or "", {}).get(self.expects.name) if self.expects else None
        if spec is not None:
            return spec.type == "date"
        if self.expects is not None and self.expects.name in CATALOGUE:
            return self.expects.name.endswith(".date")
        bare = self.text.strip().isdigit()  # "2", of which nobody asked: a number, no second day of the month
        return bool(not bare and self.at_hand and self.known(self.at_hand).get("event.date") is not None)

    def _asked_ahead(self, tongue: Tongue) -> Ahead:
        """Whether the date that was asked is still to come, by the fact, the event, or the question's own words."""
        if self.expects is None or not (self._date_asked() or (self.whole and self.expects.name.startswith("confirm:"))):
            return None
        if self.expects.name == "deadline.date":
            return True
        question = fold(self.expects.question)
        past, planned = tongue.dates.past.search(question), tongue.numbers.planned.search(question)
        if past is not None and (planned is None or past.start() < planned.start()):  # "when will the deed be signed" looks ahead
            return False
        if planned is not None or (tongue.language == "fi" and _COMING.search(question)):
            return True
        if self.expects.name.startswith("confirm:"):
            return None
        return False if (self.expects.event or self.at_hand) in (BIRTH, DEATH) else None

    def _that_stand(self, found: list[Found], sentence: Sentence, said: Mapping[str, tuple[Said, ...]], deaths: Sequence[Death]) -> list[Found]:
        """The events that are news: those of cases under way only when they are told again, of another."""
        under_way = {id: said[id] for id in said if self.under_way(id)}
        if any(each.weight >= _TELLS for id in said for each in said[id]):  # what words speak of is hardly another event without words
            found = [one for one in found if one.spans or one.read.confidence >= _BESIDE_WORDS]
        kept = []
        for one in standing(found, under_way):
            case = self.under_way(one.event)
            if case and self._tells_of_another(one, sentence, said[one.event], deaths):
                one = replace(one, read=replace(one.read, stance="ask", another=True))
            elif case and not (one.said and one.said[0].weight >= _CASE_WEIGHT and one.read.stance == "act"):
                continue
            if not case and not one.spans and (self.expects is not None or (self.cases and sentence.has("tired"))):
                continue  # what answers a question, or says that it is too much, is no news by its meaning alone
            kept.append(one if one.spans else replace(one, read=replace(one.read, evidence=Personal(shown_in(sentence, one.event)))))
        return kept

    def _tells_of_another(self, one: Found, sentence: Sentence, said: tuple[Said, ...], deaths: Sequence[Death]) -> bool:
        """The event is told again, of somebody else: a word says so, or nothing of it agrees with what is known."""
        if one.event == DEATH:
            return bool(deaths) and any(taken.corrects for taken in self._taken_of(one, sentence, said, deaths) if taken.fact.name == "person.role")
        if one.event != BIRTH:
            return False
        telling = [each for each in said if each.weight >= _TELLS and not each.guards]
        if any(sentence.has("another", each.clause) for each in telling):
            return True
        if not telling or sets_right(sentence):
            return False
        return sum(taken.corrects and not is_own_life(taken.fact.name, taken.fact.about) for taken in self._taken_of(one, sentence, said, deaths)) >= _DIFFERS

    def _taken_of(self, one: Found, sentence: Sentence, said: tuple[Said, ...], deaths: Sequence[Death]) -> list[Taken]:
        return take_facts(self._frame(one.event, sentence, one, said, sentence.parts, deaths))

    def _take_all(self, found: list[Found], sentence: Sentence, said: Mapping[str, tuple[Said, ...]], deaths: Sequence[Death]) -> list[Taken]:
        """Facts of the events told of, of the one that asks, and of the case at hand; of other cases what their own words say."""
        by_event = {one.event: one for one in found}
        shared = share_out(sentence, found, said, self.asked, self.at_hand)
        main = dict.fromkeys([*by_event, *(id for id in (self.asked, self.at_hand) if id in self.understanding.events)])
        taken: list[Taken] = []
        for id in main:
            one = by_event.get(id or "")
            frame = self._frame(id or "", sentence, one, said[id or ""], shared.get(id or "", ()), deaths)
            elsewhere = {part for event, parts in shared.items() if event != id and event in by_event for part in parts}
            frame = replace(frame, others=tuple(elsewhere - set(shared.get(id or "", ()))))
            if one is not None and one.read.another:  # of another child than the case's: as if there were no case
                new = Facts(tuple(fact for fact in frame.known if is_own_life(fact.name, fact.about)))
                frame = replace(frame, expects=None, known=new, under_way=False)
            taken += take_facts(frame)
        for case in self.cases:
            if case.event not in main:
                taken += self._of_other_case(case, sentence, said[case.event], list(main))
        left = {one.start for one in taken if one.fact.name == "municipality.from"}
        return [one for one in taken if one.fact.name != "municipality" or one.start not in left]  # one place is not left and moved to

    def _of_other_case(self, case: CaseKnown, sentence: Sentence, said: tuple[Said, ...], main: Sequence[str | None]) -> list[Taken]:
        """What is said with the event's own words; and what sets right a fact that no nearer case has."""
        told = tuple(one.clause for one in said if one.weight >= _TELLS and not one.guards)
        setting_right = sets_right(sentence)
        if not (told or setting_right):
            return []
        nearer = {name for id in main for name in self.understanding.specs.get(id or "", {})}
        frame = self._frame(case.event, sentence, None, said, sentence.parts if setting_right else told, ())
        return [one for one in take_facts(frame) if one.fact.name not in nearer and (one.corrects or _starts_in(one, told))]

    def _childs_name(self) -> str | None:
        case = self.case_of(BIRTH)
        fact = case.facts.get("name.given") if case else None
        name = reveal(fact.value) if fact is not None else None
        return name.lower() if isinstance(name, str) else None

    def _frame(self, id: str, sentence: Sentence, found: Found | None, said: tuple[Said, ...], mine: tuple[Clause, ...], deaths: Sequence[Death]) -> Frame:
        event = self.understanding.events[id]
        return Frame(
            understanding=self.understanding, sentence=sentence, event=event, expects=self.expects if id == self.asked else None,
            known=self.known(id), found=found, said=said, under_way=self.under_way(id), talk=self.understanding.tongues[self.language],
            mine=mine, deaths=tuple(deaths) if event.manner.death else (),
        )  # fmt: skip

    def _compose(self, language: Language, sentence: Sentence, found: list[Found], taken: list[Taken]) -> Reading:
        facts = _once(taken)
        acts: list[Act] = []
        if takes_back(sentence):
            return Reading(language=language, acts=("takes-back",))
        if is_unwanted(sentence):
            return Reading(language=language, acts=("not-again",))
        said: Says | None = None
        consents: tuple[Consents, ...] = ()
        receivers: tuple[tuple[str, Says], ...] = ()
        card = self.expects is not None and self.expects.name == "consent"
        if card and found and not facts and says_all(sentence, self.expects.question if self.expects else ""):
            found = []  # "over my dead body" is an answer, and nobody's death
        if card and not facts and not found and not sentence.has("pause"):
            # whoever says more than yes or no ("ei kun tyttö") has allowed and refused nothing
            said, consents, acts = answer_card(sentence, self.expects.question if self.expects else "")
            receivers = said_of_receivers(sentence) if said == "partly" else ()
        elif self.expects is not None and not card:
            spec = self.understanding.specs.get(self.asked or "", {}).get(self.expects.name)
            said, more, own = answer_question(self.expects, spec, self.asked or "", sentence, taken)
            acts += own
            facts += more
        if any(one.corrects for one in taken):
            acts = [act for act in acts if act != "answer" or any(one.asked and not one.corrects for one in taken)]
            acts.append("correct")
            said = None if said == "no" and self.expects and self.expects.name.startswith("confirm:") else said
        if any(one.read.another or not self.under_way(one.event) for one in found):
            acts.append("new")
        polite = (said is not None and (card or sentence.short(_POLITE))) or ("answer" in acts and is_manners(sentence))
        agreed = said is not None and card and "?" not in self.text  # "varför inte" asks nothing
        acts += [act for act in plain_acts(sentence) if act not in acts and not (polite and act == "thanks") and not (agreed and act == "question")]
        traces = (*(trace for one in found for trace in one.traces), *(one.trace for one in taken))
        return Reading(language=language, acts=tuple(acts), says=said, consents=consents, receivers=receivers, facts=tuple(facts), events=tuple(one.read for one in found), trace=traces)


def _once(taken: Sequence[Taken]) -> list[ReadFact]:
    return [one.fact for one in sorted(taken, key=lambda one: one.start)]


def _answers(one: Found, taken: Sequence[Taken], sentence: Sentence, asked: str | None) -> bool:
    """All that speaks for the event are words of the answer to what was asked: "työtön" opens no second matter; nor does
    "muutimme juuri Tampereelle", all of its clause, when the town was asked."""
    answers = [(each.start, each.end) for each in taken if each.asked and each.fact.event != one.event]
    if asked in _TOWNS:
        towns = [each.start for each in taken if each.fact.name == asked]
        answers += [(part.start, part.end) for part in sentence.parts if one.event != DEATH and any(part.start <= start < part.end for start in towns)]
    return bool(one.spans) and bool(answers) and all(any(first <= start and end <= last for first, last in answers) for start, end in one.spans)


def _starts_in(one: Taken, told: Sequence[Clause]) -> bool:
    return any(part.start <= one.start < part.end for part in told)
