"""Addresses of pages: where each language lies, and how one page links to another."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.pages.address import Address, Addresses
from small_hub import minimal_hub

ADDRESSES = Addresses(minimal_hub())
BASES = st.sampled_from(["https://hub.example/", "https://host.example/some/folder/", "http://127.0.0.1:8000/"])
PARTS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
PATHS = st.lists(PARTS, max_size=3).map("/".join)
FILES = st.lists(PARTS, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".json")


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """A page anywhere on a site in one of three languages."""
    language = draw(st.sampled_from(["fi", "en", "sv"]))
    return Address(draw(PATHS), language, language == "fi")


@pytest.mark.parametrize(
    ("path", "language", "url"),
    [
        ("", "fi", ""),
        ("", "en", "en/"),
        ("matrix", "fi", "matrix/"),
        ("cities/korpi", "fi", "cities/korpi/"),
        ("cities/korpi", "en", "en/cities/korpi/"),
        ("events/2026/open-day", "en", "en/events/2026/open-day/"),
    ],
)
def test_the_default_language_lies_at_the_root_and_others_in_their_folder(path: str, language: str, url: str) -> None:
    assert ADDRESSES.page(path, language).url == url


@pytest.mark.parametrize(
    ("kind", "id", "path"),
    [
        ("area", "salts", "areas/salts"),
        ("city", "korpi", "cities/korpi"),
        ("organisation", "korpi-works", "organisations/korpi-works"),
        ("project", "loop", "projects/loop"),
        ("event", "open-day", "events/2026/open-day"),
    ],
)
def test_every_kind_of_record_has_its_folder_and_events_their_year(kind: str, id: str, path: str) -> None:
    assert ADDRESSES.path_of(kind, id) == path


def test_a_record_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(KeyError):
        ADDRESSES.path_of("city", "nowhere")


@pytest.mark.parametrize(
    ("path", "language", "target", "relative"),
    [
        ("", "fi", ADDRESSES.page("", "fi"), "./"),
        ("", "fi", ADDRESSES.page("", "en"), "en/"),
        ("", "fi", ADDRESSES.page("cities/korpi", "fi"), "cities/korpi/"),
        ("", "en", ADDRESSES.page("", "fi"), "../"),
        ("cities/korpi", "fi", ADDRESSES.page("", "fi"), "../../"),
        ("cities/korpi", "fi", ADDRESSES.page("cities/korpi", "fi"), "./"),
        ("cities/korpi", "fi", ADDRESSES.page("cities/ranta", "fi"), "../ranta/"),
        ("cities/korpi", "fi", ADDRESSES.page("cities", "fi"), "../"),
        ("cities/korpi", "fi", ADDRESSES.page("cities/korpi", "en"), "../../en/cities/korpi/"),
        ("cities/korpi", "en", ADDRESSES.page("cities/korpi", "fi"), "../../../cities/korpi/"),
        ("", "fi", "data/v1/cities.json", "data/v1/cities.json"),
        ("cities/korpi", "en", "data/v1/cities.json", "../../../data/v1/cities.json"),
        ("data", "fi", "data/v1/cities.json", "v1/cities.json"),
    ],
)
def test_links_are_relative_so_that_the_site_can_lie_in_any_folder(path: str, language: str, target: Address | str, relative: str) -> None:
    assert ADDRESSES.page(path, language).to(target) == relative


@given(base=BASES, page=addresses(), target=addresses())
def test_a_relative_address_joined_to_the_page_gives_the_target(base: str, page: Address, target: Address) -> None:
    relative = page.to(target)
    assert urljoin(base + page.url, relative) == base + target.url
    assert not relative.startswith("/")


@given(base=BASES, page=addresses(), file=FILES)
def test_a_relative_address_of_a_file_leads_to_the_file(base: str, page: Address, file: str) -> None:
    assert urljoin(base + page.url, page.to(file)) == base + file
