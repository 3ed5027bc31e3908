"""The words of the user interface: one file a language, nested keys, the same in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from knowledge_hub.limits import MAX_TEXT_LENGTH
from knowledge_hub.load import DataFile, DataFiles
from knowledge_hub.model.text import names_in
from knowledge_hub.phrase import Phrase, describe, phrase
from knowledge_hub.problems import Problem
from knowledge_hub.yaml_text import Node

_HTML = re.compile("<[a-zA-Z/!?][^>]*>?")
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
_TEXT, _GROUP = Phrase("expected.text"), Phrase("expected.group")


def read_interface(
    files: DataFiles, languages: tuple[str, ...], complete: frozenset[str], needed: frozenset[str] = frozenset()
) -> tuple[dict[str, Mapping[str, str]], list[Problem]]:
    """Read the interface texts and compare the languages with the default one.

    Parameters:
        files: All files of the hub.
        languages: Languages of the site, the default one first; none if they are not known.
        complete: Languages in which nothing may be missing.
        needed: Keys of the texts that pages use.

    Returns:
        Texts by language and dotted key; a language that is not complete is
        filled up with the default one's.
    """
    problems: list[Problem] = []
    by_language = {file.id: file for file in files.of("interface") if file.id in languages}
    texts: dict[str, dict[str, str]] = {}
    for code, file in by_language.items():
        texts[code], faults = _read(file)
        problems.extend(faults)
    if languages:
        problems.extend(_files(files, languages, complete))
    default = languages[0] if languages else ""
    faults = list(_lacking(by_language[default], texts[default], needed)) if texts.get(default) else []
    lacking = {dict(problem.values)["key"] for problem in faults}
    problems.extend(faults)
    for code in languages[1:]:
        if texts.get(default) and texts.get(code):
            first, other = by_language[default], by_language[code]
            found = _differences(first, texts[default], other, texts[code], complete=code in complete)
            problems.extend(problem for problem in found if dict(problem.values)["key"] not in lacking)
    filled = {code: {**texts.get(default, {}), **texts.get(code, {})} for code in languages}
    return dict(filled), problems


def _files(files: DataFiles, languages: tuple[str, ...], complete: frozenset[str]) -> Iterator[Problem]:
    """Find files of languages that the site does not have, and languages without a file."""
    there = files.ids.get("interface", set())
    for code in sorted(there - set(languages)):
        how = Phrase("how.language-file")
        yield Problem.at(files.paths["interface", code], 1, 1, "HUB031", lang=code, how=how)
    for code in sorted(({languages[0]} | complete) - there):
        path = f"{files.shown_as}/interface/{code}.yml"
        yield Problem.at(path, 1, 1, "HUB008", name=path)


def _read(file: DataFile) -> tuple[dict[str, str], list[Problem]]:
    """Return the texts of one language by dotted key, with what is wrong in them."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []

    def report(node: Node, code: str, **values: object) -> None:
        problems.append(Problem.at(file.path, node.line, node.column, code, **values))

    if file.root.items is None:
        found, hint = describe(file.root.plain()), Phrase("hint.interface-file")
        report(file.root, "HUB022", key=Phrase("this.file"), expected=_GROUP, found=found, hint=hint)
    for key, node in _flatten(file.root, ""):
        texts[key] = node.value if isinstance(node.value, str) else ""
        if not isinstance(node.value, str):
            found = describe(node.plain())
            report(node, "HUB022", key=key, expected=_TEXT, found=found, hint=Phrase("hint.interface-words"))
        elif html := _HTML.search(node.value):
            report(node, "HUB032", html=html.group()[:30])
        elif len(node.value) > MAX_TEXT_LENGTH:
            report(node, "HUB025", key=key, length=len(node.value), limit=MAX_TEXT_LENGTH)
        elif names_in(node.value) is None:
            report(node, "HUB028", key=key, why=Phrase("why.braces"), how=Phrase("how.braces"))
    return texts, problems


def _lacking(file: DataFile, texts: dict[str, str], needed: frozenset[str]) -> Iterator[Problem]:
    """Find the words that pages need and the default language lacks; others are compared with it."""
    for key in sorted({_top(key, _groups(texts), texts) for key in needed - texts.keys()} - {""}):
        yield Problem.at(file.path, *file.root.locate(tuple(key.split("."))), "HUB073", key=key)


def _flatten(node: Node, prefix: str) -> Iterator[tuple[str, Node]]:
    for key, child in (node.items or {}).items():
        dotted = f"{prefix}.{key}" if prefix else key
        if child.items is not None:
            yield from _flatten(child, dotted)
        else:
            yield dotted, child


def _differences(
    file: DataFile, texts: dict[str, str], other: DataFile, others: dict[str, str], *, complete: bool
) -> Iterator[Problem]:
    """Compare a language with the default one, both ways."""

    def report(key: str, code: str, **values: object) -> Problem:
        line, column = other.root.locate(tuple(key.split(".")))
        return Problem.at(other.path, line, column, code, key=key, other=file.path, **values)

    groups, other_groups = _groups(texts), _groups(others)
    for key in sorted(groups & others.keys()):
        hint = phrase("hint.interface-group", file=file.path)
        yield report(key, "HUB022", expected=_GROUP, found=_TEXT, hint=hint)
    for key in sorted(other_groups & texts.keys()):
        yield report(key, "HUB022", expected=_TEXT, found=_GROUP, hint=Phrase("hint.one-text"))
    missing = {_top(key, other_groups, others) for key in texts if key not in others and not _is_plural(key, others)}
    extra = {_top(key, groups, texts) for key in others if key not in texts and not _is_plural(key, texts)}
    misspelt = {key: close[0] for key in extra if (close := get_close_matches(key, missing, n=1))}
    for key in extra - {""}:
        how = phrase("nearest.close", word=misspelt[key]) if key in misspelt else Phrase("how.interface-extra")
        yield report(key, "HUB071", how=how)
    for key in missing - {""} - set(misspelt.values()) if complete else ():
        yield report(key, "HUB070")
    for key in texts.keys() & others.keys():
        for name in sorted((names_in(others[key]) or frozenset()) - (names_in(texts[key]) or frozenset())):
            yield report(key, "HUB072", name=name)


def _groups(keys: Iterable[str]) -> set[str]:
    """Return the keys that hold other keys: `nav` of `nav.home`."""
    return {key[:place] for key in keys for place, sign in enumerate(key) if sign == "."}


def _top(key: str, groups: set[str], texts: Mapping[str, str]) -> str:
    """Return the outermost part of a key that another language lacks; empty if it has a text there instead."""
    parts = key.split(".")
    for count in range(1, len(parts) + 1):
        outer = ".".join(parts[:count])
        if outer in texts or (count == len(parts) and outer in groups):
            return ""
        if outer not in groups:
            return outer
    return key


def _is_plural(key: str, others: Mapping[str, str]) -> bool:
    """Languages differ in their plural forms; only `other` is in all of them."""
    stem, _, form = key.rpartition(".")
    return form in PLURALS and f"{stem}.other" in others
