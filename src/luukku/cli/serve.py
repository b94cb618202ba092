"""`luukku serve`: the counter, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated, Any

import typer

from luukku.cli import options
from luukku.settings import Settings

logger = logging.getLogger("luukku.cli")


def command(
    data: options.Data = None,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on. [default: 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; 0 takes a free one. [default: 8100]")] = None,
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Start practice organisations, an identity provider and a clerk too.")] = False,
    config: options.Config = None,
    set: options.Set = None,
    today: options.Today = None,
) -> None:
    """Open the counter: pages, API, and the work that goes on meanwhile.

    Prints its address on stdout once people can come in. Ends with 3 when the port or the folder is taken.
    """
    given = {"data": data, "host": host, "port": port, "config": config}
    settings, day = options.load(given, set), options.day(today)
    from luukku.cli.practice import practice
    from luukku.interop import rest
    from luukku.web import server

    with ExitStack() as stack:
        if sandbox:
            logger.info("Starting practice organisations …")
            organisations = stack.enter_context(practice(settings.data.with_name(settings.data.name + "-sandbox"), settings.mailbox.folder))
            more = [f"{name}={value}" for name, value in organisations.settings.items()]
            settings = options.load(given, [*(set or ()), *more])
        opened = stack.enter_context(stops_quietly())
        _tell(settings)
        server.run(settings, rest.routes(), announce=opened, plan_date=day)
    logger.info("Closed.")


def _tell(settings: Settings) -> None:
    logger.info("Opening the counter over %s …", settings.data)


class Stop(KeyboardInterrupt):
    """A signal came before the counter was open."""


@contextmanager
def stops_quietly() -> Iterator[Any]:
    """Until the counter is open a signal ends the start; after that the server ends itself, and what it raises again
    at its end is let be. Gives the function that says "open" and prints the address."""
    open_now = False

    def opened(address: str) -> None:
        nonlocal open_now
        open_now = True
        print(address, flush=True)

    def ended(*_: object) -> None:
        if not open_now:
            raise Stop

    before = {number: signal.signal(number, ended) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield opened
    except Stop:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
