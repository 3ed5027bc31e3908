"""The history of `data/`: states from git or from folders, and what changed from day to day.

The only module here that touches files and runs git. Nothing is checked out; git
is asked for the ids of what it keeps, and for the content of what differs. A
project without git, or with a part of its history, is no fault: then less is known.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from knowledge_hub.changes.change import Change, as_json, from_json
from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.days import Day, History, Opening, history_of
from knowledge_hub.changes.state import Key, Record, State
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.yaml_text import parse

DATA = "data"
SECONDS = 60
"""Longest time git may take; then its history counts as missing."""


class NoState(Exception):
    """There is no such state; the message says in one line why."""


# States


def state_of(project: Path, name: str | None) -> State:
    """Return a state of the data.

    Parameters:
        project: Folder of the project.
        name: A revision of its git history, a folder with records, or a project with
            such a folder; `None` for the project's own data as they are.

    Raises:
        NoState: If there is no such state.
    """
    folder = project / DATA if name is None else project / name
    if name is None or folder.is_dir():
        return _folder(folder / DATA if (folder / DATA).is_dir() else folder, name or DATA)
    git = Git(project)
    commit = git.commit(name)
    tree = git.trees([commit])[0] if commit else None
    if commit is None:
        raise NoState(f"{name} is neither a folder nor a revision in the git history of {project.resolve()}")
    if tree is None:
        raise NoState(f"{name} has no folder {DATA}")
    return git.state(tree)


def _folder(folder: Path, shown: str) -> State:
    files = {
        key: path
        for path in sorted(folder.glob("*/*.yml"))
        if (key := _key(path.relative_to(folder).as_posix())) and path.is_file()
    }
    if not files:
        raise NoState(f"there are no records in {shown}")
    # Named as git names content, so that a folder can be compared with a revision.
    contents = {key: path.read_bytes() for key, path in files.items()}
    digests = {key: _blob(content) for key, content in contents.items()}
    return State(digests, lambda key: read_record(contents[key], "/".join(key)))


def _blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _key(path: str) -> Key | None:
    """Return the record that a file below the data folder holds."""
    parts = PurePosixPath(path)
    kind = COLLECTIONS.get(parts.parent.as_posix())
    return (kind, parts.stem) if kind and parts.suffix == ".yml" else None


def read_record(content: bytes, shown: str) -> Record | None:
    """Read a record without judging it; `None` if it is no YAML mapping."""
    try:
        root, _ = parse(content.decode("utf-8-sig"), shown)
    except UnicodeDecodeError:
        return None
    plain = root.plain() if root else None
    return plain if isinstance(plain, dict) else None


# Git


class Git:
    """Asks the git history of a project; answers are empty where there is none.

    Parameters:
        project: Folder of the project, which may lie below the root of the repository.
    """

    def __init__(self, project: Path) -> None:
        self.project = project
        self._prefix = ""
        self._contents: dict[str, bytes] = {}

    def _run(self, *arguments: str, given: bytes = b"") -> bytes | None:
        command = ["git", "-C", str(self.project), "--no-optional-locks", "--no-replace-objects", *arguments]
        try:
            done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout if done.returncode == 0 else None

    def head(self) -> tuple[str, bool] | None:
        """Return the present commit, and whether the history before some commit is cut off; `None` without git."""
        answer = self._run("rev-parse", "--show-prefix", "--is-shallow-repository", "--verify", "HEAD")
        lines = (answer or b"").decode("utf-8", "replace").split("\n")
        if answer is None or len(lines) < 3:
            return None
        self._prefix = lines[0]
        return lines[2], lines[1] == "true"

    def commit(self, name: str) -> str | None:
        """Return the commit that a revision names."""
        if self.head() is None:
            return None
        answer = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return answer.decode().strip() if answer else None

    def commits(self, head: str) -> list[tuple[int, str]]:
        """Return time (seconds since 1970) and id of each commit of the main line, the first first."""
        answer = self._run("rev-list", "--first-parent", "--reverse", "--timestamp", head)
        pairs = (line.split() for line in (answer or b"").decode().splitlines())
        return [(int(time), commit) for time, commit in pairs]

    def trees(self, commits: Sequence[str]) -> list[str | None]:
        """Return the id of the data folder in each commit; `None` where it is missing."""
        asked = "".join(f"{commit}:{self._prefix}{DATA}\n" for commit in commits)
        answer = (self._run("cat-file", "--batch-check", given=asked.encode()) or b"").decode("utf-8", "replace")
        found = [line.split() for line in answer.splitlines()]
        trees = [parts[0] if parts[1:2] == ["tree"] else None for parts in found]
        return trees if len(trees) == len(commits) else [None] * len(commits)

    def files(self, tree: str) -> dict[Key, str]:
        """Return the ids of the files of records in a data folder."""
        answer = self._run("ls-tree", "-r", "-z", tree) or b""
        found: dict[Key, str] = {}
        for line in answer.decode("utf-8", "replace").split("\0"):
            about, _, path = line.partition("\t")
            mode, _, id = (about.split() + ["", "", ""])[:3]
            if mode.startswith("100") and (key := _key(path)):
                found[key] = id
        return found

    def state(self, tree: str) -> State:
        """Return the state that a data folder holds."""
        digests = self.files(tree)
        return State(digests, lambda key: read_record(self.content(digests[key]), "/".join(key)))

    def content(self, id: str) -> bytes:
        """Return the content of a file by its id."""
        if id not in self._contents:
            self.fetch([id])
        return self._contents[id]

    def fetch(self, ids: Iterable[str]) -> None:
        """Read the content of many files at once."""
        wanted = sorted(set(ids) - self._contents.keys())
        answer = self._run("cat-file", "--batch", given="".join(f"{id}\n" for id in wanted).encode()) or b""
        at = 0
        for id in wanted:
            head, _, _ = answer[at : at + 200].partition(b"\n")
            size = head.split()[2:3]
            if not size:  # missing here, as in a clone that fetches content only when asked
                self._contents[id] = b""
                at += len(head) + 1
                continue
            start = at + len(head) + 1
            self._contents[id] = answer[start : start + int(size[0])]
            at = start + int(size[0]) + 1


# History


def read_history(project: Path, zone: str, kept: Path | None = None) -> History:
    """Tell from git what changed on which day; the result depends on the commit alone.

    Parameters:
        project: Folder of the project.
        zone: Time zone in which a day begins and ends.
        kept: Folder where the changes of each day are kept, so that they are found only once.
    """
    git = Git(project)
    head = git.head()
    ends = _ends(git.commits(head[0]), ZoneInfo(zone)) if head else []
    trees = git.trees([end.commit for end in ends]) if ends else []
    states = [(end, tree) for end, tree in zip(ends, trees, strict=True) if tree]
    if not head or not states:
        return History()
    is_cut = head[1] and states[0][0] is ends[0]
    first, before = states[0]
    opening = None if is_cut else Opening(first.day, first.moment, _counts(git.files(before)))
    days: list[Day] = []
    for end, tree in states[1:]:
        changes = _kept(git, before, tree, end.day, kept) if tree != before else ()
        if changes is not None:
            days.append(Day(end.day, end.moment, changes))
            before = tree
    return history_of(days, first.day, opening)


@dataclass(frozen=True)
class _End:
    """The last commit of a day."""

    day: date
    moment: datetime
    commit: str


def _ends(commits: Sequence[tuple[int, str]], zone: ZoneInfo) -> list[_End]:
    """Return the last commit of each day. A commit with a clock that was slow belongs to the day before it in line."""
    found: dict[date, _End] = {}
    latest = date.min
    for time, commit in commits:
        moment = datetime.fromtimestamp(time, zone)
        latest = max(latest, moment.date())
        found[latest] = _End(latest, moment if moment.date() == latest else found[latest].moment, commit)
    return list(found.values())


def _counts(files: Iterable[Key]) -> Mapping[str, int]:
    kinds = [kind for kind, _ in files]
    return {kind: kinds.count(kind) for kind in COLLECTIONS.values() if kind in kinds}


def _kept(git: Git, before: str, after: str, day: date, kept: Path | None) -> tuple[Change, ...] | None:
    """Return what changed between two data folders, from what is kept if possible.

    `None` if the later one has a file that cannot be read: such data was never
    published, and what it changed is told with the day on which it was mended.
    """
    place = kept / f"{_name(before, after, day)}.json" if kept else None
    if place and (found := _read(place)) is not None:
        return None if found == "unreadable" else found
    old, new = git.state(before), git.state(after)
    differing = [key for key in {**old.digests, **new.digests} if old.digests.get(key) != new.digests.get(key)]
    git.fetch(digest for key in differing for state in (old, new) if (digest := state.digests.get(key)))
    changes = compare(old, new, day)
    result = None if new.unreadable else tuple(changes)
    if place:
        _write(place, {"changes": None if result is None else as_json(result)})
    # What was just found takes the way that what is kept takes, so that both give the same.
    return None if result is None else from_json(json.loads(json.dumps(as_json(result))))


def _name(before: str, after: str, day: date) -> str:
    return hashlib.sha256(f"{_basis()} {before} {after} {day}".encode()).hexdigest()[:40]


@cache
def _basis() -> str:
    """Hash of the code that finds changes: what other code has found is found anew."""
    hashed = hashlib.sha256()
    for path in sorted([*Path(__file__).parent.glob("*.py"), Path(__file__).parent.parent / "yaml_text.py"]):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _read(place: Path) -> Any:
    try:
        found = json.loads(place.read_text("utf-8"))["changes"]
        return "unreadable" if found is None else from_json(found)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(place: Path, content: object) -> None:
    """Keep what was found, whole or not at all; a folder that cannot be written only costs time."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as file:
            json.dump(content, file, ensure_ascii=False)
        os.replace(file.name, place)
    except OSError:
        return
