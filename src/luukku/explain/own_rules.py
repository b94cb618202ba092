"""The customer's own rules in words: each in one sentence, the same in the reply, on its page, at the desk and where it acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from luukku.explain.facts import service_names
from luukku.explain.texts import Texts
from luukku.explain.words import clip, short_day_text
from luukku.model.ids import Language
from luukku.model.own_rule import OwnRule
from luukku.model.view import OwnRuleView


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSaid:
    """What became of words about own rules: made, taken back, or `unclear` which was meant (`choices`: those there are)."""

    made: tuple[OwnRule, ...] = ()
    gone: tuple[OwnRule, ...] = ()
    choices: tuple[OwnRule, ...] = ()
    unclear: bool = False


def own_rule_text(rule: OwnRule, texts: Texts, language: Language) -> str:
    """ "Älä kerro exälle mitään." """
    of = rule.of or "all"
    if rule.kind in ("never-tell", "ask-first"):
        return texts.say(language, f"own-{rule.kind}", who=texts.say(language, "own-to", of=of))
    return texts.say(language, f"own-{rule.kind}", of=of)


def own_rule_views(said: OwnSaid, texts: Texts, language: Language) -> tuple[OwnRuleView, ...]:
    """Those made, taken back, or to choose from, for the buttons under a reply."""
    return (
        *(own_rule_view(rule, texts, language) for rule in (*said.made, *said.choices)),
        *(own_rule_view(rule, texts, language, gone=True) for rule in said.gone),
    )


def own_rule_view(rule: OwnRule, texts: Texts, language: Language, words: str = "", *, gone: bool = False) -> OwnRuleView:
    """One rule. `words`: as the customer said it."""
    when = short_day_text(rule.at, language) if rule.at is not None else ""
    text = own_rule_text(rule, texts, language)
    short = texts.say(language, "own-to", of=rule.of or "all") if rule.kind in ("never-tell", "ask-first") else text
    return OwnRuleView(name=rule.name, value=rule.value, text=text, short=short[:1].upper() + short[1:], words=clip(words), when=when, gone=gone)


def acting_lines(acting: Sequence[tuple[OwnRule, str]], texts: Texts, language: Language) -> Iterator[str]:
    """ "Sinun sääntösi: …" with what it changed, a sentence a rule."""
    services: dict[OwnRule, list[str]] = {}
    for rule, service in acting:
        services.setdefault(rule, []).append(service)
    for rule, names in services.items():
        said = own_rule_text(rule, texts, language)
        yield texts.say(language, f"own-acts-{rule.kind}", rule=said, names=service_names(texts, language, names))


def texts_needed() -> Mapping[str, tuple[str, ...]]:
    """Ids that the code asks for by a closed list, for `luukku pack check`."""
    return {"own": ("no-offers", "ask-first", "never-tell", "quiet", "contact-by", "to"), "own-acts": ("no-offers", "ask-first", "never-tell")}
