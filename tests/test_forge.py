"""What is handed over to a forge: comments and issues updated in place, owners and forms from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from command import done, hub, refused
from conftest import ROOT, Project
from fake_forge import BOT, Forge, forge
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.forge.markdown import LIMIT, code, escaped, harmless, limited, marked
from knowledge_hub.open_data.schema import definitions
from markdown_it import MarkdownIt
from small_hub import edit, hub_after, minimal_hub
from small_project import small_project

SHA = "a" * 40
MARK = marked("pr")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small_project(tmp_path_factory.mktemp("forge") / "project")


@pytest.fixture
def server() -> Iterator[Forge]:
    with forge() as kept:
        yield kept


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Return a file with a comment."""
    path = tmp_path / "comment.md"
    path.write_text(f"{MARK}\n# What this does\n", "utf-8")
    return path


def comment(project: Project, server: Forge, words: Path, sha: str = SHA) -> str:
    return done(project, "forge", "comment", "--file", str(words), "--sha", sha, **server.environment).output


# Comments


def test_the_comment_goes_to_the_open_pull_request_that_ends_in_the_commit(project: Project, server: Forge, words: Path) -> None:
    server.pull(7, "b" * 40)
    server.pull(8, SHA)
    assert comment(project, server, words) == "Told: #8\n"
    assert server.bodies(8) == [f"{MARK}\n# What this does\n"]
    assert server.bodies(7) == []


def test_a_second_comment_takes_the_place_of_the_first(project: Project, server: Forge, words: Path) -> None:
    server.pull(8, SHA)
    comment(project, server, words)
    words.write_text(f"{MARK}\nBetter\n", "utf-8")
    comment(project, server, words)
    assert server.bodies(8) == [f"{MARK}\nBetter\n"]


def test_what_others_wrote_is_left_alone_even_if_it_carries_the_mark(project: Project, server: Forge, words: Path) -> None:
    server.pull(8, SHA)
    server.comments[8] = [{"id": 1, "user": {"login": "somebody"}, "body": f"{MARK}\nTheirs"}]
    comment(project, server, words)
    assert server.bodies(8)[0] == f"{MARK}\nTheirs"
    assert len(server.bodies(8)) == 2


def test_the_pull_request_is_found_behind_many_others(project: Project, server: Forge, words: Path) -> None:
    for number in range(1, 231):
        server.pull(number, f"{number:040d}")
    assert comment(project, server, words, f"{230:040d}") == "Told: #230\n"


def test_without_a_pull_request_nobody_is_told(project: Project, server: Forge, words: Path) -> None:
    assert "No open pull request ends in this commit" in comment(project, server, words)
    assert not [asked for asked in server.asked if not asked.startswith("GET")]


def test_words_of_an_unread_pull_request_can_only_be_read(project: Project, server: Forge, words: Path) -> None:
    server.pull(8, SHA)
    words.write_text(f"{marked('links')}\n@all ![x](https://evil.example/x.png) <img src=x> \\\\<b> \\<i> #12 <!-- hub -->\n" + "x" * 70_000, "utf-8")
    comment(project, server, words)
    body = server.bodies(8)[0]
    assert body.startswith(f"{MARK}\n")
    for power in ("@all", "![", "<img", "<b>", "#12", "<!-- hub", marked("links")):
        assert power not in body, power
    assert len(body) <= 65_536


def test_a_refusal_of_the_forge_is_told_without_the_token(project: Project, server: Forge, words: Path) -> None:
    arguments = ("forge", "comment", "--file", str(words), "--sha", SHA)
    said = refused(project, *arguments, **{**server.environment, "GITHUB_TOKEN": "wrong"})
    assert said.startswith("Error: GET pulls?state=open")
    assert "401 Bad credentials" in said
    assert "wrong" not in said
    assert "Missing in the environment: GITHUB_TOKEN" in refused(project, *arguments, **{**server.environment, "GITHUB_TOKEN": ""})
    assert "Connection refused" in refused(project, *arguments, **{**server.environment, "GITHUB_API_URL": "http://127.0.0.1:9"})


# Issues


def test_one_issue_is_opened_updated_and_closed_when_there_is_nothing_to_tell(project: Project, server: Forge, tmp_path: Path) -> None:
    path = tmp_path / "links.md"
    arguments = ("forge", "issue", "--key", "links", "--file", str(path))
    path.write_text("# Links / Linkit\n\nOne\n", "utf-8")
    assert done(project, *arguments, **server.environment).output == "Told: #50\n"
    path.write_text("# Links / Linkit\n\nTwo\n", "utf-8")
    done(project, *arguments, **server.environment)
    assert server.issues == [{"number": 50, "state": "open", "user": {"login": BOT}, "title": "Links / Linkit", "body": f"{marked('links')}\nTwo"}]
    path.write_text("", "utf-8")
    assert done(project, *arguments, **server.environment).output == "Closed: #50\n"
    assert server.issues[0]["state"] == "closed"
    assert done(project, *arguments, **server.environment).output == "There is nothing to tell.\n"
    path.write_text("# Links\n\nThree\n", "utf-8")
    assert done(project, *arguments, **server.environment).output == "Told: #51\n"


def test_each_city_is_asked_in_an_issue_of_its_own_with_a_list_to_tick(project: Project, server: Forge) -> None:
    shown = done(project, "forge", "still-true", "--print", "--city", "korpi").output
    assert shown.startswith("# Korpi 2026Q4: pitääkö tämä yhä paikkansa? / is this still true?\n")
    assert "https://hub.example.org/en/cities/korpi/" in shown
    assert re.search(r"- \[ \] .* / .*\n  - .*`data/cities/korpi.yml:\d+`", shown)
    assert "ranta" not in shown.casefold()
    assert done(project, "forge", "still-true", **server.environment).output == "korpi: asked in #50\nranta: asked in #51\n"
    assert done(project, "forge", "still-true", **server.environment).output == "korpi: asked in #50\nranta: asked in #51\n"
    assert server.issues[0]["title"] == "Korpi 2026Q4: pitääkö tämä yhä paikkansa? / is this still true?"


# Words as Markdown


@given(text=st.text(alphabet=st.sampled_from("ab1 .-+=\\`*_{}[]()<>#@!|~&\n\u00e4"), max_size=30))
def test_any_text_shows_as_it_is_and_stays_one_paragraph(text: str) -> None:
    html = MarkdownIt().enable("table").enable("strikethrough").render(escaped(text))
    shown = html.removeprefix("<p>").removesuffix("</p>\n").replace("\u200b", "")
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert shown == " ".join(text.split())


@given(text=st.text(max_size=60))
def test_what_is_escaped_is_harmless_already(text: str) -> None:
    assert harmless(escaped(text)) == escaped(text)


def test_a_path_as_code_cannot_leave_it() -> None:
    assert code("a`b\nc") == "`a'b c`"


def test_a_text_that_is_too_long_is_cut_at_the_end_of_a_line() -> None:
    cut = limited("line\n" * 20_000, "And more.")
    assert len(cut) <= LIMIT
    assert cut.endswith("line\n\nAnd more.")
    assert limited("short", "And more.") == "short"


# Owners


def test_teams_own_the_files_of_their_city_and_are_not_published(tmp_path: Path) -> None:
    from knowledge_hub.forge.owners import owners

    changed = hub_after(tmp_path, edit("cities/korpi.yml", "order: 1\n", 'order: 1\nmaintainers: ["@network/korpi", "@network/all"]\n'))
    lines = owners(changed).splitlines()[1:]
    assert lines == [
        f"/data/{path}.yml @network/korpi @network/all"
        for path in ("cities/korpi", "organisations/korpi-works", "events/open-day")
    ]
    assert "maintainers" not in changed.cities["korpi"].model_dump()
    assert "maintainers" not in definitions(changed)["cities"]["properties"]
    assert owners(minimal_hub()).splitlines()[1:] == ["# No city has named a team yet."]


@pytest.mark.parametrize("team", ["@somebody", "network/korpi", "@network/", "somebody@korpi.example"])
def test_a_person_is_no_team(team: str, project: Project, tmp_path: Path) -> None:
    from small_hub import codes_after

    assert codes_after(tmp_path, edit("cities/korpi.yml", "order: 1\n", f'order: 1\nmaintainers: ["{team}"]\n')) == ["HUB028"]


# Forms


def test_the_files_of_the_forge_are_as_the_data_says(tmp_path: Path) -> None:
    assert hub(Project(ROOT), "forge", "files", "--check").output == ""
    project = small_project(tmp_path / "project")
    assert ".github/CODEOWNERS" in refused(project, "forge", "files", "--check")
    done(project, "forge", "files")
    assert done(project, "forge", "files", "--check").output == ""
    assert done(project, "forge", "files").output == ""


def test_forms_ask_in_every_language_and_offer_what_the_data_has(project: Project) -> None:
    done(project, "forge", "files")
    form = yaml.safe_load((project.path / ".github/ISSUE_TEMPLATE/event.yml").read_text("utf-8"))
    body = {item["id"]: item for item in form["body"] if "id" in item}
    assert form["name"] == "Ehdota tapahtumaa / Suggest an event"
    assert body["title"]["attributes"]["label"] == "Nimi / Name"
    assert body["city"]["attributes"]["options"][:2] == ["Korpi", "Ranta"]
    assert body["areas"]["attributes"]["options"][0] == "Metallisuolat / Metal salts"
    assert body["areas"]["attributes"]["multiple"]
    needed = {name for name, item in body.items() if item.get("validations", {}).get("required")}
    assert needed == {"title", "kind", "start", "areas", "source"}
