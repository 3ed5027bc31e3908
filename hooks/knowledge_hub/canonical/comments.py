"""Where comments, brackets and hyphens stand in a YAML text; its values do not tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

BLANK = ""
"""A blank line among comments."""
Place = tuple[int, int]
"""Line and column, from 1."""
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SIGN = re.compile(r"[|>][-+0-9]*[ \t]+(?=#)")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Comment:
    """A comment.

    Attributes:
        at: Its place.
        text: The comment with its sign.
        is_alone: Whether nothing else is on its line.
        lines: The comment with the blank lines that set it apart.
    """

    at: Place
    text: str
    is_alone: bool
    lines: tuple[str, ...]


@dataclass
class Marks:
    """Signs of a text, in order.

    Attributes:
        comments: Its comments.
        brackets: Start and end of each list or group in brackets, the outer ones first.
        hyphens: Places of the hyphens of lists.
    """

    comments: list[Comment] = field(default_factory=list)
    brackets: list[tuple[Place, Place]] = field(default_factory=list)
    hyphens: list[Place] = field(default_factory=list)

    def around(self, at: Place) -> list[tuple[Place, Place]]:
        """Return the brackets that are open at a place, the outer ones first."""
        return [(start, end) for start, end in self.brackets if start < at < end]

    def item_column(self, at: Place) -> int:
        """Return the column of the item of a list that begins at a place: that of its hyphen, if it has one."""
        place = bisect_left(self.hyphens, at) - 1
        return at[1] if place < 0 or self.around(at) else self.hyphens[place][1]

    def hyphen_between(self, start: Place, end: Place) -> bool:
        """Whether a hyphen stands between two places."""
        return any(start < hyphen < end for hyphen in self.hyphens)


def marks_of(text: str) -> Marks:
    """Find the comments, brackets and hyphens of a text that can be parsed."""
    marks, lines = Marks(), _LINE_BREAK.split(text)
    opened: list[Place] = []
    found: list[Place] = []
    end: Place = (1, 1)
    for token in yaml.scan(text, Loader=_LOADER):
        start, after = _places(token)
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(start)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            marks.brackets.append((opened.pop(), after))
        elif isinstance(token, yaml.BlockEntryToken) and after > start:
            marks.hyphens.append(start)
        if after > start:
            found += _between(lines, end, start)
            end = after
        if isinstance(token, yaml.ScalarToken) and (sign := _SIGN.match(lines[start[0] - 1], start[1] - 1)):
            found.append((start[0], sign.end() + 1))
    found += _between(lines, end, (len(lines), len(lines[-1]) + 1))
    marks.brackets.sort()
    marks.comments = [_comment(lines, at) for at in found]
    return marks


def _places(token: yaml.Token) -> tuple[Place, Place]:
    start, end = token.start_mark, token.end_mark
    return (start.line + 1, start.column + 1), (end.line + 1, end.column + 1)


def _between(lines: list[str], start: Place, end: Place) -> Iterator[Place]:
    """Find the comments between two values: each goes to the end of its line."""
    for number in range(start[0], min(end[0], len(lines)) + 1):
        line = lines[number - 1]
        first = start[1] - 1 if number == start[0] else 0
        last = end[1] - 1 if number == end[0] else len(line)
        if (column := line.find("#", first, last)) >= 0:
            yield number, column + 1


def _comment(lines: list[str], at: Place) -> Comment:
    number, column = at
    text = lines[number - 1][column - 1 :].rstrip()
    if lines[number - 1][: column - 1].strip():
        return Comment(at, text, is_alone=False, lines=(text,))
    above = [BLANK] * (number > 1 and not lines[number - 2].strip())
    rest = [line.strip() for line in lines[number:]]
    following = next((line for line in rest if line), "#")
    below = [BLANK] * (bool(rest) and not rest[0] and not following.startswith("#"))
    return Comment(at, text, is_alone=True, lines=(*above, text, *below))
