"""The quarterly letter of a project: which quarter it is about, and the letter in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge_hub.changes.history import changes_between, read_history
from knowledge_hub.changes.letter import Letter, Quarter, default_quarter, write_letter
from knowledge_hub.changes.news import News
from knowledge_hub.hub import Hub
from knowledge_hub.pages.render import Renderer


@dataclass(frozen=True)
class Digest:
    """The letters of a quarter.

    Attributes:
        quarter: The quarter.
        letters: One in each language asked for.
    """

    quarter: Quarter
    letters: Sequence[Letter]


def digest(
    project: Path,
    hub: Hub,
    now: datetime,
    site_url: str,
    languages: Sequence[str],
    *,
    kept: Path,
    quarter: Quarter | None = None,
) -> Digest:
    """Write the letters of a quarter.

    Parameters:
        project: Folder of the project.
        hub: Its data.
        now: The moment of the build.
        site_url: Absolute address of the site's root, with a slash at its end.
        languages: Codes of the languages.
        kept: Folder where changes are kept.
        quarter: The quarter; by default the last that has ended, or the present one if
            nothing is known of any before.
    """
    zone = hub.site.time_zone
    today = now.astimezone(ZoneInfo(zone)).date()
    news = News(hub, read_history(project, zone, kept))
    chosen = quarter or default_quarter(today, news.history.since)
    known = changes_between(project, zone, chosen.first, chosen.last, kept)
    renderer = Renderer(hub, today, None)
    letters = [
        write_letter(news, known.changes, chosen, renderer.view("", code), site_url, whole=known.whole)
        for code in languages
    ]
    return Digest(chosen, letters)
