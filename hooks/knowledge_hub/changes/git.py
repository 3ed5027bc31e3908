"""What git keeps of `data/`: commits, and the content of files by their ids.

Nothing is checked out and nothing is written. Where there is no git, or no
history, every answer is empty: then less is known, which is no fault.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from knowledge_hub.changes.state import Key, Record, State
from knowledge_hub.limits import MAX_FILE_BYTES
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.yaml_text import parse

DATA = "data"
SECONDS = 60
"""Longest time git may take; then its history counts as missing."""


def key_of(path: str) -> Key | None:
    """Return the record that a file below the data folder holds."""
    parts = PurePosixPath(path)
    kind = COLLECTIONS.get(parts.parent.as_posix())
    return (kind, parts.stem) if kind and parts.suffix == ".yml" else None


def read_record(content: bytes, shown: str) -> Record | None:
    """Read a record without judging it; `None` if it is no YAML mapping."""
    if len(content) > MAX_FILE_BYTES:
        return None
    try:
        root, _ = parse(content.decode("utf-8-sig"), shown)
    except UnicodeDecodeError:
        return None
    plain = root.plain() if root else None
    return plain if isinstance(plain, dict) else None


class Git:
    """Asks the git history of a project; answers are empty where there is none.

    Parameters:
        project: Folder of the project, which may lie below the root of the repository.
    """

    def __init__(self, project: Path) -> None:
        self.project = project
        self._prefix = ""
        self._contents: dict[str, bytes] = {}
        self._files: dict[str, dict[Key, str]] = {}
        self._records: dict[str, Record | None] = {}

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
        if tree not in self._files:
            self._files[tree] = self._list(tree)
        return self._files[tree]

    def _list(self, tree: str) -> dict[Key, str]:
        answer = self._run("ls-tree", "-r", "-z", "--full-tree", tree) or b""
        found: dict[Key, str] = {}
        for line in answer.decode("utf-8", "replace").split("\0"):
            about, _, path = line.partition("\t")
            mode, _, id = [*about.split(), "", "", ""][:3]
            if mode.startswith("100") and (key := key_of(path)):
                found[key] = id
        return found

    def state(self, tree: str) -> State:
        """Return the state that a data folder holds.

        Content is fetched at once and parsed when it is asked for, each content
        only once: from one day to the next, most of it stays the same.
        """
        digests = self.files(tree)
        self._fetch(digests.values())
        return State(digests, lambda key: self._record(digests[key], "/".join(key)))

    def _record(self, id: str, shown: str) -> Record | None:
        if id not in self._records:
            self._records[id] = read_record(self._contents.pop(id), shown)
        return self._records[id]

    def _fetch(self, ids: Iterable[str]) -> None:
        """Read the content of many files at once."""
        wanted = sorted(set(ids) - self._contents.keys() - self._records.keys())
        if not wanted:
            return
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
