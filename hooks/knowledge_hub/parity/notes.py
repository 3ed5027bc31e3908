"""Differences between languages that are right, as editors note them in `data/parity.txt`.

One line a text, with its record, field, what differs, and why:

    projects/reuse name | 2nd; 2023 | the project's official English name

A line that starts with `#` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

NOTES_FILE = "parity.txt"
"""Name of the file, at the top of the data folder."""
_LINE = re.compile(r"([a-z0-9/_-]+) (\S+) \| (.*\S) \| .*\S")


@dataclass(frozen=True)
class Note:
    """A line of the file.

    Attributes:
        line: Its number, counted from 1.
        text: The record and field, such as `cities/kuopio profile`; empty if the line is in another form.
        facts: What differs, as the texts have it.
    """

    line: int
    text: str
    facts: tuple[str, ...]


def parse_notes(text: str) -> tuple[Note, ...]:
    """Read the file of noted differences."""
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_note(number, line.strip()) for number, line in lines if line.strip() and line.strip()[0] != "#")


def _note(number: int, line: str) -> Note:
    found = _LINE.fullmatch(line)
    if not found:
        return Note(number, "", ())
    return Note(number, f"{found[1]} {found[2]}", tuple(plain(fact) for fact in found[3].split(";") if fact.strip()))


def line_for(text: str, facts: Iterable[str]) -> str:
    """Return the line that notes a difference, but for the reason."""
    return f"{text} | {'; '.join(dict.fromkeys(map(plain, facts)))}"


def plain(fact: str) -> str:
    """Return a fact as it is typed: with ordinary spaces."""
    return " ".join(fact.split())
