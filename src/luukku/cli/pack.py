"""`luukku pack`: check, test and list packs, and say which of their sources must be read again."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from luukku import packs as packs_of
from luukku.cli.options import Today, day
from luukku.errors import BadInput
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Story
from luukku.packs.stories import compare

app = typer.Typer(no_args_is_help=True, help="Check, test and list packs.")

Folder = Annotated[Path | None, typer.Argument(metavar="[PATH]", help="Folder of packs. [default: the counter's own]")]
Extra = Annotated[list[Path] | None, typer.Option("--extra", metavar="DIR", help="A further folder of packs; may be given many times.")]
CHECK_FAILED = 5


@app.command()
def check(path: Folder = None, today: Today = None, extra: Extra = None) -> None:
    """Report every problem of every pack with file and line."""
    from luukku.explain import check_texts

    root = packs_of.find_packs(path)
    problems = packs_of.check(root, check_texts, today=day(today) or date.today(), extra=extra or ())
    for problem in problems:
        typer.echo(f"{root / problem.file}:{problem.line}: {problem.what}")
    typer.echo(f"{_count(len(problems), 'problem')} in {root}" if problems else f"No problems in {root}")
    if problems:
        raise typer.Exit(CHECK_FAILED)


@app.command()
def test(path: Folder = None, extra: Extra = None, only: Annotated[str | None, typer.Option("--story", help="Only this story.")] = None) -> None:
    """Run the packs' stories: what a customer says, and what must follow."""
    packs = packs_of.load(packs_of.find_packs(path), extra or ())
    stories = [story for pack in packs.events.values() for story in pack.stories if only in (None, story.id)]
    if not stories:
        typer.echo("There is no story to run.")
        raise typer.Exit(CHECK_FAILED)
    failed = sum([_tell_story(story, results) for story, results in zip(stories, _rehearse(path, stories), strict=True)])
    typer.echo(f"{_count(len(stories), 'story', 'stories')}, {failed or 'none'} failed")
    if failed:
        raise typer.Exit(CHECK_FAILED)


@app.command("list")
def list_packs(path: Folder = None, extra: Extra = None) -> None:
    """List life events with their services, the rules with their owners, decisions by rules, and the organisations that are registered."""
    packs = packs_of.load(packs_of.find_packs(path), extra or ())
    for pack in packs.events.values():
        typer.echo(f"{pack.id} {pack.version} ({pack.owner}; {pack.licence}; sha256 {pack.sha256[:16]})")
        for service in pack.services:
            typer.echo(f"  {service.part:<8}{service.id:<28}{service.organisation}")
    rules = packs_of.load_rules(packs, packs_of.find_packs(path), extra or (), keys=None, unsigned=True)
    for rule_pack in rules.packs:
        typer.echo(f"rules/{rule_pack.id} {rule_pack.version} ({rule_pack.owner}; {rule_pack.licence}; sha256 {rule_pack.sha256[:16]}; {f'signature of {rule_pack.signed_by}' if rule_pack.signed_by else 'unsigned'})")
        for rule in (one for one in rules.rules if one.pack == rule_pack.id):
            typer.echo(f"  {rule.effect:<8}{rule.id:<28}{rule.owner}: {rule.reason}")
    typer.echo(f"rules together: {rules.sha256[:16]}")
    decisions = packs_of.load_decisions(packs, packs_of.find_packs(path), extra or (), keys=None, unsigned=True)
    for decision in decisions.packs:
        typer.echo(f"decisions/{decision.id} {decision.version} ({decision.owner}; {decision.licence}; sha256 {decision.sha256[:16]}; {f'signature of {decision.signed_by}' if decision.signed_by else 'unsigned'})")
        for one in decision.rules:
            typer.echo(f"  {one.says:<8}{one.id:<28}{one.owner} ({one.level})")
    for organisation in packs.organisations.values():
        typer.echo(f"{organisation.id}: {organisation.kind}, {organisation.peer}; {', '.join(organisation.services)}")


@app.command()
def purposes(path: Folder = None, extra: Extra = None, language: Annotated[str, typer.Option("--language", help="fi, sv or en.")] = "en") -> None:
    """List what facts are used for: basis, owner, who may, how long, and in words."""
    from luukku.explain import Texts, purpose_sentences

    said = next((one for one in LANGUAGES if one == language), None)
    if said is None:
        raise BadInput(option="--language", expected=", ".join(LANGUAGES))
    packs = packs_of.load(packs_of.find_packs(path), extra or ())
    texts = Texts(packs)
    for purpose in packs.purposes.values():
        special = f", {purpose.special}" if purpose.special else ""
        typer.echo(f"{purpose.id} ({purpose.basis}{special}; {purpose.dpv}; {purpose.owner}; {', '.join(purpose.who)}; {purpose.retention})")
        typer.echo(f"  {purpose_sentences(texts, said, purpose)}")


@app.command()
def key(name: Annotated[str, typer.Argument(help="Whose key it is, without blanks.")], file: Annotated[Path, typer.Argument(help="New file for the secret half.")]) -> None:
    """Make a key to sign rule packs with. Prints its public half, for the setting `rules.keys`."""
    secret, public = packs_of.new_key(name)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w", encoding="utf-8") as held:
            held.write(secret)
    except OSError as error:
        raise BadInput(option="FILE", file=str(file), why=error.strerror or "cannot be written") from error
    typer.echo(public)


@app.command()
def sign(
    folder: Annotated[Path, typer.Argument(help="Folder of one rule pack, rules/<name>.")], key: Annotated[Path, typer.Option("--key", help="Secret half, as `luukku pack key` wrote it.")]
) -> None:
    """Sign a rule pack as it lies there now. Whatever is changed in it later needs a new signature."""
    pack = packs_of.read_head(folder)
    (folder / "signature").write_text(packs_of.sign(pack, key), encoding="utf-8")
    typer.echo(f"{pack.id} {pack.version}, sha256 {pack.sha256[:16]}")


@app.command()
def stale(path: Folder = None, today: Today = None, extra: Extra = None) -> None:
    """List the sources that must be read again, oldest first."""
    found = packs_of.stale(packs_of.load(packs_of.find_packs(path), extra or ()), day(today) or date.today())
    for one in found:
        typer.echo(f"{one.source.review_by} {one.pack}/{one.source.id} {one.source.address} (rests on it: {', '.join(one.services)})")
    typer.echo(f"{_count(len(found), 'source')} to be read again" if found else "Every source is fresh.")
    if found:
        raise typer.Exit(CHECK_FAILED)


def _rehearse(path: Path | None, stories: list[Story]) -> list[list[dict[str, object]]]:
    """One result for each turn of each story: see `packs.stories.compare` for its keys."""
    from luukku.app import rehearse

    return rehearse(path, stories)


def _tell_story(story: Story, results: list[dict[str, object]]) -> bool:
    """Prints what differs; True when anything does."""
    problems = []
    for turn, result in zip(story.turns, results, strict=False):
        problems += [f"{turn.where.file}:{turn.where.line}: “{turn.say}”: {what}" for what in compare(result, turn.expect)]
    if len(results) != len(story.turns):
        problems.append(f"{story.id}: {len(story.turns)} turns were said, {len(results)} were answered")
    typer.echo(f"{'failed' if problems else 'kept':<8}{story.id} ({story.language}, {_count(len(story.turns), 'turn')})")
    for problem in problems:
        typer.echo(f"  {problem}")
    return bool(problems)


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
