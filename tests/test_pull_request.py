"""`hub pr`: what a change does, in words, the same on anybody's machine and in continuous integration."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import done, refused
from conftest import Project
from git_project import git, git_project
from knowledge_hub.changes.words import Speaker
from knowledge_hub.commands.texts import speaker_of
from knowledge_hub.forge.markdown import LIMIT
from knowledge_hub.forge.pages import Line, PageChanges
from knowledge_hub.forge.review import Review, comment
from small_hub import delete, edit

KORPI = "cities/korpi.yml"
COMMENT = "build/pr/comment.md"


def committed(project: Project, message: str) -> None:
    git(project.path, "add", "-A")
    git(project.path, "commit", "-q", "--allow-empty", "-m", message, at="2026-09-02T12:00:00+0300")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project on a branch of its own, all of it in git."""
    made = git_project(tmp_path / "project")
    (made.path / ".gitignore").write_text("/build/\n", "utf-8")
    committed(made, "All")
    git(made.path, "switch", "-q", "-c", "change")
    return made


def told(project: Project) -> str:
    return (project.path / COMMENT).read_text("utf-8").replace("\u00a0", " ")


def test_a_change_is_told_in_words_with_its_pages_and_the_same_everywhere(project: Project, tmp_path: Path) -> None:
    done(project, "rename", "organisation", "korpi-works", "korpi-metals")
    edit(KORPI, "value: 12.5", "value: 15")(project.data)
    edit(KORPI, "as_of: 2025-03", "as_of: 2026-03")(project.data)
    edit(KORPI, "fi: Tuotanto, en: Output}", 'fi: "Tuotanto #12", en: "Output @team `x` #12"}')(project.data)
    edit("sources/korpi-report.yml", "accessed: 2026-11-20", "accessed: 2024-01-01")(project.data)
    committed(project, "Change")
    local = project.hub("--lang", "fi", "pr")
    assert local.returncode == 0, local.stdout + local.stderr
    assert "sivua" in local.stdout
    assert "pages" not in local.stdout, "the build speaks the language of the command"
    words = told(project)
    first, second = words.split("\n---\n")
    assert first.startswith("<!-- knowledge-hub: pr -->\n# Mitä tämä muutos tekee\n\n✅ Tarkistuksissa ei löytynyt korjattavaa.\n")
    assert "\n### Korpi\n\n- Tuotanto \\#\u200b12 on nyt 15 t/v (maaliskuu 2026), aiemmin 12,5 t/v (maaliskuu 2025)" in first
    assert second.startswith("\n# What this change does\n")
    assert "Output @\u200bteam \\`x\\` \\#\u200b12 now 15 t/y" in second
    assert "- Korpi Works Oy `/en/organisations/korpi-works/` → `/en/organisations/korpi-metals/`" in second
    assert "- Korpi `/cities/korpi/`\n" in first
    assert "`/cities/ranta/`" not in words
    assert "\n**New to do**\n\n- 1 source was last read more than 365 days ago\n" in second
    assert "**Done**" not in words, "a renamed file is no other task"
    assert (project.path / "build/pr/site/organisations/korpi-works/index.html").is_file()
    assert in_continuous_integration(project, tmp_path) == words
    done(project, "pr", "--lang", "en", HUB_CACHE=str(project.path / "build" / "cache"), PYTHONPATH="")
    assert told(project).startswith("<!-- knowledge-hub: pr -->\n# What this change does\n")
    assert "Mitä" not in told(project)


def in_continuous_integration(project: Project, tmp_path: Path) -> str:
    """Check the change as a workflow does: merged into the base, without branches, named by commits."""
    base = git(project.path, "rev-parse", "main")
    clone = Project(tmp_path / "clone")
    git(tmp_path, "clone", "-q", str(project.path), str(clone.path))
    git(clone.path, "checkout", "-q", "--detach", base)
    git(clone.path, "merge", "-q", "--no-ff", "-m", "Merge", "origin/change", at="2026-09-02T12:00:00+0300")
    run = clone.hub("pr", "--base", base)
    assert run.returncode == 0, run.stderr
    return told(clone)


def test_an_address_that_would_be_lost_fails_the_check(project: Project) -> None:
    delete("events/open-day.yml")(project.data)
    run = project.hub("pr")
    assert run.returncode == 1
    assert "HUB114 the page /events/2026/open-day/ was published and would be lost" in run.stderr
    assert "❌ **To be mended before publication**\n" in told(project)
    assert "HUB114: the page /en/events/2026/open-day/" in told(project)


def test_mistakes_in_the_data_are_told_in_place_of_pages(project: Project) -> None:
    edit(KORPI, "bound: about", "bound: abuot")(project.data)
    said = refused(project, "pr")
    assert "data/cities/korpi.yml:35:12: HUB040" in said
    assert "- `data/cities/korpi.yml:35:12` HUB040: there is no bound with the id abuot; did you mean about?" in told(project)
    assert "The pages could not be compared" in told(project)
    edit(KORPI, "bound: abuot", "bound: [")(project.data)
    refused(project, "pr")
    assert "HUB010" in told(project)
    assert "## What changes" not in told(project), "what cannot be read is not told as if nothing had changed"


def test_a_base_that_does_not_fit_the_present_model_is_no_hindrance(project: Project) -> None:
    edit(KORPI, "order: 1", "former_key: 1")(project.data)
    committed(project, "As it was")
    git(project.path, "switch", "-q", "-C", "other")
    base = git(project.path, "rev-parse", "HEAD")
    edit(KORPI, "former_key: 1", "order: 1")(project.data)
    committed(project, "As it is")
    run = project.hub("pr", "--base", base)
    assert run.returncode == 0, run.stderr
    assert "The pages could not be compared" in told(project)
    assert "✅ The checks found nothing to mend." in told(project)


def test_words_that_are_new_with_the_change_do_not_keep_its_pages_from_being_compared(project: Project) -> None:
    edit("interface/en.yml", "  title: This page was removed\n", "")(project.data)
    edit("interface/fi.yml", "  title: Sivu on poistettu\n", "")(project.data)
    committed(project, "As it was")
    base = git(project.path, "rev-parse", "HEAD")
    edit("interface/en.yml", "\nremoved:\n", "\nremoved:\n  title: This page was removed\n")(project.data)
    edit("interface/fi.yml", "\nremoved:\n", "\nremoved:\n  title: Sivu on poistettu\n")(project.data)
    edit(KORPI, "value: 12.5", "value: 15")(project.data)
    assert project.hub("pr", "--base", base).returncode == 0
    assert "- Korpi `/cities/korpi/`\n" in told(project)


def test_a_base_that_is_not_there_is_named(project: Project) -> None:
    assert "there is no revision nowhere to compare with" in refused(project, "pr", "--base", "nowhere")


# The comment by itself


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Speaker:
    return speaker_of(git_project(tmp_path_factory.mktemp("words") / "project").path, "en")


def test_many_pages_are_counted_and_a_comment_stays_below_the_limit_of_the_forge(speaker: Speaker) -> None:
    lines = tuple(Line(f"Page {number}", f"/page-{number}/") for number in range(1000))
    words = comment(Review(pages={"en": PageChanges(lines, (), ())}), [speaker])
    assert "**New pages (1,000)**" in words
    assert words.count("`/page-") == 40
    assert "- and 960 more" in words
    long = comment(Review(changes={"en": "- a\n" * 60_000}), [speaker])
    assert len(long) <= LIMIT + 100
    assert "The rest is left out" in long


def test_what_a_change_holds_can_do_nothing_in_the_comment(speaker: Speaker) -> None:
    title = "<b>x</b> @all ![i](u) #1 | `c`"
    words = comment(Review(changes={"en": f"- {title}"}, pages={"en": PageChanges((Line(title, "/x/"),), (), ())}), [speaker])
    body = words.partition("\n")[2]
    for power in ("<", "@all", "![", "#1"):
        assert power not in body, power


def test_a_site_that_cannot_be_built_is_a_problem(speaker: Speaker) -> None:
    review = Review(is_built=False)
    assert not review.is_fine
    assert "- The site could not be built." in comment(review, [speaker])
