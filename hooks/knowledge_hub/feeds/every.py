"""Every feed of a site: those of events and those of news, in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge_hub.changes.days import History
from knowledge_hub.changes.feeds import changes_feeds
from knowledge_hub.changes.news import News, speaker_of
from knowledge_hub.changes.words import Speaker
from knowledge_hub.feeds import events
from knowledge_hub.feeds.feed import Feed
from knowledge_hub.feeds.files import files
from knowledge_hub.feeds.masthead import masthead
from knowledge_hub.feeds.parts import former_names
from knowledge_hub.pages.render import Renderer


def every_feed(renderer: Renderer, history: History, site_url: str) -> Sequence[Feed]:
    """Return the feeds.

    Parameters:
        renderer: Makes views.
        history: What is known of the past.
        site_url: Absolute address of the site's root, with a slash at its end.
    """

    def speaker(language: str) -> Speaker:
        return speaker_of(renderer.hub, renderer.view("", language).formats)

    told = changes_feeds(News(renderer.hub, history), speaker, site_url)
    return [*events.feeds(renderer, site_url), *told]


def titles_and_files(
    renderer: Renderer, history: History, site_url: str, logos: Mapping[str, str | None]
) -> tuple[dict[str, str], dict[str, str | bytes]]:
    """Return the title of each feed, by the stem of its files, and the files by their address.

    Parameters:
        renderer: Makes views.
        history: What is known of the past.
        site_url: Absolute address of the site's root, with a slash at its end.
        logos: Address of a picture for each language, if there is one.
    """
    made = every_feed(renderer, history, site_url)
    mastheads = {code: masthead(renderer.view("", code), site_url, logo) for code, logo in logos.items()}
    return {feed.stem: feed.title for feed in made}, files(made, mastheads, former_names(renderer.hub))
