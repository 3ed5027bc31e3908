"""Writes an export to a folder, and sees that nothing else is lost by that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from knowledge_hub.export.config import SITE
from knowledge_hub.export.export import MARK, Export

_MADE_OF_IT = frozenset({SITE, ".cache"})
"""What engines put beside the export when they build it."""


def write(export: Export, site: Path, target: Path) -> None:
    """Write an export into a new folder.

    Parameters:
        export: What to write.
        site: Folder of the built site, which the files are taken from.
        target: Where to write.
    """
    _make_folders(target, [*export.texts, *export.files])
    for name, text in export.texts.items():
        (target / name).write_bytes(text.encode("utf-8"))
    for name, address in export.files.items():
        shutil.copyfile(site / address, target / name)


def _make_folders(target: Path, names: Iterable[str]) -> None:
    for folder in dict.fromkeys(target / Path(name).parent for name in names):
        folder.mkdir(parents=True, exist_ok=True)


def may_be_replaced(place: Path) -> bool:
    """Tell whether nothing but a former export, and what engines made of it, is lost if a new one takes the place."""
    if not place.exists():
        return True
    if not place.is_dir() or place.is_symlink():
        return False
    found = {path.name for path in place.iterdir()}
    return not found or found <= _former(place / MARK) | _MADE_OF_IT


def _former(mark: Path) -> frozenset[str]:
    """Return what a former export wrote; nothing if there is none."""
    try:
        return frozenset(json.loads(mark.read_text("utf-8"))["holds"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
