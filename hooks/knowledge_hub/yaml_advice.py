"""What the YAML parser says of a broken file, put in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.signs import HARD_SPACES

_NO_CONTENT = "did not find expected node content"
_ADVICE = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("found unexpected end of stream", "quotes"),
    ("did not find expected ','", "bracket"),
    ("found character", "sign"),
    ("did not find expected alphabetic", "star"),
    (_NO_CONTENT, "sign"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-'", "hyphen"),
    ("block sequence entries are not allowed", "list"),
    ("did not find expected comment or line break", "block"),
    ("found unknown escape", "backslash"),
    ("found invalid Unicode", "backslash"),
)
"""How the parser begins its finding, and the key of the advice under `yaml` in the catalogues."""
_OPENED_BEFORE = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
_IN_CURLY_QUOTES = re.compile(r"^[\s-]*(?:[^\s:]+:\s+)?(?P<here>[“”„‟‘’‚«»])")
_AFTER_QUOTES = re.compile(r"^[\s-]*[^\s\"':]+:\s+([\"']).*?\1\s*(?P<here>[^\s#])")
_TEXT = re.compile(r"^[\s-]*(?P<key>[\w-]+):\s+(?P<text>[^\s\"'\[{|>][^\"]*:(?:\s.*)?)$")
_HARD_SPACE = re.compile(rf"^[\s-]*[^\s:]+:(?P<here>[{HARD_SPACES}])|^\s*-(?P<there>[{HARD_SPACES}])")
LONGEST = 60
"""As many characters of a text are shown in advice."""
MERGE_MARK = re.compile(r"<{7} |={7}$|>{7} ")
"""Start of a line that git leaves where two versions of a file could not be joined."""
Advice = tuple[int, int, Phrase, Phrase]
"""Line and column to look at, what is wrong there, and how to mend it."""


def explain(fault: yaml.MarkedYAMLError, bracket: tuple[int, int] | None, lines: Sequence[str]) -> Advice:
    """Explain why a file cannot be read.

    The parser stops where it can read no further. Where quotes, a bracket or a
    key were left unfinished, the place where they begin tells an editor more;
    so does a sign in that line that looks like an ordinary one.

    Parameters:
        fault: What the parser says.
        bracket: Where the innermost bracket stands that is open at that moment.
        lines: The lines of the file.
    """
    found = fault.problem or fault.context or ""
    mark = fault.problem_mark or fault.context_mark
    if bracket and found == _NO_CONTENT and mark and mark.line + 1 > bracket[0]:
        return _advice(*bracket, "bracket")
    start = fault.context_mark
    if start and mark and start.line != mark.line and (fault.context or "").startswith(_OPENED_BEFORE):
        mark = start
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    text = lines[line - 1] if line <= len(lines) else ""
    key = next((key for words, key in _ADVICE if found.startswith(words)), "other")
    if lookalike := _HARD_SPACE.match(text):
        return _advice(line, lookalike.end(), "hard-space")
    if key == "colon" and (lookalike := _IN_CURLY_QUOTES.match(text)):
        return _advice(line, lookalike.end(), "curly-quotes")
    if key == "colon" and (unquoted := _TEXT.match(text)):
        right = f'{unquoted["key"]}: "{_shortened(unquoted["text"].strip())}"'
        return line, column, Phrase("yaml.colon.why"), phrase("yaml.colon.how-text", right=right)
    if key == "indentation" and _AFTER_QUOTES.match(text):
        key = "after-quotes"
    return _advice(line, column, "deep" if key == "colon" and bracket is None else key)


def _advice(line: int, column: int, key: str) -> Advice:
    return line, column, Phrase(f"yaml.{key}.why"), Phrase(f"yaml.{key}.how")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} ..."
