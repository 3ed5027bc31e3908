"""Feeds as pages offer them, see `_feeds.html`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from knowledge_hub.feeds.files import FeedLink, links
from knowledge_hub.feeds.names import NEWS, stem
from knowledge_hub.feeds.parts import parts
from knowledge_hub.pages.view import View


@dataclass(frozen=True)
class Offer:
    """A feed to subscribe to.

    Attributes:
        label: What it holds.
        links: It in each form, with addresses from the page.
    """

    label: Markup | str
    links: tuple[FeedLink, ...]


def offer(view: View, name: str, label: Markup | str) -> Offer:
    """Give a feed in the language of a page."""
    found = links(stem(name, view.language), str(label))
    return Offer(label, tuple(replace(link, address=view.file(link.address)) for link in found))


def offers(view: View) -> list[Offer]:
    """Give the feed of news and those of events in the language of a page, that of all events first."""
    news = offer(view, NEWS, view.ui("feeds.news"))
    events = [
        offer(view, part.name, view.t(part.of) if part.of else view.ui("feeds.all_events")) for part in parts(view.hub)
    ]
    return [news, *events]
