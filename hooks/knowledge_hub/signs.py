"""Characters that an editor cannot see, and what they are called."""

from __future__ import annotations

import re

from knowledge_hub.phrase import Phrase, phrase

HARD_SPACES = "\u00a0\u2007\u202f"
"""Spaces that do not break a line; word processors and web pages put them between number and unit."""
_NAMES = (
    ("\t", "tab"),
    ("\u00a0", "no-break"),
    ("\u200b", "zero-width"),
    ("\u2000-\u200a\u202f\u3000", "space"),
    ("\u200e\u200f\u202a-\u202e\u2066-\u2069", "direction"),
    ("\u2028\u2029", "line"),
    ("\ufeff\ufffe\uffff", "byte-order"),
)


def name_of(sign: str) -> Phrase:
    """Name a character that cannot be seen."""
    kind = next((kind for signs, kind in _NAMES if re.match(f"[{signs}]", sign)), "control")
    return phrase(f"sign.{kind}", code=f"U+{ord(sign):04X}")
