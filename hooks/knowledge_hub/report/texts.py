"""Checks of texts: languages that are missing, and translations that have fallen behind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from knowledge_hub.hub import Hub
from knowledge_hub.report.finding import Check, Tongue
from knowledge_hub.report.rules import KINDS_OF_RECORDS, Asked
from knowledge_hub.translations import Field, Hashes, Translated, fallen_behind, hashes, texts_in


class Document(NamedTuple):
    """A file with its texts.

    Attributes:
        kind: Kind of its record, `vocabulary:level` or `site`.
        id: Its id, the file's name.
        name: What the file of checked translations calls it, such as `cities/kuopio`.
        fields: Its texts.
    """

    kind: str
    id: str
    name: str
    fields: list[Field]


def documents(hub: Hub) -> Iterator[Document]:
    """Yield every file that has texts, but for the words of the interface."""
    for (kind, id), path in sorted(hub.paths.items(), key=lambda pair: pair[1]):
        if kind == "site":
            value: object = hub.site
        elif kind in KINDS_OF_RECORDS:
            value = hub.collection(kind)[id]
        elif kind.startswith("vocabulary:"):
            value = tuple(hub.vocabularies[kind.partition(":")[2]].values())
        else:
            continue
        yield Document(kind, id, path.partition("/")[2].removesuffix(".yml"), list(texts_in(value)))


def checks(asked: Asked) -> Iterator[Check]:
    """Check each file's texts. A file in which all is well counts once, not once a text."""
    for document in documents(asked.hub):
        found = list(_findings(asked, document))
        yield from found
        for kind in ("untranslated", "translation_behind"):
            if document.fields and not any(check.kind == kind for check in found):
                yield asked.check(kind, (document.kind, document.id), (), document.name, done=True)


def _findings(asked: Asked, document: Document) -> Iterator[Check]:
    record, default = (document.kind, document.id), asked.hub.languages[0].code
    for field in document.fields:
        behind = fallen_behind(field.text, asked.hub.translated.get((document.name, field.key)), default)
        lacking = [language.code for language in asked.hub.languages if language.code not in field.text]
        for kind, codes in (("untranslated", lacking), ("translation_behind", behind)):
            for code in codes:
                yield asked.check(kind, record, field.loc, field.key, done=False, detail=Tongue(code))


def checked_now(hub: Hub, confirmed: Collection[str]) -> tuple[Translated, list[tuple[str, str]]]:
    """Take the present texts as those whose languages say the same.

    A translation that has fallen behind stays so, unless its file is confirmed.

    Parameters:
        hub: The data.
        confirmed: Paths of files in which somebody has compared the languages.

    Returns:
        What to write, and the record and field of each text that is still behind.
    """
    found: dict[tuple[str, str], Hashes] = {}
    behind: list[tuple[str, str]] = []
    default = hub.languages[0].code
    for document in documents(hub):
        path = hub.paths[document.kind, document.id]
        for field in document.fields:
            key = document.name, field.key
            before = hub.translated.get(key)
            if path not in confirmed and before and fallen_behind(field.text, before, default):
                found[key] = before
                behind.append(key)
            elif len(set(field.text.values())) > 1:
                found[key] = hashes(field.text)
    return found, behind
