"""Changes of several files at once: tried on a copy first, so that they are made as a whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from knowledge_hub.canonical.form import canonical
from knowledge_hub.growth.uses import Use, uses_of
from knowledge_hub.hub import Hub
from knowledge_hub.load import REMOVED_FILE, DataFiles, kind_of
from knowledge_hub.phrase import Phrase
from knowledge_hub.project import read_project
from knowledge_hub.schemas.names import schema_from


class Refused(Exception):
    """The change cannot be made.

    Attributes:
        why: Why, or what to do.
        places: What it is about, one line each.
    """

    def __init__(self, why: Phrase, *places: object) -> None:
        super().__init__(why.key)
        self.why, self.places = why, places


@dataclass(frozen=True)
class Changes:
    """What is to be done to files, and what to tell about it.

    Attributes:
        files: New content of each file by its path relative to the project; `None` to delete it.
        told: What was done, one line for each step.
    """

    files: dict[str, bytes | None] = field(default_factory=dict)
    told: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True)
class Opened:
    """A project that is to be changed.

    Attributes:
        project: Its folder.
        hub: Its data, without problems.
        files: Their files, as they were read.
        now: The moment of the change.
    """

    project: Path
    hub: Hub
    files: DataFiles
    now: datetime

    @property
    def removed(self) -> str:
        """File of the removed pages, relative to the project."""
        return f"{self.files.shown_as}/{REMOVED_FILE}"

    def text(self, path: str) -> str:
        """Return the text of a file as it is, line ends included."""
        return (self.project / path).read_bytes().decode()

    def uses(self, kind: str, id: str) -> list[Use]:
        """Find every place that refers to a record."""
        return uses_of(self.hub, self.files, kind, id)

    def formed(self, path: str, before: str | None, after: str) -> bytes:
        """Return the new text of a file, in the canonical form if it had that before or is new."""
        relative = PurePosixPath(path).relative_to(self.files.shown_as)
        kind, _ = kind_of(relative.parts, path)
        assert kind is not None  # the file was read as what it is
        codes = [language.code for language in self.hub.languages]
        schema = schema_from(relative, kind)
        if before is not None and canonical(before, path, kind, codes, schema)[0] != before:
            return after.encode()
        return canonical(after, path, kind, codes, schema)[0].encode()

    def tried(self, files: Mapping[str, bytes | None]) -> Hub:
        """Return the hub as it will be, without touching the project.

        Raises:
            DataProblems: If the changes would leave problems behind.
        """
        return _tried(self.project, files, self.now)


def _tried(project: Path, files: Mapping[str, bytes | None], now: datetime) -> Hub:
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        copy = Path(folder)
        for name in ("docs", "theme"):
            (copy / name).symlink_to((project / name).resolve(), target_is_directory=True)
        shutil.copytree(project / "data", copy / "data", symlinks=True)
        write(copy, files)
        return read_project(copy, now)


def write(project: Path, files: Mapping[str, bytes | None]) -> None:
    """Write and delete files."""
    for path, new in files.items():
        if new is None:
            (project / path).unlink()
        else:
            (project / path).write_bytes(new)
