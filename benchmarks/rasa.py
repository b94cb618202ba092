"""The same talk through the same door at two programs: ours, and a small Rasa 3.6 bot, both by the REST form of Rasa.

`LUUKKU_BENCH_RASA` names a Python 3.10 that has rasa (`python3.10 -m venv V && V/bin/pip install rasa==3.6.21`). Without it
only ours is measured and the reason is said. Each customer sends the next message when the last was answered.

What the two do for an answer is not the same: the bot classifies an intent and says a fixed sentence; ours keeps every
message durably, reads facts, plans, and writes the log.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import Row, p, show  # noqa: E402  the path comes first when this file is run by its name
from benchmarks.wire import Line, free_port, resident, server, until_open  # noqa: E402  the same

NAMED_BY = "LUUKKU_BENCH_RASA"
SECONDS, SHORT = 20.0, 6.0
CUSTOMERS = (1, 32)
TALK = ("Hello", "Our son was born yesterday", "We live in Tampere", "no, it was a girl", "She works for a company", "thank you", "Could I talk to a person?", "bye")
TOKEN = "a-secret-for-measuring-only"
OPENS_WITHIN, TRAINS_WITHIN = 180.0, 900.0

# A bot of its own words, as large as the one that Rasa starts people with: seven intents, its default pipeline and policies.
INTENTS: Mapping[str, tuple[str, ...]] = {
    "greet": ("hello", "hi there", "good morning", "hey", "good evening", "hi", "hello there", "morning"),
    "leave": ("bye", "goodbye", "see you later", "that was all", "have a nice day", "until tomorrow", "bye bye"),
    "agree": ("yes", "that is right", "of course", "correct", "yes please", "indeed", "sure", "exactly"),
    "disagree": ("no", "not at all", "that is wrong", "no thank you", "never", "I do not think so", "rather not"),
    "birth": ("we had a baby", "our daughter was born", "a child was born to us yesterday", "our son was born today", "there is a newborn in the family", "I gave birth last week"),
    "death": ("my father died", "my husband passed away", "we lost our mother", "my wife died last week", "there has been a death in our family"),
    "human": ("could I talk to a person", "are you a machine", "I want a human", "is this a robot", "am I talking to a bot", "get me somebody from the staff"),
}
SAYS = {
    "greet": "Hello. What has happened?", "leave": "Goodbye, and come back any time.", "agree": "Good, noted.", "disagree": "All right, I will not.",
    "birth": "Congratulations to all of you.", "death": "I am sorry for your loss.", "human": "I am a machine; somebody will call you.",
}  # fmt: skip
CONFIG = """recipe: default.v1
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}
  - {name: DIETClassifier, epochs: 100, constrain_similarities: true}
  - name: EntitySynonymMapper
  - {name: ResponseSelector, epochs: 100, constrain_similarities: true}
  - {name: FallbackClassifier, threshold: 0.3, ambiguity_threshold: 0.1}
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - {name: UnexpecTEDIntentPolicy, max_history: 5, epochs: 100}
  - {name: TEDPolicy, max_history: 5, epochs: 100, constrain_similarities: true}
"""


async def measure(folder: Path, seconds: float = SHORT) -> list[Row]:
    rows: list[Row] = []
    (folder / "ours").mkdir(exist_ok=True)
    began = time.perf_counter()
    with server(folder / "ours", f"rest.token={TOKEN}", "limits.burst=1000", "limits.openings=1000000") as (address, pid):
        opened = time.perf_counter() - began
        headers = {"authorization": f"Bearer {TOKEN}"}
        for customers in CUSTOMERS:
            rows.append(_row("luukku", customers, await _talk(address, customers, seconds, headers)))
        rows.append(Row(name="luukku: opens / resident", value=f"{opened:.1f} s / {resident(pid):.0f} MB"))
    python = os.environ.get(NAMED_BY, "")
    if not python:
        return [*rows, Row(name="rasa", value="skipped", baseline=f"{NAMED_BY} names no Python with rasa")]
    try:
        return rows + await _of_rasa(python, folder / "bot", seconds)
    except (OSError, RuntimeError, subprocess.SubprocessError, TimeoutError) as error:
        return [*rows, Row(name="rasa", value="skipped", baseline=f"{type(error).__name__}: {str(error)[-300:]}")]


async def _of_rasa(python: str, folder: Path, seconds: float) -> list[Row]:
    write_bot(folder)
    began = time.perf_counter()
    _run(python, folder, "train", "--fixed-model-name", "bot")
    trained = time.perf_counter() - began
    port, rows = free_port(), list[Row]()
    with _bot(python, folder, port) as pid:
        address = f"http://127.0.0.1:{port}"
        opened = await until_open(address, "/webhooks/rest/", OPENS_WITHIN)
        for customers in CUSTOMERS:
            rows.append(_row("rasa", customers, await _talk(address, customers, seconds, {})))
        rows.append(Row(name="rasa: opens / resident", value=f"{opened:.1f} s / {_family_resident(pid):.0f} MB", baseline=f"trained in {trained:.0f} s"))
    return rows


def write_bot(folder: Path) -> None:
    """A folder that `rasa train` takes."""
    (folder / "data").mkdir(parents=True)
    (folder / "config.yml").write_text(CONFIG)
    (folder / "credentials.yml").write_text("rest:\n")
    (folder / "endpoints.yml").write_text("{}\n")
    intents = "".join(f"  - {intent}\n" for intent in INTENTS)
    responses = "".join(f'  utter_{intent}:\n  - text: "{said}"\n' for intent, said in SAYS.items())
    session = "session_config:\n  session_expiration_time: 60\n  carry_over_slots_to_new_session: true\n"
    (folder / "domain.yml").write_text(f'version: "3.1"\nintents:\n{intents}responses:\n{responses}{session}')
    examples = "".join(f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts) for intent, texts in INTENTS.items())
    (folder / "data" / "nlu.yml").write_text(f'version: "3.1"\nnlu:\n{examples}')
    (folder / "data" / "stories.yml").write_text('version: "3.1"\nstories:\n' + "".join(_story(n, story) for n, story in enumerate((("greet", "birth", "agree", "leave"), ("greet", "death", "disagree", "leave"), ("birth", "leave"), ("death", "agree")))))
    (folder / "data" / "rules.yml").write_text('version: "3.1"\nrules:\n- rule: a human\n  steps:\n  - intent: human\n  - action: utter_human\n')


def _story(number: int, intents: Sequence[str]) -> str:
    return f"- story: path {number}\n  steps:\n" + "".join(f"  - intent: {intent}\n  - action: utter_{intent}\n" for intent in intents)


def _environment() -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def _run(python: str, folder: Path, *words: str) -> None:
    done = subprocess.run([python, "-m", "rasa", *words], cwd=folder, env=_environment(), capture_output=True, text=True, timeout=TRAINS_WITHIN, check=False)
    if done.returncode:
        raise RuntimeError(f"rasa {words[0]} ended with {done.returncode}: {done.stderr}")


@contextmanager
def _bot(python: str, folder: Path, port: int) -> Iterator[int]:
    with (folder / "run.log").open("a") as said:
        process = subprocess.Popen([python, "-m", "rasa", "run", "--port", str(port), "--interface", "127.0.0.1"], cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        yield process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        if process.poll() is None:
            process.kill()
            process.wait()


def _family_resident(pid: int) -> float:
    """MB of the process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return resident(pid) + sum(_family_resident(int(child)) for child in children)


async def _talk(address: str, customers: int, seconds: float, headers: Mapping[str, str]) -> list[float]:
    """Seconds of each answer; the first of each customer is not counted, as there is nothing to compare it with."""
    took: list[float] = []
    until = time.perf_counter() + seconds

    async def customer() -> None:
        line = await Line.open(address)
        first = True
        while time.perf_counter() < until:
            sender = uuid.uuid4().hex
            for text in TALK:
                began = time.perf_counter()
                status, said = await line.ask("POST", "/webhooks/rest/webhook", {"sender": sender, "message": text}, headers)
                if status != 200 or not isinstance(said, list):
                    raise RuntimeError(f"answered {status}")
                if not first:
                    took.append(time.perf_counter() - began)
                first = False
                if time.perf_counter() >= until:
                    break
        line.close()

    await asyncio.gather(*(customer() for _ in range(customers)))
    return took


def _row(who: str, customers: int, took: Sequence[float]) -> Row:
    total: Any = sum(took)
    rate = len(took) / (total / customers)
    return Row(name=f"{who}: {customers} at a time", value=f"{rate:.1f} turns/s", baseline=f"p50 {p(took, 50) * 1000:.0f} ms, p99 {p(took, 99) * 1000:.0f} ms, {len(took)} turns")


def main() -> int:
    parser = argparse.ArgumentParser(description="Ours and a Rasa bot by the same REST form.")
    parser.add_argument("--full", action="store_true", help=f"{SECONDS:.0f} seconds each instead of {SHORT:.0f}")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luukku-rasa-") as place:
        show(asyncio.run(measure(Path(place), SECONDS if chosen.full else SHORT)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
