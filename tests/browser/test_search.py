"""Search finds pages as one types, those of the reader's language first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, expect
from visitor import LANGUAGES, PAGES, Visitor, interface, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]
NOTHING = "xyzzyxyzzy"


def dialog(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("dialog", name=visitor.ui("search.open"))


def button(visitor: Visitor) -> Locator:
    return visitor.header.get_by_role("button", name=visitor.ui("search.open"))


def field(visitor: Visitor) -> Locator:
    return dialog(visitor).get_by_role("searchbox", name=visitor.ui("search.label"))


def results(visitor: Visitor) -> Locator:
    return dialog(visitor).get_by_role("listitem").get_by_role("link")


def search(visitor: Visitor, query: str) -> Locator:
    """Open search on the page at hand, type a query and wait for its results."""
    visitor.page.keyboard.press("/")
    field(visitor).fill(query)
    expect(results(visitor).first).to_be_visible()
    return results(visitor)


def test_search_opens_by_its_button_ready_for_typing(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        expect(dialog(visitor)).to_be_hidden()
        button(visitor).click()
        expect(field(visitor)).to_be_focused()
        visitor.page.keyboard.type("weeefiner")
        expect(results(visitor).first).to_contain_text("Weeefiner Oy")


def test_the_slash_key_opens_search_but_is_a_sign_like_others_within_it(
    browser: Browser, at_root: str, language: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        visitor.page.keyboard.press("/")
        expect(field(visitor)).to_be_focused()
        expect(field(visitor)).to_have_value("")
        visitor.page.keyboard.type("a/b")
        expect(field(visitor)).to_have_value("a/b")


def test_the_slash_key_is_a_sign_like_others_in_other_fields(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES["organisations"])
        other = visitor.main.get_by_role("searchbox").first
        other.press("/")
        expect(other).to_have_value("/")
        expect(dialog(visitor)).to_be_hidden()


def test_the_index_is_fetched_only_by_those_who_search(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        fetched: list[str] = []
        visitor.page.on("request", lambda request: fetched.append(request.url))
        visitor.open("")
        visitor.page.wait_for_load_state("networkidle")
        late = ("search-dialog.js", "search-engine.js", *(f"search/{code}/index.json" for code in LANGUAGES))
        assert not [address for address in fetched if address.endswith(late)]
        search(visitor, "keliber")
        assert {file for file in late if any(address.endswith(file) for address in fetched)} == set(late)


def test_results_in_the_readers_language_come_first_and_others_are_marked(
    browser: Browser, at_root: str, language: str
) -> None:
    other = next(code for code in LANGUAGES if code != language)
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        found = search(visitor, "weeefiner").all()
        languages = [str(result.get_attribute("lang")) for result in found]
        own = languages.count(language)
        assert 0 < own < len(languages)
        assert languages == [language] * own + [other] * (len(languages) - own)
        prefixes = [visitor.address("", code) for code in languages]
        addresses = [str(result.evaluate("link => link.href")) for result in found]
        assert all(a.startswith(p) for a, p in zip(addresses, prefixes, strict=True))
        kinds = [result.locator(".kh-search__kind").inner_text() for result in found]
        assert all(kind.endswith(f"· {other}") for kind in kinds[own:])
        assert not any("·" in kind for kind in kinds[:own])


def test_a_word_of_another_language_leads_to_pages_of_the_readers(browser: Browser, at_root: str, language: str) -> None:
    foreign, own = {"fi": ("black mass", "mustamassa"), "en": ("mustamassa", "black mass")}[language]
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        first = search(visitor, foreign).first
        assert first.get_attribute("lang") == language
        expect(first.locator("strong")).to_have_text(re.compile(own, re.I))


def test_results_are_grouped_by_kind_and_can_be_narrowed_to_one(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES["area"])
        search(visitor, "kokkola")
        assert dialog(visitor).get_by_role("heading", level=2).count() > 2
        chips = dialog(visitor).get_by_role("group", name=visitor.ui("search.filter")).get_by_role("button")
        chosen = chips.filter(has_text=visitor.ui("city.figures"))
        many = number_in(chosen)
        chosen.click()
        expect(dialog(visitor).get_by_role("status")).to_have_text(visitor.ui("search.found", n=many))
        own = dialog(visitor).get_by_role("region").or_(dialog(visitor).locator("section")).first.get_by_role("link")
        assert all("#figure-" in str(link.get_attribute("href")) for link in own.all())
        assert visitor.page.url.endswith("?search=kokkola&kind=figure")
        visitor.page.reload()
        expect(chosen).to_have_attribute("aria-pressed", "true")
        expect(field(visitor)).to_have_value("kokkola")


def test_back_leads_to_the_results_again(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES["area"])
        visitor.follow(search(visitor, "weeefiner").first)
        visitor.page.go_back()
        expect(field(visitor)).to_have_value("weeefiner")
        expect(results(visitor).first).to_contain_text("Weeefiner Oy")


def test_a_figure_is_found_and_its_place_on_the_page_marked(browser: Browser, at_root: str, language: str) -> None:
    query = {"fi": "kokkolan sataman väyläsyvyys", "en": "fairway depth port of kokkola"}[language]
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        visitor.follow(search(visitor, query).first)
        visitor.is_at(PAGES["city"])
        visitor.lands_on("figure-fairway-depth")
        visitor.page.wait_for_function("() => CSS.highlights.get('kh-found')?.size > 0")
        visitor.page.keyboard.press("Escape")
        assert not visitor.page.evaluate("CSS.highlights.has('kh-found')")


def test_search_goes_on_without_a_network(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        search(visitor, "keliber")
        visitor.page.wait_for_load_state("networkidle")
        visitor.page.context.set_offline(True)
        field(visitor).fill("hydrometallurg")
        expect(results(visitor).first).to_contain_text(re.compile("hydrometallurg", re.I))


def test_enter_opens_the_best_result(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        search(visitor, "kokkola")
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        visitor.is_at(PAGES["city"])
        expect(dialog(visitor)).to_be_hidden()


def test_arrow_keys_walk_through_the_results_and_back_to_the_field(
    browser: Browser, at_root: str, language: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        found = search(visitor, "fortum")
        for key, focused in (
            ("ArrowDown", found.nth(0)), ("ArrowDown", found.nth(1)), ("ArrowUp", found.nth(0)),
            ("ArrowUp", field(visitor)), ("ArrowDown", found.nth(0)), ("ArrowDown", found.nth(1)),
        ):
            visitor.page.keyboard.press(key)
            expect(focused).to_be_focused()
        target = str(found.nth(1).evaluate("link => link.href")).replace("?", "#").split("#")[0]
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        assert visitor.page.url.split("#")[0] == target


@pytest.mark.parametrize("close", ["escape", "button", "beside"])
def test_search_closes_and_leaves_the_reader_where_they_were(
    browser: Browser, at_root: str, language: str, close: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES["city"])
        button(visitor).click()
        field(visitor).fill("kokkola")
        expect(results(visitor).first).to_be_visible()
        if close == "escape":
            visitor.page.keyboard.press("Escape")
            # In a search field the first Escape may only empty it.
            if dialog(visitor).is_visible():
                visitor.page.keyboard.press("Escape")
        elif close == "button":
            dialog(visitor).get_by_role("button", name=visitor.ui("search.close")).click()
        else:
            visitor.page.mouse.click(5, 800)
        expect(dialog(visitor)).to_be_hidden()
        visitor.is_at(PAGES["city"])
        expect(button(visitor)).to_be_focused()


@pytest.mark.parametrize("kind", ["home", "city", "event", "privacy", "missing"])
def test_a_result_opens_its_page_from_any_page(browser: Browser, at_root: str, language: str, kind: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES[kind])
        # The page for missing addresses is one for all languages, in the first of them.
        shown = LANGUAGES[0] if kind == "missing" else language
        visitor.language = shown
        found = search(visitor, "weeefiner").first
        expect(found).to_contain_text(interface(shown, "a-z.organisation"))
        visitor.follow(found)
        visitor.is_at("organisations/weeefiner/", shown)
        expect(visitor.main.get_by_role("heading", level=1)).to_contain_text("Weeefiner Oy")


def test_a_query_without_a_result_says_so(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        search(visitor, "kokkola")
        field(visitor).fill(NOTHING)
        status = dialog(visitor).get_by_role("status")
        expect(status).to_have_text(visitor.ui("search.none"))
        expect(results(visitor)).to_have_count(0)
        visitor.page.keyboard.press("Enter")
        visitor.is_at(f"?search={NOTHING}")
        field(visitor).fill("")
        expect(status).to_be_empty()


@pytest.mark.parametrize("query", ["jyvaskyla", "JYVÄSKYLÄ", "  jyväsk "])
def test_letters_without_dots_capitals_and_beginnings_of_words_do(
    browser: Browser, at_root: str, language: str, query: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        expect(search(visitor, query).first.locator("strong")).to_have_text("Jyväskylä")


def test_each_further_word_narrows_the_results(browser: Browser, at_root: str, language: str) -> None:
    words = {"fi": "metson tutkimuskeskus", "en": "metso research"}[language]
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        # The count of all results, since the list ends after some.
        count = dialog(visitor).get_by_role("status")
        search(visitor, words.split()[1])
        expect(count).not_to_be_empty()
        many = count.inner_text()
        expect(search(visitor, words).first).to_contain_text(re.compile("^.*Metso", re.S))
        expect(count).not_to_have_text(many)
        assert number_in(count) < int(re.findall(r"\d+", many)[0])


def number_in(text: Locator) -> int:
    return int(re.findall(r"\d+", text.inner_text())[0])


def test_search_that_cannot_load_its_index_says_so_and_tries_again(
    browser: Browser, at_root: str, language: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("")
        visitor.page.route("**/search/**/*.json", lambda route: route.abort())
        button(visitor).click()
        field(visitor).fill("kokkola")
        expect(dialog(visitor).get_by_role("status")).to_have_text(visitor.ui("search.failed"))
        visitor.page.unroute("**/search/**/*.json")
        visitor.faults.clear()  # the ones made on purpose
        field(visitor).fill("kokkol")
        expect(results(visitor).first).to_contain_text("Kokkola")


def test_results_fit_on_a_phone(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language, viewport={"width": 390, "height": 844}) as visitor:
        visitor.open(PAGES["city"])
        button(visitor).click()
        field(visitor).fill("kokkola")
        expect(results(visitor).first).to_be_visible()
        assert visitor.fits() == []
