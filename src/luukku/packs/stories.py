"""Compares what a story's turn gave with what the story expects. Running it is the flow's job (`flow.rehearse`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def compare(result: Mapping[str, object], expect: Mapping[str, object]) -> list[str]:
    """What differs, in words; empty when the turn gave what was expected. Only the keys of `expect` are looked at.

    Keys of both: event (id or ""), stance, facts {name: value}, asks (fact, "confirm:<event>" or ""), card (bool),
    services (ids on the card or in the plan), language, acts. Of facts, services and acts the expected ones must be
    there; more may be.
    """
    problems: list[str] = []
    for key, wanted in expect.items():
        given = result.get(key)
        if key == "facts" and isinstance(wanted, Mapping):
            problems += _compare_facts(given if isinstance(given, Mapping) else {}, wanted)
        elif key in ("services", "acts"):
            there = _texts(given)
            problems += [f"{key}: {name} is missing; there are {_listed(there)}" for name in _texts(wanted) if name not in there]
        elif _plain(given) != _plain(wanted):
            problems.append(f"{key}: expected {_shown(wanted)}, came {_shown(given)}")
    return problems


def _compare_facts(given: Mapping[str, object], wanted: Mapping[str, object]) -> list[str]:
    return [
        f"facts: {name} is {_shown(given.get(name))} instead of {_shown(value)}"
        for name, value in wanted.items()
        if type(given.get(name)) is not type(value) or given.get(name) != value
    ]


def _plain(value: object) -> object:
    """ "", None and a key that is not there all say "none"."""
    return None if value == "" else value


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, Iterable) else []


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _shown(value: object) -> str:
    return "nothing" if value in ("", None) else repr(value)
