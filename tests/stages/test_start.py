"""What keeps the start short: texts that are parsed when they are said, and examples that are embedded once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk, Message, Term

from luukku.adapters.embedded.tfidf import HashedWords
from luukku.errors import BadPack
from luukku.explain import Texts
from luukku.explain.texts import _PLAIN, _START
from luukku.model.pack import Example, Packs
from luukku.understand import build_indexes, prepare
from tests.stages.told import packs

if TYPE_CHECKING:
    from luukku.ports import Vectors

SIGNS = ("{", "}", "[", "]", "*", ".", "-", "#", "=", "\n", "\n    ", " ", "->", "$n", '"', "\\", "a", "{ $n }", "{ -x }", "\t", ".b = c", "\n.b = c", "\n # x", "\n#x", "\n## x", "é")


class Counting(HashedWords):
    """Says that it sees meaning, and how many texts it was given."""

    name = "counting"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.given = 0

    def embed_now(self, texts: Sequence[str]) -> Vectors:
        self.given += len(texts)
        return super().embed_now(texts)


def one_pack() -> Packs:
    found = packs()
    return replace(found, events={"child": found.events["child"]})


def edited() -> Packs:
    """One more example, one other counter-example."""
    found = one_pack()
    child = found.events["child"]
    first = child.counter_examples[0]
    more = Example(text="Perheeseen tuli tänään uusi pieni ihminen", language="fi", kind="indirect", where=first.where)
    changed = replace(child, examples=(*child.examples, more), counter_examples=(replace(first, text=first.text + " vain"), *child.counter_examples[1:]))
    return replace(found, events={"child": changed})


def texts_of(found: Packs) -> int:
    return len({one.text for pack in found.events.values() for one in (*pack.examples, *pack.counter_examples)})


def test_what_was_made_ready_is_not_embedded_again(tmp_path: Path) -> None:
    (tmp_path / "service" / "child").mkdir(parents=True)
    build_indexes(one_pack(), Counting(), tmp_path)
    embedder = Counting()
    assert prepare(one_pack(), embedder, tmp_path).notes == () and embedder.given == 0


def test_of_an_edited_pack_only_what_is_new_is_embedded_and_that_once(tmp_path: Path) -> None:
    (tmp_path / "service" / "child").mkdir(parents=True)
    build_indexes(one_pack(), Counting(), tmp_path)
    first, second = Counting(), Counting()
    assert len(prepare(edited(), first, tmp_path, tmp_path / "kept").notes) == 1 and first.given == 2
    assert prepare(edited(), second, tmp_path, tmp_path / "kept").notes == () and second.given == 0
    rebuilt = Counting()
    build_indexes(edited(), rebuilt, tmp_path)
    assert rebuilt.given == 2


def test_another_embedders_vectors_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "service" / "child").mkdir(parents=True)
    build_indexes(one_pack(), Counting(), tmp_path)
    newer = Counting(version="2")
    assert len(prepare(one_pack(), newer, tmp_path).notes) == 1 and newer.given == texts_of(one_pack())


def test_an_index_that_cannot_be_written_stops_no_start(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert len(prepare(edited(), Counting(), tmp_path, tmp_path / "kept").notes) == 1


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
