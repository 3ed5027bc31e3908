"""Hubs with much data: lists lie on several pages, and no page grows with the hub."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import ROOT, Project
from knowledge_hub import open_data
from knowledge_hub.audit.results import Proof
from knowledge_hub.changes.days import History
from knowledge_hub.changes.news import News
from knowledge_hub.hub import Hub
from knowledge_hub.pages.parts import FIRST, MOST, parts
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.report import MOST as MOST_OF_REPORT
from knowledge_hub.pages.site import specs
from knowledge_hub.pages.spec import Spec
from knowledge_hub.project import EXAMPLE_URL, asked_of, local_day, read_project
from site_reader import BuiltPage, words
from test_command_line import said

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SIZES = ("--cities", "3", "--organisations", "450", "--projects", "410", "--events", "2700")
HEAVIEST = 300_000
"""Characters of the heaviest list."""
RECORDS = {"organisation", "project", "event"}


@dataclass(frozen=True)
class Large:
    """A hub with much data, and its pages by address, those of single records left out."""

    hub: Hub
    pages: dict[str, BuiltPage]

    def part(self, path: str) -> list[BuiltPage]:
        """Return the pages of a list in the language at the root, in order."""
        found = [self.pages[f"{path}/"]]
        while following := found[-1].all("//nav[@data-kh='parts'][1]//a[@rel='next']"):
            found.append(self.pages[target(found[-1], following[0].get("href"))])
        return found


def target(page: BuiltPage, link: str) -> str:
    return urldefrag(urljoin(f"/{page.address}", link))[0].lstrip("/")


def linked(found: Iterable[BuiltPage], folder: str, places: str) -> Counter[str]:
    """Count how often each record of a folder is linked within some places of the pages."""
    leads = [target(page, link.get("href")) for page in found for link in page.all(f"{places}//a[@href]")]
    return Counter(lead for lead in leads if lead.startswith(f"{folder}/"))


def decide(folder: Path, hub: Hub, publication: open_data.Publication) -> list[Spec]:
    """Decide every page of a project that has no history."""
    return specs(asked_of(folder, hub, NOW), EXAMPLE_URL, publication, News(hub, History()), Proof())


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    folder = tmp_path_factory.mktemp("large") / "project"
    done = Project(ROOT).hub("demo", str(folder), *SIZES)
    assert done.returncode == 0, said(done)
    hub = read_project(folder, NOW)
    decided = decide(folder, hub, open_data.publish(hub, EXAMPLE_URL))
    rendered = Renderer(hub, local_day(hub, NOW), None).render([spec for spec in decided if spec.kind not in RECORDS])
    return Large(hub, {page.address.url: BuiltPage(page.address.url, page.html) for page in rendered})


def test_a_short_list_is_one_part_and_an_empty_one_too() -> None:
    for items in ([], [1], list(range(MOST))):
        (only,) = parts("list", items)
        assert (only.path, list(only.items), only.previous, only.next) == ("list", items, None, None)


def test_a_long_list_is_cut_without_losing_or_repeating_an_entry() -> None:
    found = parts("list", list(range(2 * MOST + 1)))
    assert [part.path for part in found] == ["list", "list/page/2", "list/page/3"]
    assert [item for part in found for item in part.items] == list(range(2 * MOST + 1))
    assert [part.previous for part in found] == [None, "list", "list/page/2"]
    assert [part.next for part in found] == ["list/page/2", "list/page/3", None]


@pytest.mark.parametrize(
    ("path", "places"), [("organisations", "//tbody"), ("projects", "//ul[@class='kh-rows']")]
)
def test_each_record_is_in_one_part_of_its_list(large: Large, path: str, places: str) -> None:
    found = large.part(path)
    assert len(found) == 3
    counts = linked(found, path, places)
    assert len(counts) == len(getattr(large.hub, path))
    assert set(counts.values()) == {1}


def test_each_event_is_in_one_part_of_its_year(large: Large) -> None:
    years = {event.start.year for event in large.hub.events.values()}
    found = [part for year in years for part in large.part(f"events/{year}")]
    assert len(found) > len(years), "no year is long enough for this test"
    counts = linked(found, "events", "//ol[@class='kh-events']")
    assert len(counts) == len(large.hub.events)
    assert set(counts.values()) == {1}


def test_no_list_is_heavy(large: Large) -> None:
    heavy = {address: len(page.html) for address, page in large.pages.items() if len(page.html) > HEAVIEST}
    assert heavy == {}


def test_every_link_within_the_lists_finds_its_page_and_place(large: Large) -> None:
    faults = []
    for page in large.pages.values():
        for link in page.all("//main//a[@href] | //nav//a[@href] | //table//a[@href]"):
            address, place = urldefrag(urljoin(f"/{page.address}", link.get("href")))
            led = large.pages.get(address.lstrip("/"))
            if "/page/" in address and led is None:
                faults.append(f"{page.address}: {address}")
            if place and led is not None and place not in led.ids:
                faults.append(f"{page.address}: {address}#{place}")
    assert faults == []


def test_a_city_shows_the_first_of_many_organisations_and_leads_to_all(large: Large) -> None:
    city = next(iter(large.hub.cities))
    all_of_it = {f"organisations/{item.id}/" for item in large.hub.organisations_of(city)}
    assert len(all_of_it) > FIRST
    page = large.pages[f"cities/{city}/"]
    assert len(linked([page], "organisations", "//section[@class='kh-group']")) == FIRST
    (more,) = [link for link in page.all("//a[@class='kh-more']") if "organisations" in link.get("href")]
    assert str(len(all_of_it)) in words(more)
    whole = linked(large.part(target(page, more.get("href")).rstrip("/")), "organisations", "//section[@class='kh-group']")
    assert set(whole) == all_of_it


def test_the_to_do_list_names_the_first_places_of_a_task_and_counts_the_others(large: Large) -> None:
    tasks = large.pages["editors/report/"].all("//li[@class='kh-task']")
    shown = {len(task.xpath(".//ul[@class='kh-spots']/li[a or code]")) for task in tasks}
    assert max(shown) == MOST_OF_REPORT
    (longest, *_) = [task for task in tasks if len(task.xpath(".//ul[@class='kh-spots']/li")) > MOST_OF_REPORT]
    assert re.search(r"ja \d+ muuta", words(longest))


def test_the_title_of_a_part_says_which_it_is(large: Large) -> None:
    titles = [words(page.all("//h1")[0]) for page in large.part("organisations")]
    assert titles[1:] == [f"{titles[0]}, osa 2/3", f"{titles[0]}, osa 3/3"]


def test_the_lists_of_the_real_hub_are_whole() -> None:
    hub = read_project(ROOT, NOW)
    decided = decide(ROOT, hub, open_data.publish(hub, EXAMPLE_URL))
    assert [spec.path for spec in decided if "/page/" in spec.path or spec.kind == "listing"] == []


def test_the_work_for_a_page_does_not_grow_with_the_hub(tmp_path: Path) -> None:
    """Counted in steps of the interpreter, since seconds depend on the machine."""
    small, large = (steps_per_page(tmp_path / str(size), size) for size in (1, 5))
    assert large < 1.3 * small


def steps_per_page(folder: Path, size: int) -> float:
    """Return how many calls and lines it takes to decide a page, and to render one of an event or an organisation."""
    sizes = ("--cities", "10", "--organisations", str(60 * size), "--projects", str(20 * size), "--events", str(120 * size))
    assert Project(ROOT).hub("demo", str(folder), *sizes).returncode == 0
    hub = read_project(folder, NOW)
    publication, steps = open_data.publish(hub, EXAMPLE_URL), 0

    def count(frame: object, event: str, argument: object) -> object:
        nonlocal steps
        steps += 1
        return count

    sys.settrace(count)  # type: ignore[arg-type]
    try:
        decided = decide(folder, hub, publication)
        renderer = Renderer(hub, local_day(hub, NOW), None)
        for spec in decided:
            if spec.kind in {"event", "organisation"}:
                spec.data(renderer.view(spec.path, hub.languages[0].code))
    finally:
        sys.settrace(None)
    return steps / len(decided)
