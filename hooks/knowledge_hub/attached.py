"""What lies in `docs/`: texts that Markdown may not make more of than texts, and files that are what they seem.

The site engine copies every file of that folder to the site as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from warnings import catch_warnings

from knowledge_hub.handwritten import html_in, without_code
from knowledge_hub.limits import MAX_ATTACHED_BYTES, MAX_FILE_BYTES, MAX_FILES, MAX_PICTURE_SIDE, MAX_PROBLEMS
from knowledge_hub.load import read_text, walk
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.problems import Problem
from knowledge_hub.signs import UNSEEN, disguise, name_of

PICTURES = {".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
"""Endings of pictures made of pixels, and what Pillow calls them."""
DRAWING, TEXT, DOCUMENT = ".svg", ".md", ".pdf"
KNOWN = ", ".join(sorted([*PICTURES, DRAWING, DOCUMENT]))
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = frozenset({"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"})
"""Namespaces whose elements browsers know too; those of drawing programs mean nothing to them."""
DRAWN = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "metadata",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "svg",
        "symbol",
        "text",
        "title",
        "tspan",
        "use",
    ]
)
"""Elements of a plain drawing (SVG 2): none runs a script, loads a file or holds HTML."""
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]\n]*\]:\s*<?([^\s>]*)")
_SCHEME = re.compile(r"(?i)\s*(?:&[#\w]*;?|//|\\\\|[a-z][a-z0-9+.-]*:)")
_HARMLESS = re.compile(r"(?i)(?:https?://[^/\s]|mailto:)")
_ATTRIBUTE = re.compile(r"\{:?[^}\n]*?\b((?:on\w+|style|src\w*|href|action|formaction)\s*=)", re.IGNORECASE)


def problems_in(docs: Path, shown_as: str = "docs") -> list[Problem]:
    """Return what is wrong with the files of the folder.

    Parameters:
        docs: The folder; there need be none.
        shown_as: What messages call it.
    """
    problems: list[Problem] = []
    for number, path in enumerate(walk(docs)):
        if number == MAX_FILES:
            return [*problems, Problem.at(shown_as, 1, 1, "HUB006", limit=MAX_FILES)]
        shown = f"{shown_as}/{path.relative_to(docs).as_posix()}"
        problems.extend(_found(path, shown))
    return problems


def _found(path: Path, shown: str) -> Iterator[Problem]:
    ending = path.suffix.lower()
    if path.is_symlink():
        yield Problem.at(shown, 1, 1, "HUB009")
    elif ending == TEXT:
        problems: list[Problem] = []
        text = read_text(path, shown, problems)
        yield from problems if text is None else list(_in_text(text, shown))[:MAX_PROBLEMS]
    elif ending not in (*PICTURES, DRAWING, DOCUMENT):
        yield _unfit(shown, Phrase("why.attached"), phrase("how.attached", known=KNOWN))
    elif path.stat().st_size > (limit := MAX_FILE_BYTES if ending == DRAWING else MAX_ATTACHED_BYTES):
        yield _unfit(shown, phrase("why.heavy", limit=f"{limit // 1024} kB"), Phrase("how.smaller"))
    elif ending == DRAWING:
        yield from _in_drawing(path.read_bytes(), shown)
    elif ending == DOCUMENT:
        if not path.read_bytes().startswith(b"%PDF-"):
            yield _lying(shown, "PDF")
    elif problem := _in_picture(path, shown, PICTURES[ending]):
        yield problem


def _in_text(text: str, shown: str) -> Iterator[Problem]:
    if found := html_in(text):
        yield Problem.at(shown, found[0], 1, "HUB032", html=found[1][:30])
    for number, line in enumerate(text.splitlines(), start=1):
        for sign in UNSEEN.finditer(line):
            yield Problem.at(shown, number, sign.start() + 1, "HUB017", name=name_of(sign.group()))
        if odd := disguise(line):
            yield Problem.at(shown, number, line.index(odd[0]) + 1, "HUB037", word=odd[0], why=odd[1])
    for number, line in enumerate(without_code(text), start=1):
        for link in _LINK.finditer(line):
            address = link.group(1) or link.group(2) or ""
            if _SCHEME.match(address) and not _HARMLESS.match(address):
                yield Problem.at(shown, number, link.start() + 1, "HUB033", url=address[:60])
        for given in _ATTRIBUTE.finditer(line):
            yield Problem.at(shown, number, given.start(1) + 1, "HUB032", html=given.group(1)[:30])


def _in_picture(path: Path, shown: str, form: str) -> Problem | None:
    from PIL import Image  # noqa: PLC0415  # takes a while to load, and many hubs have no pictures

    try:
        with catch_warnings(action="ignore"), Image.open(path) as picture:
            width, height = picture.size
            if picture.format != form:
                return _lying(shown, form)
            if max(width, height) > MAX_PICTURE_SIDE:
                sides = {"width": width, "height": height, "limit": MAX_PICTURE_SIDE}
                return _unfit(shown, phrase("why.huge", **sides), Phrase("how.smaller"))
            picture.verify()
    except Image.DecompressionBombError:
        return _unfit(shown, Phrase("why.bomb"), Phrase("how.smaller"))
    except (OSError, SyntaxError, ValueError):
        is_form = path.read_bytes()[:16].startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF"))
        return _unfit(shown, Phrase("why.damaged"), Phrase("how.picture")) if is_form else _lying(shown, form)
    return None


def _in_drawing(content: bytes, shown: str) -> Iterator[Problem]:
    """Find what a drawing holds besides shapes and words, each with its line."""
    from lxml import etree  # noqa: PLC0415  # as with pictures

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        if b"<svg" in content:
            yield _unfit(shown, Phrase("why.damaged"), Phrase("how.picture"), fault.lineno or 1)
        else:
            yield _lying(shown, "SVG")
        return
    grammar = root.getroottree().docinfo.internalDTD
    for entity in list(grammar.iterentities())[:1] if grammar is not None else []:
        yield _active(shown, 1, f"<!ENTITY {entity.name}>")
    if root.tag != f"{SVG}svg":
        yield _lying(shown, "SVG")
        return
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for node in (*around, *root.iter()):
        for what in _active_in(node):
            yield _active(shown, node.sourceline or 1, what)


def _active_in(node: Any) -> Iterator[str]:
    """Yield what makes an element more than a part of a drawing."""
    if not isinstance(node.tag, str):
        if not str(node).startswith("<!--"):
            yield str(node)[:30]
        return
    namespace, _, name = node.tag[1:].rpartition("}") if node.tag.startswith("{") else ("", "", node.tag)
    if namespace in MARKUP or (f"{{{namespace}}}" == SVG and name not in DRAWN):
        yield f"<{name}>"
    for key, value in node.attrib.items():
        local = str(key).rpartition("}")[2]
        inner = re.sub(r"[\s\x00-\x20\\]", "", str(value)).lower()
        outside = local == "href" and not inner.startswith("#")
        loads = "url(" in inner.replace("url(#", "").replace("url('#", "").replace('url("#', "")
        if (
            local.lower().startswith("on")
            or local == "base"
            or outside
            or loads
            or "script:" in inner
            or "@import" in inner
        ):
            yield f"{local}="


def _lying(shown: str, form: str) -> Problem:
    return _unfit(shown, phrase("why.lying", name=form), Phrase("how.picture"))


def _active(shown: str, line: int, what: str) -> Problem:
    return _unfit(shown, phrase("why.active", what=what), Phrase("how.drawing"), line)


def _unfit(shown: str, why: Phrase, how: Phrase, line: int = 1) -> Problem:
    return Problem.at(shown, line, 1, "HUB081", why=why, how=how)
