"""Words of a text, in the one form in which search compares them.

`theme/assets/search-words.js` does the same to what is typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not take apart."""
_NUMBER = r"\d{1,3}(?:[\s.,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_TOKENS = re.compile(rf"(?:{_NUMBER})(?![^\W_])|[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_PARTS = re.compile(r"[-'’]")
_WITH_DIGITS = re.compile(r"([^\W\d_]{3,})(\d+)")
SHORTEST = 2
"""Letters of the shortest word that is looked up."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return a word in small letters and without accents: what is typed on any keyboard."""
    apart = unicodedata.normalize("NFKD", word).lower().translate(_SPELT_OUT)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def tokens(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a text, each with what it may also be looked up as.

    A number is written with a point and without spaces. A word with a hyphen
    gives its parts and the whole without hyphen; `Name2026` also gives both its parts.
    """
    for found in _TOKENS.findall(unicodedata.normalize("NFKC", text)):
        yield _pieces(found)


@lru_cache(maxsize=200_000)
def _pieces(token: str) -> tuple[str, ...]:
    word = _POSSESSIVE.sub("", token)
    if word[0].isdigit() and not any(sign.isalpha() for sign in word):
        return (number(word),)
    parts = [part for part in _PARTS.split(word) if part]
    whole = ["".join(parts)] if len(parts) > 1 else []
    mixed = [piece for part in parts if (split := _WITH_DIGITS.fullmatch(part)) for piece in split.groups()]
    return tuple(part for part in (*parts, *mixed, *whole) if len(part) >= SHORTEST or part.isdigit())


def number(text: str) -> str:
    """Write a number in one way, whatever the language: `1 200,5` and `1,200.5` are `1200.5`."""
    grouped = re.fullmatch(r"(\d{1,3}(?:[\s.,]\d{3})+)(?:[.,](\d+))?", text)
    if grouped:
        whole = re.sub(r"\D", "", grouped[1])
        return f"{whole}.{grouped[2]}" if grouped[2] else whole
    return text.replace(",", ".")
