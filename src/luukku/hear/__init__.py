"""Hear: any channel's input becomes clean text, with what is personal in it marked."""

from __future__ import annotations

from luukku.hear.clean import LONGEST, Clean, clean
from luukku.hear.mark import Seen, look_through, mark
from luukku.hear.mask import Masked, mask, mask_text, restore

__all__ = ["LONGEST", "Clean", "Masked", "Seen", "clean", "look_through", "mark", "mask", "mask_text", "restore"]
