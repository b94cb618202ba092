"""Packs: what organisations write instead of code. Found, read, checked; nothing of them is ever run."""

from __future__ import annotations

from luukku.packs.check import check
from luukku.packs.decisions import load_decisions
from luukku.packs.find import find_packs
from luukku.packs.load import load
from luukku.packs.problems import Problem
from luukku.packs.rules import cases_of, load_rules, read_head
from luukku.packs.signatures import new_key, sign
from luukku.packs.stale import Stale, stale

__all__ = ["Problem", "Stale", "cases_of", "check", "find_packs", "load", "load_decisions", "load_rules", "new_key", "read_head", "sign", "stale"]
