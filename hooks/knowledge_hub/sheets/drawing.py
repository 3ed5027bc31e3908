"""A file to be drawn: which template, and what it shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol


@dataclass(frozen=True, eq=False)
class Drawing:
    """A fact sheet or a card in the making.

    Attributes:
        address: Where it will lie below the site's root; its ending tells the format.
        template: Name of its Typst template.
        data: What the template shows. It reaches Typst as JSON, so that texts stay texts.
        colours: Colours as `#rrggbb` to which a picture is reduced; none for a PDF.
        leads_to: Address for its QR code, if it has one. The code is made only when the sheet is drawn.
        ground: What a picture stands on. Many share one, so that it is drawn once.
        at: Where on the ground, in pixels from its left and top.
        can_wait: Whether a preview of the site does without it until the next build.
    """

    address: str
    template: str
    data: Mapping[str, Any]
    colours: tuple[str, ...] = ()
    leads_to: str | None = None
    ground: Drawing | None = None
    at: tuple[int, int] = (0, 0)
    can_wait: bool = False

    @cached_property
    def content(self) -> str:
        """The data as JSON, the same for the same values."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True)

    @property
    def is_picture(self) -> bool:
        """Whether it becomes a PNG, not a PDF."""
        return bool(self.colours)


class DrawingError(Exception):
    """Something could not be drawn; the message names it and tells why."""


@dataclass(frozen=True)
class Sheet:
    """A drawn fact sheet, for links to it.

    Attributes:
        address: Where it lies below the site's root.
        content: The PDF.
    """

    address: str
    content: bytes


class Draws(Protocol):
    """Draws and keeps what was drawn, see `drawer.py`."""

    quick: bool
    """Whether an editor is waiting: what can wait is then only taken from what is kept."""

    def draw(self, drawings: Iterable[Drawing]) -> dict[str, bytes]:
        """Return the content of each drawing by its address, without those that wait."""
