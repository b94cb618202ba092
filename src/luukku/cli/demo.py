"""`luukku demo`: a person's words become a plan that organisations carry out, at the terminal."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from luukku.cli import options
from luukku.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from luukku.cli.practice import Practice
    from luukku.cli.story import Person
    from luukku.flow.counter import Counter

SETTLES_WITHIN = 30.0
SETTLED = ("done", "refused", "own", "by-law", "denied", "ended", "offered")
"""States of steps after which nothing more happens by itself today."""


def command(
    keep: Annotated[str | None, typer.Option("--keep", metavar="DIR", help="Keep everything in this new folder. [default: a temporary one, removed at the end]")] = None,
    today: options.Today = None,
    language: Annotated[str, typer.Option("--language", help="fi, sv or en.")] = "fi",
    no_input: Annotated[bool, typer.Option("--no-input", help="Stop at the end instead of leaving the counter open.")] = False,
) -> None:
    """See a person's words become a plan that organisations carry out.

    No network and no account: the organisations are practice ones, started beside the counter on free ports.
    Without a terminal it ends by itself; at a terminal it leaves the counter open until Ctrl-C.
    """
    if language not in ("fi", "sv", "en"):
        raise BadInput(option="--language", expected="fi, sv or en")
    day, stay = options.day(today), sys.stdout.isatty() and sys.stdin.isatty() and not no_input
    from luukku.cli import show

    out = show.console()
    out.print("[bold]Luukku[/] – one counter, told once. Opening it, and practice organisations beside it …", style="green")
    with ExitStack() as stack:
        stack.enter_context(_ends_on_signal())
        folder = stack.enter_context(_folder(keep))
        from luukku.cli.practice import practice

        organisations = stack.enter_context(practice(folder / "practice", folder / "mailbox", finish_after=1.0, clerk_after=3.0))
        with suppress(KeyboardInterrupt):
            asyncio.run(_demo(out, folder, organisations, language, day, stay))
    out.print(f"Everything is kept in {keep}." if keep else "Everything was practice; the folder is removed.", style="dim")


@contextmanager
def _folder(keep: str | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="luukku-demo-") as temporary:
            yield Path(temporary)
        return
    folder = Path(keep).absolute()
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(option="--keep", why="that folder is not empty", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    yield folder


@contextmanager
def _ends_on_signal() -> Iterator[None]:
    """SIGTERM ends the demo as Ctrl-C does: in order, with the organisations stopped and the folder removed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


async def _demo(out: Console, folder: Path, organisations: Practice, language: str, day: date | None, stay: bool) -> None:
    from luukku.cli.story import LINES, Person

    settings = options.load({"data": str(folder / "data"), "language": language, "port": 0, **organisations.settings})
    from luukku import app

    async with AsyncExitStack() as stack:
        counter = await stack.enter_async_context(app.opened(settings, plan_date=day))
        address = await stack.enter_async_context(_served(counter))
        person = Person(address)
        stack.push_async_callback(person.aclose)
        await person.open(language)
        card = None
        for line in LINES[language]:
            card = (await _say(out, counter, person, line))["card"]
        if card is None:
            raise BadInput(why="the conversation did not come to a card")
        await _organisations(out, person, card, organisations)
        await _verify(out, counter, person)
        if stay:
            await _stay(out, address)


@asynccontextmanager
async def _served(counter: Counter) -> AsyncIterator[str]:
    """Pages and API of this counter on a free port, while it lasts. Its address."""
    import uvicorn

    from luukku.web import server

    listening = server.bind("127.0.0.1", 0)
    app = server.make_app(counter)
    uv = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=2))
    with _no_signals(uv):
        serving = asyncio.create_task(uv.serve(sockets=[listening]))
        while not uv.started and not serving.done():
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            app.state.stopping.set()
            uv.should_exit = True
            await serving
            listening.close()


@contextmanager
def _no_signals(uv: Any) -> Iterator[None]:
    """Ctrl-C belongs to the demo, which then stops its server itself."""

    @contextmanager
    def nothing() -> Iterator[None]:
        yield

    uv.capture_signals = nothing
    yield


async def _say(out: Console, counter: Counter, person: Person, line: str) -> dict[str, Any]:
    """One message: her words with what was read underlined, the stages with milliseconds, the answer."""
    from luukku.cli import show

    stages: dict[str, float] = {}
    counter.stages = lambda stage, ms: stages.__setitem__(stage, stages.get(stage, 0.0) + ms)
    began = time.perf_counter()
    answer = await person.say(line)
    whole = (time.perf_counter() - began) * 1000
    counter.stages = None
    out.print()
    out.print("► ", show.words(line, answer["reading"]), style="bold magenta", sep="")
    out.print(show.stages(stages, whole), soft_wrap=True)
    out.print(show.answer(answer))
    return answer


async def _organisations(out: Console, person: Person, card: dict[str, Any], organisations: Practice) -> None:
    """She allows and sends; signs in when asked; the organisations answer."""
    from luukku.cli import show

    out.print()
    chosen = [row["service"] for row in (*card["allow"], *card["request"])]
    out.print("► " + "  ".join(f"✓ {service}" for service in chosen), style="bold magenta", markup=False)
    answered = await person.answer_card(card)
    if answered.get("reply"):
        out.print(show.answer(answered, cards=False))
    for plan in await person.plans():
        if plan["sign_in"]:
            out.print(plan["sign_in"], style="bold")
            visited = await person.sign_in()
            out.print("► " + " → ".join(visited), style="magenta", soft_wrap=True)
    await _settle(out, person, organisations)


async def _settle(out: Console, person: Person, organisations: Practice) -> None:
    """Prints each change of a step as it comes, and the letter to the municipality, until nothing moves any more."""
    from luukku.cli import show

    words: dict[str, str] = {}
    letters: set[Path] = set()
    until = time.monotonic() + SETTLES_WITHIN
    while time.monotonic() < until:
        plans = await person.plans()
        steps = [step for plan in plans for step in plan["told"]]
        for step in steps:
            if words.get(step["id"]) != step["word"]:
                words[step["id"]] = step["word"]
                out.print(f"  {'■' * max(step['blocks'], 0):<3} {step['who']}: {step['name']} – {step['word']}", markup=False)
        for letter in set((organisations.mailbox / "out").glob("*.json")) - letters:
            letters.add(letter)
            _show_letter(out, letter)
        if steps and all(step["state"] in SETTLED for step in steps):
            break
        await asyncio.sleep(0.2)
    for plan in await person.plans():
        out.print(show.plan(plan))


def _show_letter(out: Console, letter: Path) -> None:
    with suppress(FileNotFoundError, ValueError):
        said: Mapping[str, Any] = json.loads(letter.read_text())
        out.print(f"  ✉ a letter for a clerk, {letter.with_suffix('.html').name}: {said.get('service', '')} {json.dumps(said.get('facts', {}), ensure_ascii=False)}", style="cyan", markup=False, soft_wrap=True)


async def _verify(out: Console, counter: Counter, person: Person) -> None:
    known = await person.log()
    out.print()
    for entry in sorted(known["entries"], key=lambda one: int(one["n"])):
        out.print(f"  {entry['n']:>2}  {entry['who']}: {entry['what']}", style="dim", markup=False, soft_wrap=True)
    verified = await counter.log.verify()
    out.print(f"log verified: {verified['entries']} entries, root {str(verified['root'])[:16]}…", style="bold green")


async def _stay(out: Console, address: str) -> None:
    out.print()
    out.print(f"The counter stays open: [bold]{address}[/]   (Ctrl-C ends it)")
    await asyncio.Event().wait()
