"""The ids that may be referred to, with what they stand for, so that editors can choose among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge_hub.load import COLLECTIONS, DataFile, DataFiles
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.schemas.schema import DEFINITIONS, DRAFT
from knowledge_hub.yaml_text import Node

_TITLES = ("name", "title", "term", "label")
"""Fields that say what a record or a choice is called."""


def ids(files: DataFiles, icons: Iterable[str], languages: Sequence[str]) -> dict[str, Any]:
    """Return the schema of references, by the kind of what they refer to.

    Parameters:
        files: All files of the hub; a faulty one counts with its id.
        icons: Ids of the drawings.
        languages: Codes of the site's languages, the default one first.
    """
    choices: dict[str, dict[str, str]] = {"icon": dict.fromkeys(sorted(icons), "")}
    for kind in COLLECTIONS.values():
        names = {file.id: _name(file.root, languages) for file in files.of(kind)}
        choices[kind] = {id: names.get(id, "") for id in sorted(files.ids.get(kind, ()))}
    for kind in VOCABULARIES:
        choices[kind] = dict(_choices(files.of(f"vocabulary:{kind}"), languages))
    return {"$schema": DRAFT, DEFINITIONS: {kind: _choice(found) for kind, found in sorted(choices.items())}}


def _choice(names: dict[str, str]) -> dict[str, Any]:
    if not names:
        return {"not": {}}  # editors refuse an empty list of values
    told = {"enumDescriptions": list(names.values())} if any(names.values()) else {}
    return {"enum": list(names), **told}


def _choices(files: Iterable[DataFile], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    for node in (node for file in files for node in file.root.elements or ()):
        id = node.items.get("id") if node.items else None
        if id and isinstance(id.value, str):
            about = node.items.get("description") if node.items else None
            texts = [_name(node, languages), *([_text(about, languages)] if about else [])]
            yield id.value, ". ".join(text for text in texts if text)


def _name(node: Node, languages: Sequence[str]) -> str:
    """Return what a record is called in each language."""
    return next((_text(node.items[key], languages) for key in _TITLES if node.items and key in node.items), "")


def _text(node: Node, languages: Sequence[str]) -> str:
    if isinstance(node.value, str):
        return node.value.strip()
    found = [node.items[code].value for code in languages if node.items and code in node.items]
    return " / ".join(dict.fromkeys(text.strip() for text in found if isinstance(text, str)))
