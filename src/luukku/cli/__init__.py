"""The command line: luukku serve, say, demo, pack, log and more."""

from __future__ import annotations


def main() -> None:
    """Entry point of `luukku`. What it needs is imported when it runs."""
    from luukku import logs
    from luukku.cli.commands import run

    logs.catch_strays()
    run()
