"""Values and comments to lines of YAML, in the one form that data files have."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_hub.canonical.comments import BLANK
from knowledge_hub.canonical.parts import Part
from knowledge_hub.canonical.scalars import WIDTH, lines_of, scalar
from knowledge_hub.canonical.shapes import Shape

STEP = 2
"""Spaces for each level."""


def lay_out(whole: Part, shape: Shape, first_line: str = "") -> str:
    """Write a file.

    Parameters:
        whole: Its values and comments.
        shape: What it holds.
        first_line: Comment to stand before everything else; may be empty.
    """
    _lift(whole, shape)
    page = _Page([first_line] if first_line else [])
    page.comments(whole.above, 0)
    page.is_at_head = bool(whole.above)
    if whole.parts:
        page.group(whole, shape, 0)
    else:
        page.line(0, _words(whole))
    page.comments(whole.below, 0)
    return "\n".join(page.lines).rstrip("\n") + "\n"


class _Page:
    """The lines written so far."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._start = len(lines)
        self.is_at_head = False
        self._hyphens = ""

    def group(self, part: Part, shape: Shape, indent: int) -> None:
        """Write what is within a list or a group, each on lines of its own."""
        for key, child, of_child in _children(part, shape):
            self.comments(child.above, indent)
            lead = "-" if key is None else f"{scalar(key)}:"
            if child.parts:
                self._collection(lead, child, of_child, indent)
            else:
                self._scalar(lead, child, of_child, indent)

    def _scalar(self, lead: str, part: Part, shape: Shape, indent: int) -> None:
        words = "" if part.node.plain() is None and lead != "-" else _words(part)
        beside = f" {part.beside}" if part.beside else ""
        is_long = indent + len(lead) + 1 + len(words) > WIDTH and not shape.is_interface
        must_break = is_long or "\n" in str(part.node.value)
        if must_break and (broken := lines_of(part.node.value, indent + STEP)):
            self.line(indent, f"{lead} {broken[0]}{beside}")
            self.lines += broken[1]
        else:
            self.line(indent, f"{lead} {words}".rstrip() + beside)

    def _collection(self, lead: str, part: Part, shape: Shape, indent: int) -> None:
        beside = f" {part.beside}" if part.beside else ""
        if brackets := _in_brackets(part, shape, WIDTH - indent - len(lead) - 1):
            self.line(indent, f"{lead} {brackets}{beside}")
            return
        if lead == "-":
            self.comments([part.beside] if part.beside else [], indent)
            self._hyphens = f"{self._hyphens or ' ' * indent}- "
        else:
            self.line(indent, f"{lead}{beside}")
        self.group(part, shape, indent + STEP)
        self.comments(part.below, indent + STEP)

    def line(self, indent: int, words: str) -> None:
        """Write a line, after the hyphens of the items that begin with it."""
        self.lines.append(f"{self._hyphens or ' ' * indent}{words}")
        self._hyphens, self.is_at_head = "", False

    def comments(self, lines: Sequence[str], indent: int) -> None:
        """Write lines of comments; what is about the first line of an item stands above its hyphen."""
        if lines and self.is_at_head:
            self._blank()  # or they would be taken for a part of the head
        if self._hyphens:
            indent = len(self._hyphens) - len(self._hyphens.lstrip())
        for line in lines:
            if line == BLANK:
                self._blank()
            else:
                self.lines.append(f"{' ' * indent}{line}")

    def _blank(self) -> None:
        if len(self.lines) > self._start and self.lines[-1] != BLANK:
            self.lines.append(BLANK)


def _lift(part: Part, shape: Shape) -> None:
    """Give to an item of a list the comments above the first line of what it holds, since there they will stand."""
    children = _children(part, shape)
    for _, child, of_child in children:
        _lift(child, of_child)
    if children and part.outer and part.outer.node.elements is not None:
        part.above += children[0][1].above
        children[0][1].above = []


def _children(part: Part, shape: Shape) -> list[tuple[str | None, Part, Shape]]:
    """Return the parts within and their keys, in the order in which they are written."""
    if part.node.elements is not None:
        return [(None, child, shape) for child in part.parts]
    by_key = dict(zip(part.keys, part.parts, strict=True))
    return [(key, by_key[key], shape.within(key)) for key in shape.order(part.keys)]


def _words(part: Part, *, flow: bool = False) -> str:
    """Write a value that has no parts on one line."""
    if part.node.items is not None:
        return "{}"
    return "[]" if part.node.elements is not None else scalar(part.node.value, flow=flow)


def _in_brackets(part: Part, shape: Shape, width: int) -> str:
    """Write a list or group in brackets, or return nothing if it is too long or not simple enough for one line."""
    words = _brackets(part, shape, nested=shape.is_choice and part.node.items is not None)
    return words if len(words) <= width else ""


def _brackets(part: Part, shape: Shape, *, nested: bool) -> str:
    """Write a list or group in brackets, or return nothing if something in it needs a line of its own.

    Parameters:
        part: The list or group.
        shape: What it holds.
        nested: Whether a group may be in it, as in a choice of a vocabulary, which is a row of a table.
    """
    is_group = part.node.items is not None
    if part.has_comments_within or (is_group and not shape.may_be_in_brackets(part.keys)):
        return ""
    written: list[str] = []
    for key, child, of_child in _children(part, shape):
        words = _within_brackets(child, of_child, in_group=is_group, nested=nested)
        if words is None:
            return ""
        written.append(words if key is None else f"{scalar(key, flow=True)}: {words}")
    return f"{{{', '.join(written)}}}" if is_group else f"[{', '.join(written)}]"


def _within_brackets(part: Part, shape: Shape, *, in_group: bool, nested: bool) -> str | None:
    """Write what stands within brackets; `None` if it needs a line of its own."""
    if part.parts:
        may_be = in_group and (nested or part.node.elements is not None)
        return (_brackets(part, shape, nested=nested) or None) if may_be else None
    is_open = in_group and part.node.plain() is None
    return None if is_open or "\n" in str(part.node.value) else _words(part, flow=True)
