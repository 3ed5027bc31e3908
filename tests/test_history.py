"""News from a git history: what is told on which day, how it is shown, kept, fed and sent."""

from __future__ import annotations

import email
import email.policy
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import lxml.html
import pytest
from conftest import Project
from git_project import commit, git, git_project
from knowledge_hub.build import Build, build
from knowledge_hub.changes.feeds import changes_feeds
from knowledge_hub.changes.history import changes_between, read_history
from knowledge_hub.changes.letter import Quarter, default_quarter
from knowledge_hub.changes.news import News, speaker_of
from knowledge_hub.feeds.feed import Feed
from knowledge_hub.messages import catalogue
from knowledge_hub.pages import news as news_page
from markdown_it import MarkdownIt
from small_hub import delete, edit, write
from small_project import small_project

ZONE = "Europe/Helsinki"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KORPI, WORKS, OPEN_DAY = "cities/korpi.yml", "organisations/korpi-works.yml", "events/open-day.yml"
OTHER_DAY = (edit(OPEN_DAY, "2026-12-01T12:00", "2026-12-08T12:00"), edit(OPEN_DAY, "2026-12-01T15:30", "2026-12-08T15:30"))
HOSTILE = 'name: "<script>alert(1)</script> & [x](https://evil.example)"\nkind: company\ncity: ranta\nareas: [salts]\ndescription: {fi: X., en: X.}\nsources: [korpi-report]\nchecked: 2026-11-20\n'
ODD = HOSTILE.replace("<script>alert(1)</script> & [x]", "<3 & [x]")
"""A name that may stand in the data, though it has signs of HTML and Markdown."""
SITE = "https://hub.example/"


@dataclass(frozen=True)
class Told:
    """A project with several days behind it, built without a site engine."""

    project: Project
    made: Build

    def html(self, path: str, language: str = "fi") -> str:
        return self.made.pages[language, path].html

    def tree(self, path: str, language: str = "fi") -> lxml.html.HtmlElement:
        return lxml.html.fromstring(self.html(path, language))


def made_of(project: Project, **environment: str) -> Build:
    return build(project.path, NOW, {"SITE_URL": SITE, "HUB_CACHE": str(project.path / "cache"), **environment})


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return a project of three days after its opening; at last, a name that the checks refuse comes and goes."""
    project = git_project(tmp_path_factory.mktemp("told") / "project")
    commit(project, "2026-10-05T12:00:00+0300", edit(KORPI, "value: 400", "value: 450"), edit(KORPI, "as_of: 2025\n", "as_of: 2026\n"))
    commit(project, "2026-11-20T09:00:00+0200", edit(KORPI, "status: planned", "status: operating"), *OTHER_DAY)
    commit(project, "2026-11-22T09:00:00+0200", write("organisations/hostile.yml", HOSTILE))
    commit(project, "2026-11-23T09:00:00+0200", delete("organisations/hostile.yml"), write("organisations/odd.yml", ODD))
    return Told(project, made_of(project))


def kinds_by_day(project: Project, kept: Path | None = None) -> dict[str, list[str]]:
    """Return the kinds of change by day, the latest first."""
    return {day.date.isoformat(): sorted(change.kind for change in day.changes) for day in read_history(project.path, ZONE, kept).days}


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# What is told on which day


def test_a_day_tells_the_difference_between_its_beginning_and_its_end(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-10-05T09:00:00+0300", edit(KORPI, "value: 400", "value: 999"))
    commit(project, "2026-10-05T10:00:00+0300", edit(KORPI, "value: 999", "value: 400"), edit(KORPI, "value: 700", "value: 800"))
    commit(project, "2026-10-06T10:00:00+0300", edit(KORPI, "Korvessa on tehdas.", "Tehdas on Korvessa."))
    assert kinds_by_day(project) == {"2026-10-05": ["site.feature_corrected"]}


def test_days_are_those_of_the_sites_time_zone(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-10-05T22:30:00+0000", edit(KORPI, "value: 400", "value: 410"))
    assert list(kinds_by_day(project)) == ["2026-10-06"]


def test_what_was_prepared_on_a_branch_is_told_on_the_day_it_was_merged(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    git(project.path, "checkout", "-q", "-b", "side")
    commit(project, "2026-09-20T12:00:00+0300", edit(KORPI, "value: 400", "value: 410"))
    git(project.path, "checkout", "-q", "main")
    git(project.path, "merge", "-q", "--no-ff", "-m", "Merge", "side", at="2026-10-09T12:00:00+0300")
    assert kinds_by_day(project) == {"2026-10-09": ["figure.corrected"]}


def test_a_commit_of_a_slow_clock_belongs_to_the_day_before_it_in_line(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-10-09T12:00:00+0300", edit(KORPI, "value: 400", "value: 410"))
    commit(project, "2026-10-01T12:00:00+0300", edit(KORPI, "value: 700", "value: 710"))
    assert kinds_by_day(project) == {"2026-10-09": ["figure.corrected", "site.feature_corrected"]}


def test_the_first_day_is_told_as_the_opening_with_its_counts(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-09-01T18:00:00+0300", delete(WORKS))
    history = read_history(project.path, ZONE)
    assert history.opening is not None
    assert history.opening.date == history.since == date(2026, 9, 1)
    assert history.opening.counts == {"area": 2, "city": 2, "event": 1, "term": 1, "note": 1, "organisation": 1, "project": 1, "source": 2}
    assert history.days == []


def test_a_state_that_cannot_be_read_is_passed_over_and_told_when_it_is_mended(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-10-05T12:00:00+0300", write(KORPI, "name: [\n"), edit("projects/loop.yml", "end: 2026-12", "end: 2027-12"))
    good = git(project.path, "show", f"HEAD~1:data/{KORPI}").replace("value: 400", "value: 410") + "\n"
    commit(project, "2026-10-06T12:00:00+0300", write(KORPI, good))
    expected = {"2026-10-06": ["figure.corrected", "project.period"]}
    assert kinds_by_day(project, tmp_path / "kept") == expected
    assert kinds_by_day(project, tmp_path / "kept") == expected


def test_revisions_count_the_days_on_which_an_event_stands_otherwise_in_a_calendar(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-10-01T12:00:00+0300", *OTHER_DAY)
    commit(project, "2026-10-01T13:00:00+0300", edit(OPEN_DAY, "city: korpi\n", "city: korpi\nvenue: Kino\n"))
    commit(project, "2026-10-02T12:00:00+0300", edit(OPEN_DAY, "Tule tutustumaan.", "Tule katsomaan."))
    commit(project, "2026-10-03T12:00:00+0300", edit(OPEN_DAY, "city: korpi\n", "city: korpi\nstatus: cancelled\n"))
    git(project.path, "mv", f"data/{OPEN_DAY}", "data/events/doors.yml")
    commit(project, "2026-10-04T12:00:00+0300", edit("events/doors.yml", "kind: open-day", "kind: open-day\naliases: [open-day]"))
    commit(project, "2026-10-05T12:00:00+0300", edit("events/doors.yml", "Avoimet ovet", "Ovet auki"))
    assert read_history(project.path, ZONE).revisions == {"doors": 1, "open-day": 2}
    assert made_of(project).revisions == {"doors": 3}


# How much of the past is there


def test_a_folder_without_a_history_tells_of_no_changes(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    (project.data / "news" / "korpi-prize.yml").unlink()
    made = made_of(project)
    assert made.history.since is None
    assert "no git history" in catalogue().say(made.history.note())
    assert "Muutoksista ei ole vielä kerrottavaa." in made.pages["fi", "news"].html
    assert "kh-changes" not in made.pages["fi", ""].html


def test_without_the_program_git_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = git_project(tmp_path / "p")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(project.path, ZONE).since is None


def test_a_repository_without_a_commit_has_no_history(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    git(project.path, "init", "-q", ".")
    assert read_history(project.path, ZONE).since is None


def test_a_shallow_clone_says_since_when_it_tells(tmp_path: Path) -> None:
    project = git_project(tmp_path / "p")
    commit(project, "2026-10-05T12:00:00+0300", edit(KORPI, "value: 400", "value: 410"))
    commit(project, "2026-10-06T12:00:00+0300", edit(KORPI, "value: 700", "value: 710"))
    git(tmp_path, "clone", "-q", "--depth", "2", project.path.as_uri(), "clone")
    clone = Project(tmp_path / "clone")
    for folder in ("hooks", "theme", "docs"):
        shutil.copytree(project.path / folder, clone.path / folder)
    made = made_of(clone)
    assert (made.history.opening, made.history.since) == (None, date(2026, 10, 5))
    assert "shallow clone" in catalogue().say(made.history.note())
    assert [day.date for day in made.history.days] == [date(2026, 10, 6)]
    assert "Muutoksista kerrotaan 5. lokakuuta 2026 alkaen." in made.pages["fi", "news"].html


def test_a_project_in_a_folder_of_a_repository_has_its_history_too(tmp_path: Path) -> None:
    project = small_project(tmp_path / "some" / "folder")
    git(tmp_path, "init", "-q", "-b", "main", ".")
    commit(project, "2026-09-01T12:00:00+0300")
    commit(project, "2026-09-02T12:00:00+0300", edit(KORPI, "value: 400", "value: 410"))
    assert list(kinds_by_day(project)) == ["2026-09-02"]


# What is kept


def test_what_is_kept_gives_the_same_as_what_is_found_anew(told: Told, tmp_path: Path) -> None:
    cold = read_history(told.project.path, ZONE)
    first, second = (read_history(told.project.path, ZONE, tmp_path / "kept") for _ in range(2))
    assert cold == first == second
    assert len(list((tmp_path / "kept").iterdir())) == 4


def test_a_day_that_is_kept_is_not_read_from_git_again(told: Told, tmp_path: Path) -> None:
    read_history(told.project.path, ZONE, tmp_path / "kept")
    for file in (tmp_path / "kept").iterdir():
        file.write_text(json.dumps({"changes": []}), "utf-8")
    assert read_history(told.project.path, ZONE, tmp_path / "kept").days == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"changes": [{}]}', '{"changes": 3}', "\x00"])
def test_what_is_kept_badly_is_found_anew(content: str, told: Told, tmp_path: Path) -> None:
    good = read_history(told.project.path, ZONE, tmp_path / "kept")
    for file in (tmp_path / "kept").iterdir():
        file.write_text(content, "utf-8")
    assert read_history(told.project.path, ZONE, tmp_path / "kept") == good


def test_two_builds_give_the_same_pages(told: Told) -> None:
    again = made_of(told.project, HUB_CACHE=str(told.project.path / "other-cache"))
    assert {key: page.html for key, page in again.pages.items()} == {key: page.html for key, page in told.made.pages.items()}


# Pages


@pytest.mark.parametrize(("language", "month", "sentence"), [("fi", "Lokakuu 2026", "Henkilöstö on nyt noin 450 henkilöä (2026), aiemmin noin 400 henkilöä (2025)."), ("en", "October 2026", "Staff now about 450 people (2026), previously about 400 people (2025).")])
def test_the_page_of_news_tells_by_month_and_day(told: Told, language: str, month: str, sentence: str) -> None:
    tree = told.tree("news", language)
    section = tree.xpath("//section[h2=$month]", month=month)[0]
    assert sentence in words(section.xpath(".//*[@id='2026-10-05-city-korpi']")[0])
    assert [time.get("datetime") for time in tree.xpath("//h3/time")] == ["2026-11-23", "2026-11-22", "2026-11-20", "2026-10-05", "2026-09-01"]


def test_items_lead_to_what_they_are_about(told: Told) -> None:
    links = told.tree("news").xpath("//*[@class='kh-newsday']//a/@href")
    assert {"../cities/korpi/#figures", "../cities/korpi/#investment-refinery", "../events/2026/open-day/", "../organisations/odd/"} <= set(links)


def test_the_opening_is_one_sentence_with_counts(told: Told) -> None:
    assert words(told.tree("news").get_element_by_id("2026-09-01-opening")) == "Sivusto avattiin. Siinä oli 2 kaupunkiseutua, 2 osaamisaluetta, 2 toimijaa, 1 hanke, 1 tapahtuma, 1 termi ja 2 lähdettä."


def test_a_note_stands_with_what_changed_that_day_in_what_it_is_about(told: Told) -> None:
    note = told.tree("news", "en").get_element_by_id("2026-11-20-note-korpi-prize")
    assert "Korpi won a prize" in words(note)
    assert "Korpi: Refinery is now operating" in words(note)
    assert note.xpath(".//strong/text()") == ["salts"]
    assert not told.tree("news").xpath("//*[@id='2026-11-20-city-korpi']")


def test_news_can_be_narrowed_down_by_plain_links(told: Told) -> None:
    chips = {words(link): link.get("href") for link in told.tree("news").xpath("//*[@class='kh-newsfilter']//a")}
    assert chips == {"Kaikki": "./", "Korpi": "cities/korpi/", "Ranta": "cities/ranta/", "Suolat": "areas/salts/"}
    ranta = told.tree("news/cities/ranta")
    assert [time.get("datetime") for time in ranta.xpath("//h3/time")] == ["2026-11-23", "2026-11-22"]
    assert words(ranta.xpath("//h1")[0]) == "Uutta: Ranta"


def test_names_that_would_be_html_are_shown_as_they_are(told: Told) -> None:
    for path in ("news", "news/cities/ranta", ""):
        assert "<script>alert" not in told.html(path)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; [x]" in told.html(path)
        assert "&lt;3 &amp; [x](https://evil.example)</a>" in told.html(path)


def test_the_front_page_tells_the_newest(told: Told) -> None:
    items = [words(item) for item in told.tree("", "en").xpath("//*[@class='kh-changes']/li")]
    assert items[3] == "20 Nov 2026 · KorpiKorpi won a prize"
    assert len(items) == 5


def test_a_long_page_leaves_earlier_years_to_pages_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_page, "LONG", 1)
    project = git_project(tmp_path / "p")
    write("news/old.yml", "date: 2024-03-01\ntitle: {fi: Vanha, en: Old}\n")(project.data)
    made = made_of(project)
    assert "Vanha" not in made.pages["fi", "news"].html
    assert 'href="2024/"' in made.pages["fi", "news"].html
    assert "Vanha" in made.pages["fi", "news/2024"].html


# Feeds


def feeds_of(told: Told) -> Iterator[Feed]:
    news = News(told.made.hub, told.made.history)
    yield from changes_feeds(news, lambda code: speaker_of(told.made.hub, told.made.renderer.view("", code).formats), SITE)


def test_there_is_a_feed_for_everything_each_city_and_each_area_in_each_language(told: Told) -> None:
    stems = [feed.stem for feed in feeds_of(told)]
    topics = ("", "-korpi", "-ranta", "-area-salts", "-area-recycling")
    assert sorted(stems) == sorted(f"feeds/news{topic}-{code}" for code in ("fi", "en") for topic in topics)


def test_entries_have_permanent_ids_of_day_and_record(told: Told) -> None:
    feed = next(feed for feed in feeds_of(told) if feed.stem == "feeds/news-en")
    ids = [entry.id for entry in feed.entries]
    assert ids[-2:] == [f"{SITE}en/news/#2026-10-05-city-korpi", f"{SITE}en/news/#2026-09-01-opening"]
    assert len(set(ids)) == len(ids)
    assert all(entry.updated.utcoffset() is not None for entry in feed.entries)


def test_an_entry_tells_the_change_and_leads_to_it(told: Told) -> None:
    feed = next(feed for feed in feeds_of(told) if feed.stem == "feeds/news-korpi-en")
    entry = next(entry for entry in feed.entries if entry.id.endswith("2026-10-05-city-korpi"))
    assert entry.title.replace("\u00a0", " ") == "Korpi: Staff now about 450 people (2026), previously about 400 people (2025)"
    assert entry.url == f"{SITE}en/cities/korpi/#figures"
    assert f'<a href="{SITE}en/cities/korpi/#figures">Staff</a>' in entry.html
    assert list(entry.categories) == ["Korpi"]
    assert entry.updated == datetime(2026, 10, 5, 9, tzinfo=UTC)


def test_the_html_of_an_entry_is_escaped(told: Told) -> None:
    entries = [entry for feed in feeds_of(told) for entry in feed.entries if "hostile" in entry.id]
    assert len(entries) == 2 * 2 * 3, "two days, two languages, three feeds"
    assert all("<script>" not in entry.html for entry in entries)


# The letter


@pytest.mark.parametrize(
    ("today", "since", "quarter"),
    [(date(2026, 11, 24), date(2026, 9, 1), "2026Q3"), (date(2026, 11, 24), date(2026, 10, 2), "2026Q4"), (date(2027, 1, 2), date(2026, 9, 1), "2026Q4"), (date(2027, 1, 2), None, "2026Q4")],
)
def test_a_letter_is_about_the_last_quarter_that_has_ended_unless_nothing_is_known_of_it(today: date, since: date | None, quarter: str) -> None:
    assert str(default_quarter(today, since)) == quarter


def test_a_quarter_tells_what_changed_in_it_all_in_all(told: Told) -> None:
    known = changes_between(told.project.path, ZONE, Quarter(2026, 4).first, Quarter(2026, 4).last)
    assert known.whole
    assert sorted(change.kind for change in known.changes) == ["added.organisation", "event.moved", "figure.updated", "investment.status"]
    before = changes_between(told.project.path, ZONE, date(2025, 1, 1), date(2025, 3, 31))
    assert (before.changes, before.whole) == ((), False)


@pytest.fixture(scope="module")
def letters(told: Told) -> Path:
    """Write the letters of a quarter, as an editor does; return their folder."""
    done = told.project.hub("digest", "--quarter", "2026Q4", "--into", "letters", SITE_URL=SITE)
    assert done.returncode == 0, done.stderr
    assert "The letter is about 2026Q4, 2026-10-01 to 2026-12-31." in done.stdout
    return told.project.path / "letters"


def test_a_letter_comes_in_each_language_and_form(letters: Path) -> None:
    assert sorted(path.name for path in letters.iterdir()) == [f"2026Q4-{code}.{form}" for code in ("en", "fi") for form in ("eml", "html", "md")]


def test_the_letter_tells_what_is_new_in_its_parts(letters: Path) -> None:
    text = (letters / "2026Q4-en.md").read_text("utf-8").replace("\u00a0", " ")
    parts = dict(part.split("\n", 1) for part in text.split("\n## ")[1:])
    assert list(parts) == ["What's new", "Changed figures", "Investments", "Coming events", "Figures that need checking"]
    assert "- Korpi won a prize" in parts["What's new"]
    assert "Korpi: Staff now about 450" in parts["Changed figures"]
    assert "Korpi: Refinery is now operating" in parts["Investments"]
    assert "8 December 2026, 12:00–15:30: Open day, Korpi." in parts["Coming events"]


def test_the_letter_shows_names_that_would_be_html_or_markdown_as_they_are(letters: Path) -> None:
    html, text = ((letters / f"2026Q4-fi.{form}").read_text("utf-8") for form in ("html", "md"))
    assert "&lt;3 &amp; [x](https://evil.example)" in html
    shown = MarkdownIt("commonmark").render(text)
    assert "evil.example)" in shown
    assert 'href="https://evil.example' not in shown


def test_the_draft_has_html_with_plain_text_beside_it_and_nothing_from_elsewhere(letters: Path) -> None:
    message = email.message_from_bytes((letters / "2026Q4-fi.eml").read_bytes(), policy=email.policy.default)
    assert message["Subject"].endswith("4. vuosineljännes 2026")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    html = message.get_body(("html",)).get_content()
    assert not lxml.html.fromstring(html).xpath("//script | //style | //img | //link | //@style | //@src")


# The command


def test_diff_tells_between_two_revisions_in_each_language(told: Told) -> None:
    finnish, english = (told.project.hub("diff", "HEAD~3", "HEAD~2", "--lang", code).stdout for code in ("fi", "en"))
    assert finnish == "Korpi\n  Jalostamo on nyt toiminnassa (11.5.2026), aiemmin suunnitteilla (lähde: Korven kaupunki).\n  Avoimet ovet: uusi ajankohta on 8. joulukuuta 2026 klo 12.00–15.30 (aiemmin 1. joulukuuta 2026 klo 12.00–15.30).\n"
    assert english.startswith("Korpi\n  Refinery is now operating (11 May 2026); it was planned (source: City of Korpi).\n")


def test_diff_compares_with_the_data_as_they_are_and_with_folders(told: Told, tmp_path: Path) -> None:
    assert told.project.hub("diff", "HEAD").stdout == "Mitään olennaista ei ole muuttunut.\n"
    other = shutil.copytree(told.project.data, tmp_path / "data")
    edit(KORPI, "value: 450", "value: 460")(other)
    assert "noin 460" in told.project.hub("diff", "HEAD", str(tmp_path)).stdout.replace("\u00a0", " ")


def test_diff_writes_markdown_and_json(told: Told) -> None:
    markdown = told.project.hub("diff", "HEAD~2", "HEAD~1", "--format", "markdown", "--lang", "en").stdout
    assert markdown == "## Ranta\n\n- New organisation: \\<script\\>alert(1)\\</script\\> & \\[x\\](https://evil.example) (Ranta).\n"
    found = json.loads(told.project.hub("diff", "HEAD~2", "HEAD~1", "--format", "json").stdout)
    assert [(item["kind"], item["subject"], item["cities"]) for item in found] == [("added.organisation", ["organisation", "hostile"], ["ranta"])]


@pytest.mark.parametrize("revision", ["HEAD~50", "no-such-branch", "--output=x", "-", ""])
def test_a_state_that_is_not_there_is_told_in_one_line(revision: str, told: Told) -> None:
    done = told.project.hub("diff", "--", revision or " ")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "neither a folder nor a revision" in done.stderr


def test_a_file_that_cannot_be_read_is_named_in_one_line(told: Told, tmp_path: Path) -> None:
    other = shutil.copytree(told.project.data, tmp_path / "data")
    write(WORKS, "name: [\n")(other)
    done = told.project.hub("diff", "HEAD", str(other), "--lang", "en")
    assert done.returncode == 0
    assert done.stderr == f"A file cannot be read, so its changes are not told: {other}: organisation/korpi-works\n"


def test_a_language_or_quarter_that_is_none_is_wrong_use(told: Told) -> None:
    for arguments in (("diff", "HEAD", "--lang", "sv"), ("digest", "--lang", "sv"), ("digest", "--quarter", "2026Q5")):
        done = told.project.hub(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
