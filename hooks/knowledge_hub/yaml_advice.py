"""What the YAML parser says of a broken file, put in an editor's words."""

from __future__ import annotations

import re

import yaml

_NO_CONTENT = "did not find expected node content"
_NOT_CLOSED = (
    "the bracket opened here is not closed, or a comma is missing",
    "close it; within brackets put each text that has a comma, a colon or a bracket in quotes",
)
_ADVICE = (
    (
        "mapping values are not allowed",
        "there is a colon where none can be",
        "put a text that has a colon and a space in quotes; the keys of one group are indented alike",
    ),
    ("could not find expected ':'", "this line has no colon with a space after it", "write it as `key: value`"),
    ("found unexpected end of stream", "the quotes opened here are never closed", "close them"),
    ("did not find expected ','", *_NOT_CLOSED),
    ("found character", "a text cannot start with this sign", "put the text in quotes"),
    (
        "did not find expected alphabetic",
        "a text cannot start with * or &",
        "put the text in quotes, or on a line of its own after |",
    ),
    (_NO_CONTENT, "a text cannot start with this sign", "put the text in quotes"),
    (
        "did not find expected key",
        "this does not fit the lines above it",
        "indent the keys of one group alike; a text with quotes in it stands as a whole in quotes of the other kind",
    ),
    (
        "did not find expected '-'",
        "this line belongs to no item of the list above",
        "start each item with a hyphen, and indent its keys alike",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start beside its key",
        "start it on the next line; put a text that starts with a hyphen in quotes",
    ),
    (
        "did not find expected comment or line break",
        "a text cannot stand beside | or >",
        "start it on the next line, indented",
    ),
    (
        "found unknown escape",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes, or write it twice",
    ),
    (
        "found invalid Unicode",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes, or write it twice",
    ),
)
_OPENED_BEFORE = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
MERGE_MARK = re.compile(r"<{7} |={7}$|>{7} ")
"""Start of a line that git leaves where two versions of a file could not be joined."""


def explain(fault: yaml.MarkedYAMLError, bracket: tuple[int, int] | None) -> tuple[int, int, str, str]:
    """Return line and column to look at, what is wrong there, and how to mend it.

    The parser stops where it can read no further. Where quotes, a bracket or a
    key were left unfinished, the place where they begin tells an editor more.

    Parameters:
        fault: What the parser says.
        bracket: Where the innermost bracket stands that is open at that moment.
    """
    found = fault.problem or fault.context or "it cannot be read"
    mark = fault.problem_mark or fault.context_mark
    if bracket and found == _NO_CONTENT and mark and mark.line + 1 > bracket[0]:
        return *bracket, *_NOT_CLOSED
    start = fault.context_mark
    if start and mark and start.line != mark.line and (fault.context or "").startswith(_OPENED_BEFORE):
        mark = start
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    advice = ((why, how) for words, why, how in _ADVICE if found.startswith(words))
    why, how = next(advice, (found, "check quotes and indentation near here"))
    return line, column, why, how
