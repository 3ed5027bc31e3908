"""A map as SVG, drawn from outlines of countries; no tiles, no script."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from knowledge_hub.model.records import City
from knowledge_hub.outlines import Outlines, Point
from knowledge_hub.pages.view import View

WIDTH = 440
"""Width of the drawing in its own units; the height follows from the country."""
_MARGIN = 14
_LETTER = 12
"""Widest that a letter of a city's name is on average, in the drawing's units."""


@dataclass(frozen=True)
class Projection:
    """Lambert's conformal conic with two standard parallels, on a sphere.

    Source: Snyder, Map Projections: A Working Manual (USGS 1395), p. 106.
    """

    centre: Point
    south: float
    north: float

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Return x to the east and y to the south of the centre, in radians of arc."""
        low, high = math.radians(self.south), math.radians(self.north)
        n = math.log(math.cos(low) / math.cos(high)) / math.log(_tan(high) / _tan(low))
        f = math.cos(low) * _tan(low) ** n / n
        rho, rho_centre = (f / _tan(math.radians(lat)) ** n for lat in (latitude, self.centre[1]))
        theta = n * math.radians(longitude - self.centre[0])
        return rho * math.sin(theta), rho * math.cos(theta) - rho_centre


@dataclass(frozen=True)
class Outline:
    """Outlines of countries, projected and scaled to the drawing.

    Attributes:
        own: Path of the hub's own country.
        others: Paths of its neighbours.
        height: Height of the drawing.
    """

    own: str
    others: tuple[str, ...]
    height: float
    projection: Projection
    scale: float
    origin: Point

    def place(self, longitude: float, latitude: float) -> Point:
        """Return where a place is in the drawing."""
        x, y = self.projection(longitude, latitude)
        return round((x - self.origin[0]) * self.scale + _MARGIN, 1), round(
            (y - self.origin[1]) * self.scale + _MARGIN, 1
        )

    def svg(self, view: View, only: City | None = None, target: str | None = None) -> Markup:
        """Draw the map with all cities as links by name, or with one of them marked.

        Parameters:
            view: The page it stands on.
            only: The city to mark.
            target: Window that links open in, if it is not the page's own.
        """
        cities = sorted(view.hub.cities.values(), key=lambda city: view.plain(city.name))
        middle = WIDTH / 2
        marks = [self._mark(view, city, middle, _link(target, current=city == only)) for city in cities]
        name = view.ui("map.of_one", city=view.plain(only.name)) if only else view.ui("map.title", n=len(cities))
        shapes = Markup("").join(Markup('<path class="kh-map__land" d="{}"/>').format(path) for path in self.others)
        return Markup(
            '<svg viewBox="0 0 {} {}" role="group" aria-label="{}" class="kh-map__svg">'
            '<g aria-hidden="true">{}<path class="kh-map__own" d="{}"/></g>{}</svg>'
        ).format(WIDTH, round(self.height), name, shapes, self.own, Markup("").join(marks))

    def _mark(self, view: View, city: City, middle: float, attributes: Markup) -> Markup:
        x, y = self.place(city.location.longitude, city.location.latitude)
        # To the middle's side of a city near the edge, where its name would be cut off.
        left = x < middle and x - 18 > _LETTER * len(view.plain(city.name))
        levels = " ".join(f"{item.area}:{view.hub.level(item.level).weight}" for item in city.strengths)
        return Markup(
            '<a href="{}" class="kh-map__city" data-levels="{}" data-name="{}"{}>'
            '<circle class="kh-map__halo" cx="{}" cy="{}" r="18"/>'
            '<circle class="kh-map__dot" cx="{}" cy="{}" r="6"/>'
            '<text x="{}" y="{}" text-anchor="{}">{}</text></a>'
        ).format(
            view.to("city", city.id),
            levels,
            view.plain(city.name),
            attributes,
            x,
            y,
            x,
            y,
            round(x + (-18 if left else 18), 1),
            round(y + 5, 1),
            "end" if left else "start",
            view.plain(city.name),
        )


def _link(target: str | None, *, current: bool) -> Markup:
    """Return further attributes of the link that a city is."""
    window = Markup(' target="{}" rel="noopener"').format(target) if target else Markup("")
    return window + Markup(' aria-current="true"') if current else window


def outline_of(shapes: Outlines, country: str) -> Outline | None:
    """Fit the drawing to one country; `None` if there is no outline of it."""
    return _fitted(_Shapes(shapes), country) if country in shapes else None


@dataclass(frozen=True, eq=False)
class _Shapes:
    """Outlines that are known by their identity, so that they are fitted once for all who draw them."""

    all: Outlines

    def __hash__(self) -> int:
        return id(self.all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shapes) and self.all is other.all


@lru_cache(2)
def _fitted(of: _Shapes, country: str) -> Outline:
    shapes = of.all
    longitudes, latitudes = zip(*(point for ring in shapes[country] for point in ring), strict=True)
    low, high = min(latitudes), max(latitudes)
    projection = Projection(
        ((min(longitudes) + max(longitudes)) / 2, (low + high) / 2), low + (high - low) / 6, high - (high - low) / 6
    )
    projected = [projection(*point) for ring in shapes[country] for point in ring]
    left, right = min(x for x, _ in projected), max(x for x, _ in projected)
    top, bottom = min(y for _, y in projected), max(y for _, y in projected)
    scale = (WIDTH - 2 * _MARGIN) / (right - left)
    outline = Outline("", (), (bottom - top) * scale + 2 * _MARGIN, projection, scale, (left, top))
    others = tuple(_path(outline, rings) for key, rings in sorted(shapes.items()) if key != country)
    return Outline(_path(outline, shapes[country]), others, outline.height, projection, scale, (left, top))


def _path(outline: Outline, rings: Iterable[Sequence[Point]]) -> str:
    parts = []
    for ring in rings:
        points = [outline.place(*point) for point in ring]
        if all(_outside(outline, point) for point in points):
            continue
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(parts)


def _outside(outline: Outline, point: Point) -> bool:
    x, y = point
    return not (-60 <= x <= WIDTH + 60 and -60 <= y <= outline.height + 60)


def _tan(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)
