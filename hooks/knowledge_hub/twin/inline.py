"""Text within a line: escaped, with its links, marks and emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge_hub.html_tree import Element

SILENT = frozenset({"button", "dialog", "fieldset", "form", "input", "nav", "select"})
"""What only works in a browser, and ways around the page itself."""
_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_SPECIAL = re.compile(r"[\\`*\[\]<_~&!^]")
_SIGNS = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|[!^]$")
_WITH_BACKSLASH = frozenset("\\`*_[]!")
_LINE_START = re.compile(r"(>|#{1,6}(?=\s|$)|[-+](?=\s|$)|(?:-{3,}|={3,}|\+{3,})$)|(\d{1,9})([.)])(?=\s|$)")
_SOURCE = re.compile(r"#source-(\d+)")
_ENDS = ".!?:;,·–—(/"
_ATTACHED = ("kh-cite", "kh-hidden")
"""Classes of elements that belong to the word before them; others stand apart from it on the page."""
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


class Verbatim(str):
    """Text that is Markdown already."""

    __slots__ = ()


def is_silent(element: Element) -> bool:
    """Tell whether an element has nothing to say in plain text."""
    written = element.written
    return (
        element.tag in SILENT
        or 'aria-hidden="true"' in written
        or 'class="kh-mend"' in written
        or ("hidden" in written and element.get("hidden") is not None)
    )


def line(nodes: Iterable[Element | str]) -> str:
    """Return nodes as one line of Markdown."""
    return _SPACE.sub(" ", _inline(nodes, "")).strip()


def escape(text: str) -> str:
    """Escape what Markdown would read as more than text."""
    return _SIGNS.sub(_escaped, text) if _SPECIAL.search(text) else text


def _escaped(sign: re.Match[str]) -> str:
    """Escape a sign in a way that every reader of Markdown knows: not all take a backslash before just any sign."""
    return f"\\{sign[0]}" if sign[0] in _WITH_BACKSLASH else f"&#{ord(sign[0])};"


def at_line_start(text: str) -> str:
    """Escape what would be a heading, a list or a rule at the start of a line."""
    found = _LINE_START.match(text)
    if not found:
        return text
    if text.startswith("="):
        return f"&#{ord('=')};{text[1:]}"
    return f"\\{text}" if found[1] else f"{found[2]}\\{text[len(found[2]) :]}"


def _inline(nodes: Iterable[Element | str], before: str) -> str:
    """Write nodes after some text, from which they may have to be set apart."""
    text, beside = before, False
    for node in nodes:
        if isinstance(node, str):
            text += node if isinstance(node, Verbatim) else escape(node)
        elif is_silent(node):
            continue
        else:
            text = _element(node, text, beside=beside)
        beside = not isinstance(node, str)
    return text


def _element(node: Element, before: str, *, beside: bool) -> str:
    """Write an element after some text.

    Parameters:
        node: The element.
        before: The text.
        beside: Whether another element ends where this one begins: each is a box of its own on the page.
    """
    if node.tag == "a":
        link = _link(node)
        return (_apart(before, ", ") if beside and not link.startswith("[^") else before) + link
    if node.tag == "br":
        return _apart(before, ", ")
    if node.tag == "code":
        return before + code(plain(node))
    if node.tag == "img":
        return f"{before}![{node.get('alt') or ''}]({target(node.get('src') or '')})"
    if node.tag in _MARKS:
        return before + emphasis(line(node.children), _MARKS[node.tag])
    if node.tag in BLOCKS:
        return _inline(node.children, _apart(before, "; " if node.tag == "li" else ". "))
    if "kh-count" in node.written:
        return f"{_apart(before, ' ')}({line(node.children)})"
    if node.tag == "span" and _stands_apart(node, beside=beside):
        return _inline(node.children, _apart(before, ", "))
    return _inline(node.children, before)


def _stands_apart(node: Element, *, beside: bool) -> bool:
    if any(name in node.written for name in _ATTACHED):
        return False
    return beside or "class" in node.written


_NAMES = """
address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li
main ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_NAMES.split())
"""Elements that stand on lines of their own."""


def _apart(before: str, sign: str) -> str:
    """Set what comes next apart from the text before it, as its place on the page does."""
    text = before.rstrip()
    if not text:
        return before
    return f"{text} " if text[-1] in _ENDS else f"{text}{sign}"


def _link(node: Element) -> str:
    address = node.get("href") or ""
    if cited := _SOURCE.fullmatch(address):
        return f"[^{cited[1]}]"
    text = line(node.children) or escape(node.get("aria-label") or "")
    return f"[{text}]({target(address)})" if text and address else text


def target(address: str) -> str:
    """Write an address; a place on the page itself is one of its HTML, beside the Markdown."""
    if address.startswith("#"):
        address = f"./{address}"
    return f"<{address}>" if re.search(r"[\s()<>]", address) else address


def emphasis(text: str, mark: str) -> str:
    """Put a mark on both sides of a text, if there is one."""
    return f"{mark}{text}{mark}" if text else ""


def code(text: str) -> str:
    """Write code between more backticks than it has in a row."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    inner = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return f"{fence}{inner}{fence}" if text.strip() else text


def plain(node: Element) -> str:
    """Return the text within an element as it is."""
    return "".join(child if isinstance(child, str) else plain(child) for child in node.children)
