"""What packs hold, once loaded and checked. Data only: facts, texts and flat conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from luukku.model.ids import Assurance, Language
from luukku.model.reading import Danger

if TYPE_CHECKING:
    from luukku.model.knowledge import Article
    from luukku.model.purpose import Purpose

FactType = Literal["bool", "enum", "whole", "cents", "date", "municipality", "text"]
Effect = Literal["asks", "does", "binds"]
Part = Literal["allow", "request", "law", "own"]
"""allow: *Annat luvan*. request: *Pyydät*. law: *Tapahtuu lain nojalla*. own: the customer's own step."""
Interest = Literal["customer", "provider", "third-party", "law"]
Form = Literal["year", "month", "over-18", "area"]
"""The coarsest form of a fact that a service needs: of a date its year, its month, or whether somebody born then is of age; of a postcode its area."""
Ask = Literal["now", "later", "never"]
"""now: asked before the card when it decides something. later: only when a step needs it. never: only taken if said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A line in a pack: for `pack check`, for traces, and for "whose rule"."""

    pack: str
    file: str
    line: int


SPECIAL = 3
"""`sensitivity` of a special category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBy:
    """The claim of a credential that shows a fact: the credential's type and the way to the claim in it."""

    type: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSpec:
    name: str
    type: FactType
    about: str = "me"
    values: tuple[str, ...] = ()
    """Ids of an enum, in the order in which they are offered."""
    good_for: str | None = None
    """ISO 8601 duration after which it is asked anew; None: as long as the case."""
    sensitivity: int = 1
    """0 harmless … 3 special category (GDPR 9)."""
    ask: Ask = "now"
    place: bool = False
    """Tells where somebody lives or can be found: closed to everybody while the customer has a *turvakielto*."""
    shown: ShownBy | None = None
    """How a wallet shows it; None when none does."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One comparison on one fact. `is`/`in` any type; the others dates and numbers; `known` takes a bool.

    `within`: (fact date) not later than `today` + ISO duration; `before`: fact date < given date.
    """

    fact: str
    op: Literal["is", "in", "at_least", "below", "before", "within", "known"]
    value: bool | int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition


Condition = Test | All | Any | Not
ALWAYS = All(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`after` an ISO duration counted from the date in `fact`; month arithmetic clips to the month's end."""

    fact: str
    after: str
    law: str
    remind: tuple[str, ...] = ()
    """ISO durations before the deadline at which the customer is reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redress:
    body: str
    within: str | None
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One thing that an organisation (or by law somebody, or the customer) does in this situation."""

    id: str
    organisation: str
    """The kind: "kela", "municipality", "dvv", "employer"…; the register says who is of that kind here."""
    part: Part
    effect: Effect
    when: Condition = ALWAYS
    facts: tuple[str, ...] = ()
    """Told when the step starts."""
    may_ask: tuple[str, ...] = ()
    """May be asked back within the same permission, from the envelope."""
    forms: Mapping[str, Form] = field(default_factory=dict)
    """Of these facts only the coarse form goes into the envelope, and so out."""
    special: bool = False
    """Tells a special category (a fact of `sensitivity` 3), or may: answered by a button of its own. Follows from the facts."""
    purpose: str
    basis: str
    """Legal basis, e.g. "GDPR 6(1)(a)" for allow, "GDPR 6(1)(b)"…; shown behind "why"."""
    already_told_by: str | None = None
    assurance: Assurance = "nobody"
    ends_after: str = "P90D"
    """ISO duration: how long the permission and its envelope last at most."""
    deadline: Deadline | None = None
    cost_cents: int = 0
    minutes_saved: int = 0
    interest: Interest = "customer"
    paid: bool = False
    paid_cents: int | None = None
    """What is paid for it to who runs the counter, where it is known."""
    owner: str
    sources: tuple[str, ...] = ()
    redress: Redress | None = None
    compensation: str | None = None
    """What undoes it, as a text id; None says that nothing does."""
    undo_within: str | None = None
    """ISO 8601 duration from the customer's yes in which it can be undone; needs `compensation`."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOf:
    id: str
    title: str
    address: str
    read_on: date
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingSold:
    """The rule that in this situation nothing is offered from which somebody gains. Its owner answers for it."""

    owner: str
    law: str
    """The law or the ethical rule behind it, as a name."""
    where: Where

    id: str = "nothing-sold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the customer wants to come true, said in words ("että lapset pärjäävät"). Texts: `goal-<id>` with `.name`, `.leaves`.

    It is a value of the pack's fact `goal`.
    """

    id: str
    serves: tuple[str, ...]
    """Ids of the services that serve it."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPack:
    """A goal that is said without any turn of life: `goals/<id>/`. Texts: `goalpack-<id>` with `.name` and `.leaves`."""

    id: str
    version: str
    owner: str
    licence: str
    serves: Mapping[str, tuple[str, ...]]
    """Event → ids of its services that serve the goal, in the order in which the events are asked about."""
    sources: Mapping[str, SourceOf]
    lexicon: tuple[Stem, ...]
    examples: tuple[Example, ...] = ()
    """Read only where something is learnt or checked."""
    counter_examples: tuple[Example, ...] = ()
    sha256: str
    where: Where


Person = Literal["none", "offer", "same-day"]
"""Whether a human is offered from the first reply on; same-day: with a promise for the same working day."""
Tier = Literal["deep", "bronze"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    text: str
    language: Language
    kind: str
    """direct, indirect, colloquial, typo, official, several (events); for counter-examples negated, hypothetical, somebody-else, metaphor, other."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """A lexicon entry: `stem` matches at a word's beginning (case-folded); `weight` 0–1; `sets` = facts that it shows."""

    stem: str
    language: Language
    weight: float
    whole: bool = False
    """True: the whole word must be equal."""
    sets: Mapping[str, bool | int | str] = field(default_factory=dict)
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """One line of a story: what the customer says and what must follow."""

    say: str
    expect: Mapping[str, object]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    id: str
    language: Language
    today: date
    turns: tuple[Turning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPack:
    """A life event's service pack."""

    id: str
    version: str
    owner: str
    licence: str
    tone: str
    """everyday, glad, quiet or grave."""
    tier: Tier = "deep"
    person: Person = "none"
    nothing_sold: NothingSold | None = None
    goals: tuple[Goal, ...] = ()
    sources: Mapping[str, SourceOf]
    facts: tuple[FactSpec, ...]
    services: tuple[Service, ...]
    examples: tuple[Example, ...]
    """How people say it; only read where something is learnt or checked: a counter reads with what was learnt."""
    counter_examples: tuple[Example, ...]
    speaks_of: tuple[str, ...] = ()
    """Kin ("relatives": all) and strangers whom people name when they tell this event of their own life."""
    lexicon: tuple[Stem, ...]
    stories: tuple[Story, ...]
    texts: Mapping[Language, str]
    """Fluent source per language."""
    sha256: str
    """Over all files, sorted by name: names this exact pack in entries and records."""

    def service(self, id: str) -> Service | None:
        return next((service for service in self.services if service.id == id), None)

    def fact(self, name: str) -> FactSpec | None:
        return next((fact for fact in self.facts if fact.name == name), None)


Per = Literal["once", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that an organisation sells, registered by the steward together with what is paid for showing it. It uses no fact of the
    customer: whoever is in one of the situations is shown the same."""

    id: str
    kind: str
    """What "not again" ends: "insurance"."""
    events: tuple[str, ...]
    """Situations in which it may be shown; never one in which nothing is sold."""
    interest: Interest = "provider"
    price_cents: int
    per: Per = "once"
    paid_cents: int = 0
    """What the seller pays to who runs the counter when somebody buys; 0: nothing."""
    owner: str
    """Who answers for its being shown."""
    names: Mapping[Language, str]
    benefits: Mapping[Language, str]
    otherwise: Mapping[Language, str]
    """What else there is, and what happens without."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that the steward registered. `peer` says how it is reached."""

    id: str
    kind: str
    peer: Literal["a2a", "mailbox"]
    origin: str | None = None
    """Exact origin of an agent, e.g. "http://127.0.0.1:8201"; only this is ever contacted."""
    services: tuple[str, ...] = ()
    may_ask: tuple[str, ...] = ()
    municipality: str | None = None
    """Serves only this municipality."""
    offers: tuple[Offer, ...] = ()
    names: Mapping[Language, str] = field(default_factory=dict)
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpNumber:
    """A number that helps somebody in danger, read on its source's own page. Texts: `help-<id>` with `.name` `.line`."""

    id: str
    number: str
    """As people read it: "080 005 005"."""
    call: str
    """The digits that a phone dials."""
    kinds: tuple[Danger, ...]
    languages: tuple[Language, ...]
    """Conversations in which it is shown."""
    always: bool = False
    """Answers at any hour; False: its hours are not known well enough to be said."""
    source: SourceOf
    where: Where


@dataclass(frozen=True, slots=True)
class Help:
    """The numbers, in the order in which they are shown."""

    numbers: tuple[HelpNumber, ...] = ()

    def of(self, kind: Danger, language: Language) -> tuple[HelpNumber, ...]:
        """Those for a danger in a conversation of that language."""
        return tuple(one for one in self.numbers if kind in one.kinds and language in one.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """Everything that packs say, loaded once at start."""

    events: Mapping[str, EventPack]
    organisations: Mapping[str, Organisation]
    texts: Mapping[Language, str]
    """Common Fluent source per language: all `language/<code>/*.ftl`, one after another."""
    text_starts: Mapping[Language, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """On which line of that source each file begins: (line from 1, file)."""
    language: Mapping[Language, Mapping[str, object]] = field(default_factory=dict)
    """Per language: tables of `packs/language/<code>/*.toml`, by file stem (municipalities, kin, words)."""
    help: Help = field(default_factory=Help)
    """Numbers for somebody in danger."""
    nothing: tuple[Example, ...] = ()
    """Everyday messages that tell of no life event; read where something is learnt."""
    knowledge: tuple[Article, ...] = ()
    """Articles that answer questions, by id and language."""
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
    """The catalogue: what facts may be used for at all."""
    goals: Mapping[str, GoalPack] = field(default_factory=dict)
    """What people may want to come true, whatever has happened."""

    def text_parts(self, language: Language) -> tuple[tuple[str, str], ...]:
        """The common source by its files: (file, text)."""
        lines, starts = self.texts.get(language, "").splitlines(keepends=True), self.text_starts.get(language, ())
        if not starts:
            return ((f"language/{language}/common.ftl", "".join(lines)),)
        ends = [first - 1 for first, _ in starts[1:]] + [len(lines)]
        parts = ["".join(lines[first - 1 : end]) for (first, _), end in zip(starts, ends, strict=True)]
        parts = [part[:-1] for part in parts[:-1]] + parts[-1:]  # without the line break that joins them
        return tuple((file, part) for (_, file), part in zip(starts, parts, strict=True))

    def text_place(self, file: str, line: int) -> tuple[str, int]:
        """The file and line where a line of the common source really stands; any other place as it is."""
        language = next((code for code in self.texts if file == f"language/{code}/common.ftl"), None)
        starts = [(first, name) for first, name in self.text_starts.get(language, ()) if first <= line] if language is not None else []
        return (starts[-1][1], line - starts[-1][0] + 1) if starts else (file, line)

    def receiver(self, kind: str, municipality: str | None, service: str | None = None) -> Organisation | None:
        """The registered organisation of that kind (for that municipality), or None: the customer's own step.

        With `service`: only one that is registered for it.
        """
        for organisation in self.organisations.values():
            fits = organisation.kind == kind and organisation.municipality in (None, municipality)
            if fits and (service is None or service in organisation.services):
                return organisation
        return None
