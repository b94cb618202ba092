"""Answers as plain texts with buttons, for channels that show nothing else: the same words as on the pages, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from luukku.explain import Texts
from luukku.model.ids import Language

Json = Mapping[str, Any]
Message = dict[str, Any]
"""{"text"} and, where there is something to choose, {"buttons": [{"title", "payload"}]}."""
SHORT = 8
"""So many signs of an id are enough among one customer's own; some channels allow 64 bytes a button."""
ENTRIES = 10
CONTENT = 16
"""Signs of a content's hash that a yes must name."""


def message(text: str, *buttons: tuple[str, str]) -> Message:
    """One text; `buttons` as (title, payload)."""
    found: Message = {"text": text}
    if buttons:
        found["buttons"] = [{"title": title, "payload": payload} for title, payload in buttons]
    return found


def answer(texts: Texts, reply: Json, before: Sequence[str] = (), *, seen: Collection[str] = ()) -> list[Message]:
    """A whole reply: numbers for somebody in danger, then `before` (the disclosure), the words, what was understood and is
    not confirmed yet, who answers, and the question or the card. `seen`: ids of cards that were told already; they come
    as buttons only, as nothing here can be folded away."""
    language: Language = reply["language"]
    found = numbers(reply["numbers"])
    found += [message(line) for line in (*before, *reply["paragraphs"])]
    found += _passage(reply)
    found += [message(_understood(texts, language, one)) for one in reply["understood"] if not one["confirmed"]]
    found += own_rules(texts, language, reply.get("own_rules") or ())
    if reply.get("approves"):
        case, _, step = reply["approves"].partition("/")
        found.append(message(texts.say(language, "line-needs-approval"), (texts.say(language, "approve-open"), f"/approval:{case[:SHORT]}:{step}")))
    found += _human(reply)
    found += [message(note) for note in reply["notes"]]
    if reply["question"] is not None:
        options = [(option["text"], option["text"]) for option in reply["question"]["options"]]
        found.append(message(reply["question"]["text"], *options))
    elif reply["card"] is not None and reply["card"]["open"]:
        found += [buttons(texts, language, reply["card"])] if reply["card"]["id"] in seen else card(texts, language, reply["card"])
    return found


def own_rules(texts: Texts, language: Language, shown: Sequence[Json]) -> list[Message]:
    """Rules of the customer's own, one text each, with the button that undoes what was just done."""
    return [
        message(one["text"], (texts.say(language, "own-back"), f"/rule:{one['value']}") if one["gone"] else (texts.say(language, "own-undo"), f"/unrule:{one['name']}"))
        for one in shown
    ]  # fmt: skip


def approval(texts: Texts, language: Language, shown: Json) -> Message:
    """Exactly what goes, with the two answers to it."""
    lines = [shown["name"], shown["effect"], shown["what"], f"{texts.say(language, 'approve-who')}: {shown['who']}"]
    lines += [f"{label}: {value}" for label, value in shown["lines"]] or [texts.say(language, "approve-facts-none")]
    lines += [line for line in (shown["cost"], shown["back"]) if line]
    place = f"{shown['case'][:SHORT]}:{shown['step']}"
    yes = (texts.say(language, "approve-yes"), f"/approve:{place}:{shown['content'][:CONTENT]}")
    return message("\n".join(lines), (texts.say(language, "approve-no"), f"/withdraw:{place}"), yes)


def numbers(shown: Sequence[Json]) -> list[Message]:
    """Those that help now, one text each."""
    return [message(f"{one['number']} – {one['name']}. {one['line']}".strip()) for one in shown]


def _understood(texts: Texts, language: Language, one: Json) -> str:
    title = texts.say(language, "page-understood" if one["sure"] else "page-understood-ask")
    return "\n".join([f"{title}: {one['title']}", *(f"{line['label']}: {line['value']}" for line in one["lines"])])


def _passage(reply: Json) -> list[Message]:
    """What was found, quoted, and whose words it is in the same text."""
    found = reply.get("passage")
    return [message("\n".join([f"”{found['title']}: {found['text']}”", *found["label"]]))] if found else []


def _human(reply: Json) -> Iterator[Message]:
    """Who answers and until when; not twice, and not while an employee's own words say it."""
    human = reply["human"]
    if human is None or human["state"] == "phone":
        if reply["person"]:
            yield message(reply["person"])
        elif human is not None:
            yield message(human["line"])
    elif human["line"] not in reply["paragraphs"] and human["state"] != "held":
        yield message(human["line"], *([(human["button"], "/human")] if human["button"] else []))


def card(texts: Texts, language: Language, shown: Json) -> list[Message]:
    """A card: one text for each open row with its own buttons, what happens by law, and the price."""
    id = shown["id"][:SHORT]
    found = [message("\n".join(line for line in (shown["title"], shown["lead"]) if line))]
    for row in (*shown["allow"], *shown["request"]):
        if row["state"] == "open":
            found.append(message(_row(texts, language, row), *_choices(texts, language, row, id)))
    if shown["law"]:
        law = [f"{row['receiver']}: {row['service']}. {row['benefit']}" for row in shown["law"]]
        found.append(message("\n".join([texts.say(language, "page-part-law") + ":", *law])))
    price = "\n".join(line for line in (shown["price"], shown["keeps"]) if line)
    rest = [(shown["not_now"], f"/deny:*:{id}"), (shown["allow_rest"], f"/allow:*:{id}")] if shown["allow_rest"] else []
    return [*found, message(price, *rest)]


def buttons(texts: Texts, language: Language, shown: Json) -> Message:
    """A card that was told before: what still waits of it, and how to hear it all again."""
    id = shown["id"][:SHORT]
    found = [(texts.say(language, "page-terms"), f"/card:{id}")]
    for row in (*shown["allow"], *shown["request"]):
        if row["state"] == "open":
            found += _choices(texts, language, row, id, named=True)
    return message(shown["title"], *found)


def _row(texts: Texts, language: Language, row: Json) -> str:
    """All that the row's terms say: here nothing can be folded away."""
    terms = (("page-term-what", ", ".join(row["what"])), ("page-term-long", row["how_long"]), ("page-term-without", row["without"]))
    lines = [f"{texts.say(language, id)}: {words}" for id, words in terms if words]
    return "\n".join([f"{row['receiver']}: {row['service']}. {row['benefit']}", *([row["effect"]] if row["effect"] else []), *lines])


def _choices(texts: Texts, language: Language, row: Json, card: str, *, named: bool = False) -> list[tuple[str, str]]:
    """A row's buttons; `named`: they say of which row they are."""

    def title(what: str, plain: str) -> str:
        return texts.say(language, f"page-{what}-what", name=row["service"]) if named else texts.say(language, plain)

    if row["part"] == "request":
        return [(title("request", "page-request-send"), f"/send:{row['id']}:{card}")]
    return [(title(choice, f"page-{choice}"), f"/{choice}:{row['id']}:{card}") for choice in ("deny", "allow")]


def plan(texts: Texts, language: Language, shown: Json) -> Message:
    """One case's plan: each step with its state, and buttons for what can be done about it."""
    lines = [shown["title"], *(shown[part] for part in ("summary", "goal", "rule", "sign_in") if shown[part]), *shown["own_rules"]]
    buttons: list[tuple[str, str]] = []
    case = shown["case"][:SHORT]
    for part in ("told", "own", "law"):
        if shown[part]:
            lines.append(texts.say(language, f"page-plan-{part}") + ":")
        for step in shown[part]:
            lines.append(_step(texts, language, step))
            buttons += [(title, f"/{what}:{case}:{step['id']}") for title, what in _acts(texts, language, step, closed=shown["closed"])]
    if not shown["closed"]:
        buttons += [] if shown["at_hand"] else [(texts.say(language, "cases-take-up"), f"/case:{case}")]
        buttons += [(texts.say(language, "page-sign-in"), "/sign-in")] if shown["sign_in"] else []
        buttons.append((texts.say(language, "page-close"), f"/close:{case}"))
    return message("\n".join(lines), *buttons)


def _step(texts: Texts, language: Language, step: Json) -> str:
    who = f"{step['who']}: " if step["part"] != "own" else ""
    words = [f"{step['name']} – {step['word']}.", step["line"], step["deadline_text"] or ""]
    quote = f"{texts.say(language, 'page-step-quote', who=step['who'])} ”{step['quote']}”" if step["quote"] else ""
    return "• " + who + " ".join(part for part in (*words, quote) if part)


def _acts(texts: Texts, language: Language, step: Json, *, closed: bool) -> Iterator[tuple[str, str]]:
    def named(action: str) -> str:
        return texts.say(language, "page-withdraw-what", action=texts.say(language, action), name=step["name"])

    if step["needs_approval"]:
        yield texts.say(language, "approve-open-what", name=step["name"]), "approval"
    if step["undo_text"]:
        yield texts.say(language, "undo-what", name=step["name"]), "undo"
    if step["can_mark_done"]:
        yield texts.say(language, "page-step-done-what", name=step["name"]), "done"
    if step["can_withdraw"]:
        yield named("page-withdraw-allow" if step["part"] == "allow" else "page-withdraw-request"), "withdraw"
    if step["can_ask_again"] and not closed:
        yield named("page-again"), "again"


def known(texts: Texts, language: Language, shown: Json) -> list[Message]:
    """What is known, and the newest entries of who used it."""
    facts = [f"{fact['label']}: {fact['value']}" for fact in shown["facts"]] or [texts.say(language, "page-known-none")]
    closed = any(fact["closed"] for fact in shown["facts"])
    more = [(texts.say(language, "page-known-closed-show"), "/known:places")] if closed else []
    lines = [texts.say(language, "page-known-closed")] if closed else []
    found = [message("\n".join([texts.say(language, "page-known-heading") + ":", *facts, *lines]), *more)]
    if shown["notes"]:
        found.append(message("\n".join([texts.say(language, "page-known-notes") + ":", *shown["notes"]])))
    used = [f"{entry['n']}. {entry['when']}: {entry['what']}" for entry in shown["entries"][:ENTRIES]]
    found.append(message("\n".join([texts.say(language, "page-known-log") + ":", *(used or [texts.say(language, "page-known-log-none")]), shown["log_state"]])))
    return [*found, message(shown["kept"])]
