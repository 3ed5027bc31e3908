"""The Markdown beside each page, and the overview for language models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
import yaml
from conftest import SITE_URL
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.html_tree import parse
from knowledge_hub.twin.blocks import markdown
from knowledge_hub.twin.inline import code
from markdown import Markdown
from markdown_it import MarkdownIt
from markupsafe import escape
from mdit_py_plugins.footnote import footnote_plugin
from site_reader import BuiltPage, Element, fault_of, hub_of, is_internal, pages, report

FENCED = re.compile(r"(?ms)^```.*?^```")
READER = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").use(footnote_plugin)
"""A reader of GitHub's Markdown that has nothing to do with ours."""

BODY = "//main//div[contains(@class,'kh-page-')] | //main//div[contains(@class,'kh-text')]/div[contains(@class,'kh-prose')]"
"""What a page itself holds, without the frame around it."""

SIGNS = ["# a", "- a", "+ a", "> a", ">a", "1. a", "12) a", "---", "*a*", "_a_", "a_b_c", "__a__", "`a`", "[a](b)", "![a](b)", "<b>", "&amp;", "a\\b", "~~a~~", "[^1]", "[^1]: a", "==="]


def other_reader() -> Callable[[str], str]:
    """Return a reader with rules of its own, which the engines in Python use."""
    return Markdown(extensions=["attr_list", "footnotes", "tables"]).convert


def shown_by(render: Callable[[str], str], text: str) -> str:
    """Return what a reader shows of Markdown, with single spaces."""
    shown: str = lxml.html.fragment_fromstring(render(text), create_parent="div").text_content()
    return re.sub(" +", " ", shown).strip()


def of(html: str) -> str:
    """Return the Markdown of a page's body, without the line at its end."""
    return markdown(parse(html)).rstrip("\n")


# Pieces


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<p>a\n  b</p>", "a b"),
        ("<div>words <p>apart</p> again</div>", "words\n\napart\n\nagain"),
        ('<h1>A</h1><h2 id="x">B</h2>', "# A\n\n## B"),
        ("<p>before</p><h1>Title</h1>", "# Title\n\nbefore"),
        ("<p><strong>a</strong> <em>b</em> <code>c*</code></p>", "**a** *b* `c*`"),
        ('<p><a href="../x/">X</a></p>', "[X](../x/)"),
        ('<p><a href="#part">X</a></p>', "[X](./#part)"),
        ('<p><a href="https://x.example/a_(b)">X</a></p>', "[X](<https://x.example/a_(b)>)"),
        ('<p><a href="x/"><svg><use href="y"/></svg></a></p>', ""),
        ('<p><a href="x/" aria-label="To X"><svg></svg></a></p>', "[To X](x/)"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n    b"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n\n    - b"),
        ('<ul><li><h3><a href="x/">X</a></h3><p>y</p></li></ul>', "- **[X](x/)**\n\n    y"),
        ("<ul></ul><ol></ol><dl></dl>", ""),
        ("<dl><dt>Area</dt><dd>7 ha</dd><dt>Port?</dt><dd>yes</dd></dl>", "- **Area:** 7 ha\n- **Port?** yes"),
        ("<dl><div><dt>Roles</dt><dd><ul><li>a</li><li>b</li></ul></dd></div></dl>", "- **Roles:**\n\n    - a\n    - b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code>a\n  *b*\n</code></pre>", "```\na\n  *b*\n```"),
        ("<hr>", "---"),
        ("<details><summary>More</summary><p>x</p></details>", "**More**\n\nx"),
        ("<p>a<br>b</p>", "a, b"),
        ("<p>a.<br>b</p>", "a. b"),
    ],
)
def test_each_element_has_its_markdown(html: str, text: str) -> None:
    assert of(html) == text


def test_a_table_keeps_its_rows_and_columns() -> None:
    html = (
        "<table><caption>C</caption><thead><tr><td></td><th>A</th><th>B</th></tr></thead><tbody>"
        "<tr><th colspan=\"3\">Group</th></tr><tr><th>1</th><td><ul><li>x</li><li>y</li></ul></td><td>a|b</td></tr></tbody></table>"
    )
    assert of(html) == "**C**\n\n|  | A | B |\n| --- | --- | --- |\n| Group |  |  |\n| 1 | x; y | a\\|b |"


def test_a_table_without_a_head_is_a_list_of_facts() -> None:
    assert of("<table><tbody><tr><th>Rail</th><td>yes</td></tr><tr><th>Port</th><td>no</td></tr></tbody></table>") == "- **Rail:** yes\n- **Port:** no"


def test_sources_are_footnotes_at_the_end() -> None:
    cite = '<span class="kh-cite"><a href="#source-1" title="t">1</a><a href="#source-2" title="t">2</a></span>'
    html = f'<p>A claim {cite}.</p><section class="kh-sources"><h2 id="sources">Sources</h2><ol><li id="source-1" value="1"><a href="https://x.example/">X</a>. Y</li><li id="source-2" value="2">Z</li></ol></section><footer><p>Checked.</p></footer>'
    assert of(html) == "A claim [^1][^2].\n\nChecked.\n\n[^1]: [X](https://x.example/). Y\n[^2]: Z"


def test_what_stands_apart_on_the_page_stands_apart_in_the_line() -> None:
    html = '<dl><dt>Area<span class="kh-figure__scope">whole park</span></dt><dd><span class="kh-figure__value">7 ha</span><span class="kh-figure__source"><span class="kh-dated">2024</span><span class="kh-cite"><a href="#source-1">1</a></span> <span class="kh-stale">old</span></span></dd></dl>'
    assert of(html) == "- **Area, whole park:** 7 ha, 2024[^1], old"
    assert of('<p><a href="x/">X</a><a href="y/">Y</a></p>') == "[X](x/), [Y](y/)"
    assert of('<h2>Sites <span class="kh-count">3</span></h2>') == "## Sites (3)"
    assert of('<p>Read. <span class="kh-meta">2024 · en</span></p>') == "Read. 2024 · en"


def test_what_only_a_browser_can_use_is_left_out() -> None:
    html = (
        '<nav><a href="x/">x</a></nav><form><label>x</label></form><button>x</button><svg><text>x</text></svg><script>x</script>'
        '<template><p>x</p></template><p hidden>x</p><span aria-hidden="true">x</span><dialog><p>x</p></dialog><iframe src="x"></iframe><!-- x --><p>kept</p>'
    )
    assert of(html) == "kept"


def test_a_class_named_after_hiding_hides_nothing() -> None:
    assert of('<p><span class="kh-hidden">read aloud</span></p>') == "read aloud"


def test_unbreakable_spaces_stay() -> None:
    assert of("<p>7\N{NO-BREAK SPACE}ha</p>") == "7\N{NO-BREAK SPACE}ha"


def test_end_tags_without_a_start_do_no_harm() -> None:
    assert of("<div></span><p>a</p></section></div><p>b</p>") == "a\n\nb"


@pytest.mark.parametrize("text", SIGNS)
def test_signs_of_markdown_in_a_text_stay_text(text: str) -> None:
    (token,) = READER.parse(of(f"<p>{escape(text)}</p>"))[1:-1]
    assert [child.type for child in token.children or ()] == ["text"] * len(token.children or ())
    assert "".join(child.content for child in token.children or ()) == text


@pytest.mark.parametrize("text", SIGNS)
def test_signs_of_markdown_in_a_text_stay_text_for_other_readers_too(text: str) -> None:
    assert shown_by(other_reader(), of(f"<p>{escape(text)}</p>")) == text


def test_items_of_a_list_stay_in_it_for_other_readers_too() -> None:
    html = "<ul><li><p>a</p><ol><li>b<ul><li>c</li></ul></li></ol></li><li><p>d</p><p>e</p></li></ul>"
    for render in (READER.render, other_reader()):
        shown = lxml.html.fragment_fromstring(render(of(html)), create_parent="div")
        assert [len(shown.xpath(path)) for path in ("./ul/li", "./ul/li[1]/ol/li", "./ul/li[1]/ol/li/ul/li", "./ul/li[2]/p")] == [2, 1, 1, 2]


@given(text=st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_any_text_reads_as_itself(text: str) -> None:
    expected = " ".join(text.split(" ")).strip()
    assert shown_by(READER.render, of(f"<p>{escape(text)}</p>")) == re.sub(" +", " ", expected)


@given(text=st.text(st.sampled_from("`a b"), min_size=1).filter(str.strip))
def test_any_code_reads_as_itself(text: str) -> None:
    (token,) = READER.parseInline(code(text))
    (child,) = token.children or ()
    assert (child.type, child.content.strip()) == ("code_inline", text.strip())


# The built site


def front(text: str) -> tuple[dict[str, str], str]:
    """Split a twin into what it tells of itself and its body."""
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


def twin_of(site: Path, page: BuiltPage) -> str:
    return (site / page.address / "index.md").read_text("utf-8")


def test_every_page_announces_its_twin_and_has_it(site: Path) -> None:
    for page in pages(site).values():
        (link,) = page.all("//head/link[@type='text/markdown']")
        assert (link.get("rel"), link.get("href")) == ("alternate", "index.md"), page.address
        head, body = front(twin_of(site, page))
        assert head["url"] == SITE_URL + page.address
        assert head["language"] == page.language
        assert page.title.startswith(head["title"])
        assert head.get("description") == page.meta("description") or not head.get("description")
        assert head["licence"].startswith(hub_of(site).site.licence.name)
        assert re.match(r"\n# \S", body), page.address
        assert len(re.findall(r"(?m)^# ", FENCED.sub("", body))) == 1, page.address


def test_there_is_no_twin_without_a_page(site: Path) -> None:
    assert {file.parent.relative_to(site).as_posix() for file in site.rglob("*.md")} == {page.address.rstrip("/") or "." for page in pages(site).values()}


def test_every_link_of_a_twin_leads_where_it_should(site: Path) -> None:
    faults = [
        f"{page.address}: {link}: {fault}"
        for page in pages(site).values()
        for link in links_in(twin_of(site, page))
        if is_internal(link) and (fault := fault_of(site, page, link))
    ]
    assert not faults, report(faults)


def links_in(text: str) -> Iterator[str]:
    for element in read(text).iter("a", "img"):
        link = element.get("href") or element.get("src") or ""
        if not link.startswith("#fn"):
            yield link


def read(text: str) -> Element:
    """Read a twin's body as another program would."""
    return lxml.html.fragment_fromstring(READER.render(front(text)[1]), create_parent="div")


def test_the_twin_of_a_page_has_its_links(site: Path) -> None:
    silent = "ancestor-or-self::nav or ancestor::form or ancestor::dialog or ancestor::template or ancestor-or-self::*[@hidden] or ancestor::*[name()='svg'] or self::a[@class='kh-mend']"
    for page in pages(site).values():
        links = page.all(f"({BODY})//a[@href][not({silent})][normalize-space() or @aria-label]")
        shown = {page.leads_to(link.get("href", "")) for link in links if not re.fullmatch(r"#source-\d+", link.get("href", ""))}
        assert {page.leads_to(link) for link in links_in(twin_of(site, page))} >= shown, page.address


def test_the_twin_of_a_page_has_its_words(site: Path) -> None:
    silent = ("nav", "form", "dialog", "button", "svg", "script", "style", "template", "textarea", "iframe")
    for page in pages(site).values():
        told = set(re.findall(r"\w+", read(twin_of(site, page)).text_content()))
        shown = {
            word
            for text in page.tree.xpath(f"({BODY})//text()")
            if not is_silent(text.getparent(), silent)
            for word in re.findall(r"\w+", text)
        }
        lost = {word for word in shown - told if not word.isdigit()}
        heading = page.tree.xpath("string(//section[contains(@class,'kh-sources')]/h2)")
        assert not lost - set(re.findall(r"\w+", heading)), page.address


def is_silent(element: Element, tags: tuple[str, ...]) -> bool:
    chain = [element, *element.iterancestors()]
    return any(item.tag in tags or item.get("hidden") is not None or item.get("aria-hidden") == "true" or "http://www.w3.org/2000/svg" in str(item.tag) for item in chain)


def test_every_citation_of_a_twin_has_its_source(site: Path) -> None:
    for page in pages(site).values():
        text = twin_of(site, page)
        notes = re.findall(r"(?m)^\[\^(\d+)\]: ", text)
        cited = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!: )", text))
        assert cited == set(notes), page.address
        assert len(notes) == len(page.all("//li[starts-with(@id,'source-')]")), page.address


def test_tables_of_a_twin_are_read_as_tables(site: Path) -> None:
    seen = 0
    for page in pages(site).values():
        for table in read(twin_of(site, page)).iter("table"):
            seen += 1
            rows = [len(row.findall("*")) for row in table.iter("tr")]
            assert len(set(rows)) == 1, page.address
    assert seen > 30


# llms.txt


def test_the_overview_tells_what_the_site_is_and_leads_to_pages_and_data(site: Path) -> None:
    text, hub = (site / "llms.txt").read_text("utf-8"), hub_of(site)
    lines = text.splitlines()
    assert lines[0] == f"# {hub.site.name['en']}"
    assert lines[2] == f"> {hub.site.description['en']}"
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)(?:: (.+))?$", text, re.MULTILINE)
    assert len(links) == len(re.findall(r"(?m)^- ", text))
    assert len({address for address, _ in links}) == len(links)
    for address, about in links:
        assert address.startswith(SITE_URL)
        assert (site / address.removeprefix(SITE_URL)).is_file(), address
        assert about, address
    listed = {address.removeprefix(SITE_URL) for address, _ in links}
    assert {f"en/cities/{id}/index.md" for id in hub.cities} <= listed
    assert {"data/v1/hub.json", "data/v1/datapackage.json", "en/data/index.md", "en/about/index.md", "en/privacy/index.md"} <= listed


# The page of the open data


def test_the_page_of_the_open_data_tells_the_size_and_rows_of_each_file(site: Path) -> None:
    for address in ("data/", "en/data/"):
        page = pages(site)[address]
        linked = {page.leads_to(link.get("href", "")).partition("folder/")[2]: link for link in page.all("//main//a[@download]")}
        files = {file.relative_to(site).as_posix() for file in (site / "data" / "v1").glob("*") if file.is_file()}
        assert linked.keys() == files
        for name, link in linked.items():
            shown = re.search(r"([\d.,]+)\N{NO-BREAK SPACE}?\s?([kM])", "".join(link.xpath("following-sibling::node()[1]//text() | following-sibling::text()[1] | following-sibling::span[1]//text()")))
            assert shown, name
            size = float(shown[1].replace(",", ".")) * {"k": 1e3, "M": 1e6}[shown[2]]
            assert size == pytest.approx((site / name).stat().st_size, rel=0.06, abs=60), name


def test_the_page_of_the_open_data_describes_every_field_in_english_and_says_so(site: Path) -> None:
    lines = Path(__file__).with_name("open_data_v1.txt").read_text("utf-8").split()
    page = pages(site)["data/"]
    for table, field in zip(lines[::2], lines[1::2], strict=True):
        (cell,) = page.all("//h3[@id=$id]/following-sibling::details[1]//tr[th/code=$field]/td[last()]", id=f"fields-{table}", field=field)
        assert cell.get("lang") == "en"
        assert cell.text_content().strip()
    assert "englanniksi" in page.by_id("fields").getnext().text_content()
    assert not pages(site)["en/data/"].all("//main//td[@lang]")
