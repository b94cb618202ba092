"""How words lie in the store: frozen dataclasses as JSON and back, driven by their type hints.

Handled: dataclasses (nested, recursive), `tuple`, `frozenset`, `Mapping` with text keys, `Literal`, `NewType`, unions,
`datetime` (aware, kept as UTC), `date`, `bytes` (base64), plain values, and `Any` (plain JSON only). Two or more dataclasses
in one union carry the class name under "type". `Personal` is refused: what is personal is opened by `fact_to_plain` only
to be sealed at once.
"""

from __future__ import annotations

import base64
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, Literal, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from luukku.errors import Broken
from luukku.model.fact import Fact, Personal, reveal
from luukku.model.ids import CaseId, CustomerId

T = TypeVar("T")
Shape = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""(dump, load). Dump raises TypeError: the programme gave what cannot be kept. Load raises ValueError or TypeError."""
PLAIN = (bool, int, float, str, type(None))


def to_json(kind: type[T], value: T) -> str:
    """`value` as compact JSON. Raises TypeError when it holds something personal or of another type than the hints say."""
    return plain_json(shape_of(kind)[0](value))


def from_json(kind: type[T], text: str | bytes) -> T:
    """The value again. Fields that the text lacks take their default. Raises Broken when the text has another shape."""
    try:
        return cast(T, shape_of(kind)[1](json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Broken(what="shape", kind=kind.__name__) from error


def plain_json(value: Any) -> str:
    """Compact JSON of plain values, tuples and mappings. Raises TypeError for anything else, `Personal` above all."""
    return _write(value)


def _mapping(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not plain")


_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_mapping).encode


def instant(at: datetime) -> str:
    """UTC with microseconds, so that the order of the texts is the order of the times."""
    if at.tzinfo is None:
        raise TypeError("a time needs its zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# A fact, opened for the moment between the counter and its seal


def fact_what(customer: CustomerId | str, case: CaseId | str, about: str, name: str, version: int) -> dict[str, str | int]:
    """To what the seal of a fact is bound. `version` counts from 1 and grows with each correction."""
    return {"what": "fact", "customer": customer, "id": f"{case}/{about}/{name}", "version": version, "purpose": "keep"}


def fact_to_plain(fact: Fact) -> bytes:
    """All of a fact as UTF-8 JSON, its value and evidence included: only to be sealed at once."""
    return plain_json({
        "name": fact.name, "about": fact.about, "value": reveal(fact.value), "standing": fact.standing, "source": fact.source,
        "by": fact.by, "at": instant(fact.at), "evidence": reveal(fact.evidence), "approx": fact.approx, "confirmed": fact.confirmed,
    }).encode()


def fact_from_plain(plain: bytes) -> Fact:
    """The fact that `fact_to_plain` wrote. Raises Broken when it is no such thing."""
    try:
        kept = json.loads(plain)
        value, evidence, at = kept.pop("value"), kept.pop("evidence"), datetime.fromisoformat(kept.pop("at"))
        if type(value) not in PLAIN or type(value) is float:
            raise TypeError("not a value of a fact")
        return Fact(value=Personal(value), evidence=Personal(str(evidence)), at=at, **kept)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Broken(what="shape", kind="Fact") from error


# From a type hint to its two functions


def shape_of(hint: Any) -> Shape:
    """Dump and load for a type hint. Raises TypeError for a type that the store does not keep."""
    return _shape(hint)


@cache
def _shape(hint: Any) -> Shape:
    if isinstance(hint, NewType):
        return shape_of(hint.__supertype__)
    if hint in PLAIN or hint is None:
        return _exactly(type(None) if hint is None else hint)
    if hint is Any:
        return _same, _same
    if hint in _TEXTS:
        return _TEXTS[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _literal(args)
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is tuple:
        return _tuple(args)
    if origin is frozenset:
        return _frozenset(args[0])
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_of(args)
    raise TypeError(f"{hint} is not kept in the store")


def _same(value: Any) -> Any:
    return value


def _as_it_is(hint: Any) -> type:
    """Values of exactly this type are kept as they are, without asking `dump`: most of what is kept is text or None."""
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    if hint in PLAIN:
        return cast(type, hint)
    return type(None) if get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint) else _Nothing


class _Nothing:
    """The type of no value."""


def _exactly(kind: type) -> Shape:
    def same(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        return value

    return same, same


def _text(kind: type, dump: Callable[[Any], str], load: Callable[[str], Any]) -> Shape:
    def dumped(value: Any) -> str:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        return dump(value)

    return dumped, load


_TEXTS: dict[Any, Shape] = {
    datetime: _text(datetime, instant, datetime.fromisoformat),
    date: _text(date, date.isoformat, date.fromisoformat),
    bytes: _text(bytes, lambda raw: base64.b64encode(raw).decode(), lambda text: base64.b64decode(text, validate=True)),
}


def _literal(values: tuple[Any, ...]) -> Shape:
    def one_of(value: Any) -> Any:
        if value not in values:
            raise TypeError("not one of the words allowed")
        return value

    return one_of, one_of


def _tuple(args: tuple[Any, ...]) -> Shape:
    if len(args) != 2 or args[1] is not Ellipsis:
        return _fixed_tuple(tuple(shape_of(arg) for arg in args))
    dump, load = shape_of(args[0])
    kept = _as_it_is(args[0])

    def dumped(value: Any) -> list[Any]:
        if type(value) is not tuple:
            raise TypeError("a tuple expected")
        return [item if type(item) is kept else dump(item) for item in value] if value else []

    return dumped, lambda raw: tuple([load(item) for item in _listed(raw)])


def _fixed_tuple(shapes: tuple[Shape, ...]) -> Shape:
    def dumped(value: Any) -> list[Any]:
        if type(value) is not tuple:
            raise TypeError("a tuple expected")
        return [shape[0](item) for shape, item in zip(shapes, value, strict=True)]

    return dumped, lambda raw: tuple([shape[1](item) for shape, item in zip(shapes, _listed(raw), strict=True)])


def _listed(raw: Any) -> list[Any]:
    if type(raw) is not list:
        raise TypeError("a list expected")
    return raw


def _frozenset(item: Any) -> Shape:
    dump, load = shape_of(item)

    def dumped(value: Any) -> list[Any]:
        if type(value) is not frozenset:
            raise TypeError("a frozenset expected")
        return sorted(dump(one) for one in value)

    return dumped, lambda raw: frozenset([load(one) for one in _listed(raw)])


def _mapping_of(args: tuple[Any, ...]) -> Shape:
    key_dump, key_load = shape_of(args[0])
    dump, load = shape_of(args[1])
    if key_dump is not shape_of(str)[0]:
        raise TypeError("only mappings with text keys are kept")

    def dumped(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise TypeError("a mapping expected")
        return {key_dump(key): dump(item) for key, item in value.items()}

    return dumped, lambda raw: {key_load(key): load(item) for key, item in raw.items()}


_Dumps = tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, type, Callable[[Any], Any]], ...]]
"""All fields' values of a dataclass at once; and for each its name, the type that is kept as it is, and its dump."""


def _dataclass(kind: type) -> Shape:
    """Parts are looked up at the first use, so that a class may hold itself."""

    @cache
    def parts() -> tuple[_Dumps, dict[str, Callable[[Any], Any]], frozenset[str]]:
        hints = get_type_hints(kind)
        shapes = {field.name: shape_of(hints[field.name]) for field in fields(kind)}
        needed = frozenset(field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING)
        values = attrgetter(*shapes) if len(shapes) > 1 else lambda one: tuple(getattr(one, name) for name in shapes)
        dumps = tuple((name, _as_it_is(hints[name]), dump) for name, (dump, _) in shapes.items())
        return (values, dumps), {name: load for name, (_, load) in shapes.items()}, needed

    def dumped(value: Any) -> dict[str, Any]:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        values, dumps = parts()[0]
        return {
            name: item if type(item) is kept else dump(item)
            for (name, kept, dump), item in zip(dumps, values(value), strict=True)
        }

    def loaded(raw: Any) -> Any:
        _, loads, needed = parts()
        if not needed <= raw.keys():
            raise KeyError("a field is missing")
        return kind(**{name: loads[name](item) for name, item in raw.items()})

    return dumped, loaded


def _json_kind(hint: Any) -> set[type]:
    """Which JSON values a hint may become: unions must be able to tell their parts apart."""
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    if hint in PLAIN:
        return {hint}
    if hint in _TEXTS:
        return {str}
    origin = get_origin(hint)
    if origin is Literal:
        return {type(value) for value in get_args(hint)}
    return {list} if origin in (tuple, frozenset) else {dict}


def _union(args: tuple[Any, ...]) -> Shape:
    if len(args) == 2 and type(None) in args:
        return _or_none(shape_of(args[0] if args[1] is type(None) else args[1]))
    classes = {arg.__name__: arg for arg in args if isinstance(arg, type) and is_dataclass(arg)}
    others = [arg for arg in args if arg not in classes.values()]
    by_json: dict[type, Shape] = {}
    if classes:
        by_json[dict] = shape_of(next(iter(classes.values()))) if len(classes) == 1 else _tagged(classes)
    for arg in others:
        for kind in _json_kind(arg):
            if kind in by_json:
                raise TypeError(f"two parts of a union look alike as JSON: {args}")
            by_json[kind] = shape_of(arg)
    dumps = {kind: dump for kind, (dump, _) in by_json.items()}
    native = {datetime: str, date: str, bytes: str, tuple: list, frozenset: list}

    def dumped(value: Any) -> Any:
        kind = type(value)
        kind = native.get(kind, kind)
        found = dumps.get(kind) or dumps.get(dict)
        if found is None:
            raise TypeError(f"{kind.__name__} is none of the union's types")
        return found(value)

    def loaded(raw: Any) -> Any:
        return by_json[type(raw)][1](raw)

    return dumped, loaded


def _or_none(shape: Shape) -> Shape:
    dump, load = shape
    return lambda value: None if value is None else dump(value), lambda raw: None if raw is None else load(raw)


def _tagged(classes: Mapping[str, type]) -> Shape:
    if any(field.name == "type" for kind in classes.values() for field in fields(kind)):
        raise TypeError("a class of a union may not have a field called type")

    def dumped(value: Any) -> dict[str, Any]:
        name = type(value).__name__
        if classes.get(name) is not type(value):
            raise TypeError(f"{name} is none of the union's types")
        return {"type": name, **shape_of(classes[name])[0](value)}

    def loaded(raw: Any) -> Any:
        kept = dict(raw)
        return shape_of(classes[kept.pop("type")])[1](kept)

    return dumped, loaded
