"""An organisation without an agent: letters out, reply files in, each taken once, nothing unreadable passed over."""

from __future__ import annotations

import asyncio
import html
import json
import os
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import explain, packs
from luukku.adapters.peers.mailbox import MailboxPeer, read_reply
from luukku.errors import BadAnswer, Unreached
from luukku.model.fact import Value
from luukku.model.ids import ShareId, new_id
from luukku.model.pack import Organisation, Where
from luukku.model.use import Outgoing, PeerAnswer
from luukku.sandbox import clerk
from tests.contracts.sandboxes import outgoing, running, until

FACTS: dict[str, Value] = {"event.date": "2026-11-20", "municipality": "Tampere", "parents.married": True}
ORGANISATION = Organisation(
    id="tampere-mailbox", kind="municipality", peer="mailbox", municipality="Tampere", services=("early-education",), may_ask=("child.sex",),
    where=Where(pack="sandbox", file="tampere.toml", line=1),
)  # fmt: skip
SERVICE = "early-education"


def label(kind: str, id: str) -> str:
    return f"[{kind} {id}]"


def peer_of(folder: Path) -> MailboxPeer:
    return MailboxPeer(ORGANISATION, folder, label)


def tell(folder: Path, message: Outgoing) -> PeerAnswer:
    return asyncio.run(peer_of(folder).tell(message))


def look(folder: Path, message: Outgoing) -> PeerAnswer:
    return asyncio.run(peer_of(folder).look(message.task or message.share, message.share))


def left(folder: Path) -> frozenset[ShareId]:
    return asyncio.run(peer_of(folder).left())


def told(folder: Path) -> Outgoing:
    message = outgoing(SERVICE, FACTS)
    assert tell(folder, message) == PeerAnswer(state="told", task=message.share)
    return message


def put(folder: Path, name: str, content: bytes | object, age: float = 0) -> Path:
    path = folder / "in" / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def aside(folder: Path) -> dict[str, str]:
    """What was put aside, by name, with its reason."""
    return {path.name: path.with_name(f"{path.name}.reason").read_text().strip() for path in (folder / "in" / "put-aside").iterdir() if path.suffix != ".reason"}


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(folder: Path, share: str) -> Page:
    page = Page()
    page.feed((folder / "out" / f"{share}.html").read_text())
    return page


def test_a_letter_holds_what_was_allowed_and_nothing_else(tmp_path: Path) -> None:
    message = told(tmp_path)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{message.share}.html", f"{message.share}.json"]
    content = json.loads((tmp_path / "out" / f"{message.share}.json").read_text())
    assert content["facts"] == FACTS
    assert set(content) == {"luukku", "service", "share", "assurance", "facts", "organisation", "task", "language"}
    page = page_of(tmp_path, message.share)
    for name, value in (("event.date", "2026-11-20"), ("municipality", "Tampere"), ("parents.married", "true")):
        assert f"[fact {message.service}/{name}]" in page.text and f"[value {message.service}/{name}={value}]" in page.text
    assert "[service early-education]" in page.text and f"in/{message.share}.json" in page.text


def test_a_letter_is_plain_html_whatever_the_facts_say(tmp_path: Path) -> None:
    message = outgoing(SERVICE, {"municipality": '<script src="//x"></script><img onerror=a()>"&'})
    tell(tmp_path, message)
    page = page_of(tmp_path, message.share)
    assert "script" not in page.tags and "img" not in page.tags
    assert "<script" in page.text


def examples(folder: Path, share: str) -> list[dict[str, Any]]:
    page = (folder / "out" / f"{share}.html").read_text()
    return [json.loads(html.unescape(piece.partition("</pre>")[0])) for piece in page.split("<pre>")[1:]]


def test_every_reply_that_the_letter_shows_can_be_taken(tmp_path: Path) -> None:
    share = told(tmp_path).share
    states = [read_reply("m", reply, share, share, frozenset(ORGANISATION.may_ask)).state for reply in examples(tmp_path, share)]
    assert states == ["done", "asks", "refused"]


def test_an_organisation_that_may_ask_nothing_is_not_told_how_to_ask(tmp_path: Path) -> None:
    message = outgoing(SERVICE, FACTS)
    asyncio.run(MailboxPeer(replace(ORGANISATION, may_ask=()), tmp_path, label).tell(message))
    assert [reply["status"] for reply in examples(tmp_path, message.share)] == ["done", "refused"]


def test_letters_are_for_the_counter_and_the_clerks_group_only(tmp_path: Path) -> None:
    message = told(tmp_path / "mailbox")
    for path in (tmp_path / "mailbox", tmp_path / "mailbox" / "out", tmp_path / "mailbox" / "out" / f"{message.share}.json"):
        assert path.stat().st_mode & 0o007 == 0


def test_telling_again_writes_nothing_new(tmp_path: Path) -> None:
    message = told(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert tell(tmp_path, message).state == "told"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before


def test_without_a_reply_it_is_told_and_no_more(tmp_path: Path) -> None:
    assert look(tmp_path, told(tmp_path)).state == "told"


def test_a_reply_closes_the_matter_and_is_taken_once(tmp_path: Path) -> None:
    message = told(tmp_path)
    clerk.answer(tmp_path, message.share, "done", text="Kiitos!\x07")
    answer = look(tmp_path, message)
    assert answer == PeerAnswer(state="done", task=message.share, text="Kiitos!")
    assert [path.name for path in (tmp_path / "in" / "done").iterdir()] == [f"{message.share}.json"]
    assert not (tmp_path / "in" / f"{message.share}.json").exists()
    assert look(tmp_path, message) == answer == tell(tmp_path, message)


def test_a_second_reply_is_put_aside_and_changes_nothing(tmp_path: Path) -> None:
    message = told(tmp_path)
    clerk.answer(tmp_path, message.share)
    assert look(tmp_path, message).state == "done"
    put(tmp_path, f"{message.share}.json", {"share": message.share, "status": "refused"}, age=6)
    assert look(tmp_path, message).state == "done"
    assert aside(tmp_path) == {f"{message.share}.json": "already-answered"}


def test_an_ask_back_is_answered_by_a_new_letter_in_the_same_matter(tmp_path: Path) -> None:
    first = told(tmp_path)
    clerk.answer(tmp_path, first.share, "asks", needs=["child.sex"])
    asked = look(tmp_path, first)
    assert (asked.state, asked.needs, asked.task) == ("asks", ("child.sex",), first.share)
    second = outgoing(SERVICE, {"child.sex": "girl"}, task=asked.task)
    assert tell(tmp_path, second).task == first.share
    assert first.share in page_of(tmp_path, second.share).text
    clerk.answer(tmp_path, second.share)
    assert look(tmp_path, second).state == "done"


def test_a_refusal_may_say_its_reason(tmp_path: Path) -> None:
    first, second = told(tmp_path), told(tmp_path)
    clerk.answer(tmp_path, first.share, "refused", reason="not-ours", text="Asia kuuluu Kangasalle.")
    clerk.answer(tmp_path, second.share, "refused")
    assert look(tmp_path, first) == PeerAnswer(state="refused", task=first.share, reason="not-ours", text="Asia kuuluu Kangasalle.")
    assert look(tmp_path, second).reason is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"share": "another"}, "share"),
        ({"share": None}, "share"),
        ({"status": "maybe"}, "status"),
        ({"status": ["done"]}, "status"),
        ({"text": "a" * 501}, "text"),
        ({"text": 5}, "text"),
        ({"status": "asks"}, "needs"),
        ({"status": "asks", "needs": ["income"]}, "needs-undeclared"),
        ({"status": "refused", "reason": "because"}, "reason"),
        ({"extra": 1}, "keys"),
    ],
)
def test_a_reply_that_cannot_be_taken_is_put_aside_with_its_reason(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    message = told(tmp_path)
    put(tmp_path, f"{message.share}.json", {"share": message.share, "status": "done", **changes})
    assert look(tmp_path, message).state == "told"
    assert aside(tmp_path) == {f"{message.share}.json": why}
    clerk.answer(tmp_path, message.share)
    assert look(tmp_path, message).state == "done"


@pytest.mark.parametrize("content", [b"", b'{"share": "', b"\xff\xfe", b"[" * 5000])
def test_an_unreadable_reply_gets_five_seconds(tmp_path: Path, content: bytes) -> None:
    message = told(tmp_path)
    put(tmp_path, f"{message.share}.json", content)
    assert look(tmp_path, message).state == "told"
    assert aside(tmp_path) == {}
    put(tmp_path, f"{message.share}.json", content, age=6)
    assert look(tmp_path, message).state == "told"
    assert aside(tmp_path) == {f"{message.share}.json": "json"}


def test_two_bad_replies_are_both_kept_aside(tmp_path: Path) -> None:
    message = told(tmp_path)
    for _ in range(2):
        put(tmp_path, f"{message.share}.json", {"share": "another"})
        look(tmp_path, message)
    assert aside(tmp_path) == {f"{message.share}.json": "share", f"{message.share}.1.json": "share"}


def test_links_pipes_folders_and_huge_files_are_no_replies(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    for make in (
        lambda path: path.symlink_to(secret),
        lambda path: os.mkfifo(path),
        lambda path: path.mkdir(),
        lambda path: path.write_bytes(b" " * 70_000),
    ):
        message = told(tmp_path)
        make(tmp_path / "in" / f"{message.share}.json")
        assert look(tmp_path, message).state == "told"
        assert aside(tmp_path)[f"{message.share}.json"] == "no-ordinary-file"
    assert secret.exists()


def test_a_reply_to_no_letter_is_put_aside_but_a_file_being_written_is_left(tmp_path: Path) -> None:
    message, other = told(tmp_path), told(tmp_path)
    put(tmp_path, "vastaus.docx", b"hei", age=6)
    put(tmp_path, "fresh.json", b"{}")
    put(tmp_path, ".hidden.json", b"{}", age=6)
    put(tmp_path, "x.json.part", b"{}", age=6)
    waits = put(tmp_path, f"{other.share}.json", {"share": other.share, "status": "done"}, age=6)
    assert look(tmp_path, message).state == "told"
    assert aside(tmp_path) == {"vastaus.docx": "no-such-letter"}
    assert waits.exists()


def test_closing_removes_the_letter_and_a_late_reply_is_put_aside(tmp_path: Path) -> None:
    message, other = told(tmp_path), told(tmp_path)
    asyncio.run(peer_of(tmp_path).close(message.share))
    asyncio.run(peer_of(tmp_path).close(message.share))
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == [other.share, other.share]
    put(tmp_path, f"{message.share}.json", {"share": message.share, "status": "done"}, age=6)
    look(tmp_path, other)
    assert aside(tmp_path) == {f"{message.share}.json": "no-such-letter"}


def test_closing_takes_the_taken_reply_and_half_written_letters_along(tmp_path: Path) -> None:
    message, other = told(tmp_path), told(tmp_path)
    clerk.answer(tmp_path, message.share, text="Soitan perheelle.")
    assert look(tmp_path, message).state == "done"
    (tmp_path / "out" / f".{message.share}.html.part").write_text("Tampere")
    assert left(tmp_path) == {message.share, other.share}
    asyncio.run(peer_of(tmp_path).close(message.share))
    assert left(tmp_path) == {other.share}
    assert sorted(path.stem for path in tmp_path.rglob("*") if path.is_file()) == [other.share, other.share]


def test_what_was_put_aside_is_left_for_a_clerk_to_look_at_and_then_goes_with_its_letter(tmp_path: Path) -> None:
    message = told(tmp_path)
    for _ in range(2):
        put(tmp_path, f"{message.share}.json", {"share": "another", "text": "Soitan perheelle."})
        look(tmp_path, message)
    asyncio.run(peer_of(tmp_path).close(message.share))
    assert len(aside(tmp_path)) == 2 and left(tmp_path) == frozenset()
    old = time.time() - 15 * 24 * 3600
    for path in (tmp_path / "in" / "put-aside").iterdir():
        os.utime(path, (old, old))
    assert left(tmp_path) == {message.share}
    asyncio.run(peer_of(tmp_path).close(message.share))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_lies_in_a_folder_that_is_not_there_is_nothing_and_in_one_that_cannot_be_read_is_unreached(tmp_path: Path) -> None:
    assert left(tmp_path / "nowhere") == frozenset()
    asyncio.run(peer_of(tmp_path / "nowhere").close(ShareId("s")))
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(Unreached):
        left(blocked)
    with pytest.raises(Unreached):
        asyncio.run(peer_of(blocked).close(ShareId("s")))


def test_foreign_files_are_no_shares_of_anybody(tmp_path: Path) -> None:
    message = told(tmp_path)
    for name in ("README", "notes.txt", "..json", "a b.json", "ä.json"):
        (tmp_path / "out" / name).write_text("")
    assert left(tmp_path) == {message.share}


def test_a_crash_between_letter_and_json_is_mended_by_telling_again(tmp_path: Path) -> None:
    message = told(tmp_path)
    (tmp_path / "out" / f"{message.share}.json").unlink()
    assert tell(tmp_path, message).state == "told"
    assert (tmp_path / "out" / f"{message.share}.json").exists()


def test_a_folder_that_is_away_is_unreached(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    message = outgoing(SERVICE, FACTS)
    for work in (tell, look):
        with pytest.raises(Unreached):
            work(blocked, message)
    with pytest.raises(Unreached):
        look(tmp_path / "nowhere", message)


@pytest.mark.parametrize("share", ["../x", "", "a/b", "a" * 65, "ä", "a\n"])
def test_a_share_is_never_a_path(tmp_path: Path, share: str) -> None:
    with pytest.raises(BadAnswer):
        asyncio.run(peer_of(tmp_path).look("t", ShareId(share)))


def test_the_practice_clerk_answers_in_a_process_of_their_own(tmp_path: Path) -> None:
    message = told(tmp_path)
    with running("clerk", "--folder", str(tmp_path), "--after", "0"):
        until(lambda: look(tmp_path, message).state == "done")
    answer = look(tmp_path, message)
    assert answer.text is not None and answer.text.startswith("Kiitos")


def test_the_practice_clerk_writes_in_every_language_within_the_limit() -> None:
    assert all(set(texts) == {"fi", "sv", "en"} and all(0 < len(text) <= 500 for text in texts.values()) for texts in clerk.TEXTS.values())


anything = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=10), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3))
replies = st.fixed_dictionaries(
    {"share": st.just("s") | anything, "status": st.sampled_from(["done", "refused", "asks"]) | anything},
    optional={"needs": st.lists(st.just("child.sex") | anything, max_size=2) | anything, "text": st.text(max_size=30) | anything, "reason": st.just("closed") | anything},
)


@settings(max_examples=200, deadline=None)
@given(replies | anything)
def test_whatever_a_reply_file_says_it_is_typed_or_put_aside(reply: Any) -> None:
    try:
        answer = read_reply("m", reply, "t", "s", frozenset({"child.sex"}))
    except BadAnswer:
        return
    assert answer.state in ("done", "refused", "asks") and answer.task == "t"
    assert set(answer.needs) <= {"child.sex"}


def test_ids_of_shares_fit_the_mailbox() -> None:
    assert all(len(new_id()) == 32 for _ in range(3))


def test_a_letter_has_all_its_words_in_the_packs(tmp_path: Path) -> None:
    loaded = packs.load(packs.find_packs())
    texts = explain.Texts(loaded)
    message = outgoing(SERVICE, FACTS)
    asyncio.run(MailboxPeer(ORGANISATION, tmp_path, lambda kind, id: explain.label(texts, kind, id)).tell(message))
    text = page_of(tmp_path, message.share).text
    assert "Tampere" in text and "20.11.2026" in text
    assert not [word for word in (*FACTS, "early-education", "2026-11-20") if word in text]
