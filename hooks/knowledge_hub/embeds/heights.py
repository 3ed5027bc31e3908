"""How high a frame must be, told before any browser has laid it out.

Heights are sums of lines, counted with a generous width of letters in the
narrowest frame, so that they hold for any font. They are the same for all
embeds of a kind and in all languages: a site that shows one need not change
its code when a text changes. What is higher all the same can be scrolled to.
The sizes are those of `theme/assets/embed.css`.
"""

from __future__ import annotations

import math
from textwrap import wrap

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Cell, Matrix
from knowledge_hub.pages.map import WIDTH, Outline

NARROWEST = 320
"""Width in CSS pixels from which on nothing needs to be scrolled to."""
_LETTER, _BOLD_LETTER = 0.55, 0.6
"""Mean width of a letter in wide fonts, as a part of the font's size."""
_EDGE = 17
_INNER = NARROWEST - 2 * _EDGE
_STEP = 20
"""Heights are rounded up to whole steps."""
_SMALL, _TEXT, _TITLE = 13, 15, 22
_CELL = 24
_HIGHEST_MAP = 420
_MOST_LINES = 2
"""Lines that the title of an event may have; longer ones are cut off there."""


def of_cities(hub: Hub, table: Matrix, strengths: int) -> int:
    """Return the height of the highest city card."""

    def height(language: str, city: str) -> int:
        item, cells = hub.cities[city], table.of_city(city)[:strengths]
        role = hub.choice("network_role", item.role).label[language]
        return (
            _block(f"{item.region[language]} · {role}", _SMALL, 4)
            + _block(item.name[language], _TITLE, 6)
            + _block(item.headline[language], _TEXT, 12)
            + sum(_block(_strength(cell, language), _TEXT, 9) for cell in cells)
            + 2 * _line(_SMALL)
            + 12
        )

    return _whole(hub, max(height(code, city) for code in _codes(hub) for city in hub.cities))


def _strength(cell: Cell, language: str) -> str:
    """Write a strength as long as it is with the bars of its level."""
    level = cell.level.label[language] if cell.level else ""
    return f"{cell.area.short_name[language]} ||||| {level}"


def of_map(hub: Hub, outline: Outline) -> int:
    """Return the height at which the map is as wide as the narrowest frame, but not higher than a screen."""
    title = max(_block(hub.interface[code]["embed.titles.map"], _TITLE, 12) for code in _codes(hub))
    return _whole(hub, title + min(round(_INNER * outline.height / WIDTH), _HIGHEST_MAP))


def of_matrix(hub: Hub, table: Matrix) -> int:
    """Return the height of the matrix, whose cities stand upright above narrow cells."""
    width = max(_INNER - _CELL * len(table.cities), 96)

    def height(language: str) -> int:
        names = max(len(city.name[language]) for city in table.cities)
        rows = (_lines(row.area.short_name[language], _SMALL, width - 4) for row in table.rows)
        return (
            _block(hub.interface[language]["embed.titles.matrix"], _TITLE, 12)
            + _block(" ||||| ".join(level.label[language] for level in hub.vocabularies["level"].values()), _SMALL, 16)
            + math.ceil(names * _SMALL * _LETTER)
            + 10
            + sum(max(lines * _line(_SMALL) + 9, _CELL + 1) for lines in rows)
        )

    return _whole(hub, max(map(height, _codes(hub))))


def of_events(hub: Hub, shown: int) -> int:
    """Return the height of the list of events, the same whichever they are."""
    keys = ("events.coming", "home.latest")
    title = max(_block(hub.interface[code][key], _TITLE, 12) for code in _codes(hub) for key in keys)
    return _whole(hub, title + shown * (_line(_SMALL) + _MOST_LINES * _line(_TEXT) + 21))


def _codes(hub: Hub) -> list[str]:
    return [language.code for language in hub.languages]


def _whole(hub: Hub, content: int) -> int:
    """Add edges and foot, and round up."""
    links = (hub.interface[code]["embed.more"].format(hub=hub.site.name[code]) for code in _codes(hub))
    foot = 22 + max(_block(link, _TEXT, 4) for link in links) + 2 * _line(_SMALL)
    return math.ceil((2 * _EDGE + content + foot) / _STEP) * _STEP


def _block(text: str, size: int, gap: int) -> int:
    return _lines(text, size, _INNER) * _line(size) + gap


def _line(size: int) -> int:
    return math.ceil(size * (1.2 if size == _TITLE else 1.4))


def _lines(text: str, size: int, width: int) -> int:
    letter = _BOLD_LETTER if size == _TITLE else _LETTER
    return len(wrap(text, max(1, int(width / (size * letter))))) or 1
