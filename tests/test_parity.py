"""The languages of a text tell the same facts: what counts as the same, what as different, and what editors are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.parity.extract import facts_of
from knowledge_hub.parity.facts import lacking
from knowledge_hub.parity.grammar import grammar
from knowledge_hub.parity.notes import Note, parse_notes
from small_hub import Change, codes_after, edit, problems_after, write

FI, EN, US, SV, DE = "fi_FI", "en_GB", "en_US", "sv_SE", "de_DE"
KORPI = "cities/korpi.yml"


def differ(one: str, text: str, other: str, translation: str) -> tuple[list[str], list[str]]:
    """Return what only the first and what only the second text says."""
    mine, others = facts_of(text, grammar(one), ("fi", "en", "sv")), facts_of(translation, grammar(other), ("fi", "en", "sv"))
    known = [grammar(locale).numerals is not None for locale in (one, other)]
    return (
        [fact.text for fact in lacking(others, mine, knows_words=known[1])],
        [fact.text for fact in lacking(mine, others, knows_words=known[0])],
    )


SAME = [
    (FI, "1 200,5 tonnia", EN, "1,200.5 tonnes"),
    (FI, "1\u00a0200 MW", EN, "1,200 MW"),
    (FI, "15.3.2026", EN, "15 March 2026"),
    (FI, "15.3.2026", US, "March 15, 2026"),
    (FI, "15. maaliskuuta 2026", EN, "15 March 2026"),
    (FI, "maaliskuussa 2026", EN, "in March 2026"),
    (FI, "15.3.2026", EN, "15/3/2026"),
    (FI, "15.3.2026", EN, "2026-03-15"),
    (FI, "15.–17.3.2026", EN, "15–17 March 2026"),
    (FI, "15.–17.3.2026", US, "March 15–17, 2026"),
    (FI, "28.2.–3.3.2026", EN, "28 February to 3 March 2026"),
    (FI, "toukokuun 3. päivänä 2026", EN, "on 3 May 2026"),
    (FI, "Yrityksiä voi olla monta.", EN, "There may be many companies."),
    (FI, "12–14 %", EN, "12–14%"),
    (FI, "12 prosenttia", EN, "12 per cent"),
    (FI, "3,8 miljardia euroa", EN, "€3.8 billion"),
    (FI, "3,8 mrd. €", EN, "3.8 billion euros"),
    (FI, "3 800 miljoonaa euroa", EN, "EUR 3.8 billion"),
    (FI, "1,5 milj.\u00a0€", EN, "€1,500,000"),
    (FI, "yli miljardin", EN, "over 1 billion"),
    (FI, "kaksi miljoonaa", EN, "2 million"),
    (FI, "seitsemän kaupunkia", EN, "7 cities"),
    (FI, "7 kaupunkia", EN, "seven cities"),
    (FI, "seitsemästä kaupungista", EN, "of the seven cities"),
    (FI, "kahdeksan oppilaitosta", EN, "eight schools"),
    (FI, "viisivuotinen hanke", EN, "a five-year project"),
    (FI, "viitearvo", EN, "benchmark"),
    (FI, "700 hehtaarin alue", EN, "a 700-hectare park"),
    (FI, "15 000 m³", EN, "15,000 cubic metres"),
    (FI, "alle 5 °C", EN, "below 5 degrees Celsius"),
    (FI, "1990-luvulla", EN, "in the 1990s"),
    (FI, "5. kerran", EN, "for the fifth time"),
    (FI, "Q1 2026", EN, "the first quarter of 2026"),
    (FI, "1. neljännes 2026", EN, "Q1 2026"),
    (FI, "WCEF2025", EN, "World Forum 2025"),
    (FI, "CO2-päästöt", EN, "carbon dioxide emissions"),
    (FI, "klo 9.30", EN, "at 9:30"),
    (FI, "[sivu](https://a.example/fi/sivu)", EN, "[page](https://a.example/en/sivu/)"),
    (FI, "[sivu](https://www.a.example/deed.fi).", EN, "[page](http://a.example/deed.en)."),
    (EN, "1,200.5 tonnes", SV, "1 200,5 ton"),
    (EN, "15 March 2026", SV, "15 mars 2026"),
    (EN, "15 March 2026", SV, "2026-03-15"),
    (EN, "in March 2026", SV, "i mars 2026"),
    (EN, "€3.8 billion", SV, "3,8 miljarder euro"),
    (EN, "seven cities", SV, "7 städer"),
    (EN, "7 cities", SV, "sju städer"),
    (EN, "five-year", SV, "femårig"),
    (EN, "seven of 12 cities", DE, "sieben von zwölf Städten"),
    (EN, "1,200.5", DE, "1.200,5"),
    (EN, "15 March 2026", DE, "15.3.2026"),
]  # fmt: skip
DIFFERENT = [
    (FI, "1 200 tonnia", EN, "1,300 tonnes", (["1 200 tonnia"], ["1,300 tonnes"])),
    (FI, "3,8", EN, "38", (["3,8"], ["38"])),
    (FI, "3,8 miljoonaa", EN, "3.8 billion", (["3,8 miljoonaa"], ["3.8 billion"])),
    (FI, "12 %", EN, "12 tonnes", (["12 %"], ["12 tonnes"])),
    (FI, "12 €", EN, "US$12", (["12 €"], ["US$12"])),
    (FI, "15.3.2026", EN, "16 March 2026", (["15.3.2026"], ["16 March 2026"])),
    (FI, "15.3.2026", EN, "15 May 2026", (["15.3.2026"], ["15 May 2026"])),
    (FI, "15.3.2026", EN, "15 March 2025", (["2026"], ["2025"])),
    (FI, "3.4.2026", US, "3/4/2026", (["3.4.2026"], ["3/4/2026"])),
    (FI, "maaliskuussa 2026", EN, "in May 2026", (["maaliskuussa 2026"], ["May 2026"])),
    (FI, "15.3.2026", EN, "in March 2026", (["15.3.2026"], [])),
    (FI, "seitsemän", EN, "eight", (["seitsemän"], ["eight"])),
    (FI, "Q1 2026", EN, "Q2 2026", (["Q1"], ["Q2"])),
    (FI, "NMC811", EN, "NMC622", (["NMC811"], ["NMC622"])),
    (FI, "noin 400 henkilöä", EN, "staff", (["400"], [])),
    (FI, "henkilöstö", EN, "in 2024", ([], ["2024"])),
    (FI, "[a](https://a.example/x)", EN, "[a](https://a.example/y)", (["https://a.example/x"], ["https://a.example/y"])),
    (EN, "1,200", SV, "1,200", (["1,200"], ["1,200"])),
    (EN, "seven", SV, "åtta", (["seven"], ["åtta"])),
    (EN, "7 tonnes", DE, "acht Tonnen", (["7 tonnes"], [])),
    (EN, "15 March 2026", SV, "15 maj 2026", (["15 March 2026"], ["15 maj 2026"])),
    (EN, "€3.8 billion", SV, "3,8 miljoner euro", (["€3.8 billion"], ["3,8 miljoner euro"])),
]  # fmt: skip


@pytest.mark.parametrize(("one", "text", "other", "translation"), SAME)
def test_what_languages_write_in_their_own_ways_is_the_same(one: str, text: str, other: str, translation: str) -> None:
    assert differ(one, text, other, translation) == ([], [])


@pytest.mark.parametrize(("one", "text", "other", "translation", "difference"), DIFFERENT)
def test_what_differs_is_found_as_it_is_written(
    one: str, text: str, other: str, translation: str, difference: tuple[list[str], list[str]]
) -> None:
    assert differ(one, text, other, translation) == difference


LOCALES = st.sampled_from([FI, EN, US, SV, DE])
NUMBERS = st.decimals("0.01", 10**9, places=2)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(number=NUMBERS, one=LOCALES, other=LOCALES)
def test_a_number_is_the_same_in_any_two_locales(number: Decimal, one: str, other: str) -> None:
    texts = [f"X {format_decimal(number, locale=locale)} x" for locale in (one, other)]
    assert differ(one, texts[0], other, texts[1]) == ([], [])


@given(number=st.integers(13, 10**9), off=st.integers(1, 10**6), one=LOCALES, other=LOCALES)
def test_another_number_is_found_in_any_two_locales(number: int, off: int, one: str, other: str) -> None:
    texts = [f"X {format_decimal(value, locale=locale)} x" for value, locale in ((number, one), (number + off, other))]
    assert all(differ(one, texts[0], other, texts[1]))


@given(day=DAYS, one=LOCALES, other=LOCALES, form=st.sampled_from(["long", "medium", "full"]))
def test_a_date_is_the_same_in_any_two_locales(day: date, one: str, other: str, form: str) -> None:
    texts = [f"X {format_date(day, form, locale=locale)} x" for locale in (one, other)]
    assert differ(one, texts[0], other, texts[1]) == ([], [])


@given(days=st.tuples(DAYS, DAYS), one=LOCALES, other=LOCALES)
def test_another_date_is_found_in_any_two_locales(days: tuple[date, date], one: str, other: str) -> None:
    texts = [f"X {format_date(day, 'long', locale=locale)} x" for day, locale in zip(days, (one, other), strict=True)]
    assert (differ(one, texts[0], other, texts[1]) == ([], [])) is (days[0] == days[1])


@given(number=st.integers(13, 9999), unit=st.sampled_from(["mass-kilogram", "area-hectare", "power-megawatt"]), one=LOCALES, other=LOCALES)
def test_an_amount_is_the_same_in_any_two_locales_whether_its_unit_is_a_word_or_a_sign(number: int, unit: str, one: str, other: str) -> None:
    texts = [format_unit(number, unit, length, locale=locale) for locale, length in ((one, "long"), (other, "short"))]  # type: ignore[arg-type]
    assert differ(one, texts[0], other, texts[1]) == ([], [])


@given(st.text("0123456789 .,–-/€%maykuntmıilonsſİK", max_size=80) | st.text(max_size=80), LOCALES)
def test_any_text_says_what_it_says(text: str, locale: str) -> None:
    assert differ(locale, text, locale, text) == ([], [])


FACTORY = "  en: Korpi has a factory."
TWO = edit(KORPI, FACTORY, "  en: Korpi has 20 factories.")


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("", ["HUB100"]),
        ("cities/korpi profile | 20 | counted in one language\n", []),
        ("# why\n\ncities/korpi profile | 20; 30 | counted in one language\n", ["HUB103"]),
        ("cities/korpi profile | 30 | counted in one language\n", ["HUB100", "HUB103"]),
        ("cities/korpi headline | 20 | counted in one language\n", ["HUB100", "HUB103"]),
        ("cities/korpi profile | 20\n", ["HUB100", "HUB102"]),
    ],
)
def test_a_difference_that_is_right_is_noted_with_its_reason(note: str, codes: list[str], tmp_path: Path) -> None:
    assert sorted(codes_after(tmp_path, TWO, write("parity.txt", note))) == codes


def test_the_line_that_notes_a_difference_stands_in_the_message(tmp_path: Path) -> None:
    (problem,) = problems_after(tmp_path / "before", TWO)
    line = str(problem).split("`")[1]
    assert parse_notes(line) == (Note(1, "cities/korpi profile", ("20",)),)
    (tmp_path / "after").mkdir()
    assert problems_after(tmp_path / "after", TWO, write("parity.txt", line)) == []


def test_the_place_is_the_text_that_lacks_the_fact(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "hubs" / "minimal" / "data" / KORPI).read_text("utf-8")
    line = text[: text.index("  fi: ", text.index("\nprofile:"))].count("\n") + 1
    (problem,) = problems_after(tmp_path, TWO)
    assert (problem.line, problem.column, problem.code) == (line, 7, "HUB100")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (edit(KORPI, FACTORY, "  en: Korpi has a factory of Korpi Works Oy."), []),
        (edit(KORPI, FACTORY, "  en: Korpi has a factory and Ranta University."), ["HUB100"]),
    ],
)
def test_a_record_that_only_one_language_names_is_a_difference(change: Change, codes: list[str], tmp_path: Path) -> None:
    assert codes_after(tmp_path, change) == codes
