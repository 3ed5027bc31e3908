"""A feed as Atom 1.0, which also reads well when a person opens it in a browser.

Bodies are XHTML rather than escaped HTML: browsers then show them, with links
that work, by a style sheet alone. For the same reason a short note in XHTML
tells people what a feed is; feed readers skip it, as it is foreign to Atom.

Source: https://www.rfc-editor.org/rfc/rfc4287 and, for foreign elements, its section 6.
"""

from __future__ import annotations

import re
from posixpath import relpath
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree
from lxml import html as lxml_html

from knowledge_hub.feeds.feed import Entry, Feed
from knowledge_hub.feeds.masthead import Masthead
from knowledge_hub.feeds.names import ATOM, STYLE

_XHTML = "http://www.w3.org/1999/xhtml"
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def atom(feed: Feed, masthead: Masthead) -> bytes:
    """Write a feed as Atom; the same feed always gives the same bytes."""
    made: Any = FeedGenerator()
    own = f"{masthead.site_url}{feed.stem}{ATOM.ending}"
    made.id(own)
    made.title(fit(feed.title))
    made.subtitle(fit(feed.description))
    made.updated(masthead.updated(feed.entries))  # else the clock would stand here
    made.language(feed.language)
    made.generator("")  # the library's version tells readers nothing, and changes with each update
    made.author(name=fit(masthead.author), uri=masthead.author_url)
    made.rights(fit(f"{masthead.licence.name} {masthead.licence.url}"))
    made.icon(masthead.icon)
    if masthead.logo:
        made.logo(masthead.logo)
    made.link(href=own, rel="self", type=ATOM.type)
    made.link(href=feed.page, rel="alternate", type="text/html", hreflang=feed.language)
    made.link(href=masthead.licence.url, rel="license")
    made.register_extension("note", lambda: _Note(feed, masthead), BaseExtension, rss=False)
    for entry in feed.entries:
        _add(made, entry)
    body: bytes = made.atom_str(pretty=True, xml_declaration=False)
    style = relpath(STYLE, feed.stem.rpartition("/")[0])
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="{style}"?>\n'
    return head.encode() + body


def _add(made: Any, entry: Entry) -> None:
    item = made.add_entry(order="append")
    item.id(entry.id)
    item.title(fit(entry.title))
    item.link(href=entry.url)
    item.published(entry.published)
    item.updated(entry.updated)
    item.summary(fit(entry.summary))
    item.content(xhtml(entry.html), type="xhtml")
    for category in entry.categories:
        item.category(term=fit(category))


class _Note(BaseExtension):  # type: ignore[misc]  # the library has no types
    """Tells people who see the feed in a browser what it is, and leads them to the page."""

    def __init__(self, feed: Feed, masthead: Masthead) -> None:
        self.feed, self.masthead = feed, masthead

    def extend_atom(self, feed: Any) -> Any:
        note = etree.SubElement(feed, f"{{{_XHTML}}}p", nsmap={None: _XHTML})
        note.text = f"{fit(self.masthead.explanation)} "
        link = etree.SubElement(note, f"{{{_XHTML}}}a", href=self.feed.page)
        link.text = fit(self.masthead.read_on)
        return feed


def xhtml(html: str) -> str:
    """Write HTML so that it can stand in XML."""
    body = lxml_html.fragment_fromstring(fit(html), create_parent="div")
    written: str = etree.tostring(body, encoding="unicode", method="xml")
    return written.removeprefix("<div>").removesuffix("</div>") if len(body) or body.text else ""


def fit(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _UNFIT.sub("", text)
