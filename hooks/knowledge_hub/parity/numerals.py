"""Numbers in words, which the Unicode CLDR does not have in a form that can be looked for in a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("numerals")


@cache
def numerals(language: str) -> re.Pattern[str] | None:
    """Return what finds numbers in words; `None` if the words of the language are not known.

    Parameters:
        language: Its code; its file gives the forms of each number, divided by spaces.

    Returns:
        A pattern with groups `n1`, `n2`, ... for the forms, and `s1`, `s2`, ... for stems, written with a star.
    """
    file = FOLDER / f"{language}.yml"
    if not file.is_file():
        return None
    words: dict[int, list[str]] = {n: forms.split() for n, forms in yaml.safe_load(file.read_text("utf-8")).items()}
    whole = [_group(f"n{n}", [form for form in forms if form[-1] != "*"], "") for n, forms in words.items()]
    stems = [_group(f"s{n}", [form[:-1] for form in forms if form[-1] == "*"], r"\w*") for n, forms in words.items()]
    # Eight before two, since one starts like the other in some languages.
    return re.compile(rf"(?<![^\W_])(?:{'|'.join([*whole, *reversed(stems)])})(?![^\W_])", re.IGNORECASE)


def _group(name: str, words: list[str], ending: str) -> str:
    return f"(?P<{name}>(?:{'|'.join(map(re.escape, words)) or '(?!)'}){ending})"
