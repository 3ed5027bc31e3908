"""Translations that have fallen behind: a text changed in the default language and not in another.

`data/translations.txt` keeps a hash of each text in each language, as it was when
the languages were last known to say the same. It is written by `hub translated`,
one line a field:

    cities/kuopio profile fi=1a2b3c4d en=5e6f7a8b

A field without a line counts as checked. A line in another form is passed over.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge_hub.model.base import Record
from knowledge_hub.model.text import Text

TRANSLATIONS_FILE = "translations.txt"
"""Name of the file, at the top of the data folder."""
Hashes = Mapping[str, str]
"""Language code -> hash of the text."""
Translated = Mapping[tuple[str, str], Hashes]
"""Record (`cities/kuopio`) and field (`sites.hepomaki.description`) -> hashes."""
_LINE = re.compile(r"([a-z0-9/_-]+) (\S+)((?: [a-z]{2,3}=[0-9a-f]{8})+)")
_HEAD = """\
# Written by `hub translated`; not to be edited by hand. Each line holds hashes of one text, as it was
# when its languages were last known to say the same. See docs/adr/0017-outdated-translations.md.
"""


@dataclass(frozen=True)
class Field:
    """A text within a record.

    Attributes:
        loc: Way to it in the file, with numbers in lists.
        key: The same way with ids instead of numbers, which stays as it is when a list grows.
        text: The text.
    """

    loc: tuple[str | int, ...]
    key: str
    text: Text


def texts_in(value: object, loc: tuple[str | int, ...] = (), key: tuple[str, ...] = ()) -> Iterator[Field]:
    """Yield every text within a record or a list of them, in the order of the fields."""
    if isinstance(value, Text):
        yield Field(loc, ".".join(key), value)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name), (*loc, name), (*key, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_in(item, (*loc, index), (*key, _id_of(item) or str(index)))


def _id_of(item: object) -> str | None:
    """Return what tells an item of a list from the others, if it has an id of its own."""
    return getattr(item, "id", None) or getattr(item, "area", None) or getattr(item, "feature", None)


def hashes(text: Text) -> Hashes:
    """Return the hash of a text in each of its languages; other line breaks are no other text."""
    return {
        code: hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:8] for code, words in sorted(text.items())
    }


def fallen_behind(text: Text, checked: Hashes | None, default: str) -> tuple[str, ...]:
    """Return the languages of a text that are as they were while the default one has changed.

    Parameters:
        text: The text as it is.
        checked: Its hashes when the languages last said the same; `None` if that is not known.
        default: Code of the site's default language.
    """
    now = hashes(text)
    if checked is None or default not in now or default not in checked or now[default] == checked[default]:
        return ()
    return tuple(code for code in now if code != default and checked.get(code) == now[code])


def parse_translated(text: str) -> Translated:
    """Read the file of checked translations."""
    found = filter(None, map(_LINE.fullmatch, text.splitlines()))
    return {(line[1], line[2]): dict(pair.split("=") for pair in line[3].split()) for line in found}


def write_translated(entries: Translated) -> str:
    """Write the file of checked translations, one line a field, so that git can merge it."""
    lines = [
        f"{record} {field} " + " ".join(f"{code}={hash}" for code, hash in sorted(of_field.items()))
        for (record, field), of_field in sorted(entries.items())
    ]
    return _HEAD + "".join(f"{line}\n" for line in lines)
