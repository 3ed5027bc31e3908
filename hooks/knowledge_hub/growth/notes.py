"""What is noted of texts in files of their own, line by line: it moves and goes with its record.

Each line begins with the record, such as `cities/kuopio`, and the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import cast

from knowledge_hub.growth.changes import Opened
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.parity.notes import NOTES_FILE
from knowledge_hub.translations import TRANSLATIONS_FILE, Field, texts_in

FILES = (TRANSLATIONS_FILE, NOTES_FILE)
_LINE = re.compile(r"([a-z0-9/_-]+) (\S+)(?= )")
Text = tuple[str, str]
"""Record and field."""


def carried(opened: Opened, kind: str, old: str, new: str) -> dict[str, bytes]:
    """Keep notes under the names that records and fields have after a renaming.

    Parameters:
        opened: The project.
        kind: Kind of what is renamed.
        old: Its id.
        new: The id it gets.
    """
    names: dict[Text, Text] = {}
    for folder, of_kind in COLLECTIONS.items():
        for id, record in opened.hub.collection(of_kind).items():
            is_renamed = (of_kind, id) == (kind, old)
            for field in texts_in(record):
                key = _key_after(record, field, kind, old, new)
                names[f"{folder}/{id}", field.key] = f"{folder}/{new if is_renamed else id}", key
    return _rewritten(opened, lambda text: names.get(text, text))


def _key_after(record: object, field: Field, kind: str, old: str, new: str) -> str:
    """Return the name of a field, in which items of lists are named by what they refer to."""
    value, parts = record, []
    for step, part in zip(field.loc, field.key.split("."), strict=True):
        value = getattr(value, step) if isinstance(step, str) else cast(tuple[object, ...], value)[step]
        refers = isinstance(step, int) and getattr(value, "id", None) is None and getattr(value, kind, None) == old
        parts.append(new if refers else part)
    return ".".join(parts)


def without(opened: Opened, paths: Iterable[str]) -> dict[str, bytes]:
    """Forget what is noted of files that go."""
    gone = {path.partition("/")[2].removesuffix(".yml") for path in paths}
    return _rewritten(opened, lambda text: None if text[0] in gone else text)


def _rewritten(opened: Opened, rename: Callable[[Text], Text | None]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in FILES:
        path = f"{opened.files.shown_as}/{name}"
        if (opened.project / path).is_file():
            before = opened.text(path)
            after = "".join(_line(line, rename) for line in before.splitlines(keepends=True))
            if after != before:
                found[path] = after.encode()
    return found


def _line(line: str, rename: Callable[[Text], Text | None]) -> str:
    match = _LINE.match(line)
    if match is None:
        return line
    text = rename((match[1], match[2]))
    return "" if text is None else f"{text[0]} {text[1]}{line[match.end() :]}"
