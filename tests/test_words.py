"""The list of interface texts that pages need is the list that the real hub has."""

from __future__ import annotations

import pytest
from conftest import ROOT, Project
from knowledge_hub.interface import PLURALS
from knowledge_hub.load import load
from knowledge_hub.project import NEEDED_WORDS


def _keys(language: str) -> set[str]:
    file = load(ROOT / "data").get("interface", language)
    assert file is not None

    def walk(node: object, prefix: str) -> set[str]:
        if not isinstance(node, dict):
            return {prefix}
        return {key for name, child in node.items() for key in walk(child, f"{prefix}.{name}" if prefix else str(name))}

    return {key for key in walk(file.root.plain(), "") if key.rpartition(".")[2] not in PLURALS - {"other"}}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_pages_need_exactly_the_words_that_the_interface_files_have(language: str) -> None:
    assert _keys(language) == NEEDED_WORDS


def test_words_that_all_languages_lack_are_a_located_problem_and_no_traceback(project: Project) -> None:
    for language in ("fi", "en"):
        file = project.data / "interface" / f"{language}.yml"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("checked:")), "utf-8")
    done = project.hub("check")
    assert done.returncode == 1
    assert "data/interface/fi.yml:" in done.stderr
    assert "HUB073" in done.stderr
    assert "the interface text checked" in done.stderr
    assert "Traceback" not in done.stderr
