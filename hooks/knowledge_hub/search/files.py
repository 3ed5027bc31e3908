"""The index as files, cut so that a search fetches little of them.

`search/<language>/index.json` tells what there is. Words and terms lie in
files by their first letters, titles and notes in files by number; each is
of like size, however large the hub. All languages number entries alike, so that
a word of one language leads to the page in another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from knowledge_hub.search.collect import by_language
from knowledge_hub.search.entry import KINDS, Entry
from knowledge_hub.search.index import Index, index
from knowledge_hub.search.lemmas import Lemmas
from knowledge_hub.search.translations import Labels, Same, translations

SHARD = 60_000
"""Signs of a file of words, about; compressed it is a third of that."""
BLOCK = 64
"""Entries in a file of titles."""
_LONGEST_PREFIX = 6
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def files(
    found: Sequence[Entry], languages: Sequence[str], lemmas: Lemmas, labels: Iterable[Labels] = ()
) -> dict[str, str]:
    """Return the files of the index by address below the site's root.

    Parameters:
        found: Everything that can be found, in every language.
        languages: Codes of the languages.
        lemmas: Gives dictionary forms.
        labels: Expressions that mean the same.
    """
    groups = by_language(found)
    numbers = _numbers(found)
    own = {code: {numbers[entry.key]: entry for entry in groups.get(code, [])} for code in languages}
    made = {code: index(entries, code, lemmas) for code, entries in own.items()}
    same = translations(labels, made)
    return {
        f"search/{code}/{name}": text
        for code in languages
        for name, text in _of_language(own[code], made[code], same[code]).items()
    }


def _numbers(found: Sequence[Entry]) -> dict[str, int]:
    """Number entries kind by kind, so that results lie close together."""
    kinds = {entry.key: KINDS.index(entry.kind) for entry in found}
    return {key: number for number, key in enumerate(sorted(kinds, key=lambda key: (kinds[key], key)))}


def _of_language(own: Mapping[int, Entry], made: Index, same: Mapping[str, Sequence[Same]]) -> dict[str, str]:
    size = max(own, default=-1) + 1
    meanings: dict[str, dict[str, list[str]]] = {}
    for expression, others in sorted(same.items()):
        meanings.setdefault(expression.partition(" ")[0], {})[expression] = sorted(map(str, others))
    shards = {prefix: _shard(made, words, meanings) for prefix, words in _cut(made)}
    blocks = {
        f"t-{start // BLOCK}.json": _json(
            [_shown(own.get(number)) for number in range(start, min(start + BLOCK, size))]
        )
        for start in range(0, size, BLOCK)
    }
    about = {
        "size": size,
        "kinds": "".join(_DIGITS[KINDS.index(own[number].kind)] if number in own else "-" for number in range(size)),
        "block": BLOCK,
        "bytes": sum(map(len, [*shards.values(), *blocks.values()])),
        "shards": list(shards),
    }
    return {"index.json": _json(about), **{f"w-{prefix}.json": text for prefix, text in shards.items()}, **blocks}


def _shown(entry: Entry | None) -> list[str] | int:
    return [entry.url, entry.title, entry.note] if entry else 0


def _cut(made: Index) -> Iterable[tuple[str, list[str]]]:
    """Cut all words into files by their first letters, as many letters as it takes."""
    words = sorted(set(made.postings) | set(made.forms))
    for prefix, group in groupby(words, key=lambda word: word[0]):
        yield from _cut_further(made, prefix, list(group))


def _cut_further(made: Index, prefix: str, words: list[str]) -> Iterable[tuple[str, list[str]]]:
    if len(prefix) >= _LONGEST_PREFIX or sum(_cost(made, word) for word in words) <= SHARD:
        yield prefix, words
        return
    for longer, group in groupby(words, key=lambda word: word[: len(prefix) + 1]):
        if longer == prefix:
            yield prefix, list(group)
        else:
            yield from _cut_further(made, longer, list(group))


def _cost(made: Index, word: str) -> int:
    return (
        len(word) + 6 + 6 * len(made.postings.get(word, ())) + sum(len(term) + 1 for term in made.forms.get(word, ()))
    )


def _shard(made: Index, words: Sequence[str], meanings: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """Write words and terms: word -> terms, term -> entries with weights, and expressions -> what means the same.

    An entry is written as its distance from the one before, then its weight times eight plus the words of its title.
    """
    forms = {word: " ".join(made.forms[word]) for word in words if made.forms.get(word, (word,)) != (word,)}
    terms = {word: _posting(made.postings[word]) for word in words if word in made.postings}
    same = {expression: others for word in words for expression, others in meanings.get(word, {}).items()}
    return _json({"forms": forms, "terms": terms, "same": same})


def _posting(found: Mapping[int, tuple[int, int]]) -> list[int]:
    written: list[int] = []
    last = 0
    for number, (weight, words) in sorted(found.items()):
        written += [number - last, 8 * weight + words]
        last = number
    return written


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
