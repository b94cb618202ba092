"""What was understood of one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from luukku.model.fact import Facts, Personal, Value
from luukku.model.ids import Language
from luukku.model.own_rule import OwnKind

Act = Literal["answer", "correct", "new", "refuse", "dont-know", "thanks", "question", "wants-person", "takes-back", "not-again", "own-rule"]
"""takes-back: a permission is taken back. not-again: what is shown is not wanted again. Of these nothing else is
read of the message. own-rule: the customer makes a rule of their own, or takes one back; the rest of the message is read as ever."""
Says = Literal["yes", "no", "partly"]
Consents = Literal["allow", "send"]
Stance = Literal["act", "ask"]
Danger = Literal["self-harm", "violence", "abuse", "scam", "medical"]
"""self-harm: one's own life. violence: happening, threatened or feared. abuse: of a child, or lasting control by somebody
close. scam: under way now, money or credentials about to go. medical: somebody's life or health, now."""
DANGERS: tuple[Danger, ...] = ("medical", "self-harm", "violence", "abuse", "scam")
"""In the order in which they are answered when several are read."""
Emotion = Literal["anger", "anticipation", "disgust", "fear", "joy", "sadness", "surprise", "trust", "neutral"]
EMOTIONS: tuple[Emotion, ...] = ("anger", "anticipation", "disgust", "fear", "joy", "neutral", "sadness", "surprise", "trust")
"""Plutchik's eight, as in XED (Öhman et al. 2020), and none of them."""
MarkLabel = Literal["HETU", "PERSONNUMMER", "IBAN", "PHONE", "EMAIL", "CARD", "YTUNNUS", "ADDRESS", "NAME"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expects:
    """What the counter asked last: a turn is first read as an answer to it.

    `name` is a fact name, "confirm:<event>" or "consent"; `values` are the ids that the answer may take
    (empty: anything of the fact's type).
    """

    name: str
    about: str = "me"
    values: tuple[str, ...] = ()
    event: str = ""
    """The life event whose pack asks; "" for what belongs to none."""
    question: str = ""
    """The words of the question where they are known: whether they look back or ahead dates the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of personal data in the cleaned text: [start, end) in characters."""

    start: int
    end: int
    label: MarkLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """`confidence` is 0–1. `standing` as in `Fact`: a refusal or "don't know" is read as one, without a value."""

    name: str
    about: str
    value: Personal[Value | None]
    evidence: Personal[str]
    confidence: float
    standing: Literal["known", "refused", "unknown"] = "known"
    approx: bool = False
    of: str = ""
    """What a count counts ("loans", "heirs"), where the words say it."""
    event: str = ""
    """The life event for whose pack it was read; "" for the customer's own life, said before any event is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDanger:
    """Somebody is in danger, by the words in `evidence`. Read by words alone, never by the embedder; never stored."""

    kind: Danger
    evidence: Personal[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGoal:
    """A goal of a goal pack, as `ReadEvent`."""

    goal: str
    confidence: float
    stance: Stance
    evidence: Personal[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRule:
    """A rule of the customer's own, as in `OwnRule`. `back`: it is taken back; then `kind` None is any of them."""

    kind: OwnKind | None
    of: str
    evidence: Personal[str]
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKnown:
    """What reading may know of one open case. The case at hand is the last of a list of these."""

    event: str
    facts: Facts
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvent:
    """A life event; `act` may be built upon (and is confirmed by the next answer), `ask` is asked first."""

    event: str
    confidence: float
    stance: Stance
    evidence: Personal[str]
    another: bool = False
    """It is told of again, and is another than the one under way (a second child): to be asked, never a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """What a reader hears in the words of this turn, for the reply's tone and length alone. Kept nowhere (TRUST.md R-44)."""

    label: Emotion
    scores: tuple[float, ...]
    """In the order of `EMOTIONS`; they add up to one."""
    evidence: Personal[str]
    """The clause that shows it most; empty when neutral."""

    @property
    def confidence(self) -> float:
        return max(self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Which line of which pack (or table of ours) decided something, for `luukku say --trace`."""

    what: str
    pack: str
    file: str
    line: int
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The keys that the API shows stand in `luukku.web.shapes.reading_json`; lists are in order of the words."""

    language: Language
    language_sure: bool = False
    """True only on three words or more with a clear margin: then the conversation may change language."""
    acts: tuple[Act, ...] = ()
    says: Says | None = None
    consents: tuple[Consents, ...] = ()
    """What a yes to a card is for: "allow" its permissions, "send" its requests. Empty unless `says` is "yes" to one."""
    receivers: tuple[tuple[str, Says], ...] = ()
    """What a reply to a card says of each kind of organisation that it names ("pankille ei, Kelalle kyllä"); then `says` is "partly"."""
    facts: tuple[ReadFact, ...] = ()
    events: tuple[ReadEvent, ...] = ()
    needs: tuple[str, ...] = ()
    """"grief" (somebody's death), "loss" (a glad event turned into it), "later" (wants to go on another time),
    "complaint", "quick-exit" (must not be seen)."""
    dangers: tuple[ReadDanger, ...] = ()
    """In order of `DANGERS`."""
    emotion: Feeling | None = None
    """Lives in the turn: it goes into no table, log, stored answer or brief."""
    personal_data: tuple[Mark, ...] = ()
    own_rules: tuple[ReadRule, ...] = ()
    goals: tuple[ReadGoal, ...] = ()
    degraded: bool = False
    """Read without the embedder (fall-back): the reply asks more and acts less."""
    trace: tuple[Trace, ...] = ()
