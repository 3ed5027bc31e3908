"""Numbers, amounts, dates and lists in the forms of each language."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from knowledge_hub.formats import NBSP, Formats, iso
from knowledge_hub.model.dates import parse_date, parse_moment
from small_hub import minimal_hub

CHOICES = minimal_hub().vocabularies
FI = Formats("fi", Locale.parse("fi_FI"), CHOICES)
EN = Formats("en", Locale.parse("en_GB"), CHOICES)


@pytest.mark.parametrize(
    ("value", "fi", "en"),
    [
        (0, "0", "0"),
        (700, "700", "700"),
        (1400, f"1{NBSP}400", "1,400"),
        (1234567, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (12.5, "12,5", "12.5"),
        (0.0625, "0,0625", "0.0625"),
    ],
)
def test_numbers_have_the_separators_of_the_language_and_all_their_digits(value: float, fi: str, en: str) -> None:
    assert (FI.number(value), EN.number(value)) == (fi, en)


@pytest.mark.parametrize(
    ("value", "unit", "bound", "fi", "en"),
    [
        (400, "persons", None, "400 henkilöä", "400 people"),
        (400, "persons", "about", "noin 400 henkilöä", "about 400 people"),
        (1250.5, "ha", "over", "yli 1 250,5 ha", "over 1,250.5 ha"),
        (15000, "t-per-a", None, "15 000 t/v", "15,000 t/y"),
        (259188, "eur", None, "259 188 €", "€259,188"),
        (99.5, "eur", None, "99,50 €", "€99.50"),
        (783, "meur", "about", "noin 783 milj. €", "about €783 million"),
        (1.2, "meur", None, "1,2 milj. €", "€1.2 million"),
    ],
)
def test_amounts_have_their_unit_and_bound_and_never_break_at_the_end_of_a_line(value: float, unit: str, bound: str | None, fi: str, en: str) -> None:
    assert FI.amount(value, unit, bound) == fi.replace(" ", NBSP)
    assert EN.amount(value, unit, bound) == en.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("text", "fi", "en", "short_fi", "short_en"),
    [
        ("2026", "2026", "2026", "2026", "2026"),
        ("2026-05", "toukokuu 2026", "May 2026", "touko 2026", "May 2026"),
        ("2026-05-14", "14. toukokuuta 2026", "14 May 2026", "14.5.2026", "14 May 2026"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(text: str, fi: str, en: str, short_fi: str, short_en: str) -> None:
    value = parse_date(text)
    assert (FI.date(value), EN.date(value)) == (fi, en)
    assert (FI.date(value, short=True), EN.date(value, short=True)) == (short_fi, short_en)


def test_a_day_of_the_calendar_is_written_like_a_date_of_the_data() -> None:
    assert EN.date(date(2026, 5, 14)) == EN.date(parse_date("2026-05-14"))


@pytest.mark.parametrize(
    ("start", "end", "fi", "en"),
    [
        ("2026-05-14", None, "14. toukokuuta 2026", "14 May 2026"),
        ("2026-05-14", "2026-05-14", "14. toukokuuta 2026", "14 May 2026"),
        ("2026-05-14T13:00", "2026-05-14T15:00", "14. toukokuuta 2026", "14 May 2026"),
        ("2026-05-14", "2026-05-16", "14.–16. toukokuuta 2026", "14–16 May 2026"),
        ("2026-04-30", "2026-05-02", "30. huhtikuuta – 2. toukokuuta 2026", "30 Apr – 2 May 2026"),
        ("2025-12-31", "2026-01-01", "31. joulukuuta 2025 – 1. tammikuuta 2026", "31 Dec 2025 – 1 Jan 2026"),
        ("2024", "2026", "2024–2026", "2024–2026"),
        ("2024", "2024", "2024", "2024"),
        ("2024-01", "2026-12", "tammikuu 2024 – joulukuu 2026", "January 2024 – December 2026"),
        ("2024", "2026-12", "2024 – joulukuu 2026", "2024 – December 2026"),
    ],
)
def test_periods_do_not_repeat_what_both_ends_share(start: str, end: str | None, fi: str, en: str) -> None:
    first, last = parse_moment(start), parse_moment(end) if end else None
    found = tuple(" ".join(formats.period(first, last).split()) for formats in (FI, EN))
    assert found == (fi, en)


@pytest.mark.parametrize(("text", "fi", "en"), [("2026-05-14T13:05", "13.05", "13:05"), ("2026-05-14T00:00", "0.00", "00:00")])
def test_times_of_day_are_written_in_24_hours(text: str, fi: str, en: str) -> None:
    moment = parse_moment(text)
    assert (FI.time(moment), EN.time(moment)) == (fi, en)


@pytest.mark.parametrize(
    ("text", "fi", "en"),
    [
        ("2026-05-04", ("4", "touko", "2026"), ("4", "May", "2026")),
        ("2026-12", ("", "joulu", "2026"), ("", "Dec", "2026")),
        ("2026", ("", "", "2026"), ("", "", "2026")),
    ],
)
def test_a_leaf_of_the_calendar_leaves_unknown_parts_empty(text: str, fi: tuple[str, str, str], en: tuple[str, str, str]) -> None:
    assert (FI.parts(parse_date(text)), EN.parts(parse_date(text))) == (fi, en)


def test_a_short_month_needs_no_full_stop() -> None:
    assert Formats("sv", Locale.parse("sv_SE"), CHOICES).parts(parse_date("2026-12-04")) == ("4", "dec", "2026")


@pytest.mark.parametrize(
    ("items", "fi", "en"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A ja B", "A and B"),
        (["A", "B", "C"], "A, B ja C", "A, B and C"),
    ],
)
def test_lists_end_with_the_word_for_and(items: list[str], fi: str, en: str) -> None:
    assert (FI.list(items), EN.list(items)) == (fi, en)


@pytest.mark.parametrize(("number", "form"), [(0, "other"), (1, "one"), (2, "other"), (1.5, "other"), (21, "other")])
def test_finnish_and_english_have_one_form_for_one_and_one_for_the_rest(number: float, form: str) -> None:
    assert FI.plural(number) == EN.plural(number) == form


def test_languages_with_more_forms_get_them() -> None:
    polish = Formats("pl", Locale.parse("pl_PL"), CHOICES)
    assert [polish.plural(number) for number in (1, 2, 5)] == ["one", "few", "many"]


@pytest.mark.parametrize("text", ["2026", "2026-05", "2026-05-14"])
def test_a_moment_for_programs_is_written_as_in_the_data(text: str) -> None:
    assert iso(parse_moment(text), "Europe/Helsinki") == text


@pytest.mark.parametrize(
    ("text", "zone", "written"),
    [
        ("2027-03-27T22:00", "Europe/Helsinki", "2027-03-27T22:00+02:00"),
        ("2027-03-28T06:00", "Europe/Helsinki", "2027-03-28T06:00+03:00"),
        ("2027-05-01T00:00", "Europe/Helsinki", "2027-05-01T00:00+03:00"),
        ("2027-04-05T09:00", "America/New_York", "2027-04-05T09:00-04:00"),
    ],
)
def test_a_time_of_day_is_written_with_its_offset(text: str, zone: str, written: str) -> None:
    assert iso(parse_moment(text), zone) == written


def test_a_day_and_a_month_are_written_without_the_year() -> None:
    day = date(2026, 6, 25)
    assert (FI.day(day), FI.month(day), FI.tag) == ("25. kesäkuuta", "kesäkuu", "fi-FI")
    assert (EN.day(day), EN.month(day), EN.tag) == ("25 June", "June", "en-GB")
