"""Areas of expertise, terms and the open data: what others may build on."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_hub.model.records import Area, Term
from knowledge_hub.open_data import DOWNLOADS
from knowledge_hub.pages.page import Page
from knowledge_hub.structured.describer import AREAS, GLOSSARY, Describer
from knowledge_hub.structured.nodes import Node, node


def area(d: Describer, item: Area) -> Node:
    """Describe an area of expertise: a term that the hub defines."""
    return node(
        "DefinedTerm",
        d.thing("area", item.id),
        name=d.text(item.name),
        alternateName=d.text(item.short_name) if item.short_name != item.name else None,
        description=d.text(item.definition),
        inDefinedTermSet=_set(d, AREAS),
        mainEntityOfPage=d.page(d.addresses.path_of("area", item.id)),
    )


def areas(d: Describer, page: Page) -> Node:
    """Describe the areas as a set."""
    return _described(d, page, AREAS, d.mentions("area", tuple(d.hub.areas)))


def glossary(d: Describer, page: Page) -> Node:
    """Describe the glossary with all its terms."""
    return _described(d, page, GLOSSARY, [_term(d, item) for item in d.hub.terms.values()])


def _described(d: Describer, page: Page, path: str, terms: Sequence[Node]) -> Node:
    return {
        **_set(d, path),
        **node("DefinedTermSet", name=page.title, description=page.description, hasDefinedTerm=list(terms)),
    }


def _term(d: Describer, item: Term) -> Node:
    synonyms = [d.text(word) for word in item.synonyms if d.language in word]
    return node(
        "DefinedTerm",
        d.thing("term", item.id),
        name=d.text(item.term),
        alternateName=synonyms,
        description=d.text(item.definition),
    )


def _set(d: Describer, path: str) -> Node:
    return node("DefinedTermSet", d.at(path, "DefinedTermSet"))


def dataset(d: Describer, page: Page) -> Node:
    """Describe the open data with every file of it."""
    site = d.hub.site
    files = [
        node(
            "DataDownload",
            name=f"{file.table}.{file.format}",
            contentUrl=d.site_url + file.address,
            encodingFormat=file.media_type,
        )
        for file in DOWNLOADS
    ]
    return node(
        "Dataset",
        d.at("data", "Dataset"),
        name=f"{site.name[d.language]}: {page.title}",
        # Search engines of data sets want more than a line.
        description=f"{page.description} {site.description[d.language]}",
        url=d.page("data"),
        license=site.licence.url,
        isAccessibleForFree=True,
        inLanguage=[language.code for language in d.hub.languages],
        creator=d.publisher,
        publisher=d.publisher,
        distribution=files,
    )
