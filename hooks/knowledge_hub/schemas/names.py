"""Where the schema of each file lies."""

from __future__ import annotations

from pathlib import PurePath

from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.vocabulary import VOCABULARIES

FOLDER = "schemas"
"""Folder of the project that holds the schemas."""


def schema_names() -> dict[str, str]:
    """Return the files of the schemas by the kind of file they are for: `city` -> `cities.json`."""
    return {
        **{kind: f"{folder}.json" for folder, kind in COLLECTIONS.items()},
        **{f"vocabulary:{kind}": f"vocabularies/{name}.json" for kind, (name, _) in VOCABULARIES.items()},
        "interface": "interface.json",
        "removed": "removed.json",
        "site": "site.json",
    }


def schema_from(file: PurePath, kind: str) -> str:
    """Return the address of the schema of a file, relative to that file.

    Parameters:
        file: Its path below `data/`.
        kind: What it holds.
    """
    return f"{'../' * len(file.parts)}{FOLDER}/{schema_names()[kind]}"
