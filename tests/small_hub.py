"""The smallest valid hub, for tests that need one to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from conftest import ROOT
from knowledge_hub.hub import Hub
from knowledge_hub.problems import DataProblems, Problem
from knowledge_hub.project import icons_in
from knowledge_hub.read import read_hub

MINIMAL = Path(__file__).parent / "hubs" / "minimal" / "data"
TODAY = date(2026, 11, 24)
ICONS = icons_in(ROOT)

Change = Callable[[Path], None]
"""Something that an editor does to a data folder."""


def minimal_hub() -> Hub:
    """Read the smallest hub as it is."""
    return read_hub(MINIMAL, TODAY, ICONS)


def minimal_data(folder: Path) -> Path:
    """Copy the data of the smallest hub; return its folder."""
    return Path(shutil.copytree(MINIMAL, folder / "data"))


def hub_after(folder: Path, *changes: Change) -> Hub:
    """Change the smallest hub and read it."""
    data = minimal_data(folder)
    for change in changes:
        change(data)
    return read_hub(data, TODAY, ICONS)


def problems_after(folder: Path, *changes: Change) -> list[Problem]:
    """Change the smallest hub and return the problems this makes."""
    try:
        hub_after(folder, *changes)
    except DataProblems as fault:
        return list(fault.problems)
    return []


def codes_after(folder: Path, *changes: Change) -> list[str]:
    """Change the smallest hub and return the codes of its problems."""
    return [problem.code for problem in problems_after(folder, *changes)]


def edit(file: str, old: str, new: str) -> Change:
    """Put a text in place of another that stands in the file exactly once."""

    def change(data: Path) -> None:
        text = (data / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (data / file).write_text(text.replace(old, new), "utf-8")

    return change


def write(file: str, content: str | bytes) -> Change:
    """Write a whole file, new or not."""

    def change(data: Path) -> None:
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def encode(file: str, encoding: str) -> Change:
    """Save a file in another encoding."""
    return lambda data: write(file, (data / file).read_text("utf-8").encode(encoding))(data)


def move(file: str, to: str) -> Change:
    """Move or rename a file."""

    def change(data: Path) -> None:
        (data / to).parent.mkdir(parents=True, exist_ok=True)
        (data / file).rename(data / to)

    return change


def delete(file: str) -> Change:
    """Delete a file."""
    return lambda data: (data / file).unlink()


def link(file: str, to: str) -> Change:
    """Put a symbolic link to another file."""
    return lambda data: (data / file).symlink_to(data / to)
