"""Searches with judged answers, and how well a search engine answers them.

`queries.tsv` has a line for each: the language of the page on which one searches,
what kind of query it is, what is typed, and the answers with their grades (3 is what is
wanted, 2 serves as well, 1 is of some use). An answer is a path in any language,
with the place on the page. A held-out part is never looked at while search is tuned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

QUERIES = Path(__file__).with_name("queries.tsv")
HELD_OUT = "held-out"
DEPTH = 5
GOOD = 2
"""Grade of an answer that serves."""


@dataclass(frozen=True)
class Query:
    """A search, with the grade of each answer."""

    part: str
    language: str
    kind: str
    text: str
    answers: Mapping[str, int]


@dataclass(frozen=True)
class Score:
    """How well queries were answered.

    Attributes:
        queries: Their number.
        ndcg: Mean nDCG@5 (Järvelin & Kekäläinen 2002), gain 2^grade - 1.
        success: Share of queries whose first result serves.
    """

    queries: int
    ndcg: float
    success: float


def queries() -> list[Query]:
    """Read all searches."""
    lines = [line.split("\t") for line in QUERIES.read_text("utf-8").splitlines()[1:]]
    return [Query(part, language, kind, text, _answers(answers)) for part, language, kind, text, answers in lines]


def _answers(text: str) -> dict[str, int]:
    pairs = (item.rpartition("=") for item in text.split())
    return {path: int(grade) for path, _, grade in pairs}


def key(address: str, languages: Sequence[str]) -> tuple[str, str]:
    """Turn an address below the root into a path with its place, and the language; the first one lies at the root."""
    page, _, place = address.removesuffix("index.html").partition("#")
    first, _, rest = page.partition("/")
    language, page = (first, rest) if first in languages[1:] else (languages[0], page)
    path = page.strip("/")
    return (f"{path}#{place}" if place else path), language


def grades(query: Query, addresses: Sequence[str], languages: Sequence[str]) -> list[int]:
    """Grade the first results of a query; nothing counts twice.

    A page without place is worth one less than the best place on it, and a page in another language one less than in its own.
    """
    seen: set[str] = set()
    found = []
    for address in addresses[:DEPTH]:
        path, language = key(address, languages)
        places = [grade - 1 for answer, grade in query.answers.items() if answer.partition("#")[0] == path != answer]
        grade = max([query.answers.get(path, 0), *places])
        found.append(0 if path in seen else max(0, grade - (language != query.language)))
        seen.add(path)
    return found


def score(of: Sequence[tuple[Query, Sequence[int]]]) -> Score:
    """Sum up graded results."""
    return Score(
        len(of),
        round(fmean(_gain(found) / _gain(sorted(query.answers.values(), reverse=True)[:DEPTH]) for query, found in of), 3),
        round(fmean(bool(found) and found[0] >= GOOD for _, found in of), 3),
    )


def _gain(found: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(found))
