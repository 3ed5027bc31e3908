"""What templates may ask for: texts, formats, links and sources in the language of one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from markupsafe import Markup, escape

from knowledge_hub.formats import Formats, iso
from knowledge_hub.freshness import is_stale
from knowledge_hub.hub import Hub
from knowledge_hub.markdown_text import inline_html, to_html
from knowledge_hub.model.dates import Moment, PartialDate
from knowledge_hub.model.figure import Amount, Dated, Feature, Figure
from knowledge_hub.model.records import Event, Party, Source, host
from knowledge_hub.model.text import Text
from knowledge_hub.model.vocabulary import Patterned
from knowledge_hub.pages.address import Address, Addresses
from knowledge_hub.pages.chart import sparkline
from knowledge_hub.sheets.drawing import Sheet

FEWEST_FOR_TREND = 3
"""Values of a figure from which on a line says more than the numbers."""


@dataclass
class View:
    """One page in the making.

    `cited` grows as the template cites sources, so that the list at the end of
    the page has them in the order of their first mention.
    """

    hub: Hub
    addresses: Addresses
    address: Address
    formats: Formats
    today: date
    repository_url: str | None = None
    sheets: Mapping[tuple[str, str], Sheet] = field(default_factory=dict)
    claims: Mapping[int, str] = field(default_factory=dict)
    by_hand: frozenset[str] = frozenset()
    """Paths of the pages in `docs/`: what a hub may do without is linked only if it is written."""
    cited: list[str] = field(default_factory=list)
    fallbacks: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        """Language code of the page."""
        return self.address.language

    def ui(self, key: str, **values: object) -> str:
        """Return words of the interface, in the plural form that `n` asks for.

        Raises:
            KeyError: If no language has the key.
        """
        texts = self.hub.interface[self.language]
        if "n" in values and f"{key}.other" in texts:
            number = values["n"]
            assert isinstance(number, int | float)
            form = f"{key}.{self.formats.plural(number)}"
            key = form if form in texts else f"{key}.other"
            values["n"] = self.formats.number(number)
        return texts[key].format(**values) if values else texts[key]

    def ui_html(self, key: str, **values: object) -> Markup:
        """Return words of the interface with values that may be HTML."""
        escaped = {name: escape(value) for name, value in values.items()}
        return Markup(escape(self.hub.interface[self.language][key]).format(**escaped))  # noqa: S704

    def t(self, text: Text | None) -> Markup:
        """Return a text; one that falls back to another language is marked as such."""
        if text is None:
            return Markup("")
        if (own := text.in_language(self.language)) is not None:
            return escape(own)
        value, language = text.shown_in(self.language)
        return self._in(language, value)

    def plain(self, text: Text) -> str:
        """Return a text without any mark-up, for titles and attributes."""
        return text[self.language]

    def md(self, text: Text | None) -> Markup:
        """Return Markdown as HTML paragraphs."""
        return self._markdown(text, to_html, "div")

    def inline(self, text: Text | None) -> Markup:
        """Return Markdown of one paragraph, to stand within a line or a cell."""
        return self._markdown(text, inline_html, "span")

    def _markdown(self, text: Text | None, convert: Any, element: str) -> Markup:
        if text is None:
            return Markup("")
        value, language = text.shown_in(self.language)
        html: Markup = convert(value)
        if language == self.language:
            return html
        self.fallbacks.add(language)
        return Markup('<{} lang="{}">{}</{}>').format(element, language, html, element)

    def label(self, kind: str, id: str) -> Markup:
        """Return the label of a vocabulary's choice."""
        return self.t(self.hub.choice(kind, id).label)

    # Links

    def to(self, kind: str, id: str) -> str:
        """Return the relative address of a record's page."""
        return self.page(self.addresses.path_of(kind, id))

    def page(self, path: str) -> str:
        """Return the relative address of a page by its path."""
        return self.address.to(self.addresses.page(path, self.language))

    def page_by_hand(self, path: str) -> str | None:
        """Return the relative address of a page of `docs/` if the hub has it."""
        return self.page(path) if path in self.by_hand else None

    def file(self, path: str) -> str:
        """Return the relative address of a file below the site's root."""
        return self.address.to(path)

    def link(self, kind: str, id: str) -> Markup:
        """Return a link to a record, with its name."""
        return _html(f'<a href="{escape(self.to(kind, id))}">{self.name(kind, id)}</a>')

    def name(self, kind: str, id: str) -> Markup:
        """Return a record's name."""
        record: Any = self.hub.collection(kind)[id]
        return self.t(getattr(record, "name", None) or getattr(record, "title", None) or record.term)

    def links(self, kind: str, ids: Sequence[str]) -> Markup:
        """Return links to records, joined as a sentence would."""
        return self.join([self.link(kind, id) for id in ids])

    def join(self, items: Sequence[str]) -> Markup:
        """Join HTML or words with commas and *and*."""
        return Markup(self.formats.list([str(escape(item)) for item in items]))  # noqa: S704

    def sheet(self, path: str | None = None) -> Markup:
        """Return a link to the fact sheet of a page, this one if no path is given; nothing if there is none."""
        sheet = self.sheets.get((self.address.path if path is None else path, self.language))
        if sheet is None:
            return Markup("")
        label = self.ui("sheet.link", size=self.formats.size(len(sheet.content)))
        return Markup('<a class="kh-sheet" href="{}" type="application/pdf">{}</a>').format(
            self.file(sheet.address), label
        )

    def external(self, url: str, label: str | None = None) -> Markup:
        """Return a link that leads off the site."""
        return _html(f'<a class="kh-out" href="{escape(url)}" rel="noopener">{escape(label or host(url))}</a>')

    def edit_url(self, path: str) -> str | None:
        """Return where a file can be edited, if the hub says where it is kept."""
        if not self.repository_url:
            return None
        return f"{self.repository_url.rstrip('/')}/edit/{self.hub.site.repository_branch}/{path}"

    def line_url(self, path: str, line: int) -> str | None:
        """Return where a line of a file can be seen and edited, if the hub says where it is kept."""
        if not self.repository_url:
            return None
        return f"{self.repository_url.rstrip('/')}/blob/{self.hub.site.repository_branch}/{path}#L{line}"

    # Values

    def number(self, value: float) -> str:
        """Return a number in the locale's form."""
        return self.formats.number(value)

    def amount(self, item: Amount | Feature) -> Markup:
        """Return a number with unit and bound."""
        assert isinstance(item.value, int | float)
        assert item.unit is not None
        text = self.formats.amount(item.value, item.unit, item.bound)
        patterns = [cast(Patterned, self.hub.choice("unit", item.unit)).pattern]
        if item.bound is not None:
            patterns.append(cast(Patterned, self.hub.choice("bound", item.bound)).pattern)
        missing = next((pattern for pattern in patterns if self.language not in pattern), None)
        return escape(text) if missing is None else self._in(missing.shown_in(self.language).language, text)

    def _in(self, language: str, text: str) -> Markup:
        """Mark a text that falls back to another language."""
        self.fallbacks.add(language)
        return Markup('<span lang="{}">{}</span>').format(language, text)

    def feature(self, item: Feature) -> Markup:
        """Return a site's feature: its value, its words or both."""
        parts: list[str] = []
        if isinstance(item.value, bool):
            parts.append(self.ui("value.positive" if item.value else "value.negative"))
        elif item.value is not None and item.unit is not None:
            parts.append(self.amount(item))
        if item.note is not None:
            parts.append(self.t(item.note))
        return Markup(", ").join(parts)

    def date(self, value: PartialDate | date, *, short: bool = False) -> str:
        """Return a date as far as it is known."""
        return self.formats.date(value, short=short)

    def dated(self, item: Dated) -> str:
        """Return the date a claim holds for, and whether it is only the day it was read."""
        if item.as_of is not None:
            return self.date(item.as_of, short=True)
        return self.ui("figure.seen", date=self.date(item.date, short=True))

    def stale(self, item: Dated) -> bool:
        """Whether a figure is past the time for which its kind stays fresh."""
        return isinstance(item, Figure) and is_stale(self.hub, item, self.today)

    def citation(self, item: Figure) -> str:
        """Return a ready sentence that cites a figure and its first source."""
        source = self.hub.sources[item.sources[0]]
        label = self.plain(item.label)
        return self.ui(
            "figure.citation",
            label=f"{label} ({self.plain(item.scope)})" if item.scope else label,
            value=self.formats.amount(item.value, item.unit, item.bound),
            date=self.dated(item),
            publisher=self.plain(source.publisher),
            title=self.plain(source.title),
            url=source.url,
            hub=self.plain(self.hub.site.name),
            today=self.date(self.today, short=True),
        )

    def trend(self, item: Figure) -> Markup:
        """Draw earlier values and the present one as a small line, if there are three or more."""
        points = sorted([(old.as_of.first, old.value) for old in item.history] + [(item.date.first, item.value)])
        if len(points) < FEWEST_FOR_TREND:
            return Markup("")
        told = self.join([f"{self.date(day_of(day))} {self.formats.amount(value, item.unit)}" for day, value in points])
        return sparkline(points, self.ui("figure.trend", values=told))

    def when(self, event: Event) -> str:
        """Return when an event takes place."""
        return self.span(event.start, event.end)

    def span(self, start: Moment, end: Moment | None = None) -> str:
        """Return from when to when, or at what moment, with the time of day if it is known."""
        text = self.formats.period(start, end)
        if start.at is None:
            return text
        clock = self.formats.time(start)
        if end and end.at and end.first == start.first:
            clock = f"{clock}–{self.formats.time(end)}"
        return self.ui("event.at_time", date=text, time=clock)

    def titles(self, events: Sequence[Event]) -> str:
        """Return the titles of events, joined as a sentence would."""
        return self.formats.list([self.plain(event.title) for event in events])

    def instant(self, moment: Moment, zone: str | None) -> str:
        """Write a moment for the `datetime` attribute of `<time>`, a time of day with its offset from UTC."""
        return iso(moment, zone or self.hub.site.time_zone)

    def party(self, party: Party) -> Markup:
        """Return someone who takes part, linked if there is a page."""
        if party.organisation is not None:
            return self.link("organisation", party.organisation)
        return self.t(party.name)

    # Sources

    def cite(self, sources: Sequence[str]) -> Markup:
        """Cite sources: small numbers that lead to the list at the end of the page."""
        marks = [self._mark(id) for id in sources]
        if not marks:
            return Markup("")
        return _html(f'<span class="kh-cite">{"".join(marks)}</span>')

    def _mark(self, id: str) -> Markup:
        if id not in self.cited:
            self.cited.append(id)
        number = self.cited.index(id) + 1
        source = self.hub.sources[id]
        label = self.ui("source.numbered", n=number, title=self.plain(source.title))
        return _html(f'<a href="#source-{number}" aria-label="{escape(label)}">{number}</a>')

    def mend(self, item: Dated) -> Markup:
        """Return a link to report a mistake in a claim, if it has an id; it shows a mark only."""
        claim = self.claims.get(id(item))
        if claim is None:
            return Markup("")
        label, where = escape(self.ui("figure.mend")), escape(f"{self.page('report-a-mistake')}#{claim}")
        return _html(f'<a class="kh-mend" href="{where}" title="{label}" aria-label="{label}"></a>')

    @property
    def cited_sources(self) -> list[tuple[int, Source]]:
        """Sources cited so far, with their numbers."""
        return [(place + 1, self.hub.sources[id]) for place, id in enumerate(self.cited)]

    def uses(self, kind: str, id: str) -> Mapping[str, Markup]:
        """Return the pages of records that refer to something: address -> name."""
        found: dict[str, Markup] = {}
        for record in self.hub.uses.get((kind, id), ()):
            record_kind = _kind(record)
            if record_kind == "note":
                found[self.page("news")] = escape(self.ui("nav.news"))
            if record_kind in ("area", "city", "event", "organisation", "project"):
                found[self.to(record_kind, record.id)] = self.name(record_kind, record.id)
        return found


def _html(text: str) -> Markup:
    """Mark as HTML what was put together of escaped parts; `Markup.format` does the same in five times the time."""
    return Markup(text)  # noqa: S704


def _kind(record: object) -> str:
    return type(record).__name__.lower()


def day_of(day: date) -> PartialDate:
    """Return the year of a first of January, else the month: dates of a series are rarely finer."""
    return PartialDate(day.year) if (day.month, day.day) == (1, 1) else PartialDate(day.year, day.month)
