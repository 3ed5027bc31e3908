"""Writes files of the site. One that has not changed is the file it was, with its date, so that nobody fetches it again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

Files = Mapping[str, str | bytes]
_AS_IT_IS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write(site: Path, files: Files, before: Path | None = None) -> None:
    """Write files by their address below the site's root.

    Parameters:
        site: Folder of the site, a new one.
        files: What to write.
        before: Site built before, on the same file system; what is the same there is linked, not written.
    """
    made: set[str] = set()
    for address, content in files.items():
        folder = address.rpartition("/")[0]
        if folder not in made:
            (site / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        # Of thousands of files, paths cost more than writing.
        if before is None or not linked(f"{before}/{address}", f"{site}/{address}", raw):
            with open(f"{site}/{address}", "wb") as file:
                file.write(raw)


def copy(source: Path, site: Path, before: Path | None = None) -> None:
    """Copy a folder into a site, as `write` does."""
    files = (path for path in sorted(source.rglob("*")) if path.is_file())
    write(site, {path.relative_to(source).as_posix(): path.read_bytes() for path in files}, before)


def linked(old: str, new: str, content: bytes) -> bool:
    """Let a new file be an old one, if that is a plain file and holds the same; else do nothing."""
    with suppress(OSError):
        with open(os.open(old, _AS_IT_IS), "rb") as file:
            if os.fstat(file.fileno()).st_size != len(content) or file.read() != content:
                return False
        os.link(old, new)
        return True
    return False
