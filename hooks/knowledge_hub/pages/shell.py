"""What surrounds every page: navigation, language switch, footer, absolute addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import SiteSettings
from knowledge_hub.pages.address import Address, Addresses
from knowledge_hub.pages.page import Alternative, Crumb, Page
from knowledge_hub.pages.view import View
from knowledge_hub.problems import Told
from knowledge_hub.sheets import card

GUIDE = "guide"
"""Page of `docs/` that the editors' guide begins with."""
FOOTER: Mapping[str, tuple[str, ...]] = {
    "explore": ("cities", "areas", "matrix", "compare", "organisations", "projects", "events", "timeline", "news"),
    "look_up": ("a-z", "invest", "data", "embed", "glossary", "sources"),
    "about": ("about", "tell", "participate", GUIDE, "accessibility", "privacy", "checks"),
}
"""Groups of links in the footer: key of the heading -> paths of pages."""
OPTIONAL = frozenset({GUIDE})
"""Those of them that a hub may do without."""


@dataclass(frozen=True)
class Alternate:
    """The same page in a language.

    Attributes:
        code: Language code.
        name: The language's own name.
        absolute: Absolute address.
        relative: Address from the page at hand.
        current: Whether it is the page at hand.
    """

    code: str
    name: str
    absolute: str
    relative: str
    current: bool


@dataclass(frozen=True)
class MenuItem:
    """An entry of the main menu.

    Attributes:
        path: Path of its page without language; empty for the front page.
        title: What to call it.
        url: Address of its page below the site's root.
    """

    path: str
    title: str
    url: str


@dataclass(frozen=True)
class Shell:
    """The frame of one page, for the theme's templates.

    Attributes:
        view: Words and links in the page's language.
        site_url: Absolute address of the site's root, with a slash at its end.
        whole: Languages in which the page has all its text.
        problems: What is wrong with the data, while an editor previews it.
        has_card: Whether there is a card of the page for those who share it.
        news: The page's feeds, in each form, for programs that read its head.
        menu: The main menu.
    """

    view: View
    site_url: str
    whole: Sequence[str]
    problems: Sequence[Told] = ()
    has_card: bool = False
    news: Sequence[Alternative] = ()
    menu: Sequence[MenuItem] = ()

    @property
    def site(self) -> SiteSettings:
        """Settings of the hub."""
        return self.view.hub.site

    @property
    def home(self) -> str:
        """Relative address of the front page."""
        return self.view.page("")

    @property
    def canonical(self) -> str:
        """Absolute address of the page."""
        return self.site_url + self.view.address.url

    @property
    def alternates(self) -> list[Alternate]:
        """The page in every language of the site."""
        here = self.view.address
        found = []
        for language in self.view.hub.languages:
            there = self.view.addresses.page(here.path, language.code)
            found.append(
                Alternate(
                    language.code,
                    language.name,
                    self.site_url + there.url,
                    here.to(there),
                    there.language == here.language,
                )
            )
        return found

    def sharing(self, title: str, description: str, page: Page | None) -> list[tuple[str, str, str]]:
        """Tell services that show links what this page is: name of the attribute, key, and value of each `<meta>`.

        Parameters:
            title: Title of the page, without the name of the site.
            description: Its description; the site's if it is empty.
            page: The generated page, if it is one.

        Source: https://ogp.me/ and https://developer.x.com/en/docs/x-for-websites/cards/overview/markup
        """
        name, about = self.view.plain(self.site.name), description or self.view.plain(self.site.description)
        is_home = self.view.address.path == ""
        found = [
            ("property", "og:type", "website" if is_home else "article"),
            ("property", "og:site_name", name),
            ("property", "og:title", title),
            ("property", "og:description", about),
            ("property", "og:url", self.canonical),
            ("property", "og:locale", str(self.view.formats.locale)),
        ]
        others = [
            item for item in self.view.hub.languages if item.code in self.whole and item.code != self.view.language
        ]
        found += [("property", "og:locale:alternate", item.locale) for item in others]
        if page and page.checked and not is_home:
            found.append(("property", "article:modified_time", page.checked.isoformat()))
        if self.has_card:
            image = self.site_url + card.address(self.view.address.path, self.view.language)
            alt = card.alternative(title, self.view)
            found += [
                ("property", "og:image", image),
                ("property", "og:image:type", "image/png"),
                ("property", "og:image:width", str(card.WIDTH)),
                ("property", "og:image:height", str(card.HEIGHT)),
                ("property", "og:image:alt", alt),
                ("name", "twitter:image", image),
                ("name", "twitter:image:alt", alt),
            ]
        return [
            *found,
            ("name", "twitter:card", "summary_large_image" if self.has_card else "summary"),
            ("name", "twitter:title", title),
            ("name", "twitter:description", about),
        ]

    @property
    def x_default(self) -> str:
        """Absolute address of the page for readers of none of the languages."""
        return self.site_url + self.view.addresses.page(self.view.address.path, self.site.x_default).url

    @property
    def footer(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Groups of the footer: heading, then titles with relative addresses."""
        view = self.view
        return [
            (
                view.ui(f"footer.{key}"),
                [(view.ui(f"nav.{path}"), view.page(path)) for path in paths if path not in OPTIONAL - view.by_hand],
            )
            for key, paths in FOOTER.items()
        ]

    @property
    def path(self) -> str:
        """The page's path without language."""
        return self.view.address.path

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """The way to a hand-written page."""
        return way_to(self.view)

    @property
    def section(self) -> str:
        """First step of the page's path, which its entry in the main menu shares."""
        return self.view.address.path.partition("/")[0]

    @property
    def search_languages(self) -> list[str]:
        """Languages in which search looks, the page's own first."""
        here = self.view.language
        return [here, *(language.code for language in self.view.hub.languages if language.code != here)]

    def in_all_languages(self, key: str) -> list[tuple[str, str]]:
        """Words of the interface in every language, with its code; the page's own comes first."""
        return [(code, self.view.hub.interface[code][key]) for code in self.search_languages]

    @property
    def homes(self) -> dict[str, str]:
        """Address of the front page in every language, below the site's root."""
        return {code: self.view.addresses.page("", code).url for code in self.search_languages}


def way_to(view: View) -> tuple[Crumb, ...]:
    """Return the pages above a hand-written page: the front page, and `guide` above `guide/form`."""
    steps = view.address.path.split("/")
    above = ["/".join(steps[:end]) for end in range(1, len(steps))]
    home = Crumb(view.ui("nav.home"), view.page(""))
    return (home, *(Crumb(view.ui(f"nav.{path}"), view.page(path)) for path in above if path in view.by_hand))


def sitemap(hub: Hub, addresses: Sequence[tuple[str, Sequence[str], date | None]], site_url: str) -> str:
    """Write a sitemap in which each page names its other languages.

    Parameters:
        hub: For the languages.
        addresses: Path of each page, the languages it is in and the day it was last checked, if known.
        site_url: Absolute address of the site's root.
    """
    finder = Addresses(hub)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path, languages, checked in addresses:
        pages = [finder.page(path, code) for code in languages]
        links = [(page.language, site_url + page.url) for page in pages]
        if hub.site.x_default in languages:
            links.append(("x-default", site_url + finder.page(path, hub.site.x_default).url))
        for page in pages:
            lines.append(f"<url><loc>{site_url}{page.url}</loc>")
            if checked:
                lines.append(f"<lastmod>{checked.isoformat()}</lastmod>")
            lines.extend(f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in links)
            lines.append("</url>")
    return "\n".join([*lines, "</urlset>", ""])


def redirects(hub: Hub, paths: Mapping[str, str], site_url: str) -> Iterator[tuple[str, str]]:
    """Yield the page at each address that leads on, by its place below the root.

    Parameters:
        hub: For its languages.
        paths: Path of the address -> path it leads to.
        site_url: Absolute address of the root.
    """
    addresses = Addresses(hub)
    for path, target in paths.items():
        for language in hub.languages:
            old, new = (addresses.page(name, language.code) for name in (path, target))
            yield f"{old.url}index.html", redirect(old, new, site_url)


def redirect(here: Address, target: Address, site_url: str) -> str:
    """Write a page that leads from a former address to the present one."""
    relative = here.to(target)
    return (
        f'<!doctype html>\n<html lang="{target.language}"><head><meta charset="utf-8"><title>{target.url}</title>'
        f'<link rel="canonical" href="{site_url}{target.url}"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={relative}"></head>'
        f'<body><p><a href="{relative}">{site_url}{target.url}</a></p></body></html>\n'
    )
