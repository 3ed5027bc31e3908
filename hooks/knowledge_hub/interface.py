"""The words of the user interface: one file a language, nested keys, the same in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge_hub.load import DataFile
from knowledge_hub.model.base import describe
from knowledge_hub.problems import Problem
from knowledge_hub.yaml_text import Node

_NAMES = re.compile(r"\{(\w+)\}")
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def read_interface(
    files: list[DataFile], languages: tuple[str, ...], complete: frozenset[str]
) -> tuple[dict[str, Mapping[str, str]], list[Problem]]:
    """Read the interface texts and compare the languages with the default one.

    Parameters
    ----------
        files: The files of `data/interface/`.
        languages: Languages of the site, the default one first.
        complete: Languages in which nothing may be missing.

    Returns:
    -------
        Texts by language and dotted key; a language that is not complete is
        filled up with the default one's.
    """
    problems: list[Problem] = []
    by_language = {file.id: file for file in files}
    texts: dict[str, dict[str, str]] = {}
    for file in files:
        if file.id not in languages:
            how = "delete the file, or add the language to site.yml"
            problems.append(Problem.at(file.path, 1, 1, "HUB031", lang=file.id, how=how))
            continue
        flat: dict[str, str] = {}
        for key, node in _flatten(file.root, ""):
            if isinstance(node.value, str):
                flat[key] = node.value
            else:
                found, hint = describe(node.value), "the words in quotes"
                problems.append(
                    Problem.at(
                        file.path, node.line, node.column, "HUB022", key=key, expected="a text", found=found, hint=hint
                    )
                )
        texts[file.id] = flat
    for code in languages:
        if code not in by_language and code in complete and files:
            folder = files[0].path.rpartition("/")[0]
            problems.append(Problem.at(f"{folder}/{code}.yml", 1, 1, "HUB008", name=f"{folder}/{code}.yml"))
    default = languages[0] if languages else ""
    if default in texts:
        for code in languages[1:]:
            if code in texts:
                problems.extend(
                    _differences(by_language[default], texts[default], by_language[code], texts[code], code in complete)
                )
    filled = {code: {**texts.get(default, {}), **texts.get(code, {})} for code in languages}
    return dict(filled), problems


def _flatten(node: Node, prefix: str) -> Iterator[tuple[str, Node]]:
    for key, child in (node.items or {}).items():
        dotted = f"{prefix}.{key}" if prefix else key
        if child.items is not None:
            yield from _flatten(child, dotted)
        else:
            yield dotted, child


def _differences(
    file: DataFile, texts: dict[str, str], other: DataFile, others: dict[str, str], complete: bool
) -> Iterator[Problem]:
    """Compare a language with the default one, both ways."""

    def at(of: DataFile, key: str) -> tuple[int, int]:
        return of.root.locate(tuple(key.split(".")))

    for key in texts.keys() - others.keys():
        if complete and not _is_plural_form(key, others):
            yield Problem.at(other.path, *at(other, key), "HUB070", key=key, other=file.path)
    for key in others.keys() - texts.keys():
        if not _is_plural_form(key, texts):
            yield Problem.at(other.path, *at(other, key), "HUB071", key=key, other=file.path)
    for key in texts.keys() & others.keys():
        for name in sorted(set(_NAMES.findall(others[key])) - set(_NAMES.findall(texts[key]))):
            yield Problem.at(other.path, *at(other, key), "HUB072", key=key, name=name, other=file.path)


def _is_plural_form(key: str, others: Mapping[str, str]) -> bool:
    """Languages differ in their plural forms; only `other` is in all of them."""
    stem, _, form = key.rpartition(".")
    return form in PLURALS and f"{stem}.other" in others
