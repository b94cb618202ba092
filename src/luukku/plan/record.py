"""A decision's record: what it rests on, in a form that has one spelling, and making it again from that. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, cast

from luukku.errors import Broken
from luukku.ground.conditions import from_json, to_json
from luukku.ground.jcs import jcs
from luukku.model.decision import ASK_A_HUMAN, DO_NOTHING, NOT_MINE, DecidedOn, Decision, DecisionRecord, Input, Label
from luukku.model.fact import Fact, Facts, Personal, Value, reveal
from luukku.model.pack import FactSpec, Where
from luukku.model.ruling import NO_RULE, Change, DecisionPack, DecisionRule, FactUse, Ruling
from luukku.plan.decide import ENGINE, rule

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_NOWHERE = Where(pack="", file="", line=0)
Json = dict[str, Any]


def rules_file(pack: DecisionPack) -> bytes:
    """The rules as the engine reads them, in canonical JSON: with this and the facts the decision can be made again anywhere."""
    return jcs({
        "pack": pack.id, "version": pack.version, "sha256": pack.sha256, "engine": ENGINE,
        "rules": [{"id": one.id, "says": one.says, "level": one.level, "when": to_json(one.when), "owner": one.owner, "author": one.author, "over": list(one.over)} for one in pack.rules],
        "facts": [
            {"name": spec.name, "type": spec.type, "about": spec.about, "values": list(spec.values), "kind": pack.facts[spec.name].kind, "moves": pack.facts[spec.name].moves}
            for spec in pack.specs
        ],
    })  # fmt: skip


def read_rules_file(held: bytes) -> tuple[list[DecisionRule], dict[str, FactUse], dict[str, FactSpec]]:
    """What `rules_file` wrote. Raises Broken when it is no such thing."""
    try:
        kept = json.loads(held)
        rules = [
            DecisionRule(
                id=one["id"], says=one["says"], level=one["level"], when=from_json(one["when"]), owner=one["owner"], over=tuple(one["over"]),
                author=one["author"], source="", where=_NOWHERE,
            )
            for one in kept["rules"]
        ]  # fmt: skip
        uses = {one["name"]: FactUse(name=one["name"], kind=one["kind"], moves=one["moves"]) for one in kept["facts"]}
        specs = {one["name"]: FactSpec(name=one["name"], type=one["type"], about=one["about"], values=tuple(one["values"]), where=_NOWHERE) for one in kept["facts"]}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Broken(what="rules of a decision") from error
    return rules, uses, specs


def make_record(
    pack: DecisionPack, ruling: Ruling, facts: Facts, versions: Mapping[str, int], *, id: str, case: str, salt: str, today: date, at: datetime, review_by: datetime,
    program: str, model: str,
) -> DecisionRecord:
    """The record of a decision that is to be issued. `versions`: of each fact in the vault. Raises ValueError when anything lacks.

    A significant one without a ground is a proposal to a human, whatever it says (GDPR 22(1); CJEU C-634/21).
    """
    used = sorted((fact for fact in facts if fact.name in pack.facts), key=lambda fact: fact.name)
    ground: DecidedOn = (pack.ground or "proposal-to-a-human") if pack.significant else "not-significant"
    owners = tuple(dict.fromkeys(one.owner for one in pack.rules if one.id in ruling.reasons)) or (pack.owner,)
    return DecisionRecord(
        id=id, case=case, event=pack.event, service=pack.service, pack=pack.id, pack_version=pack.version, pack_sha256=pack.sha256,
        rules_sha256=hashlib.sha256(rules_file(pack)).hexdigest(), engine=ENGINE, program=program, model=model,
        inputs=tuple(Input(ref=f"{case}/{fact.about}/{fact.name}", version=versions[fact.name], sha256=input_hash(salt, fact)) for fact in used),
        today=today, at=at, ruling=ruling, decision=_decision(pack, ruling, ground, owners), significant=pack.significant,
        final=ground != "proposal-to-a-human", redress=pack.redress, owners=owners, review_by=review_by,
    )  # fmt: skip


def _decision(pack: DecisionPack, ruling: Ruling, ground: DecidedOn, owners: Sequence[str]) -> Decision:
    adverse = ruling.outcome == "no"
    reason = next(iter(ruling.reasons), NO_RULE)
    label = Label(
        basis=(*ruling.basis, *(f"{pack.id}/{id}" for id in ruling.reasons)), rule=f"{pack.id}/{reason}", owner=", ".join(owners), interest=pack.interest,
        paid=False, alternatives=(DO_NOTHING, ASK_A_HUMAN),
    )  # fmt: skip
    ways = tuple(" + ".join(change.fact for change in way) for way in ruling.ways) or (NOT_MINE,)
    return Decision(outcome=f"{pack.id}: {ruling.outcome}", adverse=adverse, label=label, counterfactual=ways if adverse else (), redress=pack.redress.body, ground=ground)


def input_hash(salt: str, fact: Fact) -> str:
    """Over what the fact said and how it was known; without the salt nobody can try values out."""
    return hashlib.sha256(jcs([salt, *_said(fact)])).hexdigest()


def _said(fact: Fact) -> list[Value | None]:
    return [fact.name, fact.about, fact.standing, reveal(fact.value), fact.source, fact.approx]


def as_plain(record: DecisionRecord) -> Json:
    """The record as JSON values, times as ISO texts."""
    return cast(Json, _plain(asdict(record)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def record_hash(plain: Mapping[str, Any]) -> str:
    """SHA-256 of the record's canonical JSON, hexadecimal. Raises Broken for what has none."""
    try:
        return hashlib.sha256(jcs(dict(plain))).hexdigest()
    except (ValueError, TypeError) as error:
        raise Broken(what="decision", why="no canonical form") from error


def keep_facts(facts: Facts, pack: DecisionPack) -> list[list[Value | None]]:
    """The facts as they were used, for the sealed part of a record."""
    return [_said(fact) for fact in sorted((fact for fact in facts if fact.name in pack.facts), key=lambda fact: fact.name)]


def replay(plain: Mapping[str, Any], sha256: str, facts: Sequence[Sequence[Any]], salt: str, rules: bytes) -> None:
    """Makes the decision again. `sha256`: the record's, as the log names it; `facts` as `keep_facts` gave them; `rules` as `rules_file`.

    Raises Broken(what="decision", why=…) when record, facts or rules are not those that it was made with, or when it comes out otherwise.
    """
    if record_hash(plain) != sha256:
        raise Broken(what="decision", why="the record is not the one that the log names")
    if hashlib.sha256(rules).hexdigest() != plain["rules_sha256"]:
        raise Broken(what="decision", why="other rules")
    if plain["engine"] != ENGINE:
        raise Broken(what="decision", why=f"made by {plain['engine']}, and this is {ENGINE}")
    held = _held(facts)
    for fact, one in zip(held, plain["inputs"], strict=False):
        if one["ref"] != f"{plain['case']}/{fact.about}/{fact.name}" or one["sha256"] != input_hash(salt, fact):
            raise Broken(what="decision", why="other facts")
    if len(held) != len(plain["inputs"]):
        raise Broken(what="decision", why="other facts")
    again = rule(Facts(tuple(held)), *read_rules_file(rules), date.fromisoformat(plain["today"]))
    if _plain(asdict(again)) != plain["ruling"]:
        raise Broken(what="decision", why=f"it comes out otherwise now: {again.outcome} by {', '.join(again.reasons) or 'nobody'}")


def _held(facts: Sequence[Sequence[Any]]) -> list[Fact]:
    try:
        return [
            Fact(name=name, about=about, standing=standing, value=Personal(value), source=source, approx=approx, at=_NEVER)
            for name, about, standing, value, source, approx in facts
        ]
    except (ValueError, TypeError) as error:
        raise Broken(what="decision", why="other facts") from error


def ways_of(ruling: Mapping[str, Any]) -> tuple[tuple[Change, ...], ...]:
    """The ways of a kept ruling, as words again."""
    return tuple(tuple(Change(**change) for change in way) for way in ruling["ways"])
