"""The data files of a project, each put into its canonical form."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_hub.canonical.form import FormError, canonical
from knowledge_hub.load import kind_of, read_text, walk
from knowledge_hub.problems import Problem
from knowledge_hub.schemas.names import schema_from
from knowledge_hub.yaml_text import parse


@dataclass
class Tidied:
    """What came of putting files into their form.

    Attributes:
        changed: Names of the files whose form was another.
        problems: What keeps files from being read; they are left as they are.
        faulty: Names of files whose form would say something else; they are left, and the program is at fault.
    """

    changed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)


def tidy(project: Path, only: Sequence[Path] = (), *, write: bool = True) -> Tidied:
    """Put data files into their canonical form; a file that has it already is not touched.

    Parameters:
        project: Folder with `data/`.
        only: The files; all of the data if there are none.
        write: Whether to write them, rather than only to tell which would change.
    """
    data, result = project / "data", Tidied()
    languages = site_languages(data)
    for path in only or walk(data):
        relative = path.relative_to(data)
        shown = f"data/{relative.as_posix()}"
        kind, problems = kind_of(relative.parts, shown)
        if path.is_symlink():
            kind, problems = None, [Problem.at(shown, 1, 1, "HUB009")]
        text = read_text(path, shown, problems) if kind else None
        if kind and text is not None:
            try:
                written, problems = canonical(text, shown, kind, languages, schema_from(relative, kind))
            except FormError:
                result.faulty.append(shown)
                continue
            if not problems and written.encode() != path.read_bytes():
                result.changed.append(shown)
                if write:
                    write_whole(path, written)
        result.problems += problems
    return result


def site_languages(data: Path) -> tuple[str, ...]:
    """Return the languages of the site, the default one first; none if `site.yml` does not tell."""
    text = read_text(data / "site.yml", "data/site.yml", [])
    root = parse(text, "data/site.yml")[0] if text else None
    return tuple(_codes(root.plain())) if root else ()


def _codes(site: object) -> Iterator[str]:
    languages = site.get("languages") if isinstance(site, dict) else None
    for entry in languages if isinstance(languages, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("code"), str):
            yield entry["code"]


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is never seen half written, and keep its permissions."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        if path.exists():
            shutil.copymode(path, name)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
