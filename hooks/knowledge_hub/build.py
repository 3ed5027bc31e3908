"""A build from start to finish, without a site engine: folder in, pages and files out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from knowledge_hub import open_data
from knowledge_hub.audit.read import read_proof
from knowledge_hub.audit.results import Proof
from knowledge_hub.cache import cache_folder
from knowledge_hub.changes.days import History
from knowledge_hub.changes.history import read_history
from knowledge_hub.changes.news import News
from knowledge_hub.embeds.embed import embeds
from knowledge_hub.embeds.render import files as embed_files
from knowledge_hub.feeds.every import every_feed, titles_and_files
from knowledge_hub.feeds.feed import Feed
from knowledge_hub.feeds.files import links
from knowledge_hub.feeds.names import stem
from knowledge_hub.forms import page as forms
from knowledge_hub.hub import Hub
from knowledge_hub.kept import memory_of
from knowledge_hub.pages.checks import SBOM
from knowledge_hub.pages.page import Alternative, Page
from knowledge_hub.pages.paths import Paths, paths_of
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.shell import MenuItem, Shell, redirects, sitemap, way_to
from knowledge_hub.pages.site import specs
from knowledge_hub.pages.spec import Spec
from knowledge_hub.problems import Told
from knowledge_hub.project import asked_of, own_address, read_project, site_address, written_by_hand
from knowledge_hub.schemas.explained import words
from knowledge_hub.search.collect import entries
from knowledge_hub.search.files import files as search_files
from knowledge_hub.search.interface import words_file
from knowledge_hub.search.lemmas import Lemmas
from knowledge_hub.search.translations import labels_of
from knowledge_hub.sheets import card
from knowledge_hub.sheets.drawing import Draws, Sheet
from knowledge_hub.sheets.material import read_material
from knowledge_hub.sheets.plan import Plan
from knowledge_hub.structured.graph import LinkedData, pairs_by_path
from knowledge_hub.twin import llms, twins

NEUTRAL, SEARCH = "neutral", "search"
"""Parts of what is kept of earlier builds: files that belong to no language, and the index of search."""


@dataclass(frozen=True)
class Build:
    """Everything that will be on the site, hand-written pages aside.

    Attributes:
        hub: The data.
        renderer: Makes views, also for hand-written pages.
        publication: The open data.
        pages: Generated pages by language and path.
        site_url: Absolute address of the root.
        has_address: Whether that address is the hub's own.
        problems: Problems of the data at hand, if `hub` is an older, good state of it.
        by_hand: Path of each page in `docs/` and the languages it is written in.
        site_paths: Every path at which the site answers.
        plan: What is to be drawn.
        drawer: Draws it; without one there are neither fact sheets nor cards.
        revisions: How many times an event was changed in a way that those who go must know, by its id.
        history: What is known of the past.
        lemmas: Dictionary forms of words, for search.
        proof: Newest results of checks.
    """

    hub: Hub
    renderer: Renderer
    publication: open_data.Publication
    pages: Mapping[tuple[str, str], Page]
    site_url: str
    has_address: bool
    problems: tuple[Told, ...] = ()
    by_hand: Mapping[str, frozenset[str]] = field(default_factory=dict)
    site_paths: Paths = field(default_factory=lambda: Paths(frozenset(), frozenset(), {}, {}))
    plan: Plan | None = None
    drawer: Draws | None = None
    revisions: Mapping[str, int] = field(default_factory=dict)
    history: History = field(default_factory=History)
    lemmas: Lemmas = field(default_factory=Lemmas)
    proof: Proof = field(default_factory=Proof)

    @property
    def paths(self) -> list[str]:
        """Paths of all generated pages."""
        return [path for language, path in self.pages if language == self.hub.languages[0].code]

    def shell(self, path: str, language: str, menu: Sequence[MenuItem] = ()) -> Shell:
        """Make the frame of a page, generated or hand-written, with the main menu."""
        view, made = self.renderer.noting.view(path, language), self.pages.get((language, path))
        has_card = self.has_cards and (made is not None or language in self.by_hand.get(path, ()))
        stems = [stem(name, language) for name in made.feeds] if made else []
        titles = self.feed_titles
        found = [link for name in stems if name in titles for link in links(name, titles[name])]
        news = tuple(Alternative(link.type, link.title, link.address) for link in found)
        return Shell(view, self.site_url, self.languages_of(path), self.problems, has_card, news, menu)

    @property
    def feeds(self) -> Sequence[Feed]:
        """Every feed in every language."""
        return every_feed(self.renderer, self.history, self.site_url)

    @cached_property
    def feed_titles(self) -> Mapping[str, str]:
        """Title of each feed, by the stem of its files."""
        return self._feed_parts()[0]

    def _feed_parts(self) -> tuple[dict[str, str], dict[str, str | bytes]]:
        """Return the titles of the feeds, and their files."""
        logos = {
            item.code: self.site_url + card.address("", item.code) if self.has_cards else None
            for item in self.hub.languages
        }
        return self.renderer.memory.get(
            (NEUTRAL, "feeds"),
            (self.site_url, logos, self.history),
            lambda: titles_and_files(self.renderer.noting, self.history, self.site_url, logos),
        )

    @property
    def has_cards(self) -> bool:
        """Whether each page has a card; while an editor previews the site, nobody shares it."""
        return self.drawer is not None and not self.drawer.quick

    def languages_of(self, path: str) -> tuple[str, ...]:
        """Return the languages in which a page has all its text; in others it is not for search engines."""

        def is_whole(code: str) -> bool:
            page = self.pages.get((code, path))
            return page.fallback is None if page else code in self.by_hand.get(path, ())

        return tuple(language.code for language in self.hub.languages if is_whole(language.code))

    @property
    def missing_by_hand(self) -> list[str]:
        """Files that `docs/` lacks: pages not written in a language that is complete."""
        complete = [language.code for language in self.hub.languages if language.complete]
        return [
            f"{path}.{code}.md" for path, written in self.by_hand.items() for code in complete if code not in written
        ]

    def written(self, path: str, language: str, title: str, description: str, html: str) -> Page:
        """Describe a hand-written page like a generated one, for search, the sitemap and machines.

        Parameters:
            path: Its path without language.
            language: Its language code.
            title: Its title.
            description: Its description; may be empty.
            html: Its body.
        """
        view = self.renderer.view(path, language)
        return self.described(Page(view.address, "text", title, title, description, html, crumbs=way_to(view)))

    def described(self, page: Page) -> Page:
        """Add to a page what it tells machines."""
        where, whole = page.address, self.languages_of(page.address.path)
        told = (replace(page, html=""), whole, self._linked.pairs.get(where.path), self.site_url)
        slot = (where.language, "json-ld", where.path)
        (json_ld,) = self.renderer.memory.get(slot, told, lambda: (self._linked.of(page, whole),))
        return replace(page, json_ld=json_ld)

    @cached_property
    def _linked(self) -> LinkedData:
        return LinkedData(self.renderer.memory.reading.hub, self.site_url, pairs_by_path(self.hub))

    def files(self) -> dict[str, str | bytes]:
        """Return the files that belong to no language, by address."""
        sheets = self._former_sheets() | {sheet.address: sheet.content for sheet in self.renderer.sheets.values()}
        keep, noting, site_url = self.renderer.memory.get, self.renderer.noting, self.site_url
        parts = keep((NEUTRAL, "embeds"), (), lambda: embed_files(noting, embeds(noting.hub, noting.today)))
        entries = keep((NEUTRAL, "calendars"), (site_url, self.revisions), self._calendars)
        editor = keep((NEUTRAL, "forms"), site_url, lambda: forms.files(noting, site_url, words()))
        _, feeds = self._feed_parts()
        components = {SBOM: self.proof.components} if self.proof.components else {}
        return {**self.publication.files, **parts, **sheets, **entries, **editor, **feeds, **components}

    def _calendars(self) -> dict[str, bytes]:
        from knowledge_hub.calendars.files import files  # noqa: PLC0415  # slow to load, mostly taken from before

        return files(self.renderer.noting, self.site_url, self.revisions)

    def _former_sheets(self) -> dict[str, bytes]:
        """Return the sheets of cities at their former addresses; no file can lead to another."""
        return {
            sheet.address.replace(f"/{city.id}-", f"/{alias}-", 1): sheet.content
            for city in self.hub.cities.values()
            for alias in city.aliases
            for language in self.hub.languages
            if (sheet := self.renderer.sheets.get((f"cities/{city.id}", language.code)))
        }

    def last_files(self, written_by_hand: Sequence[Page]) -> dict[str, str | bytes]:
        """Return the files that need to know every page, by address.

        Parameters:
            written_by_hand: The pages of `docs/`.
        """
        default = self.hub.languages[0].code
        generated = [self.pages[default, path] for path in self.paths]
        checked = {page.address.path: page.checked for page in generated if page.listed} | dict.fromkeys(self.by_hand)
        listed = [(path, self.languages_of(path), day) for path, day in checked.items()]
        pages = [*self.pages.values(), *written_by_hand]
        found: dict[str, str | bytes] = {
            "sitemap.xml": sitemap(self.hub, listed, self.site_url),
            "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {self.site_url}sitemap.xml\n",
            **self._search_files(pages),
            "llms.txt": self._overview(pages),
        }
        if self.plan and self.drawer and self.has_cards:
            found.update(self.drawer.draw(self.plan.cards(pages)))
        found.update(redirects(self.hub, self.site_paths.redirects, self.site_url))
        found["addresses.txt"] = "".join(f"{address}\n" for address in self.site_paths.addresses(self.hub))
        return found

    def twins(self, pages: Iterable[Page]) -> Mapping[str, str]:
        """Return pages as Markdown, by address."""
        return twins(pages, self.site_url, self.hub.site.licence, self.renderer.memory.get)

    def _search_files(self, pages: Sequence[Page]) -> Mapping[str, str]:
        languages = [language.code for language in self.hub.languages]
        words = {f"search/{code}/words.json": words_file(self.renderer, code) for code in languages}
        found, labels = list(entries(self.renderer, pages)), list(labels_of(self.hub))
        index = self.renderer.memory.get(
            (SEARCH, "index"),
            (found, languages, labels),
            lambda: search_files(found, languages, self.lemmas, labels),
        )
        return words | index

    def _overview(self, pages: Sequence[Page]) -> str:
        """Tell language models what the site is, in one language."""
        language = open_data.tongue(self.hub)
        spoken = {page.address.path: page for page in pages if page.address.language == language}
        return llms(self.renderer.view("", language), spoken, self.site_url)


def build(project: Path, now: datetime, environment: Mapping[str, str], drawer: Draws | None = None) -> Build:
    """Read the data and make every page of it; see `planned`."""
    made, decided = planned(project, now, environment, drawer)
    pages = {(page.address.language, page.address.path): page for page in made.renderer.render(decided)}
    made = replace(made, pages=pages)
    return replace(made, pages={key: made.described(page) for key, page in pages.items()})


def planned(
    project: Path,
    now: datetime,
    environment: Mapping[str, str],
    drawer: Draws | None = None,
    hub: Hub | None = None,
) -> tuple[Build, list[Spec]]:
    """Read the data and decide every page of it; the build has none yet.

    Parameters:
        project: Folder with `data/`, `docs/` and `theme/`.
        now: The moment of the build, with its time zone.
        environment: `SITE_URL` and `REPOSITORY_URL` override `site.yml`.
        drawer: Draws fact sheets and cards; without one there are none.
        hub: The data, if they have been read already.

    Raises:
        DataProblems: With every problem of the data.
        DrawingError: If something cannot be drawn.
    """
    hub = hub or read_project(project, now)
    asked = asked_of(project, hub, now)
    today = asked.today
    repository = environment.get("REPOSITORY_URL") or hub.site.repository_url
    site_url = site_address(hub, environment)
    # On paper, an address that only this machine knows would lead nowhere.
    public = site_url if drawer is None or not drawer.quick else site_address(hub, {})
    emblem = hub.site.funding.emblem if hub.site.funding else None
    by_hand = written_by_hand(project / "docs")
    memory = memory_of(cache_folder(project, environment), project, hub, (today, repository, tuple(sorted(by_hand))))
    noting = Renderer(hub, today, repository, memory=memory).noting
    plan = Plan(hub, noting.view, public, read_material(project, emblem), memory.get) if drawer else None
    sheets = _sheets(plan, drawer) if plan and drawer else {}
    renderer = Renderer(hub, today, repository, sheets, memory=memory, by_hand=frozenset(by_hand))
    publication = open_data.publish(hub, site_url, memory.get)
    news = News(hub, read_history(project, hub.site.time_zone, cache_folder(project, environment) / "changes"))
    proof = read_proof(project)
    decided = specs(asked, site_url, publication, news, proof)
    made = Build(
        hub,
        renderer,
        publication,
        {},
        site_url,
        own_address(hub, environment) is not None,
        by_hand=by_hand,
        site_paths=paths_of(hub, decided, embeds(hub, today), by_hand),
        plan=plan,
        drawer=drawer,
        revisions=news.revisions(),
        history=news.history,
        lemmas=Lemmas(cache_folder(project, environment)),
        proof=proof,
    )
    return made, decided


def _sheets(plan: Plan, drawer: Draws) -> dict[tuple[str, str], Sheet]:
    """Draw the fact sheets, before the pages that tell their sizes."""
    planned = plan.sheets()
    drawn = drawer.draw(planned.values())
    return {
        key: Sheet(drawing.address, drawn[drawing.address])
        for key, drawing in planned.items()
        if drawing.address in drawn
    }
