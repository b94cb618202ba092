"""What the counter says, at a terminal: the same words and buttons as on the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

Json = Mapping[str, Any]
WIDEST = 96


def console(error: bool = False) -> Console:
    """Colours only where somebody looks (NO_COLOR and FORCE_COLOR are heeded); never wider than is good to read."""
    made = Console(stderr=error, highlight=False)
    if not made.is_terminal:
        return Console(stderr=error, highlight=False, width=WIDEST, color_system=None)
    return Console(stderr=error, highlight=False, width=min(made.width, WIDEST))


def words(text: str, reading: Json | None) -> Text:
    """The person's own words, with those underlined that show a fact or an event."""
    shown = Text(text)
    for found in [*(reading or {}).get("facts", ()), *(reading or {}).get("events", ())]:
        start = text.find(str(found["evidence"])) if found["evidence"] else -1
        if start >= 0:
            shown.stylize("underline bold", start, start + len(str(found["evidence"])))
    return shown


def answer(said: Json, cards: bool = True) -> RenderableType:
    """One answer of the API: words, what was understood, question or (unless it is known already) card."""
    reply = said["reply"]
    parts: list[RenderableType] = [Text(line) for line in reply["paragraphs"]]
    parts += [_passage(reply["passage"])] if reply.get("passage") else []
    parts += [_understood(one) for one in reply["understood"]]
    if reply["question"]:
        parts.append(_question(reply["question"]))
    if reply["card"] and cards:
        parts.append(card(reply["card"]))
    if reply["person"]:
        parts.append(Text(reply["person"]))
    parts += [Text(note, style="dim") for note in reply["notes"]]
    return Group(*parts)


def _passage(found: Json) -> RenderableType:
    return Panel(Group(Text(found["text"]), Text(" ".join(found["label"]), style="dim")), title=found["title"], title_align="left", border_style="blue", expand=False)


def _understood(one: Json) -> RenderableType:
    rows = Table.grid(padding=(0, 2))
    for line in one["lines"]:
        rows.add_row(Text(line["label"], style="dim"), Text(line["value"], style="bold"), Text(f"”{line['said']}”" if line["said"] else "", style="underline"))
    return Panel(rows, title=one["title"], title_align="left", border_style="green" if one["confirmed"] else "yellow", expand=False)


def _question(question: Json) -> RenderableType:
    options = "   ".join(f"[{option['text']}]" for option in question["options"])
    return Group(Text(question["text"], style="bold"), *([Text(options, style="cyan")] if options else []))


def card(shown: Json) -> RenderableType:
    """The permission card: three parts, its price and what is kept."""
    parts: list[RenderableType] = [Text(shown["lead"])] if shown["lead"] else []
    for part, mark in (("allow", "cyan"), ("request", "magenta"), ("law", "blue")):
        parts += [_row(row, mark) for row in shown[part]]
    parts.append(Text(shown["price"], style="bold"))
    if shown["keeps"]:
        parts.append(Text(shown["keeps"], style="dim"))
    return Panel(Group(*parts), title=shown["title"], title_align="left", border_style="cyan", expand=False)


def _row(row: Json, mark: str) -> RenderableType:
    head = Text.assemble((f"■ {row['service']}", f"bold {mark}"), f" · {row['receiver']}", (f"   {row['state_word']}" if row["state_word"] else "", "dim"))
    lines = [", ".join(row["what"]), row["benefit"], row["without"], row["how_long"]]
    return Group(head, *(Padding(Text(line), (0, 0, 0, 2)) for line in lines if line))


def plan(shown: Json) -> RenderableType:
    """A case's plan on one page: what organisations do with its state and their words, the rest with its deadline."""
    rows = Table.grid(padding=(0, 2), expand=True)
    rows.add_column(no_wrap=True)
    rows.add_column(ratio=1)
    rows.add_column(no_wrap=True, justify="right")
    for part in ("told", "own", "law"):
        for step in shown[part]:
            blocks = "" if step["blocks"] < 0 else "■" * step["blocks"] + "□" * (3 - step["blocks"])
            name = Text.assemble((step["name"], "bold" if part == "told" else ""), (f"  {step['who']}" if part != "own" else "", "dim"))
            lines = _lines(step, full=part == "told")
            rows.add_row(Text(blocks, style="green"), Group(name, *(Text(line, style="dim") for line in lines)), Text(step["word"], style="green" if part == "told" else "dim"))
    parts: list[RenderableType] = [Text(shown["summary"])] if shown["summary"] else []
    return Panel(Group(*parts, rows), title=shown["title"], title_align="left", border_style="green")


def _lines(step: Json, full: bool) -> Sequence[str]:
    deadline = " · ".join(part for part in (step["deadline_text"], step["days_text"], step["remind_text"]) if part)
    quote = f"”{step['quote']}”" if step["quote"] else ""
    return [line for line in (step["line"] if full else "", deadline, quote) if line]


STAGES = ("hear", "understand", "consent", "plan", "act", "explain", "handover", "record")


def stages(spent: Mapping[str, float], whole: float) -> Text:
    """The eight stages with milliseconds ("–": nothing to do in this turn), and what was waited for besides."""
    eight = " → ".join(f"{stage} {spent[stage]:.{int(spent[stage] < 10)}f}" if stage in spent else f"{stage} –" for stage in STAGES)
    beside = ", ".join(f"{stage} {ms:.0f}" for stage, ms in spent.items() if stage not in STAGES)
    return Text(f"  {eight}\n  {whole:.0f} ms in all" + (f", of it {beside}" if beside else ""), style="dim")


def trace(stages: Sequence[Json]) -> RenderableType:
    """Stages, milliseconds, and which line of which pack decided."""
    rows = Table(box=None, pad_edge=False, header_style="dim")
    rows.add_column("stage")
    rows.add_column("ms", justify="right")
    rows.add_column("decided by")
    for stage in stages:
        decided = "\n".join(f"{line['file']}{':' + str(line['line']) if line['line'] else ''}  {line['what']} {line['id']}".rstrip() for line in stage["decided"])
        rows.add_row(stage["stage"], "" if stage["ms"] is None else f"{stage['ms']:.1f}", Text(decided))
    return rows
