"""Feeds of events: of all, of each city and of each area that has any, in every language."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from knowledge_hub.feeds.feed import LATEST, Entry, Feed
from knowledge_hub.feeds.masthead import start_of
from knowledge_hub.feeds.names import stem
from knowledge_hub.feeds.parts import Part, parts
from knowledge_hub.feeds.view import AbsoluteView, absolute
from knowledge_hub.markdown_text import ALLOWED_TAGS
from knowledge_hub.model.records import Event
from knowledge_hub.pages.render import Renderer

SCHEDULED = "scheduled"
"""Status of an event that takes place as told."""


def feeds(renderer: Renderer, site_url: str) -> list[Feed]:
    """Give the feeds of a hub's events.

    Parameters:
        renderer: Makes views.
        site_url: Absolute address of the site's root, with a slash at its end.
    """
    folder = Path(__file__).parent
    templates = renderer.templates(folder, folder.parent / "pages")
    views = [absolute(renderer.view("events", language.code), site_url) for language in renderer.hub.languages]
    made = [_Events(view, templates) for view in views]
    return [of_language.feed(part) for of_language in made for part in parts(renderer.hub)]


class _Events:
    """Events as entries of one language; each is written once, however many feeds hold it."""

    def __init__(self, view: AbsoluteView, templates: Environment) -> None:
        self.view, self.hub, self.template = view, view.hub, templates.get_template("event.html")
        self._entries: dict[str, Entry] = {}

    def feed(self, part: Part) -> Feed:
        """Make the feed of some events."""
        view = self.view
        about = {"name": view.plain(part.of)} if part.of else {}
        suffix = "part" if part.of else "all"
        return Feed(
            stem=stem(part.name, view.language),
            title=view.ui(f"feeds.title_{suffix}", hub=view.plain(self.hub.site.name), **about),
            description=view.ui(f"feeds.about_{suffix}", **about),
            language=view.language,
            page=view.page(part.page),
            entries=[self._entry(event) for event in sorted(part.events, key=_latest_first)[:LATEST]],
        )

    def _entry(self, event: Event) -> Entry:
        if event.id not in self._entries:
            self._entries[event.id] = self._make(event)
        return self._entries[event.id]

    def _make(self, event: Event) -> Entry:
        view = self.view
        moment = start_of(event.checked)
        places = [view.plain(self.hub.cities[event.city].name)] if event.city else []
        return Entry(
            id=view.page(f"events/{event.address_year}/{(*event.aliases, event.id)[0]}"),
            url=view.to("event", event.id),
            title=self._title(event),
            summary=view.plain(event.summary),
            html=self._html(event),
            published=moment,
            updated=moment,
            categories=(*places, *(view.plain(self.hub.areas[area].short_name) for area in event.areas)),
        )

    def _title(self, event: Event) -> str:
        """Return the title, with the status if the event does not take place as told."""
        title = self.view.plain(event.title)
        if event.status == SCHEDULED:
            return title
        status = self.view.plain(self.hub.choice("event_status", event.status).label)
        return self.view.ui("feeds.title_and_status", title=title, status=status)

    def _html(self, event: Event) -> str:
        html = self.template.render(v=self.view, hub=self.hub, item=event)
        import nh3  # noqa: PLC0415  # slow to load, mostly not needed

        return nh3.clean(
            html,
            tags={*ALLOWED_TAGS, "div", "span", "time"},
            attributes={"a": {"href"}, "div": {"lang"}, "span": {"lang"}, "time": {"datetime"}},
            url_schemes={"http", "https"},
            url_relative="deny",
            link_rel=None,
        ).strip()


def _latest_first(event: Event) -> tuple[int, int, str]:
    """Sort key: what was checked last comes first, and of that what takes place last."""
    return -event.checked.toordinal(), -event.start.first.toordinal(), event.id
