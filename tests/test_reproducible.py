"""The same data give the same bytes: on another machine, on another day, in another folder and language."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Project
from git_project import commit, git
from published import files_of, project_with_history, succeeds
from small_hub import edit

PLACES = {
    "one": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "80"},
    "a longer name/of ä folder": {"TZ": "Pacific/Kiritimati", "LC_ALL": "fi_FI.UTF-8", "LANG": "fi_FI.UTF-8", "PYTHONHASHSEED": "4711", "HOME": "/nonexistent", "COLUMNS": "200"},
}
"""Name of the folder -> environment."""
DAY = datetime(2027, 3, 1, 6, tzinfo=UTC)
"""Moment of the build, by which no clock goes."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return what was built and published in each place, nothing kept from one to the other."""
    found = []
    repository = project_with_history(tmp_path_factory.mktemp("repository") / "project")
    git(repository.path, "init", "-q", "-b", "main", ".")
    commit(repository, "2026-09-01T12:00:00+0300")
    commit(repository, "2026-10-01T12:00:00+0300", edit("projects/loop.yml", "end: 2026-12", "end: 2027-06"))
    for name, environment in PLACES.items():
        folder = tmp_path_factory.mktemp("place") / name
        project = Project(Path(shutil.copytree(repository.path, folder / "project")))
        own = {**environment, "SITE_URL": "https://hub.example/", "HUB_CACHE": str(folder / "cache"), "SOURCE_DATE_EPOCH": f"{DAY.timestamp():.0f}"}
        succeeds(project, "build", **own)
        succeeds(project, "publish", "--for", "nginx", "--on-server", "/srv/hub", "published", **own)
        found.append(project.path)
    return found


@pytest.mark.parametrize("folder", ["site", "published"])
def test_the_same_data_give_the_same_bytes_wherever_and_whenever_they_are_built(made: list[Path], folder: str) -> None:
    one, other = (files_of(project / folder) for project in made)
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []
    assert len(one) > 100


def test_the_files_of_a_site_may_be_read_by_all_whatever_the_system_s_habit(made: list[Path]) -> None:
    one, other = ({path.relative_to(project): path.stat().st_mode for path in (project / "published").rglob("*")} for project in made)
    assert one == other


def test_the_day_of_the_clock_stands_nowhere(made: list[Path]) -> None:
    clock = datetime.now(UTC)
    spellings = [clock.strftime(form).encode() for form in ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%a, %d %b %Y", "%-d.%-m.%Y", "%-d %B %Y")]
    project = made[0]
    sources = b"".join(path.read_bytes() for folder in ("data", "docs", "theme", "hooks") for path in (project / folder).rglob("*") if path.is_file())
    for day in [day for day in spellings if day not in sources]:
        assert [path for path, content in files_of(project / "published").items() if day in content] == []


def test_the_day_of_the_build_is_the_one_that_was_asked_for(made: list[Path]) -> None:
    assert "Site built on 1 March 2027" in (made[0] / "site" / "en" / "index.html").read_text("utf-8")


def test_the_sitemap_tells_days_of_the_data_and_not_of_the_build(made: list[Path]) -> None:
    text = (made[0] / "site" / "sitemap.xml").read_text("utf-8")
    days = set(re.findall(r"<lastmod>(.*?)</lastmod>", text))
    assert days
    data = "".join(path.read_text("utf-8") for path in (made[0] / "data").rglob("*.yml"))
    assert {day for day in days if f"checked: {day}" not in data} == set()
