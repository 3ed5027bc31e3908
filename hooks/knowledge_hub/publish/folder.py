"""Reads and writes the folders of sites."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from knowledge_hub.publish.compressed import ENDINGS, compressed
from knowledge_hub.publish.manifest import NAME, Entry, entry_of


class Writer:
    """Writes the files of a site into a new folder and keeps count of them.

    A file that is as it was in the folder published before keeps the time of its last change: hosts make their
    ETag of it, and what readers' browsers have kept stays good over a build that did not change it.
    """

    def __init__(self, folder: Path, before: Path) -> None:
        """Start with an empty folder.

        Parameters:
            folder: Where to write.
            before: Where the site was published before; it need not be there.
        """
        self.folder, self.before = folder, before
        self.entries: dict[str, Entry] = {}

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the site."""
        self.entries[path] = entry_of(content)
        write_file(self.folder / path, content)
        old = self.before / path
        if is_file(old) and old.stat().st_size == len(content) and old.read_bytes() == content:
            changed = old.stat().st_mtime_ns
            os.utime(self.folder / path, ns=(changed, changed))

    def compress(self, encodings: Iterable[str]) -> None:
        """Put a file in each encoding beside each file that shrinks; all cores take part."""
        written, wanted = sorted(self.entries), list(encodings)

        def one(path: str) -> None:
            content = (self.folder / path).read_bytes()
            for encoding in wanted:
                if (smaller := compressed(path, content, encoding)) is not None:
                    self.write(path + ENDINGS[encoding], smaller)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(one, written))


def write_file(file: Path, content: bytes) -> None:
    """Write a file that everyone may read, whatever the system's habit is."""
    for folder in [folder for folder in file.parents if not folder.exists()]:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.chmod(0o755)
    file.write_bytes(content)
    file.chmod(0o644)


def is_file(path: Path) -> bool:
    """Tell whether there is a file, and no symbolic link that could lead out of the folder."""
    return path.is_file() and not path.is_symlink()


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the path of each file below a folder, with the file, in an order that is everywhere the same."""
    found = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if is_file(path))
    yield from sorted(found)


def read_file(file: Path) -> bytes:
    """Return the content of a file."""
    return file.read_bytes()


def entries_of(folder: Path) -> dict[str, Entry]:
    """Describe every file of a published site but its manifest."""
    return {path: entry_of(file.read_bytes()) for path, file in files_of(folder) if path != NAME}


def public_folder(place: Path, within: str) -> Path | None:
    """Return the folder of a published site that has the manifest, if there is one.

    Parameters:
        place: The folder to look in.
        within: Folder in it that may hold the site, at some depth.
    """
    found = [place / NAME, *sorted((place / within).rglob(NAME))]
    return next((file.parent for file in found if is_file(file)), None)


def may_be_replaced(place: Path, within: str) -> bool:
    """Tell whether nothing but what was published before is lost if a new folder takes the place; see `public_folder`."""
    if not place.exists():
        return True
    if not place.is_dir() or place.is_symlink():
        return False
    return not any(place.iterdir()) or public_folder(place, within) is not None
