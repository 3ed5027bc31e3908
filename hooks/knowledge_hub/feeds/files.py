"""Feeds to files, and what links to them say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge_hub.feeds.feed import Feed
from knowledge_hub.feeds.masthead import Masthead
from knowledge_hub.feeds.names import ATOM, JSON_FEED, stem


@dataclass(frozen=True)
class FeedLink:
    """A link to a feed in one form.

    Attributes:
        title: Title of the feed.
        form: Name of the form, the same in every language.
        type: Media type of the form.
        address: Its address below the site's root.
    """

    title: str
    form: str
    type: str
    address: str


def links(stem: str, title: str) -> tuple[FeedLink, FeedLink]:
    """Give the links to a feed in its two forms, the form that most readers know first."""
    return (
        FeedLink(title, ATOM.name, ATOM.type, stem + ATOM.ending),
        FeedLink(title, JSON_FEED.name, JSON_FEED.type, stem + JSON_FEED.ending),
    )


def files(
    feeds: Sequence[Feed], mastheads: Mapping[str, Masthead], former: Iterable[tuple[str, str]] = ()
) -> dict[str, str | bytes]:
    """Write every feed in both forms, by address.

    Parameters:
        feeds: The feeds of all languages.
        mastheads: What feeds say of the hub, by language.
        former: Former names of feeds with the present ones.
    """
    from knowledge_hub.feeds.atom import atom  # noqa: PLC0415  # slow to load, mostly taken from before
    from knowledge_hub.feeds.json_feed import json_feed  # noqa: PLC0415

    found: dict[str, str | bytes] = {}
    for feed in [*feeds, *_at_former_names(feeds, mastheads, former)]:
        found[feed.stem + ATOM.ending] = atom(feed, mastheads[feed.language])
        found[feed.stem + JSON_FEED.ending] = json_feed(feed, mastheads[feed.language])
    return found


def _at_former_names(
    feeds: Sequence[Feed], languages: Iterable[str], former: Iterable[tuple[str, str]]
) -> Iterator[Feed]:
    by_stem = {feed.stem: feed for feed in feeds}
    for old, new in former:
        for language in languages:
            if feed := by_stem.get(stem(new, language)):
                yield replace(feed, stem=stem(old, language))
