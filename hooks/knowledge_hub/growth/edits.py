"""Edits of a YAML file at exact places: whatever else stands in it stays as it is, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge_hub.yaml_text import Node

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTES = ("'", '"')
_BOM = "\ufeff"


class Unclear(Exception):
    """What is to be changed is written in a way that is not understood.

    Attributes:
        place: Where.
        id: What should stand there.
    """

    def __init__(self, place: str, id: str) -> None:
        super().__init__(place)
        self.place, self.id = place, id


@dataclass(frozen=True, order=True)
class Edit:
    """Puts a text in place of another.

    Attributes:
        line: Line where the old text stands, counted from 1; a quote before it is passed over.
        column: Its column, counted from 1.
        old: The old text; empty to insert.
        new: The new text.
    """

    line: int
    column: int
    old: str
    new: str


def edited(text: str, edits: Iterable[Edit], path: str) -> str:
    """Apply edits to a text.

    Raises:
        Unclear: If an old text does not stand where it should.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    starts = [0, *(match.end() for match in _LINE_BREAK.finditer(body))]
    for edit in sorted(edits, reverse=True):
        at = starts[edit.line - 1] + edit.column - 1
        at += bool(edit.old) and not edit.old.startswith(_QUOTES) and body.startswith(_QUOTES, at)
        if not body.startswith(edit.old, at):
            raise Unclear(f"{path}:{edit.line}:{edit.column}", edit.old)
        body = body[:at] + edit.new + body[at + len(edit.old) :]
    return mark + body


def set_aliases(text: str, root: Node, ids: Sequence[str]) -> list[Edit]:
    """Give the edits after which a record has these former ids.

    Parameters:
        text: Content of its file.
        root: What was read from it.
        ids: Former ids, the oldest first; those that stand there already and one more at most.
    """
    present = (root.items or {}).get("aliases")
    if present is None:
        return [_first_alias(text, root, ids[-1])]
    elements = present.elements or []
    edits = [
        Edit(node.line, node.column, str(node.value), id)
        for node, id in zip(elements, ids, strict=False)
        if node.value != id
    ]
    return edits if len(ids) == len(elements) else [*edits, _one_more(text, present, ids[-1])]


def _one_more(text: str, present: Node, id: str) -> Edit:
    lines = _LINE_BREAK.split(text.removeprefix(_BOM))
    elements = present.elements or []
    if not elements:
        return Edit(present.line, present.column, "[", f"[{id}")
    last = elements[-1]
    if lines[present.line - 1][present.column - 1] == "[":
        return Edit(last.line, last.column, _as_written(lines, last), f"{_as_written(lines, last)}, {id}")
    item = f"{_newline(text)}{' ' * (present.column - 1)}- {id}"
    return Edit(last.line, len(lines[last.line - 1]) + 1, "", item)


def _as_written(lines: Sequence[str], node: Node) -> str:
    """Return an id with the quotes around it, if there are any."""
    sign = lines[node.line - 1][node.column - 1]
    return f"{sign}{node.value}{sign}" if sign in _QUOTES else str(node.value)


def _first_alias(text: str, root: Node, id: str) -> Edit:
    """Put the former ids at the end of the file, where its canonical form has them."""
    lines = _LINE_BREAK.split(text.removeprefix(_BOM))
    if lines[root.line - 1][root.column - 1 :].startswith("{"):
        return Edit(root.line, root.column, "{", f"{{aliases: [{id}], ")
    is_ended = not lines[-1]
    end = "" if is_ended else _newline(text)
    return Edit(len(lines), len(lines[-1]) + 1, "", f"{end}aliases: [{id}]{_newline(text)}")


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
