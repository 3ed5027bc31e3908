"""Markdown of records to safe HTML."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:  # slow to load, and of a site built before little is converted again
    from markdown import Markdown

ALLOWED_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul"}
)
_OF_PAGES = frozenset(
    [
        "abbr",
        "caption",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "h1",
        "h5",
        "h6",
        "img",
        "ins",
        "kbd",
        "s",
        "section",
        "span",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""What Markdown makes of pages written by hand, besides."""
_PLAIN = ("<", "&", "*", "_", "`", "[", "#", "\n", "\\", "](", "- ", "> ", "1.")


@cache
def _converter() -> Markdown:
    from markdown import Markdown  # noqa: PLC0415

    return Markdown(extensions=["sane_lists"], output_format="html")


@lru_cache(maxsize=4096)
def to_html(text: str) -> Markup:
    """Convert Markdown to HTML that holds nothing but the allowed tags and web links."""
    if not any(sign in text for sign in _PLAIN):
        return Markup(f"<p>{text}</p>")  # noqa: S704  # nothing in it that HTML or Markdown would read
    import nh3  # noqa: PLC0415

    converter = _converter()
    converter.reset()
    html = nh3.clean(
        converter.convert(text),
        tags=set(ALLOWED_TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel="noopener",
    )
    return Markup(html)  # noqa: S704  # nh3 has just cleaned it


def inline_html(text: str) -> Markup:
    """Convert Markdown of one paragraph without the paragraph around it."""
    html = to_html(text)
    if html.count("<p>") == 1 and html.startswith("<p>") and html.rstrip().endswith("</p>"):
        return Markup(html.strip()[3:-4])  # noqa: S704  # a part of what was cleaned
    return html


def clean_page(html: str) -> str:
    """Take from the HTML of a hand-written page what could run, load or disguise something.

    Nothing of that kind should be left by `html_in` and the checks of `attached`;
    this holds even if Markdown finds a way that they do not know.
    """
    import nh3  # noqa: PLC0415  # as above

    return str(
        nh3.clean(
            html,
            tags=set(ALLOWED_TAGS | _OF_PAGES),
            attributes={
                "*": {"class", "id"},
                "a": {"href", "title"},
                "img": {"src", "alt", "title", "width", "height", "loading"},
                "ol": {"start"},
                "th": {"style"},
                "td": {"style"},
            },
            filter_style_properties={"text-align"},
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
    )
