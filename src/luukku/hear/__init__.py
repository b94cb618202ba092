"""Hear: any channel's input becomes clean text, with what is personal in it marked."""

from __future__ import annotations

from luukku.hear.clean import LONGEST, Clean, clean
from luukku.hear.mark import mark

__all__ = ["LONGEST", "Clean", "clean", "mark"]
