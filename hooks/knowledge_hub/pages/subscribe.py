"""The page that tells how to have events in one's own calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from knowledge_hub.calendars.feeds import PAGE, Calendar, calendars, name, subject
from knowledge_hub.feeds.names import EVENTS, NEWS
from knowledge_hub.hub import Hub
from knowledge_hub.pages import feeds
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.subscription import alternatives
from knowledge_hub.pages.view import View

PROGRAMS = ("iphone", "mac", "outlook", "outlook_classic", "google", "thunderbird")
"""Programs that the page explains, each in three steps."""


@dataclass(frozen=True)
class Offer:
    """A calendar as the page offers it.

    Attributes:
        id: Key on the page.
        name: Whose events it has, in plain words.
        shown: The same, marked if it is in another language.
        count: How many.
        address: Absolute address.
        open: The same with the scheme that calendar programs answer to.
    """

    id: str
    name: str
    shown: str
    count: int
    address: str
    open: str


def specs(hub: Hub, site_url: str) -> list[Spec]:
    """Give the page, if there is a calendar."""
    groups = [(scope, list(items)) for scope, items in groupby(calendars(hub), lambda calendar: calendar.scope)]
    undated = len(hub.events) - sum(len(items[0].events) for scope, items in groups if scope == "all")

    def data(view: View) -> Mapping[str, Any]:
        offers = [(scope, _offers(items, view, site_url)) for scope, items in groups]
        return {
            "groups": offers,
            "undated": undated,
            "programs": PROGRAMS,
            "steps": (1, 2, 3),
            "feeds": feeds.offers(view),
        }

    spec = Spec(
        path=PAGE,
        kind="subscribe",
        styles=("share", "opened"),
        title=words("subscribe.title"),
        description=words("subscribe.description"),
        data=data,
        parents=("", "events"),
        scripts=("copy",),
        alternatives=lambda view: alternatives(view, "all"),
        feeds=(EVENTS, NEWS),
    )
    return [spec] if groups else []


def _offers(items: Sequence[Calendar], view: View, site_url: str) -> list[Offer]:
    return [_offer(item, view, site_url + item.address(view.language)) for item in items]


def _offer(item: Calendar, view: View, address: str) -> Offer:
    # No standard names this scheme, but calendar programs answer to it.
    other = f"webcal{address[address.index(':') :]}"
    about, plain = subject(view.hub, item), name(view, item)
    return Offer(item.anchor, plain, view.t(about) if about else plain, len(item.events), address, other)
