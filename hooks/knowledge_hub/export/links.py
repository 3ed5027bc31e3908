"""Where the links of pages lead, and how they are written between files of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from posixpath import dirname, relpath
from urllib.parse import unquote, urldefrag, urljoin

from knowledge_hub.html_tree import Element
from knowledge_hub.pages.address import Address
from knowledge_hub.twin.inline import is_silent
from knowledge_hub.twin.page import FILE

_ADDRESSES = {"a": "href", "img": "src"}
"""Elements that are links in the Markdown, and their attribute."""


@dataclass(frozen=True)
class Target:
    """Something on the site that a page leads to.

    Attributes:
        address: Its address below the site's root; a page's ends with a slash or is empty.
        anchor: Id of the place on the page; empty for its top.
    """

    address: str
    anchor: str = ""


def place_of(address: str, language: str, *, is_default: bool) -> str:
    """Return the place of a file within the folder of a language.

    Languages are built apart, the default one at the site's root and others below it, so that each address stays.

    Parameters:
        address: Its address below the site's root.
        language: Language code.
        is_default: Whether it is the default language.
    """
    return address if is_default else address.removeprefix(f"{language}/")


def file_of(page: Address) -> str:
    """Return the place of a page's Markdown within the folder of its language."""
    return place_of(f"{page.url}{FILE}", page.language, is_default=page.is_default)


def links_in(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield each element of a page that the Markdown has as a link or picture, with its address."""
    for child in root.elements:
        if is_silent(child):
            continue
        name = _ADDRESSES.get(child.tag)
        if name and (address := child.get(name)):
            yield child, address
        yield from links_in(child)


def target_of(link: str, page: Address, site_url: str) -> Target | None:
    """Return what a link leads to; `None` if it leads to another site.

    Parameters:
        link: Address as the page has it.
        page: The page.
        site_url: Absolute address of the site's root.
    """
    whole, anchor = urldefrag(urljoin(site_url + page.url, link))
    if not whole.startswith(site_url):
        return None
    return Target(unquote(whole.removeprefix(site_url).partition("?")[0]), unquote(anchor))


def write_link(node: Element, address: str) -> None:
    """Give a link another address."""
    name = _ADDRESSES[node.tag]
    node.written = re.sub(
        rf'(?<![-\w]){name}="[^"]*"', f'{name}="{escape(address)}"'.replace("\\", r"\\"), node.written
    )


def relative(source: str, to: str, anchor: str = "") -> str:
    """Return the way from one file to another; both lie in one folder."""
    way = relpath(to, dirname(source) or ".")
    return f"{way}#{anchor}" if anchor else way
