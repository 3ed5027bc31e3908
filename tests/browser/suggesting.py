"""The forms for those who come once, as a visitor sees them; and a small project that takes what they write."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import done
from conftest import REPOSITORY_URL, Project, build_once, serve, shared_folder
from knowledge_hub.yaml_text import parse
from playwright.sync_api import Locator, expect
from small_project import small_project
from visitor import LANGUAGES, Visitor

OTHERS = {"fi": ("suomi", "englanti"), "en": ("Finnish", "English")}
"""What each language calls the two of the site."""
KINDS = {"fi": "avoimet ovet", "en": "open day"}


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """Return the folder of a small site, beside its project."""
    folder = shared_folder(tmp_path_factory, worker, "suggest")
    return build_once(folder, lambda: _tidy(small_project(folder / "project")), REPOSITORY_URL=REPOSITORY_URL)


def _tidy(project: Project) -> Project:
    """Give the files of a project their one form, so that only what is added can have another."""
    assert project.hub("fmt").returncode == 0
    return project


@pytest.fixture(scope="session")
def at_small(small_site: Path) -> Iterator[str]:
    """Address of the small site."""
    yield from serve(small_site)


class Form:
    """The form as a visitor sees it."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def label(self, key: str, language: str | None = None) -> str:
        """Words beside an input; of a text, in one of the site's languages."""
        label = self.visitor.ui(f"suggest.fields.{key}")
        if language is None:
            return label
        name = OTHERS[self.visitor.language][LANGUAGES.index(language)]
        return self.visitor.ui("suggest.in_language", label=label, language=name)

    def just(self, label: str) -> re.Pattern[str]:
        """Match a label and no longer one, whether or not it may be left empty."""
        return re.compile(rf"^\s*{re.escape(label)}(\s+{self.visitor.ui('suggest.optional')})?\s*$")

    def input(self, key: str, language: str | None = None) -> Locator:
        return self.visitor.main.get_by_label(self.just(self.label(key, language)))

    def group(self, key: str) -> Locator:
        return self.visitor.main.get_by_role("group", name=self.just(self.label(key)))

    def moment(self, key: str, part: str) -> Locator:
        return self.group(key).get_by_label(self.just(self.visitor.ui(f"suggest.{part}")))

    def text(self, key: str, text: str) -> None:
        """Fill in a text in both languages."""
        for language in LANGUAGES:
            self.input(key, language).fill(text)

    def least(self, title: str = "Battery day 2027") -> None:
        """Fill in what no event can do without."""
        self.text("event_title", title)
        self.input("event_kind").select_option(label=KINDS[self.visitor.language])
        self.group("event_areas").get_by_role("checkbox").first.check()
        self.text("event_summary", "One sentence.")
        self.moment("event_start", "day").fill("2027-05-14")
        self.source()

    def source(self, url: str = "https://works.example/news") -> None:
        """Fill in where something can be checked."""
        self.input("source_url").fill(url)
        self.input("source_title").fill("News")
        self.input("source_publisher").fill("Works")

    def make(self) -> None:
        """Press the button."""
        self.visitor.main.get_by_role("button", name=self.visitor.ui("suggest.make")).click()

    def is_made(self) -> None:
        expect(self.visitor.main.get_by_role("heading", name=self.visitor.ui("suggest.result"))).to_be_focused()

    def files(self, count: int = 2) -> dict[str, str]:
        """Return the text of each file or piece of one by its name, as it can be copied."""
        boxes = self.visitor.main.get_by_role("textbox", name="data/")
        expect(boxes).to_have_count(count)
        return {self.page.locator(f"label[for='{box.get_attribute('id')}']").inner_text(): box.input_value() for box in boxes.all()}

    def records(self) -> tuple[Any, Any]:
        """Return the event and its source."""
        files = self.files()
        event, source = (next(text for name, text in files.items() if f"/{folder}/" in name) for folder in ("events", "sources"))
        return read(event), read(source)

    def way(self, key: str) -> str:
        """Return where a link of the result leads."""
        link = self.visitor.main.get_by_role("link", name=self.visitor.ui(f"suggest.{key}"))
        return str(link.get_attribute("href"))

    def error(self, input: Locator) -> str:
        """Return what is told of an input, as a screen reader finds it."""
        ids = str(input.get_attribute("aria-describedby")).split()
        return self.page.locator(f"[id='{ids[-1]}']").inner_text()


def read(text: str) -> Any:
    """Read YAML as the hub does."""
    node, problems = parse(text, "")
    assert node is not None
    assert not problems
    return node.plain()


def accepted(small_site: Path, tmp_path: Path, files: dict[str, str], *, in_form: bool = True) -> Project:
    """Put what was suggested into a copy of the small project: it passes the check, and has the form of data files."""
    project = tmp_path / "project"
    for part in ("data", "theme/assets"):
        shutil.copytree(small_site.parent / "project" / part, project / part)
    shutil.copy(small_site.parent / "project" / "mkdocs.yml", project)
    for name, text in files.items():
        _take(project, name, text)
    for command in ("schemas", "check", "fmt --check")[: 3 if in_form else 2]:
        done(Project(project), *command.split())
    return Project(project)


def _take(project: Path, name: str, text: str) -> None:
    """Write a file, or put lines into one as the name of the piece says."""
    path, *lines = re.findall(r"data/\S+\.yml|\d+", name)
    if not lines:
        assert not (project / path).exists()
        (project / path).write_text(text, "utf-8")
        return
    old = (project / path).read_text("utf-8").splitlines(keepends=True)
    first, last = (int(lines[0]), int(lines[1])) if len(lines) == 2 else (int(lines[0]) + 1, int(lines[0]))
    (project / path).write_text("".join([*old[: first - 1], text, *old[last:]]), "utf-8")
