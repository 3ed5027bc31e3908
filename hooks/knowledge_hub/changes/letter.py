"""The quarterly letter: what is new, in a form that can be sent."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge_hub.changes.change import Change
from knowledge_hub.changes.news import News, speaker_of
from knowledge_hub.changes.report import escaped
from knowledge_hub.changes.stories import Story, lines, stories
from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import Event
from knowledge_hub.pages.view import View

_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")
MOST = 12
"""Events and figures that a letter lists; more are counted."""
AHEAD = timedelta(days=183)
"""How far ahead events are told."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter | None:
        """Read `2026Q4`."""
        found = _QUARTER.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def before(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number * 3, calendar.monthrange(self.year, self.number * 3)[1])

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def default_quarter(today: date, since: date | None) -> Quarter:
    """Return the last quarter that has ended, or the present one if nothing is known of any before.

    Parameters:
        today: Day of the build.
        since: First day of which changes are known.
    """
    ended = Quarter.of(today).before
    return Quarter.of(today) if since and since > ended.last else ended


@dataclass(frozen=True)
class Line:
    """One line of the letter, with where to read on."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Section:
    """One part of the letter; `empty` is told where it has no lines."""

    heading: str
    lines: Sequence[Line]
    empty: str
    note: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter in one language."""

    language: str
    title: str
    intro: str
    sections: Sequence[Section]
    news: Line
    signed: str

    def markdown(self) -> str:
        """Write the letter as Markdown, which also reads well as plain text."""
        return _render("letter.txt", self)

    def html(self) -> str:
        """Write the letter as HTML that any mail program shows: no style, no script, no picture."""
        return _render("letter.html", self)

    def mail(self) -> bytes:
        """Write a message that a mail program opens as a draft: HTML with plain text beside it."""
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self.title
        message["X-Unsent"] = "1"
        message.set_content(self.markdown(), cte="quoted-printable")
        message.add_alternative(self.html(), subtype="html", cte="quoted-printable")
        message.set_boundary("=_letter_=")
        return message.as_bytes()


def _render(template: str, letter: Letter) -> str:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=template.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = escaped
    return environment.get_template(template).render(letter=letter)


def write_letter(
    news: News, changes: Sequence[Change], quarter: Quarter, view: View, site_url: str, *, whole: bool
) -> Letter:
    """Write the letter of a quarter.

    Parameters:
        news: For the records and the notes.
        changes: What changed from the quarter's first day to its last.
        quarter: The quarter.
        view: Words and formats of the language, and the day of the build.
        site_url: Absolute address of the site's root.
        whole: Whether the changes of the whole quarter are known.
    """
    writer = _Writer(news, view, site_url)
    number = view.ui("digest.quarter", number=quarter.number, year=quarter.year)
    hub = view.plain(news.hub.site.name)
    period = view.formats.period(_partial(quarter.first), _partial(quarter.last))
    unknown = "" if whole else f" {view.ui('digest.unknown')}"
    return Letter(
        view.language,
        view.ui("digest.title", hub=hub, quarter=number),
        view.ui("digest.intro", hub=hub, period=period) + unknown,
        writer.sections(changes, quarter),
        Line(view.ui("digest.all_news"), writer.page("news")),
        view.ui("digest.signed", publisher=view.plain(news.hub.site.publisher)),
    )


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


class _Writer:
    """Writes the parts of a letter."""

    def __init__(self, news: News, view: View, site_url: str) -> None:
        self.news, self.hub, self.view, self.site_url = news, news.hub, view, site_url
        self.speaker = speaker_of(news.hub, view.formats)

    def page(self, path: str) -> str:
        """Return the absolute address of a page."""
        return self.site_url + self.view.addresses.page(path, self.view.language).url

    def sections(self, changes: Sequence[Change], quarter: Quarter) -> list[Section]:
        """Return the parts in their order."""
        ui = self.view.ui
        now = [self.news.present(change) for change in changes]
        figures = ("figure", "site", "strength")
        notes = [note for note in self.hub.notes.values() if quarter.first <= note.date <= quarter.last]
        told = [Line(self.view.plain(note.title), note.url or self.page("news")) for note in notes]
        rest = self._told(now, lambda kind: kind not in (*figures, "investment"))
        return [
            Section(ui("digest.new"), told + rest, ui("digest.nothing")),
            Section(ui("digest.figures"), self._told(now, figures.__contains__), ui("digest.nothing")),
            Section(ui("digest.investments"), self._told(now, "investment".__eq__), ui("digest.nothing")),
            Section(ui("digest.events"), self._events(), ui("digest.no_events")),
            Section(
                ui("digest.check"),
                self._stale(),
                ui("digest.none_to_check"),
                ui("digest.check_note", url=self.page("participate")),
            ),
        ]

    def _told(self, changes: Sequence[Change], wanted: Callable[[str], bool]) -> list[Line]:
        chosen = [change for change in changes if wanted(change.kind.partition(".")[0])]
        found = stories(chosen, self.speaker, list(self.hub.cities))
        return [line for story in found for line in self._lines(story)]

    def _lines(self, story: Story) -> list[Line]:
        told = lines(story, self.speaker, sources=True)
        if story.many:
            return [Line(told[0], self.page("news"))]
        return [Line(text, self._place(change)) for text, change in zip(told, story.changes, strict=True)]

    def _place(self, change: Change) -> str:
        found = self.news.place(change)
        if found is None:
            return ""
        kind, anchor = found
        path = kind if kind == "glossary" else self.view.addresses.path_of(kind, change.subject[1])
        return self.page(path) + (f"#{anchor}" if anchor else "")

    def _events(self) -> list[Line]:
        today = self.view.today
        coming = [event for event in self.hub.events.values() if today <= event.start.first <= today + AHEAD]
        return self._shortened([self._event(event) for event in coming])

    def _event(self, event: Event) -> Line:
        place = self.view.plain(self.hub.cities[event.city].name) if event.city else ""
        place = place or (self.view.plain(event.municipality) if event.municipality else "")
        text = ", ".join(filter(None, (f"{self.view.when(event)}: {self.view.plain(event.title)}", place)))
        return Line(self.speaker.stop(text), self.page(self.view.addresses.path_of("event", event.id)))

    def _stale(self) -> list[Line]:
        kinds = ("city", "area", "organisation", "project", "event")
        found = [
            (figure, kind, record)
            for kind in kinds
            for record in self.hub.collection(kind).values()
            for figure in getattr(record, "figures", ())
            if self.view.stale(figure)
        ]
        found.sort(key=lambda item: (not item[0].headline, item[0].date.first))
        return self._shortened([self._figure(figure, kind, record.id) for figure, kind, record in found])

    def _figure(self, figure: Figure, kind: str, id: str) -> Line:
        name = self.view.name(kind, id).striptags()
        value = self.view.formats.amount(figure.value, figure.unit, figure.bound)
        text = f"{name}: {self.view.plain(figure.label)}, {value} ({self.view.dated(figure)})"
        return Line(self.speaker.stop(text), self.page(self.view.addresses.path_of(kind, id)))

    def _shortened(self, found: list[Line]) -> list[Line]:
        if len(found) <= MOST:
            return found
        return [*found[:MOST], Line(self.speaker.stop(self.speaker.count("digest.more", len(found) - MOST)))]
