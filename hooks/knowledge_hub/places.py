"""Where records and their fields stand in the files, for those who lead editors there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge_hub.yaml_text import Node

Loc = tuple[str | int, ...]
"""Way from a record to something within it: names of fields, numbers in lists."""


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file.

    Attributes:
        path: File, relative to the project, with forward slashes.
        line: Line, counted from 1.
    """

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Places:
    """The files as they were read, by kind and id of their records."""

    paths: Mapping[tuple[str, str], str] = field(default_factory=dict)
    roots: Mapping[tuple[str, str], Node] = field(default_factory=dict)
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Hash of the text of each file."""

    def of(self, kind: str, id: str, loc: Loc = ()) -> Place:
        """Return where something stands: the line of its key, or of the nearest thing above it.

        Parameters:
            kind: Kind of the record, `vocabulary:level` or `site`.
            id: Id of the record, which is the file's name.
            loc: Way to it; without one, the first line of the file.
        """
        root = self.roots.get((kind, id)) if loc else None  # who asks for no place within makes no file be parsed
        while root is not None and loc and not _leads_somewhere(root, loc):
            loc = loc[:-1]
        line = root.locate(loc, key=isinstance(loc[-1], str))[0] if root is not None and loc else 1
        return Place(self.paths[kind, id], line)


def _leads_somewhere(node: Node, loc: Loc) -> bool:
    for step in loc:
        if node.items is not None and step in node.items:
            node = node.items[str(step)]
        elif node.elements is not None and isinstance(step, int) and step < len(node.elements):
            node = node.elements[step]
        else:
            return False
    return True
