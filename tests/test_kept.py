"""What earlier builds have left makes a build faster, never different: with it and without, every byte is the same."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, SITE_URL, TODAY, Project
from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.hub import Hub
from knowledge_hub.problems import DataProblems
from knowledge_hub.reading import Reading
from knowledge_hub.whole.site import Whole
from small_hub import minimal_hub
from small_project import NAME, RECORD, small_project

Edit = Callable[[Path], None]
"""Something that is done to a project."""
OWN = sorted(path.relative_to(ROOT / "tests/hubs/minimal/data").as_posix() for path in (ROOT / "tests/hubs/minimal/data").rglob("*.yml"))
WORDS = re.compile(r"(\b(?:fi|en): )([^\"'{},\n]+)(?=[,}\n])")
NAMES = re.compile(r"^((?:name|term|title): )([^\"'{}\n]+)$", re.MULTILINE)


def with_other_words(text: str) -> str:
    """Say something else in every language, with the same facts."""
    return NAMES.sub(r"\1\2 zz", WORDS.sub(r"\1\2 zz", text))


def edit(file: str, change: Callable[[str], str]) -> Edit:
    """Change a file."""

    def apply(project: Path) -> None:
        text = (project / file).read_text("utf-8")
        assert change(text) != text, f"{file} stays as it is"
        (project / file).write_text(change(text), "utf-8")

    return apply


def put(file: str, old: str, new: str) -> Edit:
    """Put a text in place of another."""
    return edit(file, lambda text: text.replace(old, new))


def add(file: str, like: str, change: Callable[[str], str]) -> Edit:
    """Add a file that is like another one."""
    return lambda project: (project / file).write_text(change((project / like).read_text("utf-8")), "utf-8") and None


def append(file: str, text: str) -> Edit:
    """Add to a file, which need not be there yet."""

    def apply(project: Path) -> None:
        with (project / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return apply


EDITS: dict[str, Edit] = {
    **{f"other words in {file}": edit(f"data/{file}", with_other_words) for file in OWN if not file.startswith(("vocabularies/", "interface/"))},
    "other words of the interface": edit("data/interface/fi.yml", lambda text: re.sub(r"^(  home: .*)$", r"\1 zz", text, flags=re.MULTILINE)),
    "other words of a vocabulary": edit("data/vocabularies/levels.yml", with_other_words),
    "another order of a vocabulary": edit("data/vocabularies/organisation_kinds.yml", lambda text: "".join(reversed(re.split(r"(?m)^(?=- )", text)))),
    "another figure": put("data/cities/korpi.yml", "value: 400", "value: 450"),
    "another level": put("data/cities/korpi.yml", "level: supporting", "level: core"),
    "another order of cities": put("data/cities/korpi.yml", "order: 1", "order: 9"),
    "another date of an event": put("data/events/open-day.yml", "2026-12-01T1", "2026-12-02T1"),
    "an event that is over": put("data/events/open-day.yml", "2026-12-01T1", "2026-10-01T1"),
    "another city of an organisation": put(f"data/{RECORD}.yml", "city: korpi", "city: ranta"),
    "another area of an organisation": put(f"data/{RECORD}.yml", "areas: [salts]", "areas: [salts, recycling]"),
    "an organisation without sources of its own": put("data/sources/korpi-report.yml", "https://", "https://www."),
    "a former name": append(f"data/{RECORD}.yml", "aliases: [old-works]\n"),
    "one more organisation": add("data/organisations/third.yml", f"data/{RECORD}.yml", lambda text: text.replace(NAME, "Third Oy")),
    "a member of another organisation": append("data/organisations/ranta-university.yml", "member_of: [korpi-works]\n"),
    "one more event": add("data/events/second-day.yml", "data/events/open-day.yml", lambda text: text.replace("2026-12-01", "2026-12-05")),
    "an event less": lambda project: (project / "data/events/open-day.yml").unlink(),
    "another frame": put("theme/main.html", '<div class="md-container">', '<div class="md-container other">'),
    "another style": append("theme/assets/hub.css", ".other{color:red}\n"),
}


@dataclass
class Site:
    """What a build has made."""

    files: dict[str, bytes]
    rendered: int


@dataclass
class Place:
    """A project, and what its first build has left."""

    project: Project
    left: Path
    shared: Path
    first: Site


def handwork(order: Order) -> Handwork:
    """Stand in for the site engine, with a menu and no page written by hand."""
    return Handwork(["", *(path for path in order.paths if "/" not in path)][:4], [], str(ROOT / "theme/assets/embed.css"))


def build(place: Project, cache: Path, site: Path, **environment: str) -> Site:
    """Build everything that the generator makes itself."""
    whole = Whole(place.path, {"HUB_CACHE": str(cache), "SOURCE_DATE_EPOCH": TODAY, **environment}, serving=True)
    whole.plan(whole.read())
    whole.make_with(handwork, site)
    return Site(contents(site), whole.made.renderer.memory.made)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty_cache(folder: Path, shared: Path) -> Path:
    """Make a cache that has only drawings and compiled templates: they take long, and are no part of what is asked here."""
    folder.mkdir(parents=True)
    for name in ("sheets", "templates"):
        (shared / name).mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(shared / name, target_is_directory=True)
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return a project that was built once."""
    folder = tmp_path_factory.mktemp("kept")
    project, shared = small_project(folder / "project"), folder / "shared"
    left = empty_cache(folder / "left", shared)
    return Place(project, left, shared, build(project, left, folder / "site"))


@pytest.fixture
def changed(place: Place) -> Iterator[Place]:
    """Return the project for a test to change; it is put back afterwards."""
    before = {name: contents(place.project.path / name) for name in ("data", "theme")}
    yield place
    for name, files in before.items():
        shutil.rmtree(place.project.path / name)
        for address, content in files.items():
            target = place.project.path / name / address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def warm_and_cold(place: Place, folder: Path, **environment: str) -> tuple[Site, Site]:
    """Build with what the first build has left, and without."""
    shutil.copytree(place.left, folder / "warm", symlinks=True)
    warm = build(place.project, folder / "warm", folder / "warm-site", **environment)
    cold = build(place.project, empty_cache(folder / "cold", place.shared), folder / "cold-site", **environment)
    return warm, cold


def differing(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    """Return what differs, by address."""
    return sorted(address for address in one.keys() | two.keys() if one.get(address) != two.get(address))


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_a_build_with_what_was_kept_is_the_same_as_one_without(changed: Place, name: str, tmp_path: Path) -> None:
    EDITS[name](changed.project.path)
    warm, cold = warm_and_cold(changed, tmp_path)
    assert differing(warm.files, cold.files) == []
    assert differing(cold.files, changed.first.files), "the edit shows nowhere"


@pytest.mark.parametrize(
    "environment",
    [
        {"SOURCE_DATE_EPOCH": str(int(TODAY) + 30 * 24 * 3600)},
        {"SITE_URL": SITE_URL},
        {"REPOSITORY_URL": "https://git.example/other"},
    ],
    ids=["another day", "another address", "another repository"],
)
def test_in_other_circumstances_a_build_with_what_was_kept_is_the_same_as_one_without(place: Place, environment: dict[str, str], tmp_path: Path) -> None:
    warm, cold = warm_and_cold(place, tmp_path, **environment)
    assert differing(warm.files, cold.files) == []
    assert differing(cold.files, place.first.files)


def test_of_what_has_not_changed_nothing_is_made_again(changed: Place, tmp_path: Path) -> None:
    again, _ = warm_and_cold(changed, tmp_path / "same")
    assert again.rendered == 0
    assert differing(again.files, changed.first.files) == []
    put(f"data/{RECORD}.yml", "https://works.example", "https://www.works.example")(changed.project.path)
    warm, cold = warm_and_cold(changed, tmp_path / "edited")
    assert 0 < warm.rendered < cold.rendered / 2


def test_a_record_that_was_valid_is_told_when_what_it_refers_to_is_gone(changed: Place, tmp_path: Path) -> None:
    (changed.project.path / "data/cities/ranta.yml").unlink()
    shutil.copytree(changed.left, tmp_path / "warm", symlinks=True)
    told = []
    for cache in (tmp_path / "warm", empty_cache(tmp_path / "cold", changed.shared)):
        with pytest.raises(DataProblems) as fault:
            build(changed.project, cache, tmp_path / "site")
        told.append(fault.value.problems)
    warm, cold = told
    assert warm == cold
    assert any("ranta-university" in problem.path for problem in warm)


def test_each_page_notes_what_it_reads_of_what_the_hub_gathers_once_for_all() -> None:
    hub = minimal_hub()
    reading = Reading(hub)
    asks: list[Callable[[Hub], object]] = [
        lambda hub: hub.organisations_of("korpi"),
        lambda hub: hub.events_of("korpi"),
        lambda hub: hub.with_party("korpi-works"),
        lambda hub: hub.members_of("ranta-university"),
        lambda hub: hub.uses.get(("organisation", "korpi-works")),
    ]
    for ask in asks:
        (first, read), (again, read_again) = reading.of(lambda ask=ask: ask(reading.hub)), reading.of(lambda ask=ask: ask(reading.hub))
        assert read
        assert read_again == read
        assert first == again == ask(hub)


def test_what_was_kept_and_is_damaged_is_made_again(place: Place, tmp_path: Path) -> None:
    shutil.copytree(place.left, tmp_path / "damaged", symlinks=True)
    kept = [path for path in (tmp_path / "damaged" / "pages").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content[:-1] if path.name == "en" else content)
    assert differing(build(place.project, tmp_path / "damaged", tmp_path / "site").files, place.first.files) == []
