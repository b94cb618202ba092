"""`luukku search`: look up what services and knowledge articles say. Nothing is kept, nothing is sent."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from luukku import explain, hear, packs, understand
from luukku.cli.options import Config, Set, load
from luukku.errors import BadInput
from luukku.flow import shapes
from luukku.model.ids import LANGUAGES


def command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A question, or a few words.")],
    language: Annotated[str, typer.Option("--language", help="Language to look in: fi, sv or en.")] = "fi",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, max=50, help="How many passages.")] = 3,
    config: Config = None,
    more: Set = None,
) -> None:
    """Look up what the packs say of something, with whose words they are."""
    from luukku.app import best_embedder

    spoken = next((code for code in LANGUAGES if code == language), None)
    if spoken is None:
        raise BadInput(option="--language", expected=", ".join(LANGUAGES))
    clean = hear.clean(text)
    settings = load({"config": config}, more)
    root = settings.packs or packs.find_packs()
    loaded = packs.load(root)
    texts = explain.Texts(loaded)
    embedder, note = best_embedder(settings.embedder)
    search, _, lacks = understand.with_kept(understand.prepare_search(explain.passages(loaded, texts), loaded), root, embedder)
    for said in (note, lacks and f"{lacks}: until then words alone find"):
        if said:
            typer.echo(said, err=True)
    vector = embedder.embed_now([clean.text])[0] if search.maker is not None else None
    hits = understand.look_up(search, clean.text, vector, spoken, most)
    shown = [
        {**shapes.plain(explain.passage_view(hit.passage, texts, date.today())), "sureness": round(hit.sureness, 3), "answers": hit.answers} for hit in hits
    ]
    answered = bool(hits and hits[0].answers)
    if as_json:
        typer.echo(json.dumps({"language": spoken, "answered": answered, "hits": shown}, ensure_ascii=False))
        return
    if not answered:
        typer.echo("No good answer. Nearest:" if hits else "Nothing found.")
    for one in shown:
        typer.echo(f"{one['sureness']:.2f} {one['id']}  {one['title']}\n     {one['text']}\n     {' '.join(one['label'])}")
