"""Words that are not said yet: a key and values, until it is known in which language an editor reads."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_hub.limits import MAX_SHOWN


@dataclass(frozen=True)
class Phrase:
    """A part of a message.

    Attributes:
        key: Key in the catalogues of `words/`.
        values: What fills the braces of its text, as sorted pairs; `english` is said where no catalogue has the key.
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()


Value = str | int | Phrase | tuple[str, ...]
"""A tuple is listed as its readers list things: with an `and`."""


def phrase(key: str, /, **values: object) -> Phrase:
    """Make a phrase of a key and keyword values."""
    return Phrase(key, pairs(values))


def pairs(values: dict[str, object]) -> tuple[tuple[str, Value], ...]:
    """Return values as they can be kept and compared: sorted pairs of words, numbers and phrases."""
    return tuple(sorted(((key, _value(value)) for key, value in values.items()), key=lambda pair: pair[0]))


def describe(value: object) -> Phrase:
    """Name the kind of a YAML value in plain words."""
    if value is None:
        return Phrase("found.nothing")
    if isinstance(value, bool):
        return phrase("found.flag", value=value)
    if isinstance(value, int | float):
        return phrase("found.number", value=value)
    if isinstance(value, str):
        return phrase("found.text", value=value[:40])
    return Phrase("found.list" if isinstance(value, list) else "found.group")


def _value(value: object) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Phrase | int):
        return value
    if value is None or isinstance(value, list | dict):
        return describe(value)
    if isinstance(value, tuple):
        return tuple(_line(str(part)) for part in value)
    return _line(str(value))


def _line(text: str) -> str:
    """Show the start of a text on one line."""
    return printable(text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}\N{HORIZONTAL ELLIPSIS}")


def printable(text: str) -> str:
    """Return a text as one line that no terminal reads as a command: what cannot be printed becomes a space."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
