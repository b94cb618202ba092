"""What a customer's correction teaches: two labels and the meaning of the masked words, never the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luukku.model.fact import Personal
from luukku.model.ids import CustomerId, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """`shown` is the event that was understood, `right` the one that it was; "" for none. The same two: it was confirmed.

    `id` follows from the customer and the two labels, so that nobody teaches the same twice, and tells neither.
    """

    id: str
    customer: CustomerId
    language: Language
    shown: str
    right: str
    maker: str
    """The embedder: name, version and dimension in one text. No other's vectors fit."""
    vector: Personal[bytes]
    """(d,) half precision, little endian, of unit length: the embedding of the masked text."""
    day: date
    """In Helsinki; the hour is not kept."""
    person: str = ""
    """Who counts once: the keyed hash of whoever has signed in, else the customer. Known when it is opened."""
