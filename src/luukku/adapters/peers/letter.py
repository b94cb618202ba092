"""The letter that a human clerk reads: one plain HTML page, without script, everything escaped.

Its words come from a callable `label(kind, id)`, because adapters know no texts. Kinds and ids:
"organisation" (its id) · "service" (its id) · "fact" ("<service>/<name>") · "value" ("<service>/mother.work=employed") ·
"letter" (`title lead share task service facts fact value ask how done asks refused example-text until`, and
`erased-title erased-lead erased-shares erased-until undone-title undone-lead undone-share undone-until`,
`<kind>-title <kind>-lead changed-facts changed-until`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from luukku.model.fact import Value

Label = Callable[[str, str], str]
LANGUAGE = "fi"
"""Of the letters; municipal clerks here are written to in Finnish."""

STYLE = "body{font:17px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}th,td{text-align:left;padding:.3rem 1rem .3rem 0;vertical-align:top}pre{white-space:pre-wrap}"


def letter(organisation: str, service: str, share: str, task: str, facts: Mapping[str, Value], may_ask: Sequence[str], label: Label) -> str:
    """The whole page. `task` is the share of the first letter in the same matter; equal to `share` in that one.

    `may_ask`: what the organisation may ask back; without any, the letter does not show how to ask.
    """

    def say(id: str) -> str:
        return escape(label("letter", id))

    rows = "".join(
        f"<tr><th scope=row>{escape(label('fact', f'{service}/{name}'))}</th><td>{escape(label('value', f'{service}/{name}={spell(value)}'))}</td></tr>\n"
        for name, value in facts.items()
    )
    earlier = f"<p>{say('task')} <code>{escape(task)}</code></p>\n" if task != share else ""
    statuses = ("done", "asks", "refused") if may_ask else ("done", "refused")
    replies = "".join(f"<p>{say(status)}</p>\n<pre>{escape(example(share, status, may_ask, label))}</pre>\n" for status in statuses)
    return _page(organisation, "title", "lead", label, f"""<h2>{say("service")}</h2>
<p>{escape(label("service", service))}</p>
<p>{say("share")} <code>{escape(share)}</code></p>
{earlier}<h2>{say("facts")}</h2>
<table>
<thead><tr><th scope=col>{say("fact")}</th><th scope=col>{say("value")}</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
<h2>{say("how")}</h2>
<p>{say("ask")} <code>in/{escape(share)}.json</code></p>
{replies}<p>{say("until")}</p>
""")


def erased_letter(organisation: str, shares: Sequence[str], label: Label) -> str:
    """That whoever these letters were about was erased: the letters' numbers, and nothing else of anybody."""
    numbers = "".join(f"<li><code>{escape(share)}</code></li>\n" for share in shares)
    return _page(organisation, "erased-title", "erased-lead", label, f"""<h2>{escape(label("letter", "erased-shares"))}</h2>
<ul>
{numbers}</ul>
<p>{escape(label("letter", "erased-until"))}</p>
""")


def changed_letter(organisation: str, kind: str, shares: Sequence[str], facts: Sequence[str], label: Label) -> str:
    """That the sender contests facts, that this was weighed, or that they are not right any more: names and numbers, no value."""
    numbers = "".join(f"<li><code>{escape(share)}</code></li>\n" for share in shares)
    names = "".join(f"<li><code>{escape(name)}</code></li>\n" for name in facts)
    return _page(organisation, f"{kind}-title", f"{kind}-lead", label, f"""<h2>{escape(label("letter", "changed-facts"))}</h2>
<ul>
{names}</ul>
<h2>{escape(label("letter", "erased-shares"))}</h2>
<ul>
{numbers}</ul>
<p>{escape(label("letter", "changed-until"))}</p>
""")


def undone_letter(organisation: str, share: str, label: Label) -> str:
    """That what a letter asked for is undone: its number, and nothing of anybody."""
    return _page(organisation, "undone-title", "undone-lead", label, f"""<h2>{escape(label("letter", "undone-share"))}</h2>
<p><code>{escape(share)}</code></p>
<p>{escape(label("letter", "undone-until"))}</p>
""")


def _page(organisation: str, title: str, lead: str, label: Label, rest: str) -> str:
    head, first = escape(label("letter", title)), escape(label("letter", lead))
    return f"""<!doctype html>
<html lang="{LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{head}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{head}</h1>
<p>{escape(label("organisation", organisation))}</p>
<p>{first}</p>
{rest}</body>
</html>
"""


def spell(value: Value) -> str:
    """A value as the id of its label: bools as "true" and "false"."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def example(share: str, status: str, may_ask: Sequence[str], label: Label) -> str:
    """A reply file as the clerk may copy it."""
    reply: dict[str, object] = {"share": share, "status": status}
    if status == "asks":
        reply["needs"] = list(may_ask[:1])
    if status == "refused":
        reply["reason"] = "not-ours"
    if status != "asks":
        reply["text"] = label("letter", "example-text")
    return json.dumps(reply, ensure_ascii=False)
