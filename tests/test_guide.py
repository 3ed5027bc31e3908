"""The editors' guide stays true: what it says of levels, limits, buttons, commands and messages is what there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from guide_pictures import LANGUAGES, NOTED, PICTURES, TARGET, file_of, guide_pages, images_of, size_of
from knowledge_hub.cli import main
from knowledge_hub.forms.config import Forms
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.messages import catalogue
from knowledge_hub.model.vocabulary import FigureKind
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.shell import GUIDE, Shell
from knowledge_hub.parity.extract import facts_of
from knowledge_hub.parity.facts import lacking
from knowledge_hub.parity.grammar import grammar
from knowledge_hub.project import icons_in
from knowledge_hub.read import read_hub
from knowledge_hub.report import limits
from knowledge_hub.schemas.explained import words
from mistakes import GROUPS
from PIL import Image
from site_reader import FORMS, pages
from small_hub import TODAY, edit, problems_after
from write_guide import told

HEAVIEST, WIDEST, FEWEST = 1_500_000, 1400, 30
"""All pictures together in bytes, any of them in pixels, and signs of its description."""
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
_CODE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_FOREIGN_BUTTONS = {"Show Errors"}
"""What the form editor says in English only."""
pytestmark = pytest.mark.parametrize("language", LANGUAGES)


@cache
def hub() -> Hub:
    return read_hub(ROOT / "data", TODAY, icons_in(ROOT))


def page(name: str, language: str) -> str:
    return (ROOT / "docs" / f"{name}.{language}.md").read_text("utf-8")


def names() -> list[str]:
    """Return the pages of the guide without their language."""
    return sorted({path.relative_to(ROOT / "docs").as_posix().partition(".")[0] for path in guide_pages()})


def shown(language: str) -> list[tuple[Path, re.Match[str]]]:
    """Return the pictures of the guide in a language: the file, and how the page shows it."""
    found = [path for path in guide_pages() if path.name.endswith(f".{language}.md")]
    return [((path.parent / image["file"]).resolve(), image) for path in found for image in images_of(path)]


# Pictures


def test_the_pictures_there_are_are_those_that_the_script_takes_and_the_pages_show(language: str) -> None:
    taken = {file_of(name, language) for name in PICTURES}
    assert set((TARGET / language).iterdir()) == taken
    assert {file for file, _ in shown(language)} == taken
    noted = json.loads(NOTED.read_text("utf-8"))
    assert {key for key in noted if key.startswith(f"{language}/")} == {f"{language}/{name}" for name in PICTURES}


def test_each_picture_is_described_and_tells_its_size_beforehand(language: str) -> None:
    described = [image["alt"] for _, image in shown(language)]
    assert all(len(text) >= FEWEST for text in described)
    assert len(set(described)) == len(described)
    for file, image in shown(language):
        assert image["size"] == size_of(file), f"{file.name} was taken anew; run: make pictures"


def test_the_pictures_are_light(language: str) -> None:
    files = sorted((TARGET / language).iterdir())
    assert sum(file.stat().st_size for file in files) < HEAVIEST / len(LANGUAGES)
    for file in files:
        with Image.open(file) as image:
            assert image.width <= WIDEST, file.name


# What data and code decide


def test_levels_and_who_decides_on_them_are_explained_as_in_the_vocabularies(language: str) -> None:
    text = page("guide/levels", language)
    for kind in ("level", "basis"):
        for id, choice in hub().vocabularies[kind].items():
            assert choice.description
            line = f"- **{choice.label[language]}** (`{id}`): {' '.join(choice.description[language].split())}"
            assert line in text.splitlines()
    assert len(re.findall(r"^- \*\*.+\*\* \(`", text, re.MULTILINE)) == sum(len(hub().vocabularies[kind]) for kind in ("level", "basis"))


def test_the_statuses_of_investments_are_those_of_the_vocabulary_in_its_order(language: str) -> None:
    listed = [line[2:] for line in page("guide/levels", language).splitlines() if line.startswith("- ") and "**" not in line]
    assert listed == [choice.label[language] for choice in hub().vocabularies["investment_status"].values()]


def test_the_months_after_which_figures_are_out_of_date_are_those_of_the_vocabulary(language: str) -> None:
    ages = {"fi": ("{} kuukautta", "ei vanhene"), "en": ("{} months", "does not age")}[language]
    lines = page("guide/sources", language).splitlines()
    for kind in hub().vocabularies["figure_kind"].values():
        assert isinstance(kind, FigureKind)
        age = ages[0].format(kind.fresh_months) if kind.fresh_months else ages[1]
        assert f"- {kind.label[language]}: {age}" in lines


def test_the_days_of_the_to_do_list_are_its_limits(language: str) -> None:
    days = re.findall(r"(\d+) (?:päivää|days)", page("guide/sources", language))
    assert days == [str(limits.SOON), str(limits.SOURCE_READ)]
    assert limits.SOURCE_READ == limits.RECORD_CHECKED == limits.INVESTMENT_STATUS


def config(language: str) -> dict[str, Any]:
    """Return what the form editor is told."""
    view = Renderer(hub(), TODAY, None).view("", language)
    folders = {name: view.ui(f"nav.{name}") for name in COLLECTIONS}
    return Forms(hub(), language, words(), {**folders, "vocabularies": view.ui("forms.vocabularies")}).config(None, "")


def labels(language: str) -> set[str]:
    """Return all names in the forms of a language, those of fields and those of the editor's own buttons."""
    admin = ROOT / "theme" / "admin"
    if language == "fi":
        own = set(_texts(json.loads((admin / "locales" / "fi.json").read_text("utf-8"))))
    else:
        own = set(re.findall(r"[:,{]\w+:`([^`$]+)`", (admin / "sveltia-cms.js").read_text("utf-8")))
    return own | set(_named(config(language), "label"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    else:
        yield str(value)


def _named(value: object, *keys: str) -> Iterator[str]:
    """Yield what stands under some keys, anywhere within."""
    if isinstance(value, dict):
        yield from (item for key, item in value.items() if key in keys and isinstance(item, str))
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _named(item, *keys)


@pytest.mark.parametrize("name", ["event", "number", "texts"])
def test_pictures_of_forms_say_what_the_model_says_now(language: str, name: str) -> None:
    known = {re.sub(r"[*`_]", "", text) for text in _named(config(language), "label", "hint")}
    assert {re.sub(r"_", "", text) for text in json.loads(NOTED.read_text("utf-8"))[f"{language}/{name}"]} <= known, "run: make pictures"


def test_buttons_and_fields_of_the_forms_are_called_what_the_forms_call_them(language: str) -> None:
    named = set(_BOLD.findall(page("guide/form", language)))
    assert len(named) > 15
    assert named - labels(language) - _FOREIGN_BUTTONS == set()


def test_the_fields_that_an_event_and_a_source_need_are_all_named(language: str) -> None:
    forms = [folder for folder in config(language)["collections"] if folder["name"] in ("events", "sources")]
    needed = {field["label"] for form in forms for field in form["fields"] if field.get("required")}
    named = set(_BOLD.findall(page("guide/form", language)))
    assert needed <= named


def test_the_link_that_begins_an_edit_is_called_what_pages_call_it(language: str) -> None:
    assert f"**{Renderer(hub(), TODAY, None).view('', language).ui('edit_this')}**" in page("guide/github", language)


def test_the_comment_is_shown_in_the_words_of_the_hub(language: str) -> None:
    quoted = "\n".join(line.lstrip("> ") for line in page("guide/pull-request", language).splitlines() if line.startswith(">"))
    view = Renderer(hub(), TODAY, None).view("", language)
    for key in ("title", "fine", "changes", "pages", "changed", "tasks", "tasks_same"):
        assert view.ui(f"pr.{key}") in quoted


def test_what_the_command_says_is_what_it_says(language: str) -> None:
    text, say = page("guide/computer", language), catalogue(language).say
    assert f"{say('say.wrote', file='data/organisations/example-ltd.yml')}\n{say('say.left', keys='sources')}" in text
    assert str(told(GROUPS[0].mistakes[0], language)) in text


def test_every_command_that_the_guide_gives_exists(language: str) -> None:
    code = "\n".join(block for name in names() for block in _CODE.findall(page(name, language)))
    made = set(re.findall(r"^make (\S+)", code, re.MULTILINE))
    assert {"serve", "check", "fmt", "pr"} <= made
    assert made <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"bin/hub (\S+)", code)) <= set(main.commands)


def test_the_figure_that_is_shown_as_an_example_passes_the_check(language: str, tmp_path: Path) -> None:
    (example,) = (block for block in _CODE.findall(page("guide/github", language)) if block.startswith("figures:"))
    assert problems_after(tmp_path, edit("cities/korpi.yml", "\nfigures:\n", f"\n{example}")) == []


# Languages, and the way to the guide


def test_a_page_says_the_same_in_each_language(language: str) -> None:
    others = [code for code in LANGUAGES if code != language]
    for name in names():
        here, there = page(name, language), [page(name, code) for code in others]
        for other, text in zip(others, there, strict=True):
            facts = [facts_of(_prose(one), grammar(code)) for one, code in ((here, language), (text, other))]
            assert [fact.text for fact in lacking(*facts)] == [], name
            assert _outline(here) == _outline(text), name


def _prose(markdown: str) -> str:
    """Leave out code and the sizes of pictures."""
    return re.sub(r"`[^`]*`|\{[^}]*\}", "", _CODE.sub("", markdown))


def _outline(markdown: str) -> list[str]:
    """Return how a page is built: headings, items, tables, code, links and pictures, but for their language."""
    lines = [found[0] for line in markdown.splitlines() if (found := re.match(r"\s*(#+|-|>|\||\d\.|```|!)?", line))]
    links = [link.partition("#")[0] for link in _LINK.findall(markdown)]
    pictures = [re.sub(r"/(?:fi|en)/", "/", image["file"]) for image in re.finditer(r"!\[[^\]]*\]\((?P<file>[^)]+)\)", markdown)]
    return [*lines, *links, *pictures]


def test_footer_to_do_list_forms_and_the_page_for_all_lead_to_the_guide(language: str, site: Path) -> None:
    built = pages(site)
    prefix = "" if language == LANGUAGES[0] else f"{language}/"
    for path in ("", "editors/report/", "participate/"):
        led = {built[prefix + path].leads_to(link) for link in built[prefix + path].links()}
        assert any(link.endswith(f"/{prefix}guide/") for link in led), path
    door = (site / FORMS / ("index.html" if language == LANGUAGES[0] else f"{language}.html")).read_text("utf-8")
    assert f'href="../{prefix}guide/form/"' in door


def test_every_page_of_the_guide_can_be_reached_from_its_first_and_knows_the_way_back(language: str, site: Path) -> None:
    prefix = "" if language == LANGUAGES[0] else f"{language}/"
    first = pages(site)[f"{prefix}guide/"]
    led = {first.leads_to(link) for link in first.links()}
    for name in names():
        found = pages(site)[f"{prefix}{name}/"]
        assert found.meta("robots") is None
        if name != GUIDE:
            assert first.leads_to(f"../{name}/") in led
            assert any(first.leads_to("") == found.leads_to(crumb.get("href")) for crumb in found.all("//nav[@class='kh-crumbs']//a"))


def test_a_hub_without_a_guide_does_not_link_to_one(language: str) -> None:
    view = Renderer(hub(), TODAY, None).view("", language)
    addresses = [address for _, links in Shell(view, "https://hub.example/", LANGUAGES).footer for _, address in links]
    assert addresses
    assert not any(GUIDE in address for address in addresses)
    assert view.page_by_hand(GUIDE) is None
