"""Someone without an account tells of an organisation, a figure, a better text or a mistake, each with a form."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import REPOSITORY_URL
from knowledge_hub.canonical.scalars import scalar
from playwright.sync_api import Browser, expect
from suggesting import Form, accepted, at_small, read, small_site
from visitor import LANGUAGES, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]
__all__ = ["at_small", "small_site"]  # fixtures
KORPI = "data/cities/korpi.yml"
LONG = "A sentence that is much too long for one line of a file. " * 3
TEXTS = [
    "plain", "two words", "", " ", "yes", "No", "oN", "true", "null", "~", "=", "<<", "12", "1_000", "0123", "0x1F", "1.5",
    "1e3", "12:30", "1:2:3", "2026-11-24", "2026-11", "2026", ".5", ".inf", "-.NaN", "+1", "a: b", "a:b", "a:", ":a", "#a",
    "a #b", "a#b", "- a", "-a", "-", "---", "--- a", "...", "? a", "?a", "a?", "[a]", "a[b]", "{a}", "a, b", "&a", "*a", "!a",
    "|", ">", "'a'", '"a"', "%a", "@a", "`a`", "a'b", "“a”", "”a”", "”a” b", "«a»", "‘a’", "a\tb", "https://a.example/b?c=d#e",
    "å ä ö", "電池", "\U0001f50b", "a\u00a0b", "a\\b", "http://x.example, y",
]  # fmt: skip
"""Texts that YAML may read as something else, and some that it does not."""


def test_an_organisation_becomes_records_that_pass_the_check(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("tell/")
        visitor.follow(visitor.main.get_by_role("link", name=visitor.ui("suggest.organisation.title")))
        form = Form(visitor)
        form.make()
        name = form.input("organisation_name", LANGUAGES[0])
        expect(name).to_be_focused()
        assert form.error(name) == visitor.ui("suggest.errors.required")
        name.fill("korpi works OY")
        assert form.error(name) == visitor.ui("suggest.errors.taken")
        form.input("organisation_name", "fi").fill("Suolatehdas: Ranta Oy")
        form.input("organisation_name", "en").fill("Salt Works: Ranta")
        form.input("organisation_kind").select_option("company")
        form.input("organisation_city").select_option(label="Ranta")
        form.input("organisation_website").fill("https://salt.example/")
        form.group("organisation_areas").get_by_label("Kierrätys" if language == "fi" else "Recycling").check()
        form.text("organisation_description", f"{LONG}\n\nMore # of it.")
        preview = visitor.main.get_by_role("complementary", name=visitor.ui("suggest.preview"))
        shown = form.input("organisation_name", language).input_value()
        expect(preview.get_by_role("heading", level=3)).to_have_text(shown)
        for part in ("Ranta", "salt.example", "More # of it."):
            expect(preview).to_contain_text(part)
        expect(form.input("source_url")).to_have_value("https://salt.example/")
        form.source("https://salt.example/about")
        form.make()
        files = form.files()
        assert "data/organisations/salt-works-ranta.yml" in files
        assert parse_qs(urlsplit(form.way("new_organisation")).query)["filename"] == ["salt-works-ranta.yml"]
    accepted(small_site, tmp_path, files)


def test_a_newer_value_takes_the_place_of_the_one_before(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("tell/figure/")
        form = Form(visitor)
        form.input("place_figure").select_option("korpi/staff")
        expect(form.input("figure_label", "fi")).to_be_hidden()
        value = form.input("figure_value")
        value.fill("many")
        form.source()
        assert form.error(value).startswith(visitor.ui_raw("suggest.errors.number").partition("{")[0])
        value.fill({"fi": "1 234,5", "en": "1,234.5"}[language])
        year = form.moment("figure_as_of", "year")
        year.fill("2027")
        form.make()
        assert form.error(year) == visitor.ui("suggest.errors.future")
        year.fill("2026")
        tile = visitor.main.get_by_role("complementary", name=visitor.ui("suggest.preview"))
        expect(tile).to_contain_text({"fi": "1\u00a0234,5", "en": "1,234.5"}[language])
        form.make()
        files = form.files()
        piece = next(text for name, text in files.items() if name.startswith(KORPI))
        record = read(piece)[0]
        assert (record["id"], record["value"], record["as_of"], record["bound"]) == ("staff", 1234.5, 2026, "about")
        assert record["history"] == [{"value": 400, "as_of": 2025, "sources": ["korpi-report"]}]
        first, last = (int(part) for part in form.way("edit_file").partition("#L")[2].split("-L"))
        assert form.way("edit_file").startswith(f"{REPOSITORY_URL}/edit/main/{KORPI}#")
        lines = (small_site.parent / "project" / KORPI).read_text("utf-8").splitlines()[first - 1 : last]
        assert (lines[0], lines[-1]) == ("  - id: staff", "    sources: [korpi-report]")
        mail = unquote(form.way("mail")).replace("\r\n", "\n")
        assert all(f"# {name}\n{text}" in mail for name, text in files.items())
    accepted(small_site, tmp_path, files)


@pytest.mark.parametrize("city", ["korpi", "ranta"])
def test_a_new_figure_finds_its_place_in_the_city_s_file(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str, city: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("tell/figure/")
        form = Form(visitor)
        form.input("place_figure").select_option(f"{city}/")
        form.make()
        assert form.error(form.input("figure_label", "fi")) == visitor.ui("suggest.errors.required")
        form.text("figure_label", "Staff")
        form.input("figure_unit").select_option("persons")
        form.input("figure_value").fill("7")
        source = (small_site.parent / "project" / "data" / "sources" / "ranta-news.yml").read_text("utf-8")
        form.source(read(source)["url"])
        form.input("source_url").blur()
        expect(visitor.main.get_by_text(visitor.ui("suggest.known"))).to_be_visible()
        form.make()
        files = form.files(count=1)
        assert "ranta-news" in next(iter(files.values()))
    project = accepted(small_site, tmp_path, files)
    figures = read((project.data / "cities" / f"{city}.yml").read_text("utf-8"))["figures"]
    assert figures[-1] == {
        "id": "staff-2" if city == "korpi" else "staff",
        "label": dict.fromkeys(LANGUAGES, "Staff"),
        "value": 7,
        "unit": "persons",
        "seen": "2026-11-24",
        "sources": ["ranta-news"],
    }


def test_a_better_summary_takes_the_place_of_the_present_one(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("tell/text/")
        form = Form(visitor)
        form.input("place_city").select_option("korpi")
        text = form.input("city_summary", "en")
        expect(text).to_have_value("Korpi makes salts.")
        form.make()
        assert form.error(form.input("city_summary", "fi")) == visitor.ui("suggest.errors.unchanged")
        text.fill("Korpi makes salts and more.")
        expect(visitor.main.get_by_text(visitor.ui("suggest.words", before=3, after=5))).to_be_visible()
        form.make()
        files = form.files(count=1)
    project = accepted(small_site, tmp_path, files)
    summary = read((project.path / KORPI).read_text("utf-8"))["summary"]
    assert summary == {"fi": "Korvessa tehdään suoloja.", "en": "Korpi makes salts and more."}


def test_a_mistake_in_a_figure_is_reported_with_what_the_site_says(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("cities/korpi/")
        tile = visitor.main.locator(".kh-figure").filter(has_text={"fi": "Henkilöstö", "en": "Staff"}[language]).first
        visitor.follow(tile.get_by_role("link", name=visitor.ui("figure.mend")))
        visitor.is_at("report-a-mistake/")
        visitor.lands_on("city.korpi.figures.staff")
        form = Form(visitor)
        form.input("correction_source").fill("right.example")
        form.input("correction_change").fill("500, says the report.")
        assert form.error(form.input("correction_source")) == visitor.ui("suggest.errors.url")
        form.input("correction_source").fill("https://right.example/")
        visitor.main.get_by_role("button", name=visitor.ui("suggest.make_report")).click()
        expect(visitor.main.get_by_role("heading", name=visitor.ui("suggest.result_report"))).to_be_focused()
        issue = urlsplit(form.way("issue"))
        assert f"{issue.scheme}://{issue.netloc}{issue.path}" == f"{REPOSITORY_URL}/issues/new"
        asked = {key: values[0] for key, values in parse_qs(issue.query).items()}
        assert asked.keys() == {"template", "title", "page", "shown", "change", "source"}
        assert asked["template"] == "correction.yml"
        assert asked["page"] == visitor.address("cities/korpi/")
        assert (asked["change"], asked["source"]) == ("500, says the report.", "https://right.example/")
        told = {"fi": "Korpi: Henkilöstö: noin 400\u00a0henkilöä, 2025", "en": "Korpi: Staff: about 400\u00a0people, 2025"}[language]
        assert asked["shown"].startswith(told.replace("\u00a0", " "))
        assert "https://www.korpi.example/report" in asked["shown"]
        mail = unquote(form.way("mail"))
        assert all(asked[key] in mail for key in ("page", "shown", "change", "source"))


def test_what_is_written_has_the_form_that_the_command_gives(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("tell/text/")
        for flow in (False, True):
            written = visitor.page.evaluate("([texts, flow]) => texts.map((text) => canonical.scalar(text, flow))", [TEXTS, flow])
            assert written == [scalar(text, flow=flow) for text in TEXTS]


def test_without_scripts_a_claim_is_shown_with_ways_to_report_it(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language, java_script_enabled=False) as visitor:
        visitor.open("cities/korpi/")
        visitor.follow(visitor.main.locator("#figures + .kh-figures").get_by_role("link", name=visitor.ui("figure.mend")).first)
        claim = visitor.lands_on("city.korpi.figures.staff")
        expect(claim).to_contain_text("400")
        expect(visitor.main.locator(".kh-claims > li:visible")).to_have_count(1)
        link = visitor.main.get_by_role("link", name=visitor.ui("suggest.issue"))
        expect(link).to_have_attribute("href", f"{REPOSITORY_URL}/issues/new?template=correction.yml")
        mail = unquote(str(visitor.main.get_by_role("link", name=visitor.ui("suggest.mail")).get_attribute("href")))
        assert all(Form(visitor).label(f"correction_{key}") in mail for key in ("page", "shown", "change", "source"))
