"""Thirty mistakes of new editors: each is told in every language, with its place and remedy, and the guide shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from knowledge_hub.messages import catalogue, languages
from mistakes import GROUPS, MISTAKES, Mistake
from small_hub import problems_after
from test_wrong_edits import JARGON
from told import untranslated
from write_guide import PAGE, guide, path_of


def test_there_are_thirty_mistakes_each_of_its_own_name() -> None:
    assert len(MISTAKES) == 30
    assert len({mistake.name for mistake in MISTAKES}) == 30
    for language in PAGE:
        assert len({mistake.did[language] for mistake in MISTAKES}) == 30
        assert all(group.title[language] for group in GROUPS)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gives_one_message_with_its_file_line_and_column(mistake: Mistake, tmp_path: Path) -> None:
    found = [(problem.where, problem.code) for problem in problems_after(tmp_path, mistake.change)]
    assert found == [(f"data/{mistake.where}", mistake.code)]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_with_its_remedy_in_every_language(mistake: Mistake, tmp_path: Path) -> None:
    (problem,) = problems_after(tmp_path, mistake.change)
    for language in languages():
        told = problem.told(catalogue(language))
        assert told.what
        assert told.mend
        assert not untranslated(problem, language)
        assert not JARGON.search(str(told)), str(told)
        assert not re.search(r"\{\w+\}", str(told)), f"something was not filled in: {told}"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_what_the_guide_shows_as_right_is_right(mistake: Mistake, tmp_path: Path) -> None:
    assert [str(problem) for problem in problems_after(tmp_path, *mistake.mended)] == []


@pytest.mark.parametrize("language", PAGE)
def test_the_page_of_the_guide_is_what_the_table_says(language: str) -> None:
    assert path_of(language).read_text("utf-8") == guide(language), "run: make guide"
