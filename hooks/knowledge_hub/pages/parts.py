"""Long lists in parts, so that no page grows with the hub: several pages, or the first few with a link to all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from knowledge_hub.pages.spec import Spec, Words
from knowledge_hub.pages.view import View

T = TypeVar("T")

MOST = 200
"""Entries on one page of a list."""
FIRST = 100
"""Entries of a list on a page that is about something else."""


@dataclass(frozen=True)
class Part(Generic[T]):
    """A part of a list, on a page of its own.

    Attributes:
        items: The entries in it.
        path: Path of its page.
        number: Its number, from 1.
        paths: Paths of all parts, in order.
    """

    items: Sequence[T]
    path: str
    number: int
    paths: Sequence[str]

    @property
    def previous(self) -> str | None:
        """Path of the part before."""
        return self.paths[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """Path of the part after."""
        return self.paths[self.number] if self.number < len(self.paths) else None


@dataclass(frozen=True)
class Excerpt(Sequence[T], Generic[T]):
    """The first entries of a list, and where all of them are.

    Attributes:
        items: All entries.
        path: Path of the page with all of them; empty if the first ones are all.
    """

    items: Sequence[T]
    path: str

    @property
    def first(self) -> Sequence[T]:
        """The entries that are shown."""
        return self.items[:FIRST]

    def __getitem__(self, place: Any) -> Any:
        """Return an entry."""
        return self.items[place]

    def __len__(self) -> int:
        """Return the number of all entries."""
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        """Return all entries."""
        return iter(self.items)


def parts(path: str, items: Sequence[T], most: int = MOST) -> list[Part[T]]:
    """Cut a list into parts; the first one lies at the path of the list itself, also if it is empty.

    Parameters:
        path: Path of the list.
        items: Its entries, in order.
        most: How many of them a page holds.
    """
    number = max(1, -(-len(items) // most))
    paths = [path, *(f"{path}/page/{place}" for place in range(2, number + 1))]
    return [Part(items[place * most : (place + 1) * most], paths[place], place + 1, paths) for place in range(number)]


def in_parts(spec: Spec, found: Sequence[Part[T]], data: Callable[[View, Part[T]], Mapping[str, Any]]) -> list[Spec]:
    """Give a page for each part of a list.

    Parameters:
        spec: The page of the first part, or of the whole list if it is short.
        found: The parts.
        data: Gives what the template needs for one of them; it gets `part` as well.
    """
    return [_of_part(spec, part, data) for part in found]


def _of_part(spec: Spec, part: Part[T], data: Callable[[View, Part[T]], Mapping[str, Any]]) -> Spec:
    def of_part(view: View) -> Mapping[str, Any]:
        return {**data(view, part), "part": part}

    if part.number == 1:
        return replace(spec, data=of_part)
    return replace(
        spec,
        path=part.path,
        data=of_part,
        title=_numbered(spec.title, part),
        nav_title=lambda view: view.ui("list.part", number=part.number, of=len(part.paths)),
        description=_numbered(spec.description, part),
        parents=(*spec.parents, spec.path),
        aliases=(),
        listed=False,  # search finds the records themselves
    )


def _numbered(words: Words, part: Part[T]) -> Words:
    return lambda view: view.ui("list.numbered", title=words(view), number=part.number, of=len(part.paths))


def excerpt(path: str, kind: str, items: Sequence[T]) -> Excerpt[T]:
    """Return the first entries of a list of a page, and where all of them are.

    Parameters:
        path: Path of the page that the list belongs to.
        kind: What is listed: `organisations`, `projects` or `events`.
        items: All entries.
    """
    return Excerpt(items, f"{path}/{kind}" if len(items) > FIRST else "")


def listings(page: Spec, lists: Mapping[str, Excerpt[Any]], name: Words) -> list[Spec]:
    """Give pages with all entries of the lists of a page that are too long for it.

    Parameters:
        page: The page that the lists belong to.
        lists: The lists by what they list.
        name: Name of what the page is about.
    """
    return [
        made
        for kind, found in lists.items()
        if found.path
        for made in _listing(
            Spec(
                path=found.path,
                kind="listing",
                title=_title(kind, name),
                nav_title=_title(kind),
                description=_title(kind, name),
                parents=(*page.parents, page.path),
                checked=page.checked,
                listed=False,
            ),
            kind,
            found,
        )
    ]


def _listing(spec: Spec, kind: str, found: Excerpt[Any]) -> list[Spec]:
    return in_parts(spec, parts(spec.path, found.items), lambda view, part: {"listed": kind})


def _title(kind: str, name: Words | None = None) -> Words:
    if name is None:
        return lambda view: view.ui(f"nav.{kind}")
    return lambda view: f"{name(view)}: {view.ui(f'nav.{kind}').lower()}"
