"""Pages and data to entries: everything that search can find, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from markupsafe import Markup

from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import City, Event, Organisation, Project, Term
from knowledge_hub.model.text import Text
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.view import View
from knowledge_hub.search.entry import Entry

_HEADINGS = re.compile(r"<h[23] [^>]*\bid=[^>]*>(.*?)</h[23]>", re.S)
_TAGS = re.compile(r"<[^>]+>")
_SOURCES = '<section class="kh-sources"'
"""From here on, a page only names what its text is taken from."""
_OWN_KIND = {kind: kind for kind in FOLDERS} | {"series": "event", "year": "event"}
_LISTS = frozenset(
    [
        "cities",
        "areas",
        "organisations",
        "projects",
        "events",
        "year",
        "compare",
        "pair",
        "matrix",
        "timeline",
        "news",
        "sites",
        "investments",
        "sources",
        "glossary",
    ]
)
"""Kinds of pages that show what has a page or entry of its own: found by title and headings, not by all they show."""
_UNFINDABLE = frozenset({"a-z", "removed"})
_SHORT = 180
"""Signs of a note that fit in two lines."""


def entries(renderer: Renderer, pages: Iterable[Page]) -> Iterator[Entry]:
    """Give everything that can be found, in the order of pages, each page before what stands on it.

    Parameters:
        renderer: Gives views of pages.
        pages: All pages, hand-written ones too. Those that fall back to another language are found in that one.
    """
    paths = {
        renderer.addresses.path_of(kind, id): (kind, id) for kind in FOLDERS for id in renderer.hub.collection(kind)
    }
    for page in pages:
        if page.fallback is None and page.listed and page.kind not in _UNFINDABLE:
            view = renderer.view(page.address.path, page.address.language)
            kind, id = paths.get(page.address.path, ("", ""))
            record: Any = renderer.hub.collection(kind)[id] if kind else None
            yield _page(page, view, record)
            yield from _on_page(view, page, record)


def _page(page: Page, view: View, record: Any) -> Entry:
    is_list = page.kind in _LISTS
    return Entry(
        key=page.address.path,
        language=page.address.language,
        kind=_OWN_KIND.get(page.kind, "page"),
        url=page.address.url,
        title=page.title,
        note=_cut(_note(view, record) or page.description),
        short=_short(view, page, record),
        names=_names(view, record),
        headings="" if record else " · ".join(headings(page.html)),
        place=_place(view, record) if record else " · ".join(crumb.title for crumb in page.crumbs[1:]),
        text=f"{page.description} {'' if is_list else plain(page.html.partition(_SOURCES)[0])}",
    )


def _on_page(view: View, page: Page, record: Any) -> Iterator[Entry]:
    """Give what stands on a page and can be linked to."""
    for figure in getattr(record, "figures", ()):
        yield _figure(view, page, record, figure)
    if isinstance(record, City):
        yield from _sites(view, page, record)
        yield from _investments(view, page, record)
    if page.kind == "glossary":
        for term in view.hub.terms.values():
            yield _term(view, page, term)


def _part(page: Page, kind: str, id: str, **fields: str) -> Entry:
    address = page.address
    return Entry(f"{address.path}#{id}", address.language, kind, f"{address.url}#{id}", **fields)


def _figure(view: View, page: Page, record: Any, figure: Figure) -> Entry:
    amount = view.formats.amount(figure.value, figure.unit, figure.bound)
    scope = view.plain(figure.scope) if figure.scope else ""
    return _part(
        page,
        "figure",
        f"figure-{figure.id}",
        title=view.plain(figure.label),
        note=_cut(" · ".join(part for part in (amount, scope, page.title, view.dated(figure)) if part)),
        names=f"{scope} {amount} {plain(view.label('unit', figure.unit))}",
        place=f"{page.title} {_names(view, record)} {_place(view, record)}",
    )


def _sites(view: View, page: Page, city: City) -> Iterator[Entry]:
    for site in city.sites:
        where = view.plain(site.municipality or city.name)
        kind = plain(view.label("site_kind", site.kind))
        facts = " ".join(
            f"{plain(view.label('site_feature', item.feature))} {plain(view.feature(item))}" for item in site.features
        )
        yield _part(
            page,
            "site",
            f"site-{site.id}",
            title=view.plain(site.name),
            note=_cut(f"{kind} · {where}. {plain(view.md(site.description))}"),
            names=_foreign(view, site.name),
            place=f"{kind} {where} {view.plain(city.name)} {_party(view, site.operator)}",
            text=f"{plain(view.md(site.description))} {facts}",
        )


def _investments(view: View, page: Page, city: City) -> Iterator[Entry]:
    for item in city.investments:
        where, status = view.plain(item.municipality or city.name), plain(view.label("investment_status", item.status))
        amounts = " ".join(view.formats.amount(a.value, a.unit, a.bound) for a in (item.amount, item.capacity) if a)
        yield _part(
            page,
            "investment",
            f"investment-{item.id}",
            title=view.plain(item.name),
            note=_cut(f"{status} · {where}. {plain(view.md(item.description))}"),
            place=f"{where} {view.plain(city.name)} {_party(view, item.organisation)} {status}",
            text=f"{plain(view.md(item.description))} {amounts}",
        )


def _term(view: View, page: Page, term: Term) -> Entry:
    synonyms = [view.plain(word) for word in term.synonyms if view.language in word]
    return _part(
        page,
        "term",
        term.id,
        title=view.plain(term.term),
        note=_cut(view.plain(term.definition)),
        names=" · ".join([*synonyms, _foreign(view, term.term)]),
        text=view.plain(term.definition),
    )


def _note(view: View, record: Any) -> str:
    """Tell the kind, place or time of a record before what it is."""
    if isinstance(record, Organisation):
        kind, where = plain(view.label("organisation_kind", record.kind)), _place(view, record)
        return f"{' · '.join(part for part in (kind, where) if part)}. {plain(view.md(record.description))}"
    if isinstance(record, Event):
        where = f" · {view.plain(view.hub.cities[record.city].name)}" if record.city else ""
        return f"{view.when(record)}{where}. {view.plain(record.summary)}"
    return view.plain(record.summary) if isinstance(record, Project) else ""


def _short(view: View, page: Page, record: Any) -> str:
    """Return the short name of a page or its record, if it has one."""
    text = getattr(record, "short_name", None)
    short = (text if isinstance(text, str) else view.plain(text)) if text else page.nav_title
    return "" if short == page.title else short


def _names(view: View, record: Any) -> str:
    """Return what else a record is called, also in languages that the site does not have."""
    if record is None:
        return ""
    texts = [getattr(record, name, None) for name in ("name", "official_name", "city_region")]
    own = [text if isinstance(text, str) else view.plain(text) for text in texts if text]
    return " · ".join([*own, *(_foreign(view, text) for text in texts if isinstance(text, Text)), *record.aliases])


def _foreign(view: View, text: Text) -> str:
    """Return a name in languages that the site does not have, such as those of neighbours."""
    own = {language.code for language in view.hub.languages}
    return " · ".join(value for code, value in text.items() if code not in own)


def _place(view: View, record: Any) -> str:
    """Return where a record belongs."""
    texts = [getattr(record, "municipality", None), getattr(record, "region", None)]
    city = getattr(record, "city", None)
    names = [view.plain(text) for text in texts if text]
    return " · ".join(dict.fromkeys([*names, *([view.plain(view.hub.cities[city].name)] if city else [])]))


def _party(view: View, organisation: str | None) -> str:
    return plain(view.name("organisation", organisation)) if organisation else ""


def headings(html: str) -> list[str]:
    """Return the headings within a page that can be linked to."""
    return [plain(words) for words in _HEADINGS.findall(html)]


def plain(html: str | Markup) -> str:
    """Return the words of HTML, with neighbouring elements apart."""
    return " ".join(unescape(_TAGS.sub(" ", html)).split())


def _cut(text: str) -> str:
    if len(text) <= _SHORT:
        return text
    return f"{text[:_SHORT].rsplit(' ', 1)[0].rstrip(',.;:–')} …"


def by_language(found: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Sort entries by language."""
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        groups.setdefault(entry.language, []).append(entry)
    return groups
