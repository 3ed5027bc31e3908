"""Feeds of events as pages offer them, see `_feeds.html`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from knowledge_hub.feeds.files import FeedLink, links
from knowledge_hub.feeds.names import stem
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


def offers(view: View) -> list[Offer]:
    """Give the feeds of events in the language of a page, that of all events first."""
    made = []
    for part in parts(view.hub):
        label = view.t(part.of) if part.of else view.ui("feeds.all_events")
        found = links(stem(part.name, view.language), str(label))
        made.append(Offer(label, tuple(replace(link, address=view.file(link.address)) for link in found)))
    return made
