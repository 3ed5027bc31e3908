"""One data file to its canonical form."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_hub.canonical.layout import lay_out
from knowledge_hub.canonical.parts import read_parts
from knowledge_hub.canonical.shapes import shape_of
from knowledge_hub.problems import Problem
from knowledge_hub.yaml_text import parse

MODELINE = "# yaml-language-server: $schema="
"""Start of the comment that tells editors where the schema of a file is."""


class FormError(Exception):
    """The canonical form of a file would not say the same as the file; this is a fault of the program."""


def canonical(text: str, path: str, kind: str, languages: Sequence[str], schema: str = "") -> tuple[str, list[Problem]]:
    """Write a data file in its canonical form.

    Parameters:
        text: Its content.
        path: Its name, for messages.
        kind: What it holds, as the loader names it: `city`, `vocabulary:unit`, `interface`, `site`.
        languages: Languages of the site, the default one first.
        schema: Address of its schema, relative to the file; none is named if it is empty.

    Returns:
        The file in its canonical form, with no problem; or as it was, with what keeps it from being read.

    Raises:
        FormError: If a value would change.
    """
    root, problems = parse(text, path)
    if root is None and not problems:
        problems = [Problem.at(path, 1, 1, "HUB002")]
    if root is None or problems:
        return text, problems
    first_line = f"{MODELINE}{schema}" if schema else ""
    written = lay_out(read_parts(text, root, MODELINE), shape_of(kind, languages), first_line)
    again, faults = parse(written, path)
    if faults or again is None or again.plain() != root.plain():
        raise FormError(path)
    return written, []
