"""What people are shown, in words of their language: made by `explain`, rendered by pages, API and terminal alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from luukku.model.consent import RowState
from luukku.model.ids import CardId, CaseId, Language, StepId
from luukku.model.journey import StepState
from luukku.model.pack import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Behind every question, card, step, offer and answer, in this order. Raises ValueError when any of it is missing: what is recommended
    cannot be shown without it."""

    basis: str
    rule: str
    interest: str
    otherwise: str
    whose: str = ""
    """"Kenen etu: sinun": the interest in three words, shown before it is opened."""

    def __post_init__(self) -> None:
        for name in ("basis", "rule", "interest", "otherwise"):
            if not getattr(self, name):
                raise ValueError(f"nothing is shown without its {name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of an understood card. `said` is the customer's own word that shows it."""

    fact: str
    label: str
    value: str
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """"Ymmärsin näin". `sure` False: read back as a question (stance ask) and not built upon yet."""

    case: CaseId
    event: str
    title: str
    lines: tuple[Line, ...]
    confirmed: bool
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`name` is what `Expects.name` becomes. `options` are buttons; typing is always as good. "Don't know" is one."""

    name: str
    text: str
    why: str
    options: tuple[Option, ...] = ()
    wallet: bool = False
    """Whether it can be shown from a wallet instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    id: str
    part: Part
    state: RowState
    state_word: str
    receiver: str
    service: str
    what: tuple[str, ...]
    """Names of the facts, in words."""
    why: str
    how_long: str
    benefit: str
    without: str
    redress: str | None = None
    """How to object (law rows), how to undo (others)."""
    effect: str = ""
    binds: bool = False
    """It costs, ends or signs something, or is sensitive: only by its own button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheaperView:
    """A version of a card that costs less: `rows` are left out by one click. `line` says what it costs, `lost` what it loses."""

    rows: tuple[str, ...]
    line: str
    lost: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """`price` and `keeps` are one sentence each. Button texts are the same for screen and terminal."""

    id: CardId
    title: str
    lead: str
    price: str
    keeps: str | None
    allow: tuple[RowView, ...]
    request: tuple[RowView, ...]
    law: tuple[RowView, ...]
    cheaper: CheaperView | None = None
    allow_rest: str
    """"Salli loput 2"; "" when at most one allow row is open: it has its own buttons."""
    not_now: str
    why: Why
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """A number that helps now, with who answers it and when. `call` is what a phone dials."""

    name: str
    number: str
    call: str
    line: str
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """What the human is told. The customer sees the same words."""

    title: str
    reason: str
    """Why it comes to a human, in one sentence."""
    situation: tuple[Understood, ...]
    done: tuple[str, ...]
    """What has been told, asked or done so far, and what waits: one short sentence each."""
    said_last: str = ""
    """The customer's last words, as they were said."""
    note: str = ""
    """What is not shown, or not known: closed facts, unconfirmed understanding, acting for somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanView:
    """Never silent: who answers and until when."""

    state: Literal["offered", "waiting", "held", "phone"]
    """offered: a button calls a human. waiting: one was called. held: one has it. phone: there is no desk, only a number."""
    line: str
    """"Ihminen vastaa viimeistään ma 23.11. klo 8.30." One or two sentences."""
    button: str = ""
    """What the button says that calls a human; "" when none is needed."""
    brief: BriefView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A text that was found and is quoted as it stands, with whose it is."""

    id: str
    title: str
    text: str
    label: tuple[str, ...]
    """Whose text, whose interest, on which source and when it was read: one sentence each. Raises ValueError without one."""

    def __post_init__(self) -> None:
        if not self.label or not all(self.label):
            raise ValueError("nothing is quoted without its label")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One rule that decided, in a sentence, and who answers for it."""

    text: str
    owner: str = ""
    source: str = ""
    """"sivu.fi, luettu 22.11."; "" where no source stands behind it."""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision about the customer in their language. `id` "" and `open`: nothing is decided yet."""

    id: str
    case: CaseId
    pack: str
    name: str
    line: str
    """What came of it, in a sentence."""
    heading: str = ""
    """What it is: a decision, or a proposal to a human."""
    adverse: bool = False
    standing: str = ""
    """Whether a machine decided, or only proposes."""
    reasons: tuple[ReasonView, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()
    """Each way by the facts that would have to be otherwise."""
    no_way: str = ""
    """Where nothing that they can change would change it: that, in words."""
    open: tuple[tuple[str, str], ...] = ()
    """(name, label) of facts that would decide it."""
    step: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """(label, value) of what it rests on, as it was used."""
    sure: str = ""
    confidence: str = ""
    """The same as a word: "shown", "said", "about"."""
    body: str = ""
    """Who a no can be taken to."""
    redress: str = ""
    deadline: str = ""
    draft: str = ""
    interest: str = ""
    when: str = ""
    review: Literal["", "asked", "upheld", "changed"] = ""
    review_line: str = ""
    spoken: str = ""
    """The same in a breath, for channels without pages."""
    replaced: bool = False
    """A newer one of the same kind stands in its place."""
    has_desk: bool = True
    """A button calls a human; else `review_line` says how one is reached."""

    @property
    def can_ask(self) -> bool:
        return bool(self.id) and self.has_desk and not self.review and not self.replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the counter says. `paragraphs` are the spoken words (the word limit counts them and the question)."""

    language: Language
    tone: str
    paragraphs: tuple[str, ...]
    understood: tuple[Understood, ...] = ()
    question: Question | None = None
    card: CardView | None = None
    why: Why | None = None
    person: str | None = None
    """How to reach a human, when one was asked for."""
    passage: PassageView | None = None
    """What a question is answered with."""
    notes: tuple[str, ...] = ()
    """Fixed lines that are not spoken words: removed signs, degraded reading."""
    numbers: tuple[NumberView, ...] = ()
    """Danger: shown before everything else."""
    human: HumanView | None = None
    silent: bool = False
    """A human has the conversation: the machine keeps what was said and says nothing (no paragraphs)."""
    own_rules: tuple[OwnRuleView, ...] = ()
    """Rules of the customer's own that were made or taken back just now, or of which it must be said which; each undone with one button."""
    approves: str = ""
    """"<case>/<step>" of what waits for the customer's yes; "" for nothing."""
    quick_exit: bool = False
    """Leaving quickly, and the safe conversation, are shown prominently."""
    decisions: tuple[DecisionView, ...] = ()
    """What was decided by rules in this turn, and is told at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRuleView:
    """One rule of the customer's own. `words`: as they said it; "" when it was made by a switch."""

    name: str
    value: str
    """As it is made again: "never-tell/bank"."""
    text: str
    short: str = ""
    """Whom or what it is about, where a heading says the rest."""
    words: str = ""
    when: str = ""
    gone: bool = False
    """It was taken back just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRulesView:
    """The page of them. `new`: by kind, those that can be made by a switch."""

    rules: tuple[OwnRuleView, ...]
    new: Mapping[str, tuple[OwnRuleView, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal that the customer has said. `lines`: what serves it in each turn of life."""

    id: str
    title: str
    name: str
    lines: tuple[str, ...]
    leaves: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """Exactly what will be done or told after the customer's yes. `content`: its hash, which the yes names."""

    case: CaseId
    step: StepId
    name: str
    who: str
    what: str
    """What happens, in a sentence."""
    lines: tuple[tuple[str, str], ...]
    """(name, value) of every fact that may go."""
    cost: str
    back: str
    """How it is undone, or what can be done about it afterwards."""
    effect: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    id: StepId
    part: Part
    state: StepState
    name: str
    who: str
    """Receiver in words; "Sinä" for own steps."""
    word: str
    """Ei kerrottu, Kerrottu, Kuitattu, Tehty, Odottaa sinua, Tapahtuu itsestään, …"""
    blocks: int
    """0–3 filled blocks; -1 where blocks say nothing (own, by-law)."""
    line: str
    """What happened or what is promised and when. Never more than the plan holds (I8)."""
    benefit: str
    deadline: date | None = None
    deadline_text: str | None = None
    """"viimeistään la 20.2.2027"."""
    days_left: int | None = None
    days_text: str | None = None
    """"91 päivää"."""
    remind_text: str | None = None
    needs_sign_in: bool = False
    needs_approval: bool = False
    """Allowed; what exactly is done or told waits for the customer's own yes."""
    can_mark_done: bool = False
    can_withdraw: bool = False
    """A permission or request runs that can be taken back."""
    can_ask_again: bool = False
    """It was denied or is over, and can be asked anew."""
    undo_text: str = ""
    """Until when it can be undone with one button, and what happens then; "" when it cannot."""
    quote: str | None = None
    """An organisation's own words, ≤ 500 characters, shown quoted under its name."""
    can_end: bool = False
    """"Not again" is offered: the customer's own choice ends it."""
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """Something that somebody gains from: drawn apart from the plan, never lit. `kind` is what "not again" ends."""

    id: str
    kind: str
    tag: str
    """"Mainos: ei kuulu suunnitelmaan"."""
    name: str
    price: str
    seller: str
    benefit: str
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What the customer has said "not again" to, and can have back."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceView:
    """Of a plan, on one line: which facts go to how many until when, and what one gets for it."""

    card: CardId
    line: str
    cheaper: CheaperView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactUse:
    """What a fact was good for, once a case is done. `useless`: for nothing; it can be deleted at once."""

    name: str
    label: str
    line: str
    useless: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    day: str
    text: str
    ahead: bool
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """One case's plan. `next` is the one lit thing, or None."""

    case: CaseId
    event: str
    title: str
    summary: str
    next: StepView | None
    told: tuple[StepView, ...]
    own: tuple[StepView, ...]
    law: tuple[StepView, ...]
    moments: tuple[Moment, ...]
    closed: bool = False
    may_teach: bool = False
    """Whether "it was misunderstood" is offered beside closing: the customer lets Luukku learn."""
    at_hand: bool = True
    """Whether a message that names no situation goes on with this case."""
    goal: str | None = None
    """The goal that was said, what serves it and what it leaves open; None when none was said."""
    goal_steps: tuple[StepId, ...] = ()
    """Steps that serve the goal."""
    rule: str | None = None
    """"Tässä tilanteessa mitään ei myydä", with its owner; None where no such rule stands."""
    own_rules: tuple[str, ...] = ()
    """What rules of the customer's own have changed in it, each in a sentence."""
    sign_in: str | None
    """The one sentence that asks for a stronger sign-in, with the reason; None when not needed."""
    decided: bool = False
    """Something of it was decided by rules."""
    offers: tuple[OfferView, ...] = ()
    general: tuple[str, ...] = ()
    """The plan as it is for everybody in this situation, by names and in its order: made without any fact of the customer."""
    ended: tuple[Ended, ...] = ()
    price: PriceView | None = None
    uses: tuple[FactUse, ...] = ()
    """Once the case is done: what each fact was good for, by the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    name: str
    case: str = ""
    """The case that it is of: what corrects it names both."""
    label: str
    value: str
    source: str
    """"Sanoit 21.11.: ”eilen”"."""
    used: tuple[str, ...]
    """Who used it, when, for what: one sentence each."""
    good_for: str
    """How long it is good for and what happens then."""
    closed: bool = False
    """Closed by a turvakielto: the value is not shown unless it was asked for (`value` is "•••")."""
    restricted: bool = False
    """The customer contests it: it goes to nobody until a human has looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    n: int
    at: datetime
    when: str
    who: str
    what: str
    """One plain sentence: who used which facts for what, on whose permission, with what result."""
    result: Literal["allowed", "refused", "done", "not-carried-out"]
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningView:
    """The customer's own choice, whether Luukku may learn from their corrections. `button` turns it the other way."""

    on: bool
    lines: tuple[str, ...]
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A fact that a permission names. `can_go`: it may be left out, as something else is still told then."""

    name: str
    label: str
    can_go: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionView:
    """A permission or request that lives: whose, until when, and what it covers now."""

    case: str
    step: str
    part: str
    name: str
    who: str
    until: str
    facts: tuple[NamedFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """A receipt to take away; `what` says of what, in one sentence."""

    id: str
    at: datetime
    when: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectView:
    """A step whose purpose can be objected to. `stopped`: it was."""

    case: str
    step: str
    name: str
    stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownView:
    """"Mitä tiedetään ja kuka sitä on käyttänyt"."""

    facts: tuple[FactView, ...]
    entries: tuple[EntryView, ...]
    kept: str
    """Where the facts lie and until when, in one sentence."""
    notes: tuple[str, ...] = ()
    """What employees have written down of the customer, each with who and when."""
    log_state: str
    """"Lokissa on 12 merkintää. Tarkistettu: ehjä."."""
    requests: tuple[str, ...] = ()
    """The customer's own requests by right, each with the day by which it is answered."""
    objectable: tuple[ObjectView, ...] = ()
    learning: LearningView | None = None
    """None where nothing may be learnt from this customer."""
    permissions: tuple[PermissionView, ...] = ()
    receipts: tuple[ReceiptView, ...] = ()
    decided: bool = False
    """Something was decided about them by rules."""
    by_law: tuple[str, ...] = ()
    """Records that a law or a dispute keeps: what, its value, on what ground, who answers for it, until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureView:
    """What is read before erasing, one short sentence each. Nothing is destroyed by reading it."""

    lead: str
    stops: tuple[str, ...]
    """What ends: open matters, a human who was called."""
    told: tuple[str, ...]
    """Organisations that know something already, and what they are told."""
    kept: tuple[str, ...]
    """Records that a law keeps, with their end; empty when there is none."""
    after: tuple[str, ...]
    """What is left after it, and what cannot be undone."""
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtCase:
    """A case that a file of the customer's own would open, in words. `running`: what organisations were at there; it is asked anew here."""

    name: str
    facts: tuple[tuple[str, str], ...]
    """(name, value)."""
    done: tuple[str, ...]
    running: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtView:
    """What a file of the customer's own would bring. `here`: it was taken from this very counter. `closed`: cases that stay behind.

    `left`: what no pack of here knows. `faults`: (file, why) of what does not prove to be what was given out.
    """

    origin: str
    made: str
    here: bool
    cases: tuple[BroughtCase, ...]
    loose: tuple[tuple[str, str], ...]
    closed: int
    left: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
