"""The types of the data: texts, names, dates, addresses, numbers, figures and references."""

from __future__ import annotations

import copy
import math
import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.limits import MAX_LINE_LENGTH
from knowledge_hub.messages import catalogue
from knowledge_hub.model.base import FEW, Context, Ref, Reference, Slug, nearest
from knowledge_hub.model.dates import Day, Moment, PartialDate, SomeDate, SomeMoment, parse_date, parse_moment
from knowledge_hub.model.entry import Contact, Party
from knowledge_hub.model.figure import Amount, Feature, Figure
from knowledge_hub.model.organisation import Project
from knowledge_hub.model.text import LongText, Name, Text, names_in
from knowledge_hub.model.values import (
    Country,
    Currency,
    Email,
    Flag,
    LanguageCode,
    Line,
    LocaleName,
    Location,
    Number,
    NumberOrFlag,
    TimeZone,
    Url,
)
from pydantic import TypeAdapter, ValidationError
from small_hub import minimal_hub

CONTEXT = Context(
    languages=("fi", "en", "sv"),
    complete=frozenset({"fi", "en"}),
    ids={
        "source": frozenset({"a-report", "the-news"}),
        "unit": frozenset({"ha", "persons"}),
        "bound": frozenset({"about"}),
        "site_feature": frozenset({"rail"}),
        "organisation": frozenset({"works"}),
        "party_role": frozenset({"funder"}),
    },
)
BOTH = {"fi": "Suola", "en": "Salt"}
FIGURE = {"id": "staff", "label": BOTH, "value": 4, "unit": "persons", "as_of": 2025, "sources": ["a-report"]}
RAIL = {"feature": "rail", "seen": "2026-11-20", "sources": ["a-report"]}


def read(kind: Any, value: object) -> Any:
    """Read a value as a type of the model."""
    return TypeAdapter(kind).validate_python(value, context=CONTEXT)


def faults(kind: Any, value: object) -> list[tuple[str, tuple[int | str, ...]]]:
    """Return the code of each fault of a value, with its place within it."""
    try:
        read(kind, value)
    except ValidationError as fault:
        return list(_faults(fault))
    return []


def _faults(fault: ValidationError) -> Iterator[tuple[str, tuple[int | str, ...]]]:
    for detail in fault.errors():
        ctx = detail.get("ctx", {})
        if ctx.get("code") == "many":
            yield from ((code, detail["loc"] + at) for code, at, _ in ctx["values"]["problems"])
        else:
            yield ctx.get("code", detail["type"]), detail["loc"] + tuple(ctx.get("at", ()))


def codes(kind: Any, value: object) -> list[str]:
    """Return the codes of the faults of a value."""
    return [code for code, _ in faults(kind, value)]


# Texts and names


def test_a_text_is_read_in_each_language_without_the_space_around_it() -> None:
    text = read(Text, {"fi": " Suola\n", "en": "Salt"})
    assert dict(text) == {"fi": "Suola", "en": "Salt"}
    assert text["en"] == "Salt"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"fi": "Suola"}, [("HUB030", ())]),
        ({"sv": "Salt"}, [("HUB030", ()), ("HUB030", ())]),
        ({"fi": "Suola", "en": "Salt", "de": "Salz"}, [("HUB031", ("de",))]),
        ({"fi": "Suola", "en": " "}, [("HUB024", ("en",))]),
        ({"fi": "Suola", "en": None}, [("HUB024", ("en",))]),
        ({"fi": "Suola", "en": ["Salt"]}, [("HUB022", ("en",))]),
        ({"fi": "Suola", "en": "Salt\nand more"}, [("HUB028", ("en",))]),
        ({"fi": "Suola", "en": "x" * (MAX_LINE_LENGTH + 1)}, [("HUB025", ("en",))]),
        ({"fi": "<i>Suola</i>", "en": "Salt <br/>"}, [("HUB032", ("fi",)), ("HUB032", ("en",))]),
        ("Suola", [("HUB022", ())]),
        (7, [("HUB022", ())]),
        ([], [("HUB022", ())]),
    ],
)
def test_a_text_that_is_not_whole_is_refused_at_its_place(value: object, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert faults(Text, value) == expected


def test_a_language_in_the_making_may_be_left_out_and_shows_the_first_language_there_is() -> None:
    text = read(Text, {"en": "Salt", "fi": "Suola"})
    assert tuple(text.shown_in("sv")) == ("Suola", "fi")
    assert tuple(read(Text, {**BOTH, "sv": "Salt"}).shown_in("sv")) == ("Salt", "sv")


def test_while_languages_are_not_known_texts_are_not_judged_by_them() -> None:
    assert dict(TypeAdapter(Text).validate_python({"xx": "a"}, context=Context(()))) == {"xx": "a"}


def test_equal_texts_are_equal_and_can_be_keys() -> None:
    assert read(Text, BOTH) == read(Text, {"en": "Salt", "fi": "Suola"})
    assert len({read(Text, BOTH), read(Text, BOTH), read(Text, {**BOTH, "en": "Salts"})}) == 2


def test_a_name_may_be_the_same_in_every_language() -> None:
    name = read(Name, "Umicore")
    assert [name[code] for code in ("fi", "en", "sv")] == ["Umicore"] * 3


def test_a_name_keeps_languages_the_site_does_not_have() -> None:
    assert dict(read(Name, {**BOTH, "de": "Salz", "pt-BR": "Sal"})) == {**BOTH, "de": "Salz", "pt-BR": "Sal"}


@pytest.mark.parametrize(
    ("value", "code"),
    [("a <b>name</b>", "HUB032"), ("", "HUB024"), ({"fi": "Suola"}, "HUB030"), ({**BOTH, "english": "Salt"}, "HUB031"), (7, "HUB022")],
)
def test_a_name_that_is_none_is_refused(value: object, code: str) -> None:
    assert codes(Name, value) == [code]


@pytest.mark.parametrize(
    "text",
    ["One.\n\nTwo.", "- a\n- b", "**Core** and *more*", "See [it](https://korpi.example/a_(b)).", "3 < 4 and 5 > 4", "`<b>` is code", "\\<b>", "a\\![b]"],
)
def test_markdown_without_html_is_a_long_text(text: str) -> None:
    assert codes(LongText, {"fi": text, "en": text}) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A <b>bold</b> word", "HUB032"),
        ("</p>", "HUB032"),
        ("<!-- hidden -->", "HUB032"),
        ("<img src=x onerror=alert(1)", "HUB032"),
        ("<https://korpi.example>", "HUB032"),
        ("![a](https://korpi.example/a.png)", "HUB034"),
        ("[a](javascript:alert(1))", "HUB033"),
        ("[a]( /cities )", "HUB033"),
        ("[a](#part)", "HUB033"),
        ("x" * 20_001, "HUB025"),
    ],
)
def test_html_images_and_links_off_the_web_are_refused_in_a_long_text(text: str, code: str) -> None:
    assert faults(LongText, {"fi": text, "en": "ok"}) == [(code, ("fi",))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("plain", set()),
        ("{n} of {total}", {"n", "total"}),
        ("{{n}} {m}", {"m"}),
        ("{date", None),
        ("date}", None),
        ("{}", None),
        ("{0}", None),
        ("{a.b}", None),
        ("{a!r}", None),
        ("{a:>9}", None),
    ],
)
def test_the_names_in_braces_are_found_unless_the_braces_are_not_in_order(text: str, names: set[str] | None) -> None:
    assert names_in(text) == names


# Dates


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        (2026, date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2026-04", date(2026, 4, 1), date(2026, 4, 30), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2026-05-14", date(2026, 5, 14), date(2026, 5, 14), "day"),
    ],
)
def test_a_date_means_no_more_than_is_known_of_it(value: object, first: date, last: date, precision: str) -> None:
    found = parse_date(value)
    assert (found.first, found.last, found.precision) == (first, last, precision)


@given(day=st.dates(), signs=st.sampled_from([4, 7, 10]))
def test_a_date_is_written_as_it_was_read(day: date, signs: int) -> None:
    text = day.isoformat()[:signs]
    found = parse_date(text)
    assert str(found) == text
    assert found.first <= day <= found.last
    assert parse_date((found.last + timedelta(days=1)).isoformat()[:signs]) != found if found.last < date.max else True


@pytest.mark.parametrize("value", ["14.5.2026", "2026-5-14", "26-05-14", "2026/05/14", "May 2026", "2026-05-14T13:00", "", 20260514, 2026.5, True, [], {}])
def test_what_is_no_date_is_refused(value: object) -> None:
    assert codes(SomeDate, value) == ["HUB050"]


@pytest.mark.parametrize("value", ["2026-02-29", "2026-13", "2026-00-01", "2026-01-00", "2026-00", "2026-04-31", "0000"])
def test_a_date_that_is_in_no_calendar_is_refused(value: str) -> None:
    assert codes(SomeDate, value) == ["HUB051"]


def test_a_day_needs_to_be_known_to_the_day() -> None:
    assert read(Day, "2026-05-14") == date(2026, 5, 14)
    assert codes(Day, "2026-05") == codes(Day, 2026) == ["HUB028"]


@pytest.mark.parametrize(
    ("value", "text"),
    [("2026-05-14T13:00", "2026-05-14T13:00"), ("2026-05-14 09:05", "2026-05-14T09:05"), ("2026-05-14T13:00:00", "2026-05-14T13:00"), ("2026-05", "2026-05"), (2026, "2026")],
)
def test_a_moment_may_have_a_time_of_day(value: object, text: str) -> None:
    assert str(parse_moment(value)) == text


@pytest.mark.parametrize(
    ("value", "code"),
    [("2026-05-14T25:00", "HUB051"), ("2026-02-30T12:00", "HUB051"), ("2026-05T12:00", "HUB050"), ("2026-05-14T9:00", "HUB050"), ("2026-05-14T12:00:30", "HUB050"), ("12:00", "HUB050"), ("2026-05-14T12:00+02:00", "HUB050")],
)
def test_what_is_no_moment_is_refused(value: str, code: str) -> None:
    assert codes(SomeMoment, value) == [code]


def test_midnight_is_a_time_of_day() -> None:
    midnight = parse_moment("2026-05-14T00:00")
    assert str(midnight) == "2026-05-14T00:00"
    assert midnight != Moment(2026, 5, 14)


# Values


@pytest.mark.parametrize(
    "url",
    ["https://korpi.example", "http://korpi.example/", "HTTPS://Korpi.example/a?b=c&d=1#e", "https://korpi.example:8080/a", "https://xn--krpi-loa.example/ä", "https://körpi.example", "https://a.example/(b),c;d"],
)
def test_web_addresses_pass_as_they_are(url: str) -> None:
    assert read(Url, url) == url


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("www.korpi.example", "HUB053"),
        ("korpi.example/a", "HUB053"),
        ("https://", "HUB053"),
        ("https://localhost/a", "HUB053"),
        ("https://korpi", "HUB053"),
        ("https://korpi.example/a b", "HUB053"),
        ("https://korpi.example/<b>", "HUB053"),
        ('https://korpi.example/"onclick="a', "HUB053"),
        ("https://korpi.example\\@evil.example", "HUB053"),
        ("https://user:secret@korpi.example", "HUB053"),
        ("https://korpi.example/\u202egpj.exe", "HUB053"),
        ("https://[korpi.example", "HUB053"),
        ("https://korpi.example/" + "a" * 2000, "HUB053"),
        ("https://korpi..example", "HUB053"),
        ("javascript:alert(1)", "HUB054"),
        ("JavaScript:alert(1)//https://korpi.example", "HUB054"),
        (" https://korpi.example", "HUB054"),
        ("data:text/html,x", "HUB054"),
        ("ftp://korpi.example", "HUB054"),
        ("mailto:hub@korpi.example", "HUB054"),
        ("//korpi.example", "HUB053"),
        ("/cities", "HUB054"),
        ("", "HUB054"),
        (7, "HUB053"),
        (["https://korpi.example"], "HUB053"),
    ],
)
def test_what_is_no_web_address_is_refused(url: object, code: str) -> None:
    assert codes(Url, url) == [code]


@pytest.mark.parametrize("mail", ["office@korpi.example", "invest+fi@mail.korpi.example", "info-desk@korpi.example", "a.b@korpi.example", "kirjaamo@korpi.example"])
def test_the_address_of_an_office_passes(mail: str) -> None:
    assert read(Email, mail) == mail


@pytest.mark.parametrize("mail", ["maija.meikalainen@korpi.example", "Matti.Virtanen@korpi.example", "anna-liisa.korpi-maki@korpi.example", "pää.näköinen@korpi.example"])
def test_the_address_of_a_person_is_refused(mail: str) -> None:
    assert codes(Email, mail) == ["HUB056"]


@pytest.mark.parametrize("mail", ["korpi.example", "office(at)korpi.example", "office@korpi", "office@ korpi.example", "Office <office@korpi.example>", "a@b@korpi.example", "", 7])
def test_what_is_no_mail_address_is_refused(mail: object) -> None:
    assert codes(Email, mail) == ["HUB055"]


@pytest.mark.parametrize("number", [0, 400, -3, 12.5, 10**15, -(10**15)])
def test_numbers_stay_whole_or_broken_as_they_were_written(number: float) -> None:
    found = read(Number, number)
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(("value", "code"), [("400", "HUB022"), ("1 400", "HUB022"), (True, "HUB022"), (None, "HUB022"), ([1], "HUB022"), (math.inf, "HUB026"), (math.nan, "HUB026"), (10**16, "HUB026")])
def test_what_is_no_ordinary_number_is_refused(value: object, code: str) -> None:
    assert codes(Number, value) == [code]


def test_true_stays_true_where_a_number_may_stand_too() -> None:
    assert read(NumberOrFlag, True) is True
    assert read(NumberOrFlag, 1) is not True
    assert codes(NumberOrFlag, "yes") == ["HUB022"]


@pytest.mark.parametrize("value", ["true", "yes", 1, 0, None])
def test_true_or_false_is_no_word_for_it(value: object) -> None:
    assert codes(Flag, value) == ["bool_type"]


@pytest.mark.parametrize(("latitude", "longitude"), [(63.84, 23.13), (-90, 180), (90, -180), (0, 0)])
def test_places_on_earth_pass(latitude: float, longitude: float) -> None:
    place = read(Location, {"latitude": latitude, "longitude": longitude})
    assert (place.latitude, place.longitude) == (latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (90.1, 0, [("HUB057", ("latitude",))]),
        (-91, 181, [("HUB057", ("latitude",)), ("HUB057", ("longitude",))]),
        (0, -180.5, [("HUB057", ("longitude",))]),
        ("63,84", 0, [("HUB022", ("latitude",))]),
        (math.nan, 0, [("HUB026", ("latitude",))]),
    ],
)
def test_places_off_the_earth_are_refused(latitude: object, longitude: object, expected: list[tuple[str, tuple[str]]]) -> None:
    assert faults(Location, {"latitude": latitude, "longitude": longitude}) == expected


@pytest.mark.parametrize(
    ("kind", "good", "bad", "code"),
    [
        (Country, "FI", "Finland", "HUB059"),
        (Country, "SE", "se", "HUB059"),
        (Country, "NO", "XX", "HUB059"),
        (LanguageCode, "fi", "suomi", "HUB059"),
        (LanguageCode, "smn", "qq", "HUB059"),
        (LanguageCode, "en", "../en", "HUB059"),
        (Currency, "EUR", "euro", "HUB059"),
        (LocaleName, "fi_FI", "fi-FI", "HUB059"),
        (LocaleName, "sv", "xx_XX", "HUB059"),
        (TimeZone, "Europe/Helsinki", "Helsinki", "HUB058"),
        (TimeZone, "UTC", "UTC+2", "HUB058"),
        (Line, "ERDF", "<b>ERDF</b>", "HUB032"),
        (Line, "3M", 3, "HUB022"),
        (Line, "a", "a\nb", "HUB028"),
        (Line, "a", " ", "HUB024"),
        (Line, "a", "a" * (MAX_LINE_LENGTH + 1), "HUB025"),
        (Slug, "area-51", "Area 51", "HUB028"),
        (Slug, "a", "a-", "HUB028"),
        (Slug, "a1", "a" * 81, "HUB028"),
    ],
)
def test_codes_and_lines_are_checked(kind: Any, good: str, bad: object, code: str) -> None:
    assert read(kind, good) == good
    assert codes(kind, bad) == [code]


# Figures


def test_a_figure_knows_the_date_it_holds_for() -> None:
    assert read(Figure, FIGURE).date == PartialDate(2025)
    seen = {key: value for key, value in FIGURE.items() if key != "as_of"} | {"seen": "2026-11-20"}
    assert read(Figure, seen).date == PartialDate(2026, 11, 20)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sources": []}, [("HUB062", ())]),
        ({"sources": ["no-report"]}, [("HUB040", ("sources", 0))]),
        ({"as_of": None}, [("HUB060", ())]),
        ({"seen": "2026-11-20"}, [("HUB061", ())]),
        ({"value": "4"}, [("HUB022", ("value",))]),
        ({"unit": "people"}, [("HUB040", ("unit",))]),
        ({"unit": None}, [("HUB024", ("unit",))]),
        ({"bound": "roughly"}, [("HUB040", ("bound",))]),
        ({"headline": "yes"}, [("bool_type", ("headline",))]),
        ({"note": "x"}, [("extra_forbidden", ("note",))]),
    ],
)
def test_a_figure_needs_a_number_a_unit_one_date_and_a_source(change: dict[str, object], expected: list[tuple[str, tuple[object, ...]]]) -> None:
    assert faults(Figure, {**FIGURE, **change}) == expected


@pytest.mark.parametrize("left_out", ["sources", "as_of", "value", "unit"])
def test_an_amount_needs_the_same_as_a_figure(left_out: str) -> None:
    amount = {key: value for key, value in FIGURE.items() if key in ("value", "unit", "as_of", "sources")}
    assert faults(Amount, amount) == []
    del amount[left_out]
    assert len(faults(Amount, amount)) == 1


@pytest.mark.parametrize("says", [{"value": True}, {"value": False}, {"value": 0, "unit": "ha"}, {"note": BOTH}, {"value": 7.5, "unit": "ha", "bound": "about", "note": BOTH}])
def test_a_feature_says_a_number_true_or_false_or_something_in_words(says: dict[str, object]) -> None:
    assert faults(Feature, {**RAIL, **says}) == []


@pytest.mark.parametrize(("says", "code"), [({}, "HUB028"), ({"value": 7}, "HUB021"), ({"value": "seven"}, "HUB022")])
def test_a_feature_that_says_nothing_or_lacks_a_unit_is_refused(says: dict[str, object], code: str) -> None:
    assert codes(Feature, {**RAIL, **says}) == [code]


# References and records


@pytest.mark.parametrize(("value", "code"), [("a-repot", "HUB040"), ("A-Report", "HUB040"), (7, "HUB022"), (["a-report"], "HUB022"), (None, "HUB024")])
def test_a_reference_to_nothing_is_refused(value: object, code: str) -> None:
    assert codes(Annotated[str, Reference("source")], value) == [code]


def test_a_reference_knows_its_kind_also_as_a_copy() -> None:
    ref = read(Annotated[str, Reference("source")], "a-report")
    for same in (ref, copy.deepcopy(ref), pickle.loads(pickle.dumps(ref))):
        assert (same, type(same), same.kind) == ("a-report", Ref, "source")


def test_a_kind_whose_ids_are_not_known_takes_any_id() -> None:
    assert read(Annotated[str, Reference("stage")], "anything") == "anything"


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("korvi", {"korpi", "ranta"}, "did you mean korpi?"),
        ("x", {"korpi", "ranta"}, "use one of: korpi, ranta"),
        ("korpi", set(), "there is none yet: create it first"),
        ("x", {f"city-{number}" for number in range(FEW + 1)}, f"none of the {FEW + 1} that exist is spelt alike"),
    ],
)
def test_advice_names_the_nearest_id_or_all_if_they_are_few(word: str, known: set[str], advice: str) -> None:
    assert catalogue().say(nearest(word, known)).startswith(advice)


@pytest.mark.parametrize(("party", "accepted"), [({"organisation": "works"}, True), ({"name": "Works"}, True), ({"organisation": "works", "name": "Works"}, False), ({"role": "funder"}, False)])
def test_a_party_is_an_organisation_or_a_name(party: dict[str, str], accepted: bool) -> None:
    assert codes(Party, party) == ([] if accepted else ["HUB028"])


def test_a_contact_is_checked_in_every_part() -> None:
    wrong = {"role": "Editor", "url": "korpi.example", "email": "maija.meikalainen@korpi.example", "phone": 401234567}
    assert faults(Contact, wrong) == [("HUB022", ("role",)), ("HUB053", ("url",)), ("HUB056", ("email",)), ("HUB022", ("phone",))]


@pytest.mark.parametrize(
    ("start", "end", "accepted"),
    [
        ("2024-01", "2024-01", True),
        ("2024-05-14", "2024", True),
        ("2024", "2024-01-01", True),
        ("2024-05-14", "2024-04", False),
        ("2024", "2023", False),
        (None, "2023", True),
        ("2024", None, True),
    ],
)
def test_an_end_is_refused_only_if_it_is_surely_before_the_start(start: str | None, end: str | None, accepted: bool) -> None:
    project = {"id": "p", "name": "P", "areas": ["a"], "summary": BOTH, "description": BOTH, "sources": ["a-report"], "checked": "2026-11-20"}
    assert faults(Project, {**project, "start": start, "end": end}) == ([] if accepted else [("HUB052", ("end",))])


def test_a_record_cannot_be_changed() -> None:
    city = minimal_hub().cities["korpi"]
    with pytest.raises(ValidationError, match="frozen"):
        city.order = 7  # type: ignore[misc]
    assert isinstance(city.strengths, tuple)
    assert city.order == 1
