"""The files of `data/`: found, read and parsed, each with its place in the hub."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from knowledge_hub.digest import digest_of
from knowledge_hub.kept import Records
from knowledge_hub.limits import MAX_FILE_BYTES, MAX_FILES, MAX_ID_LENGTH, MAX_NOTED_BYTES
from knowledge_hub.model.base import ID_PATTERN
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.outlines import Outlines, parse_outlines
from knowledge_hub.parity.notes import NOTES_FILE, Note, parse_notes
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.problems import Problem
from knowledge_hub.slug import slugify
from knowledge_hub.translations import TRANSLATIONS_FILE, Translated, parse_translated
from knowledge_hub.yaml_text import Node, parse

COLLECTIONS: dict[str, str] = {
    "areas": "area",
    "cities": "city",
    "events": "event",
    "glossary": "term",
    "news": "note",
    "organisations": "organisation",
    "projects": "project",
    "sources": "source",
}
"""Folder in `data/` -> kind of its records."""

MAP_FILE = "map.geojson"
REMOVED_FILE = "removed.yml"
"""List of the pages that were removed; a hub may do without it."""
NOT_RECORDS = frozenset({"README.md", MAP_FILE, NOTES_FILE, TRANSLATIONS_FILE})
"""Files at the top of the data folder that others read."""
_VOCABULARY_FILES = {name: kind for kind, (name, _) in VOCABULARIES.items()}


@dataclass(frozen=True)
class DataFile:
    """One parsed file.

    Attributes:
        kind: Kind of record, `vocabulary:level`, `interface`, `site` or `removed`.
        id: The record's id, which is the file's name.
        path: Path as shown in messages, relative to the project.
        text: Its text, in which nothing is wrong that would keep it from being parsed.
        digest: Hash of its text.
    """

    kind: str
    id: str
    path: str
    text: str
    digest: str

    @cached_property
    def root(self) -> Node:
        """Its content; never empty. It is parsed when somebody asks, as a record made before may do without."""
        root, _ = parse(self.text, self.path)
        assert root is not None, self.path
        return root


class Roots(Mapping[tuple[str, str], Node]):
    """Contents of files by kind and id, each parsed when somebody asks for it."""

    def __init__(self, files: Mapping[tuple[str, str], DataFile]) -> None:
        self._files = files

    def __getitem__(self, key: tuple[str, str]) -> Node:
        return self._files[key].root

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass
class DataFiles:
    """All files of a hub, and the problems met while reading them."""

    files: list[DataFile] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)
    paths: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    shown_as: str = "data"
    outlines: Outlines = field(default_factory=dict)
    translated: Translated = field(default_factory=dict)
    parity: tuple[Note, ...] = ()
    records: Records | None = None
    """Knows files that are without fault."""

    def of(self, kind: str) -> list[DataFile]:
        """Return the files of one kind, by id."""
        return [file for file in self.files if file.kind == kind]

    def get(self, kind: str, id: str) -> DataFile | None:
        """Return one file, if it was readable."""
        return next((file for file in self.files if (file.kind, file.id) == (kind, id)), None)


def load(data: Path, shown_as: str = "data", records: Records | None = None) -> DataFiles:
    """Read every file below `data`.

    Parameters:
        data: The folder.
        shown_as: What messages call it.
        records: Knows files that are without fault.

    Returns:
        The files that could be parsed, and every problem.
    """
    result = DataFiles(shown_as=shown_as, records=records)
    if not data.is_dir():
        result.problems.append(Problem.at(shown_as, 1, 1, "HUB008", name=f"{shown_as}/"))
        return result
    files = list(islice(walk(data), MAX_FILES + 1))
    if len(files) > MAX_FILES:
        result.problems.append(Problem.at(shown_as, 1, 1, "HUB006", limit=MAX_FILES))
        return result
    for path in files:
        relative = path.relative_to(data)
        _load_one(path, relative.parts, f"{shown_as}/{relative.as_posix()}", result)
    for name in sorted(NOT_RECORDS):
        if (data / name).is_symlink():
            result.problems.append(Problem.at(f"{shown_as}/{name}", 1, 1, "HUB009"))
            return result
    if (data / MAP_FILE).is_file():
        _load_map(data / MAP_FILE, f"{shown_as}/{MAP_FILE}", result)
    if (data / TRANSLATIONS_FILE).is_file():
        # Written by a command; what an editor or git has garbled there only counts as not checked.
        result.translated = parse_translated(_own_text(data / TRANSLATIONS_FILE))
    if (data / NOTES_FILE).is_file():
        result.parity = parse_notes(_own_text(data / NOTES_FILE))
    for name in ("site.yml", *(f"vocabularies/{file}.yml" for file in _VOCABULARY_FILES)):
        if not (data / name).is_file():
            result.problems.append(Problem.at(f"{shown_as}/{name}", 1, 1, "HUB008", name=f"{shown_as}/{name}"))
    return result


def _own_text(path: Path) -> str:
    """Return what a command wrote for itself; of a file that is too large, as much as any could be."""
    with path.open("rb") as file:
        return file.read(MAX_NOTED_BYTES).decode("utf-8", "replace")


def _load_map(path: Path, shown: str, result: DataFiles) -> None:
    text = read_text(path, shown, result.problems)
    if text is not None:
        result.outlines, problems = parse_outlines(text, shown)
        result.problems.extend(problems)


def walk(data: Path) -> Iterator[Path]:
    """Yield files in a stable order, without following links."""
    for folder, folders, names in os.walk(data, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not (name in NOT_RECORDS and folder == str(data)):
                yield Path(folder) / name
        for name in folders:
            if (Path(folder) / name).is_symlink():
                yield Path(folder) / name


def _load_one(path: Path, parts: tuple[str, ...], shown: str, result: DataFiles) -> None:
    if path.is_symlink():
        result.problems.append(Problem.at(shown, 1, 1, "HUB009"))
        return
    kind, problem = kind_of(parts, shown)
    if kind is None:
        result.problems.extend(problem)
        for known in COLLECTIONS.values() if slugify(path.stem) else ():
            result.ids.setdefault(known, set()).add(slugify(path.stem))
        return
    id = path.stem
    # Here and above the id counts as known even if the file is faulty: one
    # broken file must not make every reference to it a problem of its own.
    result.ids.setdefault(kind, set()).add(id)
    result.paths[kind, id] = shown
    text = read_text(path, shown, result.problems)
    if text is None:
        return
    digest = digest_of(text)
    if result.records and result.records.told(kind, digest) is not None:
        result.files.append(DataFile(kind, id, shown, text, digest))
        return
    root, problems = parse(text, shown)
    if not problems and (root is None or root.plain() is None):
        root, problems = None, [Problem.at(shown, 1, 1, "HUB002")]
    result.problems.extend(problems)
    if root is not None:
        file = DataFile(kind, id, shown, text, digest)
        vars(file)["root"] = root
        result.files.append(file)


def kind_of(parts: tuple[str, ...], shown: str) -> tuple[str | None, list[Problem]]:
    """Tell from its place what a file holds, or why it is misplaced.

    Parameters:
        parts: Folders and name of the file, below the data folder.
        shown: What messages call it.
    """
    name = parts[-1]
    stem = name.removesuffix(".yml")

    def misplaced(why: Phrase, how: Phrase) -> tuple[None, list[Problem]]:
        return None, [Problem.at(shown, 1, 1, "HUB004", why=why, how=how)]

    if not name.endswith(".yml"):
        if name.endswith(".yaml"):
            return misplaced(Phrase("why.yaml"), phrase("how.yaml", name=f"{name[:-5]}.yml"))
        return misplaced(Phrase("why.no-yml"), Phrase("how.no-yml"))
    if parts in (("site.yml",), (REMOVED_FILE,)):
        return stem, []
    folders = (*COLLECTIONS, "interface", "vocabularies")
    if len(parts) != 2 or parts[0] not in folders:
        where = "/".join(parts[:-1])
        why = phrase("why.no-folder", folder=where) if where else Phrase("why.top-folder")
        return misplaced(why, phrase("how.folders", folders=", ".join(folders)))
    folder = parts[0]
    if folder == "vocabularies":
        if stem not in _VOCABULARY_FILES:
            known = ", ".join(sorted(_VOCABULARY_FILES))
            return misplaced(phrase("why.no-vocabulary", name=stem), phrase("how.no-vocabulary", known=known))
        return f"vocabulary:{_VOCABULARY_FILES[stem]}", []
    if folder == "interface":
        return "interface", []
    if len(stem) > MAX_ID_LENGTH or not ID_PATTERN.fullmatch(stem):
        return None, [Problem.at(shown, 1, 1, "HUB005", name=name, example=f"{slugify(stem) or 'name'}.yml")]
    return COLLECTIONS[folder], []


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return the content of a file, or add to `problems` what keeps it from being read."""
    try:
        if not path.is_file():  # reading a pipe would never end
            raise OSError
        if path.stat().st_size > MAX_FILE_BYTES:
            problems.append(Problem.at(shown, 1, 1, "HUB003", limit=f"{MAX_FILE_BYTES // 1024} kB"))
            return None
        raw = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as fault:
        why = Phrase("why.not-allowed") if isinstance(fault, PermissionError) else Phrase("why.system")
        problems.append(Problem.at(shown, 1, 1, "HUB007", why=why))
        return None
    if not raw.strip():
        problems.append(Problem.at(shown, 1, 1, "HUB002"))
        return None
    try:
        return raw.decode()
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode()
        line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
        problems.append(Problem.at(shown, line, column, "HUB001", byte=fault.start + 1))
        return None
