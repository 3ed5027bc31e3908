"""A whole site, from the data to the folder: what the command and the site engine's adapter share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from knowledge_hub.assemble import assemble, order
from knowledge_hub.build import Build, build, build_time
from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.problems import Told
from knowledge_hub.sheets.drawer import Drawer, cache_folder


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

    def make(self) -> None:
        """Read the data and make the pages.

        Raises:
            DataProblems: With every problem of the data.
            DrawingError: If something cannot be drawn.
        """
        made = build(self.project, build_time(self.environment), self.environment, self._drawer)
        self._neutral = made.files()
        self.made, self.order = made, order(made, self._neutral)

    def keep(self, problems: tuple[Told, ...]) -> None:
        """Stay with the pages made before, and show on them what is wrong with the data at hand."""
        self.made = replace(self.made, problems=problems)

    def write(self, work: Handwork, site: Path) -> None:
        """Write the site around what the site engine has made.

        Raises:
            DrawingError: If something cannot be drawn.
        """
        assemble(self.made, work, self._neutral, self.project / "theme", site, serving=self.serving)
