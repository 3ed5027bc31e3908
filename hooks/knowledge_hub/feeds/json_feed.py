"""A feed as JSON Feed 1.1.

Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from typing import Any

from knowledge_hub.feeds.feed import Entry, Feed
from knowledge_hub.feeds.masthead import Masthead
from knowledge_hub.feeds.names import JSON_FEED

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, masthead: Masthead) -> str:
    """Write a feed as JSON Feed; the same feed always gives the same bytes."""
    made: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": f"{masthead.site_url}{feed.stem}{JSON_FEED.ending}",
        "description": feed.description,
        "user_comment": masthead.explanation,
        "icon": masthead.icon,
        "favicon": masthead.icon,
        "authors": [{"name": masthead.author, "url": masthead.author_url}],
        "language": feed.language,
        "_licence": {
            "about": masthead.licence.url,
            "name": masthead.licence.name,
            "url": masthead.licence.url,
        },
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
    }
    return {**made, "tags": list(entry.categories)} if entry.categories else made
