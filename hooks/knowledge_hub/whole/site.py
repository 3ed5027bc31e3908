"""A whole site, from the data to the folder: what the command and the site engine's adapter share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from knowledge_hub.build import NEUTRAL, Build, planned
from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.hub import Hub
from knowledge_hub.open_data.schema import KEPT as SCHEMAS
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.spec import Spec
from knowledge_hub.parallel import side_by_side
from knowledge_hub.problems import Told
from knowledge_hub.project import build_time, read_project
from knowledge_hub.sheets.drawer import Drawer, cache_folder
from knowledge_hub.sheets.plan import FOLDER as SHEETS
from knowledge_hub.whole.assemble import assemble, order
from knowledge_hub.whole.folder import Files, write

T = TypeVar("T")
Beside = Callable[[Order], Handwork]


class Whole:
    """The generated part of a site, made once or, while an editor watches, again and again.

    Parameters:
        project: Folder with `data/`, `docs/` and `theme/`.
        environment: Settings, see `build`.
        serving: Whether an editor previews the site.
    """

    made: Build
    order: Order

    def __init__(self, project: Path, environment: Mapping[str, str], *, serving: bool = False) -> None:
        self.project, self.environment, self.serving = project, environment, serving
        self._drawer = Drawer(cache_folder(project, environment), quick=serving)
        self._neutral: Files = {}
        self._before: Path | None = None

    def read(self) -> Hub:
        """Read the data.

        Raises:
            DataProblems: With every problem of the data.
        """
        return read_project(self.project, build_time(self.environment))

    def plan(self, hub: Hub) -> None:
        """Decide every page.

        Raises:
            DrawingError: If something cannot be drawn.
        """
        now = build_time(self.environment)
        self.made, self._specs = planned(self.project, now, self.environment, self._drawer, hub)
        for part in (SHEETS, SCHEMAS):
            self.made.renderer.memory.save(part)

    def make(self) -> None:
        """Make the pages and the files beside them, for an engine that has its own way with them."""
        self._neutral = self._render(self.made.files)
        self.made.renderer.memory.save(NEUTRAL)
        self.order = order(self.made, self.made.paths, self._neutral)

    def make_with(self, engine: Beside, site: Path, before: Path | None = None) -> Handwork:
        """Make the whole site; return what is written by hand in it.

        Parameters:
            engine: Reads and checks what is written by hand, once it knows what the texts may lead to.
            site: Folder to write to.
            before: Site built before, on the same file system.

        Raises:
            DrawingError: If something cannot be drawn.
        """
        self._before = before

        def beside() -> tuple[Handwork, Mapping[str, str]]:
            neutral = self.made.files()
            write(site, neutral, before)
            self.made.renderer.memory.save(NEUTRAL)
            return engine(order(self.made, [spec.path for spec in self._specs], neutral)), self.made.feed_titles

        work, titles = self._render(beside)
        vars(self.made)["feed_titles"] = titles  # made in the other process
        self.write(work, site)
        return work

    def _render(self, beside: Callable[[], T]) -> T:
        """Render the pages, each language in a process of its own, and do something else beside it."""
        self.made.renderer.compile()
        codes = [language.code for language in self.made.hub.languages]
        tasks: list[Callable[[], Any]] = [partial(_pages_in, code, self.made, self._specs) for code in codes]
        *rendered, done = side_by_side([*tasks, beside])
        pages: dict[tuple[str, str], Page] = {}
        for code, (found, used) in zip(codes, rendered, strict=True):
            pages.update({(code, page.address.path): page for page in found})
            self.made.renderer.memory.give(code, used)
        self.made = replace(self.made, pages=pages)
        return done  # type: ignore[no-any-return]

    def keep(self, problems: tuple[Told, ...]) -> None:
        """Stay with the pages made before, and show on them what is wrong with the data at hand."""
        self.made = replace(self.made, problems=problems)

    def write(self, work: Handwork, site: Path) -> None:
        """Write the site around what the site engine has made.

        Raises:
            DrawingError: If something cannot be drawn.
        """
        write(site, self._neutral)
        assemble(self.made, work, self.project / "theme", site, self._before, serving=self.serving)


def _pages_in(language: str, made: Build, specs: Sequence[Spec]) -> tuple[list[Page], Any]:
    pages = list(made.renderer.render_in(language, specs))
    return pages, made.renderer.memory.taken(language)
