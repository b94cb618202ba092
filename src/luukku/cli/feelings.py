"""`luukku learn emotions`, `danger` and `language`, `luukku evaluate emotions`: from the packs' own texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luukku.cli.bar import bar
from luukku.cli.options import Config, Json, Set, load
from luukku.errors import BadInput

if TYPE_CHECKING:
    from luukku.learning.feelings import Lines
    from luukku.learning.plan import Told
    from luukku.ports import Embedder, Vectors
    from luukku.understand.heads import Maker

Packs = Annotated[Path | None, typer.Option("--packs", metavar="FOLDER", help="The packs' root; without it the usual one. The models are written there.")]


def learn_emotions(
    xed: Annotated[Path | None, typer.Option("--xed", metavar="FOLDER", help="XED's files (fi.train.tsv, …): film language is learnt too, and weighs less.")] = None,
    packs: Packs = None,
    config: Config = None,
    more: Set = None,
) -> None:
    """Learn which feeling is heard in a message, for the tone of the reply."""
    from luukku import learning
    from luukku.learning import feelings as learnt
    from luukku.packs.labelled import read_labelled
    from luukku.understand import feelings

    learning.check_installed()
    root, embedder, maker = _opened(packs, config, more)
    rows = [(one.language, one.label, one.text) for one in read_labelled(root, "emotions.tsv")]
    if not rows:
        raise BadInput(option="--packs", problem=f"no language/*/emotions.tsv under {root}", do="name the folder of the packs")
    for language, lines in learnt.by_language(rows).items():
        for film, held in ((False, lines), (True, learnt.film_lines(xed, language) if xed else None)):
            if held is None:
                continue
            with bar() as told:
                heads = learnt.learn_emotions(held, _vectors(embedder, held, told), maker, told)
            npz, _ = learning.save(heads, feelings.place_of(root, language, film=film))
            typer.echo(f"learnt from {len(held.texts)} texts: {npz} ({npz.stat().st_size / 1e6:.1f} MB)")


def learn_danger(packs: Packs = None, config: Config = None, more: Set = None) -> None:
    """Learn what hints at a danger without saying it: the second net beside the words."""
    from luukku import learning
    from luukku.learning import hints as learnt
    from luukku.packs import load as load_packs
    from luukku.packs.labelled import read_labelled
    from luukku.understand import hints

    learning.check_installed()
    root, embedder, maker = _opened(packs, config, more)
    dangers = [(one.label, one.text) for one in read_labelled(root, "dangers.tsv")]
    if not dangers:
        raise BadInput(option="--packs", problem=f"no language/*/dangers.tsv under {root}", do="name the folder of the packs")
    loaded = load_packs(root, examples=True)
    # what people wish for lies near what they fear; but "all in order when I am gone" may be either, and teaches neither
    dangers += [("-", one.text) for goal in loaded.goals.values() if goal.id != "no-mess-behind" for one in (*goal.examples, *goal.counter_examples)]
    harmless = [one.text for one in read_labelled(root, "emotions.tsv")] + [one.text for one in loaded.nothing]
    harmless += [one.text for pack in loaded.events.values() if pack.id not in ("fraud", "illness") for one in (*pack.examples, *pack.counter_examples)]
    lines = learnt.danger_lines(dangers, harmless)
    with bar() as told:
        heads = learnt.learn_danger(lines, _vectors(embedder, lines, told), maker, told)
    npz, _ = learning.save(heads, hints.place_of(root))
    typer.echo(f"learnt from {len(lines.texts)} texts, heard from {heads.threshold} on (by spelling alone {heads.spelling.alone_threshold}): {npz} ({npz.stat().st_size / 1e6:.1f} MB)")


def learn_language(packs: Packs = None, config: Config = None, more: Set = None) -> None:
    """Learn how each language is spelt, so that a message is read in its own."""
    from luukku import learning
    from luukku.learning import language as learnt
    from luukku.packs import find_packs
    from luukku.packs import load as load_packs
    from luukku.packs.labelled import read_labelled
    from luukku.understand import language

    learning.check_installed()
    root = packs or load({"config": config}, more).packs or find_packs()
    loaded = load_packs(root, examples=True)
    texts = [(one.language, one.text) for name in ("dangers.tsv", "emotions.tsv") for one in read_labelled(root, name)]
    texts += [(one.language, one.text) for one in loaded.nothing]
    texts += [(one.language, one.text) for pack in loaded.events.values() for one in (*pack.examples, *pack.counter_examples)]
    if not texts:
        raise BadInput(option="--packs", problem=f"no examples under {root}", do="name the folder of the packs")
    with bar() as told:
        heads = learnt.learn_language(texts, told)
    npz, _ = learning.save(heads, language.place_of(root))
    typer.echo(f"learnt {', '.join(heads.labels)} from {heads.texts} texts: {npz} ({npz.stat().st_size / 1e6:.2f} MB)")


def evaluate_emotions(
    test: Annotated[Path, typer.Option("--test", metavar="FILE", help="Lines of label, language and text, parted by tabs, that were not learnt from.")],
    packs: Packs = None,
    as_json: Json = False,
    config: Config = None,
    more: Set = None,
) -> None:
    """Measure how often the right feeling is heard, by language and label."""
    from luukku.learning.felt import measure, read_test, said
    from luukku.understand import feelings

    root, embedder, _ = _opened(packs, config, more)
    rows = read_test(test)
    vectors = None if embedder is None else embedder.embed_now([row.text for row in rows])
    found = measure(feelings.open_feelings(root, embedder), rows, vectors)
    typer.echo(json.dumps({"test": str(test), **found.plain()}, ensure_ascii=False) if as_json else said(found))


def _opened(packs: Path | None, config: str | None, more: list[str] | None) -> tuple[Path, Embedder | None, Maker | None]:
    """(the packs' root, an embedder that sees meaning or None, how its vectors are named)."""
    from luukku.cli.learn import opened
    from luukku.learning import Maker
    from luukku.packs import find_packs

    given: dict[str, str | int | None] = {"config": config}
    embedder, note = opened(given, more)
    if note:
        typer.echo(f"spelling alone is read: {note}", err=True)
    return packs or load(given, more).packs or find_packs(), embedder, None if embedder is None else Maker.of(embedder)


def _vectors(embedder: Embedder | None, lines: Lines, told: Told) -> Vectors | None:
    from luukku.cli.learn import embedded

    return None if embedder is None else embedded(embedder, lines.texts, told)
