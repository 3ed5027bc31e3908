"""The finished site: generated pages in their frames and everything beside them, written to a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from knowledge_hub import styles
from knowledge_hub.build import SEARCH, Build
from knowledge_hub.embeds.render import STYLE as EMBED_STYLE
from knowledge_hub.feeds.names import STYLE as FEED_STYLE
from knowledge_hub.handwork import Handwork, Order, Tongue, Written
from knowledge_hub.pages.checks import MEASURED, measured
from knowledge_hub.pages.page import Page
from knowledge_hub.parallel import side_by_side
from knowledge_hub.whole.folder import Files, write
from knowledge_hub.whole.frame import Framer

SHEETS = (styles.ADDRESS, EMBED_STYLE, FEED_STYLE, *(f"assets/{name}" for name in styles.PARTS))
GENERATOR = Path(__file__).parents[1]
"""Folder of the templates of pages."""
STYLES = "styles"
"""Part of what is kept of earlier builds: the style sheets."""


def order(made: Build, paths: Sequence[str], neutral: Iterable[str]) -> Order:
    """Return what the site engine has to know.

    Parameters:
        made: The site.
        paths: Paths of its generated pages.
        neutral: Addresses of the files that belong to no language.
    """
    site = made.hub.site
    tongues = [
        Tongue(item.code, item.name, site.name[item.code], site.description[item.code]) for item in site.languages
    ]
    return Order(made.site_url, tongues, paths, [*neutral, *SHEETS], made.missing_by_hand)


def assemble(
    made: Build, work: Handwork, theme: Path, site: Path, before: Path | None = None, *, serving: bool = False
) -> None:
    """Write the pages and what needs to know them all.

    Parameters:
        made: The generated pages.
        work: What the site engine has made.
        theme: Folder of the theme.
        site: Folder to write to.
        before: Site built before, on the same file system.
        serving: Whether an editor previews the site.

    Raises:
        DrawingError: If a card cannot be drawn.
    """
    work = replace(work, written=[_completed(made, page) for page in work.written])
    framer = Framer(made, work, theme, serving=serving)
    by_hand = [
        made.written(page.path, page.language, page.title, page.description, page.html)
        for page in work.written
        if page.tongue == page.language
    ]

    def pages_in(language: str) -> None:
        generated = [made.described(page) for (code, _), page in made.pages.items() if code == language]
        written = [page for page in by_hand if page.address.language == language]
        write(site, dict(_framed(framer, generated)), before)
        write(site, dict(_framed_by_hand(framer, written, language)), before)
        write(site, made.twins([*generated, *written]), before)
        made.renderer.memory.save(language)

    def others() -> None:
        write(site, {**framer.missing(), **_styles(made, work, theme), **made.last_files(by_hand)}, before)
        made.renderer.memory.save(SEARCH)
        made.renderer.memory.save(STYLES)

    framer.compile()
    tasks: list[Callable[[], None]] = [partial(pages_in, language.code) for language in made.hub.languages]
    side_by_side([*tasks, others])


def _completed(made: Build, page: Written) -> Written:
    """Put what the newest audit measured where a page of `docs/` asks for it."""
    if MEASURED not in page.html:
        return page
    told = made.renderer.part(page.path, page.language, "_measured.html", measured(made.proof.audit))
    return page._replace(html=page.html.replace(MEASURED, told))


def _framed(framer: Framer, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    for page in pages:
        yield f"{page.address.url}index.html", framer.generated(page)


def _framed_by_hand(framer: Framer, described: Iterable[Page], language: str) -> Iterator[tuple[str, str]]:
    """Yield the pages of `docs/` in a language; one that stands in for a translation tells machines nothing."""
    told = {page.address.path: page.json_ld for page in described}
    for page in framer.work.written:
        if page.language == language:
            address = framer.made.renderer.addresses.page(page.path, language)
            yield f"{address.url}index.html", framer.written(page, told.get(page.path, ""))


def _styles(made: Build, work: Handwork, theme: Path) -> Files:
    """Join what pages use of the theme's style sheet with ours, and write our scripts."""
    assets, sources = theme / "assets", styles.sources(theme)
    sheet, written = Path(work.sheet).read_text("utf-8"), [page.html for page in work.written]
    views = [made.renderer.view("", language.code) for language in made.hub.languages]
    directions = sorted({view.formats.locale.text_direction for view in views})

    def join() -> Files:
        known = styles.known([*sources, *styles.sources(GENERATOR)], written, directions)
        return {
            styles.ADDRESS: styles.bundle(sheet, assets, known),
            EMBED_STYLE: styles.embed(assets),
            FEED_STYLE: styles.feed(assets),
            **styles.parts(assets),
            **styles.scripts(assets),
        }

    told = (sheet, styles.sheets(assets), sources, written, directions)
    return made.renderer.memory.get((STYLES,), told, join)
