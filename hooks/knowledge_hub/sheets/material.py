"""What sheets and cards take from the theme and the project: colours, the mark, the funder's emblem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b")
_CLASS = re.compile(r'class="kh-logo__(\w+)"')
_SVG = re.compile(r"<svg\b[^>]*?(viewBox=\"[^\"]*\")[^>]*>(.*)</svg>", re.DOTALL)
FORMATS = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".webp": "webp"}
"""Endings of pictures that Typst can draw, and what it calls them."""
MARK_COLOURS = {"layer": "primary", "dot": "accent"}
"""Parts of the mark -> the token that colours them, as in the style sheet."""


@dataclass(frozen=True)
class Picture:
    """A picture as Typst takes it: text of an SVG, or the bytes of another format as numbers."""

    format: str
    content: str | list[int]

    def data(self) -> dict[str, object]:
        """Return it for a template."""
        return {"format": self.format, "content": self.content}


@dataclass(frozen=True)
class Material:
    """Parts that are the same on every sheet.

    Attributes:
        colours: Tokens of the light scheme: name -> `#rrggbb`.
        mark: The hub's mark.
        emblem: The funder's emblem, if there is one.
    """

    colours: Mapping[str, str]
    mark: Picture
    emblem: Picture | None


def read_material(project: Path, emblem: str | None) -> Material:
    """Read the theme of a project.

    Parameters:
        project: Folder with `theme/` and `docs/`.
        emblem: Name of a file in `docs/assets/`.
    """
    theme = project / "theme"
    light = (theme / "assets" / "tokens.css").read_text("utf-8").partition("}")[0]
    colours = dict(_TOKEN.findall(light))
    return Material(
        colours=colours,
        mark=Picture("svg", _mark((theme / "partials" / "logo.html").read_text("utf-8"), colours)),
        emblem=_picture(project / "docs" / "assets", emblem) if emblem else None,
    )


def _mark(html: str, colours: Mapping[str, str]) -> str:
    """Make the mark of the header a drawing of its own: its colours stand in the style sheet."""
    found = _SVG.search(html)
    if not found:
        raise ValueError("theme/partials/logo.html holds no <svg> with a viewBox")
    shapes = _CLASS.sub(lambda part: f'fill="{colours[MARK_COLOURS.get(part[1], "primary")]}"', found[2])
    return f'<svg xmlns="http://www.w3.org/2000/svg" {found[1]}>{shapes}</svg>'


def _picture(folder: Path, name: str) -> Picture | None:
    path = (folder / name).resolve()
    kind = FORMATS.get(path.suffix.lower())
    if kind is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    content = path.read_bytes()
    return Picture(kind, content.decode("utf-8", "replace") if kind == "svg" else list(content))
