"""A directory of several pages in the browser: whoever filters it finds what lies on any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Project, serve
from playwright.sync_api import Browser, expect
from test_command_line import said
from visitor import Visitor, visit

pytestmark = pytest.mark.browser

NUMBER = 230
SIZES = ("--cities", "2", "--organisations", str(NUMBER), "--projects", "0", "--events", "0")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("many") / "project"
    for done in (Project(ROOT).hub("demo", str(folder), *SIZES), Project(folder).hub("build")):
        assert done.returncode == 0, said(done)
    yield from serve(folder / "site")


def test_every_organisation_is_reached_without_scripts(browser: Browser, address: str) -> None:
    with visit(browser, address, "fi", java_script_enabled=False) as visitor:
        visitor.open("organisations/")
        seen = names(visitor)
        visitor.main.locator("[data-kh=parts] a[rel=next]").first.click()
        expect(visitor.main.locator("h1")).to_contain_text("osa 2/2")
        seen += names(visitor)
    assert len(seen) == len(set(seen)) == NUMBER


def test_a_filter_finds_what_lies_on_another_page_and_the_address_shares_it(browser: Browser, address: str) -> None:
    with visit(browser, address, "fi") as visitor:
        visitor.open("organisations/page/2/")
        wanted = names(visitor)[-1]
        visitor.open("organisations/")
        assert wanted not in names(visitor)
        visitor.main.get_by_label(visitor.ui("directory.text")).fill(wanted)
        expect(visitor.main.get_by_role("link", name=wanted)).to_be_visible()
        visitor.page.reload()
        expect(visitor.main.get_by_role("link", name=wanted)).to_be_visible()
        visitor.main.get_by_role("button", name=visitor.ui("directory.reset")).click()
        expect(visitor.main.locator("tr[data-text]:visible")).to_have_count(NUMBER)


def names(visitor: Visitor) -> list[str]:
    """Names of the organisations that the page shows."""
    return visitor.main.locator("tr[data-text]:visible th").all_inner_texts()
