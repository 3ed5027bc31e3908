"""The catalogues of messages: complete in every language, used, and told as readers of the language expect."""

from __future__ import annotations

import ast
import gettext
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import ROOT
from knowledge_hub.cli import main
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.messages import ENGLISH, FIELD, Catalogue, catalogue, language_of, languages
from knowledge_hub.model.advice import date_in, number_hint
from knowledge_hub.model.base import Record
from knowledge_hub.model.records import City
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.problems import Problem, summary
from knowledge_hub.schemas.words import explanation
from told import PLURAL

OTHERS = [language for language in languages() if language != ENGLISH]
CALLS = {"Phrase", "phrase", "say"}
"""Functions that are given a key."""
NAMED = re.compile(r"(HUB\d{3}|kind|this|command|option|metavar|count)\.")
"""Keys that are named after codes, kinds, classes, commands and options."""


def braces_of(words: Catalogue, key: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words.words[key]))


def keys_of(words: Catalogue) -> set[str]:
    """Return the keys of its own file, each plural once."""
    return {PLURAL.sub("", key) for key in words.words if not key.startswith(FIELD)}


def records(base: type[Record] = Record) -> Iterator[type[Record]]:
    for model in base.__subclasses__():
        yield model
        yield from records(model)


def fields() -> set[str]:
    """Return the keys of what the model says of its fields."""
    own = [model for model in records() if model.__module__.startswith("knowledge_hub.")]
    return {explanation(model, name).key for model in own for name in model.model_fields}


def used_keys() -> set[str]:
    """Return the keys that stand as such in the code."""
    found = set()
    for path in (ROOT / "hooks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = node.func if isinstance(node, ast.Call) else None
            called = name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", None)
            if isinstance(node, ast.Call) and called in CALLS and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def test_there_are_languages_to_choose_from() -> None:
    assert ENGLISH in languages()
    assert OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_says_all_that_english_says_and_nothing_else(language: str) -> None:
    assert keys_of(catalogue(language)) == keys_of(catalogue())


@pytest.mark.parametrize("language", OTHERS)
def test_a_message_names_in_each_language_what_it_names_in_english(language: str) -> None:
    english, other = catalogue(), catalogue(language)
    for key in english.words.keys() & other.words.keys():
        # What a message names may stand in either of its halves.
        keys = [key, f"{key[:-5]}.mend"] if key.endswith(".what") else [key]
        if not key.endswith(".mend"):
            assert set().union(*(braces_of(english, k) for k in keys)) == set().union(*(braces_of(other, k) for k in keys)), key


@pytest.mark.parametrize("language", OTHERS)
def test_every_field_is_explained_in_each_language(language: str) -> None:
    assert sorted(fields() - catalogue(language).words.keys()) == []


def test_a_field_is_explained_in_a_sentence_without_its_full_stop() -> None:
    about = explanation(City, "role")
    assert [catalogue(code).say(about) for code in ("en", "fi")] == ["Role in the network.", "Rooli verkostossa."]
    hint = phrase("hint.explained-key", key="role", about=about)
    assert catalogue("fi").say(hint) == "rivi `role:` (Rooli verkostossa)"


@pytest.mark.parametrize("language", OTHERS)
def test_click_still_says_what_is_translated_for_it(language: str) -> None:
    source = "".join(path.read_text("utf-8") for path in Path(click.__file__).parent.glob("*.py")).replace("\\n", "\n").replace("\\t", "\t")
    assert [english for english in catalogue(language).click if f'"{english}"' not in source] == []


def test_every_phrase_of_the_code_is_in_the_catalogues_and_none_too_many() -> None:
    known, used = keys_of(catalogue()), used_keys()
    assert sorted(used - known) == []
    texts = {part for path in (ROOT / "hooks").rglob("*.py") for part in re.findall(r'[a-z][a-z.-]+', path.read_text("utf-8"))}
    assert sorted(key for key in known - used if not NAMED.match(key) and not texts & {key, *key.split(".")[1:2]}) == []


def test_every_kind_of_thing_has_a_name() -> None:
    words = catalogue().words
    for kind in (*COLLECTIONS.values(), *VOCABULARIES, "icon"):
        assert f"kind.{kind}" in words
    for folder in COLLECTIONS:
        assert f"count.{folder}.other" in words or f"count.{folder}" in words


def test_every_claim_and_every_advice_has_its_words() -> None:
    words = catalogue().words
    for model in records():
        if hasattr(model, "_has_source") and model.__subclasses__() == []:
            assert f"this.{model.__name__.lower()}" in words
    for key in {key.rpartition(".")[0] for key in words if key.startswith("yaml.")}:
        assert {f"{key}.why", f"{key}.how"} <= words.keys()


def test_what_a_language_lacks_is_said_in_english(tmp_path: Path) -> None:
    (tmp_path / "sv.yml").write_text('problem:\n  between: ". "\nHUB002:\n  what: Filen är tom\n', "utf-8")
    told = Problem.at("data/a.yml", 1, 1, "HUB002").told(Catalogue("sv", tmp_path))
    assert str(told) == "data/a.yml:1:1: HUB002 Filen är tom. write the record into it, or delete the file"


def test_what_was_found_is_never_filled_in_again() -> None:
    assert catalogue().say("hint.key", key="{about}") == "`{about}:`"
    assert catalogue().say(phrase("hint.explained-key", key="a", about=Phrase("{key}"))) == "`a:` ({key})"


def test_a_summary_counts_as_the_language_does() -> None:
    one = Problem.at("data/a.yml", 1, 1, "HUB002")
    two = (one, Problem.at("data/b.yml", 1, 1, "HUB002"))
    assert (summary((one,), catalogue()), summary(two, catalogue())) == ("1 problem in 1 file.", "2 problems in 2 files.")
    finnish = catalogue("fi")
    assert summary((one,), finnish) == "1 korjattava kohta 1 tiedostossa."
    assert summary(two, finnish) == "2 korjattavaa kohtaa 2 tiedostossa."


def test_languages_are_named_and_lists_are_written_in_the_reader_s_language() -> None:
    assert [catalogue(code).say("language.sv") for code in ("en", "fi")] == ["Swedish", "ruotsi"]
    lines = phrase("hint.texts", lines=("a", "b"))
    assert [catalogue(code).say(lines) for code in ("en", "fi")] == ["a and b on lines of their own", "a ja b omille riveilleen"]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "fi"}, "fi"),
        ({"LANG": "FI-fi"}, "fi"),
        ({"LANG": "fi_FI@euro"}, "fi"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "sv_FI.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "", "LC_ALL": ""}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "fi_FI.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "C", "HUB_LANG": "fi"}, "fi"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("12,5", "12.5: digits only"),
        ("1 400", "1400: digits only"),
        ("1\u00a0400", "1400: digits only"),
        ("1 200 000,50", "1200000.50: digits only"),
        ("1.200.000", "1200000: digits only"),
        ("1.200.000,5", "1200000.5: digits only"),
        ("1,200,000.5", "1200000.5: digits only"),
        ("1'400", "1400: digits only"),
        ("-0,5", "-0.5: digits only"),
        ("1,200", "1200 if the comma separates thousands, or 1.200"),
        ("400", "400: digits only, without quotes"),
        ("400 €", "400 alone"),
        ("€20", "20 alone"),
        ("12,5 %", "12.5 alone"),
        ("noin 1 200", "1200 alone"),
        ("1,5 milj. euroa", "1.5 alone"),
    ],
)
def test_a_number_written_as_on_paper_is_told_as_it_should_be(written: str, advice: str) -> None:
    hint = number_hint(written)
    assert hint is not None
    assert catalogue().say(hint).startswith(advice)


@pytest.mark.parametrize("written", ["large", "", "63°50′", "10-20", "1/2", "-", None, True, [1], "9" * 5000 + "x1"])
def test_what_is_no_number_gets_no_number(written: object) -> None:
    assert number_hint(written) is None


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("24.11.2026", "2026-11-24"),
        ("1.2.2026", "2026-02-01"),
        ("24/11/2026", "2026-11-24"),
        ("24-11-2026", "2026-11-24"),
        ("2026/11/24", "2026-11-24"),
        ("2026-1-5", "2026-01-05"),
        ("11/2026", "2026-11"),
        ("11.2026", "2026-11"),
        ("24.11.2026 klo 9.30", "2026-11-24T09:30"),
        ("24.11.2026 13:00", "2026-11-24T13:00"),
        ("24.11.2026 25:00", None),
        ("31.2.2026", None),
        ("24.11.", None),
        ("syksyllä", None),
        ("11.2026 klo 9.30", None),
    ],
)
def test_a_date_written_as_on_paper_is_told_as_it_should_be(written: str, right: str | None) -> None:
    assert date_in(written) == right


def test_click_speaks_another_language_only_while_the_command_runs() -> None:
    before = dict(os.environ)
    done = CliRunner().invoke(main, ["--lang", "fi", "--colour"])
    assert "Valitsinta --colour ei ole." in done.stderr
    assert gettext.gettext("Usage:") == "Usage:"
    assert dict(os.environ) == before
