"""Markdown of records to HTML that holds nothing but what is allowed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_hub.handwritten import html_in
from knowledge_hub.markdown_text import ALLOWED_TAGS, inline_html, to_html
from markupsafe import Markup


class Elements(HTMLParser):
    """Collects the elements of a piece of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.found.append(("a comment", {}))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("a declaration", {}))

    def handle_pi(self, data: str) -> None:
        self.found.append(("an instruction", {}))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("**Core:** *more*", "<p><strong>Core:</strong> <em>more</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("## Part\n\nText", "<h2>Part</h2>\n<p>Text</p>"),
        ("3 < 4 & 5 > 4", "<p>3 &lt; 4 &amp; 5 &gt; 4</p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("\\*not emphasised\\*", "<p>*not emphasised*</p>"),
        ("[Korpi](https://korpi.example/a?b=c&d=e)", '<p><a href="https://korpi.example/a?b=c&amp;d=e" rel="noopener">Korpi</a></p>'),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html
    assert isinstance(to_html(markdown), Markup)


def test_lists_and_numbers_do_not_leak_from_one_text_into_the_next() -> None:
    first = to_html("[a][1]\n\n[1]: https://korpi.example")
    assert "href" in first
    assert "href" not in to_html("[a][1] again")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Plain words.", "Plain words."),
        ("A **word** here.", "A <strong>word</strong> here."),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- a", "<ul>\n<li>a</li>\n</ul>"),
    ],
)
def test_one_paragraph_can_stand_within_a_line(markdown: str, html: str) -> None:
    assert inline_html(markdown) == html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src=https://evil.example></iframe>",
        "<style>*{display:none}</style>",
        '<a href="https://korpi.example" onclick="alert(1)">a</a>',
        '<p style="position:fixed">a</p>',
        "<form action=https://evil.example><input></form>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "[a](../cities)",
        "[a](//evil.example)",
        '[a](https://korpi.example "x" onclick=alert(1))',
        "[a][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![a](https://evil.example/track.png)",
        "<!-- hidden -->",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "```\n</code></pre><script>alert(1)</script>\n```",
    ],
)
def test_nothing_that_runs_loads_or_hides_survives(attack: str) -> None:
    assert harmful(to_html(attack)) == []


def harmful(html: str) -> list[str]:
    """Return what should not be in the HTML of a record."""
    found = []
    for tag, attributes in Elements(html).found:
        if tag not in ALLOWED_TAGS:
            found.append(tag)
        found.extend(f"{tag} {name}" for name in attributes if (tag, name) not in {("a", "href"), ("a", "rel")})
        if not attributes.get("href", "https://").lower().startswith(("https://", "http://")):
            found.append(attributes["href"])
    return found


DANGEROUS = st.sampled_from(
    ["<script>", "</script>", "<img src=x onerror=y>", "<a href='", "javascript:", "data:", "](", "[a](", ")", "<", ">", "&#", "&lt;", ";", "`", "```\n", "\n\n", "    ", "*", "_", "[1]: ", "<!--", "-->", "<svg onload=", '"', "'", "&#x6A;avascript:", "\t", "\\", "![a](", "<b>"]
)
ATTACKS = st.lists(DANGEROUS | st.text(max_size=5), max_size=12).map("".join)


@given(text=ATTACKS)
@settings(deadline=None, max_examples=400)
def test_whatever_the_text_only_allowed_tags_and_web_links_come_out(text: str) -> None:
    assert harmful(to_html(text)) == [], to_html(text)
    assert harmful(inline_html(text)) == [], inline_html(text)


@given(words=st.text(alphabet="abcåäö ,;:!?%()0123456789/€–”'\"", min_size=1, max_size=60))
@settings(deadline=None)
def test_words_come_out_as_they_went_in(words: str) -> None:
    shown = "".join(Words(to_html(words)).found)
    assert shown.split() == words.split()


class Words(HTMLParser):
    """Collects the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("# Title\n\nText <b>bold</b>", (3, "<b>")),
        ("<div>\n", (1, "<div>")),
        ("a\n<!-- b -->", (2, "<!-- b -->")),
        ("</p>", (1, "</p>")),
        ("~~~\n<b>\n~~~\n<i>", (4, "<i>")),
        ("`code` <b>", (1, "<b>")),
        ("Words only, 3 < 4.", None),
        ("`<b>` is bold", None),
        ("```html\n<b>\n```\n", None),
        ("\\<b>", None),
    ],
)
def test_html_in_a_page_written_by_hand_is_found_with_its_line(markdown: str, found: tuple[int, str] | None) -> None:
    assert html_in(markdown) == found
