"""What a visitor chooses on a page takes effect, stands in the address and comes back with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from conftest import ROOT, TODAY
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import matrix
from knowledge_hub.project import icons_in
from knowledge_hub.read import read_hub
from knowledge_hub.sites import rank
from playwright.sync_api import Browser, Locator, expect
from visitor import LANGUAGES, Visitor, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]

UNCOVERED = """card => {
  card.scrollIntoView({ block: "center" });
  const box = card.getBoundingClientRect();
  const corners = [[box.left + 6, box.top + 6], [box.right - 6, box.top + 6], [box.left + 6, box.bottom - 6], [box.right - 6, box.bottom - 6]];
  return corners.every(([x, y]) => card.contains(document.elementFromPoint(x, y)));
}"""
"""Whether all corners of an element are on top of what is there."""


@pytest.fixture(scope="module")
def hub() -> Hub:
    """The real hub."""
    return read_hub(ROOT / "data", datetime.fromtimestamp(int(TODAY), UTC).date(), icons_in(ROOT))


def choose(visitor: Visitor, label: str, within: Locator | None = None) -> None:
    """Choose a box or a radio button by what stands beside it."""
    (within or visitor.main).get_by_label(label, exact=True).first.check(force=True)


def row_names(visitor: Visitor) -> list[str]:
    rows = visitor.main.locator("tr[data-text]:visible th a")
    return [name.strip() for name in rows.all_inner_texts()]


def test_the_map_lights_up_the_cities_of_an_area_and_says_which(
    browser: Browser, at_root: str, language: str, hub: Hub
) -> None:
    strong = [cell.city for cell in next(row for row in matrix(hub).rows if row.area.id == "water-treatment").strong]
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        choose(visitor, hub.areas["water-treatment"].short_name[language])
        status = visitor.main.get_by_role("status").first
        for city in strong:
            expect(status).to_contain_text(city.name[language])
        expect(visitor.main.locator("a[data-levels][data-weight='3']")).to_have_count(len(strong))
        assert "area=water-treatment" in visitor.page.url
        visitor.page.reload()
        expect(visitor.main.get_by_role("status").first).to_contain_text(strong[0].name[language])


def test_the_cities_of_the_map_are_reached_by_name_in_order(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        names = [link.get_attribute("data-name") for link in visitor.main.locator("a[data-levels]").all()]
        assert names == sorted(names, key=str)


def test_the_directory_counts_filters_and_goes_back(browser: Browser, at_root: str, language: str, hub: Hub) -> None:
    in_pori = [item for item in hub.organisations.values() if item.city == "pori"]
    both = [item for item in in_pori if "recycling" in item.areas]
    with visit(browser, at_root, language) as visitor:
        visitor.open("organisations/")
        cities = visitor.main.get_by_role("group", name=visitor.ui("nav.cities"))
        expect(cities.locator("label", has_text="Pori")).to_contain_text(str(len(in_pori)))
        cities.locator("label", has_text="Pori").get_by_role("checkbox").check()
        assert set(row_names(visitor)) == {item.name[language] for item in in_pori}
        areas = visitor.main.get_by_role("group", name=visitor.ui("nav.areas"))
        recycling = areas.locator("label", has_text=hub.areas["recycling"].short_name[language])
        expect(recycling).to_contain_text(str(len(both)))
        recycling.get_by_role("checkbox").check()
        assert set(row_names(visitor)) == {item.name[language] for item in both}
        assert "city=pori" in visitor.page.url
        assert "area=recycling" in visitor.page.url
        visitor.page.go_back()
        assert set(row_names(visitor)) == {item.name[language] for item in in_pori}


def test_the_directory_finds_a_word_whatever_its_accents_and_helps_when_nothing_fits(
    browser: Browser, at_root: str, language: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("organisations/")
        field = visitor.main.get_by_label(visitor.ui("directory.text"))
        field.fill("abo")
        expect(visitor.main.get_by_role("link", name="Åbo Akademi").first).to_be_visible()
        field.fill("xyzzyxyzzy")
        expect(visitor.main.get_by_role("status")).to_have_text(visitor.ui("directory.none"))
        visitor.main.get_by_role("button", name=visitor.ui("directory.reset")).click()
        expect(visitor.main.get_by_role("link", name="Umicore Finland Oy")).to_be_visible()


def test_two_cities_are_compared_and_the_address_shares_it(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("compare/?cities=kokkola,pori")
        shown = visitor.main.locator("thead th[data-city]:visible")
        expect(shown).to_have_count(2)
        choose(visitor, "Turku")
        expect(shown).to_have_count(3)
        assert "cities=kokkola,pori,turku" in visitor.page.url


def test_fewer_than_two_cities_show_all_and_say_why(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("compare/?cities=kokkola,pori")
        visitor.main.get_by_label("Pori", exact=True).first.uncheck(force=True)
        expect(visitor.main.get_by_role("status")).to_have_text(visitor.ui("compare.too_few"))
        expect(visitor.main.locator("thead th[data-city]:visible")).to_have_count(7)


def test_the_matrix_is_sorted_by_a_city_and_by_an_area(browser: Browser, at_root: str, language: str, hub: Hub) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("matrix/")
        label = visitor.ui("matrix.sort_by", name="Kuopio")
        visitor.main.get_by_role("button", name=label).click()
        weights = [
            int(cell.get_attribute("data-weight") or 0) for cell in visitor.main.locator("td[data-city=kuopio]").all()
        ]
        assert weights == sorted(weights, reverse=True)
        assert "city=kuopio" in visitor.page.url
        label = visitor.ui("matrix.sort_by", name=hub.areas["recycling"].name[language])
        visitor.main.get_by_role("button", name=label).click()
        row = visitor.main.locator("tr[data-area=recycling] td[data-city]")
        weights = [int(cell.get_attribute("data-weight") or 0) for cell in row.all()]
        assert weights == sorted(weights, reverse=True)
        visitor.page.go_back()
        assert "area=" not in visitor.page.url


def test_the_evidence_of_a_cell_is_shown_in_place_and_closed_by_key(
    browser: Browser, at_root: str, language: str, hub: Hub
) -> None:
    strength = next(item for item in hub.cities["kuopio"].strengths if item.area == "water-treatment")
    with visit(browser, at_root, language) as visitor:
        visitor.open("matrix/")
        visitor.main.locator("tr[data-area=water-treatment] td[data-city=kuopio] a").click()
        dialog = visitor.page.get_by_role("dialog", name=visitor.ui("matrix.evidence"))
        expect(dialog).to_contain_text(strength.evidence[language].split(".")[0])
        visitor.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


@pytest.mark.parametrize(
    "needs",
    [{"area-total": 100.0, "rail": True}, {"fairway-depth": 14.0}, {"grid-voltage": 110.0, "port": True, "gases": True}],
    ids="+".join,
)
def test_the_site_finder_ranks_as_the_generator_does(
    browser: Browser, at_root: str, language: str, hub: Hub, needs: dict[str, float | bool]
) -> None:
    expected = [place.site.name[language] for place, _ in rank(hub, needs)]
    query = "&".join(f"{key}={1 if value is True else value}" for key, value in needs.items())
    with visit(browser, at_root, language) as visitor:
        visitor.open(f"invest/sites/?{query}")
        rows = visitor.main.locator("tr[data-known]")
        assert [row.get_attribute("data-name") for row in rows.all()] == expected
        expect(rows.first.locator("[data-answer]")).to_have_count(len(needs))


def test_a_figures_citation_shows_at_its_number_and_leads_out(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("cities/kokkola/")
        number = visitor.main.locator("[data-citation] a[href^='#source-']").first
        number.focus()
        card = visitor.page.locator("#citation")
        expect(card.get_by_role("link")).to_have_count(2)  # the source, and where to report a mistake
        for link in card.get_by_role("link").all():
            expect(link).to_be_visible()
        assert card.evaluate(UNCOVERED), "a part of the card is cut off or covered"
        visitor.page.keyboard.press("Escape")
        expect(card).to_have_count(0)
