"""The finished site: generated pages in their frames and everything beside them, written to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge_hub import styles
from knowledge_hub.build import Build
from knowledge_hub.embeds.render import STYLE as EMBED_STYLE
from knowledge_hub.feeds.atom import STYLE as FEED_STYLE
from knowledge_hub.frame import MISSING, Framer
from knowledge_hub.handwork import Handwork, Order, Tongue
from knowledge_hub.pages.page import Page

SHEETS = (styles.ADDRESS, EMBED_STYLE, FEED_STYLE)

Files = Mapping[str, str | bytes]


def order(made: Build, neutral: Files) -> Order:
    """Return what the site engine has to know.

    Parameters:
        made: The generated pages.
        neutral: The files beside them.
    """
    site = made.hub.site
    tongues = [
        Tongue(item.code, item.name, site.name[item.code], site.description[item.code]) for item in site.languages
    ]
    return Order(made.site_url, tongues, made.paths, [*neutral, *SHEETS], made.missing_by_hand)


def assemble(made: Build, work: Handwork, neutral: Files, theme: Path, site: Path, *, serving: bool = False) -> None:
    """Write the site, apart from the files that are only copied.

    Parameters:
        made: The generated pages.
        work: What the site engine has made.
        neutral: The files that belong to no language.
        theme: Folder of the theme's templates.
        site: Folder to write to.
        serving: Whether an editor previews the site.

    Raises:
        DrawingError: If a card cannot be drawn.
    """
    write(site, neutral)
    write(site, _styles(work, theme / "assets"))
    framer = Framer(made, work, theme, serving=serving)
    write(site, {MISSING: framer.missing()})
    write(site, {_file(page): framer.generated(page) for page in made.pages.values()})
    by_hand = []
    for page in work.written:
        told = ""
        if page.tongue == page.language:
            described = made.written(page.path, page.language, page.title, page.description, page.html)
            by_hand.append(described)
            told = described.json_ld
        address = made.renderer.addresses.page(page.path, page.language)
        write(site, {f"{address.url}index.html": framer.written(page, told)})
    write(site, made.last_files(by_hand))


def _file(page: Page) -> str:
    return f"{page.address.url}index.html"


def _styles(work: Handwork, assets: Path) -> Files:
    """Join the theme's style sheet with ours."""
    theme = Path(work.sheet).read_text("utf-8")
    return {
        styles.ADDRESS: styles.bundle(theme, assets),
        EMBED_STYLE: styles.embed(assets),
        FEED_STYLE: styles.feed(assets),
    }


def write(site: Path, files: Files) -> None:
    """Write files by their address below the site's root."""
    for address, content in files.items():
        target = site / address
        try:
            target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
