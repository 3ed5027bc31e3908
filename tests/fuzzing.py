"""What must hold of any hub and of any accident to a file; `test_fuzzing.py` tries it briefly, `fuzz.py` for long."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from any_hub import Luck, any_data, written
from any_site import AnySite
from attacks import attacks
from conftest import ROOT
from hypothesis import strategies as st
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.text import LongText, _text_faults
from knowledge_hub.signs import UNSEEN, disguise

PHOTONICS = ROOT / "tests" / "hubs" / "photonics" / "data"
SHOWN = re.compile(r"data(/[^:\n]+)?:[1-9]\d*:[1-9]\d*: HUB\d{3} .+; .+")
ALPHABET = "abcåé ABC.,:;-()[]{}<>#&*_|'\"`/\\=+@$%~^!?\u00a0\u2013😀日шא"
"""Signs that mean something to one of the forms in which texts are shown."""


def _is_sound(text: str) -> bool:
    """Whether a text may stand in every field, and says nothing that languages could differ in."""
    plain = text.strip()
    bad = (
        not plain
        or len(plain) > 250
        or UNSEEN.search(plain)
        or disguise(plain)
        or "<" in plain
        or re.search(r"[{}]", plain)  # in words with places to fill, braces are no text
        or re.search(r"\d", plain)
    )
    return not bad and not list(_text_faults(LongText, plain))


@cache
def harmless() -> list[str]:
    return [attack.text for attack in attacks("harmless") if _is_sound(attack.text)]


@dataclass(frozen=True)
class Shape:
    """How a hub looks."""

    seed: int
    fullness: float
    most: int
    counts: Mapping[str, int]
    texts: tuple[str, ...]


TEXTS = st.text(ALPHABET, min_size=1, max_size=60).map(str.strip).filter(_is_sound)
SHAPES = st.builds(
    Shape,
    seed=st.integers(0, 2**32),
    fullness=st.sampled_from([0.0, 0.3, 0.7, 1.0]),
    most=st.integers(1, 4),
    counts=st.fixed_dictionaries({kind: st.integers(0, 4) for kind in COLLECTIONS.values()}),
    texts=st.lists(TEXTS | st.sampled_from(harmless()), min_size=1, max_size=6).map(tuple),
)


def try_shape(site: AnySite, shape: Shape, *, drawn: bool = False) -> None:
    """A hub of any shape is sound, and its site is whole."""
    luck = Luck(Random(shape.seed), shape.texts, shape.fullness, shape.most)
    site.give(any_data(luck, shape.counts))
    assert site.read()[1] == ()
    assert list(site.faults(drawn=drawn)) == []


@dataclass(frozen=True)
class Accident:
    """Something that happens to a file."""

    file: str
    content: bytes


PIECES = st.text(alphabet="abcåé109 :-[]{}#&*!|>'\"%@`,.?/\\<=~\n\t\u00a0\u2028\x00😀", max_size=24).map(
    str.encode
) | st.binary(max_size=24)
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "no",
            "12:30",
            "2026-02-30",
            "2026-13",
            "9999-12-31",
            "../x",
            "javascript:alert(1)",
            "=1+1",
            "a" * 400,
            "https://a.example/",
            "`<script>`",
            "\\<b>",
        ]
    ),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.sampled_from(["fi", "en", "id", "value"]), st.text(max_size=8), max_size=3),
)


@cache
def files_of(data: Path) -> list[str]:
    return sorted(
        path.relative_to(data).as_posix() for path in data.rglob("*") if path.suffix in (".yml", ".geojson", ".txt")
    )


@st.composite
def accidents(draw: st.DrawFn, data: Path) -> Accident:
    """Bytes of a real file are overwritten, or one of its values becomes another."""
    file = draw(st.sampled_from(files_of(data)))
    content = (data / file).read_bytes()
    if file.endswith(".yml") and draw(st.booleans()):
        return Accident(file, _restructured(draw, content))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(content)))
        content = content[:place] + draw(PIECES) + content[place + draw(st.integers(0, 40)) :]
    return Accident(file, content)


def _restructured(draw: st.DrawFn, content: bytes) -> bytes:
    raw = yaml.load(content, Loader=yaml.BaseLoader)
    for _ in range(draw(st.integers(1, 3))):
        spots = list(_spots(raw))
        if not spots:
            break
        holder, key = draw(st.sampled_from(spots))
        act = draw(st.sampled_from(["other", "delete", "copy", "rename"]))
        if act == "delete":
            del holder[key]
        elif act == "copy":
            _, other = draw(st.sampled_from(spots))
            holder[key] = json.loads(json.dumps(raw.get(other) if isinstance(raw, dict) else raw))
        elif act == "rename" and isinstance(holder, dict):
            holder[draw(st.text("abcfien_", min_size=1, max_size=6))] = holder.pop(key)
        else:
            holder[key] = draw(VALUES)
    return written(raw)[0].encode("utf-8", "surrogatepass")


def _spots(value: Any) -> Any:
    """Yield each place of a value where something stands: what holds it, and its key or number."""
    for key, item in list(
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield value, key
        yield from _spots(item)


def try_accident(site: AnySite, accident: Accident, *, built: bool = True) -> None:
    """Whatever happens to a file, the end is a site that is whole, or problems that name their place."""
    file = site.data / accident.file
    before = file.read_bytes()
    file.write_bytes(accident.content)
    try:
        hub, problems = site.read()
        assert hub or problems, "refused without a reason"
        for problem in problems:
            assert SHOWN.fullmatch(str(problem)), str(problem)
            assert str(problem).isprintable()
            assert len(str(problem)) < 2000
        if hub and built:
            assert list(site.faults()) == []
    finally:
        file.write_bytes(before)
