"""The editors' to-do list: what puts a task on it, what takes it off, its order, its score and its words."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from conftest import REPOSITORY_URL, ROOT, Project
from knowledge_hub.hub import Hub
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.report import specs
from knowledge_hub.places import Place
from knowledge_hub.read import read_broken, read_hub
from knowledge_hub.report.finding import KINDS, Check
from knowledge_hub.report.report import Section, report, share, tasks
from knowledge_hub.report.rules import Asked
from knowledge_hub.report.texts import checked_now
from knowledge_hub.report.write import written
from knowledge_hub.translations import write_translated
from markdown_it import MarkdownIt
from site_reader import BuiltPage, hub_of, pages, prefix, words
from small_hub import ICONS, TODAY, Change, edit, hub_after, minimal_hub, write
from small_project import small_project

KORPI, RANTA, EVENT = "cities/korpi.yml", "cities/ranta.yml", "events/open-day.yml"
LOOP, NEWS, UNIVERSITY = "projects/loop.yml", "sources/ranta-news.yml", "organisations/ranta-university.yml"
LANGUAGES = ("fi", "en")
RAIL = "      - {feature: rail, value: true, seen: 2026-11-20, sources: [korpi-report]}\n"
SITE = """sites:
  - id: port
    name: Port
    kind: industrial-park
    description: {fi: Satama., en: A port.}
    sources: [ranta-news]
"""
EXTRA = "title: X\npublisher: Y\nurl: https://x.example\naccessed: 2026-11-20\nlanguage: en\n"
CONTACT = """contacts:
  - role: {fi: Sijoittuminen, en: Investment}
    url: https://www.ranta.example
"""
WAITING = edit("vocabularies/investment_statuses.yml", "planned}, tone: plain", "planned}, tone: waiting")


def append(file: str, text: str) -> Change:
    """Add lines at the end of a file."""

    def change(data: Path) -> None:
        with (data / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return change


def real_words(data: Path) -> None:
    """Give the smallest hub the words of the real interface."""
    shutil.copytree(ROOT / "data" / "interface", data / "interface", dirs_exist_ok=True)


def aged(kind: str, as_of: str) -> Change:
    """Make a figure of Korpi one that ages."""
    return edit(KORPI, "bound: about\n    as_of: 2025\n", f"bound: about\n    kind: {kind}\n    as_of: {as_of}\n")


def when(start: str) -> Change:
    return edit(EVENT, "start: 2026-12-01T12:00\nend: 2026-12-01T15:30\n", f"start: {start}\n")


CASES: dict[str, tuple[str | None, list[Change], list[Change]]] = {
    "city_sites": ("ranta", [], [append(RANTA, SITE)]),
    "city_contacts": ("ranta", [], [append(RANTA, CONTACT)]),
    "site_features": ("korpi", [edit(KORPI, RAIL, "")], []),
    "contact_direct": ("ranta", [append(RANTA, CONTACT)], [append(RANTA, f"{CONTACT}    phone: +358 1\n")]),
    "investment_status": (
        "korpi",
        [WAITING, edit(KORPI, "as_of: 2026-05-11", "as_of: 2025-11-23")],
        [WAITING, edit(KORPI, "as_of: 2026-05-11", "as_of: 2025-11-24")],
    ),
    "city_strengths": (
        "ranta",
        [lambda data: re_edit(data / RANTA, r"strengths:\n(  .*\n)+", "")],
        [],
    ),
    "strength_basis": ("ranta", [edit(RANTA, "basis: confirmed", "basis: editorial")], []),
    "strength_sources": (
        "korpi",
        [],
        [edit(KORPI, "[korpi-works]\n    sources: [korpi-report]", "[korpi-works]\n    sources: [korpi-report, ranta-news]")],
    ),
    "figure_stale": ("korpi", [aged("staff", "2023")], [aged("staff", "2025")]),
    "figure_soon": ("korpi", [aged("staff", "2024")], [aged("staff", "2025")]),
    "figure_seen": ("korpi", [edit(KORPI, "as_of: 2025-03\n", "seen: 2026-11-20\n")], []),
    "event_details": (
        "korpi",
        [],
        [append(EVENT, "venue: Hall\nregistration: {url: https://works.example/join}\n")],
    ),
    "event_day": ("korpi", [when("2027-05")], [when("2027-06")]),
    "event_outcome": (
        "korpi",
        [when("2026-11-09")],
        [when("2026-11-10")],
    ),
    "project_results": ("korpi", [edit(LOOP, "end: 2026-12", "end: 2026-07")], [edit(LOOP, "end: 2026-12", "end: 2026-09")]),
    "organisation_website": ("ranta", [], [append(UNIVERSITY, "website: https://university.example\n")]),
    "record_checked": (
        "korpi",
        [edit(KORPI, "checked: 2026-11-20", "checked: 2025-11-23")],
        [edit(KORPI, "checked: 2026-11-20", "checked: 2025-11-24")],
    ),
    "source_read": (
        "ranta",
        [edit(NEWS, "accessed: 2026-11-20", "accessed: 2025-11-23")],
        [edit(NEWS, "accessed: 2026-11-20", "accessed: 2025-11-24")],
    ),
    "source_http": ("ranta", [edit(NEWS, "https://www", "http://www")], []),
    "source_unused": (
        None,
        [write("sources/extra.yml", EXTRA)],
        [write("sources/extra.yml", EXTRA), edit(KORPI, "sources: [korpi-report]\nstrengths", "sources: [korpi-report, extra]\nstrengths")],
    ),
    "untranslated": (
        "korpi",
        [
            edit("site.yml", "locale: en_GB}", "locale: en_GB, complete: false}"),
            edit(KORPI, "{fi: Suoloja pohjoisesta, en: Salts from the north}", "{fi: Suoloja pohjoisesta}"),
        ],
        [edit("site.yml", "locale: en_GB}", "locale: en_GB, complete: false}")],
    ),
}
"""Kind -> whose task it is, what puts it on the list, and what an editor does so that it is not there."""


def re_edit(file: Path, pattern: str, new: str) -> None:
    text, times = re.subn(pattern, new, file.read_text("utf-8"))
    assert times == 1
    file.write_text(text, "utf-8")


def sections(hub: Hub, *broken: str) -> dict[str | None, Section]:
    return {section.city: section for section in report(Asked(hub, TODAY, frozenset(broken)))}


def kinds(hub: Hub, city: str | None) -> set[str]:
    return {task.kind for task in sections(hub)[city].tasks}


@pytest.mark.parametrize("kind", CASES)
def test_a_fault_is_a_task_of_its_city_until_it_is_mended(tmp_path: Path, kind: str) -> None:
    city, faulty, sound = CASES[kind]
    hub = hub_after(tmp_path / "faulty", *faulty)
    assert kind in kinds(hub, city)
    assert kind not in kinds(hub_after(tmp_path / "sound", *sound), city)


@pytest.mark.parametrize("kind", [*CASES, "link_broken", "translation_behind"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_task_says_in_each_language_what_is_the_matter_and_how_to_mend_it(
    tmp_path: Path, kind: str, language: str
) -> None:
    city, faulty, _ = CASES.get(kind, ("ranta", [], []))
    hub = hub_after(tmp_path, real_words, *faulty)
    if kind == "translation_behind":
        hub = fallen_behind(tmp_path / "behind")
    said = written(Asked(hub, TODAY, frozenset({"https://www.ranta.example"})), "text", language, None, city)
    words_of_kind = hub.interface[language]
    mend = " ".join(words_of_kind[f"report.kinds.{kind}.mend"].split())
    assert mend in " ".join(said.split())
    assert "{" not in said


def test_every_kind_of_task_is_tested_here() -> None:
    assert {*CASES, "link_broken", "translation_behind"} == set(KINDS)


def test_an_event_that_is_past_or_cancelled_is_not_asked_for_what_it_cannot_have(tmp_path: Path) -> None:
    assert "event_details" not in kinds(hub_after(tmp_path / "past", when("2026-11-20")), "korpi")
    cancelled = append(EVENT, "status: cancelled\n")
    assert "event_details" not in kinds(hub_after(tmp_path / "cancelled", cancelled), "korpi")
    assert "event_outcome" not in kinds(hub_after(tmp_path / "dropped", when("2026-10-01"), cancelled), "korpi")


def test_of_events_and_projects_long_past_nothing_is_asked_any_more(tmp_path: Path) -> None:
    hub = hub_after(tmp_path, when("2024-11-23"), edit(LOOP, "start: 2024-01\nend: 2026-12", "start: 2020\nend: 2021-10"))
    assert not {"event_outcome", "project_results"} & kinds(hub, "korpi")


def test_only_what_investors_ask_of_its_kind_is_missed_at_a_site(tmp_path: Path) -> None:
    asked = edit("vocabularies/site_kinds.yml", "park}}", "park}, features: [rail]}")
    lacks_area = edit(KORPI, "      - {feature: area-total, value: 700, unit: ha, as_of: 2024, sources: [korpi-report]}\n", "")
    assert "site_features" not in kinds(hub_after(tmp_path / "rail", asked, lacks_area), "korpi")
    never = edit("vocabularies/site_features.yml", "unit: ha}", "unit: ha, demand: 0}")
    assert "site_features" not in kinds(hub_after(tmp_path / "never", never, lacks_area), "korpi")


def test_what_a_site_lacks_is_one_task_that_names_first_what_investors_ask_most(tmp_path: Path) -> None:
    more = edit("vocabularies/site_features.yml", "measure: yes-no}", "measure: yes-no, demand: 7}")
    hub = hub_after(tmp_path, more, append(RANTA, SITE))
    task = next(task for task in sections(hub)["ranta"].tasks if task.kind == "site_features")
    assert [finding.what for finding in task.findings] == [
        hub.choice("site_feature", id).label for id in ("rail", "area-total")
    ]


# Links and lines


def test_an_address_that_a_check_of_links_found_dead_is_told_with_its_line() -> None:
    found = sections(minimal_hub(), "https://www.korpi.example/more")["korpi"].tasks
    (task,) = [task for task in found if task.kind == "link_broken"]
    line = text_of("cities/korpi.yml").splitlines()[task.findings[0].place.line - 1]
    assert line == "    url: https://www.korpi.example/more"


def text_of(file: str) -> str:
    return (ROOT / "tests" / "hubs" / "minimal" / "data" / file).read_text("utf-8")


def test_results_of_a_check_of_links_are_read_if_they_are_there_and_whole(tmp_path: Path) -> None:
    results = tmp_path / "links.json"
    assert read_broken(results) == frozenset()
    for unusable in ("{", "[]", '{"broken": 1}', '{"other": []}', "null"):
        results.write_text(unusable, "utf-8")
        assert read_broken(results) == frozenset()
    results.write_text('{"broken": ["https://a.example/", 7]}', "utf-8")
    assert read_broken(results) == {"https://a.example/"}


LINES = {
    "site_features": r"\s+(features:|- id:)|  - id:",
    "strength_basis": r"\s+basis:",
    "strength_sources": r"\s+sources:",
    "contact_direct": r"contacts:",
    "investment_status": r"\s+status:",
    "figure_stale": r"\s+(as_of|seen):|.*(as_of|seen):",
    "figure_soon": r".*(as_of|seen):",
    "figure_seen": r".*seen:",
    "source_http": r"url: ",
    "project_results": r"end: ",
}
"""What stands in the line that a finding leads to."""


def test_each_task_of_the_real_hub_leads_to_the_line_that_is_to_be_mended() -> None:
    found = [finding for section in real_sections() for task in section.tasks for finding in task.findings]
    assert found
    for finding in found:
        line = (ROOT / finding.place.path).read_text("utf-8").splitlines()[finding.place.line - 1]
        assert re.match(LINES.get(finding.kind, ""), line), f"{finding.kind} {finding.place}: {line}"


def real_sections() -> list[Section]:
    return report(Asked(read_hub(ROOT / "data", TODAY, ICONS), TODAY))


# Order and score, by hand


def check(kind: str, weight: int, *, done: bool = False, what: str = "x") -> Check:
    return Check(kind, ("korpi",), Place("data/cities/korpi.yml", 1), done, weight, what)


def test_tasks_are_in_the_order_of_what_weighs_most_in_them_then_of_all_of_it() -> None:
    found = tasks(
        [
            check("source_http", 1),
            check("figure_stale", 5),
            check("strength_basis", 5),
            check("strength_basis", 5),
            check("city_sites", 9, done=True),
            check("figure_stale", 7),
            check("figure_seen", 1),
        ]
    )
    # Out-of-date figures: at most 7; strengths 5; then two of 1, in the order of the kinds.
    assert [(task.kind, task.worth) for task in found] == [
        ("figure_stale", (7, 12)),
        ("strength_basis", (5, 10)),
        ("figure_seen", (1, 1)),
        ("source_http", (1, 1)),
    ]


def test_a_theme_is_the_share_of_weight_in_order_and_a_city_the_mean_of_its_themes() -> None:
    section = Section(
        "korpi",
        (
            check("site_features", 6, done=True),
            check("site_features", 3),
            check("figure_stale", 5, done=True),
            check("figure_soon", 2),
            check("strength_basis", 5),
        ),
    )
    # 6 of 9 is 66 %; what is only told beforehand does not count; nothing was looked at elsewhere.
    assert {theme: value for theme, value in section.shares.items() if value is not None} == {
        "investors": 66,
        "figures": 100,
        "strengths": 0,
    }
    assert section.score == (66 + 100 + 0) // 3
    assert share([]) is None


def test_the_score_of_a_small_hub_is_as_counted_by_hand() -> None:
    korpi = sections(minimal_hub())["korpi"]
    # Sites 9, contacts 9, a direct contact 7 and two features of 1 each: all there.
    assert korpi.shares["investors"] == 100
    # Strengths are told: 9. Two wait for confirmation: 5 each. The core one has one source: 4.
    assert korpi.shares["strengths"] == 100 * 9 // (9 + 5 + 5 + 4)
    assert korpi.shares["translations"] == 100


def test_what_belongs_to_no_city_is_told_apart(tmp_path: Path) -> None:
    hub = hub_after(tmp_path, edit("areas/salts.yml", "checked: 2026-11-20", "checked: 2020-11-20"))
    assert "record_checked" in kinds(hub, None)
    assert "record_checked" not in kinds(hub, "korpi") | kinds(hub, "ranta")


# Translations that have fallen behind

FINNISH = edit(KORPI, "fi: Suoloja pohjoisesta", "fi: Puhtaita suoloja pohjoisesta")
ENGLISH = edit(KORPI, "en: Salts from the north", "en: Pure salts from the north")


def noted(data: Path) -> None:
    """Note the present texts as checked, as the command does."""
    entries, _ = checked_now(read_hub(data, TODAY, ICONS), ())
    (data / "translations.txt").write_text(write_translated(entries), "utf-8")


def fallen_behind(folder: Path) -> Hub:
    ranta = edit(RANTA, "fi: Kierrätystä rannalla", "fi: Kierrätystä meren rannalla")
    return hub_after(folder, real_words, noted, FINNISH, ranta)


def test_a_change_of_the_first_language_alone_flags_the_others(tmp_path: Path) -> None:
    hub = hub_after(tmp_path, noted, FINNISH)
    (task,) = [task for task in sections(hub)["korpi"].tasks if task.kind == "translation_behind"]
    assert [finding.what for finding in task.findings] == ["headline"]
    assert "translation_behind" not in kinds(hub, "ranta")


@pytest.mark.parametrize(
    "changes",
    [[FINNISH, ENGLISH], [ENGLISH], [], [lambda data: re_edit(data / KORPI, "profile:\n  fi: (.*)\n", "profile:\n  fi: |-\n    \\1\n")]],
    ids=["both languages", "the translation", "nothing", "only the writing of the file"],
)
def test_other_changes_flag_nothing(tmp_path: Path, changes: list[Change]) -> None:
    assert "translation_behind" not in kinds(hub_after(tmp_path, noted, *changes), "korpi")


def test_without_a_note_every_text_counts_as_checked(tmp_path: Path) -> None:
    assert "translation_behind" not in kinds(hub_after(tmp_path, FINNISH), "korpi")


def test_a_text_keeps_its_note_when_others_are_put_before_it(tmp_path: Path) -> None:
    first = "figures:\n  - id: new\n    label: {fi: Uusi, en: New}\n    value: 1\n    unit: persons\n    as_of: 2026\n    sources: [korpi-report]\n"
    moved = edit(KORPI, "figures:\n", first)
    assert "translation_behind" not in kinds(hub_after(tmp_path / "moved", noted, moved), "korpi")
    changed = edit(KORPI, "label: {fi: Tuotanto,", "label: {fi: Vuosituotanto,")
    assert "translation_behind" in kinds(hub_after(tmp_path / "changed", noted, moved, changed), "korpi")


def test_what_git_garbled_in_the_notes_only_counts_as_not_checked(tmp_path: Path) -> None:
    garbled = append("translations.txt", "<<<<<<< ours\ncities/korpi headline fi=zz\n\xff\n")
    assert "translation_behind" in kinds(hub_after(tmp_path, noted, garbled, FINNISH), "korpi")


def test_the_notes_of_the_real_hub_are_those_that_the_command_writes() -> None:
    hub = read_hub(ROOT / "data", TODAY, ICONS)
    assert write_translated(hub.translated) == (ROOT / "data" / "translations.txt").read_text("utf-8")
    assert hub.translated


# The command


def test_the_command_tells_a_city_its_tasks_in_each_language(project: Project) -> None:
    for language in LANGUAGES:
        done = project.hub("report", "--city", "kuopio", "--lang", language)
        assert done.returncode == 0, done.stderr
        assert re.search(r"^Kuopio: \d+", done.stdout, re.MULTILINE)
        assert re.search(r"^1\. ", done.stdout, re.MULTILINE)
        assert "data/cities/kuopio.yml:" in done.stdout
        assert "Kokkola:" not in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 120


def test_without_a_city_the_command_tells_of_each_where_to_begin(project: Project) -> None:
    said = project.hub("report").stdout
    for city in read_hub(ROOT / "data", TODAY, ICONS).cities.values():
        assert re.search(rf"^{city.name['fi']}: \d+\u00a0% kunnossa$", said, re.MULTILINE)
    assert "hub report --city kokkola" in said
    assert not re.search(r"^4\. ", said, re.MULTILINE)


def test_the_report_as_markdown_has_a_table_and_every_task_with_its_link(project: Project) -> None:
    done = project.hub("report", "--format", "markdown", REPOSITORY_URL=REPOSITORY_URL)
    tree = lxml.html.document_fromstring(MarkdownIt("commonmark").enable("table").render(done.stdout))
    headings = [words(item) for item in tree.xpath("//h2")]
    hub = read_hub(ROOT / "data", TODAY, ICONS)
    assert len(headings) == len(hub.cities) + 1
    assert len(tree.xpath("//table/tbody/tr")) == len(headings)
    listed = sum(len(section.tasks) for section in real_sections())
    assert len(tree.xpath("//ol/li")) == listed
    assert f"{REPOSITORY_URL}/blob/main/data/cities/kuopio.yml#L" in done.stdout


def test_the_report_as_json_holds_the_same_tasks(project: Project) -> None:
    found = json.loads(project.hub("report", "--format", "json", "--lang", "en").stdout)
    assert found["date"] == TODAY.isoformat()
    expected = [(section.city, section.score, [task.kind for task in section.tasks]) for section in real_sections()]
    assert [(item["city"], item["score"], [task["kind"] for task in item["tasks"]]) for item in found["sections"]] == expected


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--city", "kuopoi"), "did you mean kuopio?"), (("--lang", "sv"), "it has: fi, en")],
)
def test_a_wrong_choice_is_told_with_the_right_one(project: Project, options: tuple[str, str], said: str) -> None:
    done = project.hub("report", *options)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


def test_an_editor_confirms_a_translation_with_a_command(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    assert project.hub("translated").returncode == 0
    FINNISH(project.data)
    assert "1 käännös on jäänyt jälkeen" in project.hub("report", "--city", "korpi").stdout
    again = project.hub("translated")
    assert "Still behind: cities/korpi headline" in again.stdout
    assert "1 käännös on jäänyt jälkeen" in project.hub("report", "--city", "korpi").stdout
    assert "Still behind" not in project.hub("translated", "data/cities/korpi.yml").stdout
    assert "jäänyt jälkeen" not in project.hub("report", "--city", "korpi").stdout
    assert project.hub("translated", "mkdocs.yml").returncode == 2
    assert project.hub("check").returncode == 0


def test_broken_links_reach_the_command(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    (project.path / "build").mkdir(exist_ok=True)
    (project.path / "build" / "links.json").write_text('{"broken": ["https://works.example/open"]}', "utf-8")
    said = project.hub("report", "--city", "korpi", "--lang", "en").stdout
    assert "1 link is broken" in said
    assert "data/events/open-day.yml:" in said


# The page


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, site: Path) -> BuiltPage:
    return pages(site)[f"{prefix(hub_of(site), request.param)}editors/report/"]


def test_the_page_has_every_city_with_its_score_and_tasks(page: BuiltPage, site: Path) -> None:
    shown = report(Asked(hub_of(site), TODAY))
    rows = page.all("//table/tbody/tr")
    assert len(rows) == len(shown)
    for section, row in zip(shown, rows, strict=True):
        assert str(section.score) in words(row)
        assert str(len(section.tasks)) == words(row[-1])
        assert page.all("//h2[@id=$id]", id=f"city-{section.city}" if section.city else "rest")
    assert len(page.all("//li[@class='kh-task']")) == sum(len(section.tasks) for section in shown)


def test_each_link_of_the_page_opens_the_file_at_the_line_it_names(page: BuiltPage) -> None:
    spots = page.all("//ul[@class='kh-spots']/li")
    assert spots
    for spot in spots:
        path, _, line = words(spot.xpath("./code")[0]).rpartition(":")
        assert spot.xpath("./a/@href") == [f"{REPOSITORY_URL}/blob/main/{path}#L{line}"]
        assert (ROOT / path).is_file()


def test_the_page_is_kept_from_search_and_led_to_from_where_editors_are(page: BuiltPage, site: Path) -> None:
    assert page.meta("robots") == "noindex"
    assert page.address not in (site / "sitemap.xml").read_text("utf-8")
    index = "".join(path.read_text("utf-8") for path in (site / "search" / str(page.language)).iterdir())
    assert page.address.replace("editors/report", "participate") in index
    assert page.address not in index
    participate = pages(site)[page.address.replace("editors/report", "participate")]
    assert participate.all("//main//a[contains(@href, 'editors/report/')]")


def test_without_a_repository_the_page_names_file_and_line(tmp_path: Path) -> None:
    tree = rendered(hub_after(tmp_path, real_words), "en", None)
    assert tree.xpath("//ul[@class='kh-spots']/li/code")
    assert not tree.xpath("//ul[@class='kh-spots']//a")


def rendered(hub: Hub, language: str, repository: str | None) -> lxml.html.HtmlElement:
    alone = [replace(spec, parents=()) for spec in specs(Asked(hub, TODAY))]
    made = Renderer(hub, TODAY, repository).render(alone)
    return lxml.html.document_fromstring(next(page.html for page in made if page.address.language == language))


HOSTILE = """[a](javascript:alert(1)) **b** | & 'c' "d" `e`"""


def test_what_editors_write_is_text_and_nothing_else(tmp_path: Path) -> None:
    name = json.dumps(HOSTILE)
    hostile = [edit(KORPI, "name: {fi: Korven puisto, en: Korpi park}", f"name: {name}"), edit(KORPI, RAIL, "")]
    hub = hub_after(tmp_path, real_words, *hostile)
    tree = rendered(hub, "en", None)
    assert any(HOSTILE in words(item) for item in tree.xpath("//h3"))
    markdown = written(Asked(hub, TODAY), "markdown", "en", None)
    shown = lxml.html.document_fromstring(MarkdownIt("commonmark").enable("table").render(markdown))
    assert not shown.xpath("//a[contains(@href, 'javascript')]")
    assert any(HOSTILE in words(item) for item in shown.xpath("//li"))


def test_a_city_in_which_all_is_well_is_told_so(tmp_path: Path) -> None:
    hub = hub_after(tmp_path, real_words)
    tree = rendered(hub, "en", None)
    assert hub.interface["en"]["report.all_done"] in words(tree)


def test_the_report_does_not_depend_on_the_clock(tmp_path: Path) -> None:
    hub = hub_after(tmp_path, real_words)
    later = Asked(hub, date(2028, 1, 1))
    assert written(Asked(hub, TODAY), "json", "fi", None) == written(Asked(hub, TODAY), "json", "fi", None)
    assert {"record_checked", "source_read"} <= {task.kind for section in report(later) for task in section.tasks}
