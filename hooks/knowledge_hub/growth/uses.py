"""Where in the files a record is referred to."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_hub.hub import Hub, located_references
from knowledge_hub.load import COLLECTIONS, DataFiles
from knowledge_hub.model.base import Record


@dataclass(frozen=True, order=True)
class Use:
    """A place that refers to a record.

    Attributes:
        path: File, relative to the project.
        line: Line of the id, counted from 1.
        column: Column of the id, counted from 1.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def uses_of(hub: Hub, files: DataFiles, kind: str, id: str) -> list[Use]:
    """Find every place that refers to a record, by file and line.

    Parameters:
        hub: The data.
        files: Its files, as they were read.
        kind: Kind of the record.
        id: Its id.
    """
    found = []
    for file in files.files:
        record = _record(hub, file.kind, file.id)
        for loc, ref in located_references(record):
            if (ref.kind, str(ref)) == (kind, id):
                found.append(Use(file.path, *file.root.locate(loc)))
    return sorted(found)


def _record(hub: Hub, kind: str, id: str) -> Record | None:
    if kind in COLLECTIONS.values():
        return hub.collection(kind)[id]
    return hub.site if kind == "site" else None
