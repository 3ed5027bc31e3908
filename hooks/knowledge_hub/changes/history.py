"""The history of `data/`: states from git or from folders, and what changed from day to day.

The only module here that touches files, those of folders and those where changes
are kept. A project without git, or with a part of its history, is no fault.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from knowledge_hub.changes.change import Change, as_json, from_json
from knowledge_hub.changes.compare import compare
from knowledge_hub.changes.days import Day, History, Opening, history_of
from knowledge_hub.changes.git import DATA, Git, key_of, read_record
from knowledge_hub.changes.state import Key, State
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.messages import catalogue
from knowledge_hub.phrase import Phrase, phrase


class NoState(Exception):
    """There is no such state.

    Attributes:
        why: What there is instead, in one line.
    """

    def __init__(self, why: Phrase) -> None:
        super().__init__(catalogue().say(why))
        self.why = why


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
        raise NoState(phrase("history.no-revision", name=name, project=project.resolve()))
    if tree is None:
        raise NoState(phrase("history.no-folder", name=name, folder=DATA))
    return git.state(tree)


def _folder(folder: Path, shown: str) -> State:
    files = {
        key: path
        for path in sorted(folder.glob("*/*.yml"))
        if (key := key_of(path.relative_to(folder).as_posix())) and path.is_file() and not path.is_symlink()
    }
    if not files:
        raise NoState(phrase("history.no-records", folder=shown))
    # Named as git names content, so that a folder can be compared with a revision.
    contents = {key: path.read_bytes() for key, path in files.items()}
    digests = {key: _blob(content) for key, content in contents.items()}
    return State(digests, lambda key: read_record(contents[key], "/".join(key)))


def _blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


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
class Between:
    """What changed in a time.

    Attributes:
        changes: What changed, in no order of weight.
        whole: Whether the state before the time is known, or the hub was opened in it.
    """

    changes: Sequence[Change] = ()
    whole: bool = False


def changes_between(project: Path, zone: str, first: date, last: date, kept: Path | None = None) -> Between:
    """Tell what changed from the beginning of a day to the end of another, all in all.

    Parameters:
        project: Folder of the project.
        zone: Time zone in which a day begins and ends.
        first: First day.
        last: Last day.
        kept: Folder where changes are kept.
    """
    git = Git(project)
    head = git.head()
    ends = _ends(git.commits(head[0]), ZoneInfo(zone)) if head else []
    states = [(end.day, tree) for end, tree in zip(ends, git.trees([end.commit for end in ends]), strict=True) if tree]
    earlier = [tree for day, tree in states if day < first]
    within = [(day, tree) for day, tree in states if first <= day <= last]
    is_whole = bool(earlier) or (bool(within) and not (head and head[1]))
    # In the quarter of its opening, a hub tells what came after.
    before = earlier[-1] if earlier else within[0][1] if within else ""
    for day, tree in reversed(within):
        changes = _kept(git, before, tree, day, kept) if tree != before else ()
        if changes is not None:
            return Between(changes, is_whole)
    return Between((), is_whole)


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
