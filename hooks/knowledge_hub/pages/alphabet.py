"""Everything that the hub has a page or an entry for, from A to the last letter of the language's alphabet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from knowledge_hub.hub import Hub
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.pages.parts import Part, in_parts, parts
from knowledge_hub.pages.reference import by_letter
from knowledge_hub.pages.spec import Spec, Words, words
from knowledge_hub.pages.view import View

PATH = "a-z"
MOST = 600
"""Lines on a page."""
_PAGES = (
    "compare",
    "data",
    "embed",
    "invest",
    "invest/sites",
    "invest/investments",
    "matrix",
    "news",
    "sources",
    "timeline",
    "about",
)
"""Pages that show no record, but are looked for by name."""


@dataclass(frozen=True)
class Item:
    """A line of the index.

    Attributes:
        name: What it is sorted by.
        shown: The name as HTML, which tells if it is another language's.
        url: Where it leads.
        kind: What it is, in words; of an abbreviation or a synonym, what it stands for.
    """

    name: str
    shown: Markup | str
    url: str
    kind: Markup | str


def specs(hub: Hub, titles: Mapping[str, Words]) -> list[Spec]:
    """Give the page of the index, or several if there is much.

    Parameters:
        hub: The data.
        titles: Gives the title of each other page, by its path.
    """
    pages = {path: titles[path] for path in _PAGES if path in titles}
    places = parts(PATH, range(_fewest(hub, pages)), MOST)

    def data(view: View, part: Part[int]) -> Mapping[str, Any]:
        return _data(view, pages, part)

    spec = Spec(
        path=PATH, kind="a-z", styles=("terms",), title=words(f"nav.{PATH}"), description=words("a-z.description")
    )
    return in_parts(spec, places, data)


def _fewest(hub: Hub, pages: Mapping[str, Words]) -> int:
    """Return how many lines the index has in any language; a language with more synonyms has more on the last page."""
    records = sum(len(hub.collection(kind)) for kind in (*FOLDERS, "term"))
    return records + sum(len(city.sites) for city in hub.cities.values()) + len(pages)


def _data(view: View, pages: Mapping[str, Words], part: Part[int]) -> Mapping[str, Any]:
    """Cut the lines of a language, whose order is its own, at the places that all languages share."""
    groups = by_letter(_items(view, pages), lambda item: item.name, view.language)
    ids = {letter: f"letter-{place}" for place, (letter, _) in enumerate(groups, start=1)}
    lines = [(letter, item) for letter, items in groups for item in items]
    last = len(part.paths)
    page_of = {letter: min(place // MOST + 1, last) for place, (letter, _) in reversed(list(enumerate(lines)))}
    start = (part.number - 1) * MOST
    shown = lines[start : start + MOST if part.number < last else None]

    def link(letter: str) -> str:
        there = page_of[letter]
        return f"{'' if there == part.number else view.page(part.paths[there - 1])}#{ids[letter]}"

    return {
        "many": len(lines),
        "letters": [(letter, link(letter)) for letter in ids],
        "groups": [
            (letter, ids[letter], [item for _, item in found])
            for letter, found in groupby(shown, key=lambda line: line[0])
        ],
    }


def _items(view: View, pages: Mapping[str, Words]) -> Iterator[Item]:
    hub = view.hub
    for kind in FOLDERS:
        label = view.ui(f"a-z.{kind}")
        for id, record in hub.collection(kind).items():
            name: Any = getattr(record, "name", None) or getattr(record, "title", None)
            yield Item(view.plain(name), view.t(name), view.to(kind, id), label)
            short = getattr(record, "short_name", None)
            if isinstance(short, str) and short not in view.plain(name):
                yield Item(short, short, view.to(kind, id), view.t(name))
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
        yield from (Item(word, word, there, view.t(term.term)) for word in synonyms)
