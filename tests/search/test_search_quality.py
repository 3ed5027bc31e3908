"""Search answers judged queries well, in the very code that visitors run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from judged import HELD_OUT, Query, grades, key, queries, score
from playwright.sync_api import Browser
from search_reader import search_index

pytestmark = pytest.mark.browser
ENGINES = Path(__file__).with_name("engines.js").read_text("utf-8")
LANGUAGES = ("fi", "en")
Answered = list[tuple[Query, list[int]]]


@pytest.fixture(scope="module")
def answered(browser: Browser, at_root: str) -> Answered:
    """Ask everything in one page; return the grades of what was found."""
    asked = queries()
    page = browser.new_page()
    page.goto(at_root)
    found = page.evaluate(f"async (given) => {{ {ENGINES}\nreturn ours(given); }}", [[query.language, query.text] for query in asked])
    page.close()
    return [(query, grades(query, addresses, LANGUAGES)) for query, addresses in zip(asked, found, strict=True)]


def test_there_are_enough_queries_of_each_kind_and_every_answer_exists(site: Path) -> None:
    asked = queries()
    assert len(asked) >= 120
    assert len([query for query in asked if query.part == HELD_OUT]) >= 40
    assert {query.language for query in asked} == set(LANGUAGES)
    there = {key(address, LANGUAGES)[0] for address in search_index(site, LANGUAGES[0]).addresses}
    assert {answer for query in asked for answer in query.answers} <= there


def worst(answered: Answered) -> str:
    return "\n".join(f"{query.language} {query.text}: {found}" for query, found in answered if not found or found[0] < 2)


@pytest.mark.parametrize("chosen", [lambda query: True, lambda query: query.part == HELD_OUT], ids=["all", "held out"])
def test_the_first_result_serves_and_the_first_five_are_in_a_good_order(answered: Answered, chosen: Callable[[Query], bool]) -> None:
    part = [(query, found) for query, found in answered if chosen(query)]
    reached = score(part)
    assert reached.success >= 0.9, worst(part)
    assert reached.ndcg >= 0.82, worst(part)


@pytest.mark.parametrize("kind", ["inflected", "compound", "mixed", "misspelt", "name", "term"])
def test_no_kind_of_query_is_answered_badly(answered: Answered, kind: str) -> None:
    part = [(query, found) for query, found in answered if query.kind == kind]
    assert score(part).success >= 0.85, worst(part)
