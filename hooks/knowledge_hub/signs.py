"""Characters that an editor cannot see, and what they are called."""

from __future__ import annotations

import re

from knowledge_hub.phrase import Phrase, phrase

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff]"
    # Joiners and selectors of variants shape emoji and many scripts, but have nothing to do beside Latin letters.
    "|(?<![^\x00-\u024f])[\u200c\u200d\ufe00-\ufe0f]|[\u200c\u200d](?![^\x00-\u024f])"
)
"""Characters that cannot be seen or stand for nothing: some turn the direction of a line, some hide words in it."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LOOKS_LATIN = re.compile("[\u0370-\u03ff](?<=[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ])|[\u0400-\u052f\u0531-\u0587\u13a0-\u13ff]")
"""Greek letters that look like Latin ones, and the letters of Cyrillic, Armenian and Cherokee."""
_PILE = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4}")
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")
HARD_SPACES = "\u00a0\u2007\u202f"
"""Spaces that do not break a line; word processors and web pages put them between number and unit."""
_NAMES = (
    ("\t", "tab"),
    ("\u00a0", "no-break"),
    ("\u200b", "zero-width"),
    ("\u2000-\u200a\u202f\u3000", "space"),
    ("\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f", "direction"),
    ("\u2028\u2029", "line"),
    ("\xad", "hyphen"),
    ("\u200c\u200d", "joiner"),
    ("\ufeff\ufffe\uffff", "byte-order"),
)


def name_of(sign: str) -> Phrase:
    """Name a character that cannot be seen."""
    kind = next((kind for signs, kind in _NAMES if re.match(f"[{signs}]", sign)), "control")
    return phrase(f"sign.{kind}", code=f"U+{ord(sign):04X}")


def disguise(text: str) -> tuple[str, Phrase] | None:
    """Find a word that is not what it looks like; return it, and what is odd about it.

    Source: Unicode Technical Standard 39, 5.1 (mixed scripts); only pairs of scripts whose letters look alike.
    """
    if text.isascii():
        return None
    if found := _PILE.search(text):
        return text[max(0, found.start() - 1) : found.end()], Phrase("disguise.pile")
    if found := _STYLED.search(text):
        return found.group(), Phrase("disguise.styled")
    for found in _WORD.finditer(text):
        word = found.group()
        if not word.isascii() and _LATIN.search(word) and _LOOKS_LATIN.search(word):
            return word, Phrase("disguise.alphabets")
    return None
