"""Everything that the hub has a page or an entry for, from A to the last letter of the language's alphabet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from markupsafe import Markup

from knowledge_hub.hub import Hub
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.pages.reference import by_letter
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

PATH = "a-z"
PER_PAGE = 600
"""Entries on a page; the rest goes on to further ones."""
_PAGES = ("compare", "data", "embed", "invest", "invest/sites", "invest/investments", "matrix", "news", "sources", "timeline", "about")
"""Pages that show no record, but are looked for by name."""


@dataclass(frozen=True)
class Item:
    """A line of the index.

    Attributes:
        name: What it is sorted by.
        shown: The name as HTML, which tells if it is another language's.
        url: Where it leads.
        kind: What it is, in words.
    """

    name: str
    shown: Markup | str
    url: str
    kind: str


def specs(hub: Hub, titles: Mapping[str, Any]) -> list[Spec]:
    """Give the pages of the index: one, or more if there is much.

    Parameters:
        hub: The data.
        titles: Gives the title of each further page from its view, by its path.
    """
    pages = {path: titles[path] for path in _PAGES if path in titles}
    parts = ceil(sum(1 for _ in _keys(hub, pages)) / PER_PAGE)
    return [_spec(hub, pages, part, max(1, parts)) for part in range(max(1, parts))]


def path_of_part(part: int) -> str:
    """Return the path of a page of the index, the first being 0."""
    return f"{PATH}/{part + 1}" if part else PATH


def _spec(hub: Hub, pages: Mapping[str, Any], part: int, parts: int) -> Spec:
    def data(view: View) -> Mapping[str, Any]:
        return _data(view, pages, part, parts)

    def title(view: View) -> str:
        name = view.ui(f"nav.{PATH}")
        return f"{name} ({part + 1}/{parts})" if part else name

    return Spec(
        path=path_of_part(part),
        kind="a-z",
        title=title,
        description=words("a-z.description"),
        data=data,
        parents=("", PATH) if part else ("",),
    )


def _data(view: View, pages: Mapping[str, Any], part: int, parts: int) -> Mapping[str, Any]:
    groups = by_letter(_items(view, pages), lambda item: item.name, view.language)
    flat = [(letter, item) for letter, items in groups for item in items]
    per_page = ceil(len(flat) / parts)
    ids = {letter: f"letter-{place}" for place, (letter, _) in enumerate(groups, start=1)}
    where = {letter: part for place, (letter, _) in reversed(list(enumerate(flat))) for part in [place // per_page]}
    shown: dict[str, list[Item]] = {}
    for letter, item in flat[part * per_page : (part + 1) * per_page]:
        shown.setdefault(letter, []).append(item)

    def link(letter: str) -> str:
        there = "" if where[letter] == part else view.page(path_of_part(where[letter]))
        return f"{there}#{ids[letter]}"

    return {
        "many": len(flat),
        "letters": [(letter, link(letter)) for letter in ids],
        "groups": [(letter, ids[letter], items) for letter, items in shown.items()],
        "before": view.page(path_of_part(part - 1)) if part else None,
        "after": view.page(path_of_part(part + 1)) if part + 1 < parts else None,
    }


def _keys(hub: Hub, pages: Mapping[str, Any]) -> Iterator[object]:
    """Yield one thing for each line, about: names in a single language come on top."""
    for kind in (*FOLDERS, "term"):
        yield from hub.collection(kind)
    yield from (site for city in hub.cities.values() for site in city.sites)
    yield from pages


def _items(view: View, pages: Mapping[str, Any]) -> Iterator[Item]:
    hub = view.hub
    for kind in FOLDERS:
        label = view.ui(f"a-z.{kind}")
        for id, record in hub.collection(kind).items():
            name: Any = getattr(record, "name", None) or getattr(record, "title", None)
            yield Item(view.plain(name), view.t(name), view.to(kind, id), label)
            short = getattr(record, "short_name", None)
            if isinstance(short, str) and short not in view.plain(name):
                yield Item(short, short, view.to(kind, id), view.plain(name))
    for city in hub.cities.values():
        for site in city.sites:
            there = f"{view.to('city', city.id)}#site-{site.id}"
            yield Item(view.plain(site.name), view.t(site.name), there, view.label("site_kind", site.kind))
    yield from _terms(view)
    for path, title in pages.items():
        yield Item(title(view), title(view), view.page(path), view.ui("a-z.page"))


def _terms(view: View) -> Iterator[Item]:
    glossary = view.page("glossary")
    for term in view.hub.terms.values():
        there = f"{glossary}#{term.id}"
        yield Item(view.plain(term.term), view.t(term.term), there, view.ui("a-z.term"))
        synonyms: Sequence[str] = [view.plain(word) for word in term.synonyms if view.language in word]
        yield from (Item(word, word, there, view.plain(term.term)) for word in synonyms)
