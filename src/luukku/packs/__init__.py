"""Packs: what organisations write instead of code. Found, read, checked; nothing of them is ever run."""

from __future__ import annotations

from luukku.packs.check import check
from luukku.packs.find import find_packs
from luukku.packs.load import load
from luukku.packs.problems import Problem
from luukku.packs.rules import load_rules
from luukku.packs.stale import Stale, stale

__all__ = ["Problem", "Stale", "check", "find_packs", "load", "load_rules", "stale"]
