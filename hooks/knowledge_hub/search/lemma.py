"""The dictionary form of a word."""

from __future__ import annotations

from typing import NamedTuple


class Lemma(NamedTuple):
    """A dictionary form, and whether it is known rather than guessed from the word's ending."""

    form: str
    sure: bool
