"""The practice wallet's page: who asks, for what, and of which made-up person it would be shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from luukku.sandbox.identity_page import PERSONS, STYLE

TEXTS = {
    "title": "Harjoituslompakko · Övningsplånbok · Practice wallet",
    "lead": "Tämä ei ole oikea lompakko. Henkilöt ovat keksittyjä. · Det här är ingen riktig plånbok. Personerna är påhittade. · This is not a real wallet. The persons are made up.",
    "asks": "Pyytää · Ber om · Asks for",
    "show": "Näytä · Visa · Show",
    "refuse": "En näytä · Jag visar inte · I will not show",
    "wrong": "Pyyntö ei kelpaa. · Begäran duger inte. · The request is not good.",
    "done": "Näytetty. · Visat. · Shown.",
    "refused": "Ei hyväksytty. · Godtogs inte. · Not accepted.",
}


def asked(verifier: str, claims: Sequence[str], hidden: dict[str, str]) -> str:
    """Nothing is sent by looking: each person is a form."""
    back = urlencode(hidden)
    rows = "".join(f"<li><code>{escape(one)}</code></li>" for one in claims)
    buttons = "".join(
        f'<form method="post" action="/show?{escape(back)}"><button name="person" value="{id}">{TEXTS["show"]}: {escape(name)}</button></form>'
        for id, name in (*PERSONS.items(),)
    )
    refuse = f'<form method="post" action="/show?{escape(back)}"><button name="person" value="">{TEXTS["refuse"]}</button></form>'
    return whole(f"<p><strong>{TEXTS['lead']}</strong></p><p>{escape(verifier)}</p><p>{TEXTS['asks']}:</p><ul>{rows}</ul>{buttons}{refuse}")


def whole(content: str) -> str:
    return f"""<!doctype html>
<html lang="fi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{TEXTS["title"]}</title>
<style>{STYLE}button{{font:inherit;padding:.75rem 1rem;margin:.4rem 0;width:100%}}</style></head>
<body><main><h1>{TEXTS["title"]}</h1>{content}</main></body>
</html>
"""
