"""Descriptions that search engines show whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.pages.description import LIMIT, brief
from site_reader import codes, hub_of, pages, prefix, report


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("One. Two.", 20, "One. Two."),
        ("One is here. Two is too long.", 20, "One is here."),
        ("No sentence ends within the limit.", 20, "No sentence ends…"),
        ("Words, and more of them here.", 7, "Words…"),
        ("Unbreakableword", 6, "Unbre…"),
    ],
)
def test_whole_sentences_are_kept_and_else_whole_words(text: str, limit: int, expected: str) -> None:
    assert brief(text, limit) == expected


@given(st.text(min_size=1, max_size=80).filter(str.strip), st.integers(min_value=5, max_value=60))
def test_no_description_is_longer_than_the_limit_or_empty(text: str, limit: int) -> None:
    assert 0 < len(brief(text, limit)) <= limit


def test_every_page_of_the_site_describes_itself_within_the_limit(site: Path) -> None:
    long = [f"{address}: {len(page.meta('description') or '')}" for address, page in pages(site).items()]
    faults = [fault for fault in long if int(fault.rpartition(" ")[2]) > LIMIT]
    assert not faults, report(faults)


def test_a_city_is_described_in_the_first_sentences_of_its_summary(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        for city in hub.cities.values():
            told = pages(site)[f"{prefix(hub, code)}cities/{city.id}/"].meta("description")
            assert told
            assert city.summary[code].startswith(told)
            assert told.endswith(".")
