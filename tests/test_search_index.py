"""The search index: one small file a language, with every word of every page."""

from __future__ import annotations

import json
from html import escape

from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.pages.address import Address
from knowledge_hub.pages.page import Page
from knowledge_hub.search import index_file, indexes


def page(html: str, path: str = "cities/korpi", language: str = "fi", title: str = "Korpi", description: str = "Suoloja pohjoisesta.") -> Page:
    """Make a page with this body."""
    return Page(Address(path, language, language == "fi"), "city", title, title, description, html)


def entries(*pages: Page, language: str = "fi") -> list[dict[str, str]]:
    """Return the entries of a language's index."""
    return json.loads(indexes(pages)[index_file(language)])


def words_of(html: str) -> list[str]:
    """Return the words that the index adds for a page."""
    (entry,) = entries(page(html))
    return entry["w"].split()


def test_each_language_has_a_file_of_its_own_pages() -> None:
    found = indexes([page("", "a"), page("", "b"), page("", "a", "en")])
    assert {file: [entry["u"] for entry in json.loads(text)] for file, text in found.items()} == {
        "search/fi.json": ["a/", "b/"],
        "search/en.json": ["en/a/"],
    }


def test_an_entry_holds_what_a_result_shows() -> None:
    assert entries(page("<h1>Korpi</h1>")) == [{"u": "cities/korpi/", "t": "Korpi", "k": "city", "d": "Suoloja pohjoisesta.", "w": ""}]


def test_each_further_word_stands_once_in_small_letters() -> None:
    assert words_of("<p>Tehdas tekee SUOLAA, tehdas tekee suolaa.</p>") == ["tehdas", "tekee", "suolaa"]


def test_words_of_title_and_description_are_not_repeated() -> None:
    assert words_of("<p>Korpi: suoloja POHJOISESTA ja muualta</p>") == ["ja", "muualta"]


def test_elements_attributes_and_entities_are_no_words() -> None:
    html = '<a class="hidden" href="https://secret.example">r&auml;me</a>&nbsp;<b>suo</b>maa'
    assert words_of(html) == ["räme", "suo", "maa"]


def test_words_of_neighbouring_elements_stay_apart() -> None:
    assert words_of("<td>kilo</td><td>metri</td>") == ["kilo", "metri"]


def test_letters_of_every_language_and_digits_are_searched_but_single_signs_are_not() -> None:
    assert words_of("<p>Ääni Ünal Ελλάδα 2026 pCAM x – 7 €</p>") == ["ääni", "ünal", "ελλάδα", "2026", "pcam"]


def test_the_file_spends_no_bytes_on_spaces_or_escapes() -> None:
    text = indexes([page("<p>räme</p>")])["search/fi.json"]
    assert "räme" in text
    assert '": "' not in text


@given(words=st.lists(st.from_regex(r"[a-zåäö]{2,8}", fullmatch=True), max_size=20))
def test_every_word_of_a_page_is_found_through_its_entry(words: list[str]) -> None:
    (entry,) = entries(page(f"<p>{escape(' '.join(words))}</p>"))
    searched = " ".join([entry["t"], entry["d"], entry["w"]]).casefold()
    assert all(word in searched for word in words)
    assert len(entry["w"].split()) == len(set(entry["w"].split()))
