"""The site as Markdown for other engines: what it holds, and that ProperDocs and Zensical make the same site of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
import yaml
from conftest import CACHE, ROOT, SITE_URL, TODAY, Project, Run, build_once, copy_project, once, shared_folder
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from published import FORMER, MOVED, MOVED_TO, PRESENT, fails, files_of, project_with_history, succeeds
from site_reader import BuiltPage, Element, fault_of, hub_of, is_internal, one, pages, report

ENGINES = ["properdocs", "zensical"]
PHOTONICS = ROOT / "tests" / "hubs" / "photonics"
READER = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
"""A reader of Markdown that has nothing to do with those of the engines."""
OF_A_BROWSER = "ancestor-or-self::nav or ancestor::form or ancestor::dialog or ancestor::template or ancestor::*[@hidden] or ancestor::*[@aria-hidden='true'] or ancestor::*[name()='svg'] or self::a[@class='kh-mend']"
"""What a page has for browsers only; it is not exported."""
SWITCH = "@hreflang and parent::p/parent::article"
"""Links to a page in other languages, which the export's template adds."""
ADDED = ".//a[@class='headerlink' or @class='footnote-backref'] | .//sup | ./p[a/@hreflang]"
"""What engines add to texts, and marks of footnotes, which each of them writes in its own way."""


@dataclass(frozen=True)
class Exported:
    """A hub in English and Swedish: its project, its own site and its export."""

    project: Project
    site: Path
    folder: Path

    def page(self, address: str) -> str:
        """Return the Markdown of a page."""
        language, _, path = address.partition("/") if address.startswith("sv/") else ("en", "", address)
        return (self.folder / language / path / "index.md").read_text("utf-8")

    @property
    def settings(self) -> list[str]:
        """Names of the engines' settings, the default language's first."""
        return sorted((path.name for path in self.folder.glob("mkdocs*.yml")), key=len)


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Exported:
    """Return the second hub, built and exported once."""
    own = shared_folder(tmp_path_factory, worker, "photonics")
    site = build_once(own, lambda: copy_project(own / "project", PHOTONICS / "data", PHOTONICS / "docs"), SITE_URL=SITE_URL)
    made = Exported(Project(own / "project"), site, shared_folder(tmp_path_factory, worker, "exported") / "export")
    once(made.folder.parent, lambda: export(made.project, made.folder))
    return made


@pytest.fixture(scope="session", params=ENGINES)
def rebuilt(request: pytest.FixtureRequest, exported: Exported, tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """Return the folder of the site that another engine makes of the export."""
    folder = shared_folder(tmp_path_factory, worker, f"rebuilt-{request.param}")

    def build() -> None:
        shutil.copytree(exported.folder, folder / "export")
        for settings in exported.settings:
            done = run(request.param, folder / "export", settings)
            assert done.returncode == 0, done.stdout + done.stderr

    once(folder, build)
    return folder / "export" / "site"


def export(project: Project, folder: Path) -> None:
    succeeds(project, "export", str(folder), SITE_URL=SITE_URL)


def run(engine: str, folder: Path, settings: str, **variables: str) -> Run:
    """Let an engine build a folder by some settings, strictly."""
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", settings]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def front(text: str) -> tuple[dict[str, Any], str]:
    """Split an exported page into what it tells of itself and its body."""
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


def main_of(page: BuiltPage) -> Element:
    """Return what a page itself shows, whoever built it."""
    return one(page.all("//article[contains(@class,'md-content__inner')]") or page.all("//main"))


def links_of(page: BuiltPage) -> set[str]:
    """Return the pages, of any site, that a page leads to; not itself, nor files."""
    found = main_of(page).xpath(f".//a[@href][not({OF_A_BROWSER})][not({SWITCH})]")
    whole = {urldefrag(urljoin(SITE_URL + page.address, link.get("href")))[0].partition("?")[0] for link in found}
    return {link for link in whole if link != SITE_URL + page.address and not is_file(link)}


def is_file(link: str) -> bool:
    return link.startswith(SITE_URL) and not link.endswith("/")


def words(shown: Element) -> list[str]:
    """Return the words and signs of a text, without what engines add."""
    for element in shown.xpath(ADDED):
        element.drop_tree()
    return re.findall(r"\w+|[^\w\s]", shown.text_content())


def shapes(shown: Element) -> dict[str, int]:
    """Count what a text is made of."""
    return {tag: len(shown.xpath(f".//{tag}")) for tag in ("h1", "h2", "h3", "li", "table", "tr", "th", "td", "pre", "img", "blockquote")}


# Rebuilt by others


def test_another_engine_builds_the_same_pages(exported: Exported, rebuilt: Path) -> None:
    assert pages(rebuilt).keys() == pages(exported.site).keys()


def test_each_page_has_the_language_and_title_that_it_had(exported: Exported, rebuilt: Path) -> None:
    for address, page in pages(rebuilt).items():
        before = pages(exported.site)[address]
        assert page.language == before.language, address
        assert front(exported.page(address))[0]["title"] in page.title, address
        assert page.meta("description"), address


def test_each_page_names_the_languages_that_it_named_and_leads_to_them(exported: Exported, rebuilt: Path) -> None:
    for address, page in pages(rebuilt).items():
        named = "//link[@rel='alternate'][@hreflang][not(@hreflang='x-default')]"
        before, after = ({(link.get("hreflang"), link.get("href")) for link in of.all(named)} for of in (pages(exported.site)[address], page))
        assert after == before, address
        others = {(link.get("hreflang"), link.get("href")) for link in main_of(page).xpath("./p/a[@hreflang]")}
        assert others == {(code, url) for code, url in before if code != page.language}, address


def test_each_page_leads_to_the_pages_that_it_led_to(exported: Exported, rebuilt: Path) -> None:
    for address, page in pages(rebuilt).items():
        assert links_of(page) == links_of(pages(exported.site)[address]), address
    assert sum(len(links_of(page)) for page in pages(rebuilt).values()) > 200


def test_links_to_files_and_places_on_pages_lead_there(rebuilt: Path) -> None:
    faults = []
    for page in pages(rebuilt).values():
        for link in main_of(page).xpath(".//a/@href | .//img/@src"):
            if is_internal(link) and (fault := fault_of(rebuilt, page, link)):
                faults.append(f"{page.address}: {link}: {fault}")
    assert not faults, report(faults)


def test_every_engine_reads_the_same_words_lists_and_tables(exported: Exported, rebuilt: Path) -> None:
    for address, page in pages(rebuilt).items():
        body = re.sub(r"(?m)^(#+ .*) \{#\S+\}$", r"\1", front(exported.page(address))[1])
        expected = lxml.html.fragment_fromstring(READER.render(body), create_parent="div")
        shown = main_of(BuiltPage(address, page.html))
        assert shapes(shown) == shapes(expected), address
        assert words(shown) == words(expected), address


def test_properdocs_builds_the_hub_itself_to_the_byte_with_all_that_an_export_leaves_out(exported: Exported, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", PHOTONICS / "data", PHOTONICS / "docs")
    settings = {"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": TODAY, "HUB_CACHE": str(CACHE), "PYTHONPATH": str(ROOT / "hooks")}
    done = run("properdocs", project.path, "mkdocs.yml", **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files_of(project.path / "site") == files_of(exported.site)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("link", ["nowhere/index.md", "index.md#nowhere"])
def test_a_link_that_leads_nowhere_fails_the_build(engine: str, link: str, exported: Exported, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    (folder / "en").mkdir(parents=True)
    shutil.copytree(exported.folder / "overrides", folder / "overrides")
    (folder / "en" / "index.md").write_text(f"# A\n\n[B]({link})\n", "utf-8")
    settings = yaml.safe_load((exported.folder / "mkdocs.yml").read_text("utf-8"))
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**settings, "nav": ["index.md"]}), "utf-8")
    assert run(engine, folder, "mkdocs.yml").returncode != 0


# What the export holds


def test_every_page_tells_what_it_is(exported: Exported) -> None:
    for address, page in pages(exported.site).items():
        head, body = front(exported.page(address))
        assert page.title.startswith(head["title"])
        assert head.get("description", "") == (page.meta("description") if "description" in head else "")
        assert head["language"] == page.language
        assert f"{head['path']}/".lstrip("/") == address.removeprefix("sv/")
        assert head.get("alternates", {}).get(head["language"], address) == address
        assert re.match(r"\n# \S", body), address


def test_a_record_tells_the_day_it_was_checked(exported: Exported) -> None:
    hub = hub_of(exported.site)
    assert hub.cities
    for id, city in hub.cities.items():
        assert front(exported.page(f"cities/{id}/"))[0]["checked"] == city.checked.isoformat()


def test_there_is_no_page_in_the_export_that_the_site_does_not_have(exported: Exported) -> None:
    found = {path.relative_to(exported.folder).parent.as_posix() for path in exported.folder.rglob("*.md")}
    assert found == {re.sub(r"^(?!sv/)", "en/", address).rstrip("/") for address in pages(exported.site)}


def test_files_that_pages_link_to_are_those_of_the_site(exported: Exported) -> None:
    site, found = files_of(exported.site), files_of(exported.folder / "en")
    others = {path: content for path, content in found.items() if not path.endswith(".md")}
    assert {"data/v1/cities.csv", "data/v1/hub.json"} <= others.keys()
    assert {path: site.get(path) for path in others} == others
    swedish = {path: content for path, content in files_of(exported.folder / "sv").items() if not path.endswith(".md")}
    assert swedish
    assert all(content in (site.get(path), site.get(f"sv/{path}")) for path, content in swedish.items())


def test_former_addresses_lead_on(tmp_path: Path) -> None:
    project, folder = project_with_history(tmp_path / "project"), tmp_path / "export"
    export(project, folder)
    for language in ("fi", "en"):
        for former, present in ((FORMER, PRESENT), (MOVED, MOVED_TO)):
            page = (folder / language / former / "index.html").read_text("utf-8")
            way = re.search(r'content="0; url=([^"]+)"', page)
            assert way
            assert urljoin(f"/{former}", way[1]) == f"/{present}"


def test_the_same_data_give_the_same_bytes(exported: Exported, tmp_path: Path) -> None:
    export(exported.project, tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(exported.folder)


# Where it is written to


@pytest.fixture
def target(exported: Exported, tmp_path: Path) -> Path:
    """Return a former export, which a test may change."""
    return Path(shutil.copytree(exported.folder, tmp_path / "export"))


def test_a_former_export_is_replaced_with_what_engines_made_of_it(exported: Exported, target: Path) -> None:
    (target / "en" / "old.md").write_text("# Old\n", "utf-8")
    for name in ("site", ".cache"):
        (target / name).mkdir()
    export(exported.project, target)
    assert files_of(target) == files_of(exported.folder)
    assert [path.name for path in target.parent.iterdir()] == ["export"]


@pytest.mark.parametrize("name", ["notes.txt", ".git"])
def test_a_folder_with_anything_else_is_left_alone(exported: Exported, target: Path, name: str) -> None:
    (target / name).write_text("mine", "utf-8")
    before = files_of(target)
    assert "new, empty or was exported to before" in fails(exported.project, "export", str(target), status=2)
    assert files_of(target) == before


def test_a_folder_that_is_no_export_is_left_alone(exported: Exported, tmp_path: Path) -> None:
    for content in ("{}", '{"holds": 1}', "["):
        (tmp_path / "export.json").write_text(content, "utf-8")
        fails(exported.project, "export", str(tmp_path), status=2)
    assert files_of(tmp_path) == {"export.json": b"["}
    fails(exported.project, "export", "data", status=2)


def test_mistakes_in_the_data_leave_the_former_export(target: Path, tmp_path: Path) -> None:
    project = project_with_history(tmp_path / "project")
    (project.data / "organisations" / "of-a-test.yml").write_text("name: [\n", "utf-8")
    before = files_of(target)
    assert "Nothing was exported." in fails(project, "export", str(target))
    assert files_of(target) == before
