"""Fact sheets: PDF that everyone can read, with the same facts as the pages."""

from __future__ import annotations

import dataclasses
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, SITE_URL
from knowledge_hub.build import build
from knowledge_hub.formats import NBSP
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import City
from knowledge_hub.pages.render import Renderer
from knowledge_hub.project import build_time
from knowledge_hub.read import read_hub
from knowledge_hub.sheets.drawer import Drawer, cache_folder
from knowledge_hub.sheets.text import cut, paragraphs, plain, sentences, shortened, shortened_paragraphs
from knowledge_hub.sheets.typesetter import UNKNOWN
from sheet_reader import Pdf, draw, photonics_after, plan_of, planned
from site_reader import pages, words
from small_hub import ICONS, TODAY, edit

KINDS = ["", "cities/kokkola", "compare/kokkola-vaasa"]
HOSTILE = r"""#panic("no") ] [ $x$ \ \u{ab} " ' * _ @ref #sys.inputs // /* {x} ~ -- ... `#` = & &amp; \#"""


@pytest.fixture(scope="module")
def hub() -> Hub:
    return read_hub(ROOT / "data", TODAY, ICONS)


@pytest.fixture(scope="module")
def drawer() -> Drawer:
    return Drawer(cache_folder(ROOT, os.environ))


@pytest.fixture(scope="module")
def all_sheets(hub: Hub, drawer: Drawer) -> dict[str, Pdf]:
    """Every sheet of the real hub by its address."""
    return {address: Pdf(content) for address, content in drawer.draw(planned(hub).values()).items()}


def spaced(text: str) -> str:
    """Put plain spaces in place of those at which no line ends."""
    return " ".join(text.replace(NBSP, " ").split())


def in_order(text: str, *parts: str) -> bool:
    """Whether parts stand in a text one after the other."""
    place = 0
    for part in map(spaced, parts):
        place = spaced(text).find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


# Which there are


def test_the_network_each_city_and_each_pair_has_a_sheet_in_each_language(hub: Hub) -> None:
    cities = list(hub.cities)
    pairs = [f"{one}-{two}" for place, one in enumerate(cities) for two in cities[place + 1 :]]
    names = ["network", *cities, *pairs]
    assert {drawing.address for drawing in planned(hub).values()} == {f"sheets/{name}-{code}.pdf" for name in names for code in ("fi", "en")}


def test_cities_whose_names_collide_still_have_sheets_of_their_own(hub: Hub) -> None:
    one, two = list(hub.cities.values())[:2]
    odd = [city.model_copy(update={"id": id}) for city, id in ((one, "network"), (two, "a"), (one, "b"), (two, "a-b"))]
    sheets = plan_of(dataclasses.replace(hub, cities={city.id: city for city in odd})).sheets()
    assert len({drawing.address for drawing in sheets.values()}) == len(sheets)


def test_every_sheet_keeps_to_its_pages(all_sheets: dict[str, Pdf], hub: Hub) -> None:
    for address, pdf in all_sheets.items():
        name = address.removeprefix("sheets/").rpartition("-")[0]
        allowed = {2} if name in hub.cities or name == "network" else {1, 2}
        assert len(pdf.reader.pages) in allowed, address
        width, height = pdf.reader.pages[0].mediabox.upper_right
        assert (round(float(width)), round(float(height))) == (595, 842), address


# For everyone to read


def test_every_sheet_is_tagged_and_says_its_title_language_date_and_standard(all_sheets: dict[str, Pdf], hub: Hub) -> None:
    locales = {"fi": "fi-FI", "en": "en-GB"}
    for address, pdf in all_sheets.items():
        language = address[-6:-4]
        assert pdf.root["/MarkInfo"]["/Marked"], address
        assert pdf.root["/Lang"] == locales[language], address
        assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"], address
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.root["/Metadata"].get_data(), address
        assert pdf.reader.metadata is not None
        assert pdf.reader.metadata.title, address
        assert pdf.reader.metadata.author == hub.site.publisher[language], address
        assert pdf.reader.metadata.creation_date is not None
        assert f"{pdf.reader.metadata.creation_date:%Y-%m-%d}" == "2026-11-24", address


def test_every_picture_has_words_and_no_heading_skips_a_level(all_sheets: dict[str, Pdf]) -> None:
    for address, pdf in all_sheets.items():
        assert pdf.alternatives, address
        assert all(pdf.alternatives), address
        levels = [int(role[1]) for role in pdf.roles if re.fullmatch(r"H\d", role)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


def test_tables_have_heads(all_sheets: dict[str, Pdf]) -> None:
    for address, pdf in all_sheets.items():
        assert pdf.roles.count("THead") == pdf.roles.count("Table"), address
        assert "TH" in pdf.roles or "Table" not in pdf.roles, address


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_pictures_of_a_city_are_its_map_and_the_way_to_its_page(hub: Hub, drawer: Drawer, language: str) -> None:
    pdf = draw(drawer, hub, "cities/pori", language)
    url = f"{SITE_URL}{'' if language == 'fi' else 'en/'}cities/pori/"
    assert [("Pori" in text, url in text) for text in pdf.alternatives] == [(True, False), (False, True)]
    assert url in pdf.links
    assert url.removeprefix("https://").rstrip("/") in pdf.text.replace(" ", "")


# The facts


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_city_tells_its_strengths_with_level_and_reason_in_reading_order(hub: Hub, drawer: Drawer, language: str) -> None:
    city, pdf = hub.cities["kokkola"], draw(drawer, hub, "cities/kokkola", language)
    assert in_order(pdf.text, city.name[language], city.headline[language], hub.interface[language]["city.strengths_note"])
    for strength in city.strengths:
        reason = sentences(plain(strength.evidence[language]))[0]
        level = hub.level(strength.level).label[language]
        assert in_order(pdf.text, hub.areas[strength.area].name[language], level, reason), strength.area


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_figure_stands_with_what_it_counts_its_date_and_its_source(hub: Hub, drawer: Drawer, language: str) -> None:
    view, pdf = Renderer(hub, TODAY, None).view("", language), draw(drawer, hub, "cities/kokkola", language)
    headlines = [figure for figure in hub.cities["kokkola"].figures if figure.headline]
    assert headlines
    for figure in headlines:
        value = view.formats.amount(figure.value, figure.unit, figure.bound)
        source = hub.sources[figure.sources[0]]
        assert in_order(pdf.text, value, figure.label[language], view.dated(figure), source.publisher[language]), figure.id
        assert source.url in pdf.links


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("id", ["kokkola", "vaasa", "pori"])
def test_every_investment_is_there_with_its_status_and_date_also_if_it_is_off(hub: Hub, drawer: Drawer, id: str, language: str) -> None:
    view, pdf = Renderer(hub, TODAY, None).view("", language), draw(drawer, hub, f"cities/{id}", language)
    for item in hub.cities[id].investments:
        status = hub.choice("investment_status", item.status).label[language]
        assert in_order(pdf.text, item.name[language], status, view.dated(item)), item.id


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_sheet_says_who_answers_for_it_under_which_licence_and_who_paid(hub: Hub, drawer: Drawer, path: str, language: str) -> None:
    pdf = draw(drawer, hub, path, language)
    site, ui = hub.site, hub.interface[language]
    assert site.funding is not None
    view = Renderer(hub, TODAY, None).view("", language)
    expected = [site.publisher[language], site.licence.name, site.funding.statement[language], f"{ui['checked']} {view.date(TODAY)}"]
    assert [text for text in expected if not in_order(pdf.text, text)] == []
    assert {site.licence.url, site.funding.url} <= pdf.links
    if path != "":
        assert ui["city.strengths_note"] in pdf.text


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_pair_tells_what_only_one_and_what_both_are_strong_in(hub: Hub, drawer: Drawer, language: str) -> None:
    page = build(ROOT, build_time({"SOURCE_DATE_EPOCH": "1795521600"}), {}).pages[language, "compare/kokkola-vaasa"]
    told = re.findall(r"<li>(.*?)</li>", page.html.partition("kh-results")[2].partition("</ul>")[0], re.DOTALL)
    assert told
    pdf = draw(drawer, hub, "compare/kokkola-vaasa", language)
    assert all(in_order(pdf.text, re.sub(r"<[^>]+>", "", sentence)) for sentence in told)


# Texts stay texts, and fit


def test_hostile_text_comes_out_literally(tmp_path: Path) -> None:
    change = edit("cities/oulu.yml", "headline: {en: Light for health,", f"headline: {{en: '{HOSTILE.replace(chr(39), chr(39) * 2)}',")
    pdf = draw(Drawer(tmp_path / "cache"), photonics_after(tmp_path, change), "cities/oulu", "en")
    assert HOSTILE in pdf.text
    assert len(pdf.reader.pages) == 2


def test_a_sign_that_no_font_has_is_shown_as_unknown(tmp_path: Path) -> None:
    change = edit("cities/oulu.yml", "headline: {en: Light for health,", "headline: {en: Light 光 for 🔋 health,")
    pdf = draw(Drawer(tmp_path / "cache"), photonics_after(tmp_path, change), "cities/oulu", "en")
    assert f"Light {UNKNOWN} for {UNKNOWN} health" in pdf.text


def test_a_city_with_far_too_much_keeps_to_two_pages_and_says_how_much_is_left_out(hub: Hub, tmp_path: Path) -> None:
    city = hub.cities["pori"]
    much = city.model_copy(
        update={
            "figures": tuple(item.model_copy(update={"headline": False}) for item in city.figures * 4),
            "sites": city.sites * 9,
            "investments": city.investments * 9,
        }
    )
    pdf = draw(Drawer(tmp_path), _with(hub, much), "cities/pori", "en")
    assert len(pdf.reader.pages) == 2
    left = [int(number) for number in re.findall(r"and (\d+) more online", pdf.text)]
    assert left
    assert sum(left) < 9 * (len(city.sites) + len(city.investments)) + 4 * len(city.figures)
    assert "Contacts" in pdf.text


def test_a_city_of_which_little_is_known_has_its_two_pages_too(hub: Hub, tmp_path: Path) -> None:
    empty = dict.fromkeys(("strengths", "figures", "sites", "investments", "contacts"), ())
    pdf = draw(Drawer(tmp_path), _with(hub, hub.cities["pori"].model_copy(update=empty)), "cities/pori", "en")
    assert len(pdf.reader.pages) == 2
    assert "No investment is known" in pdf.text
    assert hub.cities["pori"].website in pdf.links


def _with(hub: Hub, city: City) -> Hub:
    return dataclasses.replace(hub, cities={**hub.cities, city.id: city})


# The same bytes, and any hub


def test_two_draws_give_the_same_bytes(hub: Hub, tmp_path: Path) -> None:
    for path in KINDS:
        one, two = (draw(Drawer(tmp_path / name), hub, path, "fi").content for name in ("one", "two"))
        assert one == two, path


def test_a_hub_without_map_project_or_funder_has_its_sheets_in_its_languages(tmp_path: Path) -> None:
    photonics = photonics_after(tmp_path)
    sheets = planned(photonics)
    drawn = Drawer(cache_folder(ROOT, os.environ)).draw(sheets.values())
    assert len(drawn) == 2 * (1 + 3 + 3)
    for (path, language), drawing in sheets.items():
        pdf = Pdf(drawn[drawing.address])
        assert pdf.root["/Lang"] == {"en": "en-GB", "sv": "sv-SE"}[language]
        assert len(pdf.alternatives) == 1, f"{path}: only the QR code is a picture"
        assert "Faktablad" in pdf.text if language == "sv" else "Fact sheet" in pdf.text
        assert not re.search(r"kokkola|batter|akku", pdf.text, re.IGNORECASE)


def test_a_text_in_another_language_than_the_sheet_says_so(tmp_path: Path) -> None:
    changes = [
        edit("site.yml", "{code: sv, name: Svenska, locale: sv_SE}", "{code: sv, name: Svenska, locale: sv_SE, complete: false}"),
        edit("cities/oulu.yml", "headline: {en: Light for health, sv: Ljus för hälsan}", "headline: {en: Light for health}"),
    ]
    pdf = draw(Drawer(tmp_path / "cache"), photonics_after(tmp_path, *changes), "cities/oulu", "sv")
    assert "Light for health" in pdf.text
    assert "en" in {str(element.get("/Lang", "")) for _, element in pdf.elements}


# On the site


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize(("page", "name"), [("cities/kokkola/", "kokkola"), ("compare/kokkola-vaasa/", "kokkola-vaasa"), ("invest/", "network")])
def test_pages_link_to_their_sheet_and_tell_its_size(site: Path, prefix: str, page: str, name: str) -> None:
    language = prefix.rstrip("/") or "fi"
    file = site / f"sheets/{name}-{language}.pdf"
    found = [link for link in pages(site)[f"{prefix}{page}"].all("//main//a[@type='application/pdf']") if link.get("href").endswith(file.name)]
    assert found
    number, unit = words(found[0]).rstrip(")").split()[-2:]
    assert unit in ("kt", "kB")
    assert int(number) == round(len(file.read_bytes()) / 1000)


def test_a_preview_takes_pairs_and_cards_only_from_what_is_kept(tmp_path: Path) -> None:
    quick = build(ROOT, build_time(os.environ), {}, Drawer(tmp_path, quick=True))
    drawn = {address for address in quick.files() if address.endswith(".pdf")}
    assert drawn == {f"sheets/{name}-{code}.pdf" for name in ("network", *quick.hub.cities) for code in ("fi", "en")}
    assert not [address for address in quick.last_files([]) if address.startswith("cards/")]
    pair = quick.pages["fi", "compare/kokkola-vaasa"].html
    assert "application/pdf" not in pair


# Texts for paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It opened 11.2.2026. Then it closed.", ["It opened 11.2.2026.", "Then it closed."]),
        ("About n. 400 km. Oy Ab. came", ["About n. 400 km. Oy Ab. came"]),
        ("The U.S. Army left. So did we.", ["The U.S. Army left.", "So did we."]),
        ("What it aims at. With mm. Oulu. So.", ["What it aims at.", "With mm. Oulu.", "So."]),
        ("It is in the EU. Sweden is too.", ["It is in the EU.", "Sweden is too."]),
        ("He said ”no”. Yes.", ["He said ”no”.", "Yes."]),
        ("一。二。", ["一。", "二。"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_at_stops_but_not_after_abbreviations(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_text_is_shortened_at_a_sentence_and_within_one_only_if_it_is_far_too_long() -> None:
    text = "First sentence here. Second sentence here. Third."
    assert shortened(text, 100) == text
    assert shortened(text, 42) == "First sentence here. Second sentence here."
    assert shortened(text, 15) == "First sentence here."
    assert shortened("Much too long a sentence for this, really.", 10) == "Much too long a…"
    assert cut("word", 10) == "word"
    assert cut("It ends. Then more", 10) == "It ends…"
    assert cut("averyveryverylongword", 8) == "averyve…"


def test_paragraphs_are_shortened_as_a_whole() -> None:
    texts = ["One is short.", "Two has more. It has two sentences.", "Three."]
    assert shortened_paragraphs(texts, 100) == texts
    assert shortened_paragraphs(texts, 30) == ["One is short.", "Two has more."]
    assert shortened_paragraphs(texts, 14) == ["One is short."]


def test_marks_of_markdown_do_not_reach_paper() -> None:
    text = "A *b* [c](https://d.example) `e` & f\n\n- f\n- g"
    assert paragraphs(text) == ["A b c e & f", "f", "g"]
    assert plain("about 1 000 people") == f"about 1{NBSP}000 people"
