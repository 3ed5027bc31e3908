"""What every feed of a hub says of itself, whatever it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from knowledge_hub.feeds.feed import Entry
from knowledge_hub.model.site import Licence
from knowledge_hub.pages.view import View

ICON = "assets/favicon.svg"


@dataclass(frozen=True)
class Masthead:
    """Who publishes, under which terms, and what to tell people who open a feed in a browser.

    Attributes:
        site_url: Absolute address of the site's root, with a slash at its end.
        author: Who answers for the content.
        author_url: Absolute address of the page about the hub.
        licence: Terms of use.
        icon: Absolute address of a square picture.
        logo: Absolute address of a picture twice as wide as high, if there is one.
        explanation: What a feed is and what to do with it, for people.
        read_on: Words of a link to the page that tells more.
        since: When a feed without entries last changed.
    """

    site_url: str
    author: str
    author_url: str
    licence: Licence
    icon: str
    logo: str | None
    explanation: str
    read_on: str
    since: datetime

    def updated(self, entries: Sequence[Entry]) -> datetime:
        """Return when the latest of the entries changed."""
        return max((entry.updated for entry in entries), default=self.since)


def masthead(view: View, site_url: str, logo: str | None) -> Masthead:
    """Give the masthead in the language of a view.

    Parameters:
        view: Words in a language.
        site_url: Absolute address of the site's root.
        logo: Absolute address of a picture of the front page, if there is one.
    """
    site = view.hub.site
    return Masthead(
        site_url=site_url,
        author=view.plain(site.publisher),
        author_url=site_url + view.addresses.page("about", view.language).url,
        licence=site.licence,
        icon=site_url + ICON,
        logo=logo,
        explanation=view.ui("feeds.explanation"),
        read_on=view.ui("feeds.read_on"),
        since=start_of(site.checked),
    )


def start_of(day: date) -> datetime:
    """Return the first moment of a day in UTC: of what data know only the day, no clock is told."""
    return datetime.combine(day, time(), UTC)
