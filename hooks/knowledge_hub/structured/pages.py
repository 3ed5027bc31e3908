"""The site and its pages: documents, each an address of its own in each language."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

from knowledge_hub.model.records import Contact
from knowledge_hub.pages.page import Page
from knowledge_hub.structured.describer import Describer
from knowledge_hub.structured.nodes import Node, node

_TYPES = {"about": "AboutPage"}
_COLLECTIONS = frozenset(
    {"areas", "cities", "events", "glossary", "investments", "organisations", "projects", "sites", "sources", "year"}
)


def website(d: Describer) -> list[Node]:
    """Describe the site and who answers for it."""
    site = d.hub.site
    whole = node(
        "WebSite",
        d.at("", "WebSite"),
        url=d.site_url,
        name=d.text(site.name),
        alternateName=d.text(site.tagline),
        description=d.text(site.description),
        inLanguage=[language.code for language in d.hub.languages],
        license=site.licence.url,
        publisher=d.publisher,
    )
    return [whole, {**d.publisher, "contactPoint": _contact(d, site.contact)}]


def _contact(d: Describer, item: Contact) -> Node:
    return node("ContactPoint", contactType=d.text(item.role), url=item.url, email=item.email, telephone=item.phone)


def web_page(d: Describer, page: Page, whole: Sequence[str], main: Node | None, about: list[Node]) -> Node:
    """Describe a page and what it is about.

    Parameters:
        d: Describer in the page's language.
        page: The page.
        whole: Languages in which it has all its text.
        main: What the page shows, if it is one thing.
        about: What else it is about.
    """
    general = "CollectionPage" if page.kind in _COLLECTIONS else "WebPage"
    path, default = page.address.path, d.hub.languages[0].code
    translated = {code: node("WebPage", d.page(path, code)) for code in whole if code != default}
    return node(
        _TYPES.get(page.kind, general),
        d.page(path),
        url=d.page(path),
        name=page.title,
        description=page.description,
        inLanguage=d.language,
        isPartOf=d.website,
        license=d.hub.site.licence.url,
        publisher=d.publisher,
        lastReviewed=page.checked.isoformat() if page.checked else None,
        breadcrumb={"@id": _crumbs_of(d, page)} if page.crumbs else None,
        mainEntity={"@id": main["@id"]} if main else None,
        about=about,
        workTranslation=list(translated.values()) if d.language == default else None,
        translationOfWork=node("WebPage", d.page(path, default)) if d.language in translated else None,
    )


def breadcrumbs(d: Describer, page: Page) -> list[Node]:
    """Describe the way from the front page to a page, if it has one."""
    here = d.page(page.address.path)
    steps = [*((crumb.title, urljoin(here, crumb.url)) for crumb in page.crumbs), (page.title, here)]
    items = [
        node("ListItem", position=place, name=title, item=address)
        for place, (title, address) in enumerate(steps, start=1)
    ]
    return [node("BreadcrumbList", _crumbs_of(d, page), itemListElement=items)] if page.crumbs else []


def _crumbs_of(d: Describer, page: Page) -> str:
    return f"{d.page(page.address.path)}#BreadcrumbList"


def item_list(d: Describer, page: Page, kind: str) -> Node:
    """Describe a list of all records of a kind."""
    items = [
        node("ListItem", position=place, url=d.page(d.addresses.path_of(kind, id)), item=d.mention(kind, id))
        for place, id in enumerate(d.hub.collection(kind), start=1)
    ]
    return node(
        "ItemList",
        d.at(page.address.path, "ItemList"),
        name=page.title,
        numberOfItems=len(items),
        itemListElement=items,
    )
