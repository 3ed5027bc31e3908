"""The style sheet of the site: the theme's own in a cascade layer, then ours."""

from __future__ import annotations

import re
from pathlib import Path

ADDRESS = "assets/site.css"
OWN = ("tokens.css", "hub.css")
EMBED = ("tokens.css", "embed.css")
"""Sheets of the pages that other sites show in a frame."""
FEED = ("tokens.css", "feed.css")
"""Sheets of feeds that a person opens in a browser."""
THEME = "assets/stylesheets/main.*.min.css"
"""The theme's own sheet, whatever it is called in its release."""
UNUSED = ("assets/javascripts/", "assets/stylesheets/", *(f"assets/{name}" for name in OWN + EMBED + FEED))
"""Files of the theme that no page asks for: its scripts, and sheets that stand in our joined ones."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_DRAWING = re.compile(r"--[\w-]+:url\((['\"]?)data:.*?\1\)(?=[;}]);?")
_SPACE = re.compile(r"\s*\n\s*")


def bundle(theme: str, assets: Path) -> str:
    """Join all styles into one file, so that a page asks for them once.

    Parameters:
        theme: The theme's sheet; in a layer, any rule of ours wins over it.
        assets: Folder of our own sheets.
    """
    # Drawings inlined as data are not loaded under the site's Content-Security-Policy, and none is used.
    plain = _DRAWING.sub("", _SOURCE_MAP.sub("", theme))
    return f"@layer theme{{{plain.strip()}}}\n{_joined(assets, OWN)}"


def embed(assets: Path) -> str:
    """Join the styles of embeds, which do without the theme's."""
    return _joined(assets, EMBED)


def feed(assets: Path) -> str:
    """Join the styles of feeds, which browsers show as they are."""
    return _joined(assets, FEED)


def _joined(assets: Path, names: tuple[str, ...]) -> str:
    own = "\n".join((assets / name).read_text("utf-8") for name in names)
    return f"{_SPACE.sub(chr(10), _COMMENT.sub('', own)).strip()}\n"
