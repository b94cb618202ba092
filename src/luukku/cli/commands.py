"""All commands of `luukku`, by name. Only the one that is called is imported, so that --help is quick."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from luukku import logs

COMMANDS = {
    "serve": ("luukku.cli.serve", "Open the counter: pages, API, and the work that goes on meanwhile."),
    "say": ("luukku.cli.say", "Say something to the counter and see what it answers."),
    "demo": ("luukku.cli.demo", "See a person's words become a plan that organisations carry out."),
    "understand": ("luukku.cli.understand", "Read a text and show what was understood of it; nothing is kept."),
    "search": ("luukku.cli.search", "Look up what the packs say of something, with whose words they are."),
    "mask": ("luukku.cli.mask", "Mask what is personal in texts; nothing is kept."),
    "learn": ("luukku.cli.learn", "Learn from labelled texts which label fits a text."),
    "evaluate": ("luukku.cli.evaluate", "Measure what was learnt on texts that it has not seen."),
    "pack": ("luukku.cli.pack", "Check, test and list packs."),
    "log": ("luukku.cli.log", "Verify, show and prove the log."),
    "witness": ("luukku.cli.witness", "Witness the logs of other counters: cosign what only adds to what was signed."),
    "user": ("luukku.cli.user", "Add, list and switch off those who work at the desk."),
    "person": ("luukku.cli.person", "Erase a person who asks in another way than on the page."),
    "hold": ("luukku.cli.hold", "Set single records aside that a law keeps."),
    "rights": ("luukku.cli.rights", "List requests by right with their due days, extend and settle them."),
    "incident": ("luukku.cli.incident", "List incidents with their 72 hours, and whom one may concern."),
    "decision": ("luukku.cli.decision", "Make decisions by rules again, and see that they come out alike."),
    "authority": ("luukku.cli.authority", "Export what an authority asks for, in one signed file."),
    "backup": ("luukku.cli.backup", "Copy data, keys and the ledger of erasures, each in its own place."),
    "restore": ("luukku.cli.restore", "Put a backup back, without whoever was erased since."),
    "doctor": ("luukku.cli.doctor", "Look whether everything is as it should be, and say what is not."),
    "config": ("luukku.cli.config", "Show the settings and where each came from."),
}
"""name → (module with `app`, a Typer, or `command`, a function; help)."""


def make_app(called: str | None) -> typer.Typer:
    """The whole application, with `called` in full and the others by their help only."""
    app = typer.Typer(
        name="luukku", no_args_is_help=True, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
        help="One counter, told once: a person's words become a plan that organisations carry out.",
    )  # fmt: skip
    app.callback()(_version)
    for name, (module, help) in COMMANDS.items():
        if name != called:
            app.command(name, help=help)(_stub)
            continue
        held = import_module(module)
        if hasattr(held, "command"):
            app.command(name, help=help)(held.command)
        else:
            app.add_typer(held.app, name=name, help=help)
    return app


def run(arguments: list[str] | None = None) -> None:
    """Runs one command and leaves with its exit code: 0 fine, 1 failed, 2 wrong use, 3 configuration, 5 check failed."""
    arguments = sys.argv[1:] if arguments is None else arguments
    called = next((word for word in arguments if not word.startswith("-")), None)
    logs.begin(as_json=called == "serve" and not sys.stderr.isatty())
    try:
        make_app(called)(arguments)
    except Exception as error:  # noqa: BLE001  the last place that can say it in words
        from luukku.cli.trouble import tell, worded

        known = worded(error)
        tell(known)
        sys.exit(known.exit)


def _stub() -> None:
    """Stands for a command that was not called."""


def _print_version(wanted: bool) -> None:
    if wanted:
        from luukku import __version__

        typer.echo(__version__)
        raise typer.Exit


def _version(version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version.")) -> None:
    """Options before any command."""
