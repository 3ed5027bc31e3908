"""What the form editor is told of a hub: its files, their fields, and where they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from knowledge_hub.forms.fields import TITLES, Fields, Shapes
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.open_data.publication import tongue
from knowledge_hub.schemas.names import schema_names
from knowledge_hub.schemas.schema import schemas
from knowledge_hub.schemas.words import Explainer, Words

Config = dict[str, Any]
ITEMS = "items"
"""Field of the form that holds the choices of a vocabulary; the file itself is a list."""
_COMMENTS = {"name": "comments", "widget": "hidden"}
"""Keeps the comments at the top of a file."""
VOCABULARY_FOLDER = "vocabularies"
_FORGES = {"github.com": "github", "gitlab.com": "gitlab"}
_FORMAT = "hub-{name}"
_LONGEST_ID = 80


def forge(repository: str | None) -> tuple[str, str] | None:
    """Return the editor's name of a forge and the repository's path there; `None` if it cannot work with it."""
    parts = urlsplit(repository or "")
    path = parts.path.strip("/").removesuffix(".git")
    return (_FORGES[parts.netloc], path) if parts.netloc in _FORGES and "/" in path else None


class Forms:
    """The forms of a hub in one language.

    Parameters:
        hub: The hub.
        language: Code of one of its languages.
        words: What editors are told of each field, by language.
        labels: Names of the folders of `data/` and of the folder of vocabularies, in that language.
    """

    def __init__(self, hub: Hub, language: str, words: Mapping[str, Words], labels: Mapping[str, str]) -> None:
        self.hub, self.language, self.labels = hub, language, labels
        self.explain = Explainer([language], words)
        self.shapes: dict[str, Any] = {}
        self._schemas = schemas(hub.languages, self.explain, ())

    def config(self, repository: str | None, site_url: str) -> Config:
        """Return the editor's configuration.

        Parameters:
            repository: Address of the repository, if there is one.
            site_url: Absolute address of the site's root.
        """
        return {
            **self._backend(repository),
            "media_folder": "docs/images",
            "public_folder": "/images",
            "app_title": self.hub.site.name[self.language],
            "site_url": site_url,
            "show_preview_links": False,
            "editor": {"preview": False},
            "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _LONGEST_ID},
            "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
            "collections": [*(self._collection(*item) for item in COLLECTIONS.items()), self._vocabularies()],
        }

    def _backend(self, repository: str | None) -> Config:
        found = forge(repository)
        name, path = found or ("github", f"{self.hub.site.namespace}/{self.hub.site.namespace}")
        backend = {"name": name, "repo": path, "branch": self.hub.site.repository_branch, "auth_methods": ["token"]}
        return {"backend": backend, **({"publish_mode": "editorial_workflow"} if found else {})}

    def _collection(self, folder: str, kind: str) -> Config:
        schema = self._schemas[schema_names()[kind]]
        fields = Fields(self.hub, self.language, self.explain, schema)
        title = TITLES.get(kind, "name")
        made = fields.of(schema)
        self.shapes[_FORMAT.format(name=folder)] = asdict(fields.shapes)
        return {
            "name": folder,
            "label": self.labels[folder],
            "label_singular": schema["title"],
            "description": schema["description"],
            "folder": f"data/{folder}",
            "extension": "yml",
            "format": _FORMAT.format(name=folder),
            "identifier_field": f"{title}.{self.language}",
            "slug": f"{{{{{title}.{tongue(self.hub)}}}}}",
            "summary": f"{{{{{title}.{self.language}}}}}",
            "sortable_fields": {"fields": _sortable(f"{title}.{self.language}", [item["name"] for item in made])},
            "thumbnail": False,
            "fields": [*made, _COMMENTS],
        }

    def _vocabularies(self) -> Config:
        name = _FORMAT.format(name=VOCABULARY_FOLDER)
        shapes = Shapes()
        files = [self._vocabulary(kind, file, shapes) for kind, (file, _) in VOCABULARIES.items()]
        self.shapes[name] = {**asdict(shapes), "list": ITEMS}
        label = {"name": VOCABULARY_FOLDER, "label": self.labels[VOCABULARY_FOLDER]}
        return {**label, "format": name, "files": files}

    def _vocabulary(self, kind: str, file: str, shapes: Shapes) -> Config:
        schema = self._schemas[schema_names()[f"vocabulary:{kind}"]]
        fields = Fields(self.hub, self.language, self.explain, schema, shapes)
        made = fields.list_of(schema, ITEMS)
        return {
            "name": file,
            "label": schema["title"],
            "file": f"data/{VOCABULARY_FOLDER}/{file}.yml",
            "fields": [{"name": ITEMS, "label": schema["title"], "hint": schema["description"], **made}, _COMMENTS],
        }


def _sortable(title: str, names: Sequence[str]) -> list[str]:
    return [title, *(name for name in ("start", "date", "order", "checked", "accessed") if name in names)]
