"""The style sheets and scripts of the site: what pages use of the theme's own styles, in a cascade layer, then ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from knowledge_hub.markdown_text import ALLOWED_TAGS
from knowledge_hub.pruned import Known, pruned, without_unused

ADDRESS = "assets/site.css"
OWN = ("tokens.css", "hub.css")
EMBED = ("tokens.css", "embed.css")
"""Sheets of the pages that other sites show in a frame."""
FEED = ("tokens.css", "feed.css")
"""Sheets of feeds that a person opens in a browser."""
PARTS = tuple(
    f"{name}.css"
    for name in (
        "area",
        "charts",
        "choices",
        "compare",
        "events",
        "form",
        "home",
        "matrix",
        "news",
        "opened",
        "record",
        "search",
        "share",
        "standing",
        "terms",
        "todo",
    )
)
"""Sheets that only those pages ask for which name them, see `Spec.styles`; search asks for its own when it is used."""
THEME = "assets/stylesheets/main.*.min.css"
"""The theme's own sheet, whatever it is called in its release."""
THEMES_OWN = ("assets/javascripts/", "assets/stylesheets/")
"""Folders of the theme that no page asks for."""
MARKDOWN = ALLOWED_TAGS | frozenset(
    {"html", "head", "body", "abbr", "dd", "del", "div", "dl", "dt", "h1", "h5", "h6", "img", "input", "ins", "mark"}
    | {"span", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr"}
)
"""Elements that Markdown makes, and those that every page has."""
_DRAWING = re.compile(r"--[\w-]+:url\((['\"]?)data:.*?\1\)(?=[;}]);?")
_WORD = re.compile(r"[\w-]+")
_TAG = re.compile(r"<[^>]*>")
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")


def is_left_to_us(address: str) -> bool:
    """Tell whether a file of the theme is not to be copied: no page asks for it, or it is written anew here."""
    folder, _, name = address.rpartition("/")
    return address.startswith(THEMES_OWN) or (folder == "assets" and name.endswith((".css", ".js")))


def bundle(theme: str, assets: Path, known: Known) -> str:
    """Join all styles that most pages need into one file, so that a page asks for them once.

    Parameters:
        theme: The theme's sheet; in a layer, any rule of ours wins over it.
        assets: Folder of our own sheets and scripts.
        known: What can be on a page; the theme's rules for anything else are dropped.
    """
    layer = pruned(without_drawings(theme), known)
    used = without_unused(f"@layer theme{{{layer}}}", "".join([*sheets(assets), *sources(assets)]))
    return f"{used}\n{_joined(assets, OWN)}"


def without_drawings(theme: str) -> str:
    """Drop drawings inlined as data: the site's Content-Security-Policy does not load them, and none is used."""
    return _DRAWING.sub("", theme)


def parts(assets: Path) -> dict[str, str]:
    """Return the sheets of some kinds of pages, by address."""
    return {f"assets/{name}": _joined(assets, (name,)) for name in PARTS}


def scripts(assets: Path) -> dict[str, str]:
    """Return the scripts of pages without comments and needless spaces, by address."""
    return {f"assets/{path.name}": jsmin(path.read_text("utf-8")) for path in sorted(assets.glob("*.js"))}


def sources(folder: Path) -> list[str]:
    """Return the templates and scripts below a folder; the form editor has its own styles."""
    found = sorted(path for path in folder.rglob("*.*") if path.suffix in {".html", ".js"})
    return [path.read_text("utf-8") for path in found if path.relative_to(folder).parts[0] != "admin"]


def sheets(assets: Path) -> list[str]:
    """Return our own sheets as they are written."""
    return [path.read_text("utf-8") for path in sorted(assets.glob("*.css"))]


def known(sources: Iterable[str], written: Iterable[str], directions: Iterable[str]) -> Known:
    """Gather what can be on a page: every word of templates and scripts may be the name of a class.

    Parameters:
        sources: Templates and scripts.
        written: Pages of `docs/`, as HTML.
        directions: Directions of writing of the site's languages, `ltr` or `rtl`.
    """
    text = "\n".join([*sources, *_TAG.findall("".join(written))])
    words = frozenset(_WORD.findall(text))
    return Known(words, MARKDOWN | set(_ELEMENT.findall(text)), words, frozenset(directions))


def embed(assets: Path) -> str:
    """Join the styles of embeds, which do without the theme's."""
    return _joined(assets, EMBED)


def feed(assets: Path) -> str:
    """Join the styles of feeds, which browsers show as they are."""
    return _joined(assets, FEED)


def _joined(assets: Path, names: tuple[str, ...]) -> str:
    return f"{cssmin(chr(10).join((assets / name).read_text('utf-8') for name in names))}\n"
