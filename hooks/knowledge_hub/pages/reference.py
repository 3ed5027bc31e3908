"""Sources, glossary and the page about the hub: what readers look things up in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Source, Term
from knowledge_hub.pages.parts import Part, in_parts, parts
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

T = TypeVar("T")
MOST_SOURCES = 400
"""Sources on one page; they are short, and readers look for them with their browser's own search."""
MOST_USES = 20
"""Pages named as citing one source; of more, only the number is told."""
_OWN_LETTERS = "ÅÄÖ"
"""Letters that stand for themselves at the end of the alphabet in the Nordic countries."""


def specs(hub: Hub) -> list[Spec]:
    """Give the pages of sources, glossary and about."""
    project = hub.projects.get(hub.site.project) if hub.site.project else None
    used = [source for id, source in hub.sources.items() if id in hub.used_sources]
    return [
        *in_parts(
            Spec(
                path="sources",
                kind="sources",
                styles=("terms",),
                title=words("nav.sources"),
                description=words("sources.description"),
            ),
            parts("sources", used, MOST_SOURCES),
            _sources,
        ),
        Spec(
            path="glossary",
            kind="glossary",
            styles=("terms",),
            title=words("nav.glossary"),
            description=words("glossary.description"),
            data=lambda view: _glossary(hub, view),
        ),
        Spec(
            path="about",
            kind="about",
            title=words("nav.about"),
            description=words("about.description"),
            data=lambda view: {"project": project},
            edit="data/site.yml",
            checked=hub.site.checked,
        ),
    ]


def _sources(view: View, part: Part[Source]) -> Mapping[str, Any]:
    def entry(source: Source) -> tuple[Source, Mapping[str, str]]:
        return source, view.uses("source", source.id)

    return {
        "most_uses": MOST_USES,
        "groups": [
            (letter, [entry(source) for source in items])
            for letter, items in by_letter(part.items, lambda item: view.plain(item.title), view.language)
        ],
    }


def _glossary(hub: Hub, view: View) -> Mapping[str, Any]:
    def entry(term: Term) -> tuple[Term, list[tuple[str, str]], list[str]]:
        own = view.plain(term.term)
        others = [(code, word) for code, word in term.term.items() if code != view.language and word != own]
        return term, others, [view.plain(word) for word in term.synonyms if view.language in word]

    return {
        "groups": [
            (letter, [entry(term) for term in items])
            for letter, items in by_letter(hub.terms.values(), lambda item: view.plain(item.term), view.language)
        ]
    }


def by_letter(items: Iterable[T], name: Callable[[T], str], language: str) -> list[tuple[str, list[T]]]:
    """Group by first letter, in the order of the language's alphabet.

    Digits come first as one group. Å, Ä and Ö come last where the language
    sorts them so, else with A and O.
    """
    nordic = language in ("fi", "sv", "da", "nb", "no")
    groups: dict[str, list[T]] = {}
    for item in sorted(items, key=lambda item: sort_key(name(item), nordic=nordic)):
        letter = name(item).lstrip("\"'”“(")[:1].upper()
        if not letter.isalpha():
            letter = "0–9"
        elif not (nordic and letter in _OWN_LETTERS):
            letter = _base(letter)
        groups.setdefault(letter, []).append(item)
    return list(groups.items())


@lru_cache(20_000)
def sort_key(text: str, *, nordic: bool) -> tuple[Any, ...]:
    """Key that sorts words as a dictionary would, without looking at case."""
    key = []
    for sign in text.upper():
        if nordic and sign in _OWN_LETTERS:
            key.append(("~", _OWN_LETTERS.index(sign)))
        else:
            key.append((_base(sign), 0))
    return tuple(key)


def _base(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign)[:1]
