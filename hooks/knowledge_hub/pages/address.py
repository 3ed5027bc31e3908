"""Addresses of pages, kept in one place because they are promised for ever."""

from __future__ import annotations

from dataclasses import dataclass
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
        return _relative(self.url, target)


def _relative(here: str, there: str) -> str:
    """Return the way from a page to an address; both start at the site's root, `.` is the root itself."""
    if there == ".":
        return _relative(here, "").rstrip("/")
    folders, steps = here.split("/")[:-1], there.split("/")
    most, same = min(len(folders), len(steps) - 1), 0
    while same < most and folders[same] == steps[same]:
        same += 1
    return "../" * (len(folders) - same) + "/".join(steps[same:]) or "./"


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
