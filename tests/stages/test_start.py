"""What keeps the start short: texts that are parsed when they are said."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk, Message, Term

from luukku.errors import BadPack
from luukku.explain import Texts
from luukku.explain.texts import _PLAIN, _START
from tests.stages.told import packs

SIGNS = ("{", "}", "[", "]", "*", ".", "-", "#", "=", "\n", "\n    ", " ", "->", "$n", '"', "\\", "a", "{ $n }", "{ -x }", "\t", ".b = c", "\n.b = c", "\n # x", "\n#x", "\n## x", "é")


def test_what_is_taken_for_plain_is_fluent_and_one_entry() -> None:
    """Changed at random: the quick look never lets anything pass that the parser would drop."""
    chance = random.Random(3)
    sources = [source for pack in packs().events.values() for source in pack.texts.values()] + list(packs().texts.values())
    pieces = [piece for source in sources for piece in _START.split(source)[1:] if len(piece) < 400]
    passed = 0
    for _ in range(3_000):
        piece = chance.choice(pieces)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(piece))
            piece = piece[:at] + chance.choice(SIGNS) + piece[at + chance.choice((0, 0, 1, 5)) :]
        cut = _START.split(piece)
        plain = _PLAIN.fullmatch(cut[-1]) if len(cut) == 2 and not cut[0] else None
        if plain is None or not (plain["value"] or plain["attributes"]):
            continue
        entries = FluentResource(cut[-1]).body
        assert isinstance(entries[0], Message | Term) and not any(isinstance(entry, Junk | Message | Term) for entry in entries[1:]), cut[-1]
        passed += 1
    assert passed > 300


@pytest.mark.parametrize("wrong", ["reply-thanks =", "reply-thanks = { $n", "reply-thanks = } x", "reply-thanks = x\n    .do", "reply-thanks = x\n    .do =", "reply-thanks = { $n.m }", "= x", "reply thanks = x", "reply-thanks = { NUMBER($n }"])
def test_a_text_that_is_not_fluent_stops_the_start_with_its_line(wrong: str) -> None:
    child = packs().events["child"]
    broken = replace(child, texts={**child.texts, "sv": f"# words\n\nfirst = one\n{wrong}\nlast = two\n"})
    with pytest.raises(BadPack) as raised:
        Texts(replace(packs(), events={"child": broken}))
    assert raised.value.data["file"] == "service/child/texts.sv.ftl" and raised.value.data["line"] in (4, 5)


def test_a_text_leans_on_others_of_its_own_event_first() -> None:
    child = replace(packs().events["child"], texts={**packs().events["child"].texts, "fi": "said = { said-inner } { -named }\nsaid-inner = oma\n-named = nimi\n"})
    common = {**packs().texts, "fi": packs().texts["fi"] + "\nsaid-inner = yhteinen\n"}
    found = Texts(replace(packs(), events={"child": child}, texts=common))
    assert found.of("child").say("fi", "said") == "oma nimi"
    assert found.say("fi", "said") == "yhteinen nimi"
    assert not found.has("fi", "-named") and not found.has("fi", "never-was")
