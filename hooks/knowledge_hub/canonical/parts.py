"""The values of a file together with its comments, each at the part that it is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge_hub.canonical.comments import BLANK, Comment, Marks, Place, marks_of
from knowledge_hub.yaml_text import Node


@dataclass(eq=False)
class Part:
    """A value with its comments.

    Attributes:
        node: The value.
        at: Where its key or its item begins, or the value of the whole file.
        column: Column of its key, or of the hyphen of its item, from 1.
        outer: The part it is in.
        keys: Keys of the parts within, if it is a group.
        parts: The parts within.
        above: Lines of comments above it; an empty one is a blank line.
        beside: Comment at the end of its line; empty if there is none.
        below: Lines of comments after the last part within.
    """

    node: Node
    at: Place
    column: int
    outer: Part | None = None
    keys: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)

    @property
    def value_at(self) -> Place:
        """Where its value begins."""
        return self.node.line, self.node.column

    @property
    def has_comments_within(self) -> bool:
        """Whether a comment stands within it, so that its parts need lines of their own."""
        return bool(self.below) or any(part.above or part.beside or part.has_comments_within for part in self.parts)

    def chain(self) -> Iterator[Part]:
        """Yield the part and those it is in, the nearest first."""
        part: Part | None = self
        while part is not None:
            yield part
            part = part.outer


def read_parts(text: str, root: Node, drop: str) -> Part:
    """Put the comments of a file to the values they belong to.

    Parameters:
        text: Content of the file.
        root: What was read from it.
        drop: Comments that start with this are left out.
    """
    marks = marks_of(text)
    whole = Part(root, (root.line, root.column), 1)
    listed = sorted(_parts_within(whole, marks), key=lambda part: part.at)
    placing = _Placing(whole, listed, marks)
    for comment in marks.comments:
        if not comment.text.startswith(drop):
            placing.place(comment)
    _split_head(whole, listed)
    return whole


def _parts_within(outer: Part, marks: Marks) -> Iterator[Part]:
    for key, child in (outer.node.items or {}).items():
        outer.keys.append(key)
        outer.parts.append(Part(child, outer.node.keys[key], outer.node.keys[key][1], outer))
    for child in outer.node.elements or ():
        at = (child.line, child.column)
        outer.parts.append(Part(child, at, marks.item_column(at), outer))
    for part in outer.parts:
        yield part
        yield from _parts_within(part, marks)


class _Placing:
    """Gives each comment to a part."""

    def __init__(self, whole: Part, listed: list[Part], marks: Marks) -> None:
        self.whole, self.listed, self.marks = whole, listed, marks
        self._places = [part.at for part in listed]

    def place(self, comment: Comment) -> None:
        """Give a comment to the part beside it, else to the one below it or the one it ends."""
        before = self.listed[: bisect_left(self._places, comment.at)]
        after = self.listed[bisect_right(self._places, comment.at) :]
        if not comment.is_alone and (owner := self._beside(comment, before)):
            owner.beside = f"{owner.beside} {comment.text}".strip()
        elif not self.listed:
            (self.whole.above if comment.at < self.whole.at else self.whole.below).extend(comment.lines)
        elif before and not before[-1].parts and before[-1].value_at > comment.at:
            before[-1].above.extend(comment.lines)
        else:
            ended = self._ended(comment, before, after)
            place = after[0].above if ended is None else ended.below if ended.parts else ended.above
            place.extend(comment.lines)

    def _beside(self, comment: Comment, before: list[Part]) -> Part | None:
        """Return the innermost part of the comment's line whose brackets are not closed before it."""
        closed = [(start, end) for start, end in self.marks.brackets if end <= comment.at]
        for part in reversed(before):
            if not any(start < part.at < end for start, end in closed):
                # A hyphen that its item does not follow on the same line says that the comment is about the item.
                return None if self.marks.hyphen_between(part.at, comment.at) else part
        return None

    def _ended(self, comment: Comment, before: list[Part], after: list[Part]) -> Part | None:
        """Return the list or group that a comment stands at the end of, if it is at an end."""
        inner = self._around(comment, before)
        if not after:
            return inner
        is_deeper = comment.at[1] > after[0].column or bool(self.marks.around(comment.at))
        return inner if is_deeper and inner not in after[0].chain() else None

    def _around(self, comment: Comment, before: list[Part]) -> Part:
        """Return the innermost list or group that a comment is in, by brackets or by its column."""
        if brackets := self.marks.around(comment.at):
            start = brackets[-1][0]
            return next((part for part in reversed(before) if part.value_at == start), self.whole)
        for part in before[-1].chain() if before else ():
            if part.parts and part.parts[0].column <= comment.at[1] and not self.marks.around(part.parts[0].at):
                return part
        return self.whole


def _split_head(whole: Part, listed: list[Part]) -> None:
    """Keep what a file starts with at its start, wherever its first part goes."""
    if not listed:
        return
    lines = listed[0].above
    cut = next((place for place in range(len(lines) - 1, 0, -1) if lines[place - 1] == BLANK), len(lines))
    whole.above, listed[0].above = lines[:cut], lines[cut:]
