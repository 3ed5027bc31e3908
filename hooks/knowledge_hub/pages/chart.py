"""Charts as SVG, drawn when the site is built; each stands beside a table of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

WIDTH = 720
_LABEL = 220
_ROW = 30
_BAR = 16


@dataclass(frozen=True)
class Part:
    """A part of a stacked bar: how much of what, and the tone it is drawn in."""

    value: int
    tone: str
    label: str


@dataclass(frozen=True)
class Span:
    """A bar on a time line."""

    label: str
    language: str
    url: str
    start: date
    end: date
    tone: str


def stacked_bars(rows: Sequence[tuple[str, Sequence[Part]]], title: str) -> Markup:
    """Draw a bar for each row, made of parts of whole numbers."""
    most = max((sum(part.value for part in parts) for _, parts in rows), default=1) or 1
    unit = (WIDTH - _LABEL - 40) / most
    drawn = []
    for place, (name, parts) in enumerate(rows):
        y, x = place * _ROW, float(_LABEL)
        drawn.append(Markup('<text class="kh-chart__name" x="{}" y="{}">{}</text>').format(_LABEL - 12, y + 17, name))
        for part in parts:
            if part.value:
                width = part.value * unit
                drawn.append(
                    Markup(
                        '<rect data-tone="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"><title>{}: {}</title></rect>'
                    ).format(part.tone, x, y + 4, max(width - 2, 1), _BAR, part.label, part.value)
                )
                x += width
        total = sum(part.value for part in parts)
        drawn.append(Markup('<text x="{:.1f}" y="{}">{}</text>').format(x + 6, y + 17, total))
    return _svg(len(rows) * _ROW, title, drawn)


def time_spans(spans: Sequence[Span], today: date, title: str) -> Markup:
    """Draw a bar for each span against the years, with a line at `today`."""
    first, last = min(span.start for span in spans).year, max(span.end for span in spans).year
    begin, length = date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal() - date(first, 1, 1).toordinal()

    def place(day: date) -> float:
        return _LABEL + (day.toordinal() - begin) / length * (WIDTH - _LABEL)

    height = len(spans) * _ROW + 26
    drawn = []
    for year in range(first, last + 1):
        x = place(date(year, 1, 1))
        drawn.append(
            Markup('<line class="kh-chart__grid" x1="{0:.1f}" x2="{0:.1f}" y1="20" y2="{1}"/>').format(x, height)
        )
        if last - first < 12 or year % 2 == 0:
            drawn.append(Markup('<text class="kh-chart__year" x="{:.1f}" y="13">{}</text>').format(x + 3, year))
    for row, span in enumerate(spans):
        y, x = row * _ROW + 26, place(span.start)
        name = Markup('<text class="kh-chart__name" x="{}" y="{}">{}</text>').format(
            _LABEL - 12, y + 13, _short(span.label)
        )
        bar = Markup('<rect data-tone="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
            span.tone, x, y, max(place(span.end) - x, 3), _BAR
        )
        drawn.append(
            Markup('<a href="{}" lang="{}"><title>{}</title>{}{}</a>').format(
                span.url, span.language, span.label, name, bar
            )
        )
    if date(first, 1, 1) <= today <= date(last, 12, 31):
        drawn.append(
            Markup('<line class="kh-chart__today" x1="{0:.1f}" x2="{0:.1f}" y1="20" y2="{1}"/>').format(
                place(today), height
            )
        )
    return _svg(height, title, drawn)


def sparkline(points: Sequence[tuple[date, float]], title: str) -> Markup:
    """Draw values over time as a small line without axes; `title` tells them in words."""
    days = [day.toordinal() for day, _ in points]
    values = [value for _, value in points]
    width, height, margin = 96, 24, 3
    span, rise = (days[-1] - days[0]) or 1, (max(values) - min(values)) or 1
    places = [
        (
            margin + (day - days[0]) / span * (width - 2 * margin),
            height - margin - (value - min(values)) / rise * (height - 2 * margin),
        )
        for day, value in zip(days, values, strict=True)
    ]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return Markup(
        '<svg class="kh-trend" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/><circle cx="{:.1f}" cy="{:.1f}" r="2.5"/></svg>'
    ).format(width, height, title, path, *places[-1])


def _short(text: str, limit: int = 28) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _svg(height: int, title: str, drawn: Sequence[Markup]) -> Markup:
    return Markup('<svg class="kh-chart" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        WIDTH, height, title, Markup("").join(drawn)
    )
