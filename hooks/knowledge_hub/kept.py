"""What earlier builds have made, kept for as long as what it was made of stays the same.

Whatever is kept stands under a key: a hash of the code and of everything that was
handed in. With it stands what was read of the hub meanwhile, and how that was. It
is taken again only if both are unchanged, so that a build with it and one without
write the same bytes. The files may be deleted at any time.
"""

from __future__ import annotations

import marshal
import pickle
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from knowledge_hub.digest import Teller, Untold, digest_of
from knowledge_hub.hub import Hub
from knowledge_hub.reading import Name, Reading

MOST_PROJECTS = 6
"""Projects of which something is kept; of others it is deleted, those first that were built longest ago."""
SUFFIXES = {".html", ".py", ".txt", ".typ", ".yml"}
PACKAGES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "pydantic", "simplemma")
_Entry = tuple[str, tuple[tuple[Name, str], ...], Any]
V = TypeVar("V")


Keep = Callable[[tuple[str, ...], object, Callable[[], tuple[str, ...]]], tuple[str, ...]]
"""Takes from an earlier build what has not changed: name, what it is made of, and what makes it."""


def made_anew(slot: tuple[str, ...], told: object, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Take nothing from an earlier build."""
    del slot, told
    return make()


@cache
def code() -> str:
    """Return a hash of the generator itself and of the packages by which pages are made."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*") if path.suffix in SUFFIXES)
    told = [f"{path.relative_to(here).as_posix()}\n{path.read_text('utf-8')}" for path in files]
    return digest_of("\n".join([sys.version, *(f"{name} {version(name)}" for name in PACKAGES), *told]))


class Memory:
    """What was made in the last build of a project and what is made in this one.

    Parameters:
        reading: The hub that pages are made of.
        folder: Where it is kept; without one, everything is made anew.
        basis: All else that everything depends on, as a hash.
    """

    def __init__(self, reading: Reading, folder: Path | None, basis: str = "") -> None:
        self.reading, self._folder, self._basis = reading, folder, basis
        self._teller = Teller(reading.known()) if folder else None
        self._parts: dict[str, _Part] = {}
        self.made = 0
        """How much was made anew so far."""

    def get(self, slot: tuple[str, ...], told: object, make: Callable[[], V]) -> V:
        """Return what was made before, or make it.

        Parameters:
            slot: What it is, the part of the whole that it belongs to first; the last thing of that name is kept.
            told: All that it is made of, but for what it reads of the hub.
            make: Makes it, of what `marshal` can write: texts, and tuples and mappings of them.
        """
        if self._teller is None:
            return make()
        try:
            key = self._teller.digest(self._basis, told)
        except Untold:
            return make()
        part, name = self._part(slot[0]), slot[1:]
        old = part.new.get(name) or part.old.get(name)
        if old and old[0] == key and all(self.reading.state(read) == state for read, state in old[1]):
            part.new[name] = old
            return old[2]  # type: ignore[no-any-return]
        self.made += 1
        made, read = self.reading.of(make)
        part.new[name] = key, tuple((one, self.reading.state(one)) for one in sorted(read)), made
        return made

    def _part(self, name: str) -> _Part:
        if name not in self._parts:
            assert self._folder is not None
            self._parts[name] = _Part(self._folder / name)
        return self._parts[name]

    @property
    def templates(self) -> Path | None:
        """Folder for compiled templates."""
        return self._folder and self._folder.parents[1] / "templates"

    def save(self, name: str) -> None:
        """Keep what this build has used of a part, and nothing else."""
        if self._folder and self._part(name).new:
            self._part(name).save()
            _forget(self._folder)

    def taken(self, name: str) -> Mapping[tuple[str, ...], _Entry]:
        """Return what this build has used of a part so far."""
        return self._part(name).new if self._folder else {}

    def give(self, name: str, used: Mapping[tuple[str, ...], _Entry]) -> None:
        """Take over what another process has used of a part."""
        if self._folder:
            self._part(name).new.update(used)


class _Part:
    """A part of what is kept, in a file of its own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.new: dict[tuple[str, ...], _Entry] = {}

    @cached_property
    def old(self) -> Mapping[tuple[str, ...], _Entry]:
        """What the last build has used."""
        return _read(self.file)

    def save(self) -> None:
        if self.new != self.old:
            _write(self.file, self.new)


class Sound:
    """What was found to be without fault, in the last build or in this one: hashes of it, and records made of it.

    Parameters:
        folder: Where it is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "sound"
        self._before = frozenset(_read(self._file).get((), ()))
        self._now: set[str] = set()
        self.records = Records(folder)

    def knows(self, key: str) -> bool:
        """Tell whether something was found to be without fault."""
        if key in self._before:
            self._now.add(key)
        return key in self._now

    def add(self, key: str) -> None:
        """Note that something is without fault."""
        self._now.add(key)

    def save(self) -> None:
        """Keep what was asked for or added."""
        if self._now != self._before:
            _write(self._file, {(): tuple(sorted(self._now))})
        self.records.save()


class Records:
    """Records as they were made of their files, which need not be parsed and validated again.

    Each is kept under what it depends on besides the code, as a hash.

    Parameters:
        folder: Where they are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "records"
        self._before = _read(self._file)
        if self._before.get(()) != code():
            self._before = {}
        self._now: dict[tuple[str, ...], Any] = {(): code()}

    def told(self, kind: str, digest: str) -> str | None:
        """Return what was told of a file without fault; `None` if it is not known."""
        if (told := self._before.get((kind, digest))) is not None:
            self._now[kind, digest] = told
        return told

    def tell(self, kind: str, digest: str, told: str) -> None:
        """Note something of a file without fault."""
        self._now[kind, digest] = told

    def get(self, kind: str, id: str, basis: str) -> Any:
        """Return a record; `None` if it is not known as made of the same."""
        kept = self._before.get((kind, id, ""))
        if kept is None or kept[0] != basis:
            return None
        self._now[kind, id, ""] = kept
        return pickle.loads(kept[1])  # noqa: S301  # written by ourselves

    def add(self, kind: str, id: str, basis: str, record: object) -> None:
        """Note a record."""
        self._now[kind, id, ""] = basis, pickle.dumps(record, protocol=5)

    def save(self) -> None:
        """Keep what was asked for or added."""
        if self._now != self._before:
            _write(self._file, self._now)


def memory_folder(cache: Path, project: Path) -> Path:
    """Return where it is kept what was made of a project."""
    return cache / "pages" / digest_of(str(project.resolve()))


def memory_of(cache: Path, project: Path, hub: Hub, told: object) -> Memory:
    """Return what earlier builds of a project have left, for pages of this hub.

    Parameters:
        cache: Folder of all that is kept.
        project: Folder of the project.
        hub: The data.
        told: All else that pages depend on.
    """
    reading = Reading(hub)
    return Memory(reading, memory_folder(cache, project), digest_of(f"{code()} {reading.common} {told!r}"))


def _write(file: Path, values: dict[tuple[str, ...], Any]) -> None:
    write_checked(file, marshal.dumps(values))


def _read(file: Path) -> dict[tuple[str, ...], Any]:
    content = read_checked(file)
    return {} if content is None else marshal.loads(content)  # noqa: S302  # written by ourselves


def write_checked(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, with its checksum; a folder that cannot be written only costs time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as aside:
            aside.write(zlib.crc32(content).to_bytes(4) + content)
        Path(aside.name).replace(file)
    except OSError:
        return


def read_checked(file: Path) -> memoryview | None:
    """Return what `write_checked` has written; `None` if it is not there, cut off or damaged."""
    try:
        content = memoryview(file.read_bytes())
    except OSError:
        return None
    if len(content) < 4 or zlib.crc32(content[4:]) != int.from_bytes(content[:4]):
        return None
    return content[4:]


def _forget(folder: Path) -> None:
    """Delete what belongs to projects that were not built for long."""
    if not folder.is_dir():
        return
    folder.touch()
    others = sorted(folder.parent.iterdir(), key=lambda path: -path.stat().st_mtime)
    for path in others[MOST_PROJECTS:]:
        shutil.rmtree(path, ignore_errors=True)
