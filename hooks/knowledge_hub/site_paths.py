"""Every path at which the site of a project answers, without making its pages."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from knowledge_hub import open_data
from knowledge_hub.audit.results import Proof
from knowledge_hub.cache import cache_folder
from knowledge_hub.changes.history import read_history
from knowledge_hub.changes.news import News
from knowledge_hub.embeds.embed import embeds
from knowledge_hub.hub import Hub
from knowledge_hub.pages.paths import Paths, paths_of
from knowledge_hub.pages.removed import problems as removed_problems
from knowledge_hub.pages.site import specs
from knowledge_hub.problems import DataProblems
from knowledge_hub.project import EXAMPLE_URL, asked_of, local_day, written_by_hand


def check_removed(project: Path, hub: Hub, now: datetime) -> None:
    """See that what was removed is gone, and that its addresses lead somewhere.

    Raises:
        DataProblems: If that is not so.
    """
    key = ("removed", "removed")
    path, root = hub.paths[key], hub.places.roots[key]
    found = removed_problems(hub.removed, site_paths(project, hub, now), lambda loc: (path, *root.locate(loc)))
    if found:
        raise DataProblems(found)


def site_paths(project: Path, hub: Hub, now: datetime) -> Paths:
    """Return every path at which the site of a hub will answer, without making its pages.

    Parameters:
        project: Folder of the project, whose history tells what is news.
        hub: The data.
        now: The moment of the build.
    """
    today = local_day(hub, now)
    publication = open_data.publish(hub, EXAMPLE_URL)
    news = News(hub, read_history(project, hub.site.time_zone, cache_folder(project, os.environ) / "changes"))
    decided = specs(asked_of(project, hub, now), EXAMPLE_URL, publication, news, Proof())
    return paths_of(hub, decided, embeds(hub, today), written_by_hand(project / "docs"))
