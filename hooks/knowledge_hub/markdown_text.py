"""Markdown of records to safe HTML."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:  # slow to load, and of a site built before little is converted again
    from markdown import Markdown

ALLOWED_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul"}
)
_PLAIN = ("<", "&", "*", "_", "`", "[", "#", "\n", "\\", "](", "- ", "> ", "1.")
_HTML = re.compile(r"(?<!\\)<[a-zA-Z/!][^>]*>?")
_CODE = re.compile(r"`[^`]*`")


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


def html_in(markdown: str) -> tuple[int, str] | None:
    """Find raw HTML in a hand-written page.

    Returns:
        Line, counted from 1, and the HTML; `None` if there is none.
    """
    fenced = False
    for number, line in enumerate(markdown.splitlines(), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and (found := _HTML.search(_CODE.sub("", line))):
            return number, found.group()
    return None
