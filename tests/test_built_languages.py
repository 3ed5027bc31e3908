"""The built site in each of its languages: every page is there for every reader, and says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from conftest import SITE_URL
from knowledge_hub.hub import Hub
from site_reader import (
    HOST,
    BuiltPage,
    Element,
    codes,
    hub_of,
    one,
    pages,
    prefix,
    record_pages,
    report,
    series_pages,
    texts_of,
    words,
)

DESCRIPTION_LIMIT = 250
"""Characters of a description; search engines show fewer, so 200 is better."""
SPOKEN_ATTRIBUTES = (
    "aria-label",
    "title",
    "alt",
    "placeholder",
    "data-label",
    "data-none",
    "data-found",
    "data-failed",
)
PLACEHOLDER = re.compile(r"\{\w*\}")


def pairs(site: Path) -> Iterator[tuple[str, BuiltPage, BuiltPage]]:
    """Yield each page of the first language with the same page in every other one."""
    hub, found = hub_of(site), pages(site)
    first, *others = codes(hub)
    for code in others:
        for address, page in found.items():
            if language_of(hub, address) == first:
                yield code, page, found[prefix(hub, code) + address]


def language_of(hub: Hub, address: str) -> str:
    """Tell from its address which language a page should be in."""
    first, *others = codes(hub)
    return next((code for code in others if address.startswith(f"{code}/")), first)


# What a page says of its language


def test_every_page_names_its_language(site: Path) -> None:
    hub = hub_of(site)
    wrong = {
        address: page.language for address, page in pages(site).items() if page.language != language_of(hub, address)
    }
    assert not wrong, report(f"{address}: {language}" for address, language in wrong.items())


def test_every_page_names_itself_and_its_other_languages_by_whole_addresses(site: Path) -> None:
    hub = hub_of(site)
    for address, page in pages(site).items():
        path = address.removeprefix(prefix(hub, language_of(hub, address)))
        expected = {code: f"{SITE_URL}{prefix(hub, code)}{path}" for code in codes(hub)}
        expected["x-default"] = f"{SITE_URL}{prefix(hub, 'en')}{path}"
        assert alternates(page) == expected, address
        assert page.tree.xpath("//head/link[@rel='canonical']/@href") == [SITE_URL + address]


def test_pages_that_name_each_other_as_languages_do_so_both_ways(site: Path) -> None:
    found = pages(site)
    for address, page in found.items():
        for code, link in alternates(page).items():
            other = found[link.removeprefix(SITE_URL)]
            assert SITE_URL + address in alternates(other).values(), f"{link} does not name {address}"
            assert code in ("x-default", other.language)


def alternates(page: BuiltPage) -> Mapping[str, str]:
    found = [
        (link.get("hreflang", ""), link.get("href", ""))
        for link in page.all("//head/link[@rel='alternate'][@hreflang]")
    ]
    assert len(dict(found)) == len(found), f"{page.address} names a language twice"
    return dict(found)


def test_the_language_switch_leads_to_the_same_page_in_the_other_language(site: Path) -> None:
    hub = hub_of(site)
    names = {language.code: language.name for language in hub.languages}
    for address, page in pages(site).items():
        switch = one(
            page.all("//nav[@aria-label=$name]", name=hub.interface[language_of(hub, address)]["nav.language"])
        )
        links = {link.get("hreflang"): link for link in switch.iter("a")}
        assert set(links) == set(names) - {page.language}, address
        for code, link in links.items():
            assert page.leads_to(link.get("href", "")) == HOST + alternates(page)[code].removeprefix(SITE_URL)
            assert (words(link), link.get("lang")) == (names[code], code)


# Titles and descriptions


def test_every_page_has_a_title_of_its_own_in_its_language(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        counts = Counter(page.title for page in pages(site).values() if page.language == code)
        assert not [title for title, times in counts.items() if times > 1 or not title.strip()]
    records = {path for _, _, path in record_pages(hub)} | series_pages(hub)
    same = [here.address for _, here, there in pairs(site) if here.title == there.title and here.address not in records]
    assert not same, report(same)


def test_the_title_of_a_record_is_its_name_in_the_language_of_the_page(site: Path) -> None:
    hub = hub_of(site)
    for kind, id, path in record_pages(hub):
        record = hub.collection(kind)[id]
        for code in codes(hub):
            page = pages(site)[prefix(hub, code) + path]
            name = (getattr(record, "name", None) or record.title)[code]  # type: ignore[attr-defined]
            assert page.title.startswith(name), page.address
            assert words(one(page.all("//h1"))) == name


def test_every_page_has_a_translated_description_of_its_own(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        counts = Counter(page.meta("description") for page in pages(site).values() if page.language == code)
        assert not [text for text, times in counts.items() if not text or times > 1]
    same = [here.address for _, here, there in pairs(site) if here.meta("description") == there.meta("description")]
    assert not same, report(same)


def test_no_description_is_longer_than_search_engines_may_show(site: Path) -> None:
    lengths = {page.address: len(page.meta("description") or "") for page in pages(site).values()}
    long = {address: length for address, length in lengths.items() if length > DESCRIPTION_LIMIT}
    assert not long, report(f"{length} characters: {address}" for address, length in sorted(long.items()))


# Words of the interface


def test_no_word_of_the_interface_is_left_in_another_language(site: Path) -> None:
    faults = [
        f"{page.address}: {text!r}"
        for page in pages(site).values()
        for text in shown_texts(page)
        if foreign(site, str(page.language)).fullmatch(text) and is_foreign(site, str(page.language), text)
    ]
    assert not faults, report(faults)


def test_no_phrase_of_the_interface_stands_within_a_text_in_another_language(site: Path) -> None:
    for page in pages(site).values():
        text = "\n".join(shown_texts(page))
        phrases = foreign_phrases(site, str(page.language))
        assert len(phrases) > 30
        found = [phrase for phrase in phrases if phrase in text]
        assert not found, f"{page.address}: {found}"


def shown_texts(page: BuiltPage) -> list[str]:
    """Return what a reader sees or hears, node by node, without parts marked as another language's."""
    found: list[str] = []
    _collect(page.tree, page.language or "", found)
    return found


def _collect(element: Element, language: str, found: list[str]) -> None:
    foreign_part = element.get("lang", language) != language or element.tag in ("cite", "code")
    if isinstance(element.tag, str) and element.tag not in ("script", "style") and not foreign_part:
        found.extend(" ".join(value.split()) for name in SPOKEN_ATTRIBUTES if (value := element.get(name)))
        if (element.text or "").strip():
            found.append(" ".join(element.text.split()))
        for child in element:
            _collect(child, language, found)
    if (element.tail or "").strip():
        found.append(" ".join(element.tail.split()))


def interface_of(site: Path, language: str) -> Mapping[str, str]:
    """Return every word that pages show around the data: the interface and the vocabularies."""
    hub = hub_of(site)
    labels = {
        f"{kind}.{choice.id}": choice.label[language]
        for kind, choices in hub.vocabularies.items()
        for choice in choices.values()
    }
    return {**hub.interface[language], **labels}


@lru_cache(maxsize=8)
def foreign(site: Path, language: str) -> re.Pattern[str]:
    """Match a whole text that belongs to the interface of another language only."""
    own = set(interface_of(site, language).values())
    texts = {
        text
        for code in codes(hub_of(site))
        if code != language
        for text in interface_of(site, code).values()
        if text not in own and re.search(r"[^\W\d_]{2}", PLACEHOLDER.sub("", text))
    }
    assert len(texts) > 100
    return re.compile("|".join(".+".join(map(re.escape, PLACEHOLDER.split(text))) for text in sorted(texts)))


def is_foreign(site: Path, language: str, text: str) -> bool:
    """Tell whether a text is of another language's interface also when the data in it is left out."""
    if text in own_texts(site, language):
        return False
    # The longest first: a shorter one, such as a publisher's name, may stand within it.
    for own in sorted(own_texts(site, language), key=len, reverse=True):
        if len(own) > 10:
            text = text.replace(own, "…")
    return bool(foreign(site, language).fullmatch(text))


@lru_cache(maxsize=8)
def foreign_phrases(site: Path, language: str) -> list[str]:
    """Return the parts of two words or more in other languages' interfaces, placeholders left out."""
    own = "\n".join([*interface_of(site, language).values(), *own_texts(site, language)])
    parts = {
        part.strip()
        for code in codes(hub_of(site))
        if code != language
        for text in interface_of(site, code).values()
        for part in PLACEHOLDER.split(text)
    }
    return sorted(part for part in parts if " " in part and len(part) > 9 and part not in own)


@lru_cache(maxsize=8)
def own_texts(site: Path, language: str) -> frozenset[str]:
    """Return the texts of the data in a language: these may look like anything."""
    return frozenset(texts_of(hub_of(site), language))


# Nothing is left unfilled


def test_no_placeholder_and_no_sign_of_a_missing_value_is_left_in_a_page(site: Path) -> None:
    sign = re.compile(r"\{\w*\}|\{\{|\}\}|\{%|%\}|\b(?:None|Undefined|undefined|NaN|Markup)\b|<\w|</|&\w+;")
    faults = [
        f"{page.address}: {text!r}"
        for page in pages(site).values()
        for text in all_texts(page)
        if sign.search(text) and text not in own_texts(site, str(page.language))
    ]
    assert not faults, report(faults)


def all_texts(page: BuiltPage) -> Iterator[str]:
    """Yield each text and attribute of a page but the templates that scripts fill, and code that readers copy."""
    for element in page.tree.iter("*"):
        yield from (" ".join(str(value).split()) for name, value in element.items() if not name.startswith("data-"))
        for text in ("" if element.tag in ("script", "textarea", "code") else element.text, element.tail):
            if text and text.strip():
                yield " ".join(text.split())


def test_no_title_heading_link_or_button_is_without_words(site: Path) -> None:
    spoken = "//head/title | //h1 | //h2 | //h3 | //h4 | //h5 | //h6 | //a | //button | //summary | //th | //caption | //legend"
    faults = [
        f"{page.address}: line {element.sourceline}: <{element.tag}>"
        for page in pages(site).values()
        for element in page.all(spoken)
        if not (element.get("aria-label") or words(element)).strip()
    ]
    assert not faults, report(faults)
