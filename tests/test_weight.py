"""What a first visit costs on the wire, and that nothing a page uses was saved away."""

from __future__ import annotations

import gzip
import re
import statistics
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin

import pytest
import tinycss2
from conftest import ROOT
from knowledge_hub import styles
from knowledge_hub.pruned import Known, pruned, without_unused
from site_reader import HOST, BuiltPage, pages

MOST = 45_000
"""Bytes of a first visit to a city's page, compressed as common hosts do: all that is asked for before the reader does anything."""
MOST_OF_ALL_BUT_THE_PAGE = 25_500
PACKED = {".woff2", ".png", ".jpg", ".webp"}
EAGER = (
    "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src | //img[not(@loading='lazy')]/@src"
    " | //*[name()='use']/@href"
)
ANYTHING = frozenset({"md-main", "kept", "only"})
KNOWN = Known(ANYTHING, frozenset({"html", "p", "a", "table"}), frozenset({"hidden", "type"}), frozenset({"ltr"}))


def city_pages(site: Path) -> list[BuiltPage]:
    return [page for page in pages(site).values() if re.fullmatch(r"(en/)?cities/[^/]+/", page.address)]


def files_of(site: Path, page: BuiltPage) -> set[Path]:
    """Return all files that a browser asks for with a page; letters beyond the common ones come only where they stand."""
    found = {page.leads_to(str(link)).partition("#")[0] for link in page.tree.xpath(EAGER)}
    for sheet in [link for link in found if link.endswith(".css")]:
        shown = re.findall(r"""url\(["']?([^)"']+)""", (site / sheet.removeprefix(HOST)).read_text("utf-8"))
        found |= {urljoin(sheet, link) for link in shown if not link.endswith("-more.woff2")}
    return {site / link.removeprefix(HOST) for link in found}


@cache
def weight(file: Path) -> int:
    return file.stat().st_size if file.suffix in PACKED else len(gzip.compress(file.read_bytes(), 9))


def test_a_first_visit_to_a_city_page_is_light(site: Path) -> None:
    found = city_pages(site)
    assert len(found) > 5
    weights = {page.address: weight(site / page.address / "index.html") + sum(map(weight, files_of(site, page))) for page in found}
    without_fonts = {page.address: weights[page.address] - sum(weight(file) for file in files_of(site, page) if file.suffix == ".woff2") for page in found}
    assert statistics.median(weights.values()) < MOST, weights
    assert max(without_fonts.values()) < MOST, without_fonts


def test_what_a_city_page_shares_with_others_is_light(site: Path) -> None:
    assert max(sum(map(weight, files_of(site, page))) for page in city_pages(site)) < MOST_OF_ALL_BUT_THE_PAGE


def test_every_rule_of_the_theme_that_meets_something_on_a_page_is_kept(site: Path) -> None:
    """Told by classes, ids and elements of the pages as they were built, which the build itself does not look at."""
    theme = theme_sheet()
    names = frozenset(name for page in pages(site).values() for value in page.all("//@class | //@id") for name in str(value).split())
    elements = frozenset(str(node.tag) for page in pages(site).values() for node in page.tree.iter() if isinstance(node.tag, str))
    attributes = frozenset(str(name) for page in pages(site).values() for node in page.tree.iter() if isinstance(node.tag, str) for name in node.attrib)
    used = without_unused(pruned(styles.without_drawings(theme), Known(names, elements, attributes, frozenset({"ltr"}))))
    layer = {tuple(rule[1:-1]) for rule in rules((site / styles.ADDRESS).read_text("utf-8")) if rule[0] == "@layer theme"}
    needed = {rule[:-1] for rule in rules(used)}
    assert any(rule[0].startswith("@media print") for rule in needed)
    lost = needed - layer
    assert not lost, sorted(lost)


def theme_sheet() -> str:
    package = find_spec("material")
    assert package
    assert package.origin
    (sheet,) = (Path(package.origin).parent / "templates").glob(styles.THEME)
    return sheet.read_text("utf-8")


def rules(sheet: str) -> set[tuple[str, ...]]:
    """Return each selector of a sheet, with the conditions around it and its declarations."""
    return set(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), ()))


def _rules(found: list[object], around: tuple[str, ...]) -> list[tuple[str, ...]]:
    made: list[tuple[str, ...]] = []
    for rule in found:
        if rule.type == "qualified-rule":
            content = tinycss2.serialize(rule.content)
            made += [(*around, part.strip(), content) for part in tinycss2.serialize(rule.prelude).split(",")]
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "layer", "supports"}:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            made += _rules(inner, (*around, f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"))
    return made


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".gone{a:b}.kept{a:b}", ".kept{a:b}"),
        (".gone,.kept,.kept .gone{a:b}", ".kept{a:b}"),
        ("kbd{a:b}table:not(.gone){a:b}", "table:not(.gone){a:b}"),
        (":is(.gone,.kept) p{a:b}:is(.gone,kbd){a:b}", ":is(.gone,.kept) p{a:b}"),
        ("#only{a:b}#gone{a:b}[id=gone]{a:b}", "#only{a:b}"),
        ("[hidden]{a:b}[data-gone]{a:b}", "[hidden]{a:b}"),
        ("[dir=ltr] p{a:b}[dir=rtl] p{a:b}", "[dir=ltr] p{a:b}"),
        ("@media print{.gone{a:b}p{a:b}}", "@media print{p{a:b}}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media(prefers-reduced-motion){*{a:b}}", "@media(prefers-reduced-motion){*{a:b}}"),
        ("@media (forced-colors:active){a:hover{a:b}}", "@media (forced-colors:active){a:hover{a:b}}"),
        ("@media (prefers-color-scheme:dark){:root{a:b}}", "@media (prefers-color-scheme:dark){:root{a:b}}"),
        ("@page{margin:25mm}", "@page{margin:25mm}"),
        ('p[title="a,b}"]:after{content:"}.gone{"}', ""),
        ('p:after{content:"}.gone{"}', 'p:after{content:"}.gone{"}'),
        ("/* .kept */.gone{a:b}", ""),
    ],
)
def test_a_rule_is_dropped_only_if_nothing_on_a_page_can_meet_it(sheet: str, left: str) -> None:
    assert pruned(sheet, KNOWN) == left


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (":root{--a:1;--b:2}p{margin:var(--a)}", ":root{--a:1}p{margin:var(--a)}"),
        (":root{--a:var(--b);--b:2}", ""),
        (":root{--a:var(--b);--b:2}p{margin:var( --a)}", ":root{--a:var(--b);--b:2}p{margin:var( --a)}"),
        ("@keyframes a{to{x:y}}@keyframes b{to{x:y}}p{animation:.2s a}", "@keyframes a{to{x:y}}p{animation:.2s a}"),
        ("@media print{:root{--a:1}}", ""),
    ],
)
def test_properties_and_animations_that_nothing_uses_are_dropped(sheet: str, left: str) -> None:
    assert without_unused(sheet) == left


def test_what_another_sheet_uses_stays() -> None:
    assert without_unused(":root{--a:1;--b:2}", "p{margin:var(--b)}") == ":root{--b:2}"


def test_each_sheet_that_pages_name_is_written_and_none_else(site: Path) -> None:
    named = {page.leads_to(str(link)) for page in pages(site).values() for link in page.tree.xpath("//link[@rel='stylesheet']/@href")}
    written = {f"{HOST}assets/{path.name}" for path in (site / "assets").glob("*.css")}
    assert written - named == {f"{HOST}assets/search.css"}
    assert {path.name for path in (ROOT / "theme" / "assets").glob("*.css")} == {*styles.OWN, *styles.EMBED, *styles.FEED, *styles.PARTS}


def test_the_preview_leaves_nothing_in_the_site(site: Path) -> None:
    for page in pages(site).values():
        assert not page.all("//script[contains(@src, '/-/')] | //*[contains(@class, 'kh-live')]"), page.address
