"""A state of the project from its git history, as a folder of its own."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge_hub.phrase import Phrase, phrase

SECONDS = 120
"""Longest time git may take."""


class NoRevision(Exception):
    """There is no such state; the phrase says why."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why


@contextmanager
def checked_out(project: Path, name: str) -> Iterator[Path]:
    """Give a copy of the project as it was at a revision, with its history up to there; nothing is left behind.

    Parameters:
        project: Folder of the project, which may lie below the root of its repository.
        name: A commit, branch or tag.

    Raises:
        NoRevision: If there is no such revision, or no git.
    """
    top = Path(_git(project, "rev-parse", "--show-toplevel"))
    prefix = _git(project, "rev-parse", "--show-prefix")
    commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", named=name)
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        copy = Path(folder) / "project"
        # A clone that borrows its content: it costs nothing, and unlike a worktree it leaves no trace in the repository.
        _git(project, "clone", "--quiet", "--shared", "--no-checkout", "--no-tags", str(top), str(copy))
        _git(copy, "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit)
        if not (copy / prefix).is_dir():
            raise NoRevision(phrase("history.no-folder", name=name, folder=prefix))
        yield copy / prefix


def common_ancestor(project: Path, base: str | None, branch: str = "main") -> str:
    """Return the commit from which the present one and a base have grown apart.

    Parameters:
        project: Folder of the project.
        base: A revision; by default the main branch, as it was last fetched or as it is here.
        branch: Name of the main branch.

    Raises:
        NoRevision: If there is no such revision.
    """
    for name in [base] if base else [f"origin/{branch}", branch]:
        try:
            commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except NoRevision:
            continue
        try:
            return _git(project, "merge-base", "HEAD", commit)
        except NoRevision:
            return commit  # histories that have nothing in common, or too little of them is here
    raise NoRevision(phrase("history.no-base", name=base or branch))


def _git(folder: Path, *arguments: str, named: str = "") -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        raise NoRevision(Phrase("history.no-git")) from None
    if done.returncode != 0:
        missing = phrase("history.no-revision", name=named, project=folder)
        raise NoRevision(missing if named else phrase("history.git-refused", why=done.stderr.strip()))
    return done.stdout.strip()
