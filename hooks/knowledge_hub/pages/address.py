"""Addresses of pages, kept in one place because they are promised for ever."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import relpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the site engine's side needs addresses, but no data
    from knowledge_hub.hub import Hub

FOLDERS = {
    "area": "areas",
    "city": "cities",
    "event": "events",
    "organisation": "organisations",
    "project": "projects",
}
"""Kind of record -> folder of its pages."""


@dataclass(frozen=True)
class Address:
    """A page in one language.

    Attributes:
        path: Path without language, such as `cities/kokkola` or `matrix`; empty for the front page.
        language: Language code.
        is_default: Whether the language is the default one, whose pages lie at the root.
    """

    path: str
    language: str
    is_default: bool

    @property
    def url(self) -> str:
        """Address below the site's root, with a slash at its end (empty for the root itself)."""
        prefix = "" if self.is_default else f"{self.language}/"
        return f"{prefix}{self.path}/" if self.path else prefix

    def to(self, other: Address | str) -> str:
        """Relative address from here to another page or to a file below the root."""
        target = other.url if isinstance(other, Address) else other
        relative = relpath(target or ".", self.url or ".")
        ends_with_slash = target == "" or target.endswith("/")
        return f"{relative}/" if ends_with_slash else relative


@dataclass(frozen=True)
class Addresses:
    """Finds the address of everything that has a page."""

    hub: Hub

    def page(self, path: str, language: str) -> Address:
        """Address of a page by its path."""
        return Address(path, language, language == self.hub.languages[0].code)

    def path_of(self, kind: str, id: str) -> str:
        """Path of a record's page.

        Raises:
            KeyError: If there is no such record.
        """
        record = self.hub.collection(kind)[id]
        if kind == "event":
            return f"events/{self.hub.events[id].address_year}/{record.id}"
        return f"{FOLDERS[kind]}/{record.id}"


def source_name(path: str, language: str) -> str:
    """Return the name of the Markdown file that stands for a page, below `docs/`.

    A list of records is the index of their folder: `cities` is `cities/index.fi.md`.
    """
    stem = f"{path}/index".lstrip("/") if path == "" or path in FOLDERS.values() else path
    return f"{stem}.{language}.md"


def path_of_source(name: str) -> str:
    """Return the path of the page that a Markdown file stands for."""
    stem = name.removesuffix(".md")
    path = stem.rpartition(".")[0] or stem
    return "" if path == "index" else path.removesuffix("/index")
