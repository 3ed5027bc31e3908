"""A map as SVG, drawn from outlines of countries; no tiles, no script."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from knowledge_hub.model.records import City
from knowledge_hub.outlines import Outlines, Point
from knowledge_hub.pages.view import View

WIDTH = 440
"""Width of the drawing in its own units; the height follows from the country."""
_MARGIN = 14
_BORDER = 4
"""How far beyond the edge of the drawing a cut lies, so that its line is not seen."""
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
        marks = [
            self._mark(
                view, city, middle, _link(target, current=city == only) + (_told(view, city) if not only else "")
            )
            for city in cities
        ]
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
        return Markup(
            '<a href="{}" class="kh-map__city"{}>'
            '<circle class="kh-map__halo" cx="{}" cy="{}" r="18"/>'
            '<circle class="kh-map__dot" cx="{}" cy="{}" r="6"/>'
            '<text x="{}" y="{}" text-anchor="{}">{}</text></a>'
        ).format(
            view.to("city", city.id),
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


def _told(view: View, city: City) -> Markup:
    """Return what the filter of a map has to know of a city."""
    levels = " ".join(f"{item.area}:{view.hub.level(item.level).weight}" for item in city.strengths)
    return Markup(' data-levels="{}" data-name="{}"').format(levels, view.plain(city.name))


def outline_of(shapes: Outlines, country: str, *, cut: bool = False) -> Outline | None:
    """Fit the drawing to one country; `None` if there is no outline of it.

    Parameters:
        shapes: Outlines of countries.
        country: The hub's own.
        cut: Whether to leave out what lies beyond the edges, and fractions of the drawing's units: a fifth as long.
    """
    return _fitted(_Shapes(shapes), country, cut) if country in shapes else None


@dataclass(frozen=True, eq=False)
class _Shapes:
    """Outlines that are known by their identity, so that they are fitted once for all who draw them."""

    all: Outlines

    def __hash__(self) -> int:
        return id(self.all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shapes) and self.all is other.all


@lru_cache(4)
def _fitted(of: _Shapes, country: str, cut: bool) -> Outline:
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
    write = _cut_path if cut else _path
    others = tuple(write(outline, rings) for key, rings in sorted(shapes.items()) if key != country)
    return replace(outline, own=write(outline, shapes[country]), others=tuple(path for path in others if path))


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


def _cut_path(outline: Outline, rings: Iterable[Sequence[Point]]) -> str:
    """Write each ring from point to point, in whole units; what the edges leave of nothing is left out."""
    parts = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in _within(outline, [outline.place(*point) for point in ring])]
        points = [point for point, before in zip(whole, [None, *whole], strict=False) if point != before]
        if len(points) > 2:
            steps = "".join(f"{b[0] - a[0]} {b[1] - a[1]} " for a, b in pairwise(points)).replace(" -", "-").strip()
            parts.append(f"M{points[0][0]} {points[0][1]}l{steps}z")
    return "".join(parts)


def _within(outline: Outline, ring: Sequence[Point]) -> Sequence[Point]:
    """Cut a ring at the edges of the drawing.

    Source: Sutherland and Hodgman, Reentrant polygon clipping, CACM 17 (1974), p. 32.
    """
    for axis, high in ((0, WIDTH), (1, outline.height)):
        ring = _side(ring, axis, 1, -_BORDER)
        ring = _side(ring, axis, -1, high + _BORDER)
    return ring


def _side(ring: Sequence[Point], axis: int, sign: int, edge: float) -> list[Point]:
    """Return what of a ring lies on one side of an edge."""
    kept: list[Point] = []
    for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        is_in = sign * (b[axis] - edge) >= 0
        if is_in != (sign * (a[axis] - edge) >= 0):
            share = (edge - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        if is_in:
            kept.append(b)
    return kept


def _tan(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)
