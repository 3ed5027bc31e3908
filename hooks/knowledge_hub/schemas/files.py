"""The schemas of a project, written to its folder `schemas/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from knowledge_hub.canonical.files import write_whole
from knowledge_hub.load import load
from knowledge_hub.project import NEEDED_WORDS, icons_in
from knowledge_hub.read import raw_languages
from knowledge_hub.schemas.explained import words
from knowledge_hub.schemas.ids import ids
from knowledge_hub.schemas.names import FOLDER
from knowledge_hub.schemas.schema import IDS, schemas
from knowledge_hub.schemas.words import Explainer
from knowledge_hub.validate import usable_languages


class NoLanguages(Exception):
    """`site.yml` names no languages, and without them no text can be described."""


def refresh(project: Path, *, write: bool = True) -> list[str]:
    """Bring the schemas of a project up to date; return the names of those that were not.

    Parameters:
        project: Folder with `data/` and `theme/`.
        write: Whether to write them.

    Raises:
        NoLanguages: If the languages of the site are not known.
    """
    changed = []
    for name, text in schema_files(project):
        path = project / FOLDER / name
        if not path.is_file() or path.read_text("utf-8") != text:
            changed.append(f"{FOLDER}/{name}")
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, text)
    return changed


def schema_files(project: Path) -> Iterator[tuple[str, str]]:
    """Return the schemas of a project with their names.

    Raises:
        NoLanguages: If the languages of the site are not known.
    """
    files = load(project / "data")
    languages = usable_languages(raw_languages(files))
    if not languages:
        raise NoLanguages
    codes = [language.code for language in languages]
    explain = Explainer(codes, words())
    found = {**schemas(languages, explain, NEEDED_WORDS), IDS: ids(files, icons_in(project), codes)}
    for name, schema in found.items():
        yield name, json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
