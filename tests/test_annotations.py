"""Problems as a forge and as programs read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from command import done, refused
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.forge.annotations import as_github, as_json
from knowledge_hub.messages import catalogue
from knowledge_hub.phrase import printable
from knowledge_hub.problems import Problem
from small_hub import edit
from small_project import small_project

COMMAND = re.compile(r"::error file=([^,:]*),line=(\d+),col=(\d+),title=([^,:]*)::(.*)")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small_project(tmp_path / "project")
    edit("cities/korpi.yml", "bound: about", "bound: 100%")(made.data)
    return made


def test_each_problem_is_an_annotation_at_its_line(project: Project) -> None:
    line = refused(project, "check", "--format", "github").splitlines()[0]
    assert line.startswith("::error file=data/cities/korpi.yml,line=35,col=12,title=HUB040::")
    assert "::there is no bound with the id 100%25; " in line


def test_annotations_speak_the_editors_language(project: Project) -> None:
    assert "title=HUB040::Tuntematon" in refused(project, "check", "--format", "github", "--lang", "fi")


def test_programs_get_the_same_as_json_and_nothing_else(project: Project) -> None:
    found = json.loads(refused(project, "check", "--format", "json"))
    assert [(item["path"], item["line"], item["column"], item["code"]) for item in found] == [("data/cities/korpi.yml", 35, 12, "HUB040")]
    assert found[0]["what"] == "there is no bound with the id 100%"
    edit("cities/korpi.yml", "bound: 100%", "bound: about")(project.data)
    assert json.loads(done(project, "check", "--format", "json").output) == []
    assert done(project, "check", "--format", "github").output.startswith("All is well")


@given(path=st.text(min_size=1, max_size=20), value=st.text(max_size=20))
def test_nothing_that_stands_in_data_can_end_an_annotation_or_begin_another(path: str, value: str) -> None:
    problem = Problem.at(path, 1, 2, "HUB044", other=value)
    command = as_github(problem, catalogue())
    match = COMMAND.fullmatch(command)
    assert match, command
    assert unquote(match[1]) == printable(path)
    assert "\n" not in command
    assert "\r" not in command
    assert json.loads(as_json([problem], catalogue()))[0]["path"] == printable(path)
