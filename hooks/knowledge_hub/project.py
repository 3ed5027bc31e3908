"""A project as it lies on the disk: its data, read and checked, and what else a build or a command asks of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge_hub import attached
from knowledge_hub.cache import cache_folder
from knowledge_hub.hub import Hub
from knowledge_hub.kept import Sound, memory_folder
from knowledge_hub.problems import DataProblems
from knowledge_hub.read import read_broken, read_hub
from knowledge_hub.report.rules import Asked

NEEDED_WORDS = frozenset(Path(__file__).with_name("pages").joinpath("words.txt").read_text("utf-8").split())
"""Keys of the interface texts that pages use; a test keeps the list true."""

EXAMPLE_URL = "https://hub.example.org/"
"""Address used in absolute links while a hub has none of its own (RFC 2606)."""

BROKEN_LINKS = Path("build", "links.json")
"""Where a check of links leaves its results, if there is one; see `read_broken`."""


def read_project(project: Path, now: datetime) -> Hub:
    """Read and check the data of a project, as far as pages need it.

    Raises:
        DataProblems: With every problem of the data.
    """
    sound = Sound(memory_folder(cache_folder(project, os.environ), project))
    beside = attached.problems_in(project / "docs")
    try:
        hub = read_hub(project / "data", latest_day(now), icons_in(project), needed=NEEDED_WORDS, sound=sound)
    except DataProblems as fault:
        raise DataProblems([*fault.problems, *beside]) from None
    if beside:
        raise DataProblems(beside)
    sound.save()
    if hub.removed:
        # Where addresses lead is known by the pages, which a hub without former ones need not wait for.
        from knowledge_hub.site_paths import check_removed  # noqa: PLC0415

        check_removed(project, hub, now)
    return hub


def asked_of(project: Path, hub: Hub, now: datetime) -> Asked:
    """Return what the editors' report needs."""
    return Asked(hub, local_day(hub, now), read_broken(project / BROKEN_LINKS))


def own_address(hub: Hub, environment: Mapping[str, str]) -> str | None:
    """Return the hub's own address, if it has one: `SITE_URL` comes before `site.yml`."""
    return environment.get("SITE_URL") or hub.site.site_url


def site_address(hub: Hub, environment: Mapping[str, str]) -> str:
    """Return the absolute address of the site's root, with a slash at its end; an example while it has none."""
    return f"{(own_address(hub, environment) or EXAMPLE_URL).rstrip('/')}/"


def local_day(hub: Hub, now: datetime) -> date:
    """Return the day it is where the hub is."""
    return now.astimezone(ZoneInfo(hub.site.time_zone)).date()


def icons_in(project: Path) -> frozenset[str]:
    """Return the ids of the drawings in the theme's icon file."""
    sprite = project / "theme" / "assets" / "icons.svg"
    return frozenset(re.findall(r'<symbol id="([^"]+)"', sprite.read_text("utf-8")))


def written_by_hand(docs: Path) -> Mapping[str, frozenset[str]]:
    """Find the pages of `docs/`, such as `privacy.en.md` or `guide/form.en.md`: path -> languages."""
    files = [file.relative_to(docs).with_suffix("").as_posix() for file in sorted(docs.rglob("*.*.md"))]
    names = [name.partition(".") for name in files]
    return {path: frozenset(code for other, _, code in names if other == path) for path, _, _ in names}


def build_time(environment: Mapping[str, str]) -> datetime:
    """Return the moment of the build: the clock, or `SOURCE_DATE_EPOCH` (seconds since 1970) if set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def latest_day(now: datetime) -> date:
    """Return the latest day it is anywhere on Earth: what lies after it lies in the future for all."""
    return (now.astimezone(UTC) + timedelta(hours=14)).date()
