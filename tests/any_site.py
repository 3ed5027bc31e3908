"""Builds a hub of any data, without the site engine, and tells what is wrong with the site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from any_hub import Raw, write
from conftest import ROOT, TODAY
from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.hub import Hub
from knowledge_hub.problems import DataProblems, Problem
from knowledge_hub.whole.site import Whole
from output_checker import broken_links, faults_of

WRITTEN = ("privacy", "accessibility", "participate", "guide", "mistakes")
"""Pages of `docs/` that frames lead to; the site engine would make them."""


class AnySite:
    """A project whose data change from one example to the next."""

    def __init__(self, folder: Path, data: Path | None = None) -> None:
        self.folder, self.project, self.count = folder, folder / "project", 0
        self.project.mkdir(parents=True)
        shutil.copy(ROOT / "mkdocs.yml", self.project)
        (self.project / "theme").symlink_to(ROOT / "theme", target_is_directory=True)
        (self.project / "docs").mkdir()
        self.environment = {"HUB_CACHE": str(folder / "cache"), "SOURCE_DATE_EPOCH": TODAY}
        if data:
            shutil.copytree(data, self.data)

    @property
    def data(self) -> Path:
        return self.project / "data"

    def give(self, files: Mapping[str, Raw]) -> None:
        """Put other data in place of those there."""
        shutil.rmtree(self.data, ignore_errors=True)
        write(self.data, files)
        shutil.copytree(ROOT / "data" / "interface", self.data / "interface")

    def read(self) -> tuple[Hub | None, tuple[Problem, ...]]:
        """Read the data; return the hub, or what is wrong."""
        try:
            return Whole(self.project, self.environment, serving=True).read(), ()
        except DataProblems as fault:
            return None, fault.problems

    def build(self, *, drawn: bool = False) -> Path:
        """Build the site into a folder of its own."""
        self.count += 1
        site = self.folder / f"site-{self.count}"
        whole = Whole(self.project, self.environment, serving=True)
        if not drawn:
            whole._drawer = None  # type: ignore[assignment]  # a build without drawings takes a tenth of the time
        whole.plan(whole.read())
        whole.make_with(_handwork, site)
        return site

    def faults(self, *, drawn: bool = False) -> Iterator[str]:
        """Build the site and yield what is wrong with it.

        Parameters:
            drawn: Whether to draw the fact sheets too, which takes most of the time.
        """
        site = self.build(drawn=drawn)
        try:
            yield from faults_of(site)
            yield from (fault for fault in broken_links(site) if not _is_by_hand(fault))
        finally:
            shutil.rmtree(site)


def _handwork(order: Order) -> Handwork:
    return Handwork(
        ["", *(path for path in order.paths if "/" not in path)][:4], [], str(ROOT / "theme/assets/embed.css")
    )


def _is_by_hand(fault: str) -> bool:
    """Whether a link leads to a page or file that the site engine would have made."""
    link = fault.split(": ", 1)[1].split(" ", maxsplit=1)[0]
    return any(f"{name}/" in link for name in WRITTEN) or "assets/" in link or link.endswith(("identity/", ".pdf"))
