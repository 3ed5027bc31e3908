"""`llms.txt`: what the site is and where its pages and data are, for language models.

Source: https://llmstxt.org/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge_hub.open_data.addresses import CATALOGUE, FILES, HUB, PACKAGE
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.shell import FOOTER
from knowledge_hub.pages.view import View
from knowledge_hub.twin.page import twin_address

FILE = "llms.txt"
LISTED = ("city", "area")
"""Kinds of records that are few enough to be listed one by one."""
_DATA = {HUB: "data.about.hub", PACKAGE: "data.package", CATALOGUE: "data.catalogue"}


def llms(view: View, pages: Mapping[str, Page], site_url: str) -> str:
    """Write the file.

    Parameters:
        view: View of the front page, in the language of the file.
        pages: Pages in that language by path, generated and hand-written.
        site_url: Absolute address of the site's root, with a slash at its end.
    """
    site = view.hub.site
    blocks = [
        f"# {view.plain(site.name)}",
        f"> {view.plain(site.description)}",
        view.plain(site.introduction),
        " ".join(_notes(view)),
    ]
    for title, items in _sections(view, pages, site_url):
        blocks += [f"## {title}", "\n".join(items)]
    return "\n\n".join(blocks) + "\n"


def _notes(view: View) -> Iterator[str]:
    site = view.hub.site
    yield view.ui("data.read.twins")
    yield view.ui("data.licence")
    yield f"[{site.licence.name}]({site.licence.url})."
    yield view.ui("data.attribution", name=view.plain(site.name))


def _sections(view: View, pages: Mapping[str, Page], site_url: str) -> Iterator[tuple[str, list[str]]]:
    for group, paths in FOOTER.items():
        yield view.ui(f"footer.{group}"), list(_pages(paths, pages, site_url))
    for kind in LISTED:
        records = (view.addresses.path_of(kind, id) for id in view.hub.collection(kind))
        yield view.ui(f"nav.{FILES[kind][0]}"), list(_pages(records, pages, site_url))
    files = {**_DATA, **{address: f"data.about.{name}" for name, address in FILES.values()}}
    data = [_entry(address.rpartition("/")[2], site_url + address, view.ui(key)) for address, key in files.items()]
    yield view.ui("nav.data"), data


def _pages(paths: Iterable[str], pages: Mapping[str, Page], site_url: str) -> Iterator[str]:
    for page in filter(None, map(pages.get, paths)):
        yield _entry(page.nav_title, site_url + twin_address(page.address), page.description)


def _entry(title: str, address: str, description: str) -> str:
    return f"- [{title}]({address})" + (f": {description}" if description else "")
