"""What the index of search holds: words in one form, dictionary forms, parts of compounds, in files of bounded size."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.search.entry import Entry
from knowledge_hub.search.files import SHARD, files
from knowledge_hub.search.lemma import Lemma
from knowledge_hub.search.lemmas import Lemmas
from knowledge_hub.search.vocabulary import Vocabulary
from knowledge_hub.search.words import fold, tokens
from search_reader import SearchIndex


@pytest.fixture(scope="session")
def lemmas(tmp_path_factory: pytest.TempPathFactory) -> Lemmas:
    return Lemmas(tmp_path_factory.mktemp("lemmas"))


def entry(key: str, title: str, text: str = "", language: str = "fi", kind: str = "organisation") -> Entry:
    return Entry(key, language, kind, f"{language}/{key}/", title, "A note.", text=text)


def index_of(folder: Path, made: Mapping[str, str], language: str) -> SearchIndex:
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return SearchIndex(folder / "search" / language)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Räme, SUO ja 7 €", [("Räme",), ("SUO",), ("ja",), ("7",)]),
        ("1 200,5 tonnia", [("1200.5",), ("tonnia",)]),
        ("1,200.5 tonnes", [("1200.5",), ("tonnes",)]),
        ("e-waste", [("waste", "ewaste")]),
        ("litium-ioniakku", [("litium", "ioniakku", "litiumioniakku")]),
        ("Suo2026", [("Suo2026", "Suo", "2026")]),
        ("Finland's suo’s", [("Finland",), ("suo",)]),
        ("Ελλάδα", [("Ελλάδα",)]),
    ],
)
def test_a_text_is_cut_into_what_it_may_be_looked_up_by(text: str, found: list[tuple[str, ...]]) -> None:
    assert list(tokens(text)) == found


@given(word=st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=12))
def test_folding_a_word_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(("word", "folded"), [("Jyväskylä", "jyvaskyla"), ("Åbo", "abo"), ("Großøy", "grossoy"), ("Łódź", "lodz")])
def test_letters_are_found_from_any_keyboard(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("language", "word", "form"),
    [("fi", "kierrätyksestä", "kierrätys"), ("fi", "Tehtaan", "tehdas"), ("en", "batteries", "battery"), ("sv", "städer", "stad")],
)
def test_a_word_is_brought_to_its_dictionary_form(lemmas: Lemmas, language: str, word: str, form: str) -> None:
    assert lemmas.of([word], language)[word].form == form


def test_a_language_without_a_dictionary_keeps_its_words(lemmas: Lemmas) -> None:
    assert lemmas.of(["qwertyt"], "tlh") == {"qwertyt": Lemma("qwertyt", False)}


def test_words_once_looked_up_are_remembered(tmp_path: Path) -> None:
    Lemmas(tmp_path).of(["tehtaan"], "fi")
    (kept,) = (tmp_path / "lemmas").iterdir()
    kept.write_text(kept.read_text("utf-8").replace("tehdas", "remembered"), "utf-8")
    assert Lemmas(tmp_path).of(["tehtaan"], "fi")["tehtaan"].form == "remembered"


def test_a_dictionary_says_the_same_as_it_was_kept_and_when_that_is_damaged(tmp_path: Path) -> None:
    for damage in (b"", b"x", b"xy"):
        for kept in (tmp_path / "dictionaries").glob("*"):
            kept.write_bytes(kept.read_bytes()[: -len(damage) or None] + damage)
        assert Lemmas(tmp_path).of([f"tehtaan{damage.decode()}", "akun"], "fi")["akun"].form == "akku"
        shutil.rmtree(tmp_path / "lemmas")


def vocabulary(*words: str, names: tuple[str, ...] = (), **lemmas: str) -> Vocabulary:
    """Make a vocabulary in which these words are known by heart, and others not at all."""
    known = {word: Lemma(lemmas.get(word, word), word in lemmas) for word in (*words, *lemmas)}
    return Vocabulary(dict.fromkeys(known, 1), known, names)


def test_a_compound_is_found_by_its_parts() -> None:
    known = vocabulary("suotehtaan", akku="akku", tehdas="tehdas", tehtaan="tehdas", akkutehdas="akkutehdas")
    assert known.terms("akkutehdas") == ("akkutehdas", "akku", "tehdas")
    assert known.terms("tehdas") == ("tehdas",)


def test_a_name_is_known_with_an_ending_that_no_dictionary_has() -> None:
    known = vocabulary("Korpilan", "Korpila", names=("Korpila",))
    assert known.terms("Korpilan") == ("korpila",)


def test_a_word_leads_to_all_that_has_it_in_any_form(tmp_path: Path, lemmas: Lemmas) -> None:
    found = [entry("a", "Tehdas"), entry("b", "Suo", "Monta tehdasta."), entry("c", "Suo", "Tehtaiden savu."), entry("d", "Muu")]
    index = index_of(tmp_path, files(found, ["fi"], lemmas), "fi")
    assert index.led_to("tehdas") == {"fi/a/", "fi/b/", "fi/c/"}
    assert index.led_to("tehtaiden") == index.led_to("tehdas")


def test_words_that_are_alike_without_accents_are_all_found(tmp_path: Path, lemmas: Lemmas) -> None:
    found = [entry("a", "Suo", "Alan kärkeä ja kärkeä."), entry("b", "Suo", "Karkea suola.")]
    assert index_of(tmp_path, files(found, ["fi"], lemmas), "fi").led_to("karkea") == {"fi/a/", "fi/b/"}


def test_entries_have_one_number_in_all_languages(tmp_path: Path, lemmas: Lemmas) -> None:
    found = [entry("a", "Suo"), entry("b", "Tehdas"), entry("b", "Factory", language="en")]
    made = files(found, ["fi", "en"], lemmas)
    finnish, english = index_of(tmp_path, made, "fi"), index_of(tmp_path, made, "en")
    assert [item and item[0] for item in finnish.shown] == ["fi/a/", "fi/b/"]  # type: ignore[index]
    assert [item and item[0] for item in english.shown] == [0, "en/b/"]  # type: ignore[index]


def test_an_expression_leads_to_what_means_the_same(tmp_path: Path, lemmas: Lemmas) -> None:
    found = [entry("a", "Mustat massat"), entry("a", "Black masses", language="en")]
    labels = [[("fi", "musta massa"), ("en", "black mass"), ("en", "BM")], [("fi", "Suo"), ("en", "A mire is wetter than a bog")]]
    made = files(found, ["fi", "en"], lemmas, labels)
    assert index_of(tmp_path, made, "fi").words["same"] == {"musta massa": ["en black mass", "en bm"]}
    assert index_of(tmp_path, made, "en").words["same"]["black mass"] == ["en bm", "fi musta massa"]


def test_no_file_of_words_grows_with_the_hub(tmp_path: Path) -> None:
    def biggest(many: int) -> int:
        found = [entry(f"e{n}", f"Suo {n}", f"ab{n % 977} ac{n % 991} ad{n} common", "tlh") for n in range(many)]
        made = files(found, ["tlh"], Lemmas())
        return max(len(text) for name, text in made.items() if "/w-a" in name)

    assert biggest(200) < biggest(3000) <= 1.5 * SHARD


def test_the_index_is_the_same_each_time(lemmas: Lemmas) -> None:
    found = [entry("a", "Tehdas", "Suo ja räme."), entry("b", "Räme", "Kaksi tehdasta.")]
    assert files(found, ["fi"], lemmas) == files(list(found), ["fi"], Lemmas())


def test_a_hub_without_entries_has_an_empty_index(lemmas: Lemmas) -> None:
    assert json.loads(files([], ["en"], lemmas)["search/en/index.json"])["size"] == 0
