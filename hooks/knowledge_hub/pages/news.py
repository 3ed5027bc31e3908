"""News: what has changed and when, for everything, by city and by area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from babel import Locale
from markupsafe import Markup, escape

from knowledge_hub.changes.change import Change
from knowledge_hub.changes.feeds import feed_of
from knowledge_hub.changes.news import EVERYTHING, LONG, Item, News, Topic, opening_sentence, speaker_of
from knowledge_hub.changes.stories import Story
from knowledge_hub.changes.words import Speaker
from knowledge_hub.formats import Formats
from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.records import Note
from knowledge_hub.pages import feeds
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

RECENT = timedelta(days=365)
"""How old news on the front page may be."""


class Row(NamedTuple):
    """An item as it is shown.

    Attributes:
        anchor: Its id on the page.
        lines: Sentences.
        summed: Sentence that counts the lines, if they are many; they are then folded away.
        note: What the editors say.
    """

    anchor: str
    lines: Sequence[Markup]
    summed: str
    note: Note | None


class Line(NamedTuple):
    """An item in one line, for the front page."""

    day: date
    place: str
    text: Markup


def specs(news: News) -> list[Spec]:
    """Give the page of news, those of earlier years if there are many, and one for each topic that has any."""
    neutral = _neutral(news)
    everything = news.items(neutral)
    shown, archive = split_years(everything)
    topics = [topic for topic in news.topics() if news.items(neutral, topic)]
    years = sorted(archive, reverse=True)
    pages = [_page(news, EVERYTHING, topics, years, shown)]
    pages += [_page(news, EVERYTHING, topics, years, {year}, of_year=year) for year in years]
    return pages + [_page(news, topic, topics, [], None) for topic in topics]


def _neutral(news: News) -> Speaker:
    """Speak the default language: which pages there are may not differ from language to language."""
    language = news.hub.languages[0]
    return speaker_of(news.hub, Formats(language.code, Locale.parse(language.locale), news.hub.vocabularies))


def split_years(items: Sequence[Item]) -> tuple[set[int], set[int]]:
    """Decide which years the first page tells of, and which have a page of their own."""
    shown: set[int] = set()
    told = 0
    for year, group in groupby(items, key=lambda item: item.day.year):
        told += len(list(group))
        if shown and told > LONG:
            break
        shown.add(year)
    return shown, {item.day.year for item in items} - shown


def _page(
    news: News,
    topic: Topic,
    topics: Sequence[Topic],
    years: Sequence[int],
    shown: set[int] | None,
    *,
    of_year: int | None = None,
) -> Spec:
    def data(view: View) -> Mapping[str, Any]:
        speaker = speaker_of(news.hub, view.formats)
        items = [item for item in news.items(speaker, topic) if shown is None or item.day.year in shown]
        return {
            "months": _months(items, news, view, speaker),
            "topics": _chips(news, topics, topic, view),
            "years": [(str(year), view.page(f"news/{year}"), year == of_year) for year in years],
            "since": news.history.since,
            "feed": feeds.offer(view, feed_of(topic), view.ui("feeds.news")),
            "is_whole": topic == EVERYTHING and of_year is None,
        }

    def name(view: View) -> str:
        return view.plain(news.hub.collection(topic.kind)[topic.id].name)  # type: ignore[attr-defined]

    title, about, path = words("nav.news"), words("news.description"), topic.path
    if of_year is not None:
        title, path = words("news.of_year", year=str(of_year)), f"news/{of_year}"
    elif topic != EVERYTHING:
        title = lambda view: view.ui("news.of", name=name(view))  # noqa: E731
        about = lambda view: view.ui("news.of_description", name=name(view))  # noqa: E731
    return Spec(
        path=path,
        kind="news",
        styles=("news", "opened"),
        title=title,
        description=about,
        data=data,
        parents=("",) if path == "news" else ("", "news"),
        feeds=(feed_of(topic),),
        aliases=tuple(topic.path.removesuffix(topic.id) + alias for alias in news.former_ids(topic)),
    )


def _chips(news: News, topics: Sequence[Topic], current: Topic, view: View) -> list[tuple[str, list[Any]]]:
    """Return the links that narrow the news down: heading, then name, address and whether it is this page."""
    groups = []
    for kind, heading in (("city", "news.by_city"), ("area", "news.by_area")):
        links = [
            (_short(news, topic, view), view.page(topic.path), topic == current)
            for topic in topics
            if topic.kind == kind
        ]
        if links:
            groups.append((view.ui(heading), links))
    return groups


def _short(news: News, topic: Topic, view: View) -> Markup:
    record: Any = news.hub.collection(topic.kind)[topic.id]
    return view.t(record.short_name if topic.kind == "area" else record.name)


def _months(items: Sequence[Item], news: News, view: View, speaker: Speaker) -> list[tuple[str, str, list[Any]]]:
    """Return months with their days, and for each day its places with their rows."""
    found = []
    for (year, month), of_month in groupby(items, key=lambda item: (item.day.year, item.day.month)):
        label = view.date(PartialDate(year, month))
        days = [
            (day, view.date(day), _places(list(of_day), news, view, speaker))
            for day, of_day in groupby(of_month, key=lambda item: item.day)
        ]
        found.append((f"{year}-{month:02d}", label[:1].upper() + label[1:], days))
    return found


def _places(items: Sequence[Item], news: News, view: View, speaker: Speaker) -> list[tuple[Markup, list[Row]]]:
    """Group the items of a day by city; notes and the opening come first, without a place."""
    groups = []
    for place, members in groupby(items, key=_place):
        heading = Markup("")
        if place is not None:
            heading = view.link("city", place) if place else escape(view.ui("news.network"))
        groups.append((heading, [_row(item, news, view, speaker) for item in members]))
    return groups


def _place(item: Item) -> str | None:
    return None if item.note or item.opening else item.stories[0].city


def _row(item: Item, news: News, view: View, speaker: Speaker) -> Row:
    if item.opening:
        return Row(item.anchor, [escape(opening_sentence(item.opening, speaker))], "", None)
    lines = [line for story in item.stories for line in told(story, news, view, speaker, whole=item.note is not None)]
    many = item.stories[0].many if item.stories else ""
    summed = speaker.stop(speaker.count(f"changes.many.{many}", len(lines))) if many else ""
    return Row(item.anchor, lines, summed, item.note)


def told(story: Story, news: News, view: View, speaker: Speaker, *, whole: bool) -> list[Markup]:
    """Tell a story in sentences that lead to what they are about and cite their sources."""
    is_own = story.key == f"city-{story.city}" and not whole
    return [_sentence(change, news, view, speaker, whole=not is_own) + _cited(change, view) for change in story.changes]


def _sentence(change: Change, news: News, view: View, speaker: Speaker, *, whole: bool) -> Markup:
    sentence = speaker.sentence(change, whole=whole, link=lambda one, name: linked(one, name, news, view))
    return sentence if sentence.unescape().endswith((".", "!", "?")) else sentence + "."


def linked(change: Change, name: str, news: News, view: View) -> Markup:
    """Put a link to what a change is about around its name, if it has a page."""
    place = news.place(change)
    if place is None:
        return escape(name)
    kind, anchor = place
    address = view.page(kind) if kind == "glossary" else view.to(kind, change.subject[1])
    return Markup('<a href="{}{}">{}</a>').format(address, f"#{anchor}" if anchor else "", name)


def _cited(change: Change, view: View) -> Markup:
    return view.cite([source.id for source in change.sources if source.id in view.hub.sources])


def newest(news: News, view: View, today: date, most: int) -> list[Line]:
    """Return the newest items in one line each, for the front page; none if nothing is recent.

    Parameters:
        news: All news.
        view: The page they are shown on.
        today: Day of the build.
        most: How many at most.
    """
    speaker = speaker_of(news.hub, view.formats)
    items = [item for item in news.items(speaker) if item.day > today - RECENT and not item.opening]
    return [
        Line(item.day, _place_name(item, news, view), _one_line(item, news, view, speaker)) for item in items[:most]
    ]


def _place_name(item: Item, news: News, view: View) -> str:
    cities = news.cities_of(item.note) if item.note else [item.stories[0].city]
    return view.plain(news.hub.cities[cities[0]].name) if len(cities) == 1 and cities[0] else ""


def _one_line(item: Item, news: News, view: View, speaker: Speaker) -> Markup:
    there = f"{view.page(_page_of(item, news, speaker))}#{item.anchor}"
    if item.note:
        return Markup('<a href="{}">{}</a>').format(there, view.t(item.note.title))
    story = item.stories[0]
    if story.many:
        count = speaker.count(f"changes.many.{story.many}", len(story.changes))
        return Markup('<a href="{}">{}</a>').format(there, speaker.stop(count))
    is_own = story.key == f"city-{story.city}"
    return _sentence(story.changes[0], news, view, speaker, whole=not is_own)


def _page_of(item: Item, news: News, speaker: Speaker) -> str:
    shown, _ = split_years(news.items(speaker))
    return "news" if item.day.year in shown else f"news/{item.day.year}"
