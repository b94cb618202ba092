"""The practice identity provider's page: three made-up persons, in Finnish, Swedish or English."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

PERSONS = {"aino": "Aino Harjoitus", "matti": "Matti Harjoitus", "maija": "Maija Harjoitus"}
TEXTS = {
    "fi": {
        "title": "Harjoitustunnistus",
        "lead": "Tämä ei ole oikea tunnistus. Henkilöt ovat keksittyjä, eikä mitään tarkisteta. Valitse, kuka olet harjoituksessa.",
        "as": "Jatka henkilönä {name}",
        "cancel": "Keskeytä ja palaa",
        "refused": "Tätä tunnistuspyyntöä ei voi ottaa vastaan. Palaa sivulle, jolta tulit, ja yritä uudelleen.",
    },
    "sv": {
        "title": "Övningsidentifiering",
        "lead": "Det här är ingen riktig identifiering. Personerna är påhittade och ingenting kontrolleras. Välj vem du är i övningen.",
        "as": "Fortsätt som {name}",
        "cancel": "Avbryt och gå tillbaka",
        "refused": "Den här begäran kan inte tas emot. Gå tillbaka till sidan du kom från och försök igen.",
    },
    "en": {
        "title": "Practice sign-in",
        "lead": "This is not a real sign-in. The persons are made up and nothing is checked. Choose who you are in this practice.",
        "as": "Go on as {name}",
        "cancel": "Stop and go back",
        "refused": "This sign-in request cannot be taken. Go back to the page that you came from and try again.",
    },
}
STYLE = """
body{font:17px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#16231f;background:#fff}
h1{font-size:1.6rem;overflow-wrap:anywhere}
strong{display:block;border:2px solid #9a1b1b;padding:.75rem 1rem;font-weight:600}
ul{list-style:none;padding:0}
li a{display:block;padding:.75rem 1rem;margin:.75rem 0;border:1px solid #6b7b73;border-radius:6px}
a{color:#12523f}
"""


def page(languages: Sequence[str], asked: list[tuple[str, str]]) -> str:
    """Links that go on by GET, with everything that was asked and the person chosen."""
    language, texts = _texts(languages)

    def link(person: str) -> str:
        return escape("/authorise?" + urlencode([*asked, ("person", person)]))

    names = "".join(f'<li><a href="{link(id)}">{escape(texts["as"].format(name=name))}</a></li>\n' for id, name in PERSONS.items())
    return _whole(language, texts["title"], f'<p><strong>{texts["lead"]}</strong></p>\n<ul>\n{names}</ul>\n<p><a href="{link("nobody")}">{texts["cancel"]}</a></p>')


def refusal(languages: Sequence[str]) -> str:
    """Shown instead of a redirect: nobody is sent to an address that the client did not register."""
    language, texts = _texts(languages)
    return _whole(language, texts["title"], f"<p>{texts['refused']}</p>")


def _texts(languages: Sequence[str]) -> tuple[str, dict[str, str]]:
    language = next((word[:2] for word in languages if word[:2] in TEXTS), "fi")
    return language, TEXTS[language]


def _whole(language: str, title: str, content: str) -> str:
    return f"""<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""
