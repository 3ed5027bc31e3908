"""The generator's templates, compiled once and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2 import __version__ as release


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder; each under its name, the settings it was compiled with and Jinja's release.

    Jinja itself sees to it that the text of the template is the same.
    """

    def __init__(self, folder: Path, settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))
        self._settings = settings

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is kept under."""
        return super().get_cache_key(f"{release} {self._settings} {name}", filename)


def environment(*folders: Path, kept: Path | None = None, **settings: Any) -> Environment:
    """Make the environment that templates in some folders are rendered in; every value is escaped.

    Parameters:
        folders: Where the templates are.
        kept: Folder for compiled templates, if they are to be kept.
        settings: How they are read, if not as the generator's own templates are.
    """
    own = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    chosen = settings or own
    compiled = _Compiled(kept, repr(sorted(chosen))) if kept else None
    made = Environment(
        loader=FileSystemLoader(folders), autoescape=True, auto_reload=False, bytecode_cache=compiled, **chosen
    )
    made.globals["groupby"] = _groupby
    return made


def _groupby(items: list[Any], key: str) -> list[tuple[Any, list[Any]]]:
    """Group items by an attribute, keeping the order in which its values first appear."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, key), []).append(item)
    return list(groups.items())
