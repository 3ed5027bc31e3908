"""Maps for paper: a drawing of its own, with its colours in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from markupsafe import Markup

from knowledge_hub.model.records import City
from knowledge_hub.pages.map import WIDTH, Outline
from knowledge_hub.pages.view import View

FONT = "Familjen Grotesk"
_LETTER = 0.56
"""Widest that a letter of a name is on average, by its size."""


def draw(
    outline: Outline,
    view: View,
    colours: Mapping[str, str],
    *,
    marked: Collection[str] = (),
    size: float = 24,
    named: bool = True,
) -> str:
    """Draw the map with all cities, those that stand out with their names.

    Parameters:
        outline: Outlines of the country and its neighbours.
        view: Gives the cities and their names.
        colours: Tokens of the light scheme.
        marked: Ids of cities that stand out; if there are none, all do.
        size: Size of the names in the drawing's units, which also tells that of the dots.
        named: Whether names stand beside the dots.
    """
    land = Markup('<path d="{}" fill="{}" stroke="{}" stroke-width=".6" stroke-opacity=".5"/>')
    own = Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="1.2"/>')
    shapes = [land.format(path, colours["land"], colours["land-edge"]) for path in outline.others]
    shapes.append(own.format(outline.own, colours["land-own"], colours["land-edge"]))
    cities = sorted(view.hub.cities.values(), key=lambda city: (city.id in marked, view.plain(city.name)))
    shapes += [_dot(outline, colours, city, size, stands_out=_stands_out(city, marked)) for city in cities]
    shapes += [_name(outline, view, colours, city, size) for city in cities if named and _stands_out(city, marked)]
    return str(
        Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{}</svg>').format(
            WIDTH, round(outline.height), Markup("").join(shapes)
        )
    )


def _stands_out(city: City, marked: Collection[str]) -> bool:
    return not marked or city.id in marked


def _dot(outline: Outline, colours: Mapping[str, str], city: City, size: float, *, stands_out: bool) -> Markup:
    x, y = outline.place(city.location.longitude, city.location.latitude)
    radius = size * (0.42 if stands_out else 0.25)
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"/>').format(
        x,
        y,
        round(radius, 1),
        colours["accent" if stands_out else "primary-mid"],
        colours["surface"],
        round(radius / 4, 1),
    )


def _name(outline: Outline, view: View, colours: Mapping[str, str], city: City, size: float) -> Markup:
    x, y = outline.place(city.location.longitude, city.location.latitude)
    name, away = view.plain(city.name), 0.72 * size
    wide = _LETTER * size * len(name)
    left_room, right_room = x - away, WIDTH - x - away
    # To the side of the nearer edge, if it has room there; a name that has room on neither side becomes smaller.
    left = left_room > wide and (x < WIDTH / 2 or right_room < wide)
    if max(left_room, right_room) < wide:
        left = left_room > right_room
        size *= max(left_room, right_room) / wide
    label = Markup(
        '<text x="{}" y="{}" text-anchor="{}" font-family="{}" font-size="{}" font-weight="600" fill="{}" stroke="{}" '
        'stroke-width="{}" stroke-linejoin="round" paint-order="stroke">{}</text>'
    )
    return label.format(
        round(x + (-away if left else away), 1),
        round(y + size / 3, 1),
        "end" if left else "start",
        FONT,
        round(size, 1),
        colours["ink"],
        colours["land-own"],
        round(size / 5, 1),
        name,
    )


def shape(outline: Outline) -> float:
    """Return height by width of the map."""
    return round(outline.height) / WIDTH
