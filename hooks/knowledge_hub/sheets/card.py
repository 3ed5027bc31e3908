"""Social cards: what a link to a page looks like where it is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from knowledge_hub.matrix import Matrix
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.view import View
from knowledge_hub.sheets import maps
from knowledge_hub.sheets.drawing import Drawing
from knowledge_hub.sheets.frame import Maker
from knowledge_hub.sheets.text import shortened

WIDTH, HEIGHT = 1200, 630
"""Size of a card in pixels, as the services that show it ask for."""
TEXT_AT = (72, 64)
"""Where the text begins."""
TEXT, TEXT_BESIDE_MAP, TEXT_HEIGHT = 878, 768, 446
"""Width and height of the text."""
MOST_WORDS = 140
"""Most characters of the description, which ends at a sentence."""
ACCENTS: Mapping[str, tuple[str, ...]] = {
    "": ("primary", "accent"),
    "cities": ("primary",),
    "compare": ("primary", "primary-mid"),
    "areas": ("primary-deep",),
    "matrix": ("primary-deep", "primary-mid"),
    "organisations": ("good",),
    "projects": ("warn",),
    "events": ("accent",),
    "timeline": ("accent", "warn"),
    "invest": ("good", "warn"),
}
"""First step of a page's path -> tokens of its colours; all other pages are grey."""
OTHERS = ("ink-2",)


def address(path: str, language: str) -> str:
    """Return where the card of a page lies below the site's root."""
    return f"cards/{language}/{path or 'index'}.png"


def alternative(title: str, view: View) -> str:
    """Return what the card of a page with this title says, for those who do not see it."""
    name = view.plain(view.hub.site.name)
    return title if title.startswith(name) else f"{title} – {name}"


def drawing(make: Maker, page: Page, table: Matrix) -> Drawing:
    """Return the card of a page.

    Parameters:
        make: Makes values of the page's language.
        page: The page.
        table: Levels of the cities.
    """
    view, colours = make.view, make.material.colours
    section, _, rest = page.address.path.partition("/")
    accents = [colours[name] for name in ACCENTS.get(section, OTHERS)]
    city = rest if page.kind == "city" else None
    mapped = city is not None and make.outline is not None
    ground = _ground(make, accents, city if mapped else None)
    data = {
        "language": view.language,
        "region": view.formats.locale.territory,
        "size": [TEXT_BESIDE_MAP if mapped else TEXT, TEXT_HEIGHT],
        "eyebrow": _eyebrow(view, page),
        "title": view.plain(view.hub.site.name) if page.kind == "home" else page.title,
        "description": shortened(page.description, MOST_WORDS),
        "facts": FACTS[page.kind](view, rest.rpartition("/")[2], table) if page.kind in FACTS else [],
        "accent": accents[0],
        "colours": dict(colours),
    }
    return Drawing(address(page.address.path, view.language), "card", data, ground.colours, ground=ground, at=TEXT_AT)


def _ground(make: Maker, accents: list[str], city: str | None) -> Drawing:
    """Return what the cards of a kind stand on, or the card of a city."""
    view, colours = make.view, make.material.colours
    drawn = city is not None and make.outline is not None
    data = {
        "language": view.language,
        "region": view.formats.locale.territory,
        "accents": accents,
        "colours": dict(colours),
        "mark": make.material.mark.data(),
        "hub": view.plain(view.hub.site.name),
        "map": maps.draw(make.outline, view, colours, marked=[city], size=46, named=False)
        if make.outline and city
        else None,
    }
    return Drawing("ground", "ground", data, _palette(colours, accents, mapped=drawn))


def _eyebrow(view: View, page: Page) -> str:
    """Return the page above, or what the hub is."""
    if len(page.crumbs) > 1:
        return page.crumbs[-1].title
    return view.plain(view.hub.site.tagline)


def _city(view: View, id: str, table: Matrix) -> list[str]:
    cells = table.of_city(id)
    return [view.plain(cell.area.short_name) for cell in cells if cell.level == cells[0].level][:3]


def _area(view: View, id: str, table: Matrix) -> list[str]:
    row = next(row for row in table.rows if row.area.id == id)
    return [view.plain(cell.city.name) for cell in row.strong][:4]


def _organisation(view: View, id: str, table: Matrix) -> list[str]:
    record = view.hub.organisations[id]
    place = record.municipality or (view.hub.cities[record.city].name if record.city else None)
    kind = view.plain(view.hub.choice("organisation_kind", record.kind).label)
    return [kind, view.plain(place)] if place else [kind]


def _project(view: View, id: str, table: Matrix) -> list[str]:
    record = view.hub.projects[id]
    return [view.formats.period(record.start, record.end)] if record.start else []


def _event(view: View, id: str, table: Matrix) -> list[str]:
    record = view.hub.events[id]
    place = record.municipality or (view.hub.cities[record.city].name if record.city else None)
    return [view.when(record), view.plain(place)] if place else [view.when(record)]


FACTS: Mapping[str, Callable[[View, str, Matrix], list[str]]] = {
    "area": _area,
    "city": _city,
    "event": _event,
    "organisation": _organisation,
    "project": _project,
}
"""Kind of record -> the few facts that stand on its card."""


def _palette(colours: Mapping[str, str], accents: list[str], *, mapped: bool) -> tuple[str, ...]:
    """Return the sixteen or fewer colours of a card: those of its parts, and what lies between them at edges."""
    paper, ink, grey = colours["paper"], colours["ink"], colours["ink-2"]
    found = [paper, ink, *(_between(paper, ink, part) for part in (0.25, 0.5, 0.75)), grey, _between(paper, grey, 0.5)]
    for accent in dict.fromkeys([*accents, colours["primary"], colours["accent"]]):
        found += [accent, _between(paper, accent, 0.5)]
    if mapped:
        found += [colours[name] for name in ("land", "land-own", "land-edge")]
    return tuple(dict.fromkeys(found))[:16]


def _between(one: str, two: str, part: float) -> str:
    pairs = zip(_parts(one), _parts(two), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
