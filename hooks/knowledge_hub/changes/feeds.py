"""Feeds of news: for everything, by city and by area, in each language."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from knowledge_hub.changes.change import Change
from knowledge_hub.changes.news import EVERYTHING, Item, News, Topic, opening_sentence
from knowledge_hub.changes.stories import lines
from knowledge_hub.changes.words import Speaker
from knowledge_hub.feeds.feed import LATEST, Entry, Feed
from knowledge_hub.feeds.names import NEWS, of_area, of_city, stem
from knowledge_hub.markdown_text import to_html
from knowledge_hub.model.text import Text
from knowledge_hub.pages.address import Addresses

SpeakerOf = Callable[[str], Speaker]


def changes_feeds(news: News, speaker_of: SpeakerOf, site_url: str) -> list[Feed]:
    """Give the feeds of news.

    Parameters:
        news: All news.
        speaker_of: Gives who speaks a language, by its code.
        site_url: Absolute address of the site's root, with a slash at its end.
    """
    topics = [EVERYTHING, *news.topics()]
    return [
        _Writer(news, speaker_of(language.code), site_url).feed(topic)
        for language in news.hub.languages
        for topic in topics
    ]


def feed_of(topic: Topic) -> str:
    """Return the name of the feed of a topic."""
    if topic == EVERYTHING:
        return NEWS
    return (of_city if topic.kind == "city" else of_area)(topic.id, NEWS)


class _Writer:
    """Writes feeds in one language."""

    def __init__(self, news: News, speaker: Speaker, site_url: str) -> None:
        self.news, self.speaker, self.site_url = news, speaker, site_url
        self.addresses = Addresses(news.hub)
        self.language = speaker.formats.language

    def page(self, path: str) -> str:
        """Return the absolute address of a page."""
        return self.site_url + self.addresses.page(path, self.language).url

    def feed(self, topic: Topic) -> Feed:
        """Write the feed of a topic; one without news has no page of its own yet."""
        hub, words = self.news.hub, self.speaker.words
        items = self.news.items(self.speaker, topic)
        title = words["news.feed"].format(hub=self._text(hub.site.name))
        if topic != EVERYTHING:
            name = self.name(topic.kind, topic.id)
            title = words["news.feed_of"].format(hub=self._text(hub.site.name), name=name)
        page = self.page(topic.path if items else EVERYTHING.path)
        entries = [self.entry(item, topic) for item in items[:LATEST]]
        return Feed(stem(feed_of(topic), self.language), title, words["news.description"], self.language, page, entries)

    def entry(self, item: Item, topic: Topic) -> Entry:
        """Write one item; its id names day and record, and in a feed of a topic also the topic if it counts many."""
        told = self._told(item)
        scope = f"-{topic.id}" if topic != EVERYTHING and item.stories and item.stories[0].many else ""
        id = f"{self.page(EVERYTHING.path)}#{item.anchor}{scope}"
        note = item.note
        title = self._text(note.title) if note else told[0]
        return Entry(
            id=id,
            url=self._url(item, topic),
            title=title.removesuffix("."),
            summary=" ".join(told) or title,
            html=self._html(item, told),
            published=item.moment,
            updated=item.moment,
            categories=self._categories(item),
        )

    def _told(self, item: Item) -> list[str]:
        if item.opening:
            return [opening_sentence(item.opening, self.speaker)]
        return [line for story in item.stories for line in lines(story, self.speaker)]

    def _url(self, item: Item, topic: Topic) -> str:
        """Return where to read on: what the editors name, the record's own page, or the page of news."""
        if item.note and item.note.url:
            return item.note.url
        is_of_record = bool(item.stories) and not item.note and not item.stories[0].many
        place = self._place(item.stories[0].changes[0]) if is_of_record else None
        return place or f"{self.page(topic.path)}#{item.anchor}"

    def _place(self, change: Change) -> str | None:
        found = self.news.place(change)
        if found is None:
            return None
        kind, anchor = found
        path = kind if kind == "glossary" else self.addresses.path_of(kind, change.subject[1])
        return self.page(path) + (f"#{anchor}" if anchor else "")

    def _html(self, item: Item, told: list[str]) -> str:
        text = to_html(self._text(item.note.text)) if item.note and item.note.text else Markup("")
        if item.opening or any(story.many for story in item.stories):
            return text + Markup("").join(Markup("<p>{}</p>").format(line) for line in told)
        sentences = [
            self.speaker.sentence(change, link=self._link) for story in item.stories for change in story.changes
        ]
        listed = Markup("").join(Markup("<li>{}</li>").format(one) for one in sentences)
        return text + (Markup("<ul>{}</ul>").format(listed) if listed else Markup(""))

    def _link(self, change: Change, name: str) -> Markup:
        place = self._place(change)
        return Markup('<a href="{}">{}</a>').format(place, name) if place else escape(name)

    def _categories(self, item: Item) -> list[str]:
        changes = [change for story in item.stories for change in story.changes]
        cities = self.news.cities_of(item.note) if item.note else []
        areas = list(item.note.areas) if item.note else []
        cities += [id for change in changes for id in change.cities]
        areas += [id for change in changes for id in change.areas]
        found = [("city", id) for id in dict.fromkeys(cities)] + [("area", id) for id in dict.fromkeys(areas)]
        return [self.name(kind, id) for kind, id in found if id in self.news.hub.collection(kind)]

    def name(self, kind: str, id: str) -> str:
        """Return the name of a city or an area."""
        record = self.news.hub.cities[id] if kind == "city" else self.news.hub.areas[id]
        return self._text(record.name)

    def _text(self, text: Text) -> str:
        return text[self.language]
