"""Rules of the code itself: what depends on what, what may read files, and what is tied to nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from knowledge_hub.messages import MESSAGES
from knowledge_hub.read import read_hub
from small_hub import ICONS, TODAY

HOOKS = ROOT / "hooks"
CORE = HOOKS / "knowledge_hub"
MODULES = sorted(HOOKS.rglob("*.py"))
SHOWN = sorted([*CORE.rglob("*.html"), *CORE.rglob("*.typ"), *(ROOT / "theme").rglob("*.html"), *(ROOT / "theme" / "assets").glob("*.js"), *(ROOT / "theme").rglob("*.css")])
"""Templates, scripts and sheets."""
ADAPTER = "hub.py"
EDGES = ("load", "attached", "demo/words", "parity/numerals", "read", "project", "engine", "speech", "messages", "styles", "sheets/material", "sheets/drawer", "changes/history", "canonical/files", "schemas/files", "schemas/explained", "commands/build", "commands/check", "commands/common", "commands/digest", "commands/making", "commands/new", "commands/report", "commands/texts", "commands/translated", "commands/diff", "site_paths", "commands/demo", "commands/export", "commands/forge", "commands/growth", "commands/links", "commands/pull_request", "growth/changes", "links/probe", "whole/assemble", "whole/frame", "kept", "commands/publish", "publish/folder", "export/config", "export/folder", "search/lemmas", "whole/folder", "preview/server", "commands/preview", "audit/read")
"""Modules that touch files, the clock or the environment: where a build starts, the command and its words, what takes from the theme, what looks through `docs/`, what asks other sites, what keeps an editor's files in order, and what writes the site and keeps what was made of it."""
READING = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob", "walk", "scandir", "listdir"}
CLOCK_AND_ENVIRONMENT = {"date.today", "datetime.now", "datetime.utcnow", "time.time", "os.environ", "os.getenv"}
MOST_LINES = 400
TOPIC = re.compile(r"batter|akku|chemi|kemia|lithium|litium|cathod|katod|\banod|cobalt|kobolt|nickel|nikkel", re.IGNORECASE)
"""Words of the real hub's topic."""
LANGUAGE_OF_THE_CODE = "en"
"""Fields are described in English, and a page in another language has to say so."""
CODE = re.compile(r"HUB\d{3}")


def name_of(path: Path) -> str:
    return path.relative_to(HOOKS).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports_of(path: Path) -> set[str]:
    """Return the modules that a module imports, at its top or anywhere within."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{'.' * node.level}{node.module or ''}"} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and value of every string that the code works with: not docstrings, not comments."""
    tree = tree_of(path)
    explanations = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explanations:
            yield node.lineno, node.value


def dotted(node: ast.AST) -> str:
    """Write `os.environ` for what stands in the code as just that."""
    return f"{node.value.id}.{node.attr}" if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""


@pytest.fixture(scope="module")
def languages() -> set[str]:
    """Codes of the real hub's languages."""
    return {language.code for language in read_hub(ROOT / "data", TODAY, ICONS).languages}


@pytest.fixture(scope="module")
def cities() -> re.Pattern[str]:
    """Names and ids of the real hub's cities, as whole words."""
    records = read_hub(ROOT / "data", TODAY, ICONS).cities.values()
    words = {word for city in records for word in (city.id, *city.name.values())}
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, words)))})\b", re.IGNORECASE)


def test_only_the_adapter_imports_the_site_engine() -> None:
    engine = re.compile(r"(mkdocs|material|mkdocs_\w+)(\.|$)")
    found = {name_of(path) for path in MODULES if any(engine.match(module) for module in imports_of(path))}
    assert found == {ADAPTER}


def test_only_the_edges_touch_files_the_clock_and_the_environment() -> None:
    found = set()
    for path in CORE.rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
            if name in READING or dotted(node) in CLOCK_AND_ENVIRONMENT:
                found.add(name_of(path))
    assert found, "reading is not found at all"
    assert found <= {f"knowledge_hub/{name}.py" for name in EDGES}


def test_nothing_in_the_core_depends_on_the_command_or_the_engine_and_only_the_writer_on_the_style_sheet() -> None:
    outer = {f"knowledge_hub.{name}" for name in ("cli", "engine", "styles")}
    found = {name_of(path) for path in CORE.rglob("*.py") if imports_of(path) & outer}
    assert found <= {f"knowledge_hub/{name}.py" for name in ("commands/making", "commands/preview", "commands/serve", "whole/assemble")}
    commands = {name_of(path) for path in CORE.rglob("*.py") if any(module.startswith("knowledge_hub.commands") for module in imports_of(path))}
    assert {name for name in commands if not name.startswith("knowledge_hub/commands/")} == set()


def test_what_reads_and_checks_does_not_know_the_pages() -> None:
    may_know = {f"knowledge_hub/{name}.py" for name in ("build", "search", "site_paths")}
    for path in CORE.glob("*.py"):
        pages = {module for module in imports_of(path) if module.startswith("knowledge_hub.pages")}
        assert not pages or name_of(path) in may_know, f"{name_of(path)} imports {sorted(pages)}"


def test_checking_the_data_does_not_wait_for_the_pages() -> None:
    told = "import sys, knowledge_hub.commands.check; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], env={"PYTHONPATH": str(HOOKS)}, capture_output=True, text=True, check=True).stdout.split()
    assert "knowledge_hub.read" in loaded
    late = {"jinja2", "markdown", "icalendar", "feedgen", "simplemma", "typst", "knowledge_hub.build", "knowledge_hub.pages.view"}
    assert not late & set(loaded)


def test_the_model_knows_nothing_but_itself_the_limits_signs_and_phrases() -> None:
    own = ("knowledge_hub.model", "knowledge_hub.limits", "knowledge_hub.phrase", "knowledge_hub.signs")
    for path in (CORE / "model").glob("*.py"):
        others = {module for module in imports_of(path) if module.startswith("knowledge_hub.") and not module.startswith(own)}
        assert not others, f"{name_of(path)} imports {sorted(others)}"


def test_no_module_is_tied_to_the_languages_of_one_hub(languages: set[str]) -> None:
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            listed: list[ast.expr | None] = []
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                listed = list(node.elts)
            elif isinstance(node, ast.Dict):
                listed = list(node.keys)
            words = {item.value for item in listed if isinstance(item, ast.Constant)}
            assert not languages <= words, f"{name_of(path)}:{node.lineno} lists the languages"
            compared = [*node.comparators, node.left] if isinstance(node, ast.Compare) else []
            single = {item.value for item in compared if isinstance(item, ast.Constant)} & languages - {LANGUAGE_OF_THE_CODE}
            assert not single, f"{name_of(path)} asks for the language {single}"


def test_no_template_or_script_is_tied_to_a_language(languages: set[str]) -> None:
    quoted = re.compile(rf"""(["'`])({"|".join(languages - {LANGUAGE_OF_THE_CODE})})\1""")
    for path in SHOWN:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            assert not quoted.search(line), f"{path.relative_to(ROOT)}:{number} names a language: {line.strip()}"


def test_no_module_is_tied_to_a_city_or_a_topic(cities: re.Pattern[str]) -> None:
    for path in MODULES:
        names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
        for line, text in [*strings_of(path), *((0, name) for name in names)]:
            found = cities.search(text) or TOPIC.search(text)
            assert not found, f"{name_of(path)}:{line} names {found.group()}"


def test_no_template_script_or_sheet_is_tied_to_a_city_or_a_topic(cities: re.Pattern[str]) -> None:
    for path in SHOWN:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            found = cities.search(line) or TOPIC.search(line)
            assert not found, f"{path.relative_to(ROOT)}:{number} names {found.group()}"


def test_modules_are_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_message_is_used_and_every_code_has_its_message() -> None:
    used = {code for path in MODULES if path.name != "messages.py" for _, text in strings_of(path) for code in CODE.findall(text)}
    assert sorted(used ^ MESSAGES.keys()) == []


def test_messages_are_clauses_and_their_codes_are_in_order() -> None:
    assert list(MESSAGES) == sorted(MESSAGES)
    for code, message in MESSAGES.items():
        assert not message.what.endswith("."), code
        assert not message.mend.endswith("."), code
        assert message.what, code
        assert message.mend, code
