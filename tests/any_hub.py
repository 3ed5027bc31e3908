"""Hubs of any shape, made from the model itself: a new field or vocabulary is part of them at once.

A hub is made as plain values with one file each, and every value that a stranger
could put words into is a `Leaf`, so that a test can put others in its place.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal, TypeAlias

from annotated_types import Ge, Le
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.fields import is_list, is_text, reference_kind, type_within
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import City, Event, Project, SiteSettings, Source
from knowledge_hub.model.vocabulary import VOCABULARIES, Choice, SiteFeature
from knowledge_hub.validate import RECORDS
from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

Raw: TypeAlias = Any
"""A value as it stands in a file: mappings, lists and scalars."""
Place = tuple[int, int]
LANGUAGES = ("fi", "en")
ADDRESSES = "https://{n}.example/a?b=c&d=e#f"
STATUSES = {"scheduled": "EventScheduled", "rescheduled": "EventRescheduled", "cancelled": "EventCancelled"}
KINDS = {
    "email": "mail",
    "country": "FI",
    "currency": "EUR",
    "locale": "fi_FI",
    "time_zone": "Europe/Helsinki",
    "language": "fi",
}
"""Kinds of values of which one is as good as another."""


class Leaf(str):
    """Something that a stranger can fill in: `text`, `name`, `markdown`, `line` or `url`."""

    kind: str

    def __new__(cls, value: str, kind: str) -> Leaf:
        made = super().__new__(cls, value)
        made.kind = kind
        return made


@dataclass
class Luck:
    """What decides how a hub looks.

    Attributes:
        random: Decides what is not given here.
        texts: Lines of text to choose from.
        fullness: Which part of what may be left out is there, from 0 to 1.
        most: Most items of a list.
    """

    random: Random
    texts: Sequence[str] = ("Words",)
    fullness: float = 0.5
    most: int = 2
    ids: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def next(self) -> int:
        """Return a number that no call has returned before."""
        self.count += 1
        return self.count

    def some(self, kind: str, least: int = 0) -> list[str]:
        """Return ids of a kind, each once."""
        known = self.ids[kind]
        return self.random.sample(known, min(len(known), self.random.randint(least, max(least, self.most))))


def any_data(luck: Luck, counts: Mapping[str, int]) -> dict[str, Raw]:
    """Make the content of each file of a hub, but for the words of the interface.

    Parameters:
        luck: Decides what is in it.
        counts: How many records there are, by kind; of areas and sources there is one at least.
    """
    for kind in COLLECTIONS.values():
        least = 1 if kind in ("area", "source", "city") else 0
        luck.ids[kind] = [f"{kind}-{number}" for number in range(max(least, counts.get(kind, 0)))]
    for kind in VOCABULARIES:
        luck.ids[kind] = (
            list(STATUSES) if kind == "event_status" else [f"{kind.replace('_', '-')}-{n}" for n in range(2)]
        )
    luck.ids["icon"] = ["flask", "loop"]
    data: dict[str, Raw] = {"site.yml": _site(luck)}
    for kind, (name, model) in VOCABULARIES.items():
        data[f"vocabularies/{name}.yml"] = [_choice(luck, model, id) for id in luck.ids[kind]]
    features = data["vocabularies/site_features.yml"]
    for folder, kind in COLLECTIONS.items():
        for id in luck.ids[kind]:
            data[f"{folder}/{id}.yml"] = _record(luck, id, RECORDS[kind], features)
    return data


def write(data: Path, files: Mapping[str, Raw]) -> dict[str, dict[tuple[str | int, ...], Place]]:
    """Write a hub to a folder; return where each value stands, by file and path within it."""
    places = {}
    for name, content in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        text, places[name] = written(content)
        (data / name).write_text(text, "utf-8")
    return places


def written(content: Raw) -> tuple[str, dict[tuple[str | int, ...], Place]]:
    """Write a value as YAML with each text in double quotes, one to a line."""
    lines: list[str] = []
    places: dict[tuple[str | int, ...], Place] = {}
    _write(content, 0, (), lines, places)
    return "\n".join([*lines, ""]), places


def leaves(value: Raw, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Leaf]]:
    """Yield what a stranger can fill in, with its path."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        if isinstance(item, Leaf):
            yield (*path, step), item
        else:
            yield from leaves(item, (*path, step))


def replaced(value: Raw, change: Callable[[Leaf], str]) -> Raw:
    """Return a value with something else in place of what a stranger can fill in."""
    if isinstance(value, dict):
        return {key: replaced(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, change) for item in value]
    return Leaf(change(value), value.kind) if isinstance(value, Leaf) else value


def _write(
    value: Raw, indent: int, path: tuple[str | int, ...], lines: list[str], places: dict[tuple[str | int, ...], Place]
) -> None:
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        here, start = (*path, step), len(lines)
        mark = f"{step}:" if isinstance(value, dict) else "-"
        if isinstance(item, dict | list) and item:
            if isinstance(value, dict):
                lines.append(" " * indent + mark)
                start += 1
            places[here] = (len(lines) + 1, indent + 3)
            _write(item, indent + 2, here, lines, places)
            if isinstance(value, list):
                lines[start] = " " * indent + "- " + lines[start][indent + 2 :]
        else:
            places[here] = (len(lines) + 1, indent + len(mark) + 2)
            lines.append(f"{' ' * indent}{mark} {json.dumps(item, ensure_ascii=False)}")


def _record(luck: Luck, id: str, model: type[BaseModel], features: Sequence[Raw]) -> Raw:
    raw = _fields(luck, model, "id")
    if "member_of" in raw:  # no organisation is a part of itself
        raw["member_of"] = [owner for owner in raw["member_of"] if owner > id]
    if model is Source:
        raw["url"] = Leaf(f"https://source{luck.next()}.example/", "url")
    if model is City:
        _settle_city(luck, raw, features)
    if model is Event:
        _settle_event(luck, raw)
    if model is Project and "end" in raw:
        raw["start"], raw["end"] = "2024-02", "2025-01-31"
    return raw


def _settle_city(luck: Luck, city: Raw, features: Sequence[Raw]) -> None:
    for place, site in enumerate(city.get("sites", ())):
        site["features"] = [
            _feature(luck, item, feature)
            for item, feature in zip(site.get("features", ()), luck.random.sample(list(features), 2), strict=False)
        ]
        site["id"] = f"site-{place}"
    known = [site["id"] for site in city.get("sites", ())]
    for investment in city.get("investments", ()):
        investment.pop("site", None)
        if known:
            investment["site"] = luck.random.choice(known)
    areas = luck.ids["area"]
    city["strengths"] = [
        {**strength, "area": area} for strength, area in zip(city.get("strengths", ()), areas, strict=False)
    ]


def _feature(luck: Luck, item: Raw, feature: Raw) -> Raw:
    item = {key: value for key, value in item.items() if key not in ("value", "unit", "bound")} | {
        "feature": feature["id"]
    }
    if feature["measure"] == "number":
        return item | {"value": luck.random.choice([0, 7, 2.5, -1, 1e15]), "unit": feature["unit"]}
    if feature["measure"] == "yes-no":
        return item | {"value": luck.random.random() < 0.5}
    return {"note": _texts(luck, "text"), **item}


def _settle_event(luck: Luck, event: Raw) -> None:
    day = luck.random.choice(["2020-02-29", "2026-11-24", "2026-12-31", "2031-07-01"])
    event["start"], event["end"] = luck.random.choice(
        [(day, day), (day[:7], day[:4]), (int(day[:4]), day), (f"{day}T00:00", f"{day}T23:59")]
    )
    if luck.random.random() > luck.fullness:
        del event["end"]
    event.pop("previous_start", None)
    event["status"] = luck.random.choice(list(STATUSES))
    if event["status"] == "rescheduled":
        event["previous_start"] = "2019-12-31T10:30"
    if "admission" in event:
        price, note = {"price": 12.5, "currency": "EUR"}, {"note": _texts(luck, "text")}
        event["admission"] = luck.random.choice(
            [{"free": True}, {"free": False}, price, {**price, "free": False, **note}, {"free": True, **note}]
        )


def _site(luck: Luck) -> Raw:
    raw = _fields(luck, SiteSettings)
    raw["languages"] = [
        {"code": "fi", "name": "Suomi", "locale": "fi_FI"},
        {"code": "en", "name": "English", "locale": "en_GB"},
    ]
    raw["x_default"] = "en"
    for name in ("repository_branch", "namespace", "site_url", "repository_url"):
        raw.pop(name, None)
    if "funding" in raw:
        raw["funding"].pop("emblem", None)
    return raw


def _choice(luck: Luck, model: type[Choice], id: str) -> Raw:
    raw = {**_fields(luck, model), "id": id}
    if "pattern" in raw:
        raw["pattern"] = {code: Leaf(f"{{value}} {text}", "pattern") for code, text in raw["pattern"].items()}
    if id in STATUSES:
        raw["schema_type"] = STATUSES[id]
    if model is SiteFeature:
        raw["measure"] = luck.random.choice(["number", "yes-no", "words"])
        raw["unit"] = luck.random.choice(luck.ids["unit"])
    return raw


def _fields(luck: Luck, model: type[BaseModel], *without: str) -> Raw:
    """Make a value of a model; rules across its fields are kept here if they hold wherever it stands."""
    raw = {}
    for name, info in model.model_fields.items():
        if name in without or name == "aliases":
            continue
        if info.is_required() or name == "sources" or luck.random.random() < luck.fullness:
            value = _value(luck, name, info)
            if value not in ([], None) or info.is_required():
                raw[name] = value
    if {"as_of", "seen"} <= model.model_fields.keys():
        left = "seen" if luck.random.random() < 0.5 else "as_of"
        raw.pop(left, None)
        raw.setdefault("as_of" if left == "seen" else "seen", "2026-10-01")
    if model is Figure:  # one label, one day and two values would contradict each other
        raw.pop("seen", None)
        raw["as_of"] = str(date(2016, 1, 1) + timedelta(days=luck.next()))
    if {"organisation", "name", "task"} <= model.model_fields.keys():
        raw.pop("organisation", None)
        if luck.ids["organisation"] and luck.random.random() < 0.5:
            raw.pop("name", None)
            raw["organisation"] = luck.random.choice(luck.ids["organisation"])
        else:
            raw.setdefault("name", _texts(luck, "name"))
    return raw


def _value(luck: Luck, name: str, info: FieldInfo) -> Raw:
    kind, within, reference = _kind(info), type_within(info.annotation), reference_kind(info)
    if is_list(info.annotation):
        if reference:
            return luck.some(reference, least=1 if info.is_required() or name == "sources" else 0)
        return [_one(luck, name, within, kind, info) for _ in range(luck.random.randint(1, luck.most))]
    if reference:
        return luck.random.choice(luck.ids[reference]) if luck.ids[reference] else None
    return _one(luck, name, within, kind, info)


def _one(luck: Luck, name: str, within: Any, kind: str, info: FieldInfo) -> Raw:
    """Make one value of a kind."""
    if is_text(within):
        return _texts(luck, within.x_type)
    if isinstance(within, type) and issubclass(within, BaseModel):
        return _fields(luck, within)
    if typing.get_origin(within) is Literal:
        return luck.random.choice(typing.get_args(within))
    if within is bool:
        return luck.random.random() < 0.5
    if kind == "id":
        return f"key-{luck.next()}"
    if kind == "url":
        return Leaf(ADDRESSES.format(n=f"host{luck.next()}"), "url")
    if kind == "email":
        return f"office{luck.next()}@korpi.example"
    if kind in KINDS:
        return KINDS[kind]
    if kind == "line":
        return Leaf(luck.random.choice(luck.texts), "line")
    if kind in ("date", "day", "moment"):
        return "2015-05-05" if name == "as_of" and info.is_required() else "2026-10-01"
    if kind == "team":
        return "@org/team"
    if kind.startswith("number"):
        return luck.random.choice([1, 12.5, 60] + [-3, 0, 1400, 1e15] * (name not in ("latitude", "longitude")))
    limits = {type(item): item for item in info.metadata}
    low, high = getattr(limits.get(Ge), "ge", 1), getattr(limits.get(Le), "le", 60)
    return luck.random.randint(low, min(high, 60))


def _texts(luck: Luck, kind: str) -> Raw:
    """Make a text in each language: the same in all, since languages have to tell the same facts."""
    text = luck.random.choice(luck.texts)
    if kind == "name" and luck.random.random() < 0.5:
        return Leaf(text, "name")
    return {code: Leaf(text, kind) for code in LANGUAGES}


def _kind(info: FieldInfo) -> str:
    """Return what the model calls a kind of value."""
    found = [
        item.json_schema
        for item in _metadata(info.annotation, info.metadata)
        if isinstance(item, WithJsonSchema) and item.mode == "validation"
    ]
    kinds = [str(schema["x-type"]) for schema in found if schema]
    return kinds[-1] if kinds else ("team" if "@" in str(info) else "")


def _metadata(annotation: Any, metadata: Sequence[Any]) -> Iterator[Any]:
    yield from metadata
    if typing.get_origin(annotation) is typing.Annotated:
        yield from _metadata(typing.get_args(annotation)[0], annotation.__metadata__)
    elif typing.get_origin(annotation) in (tuple, typing.Union, types.UnionType):
        for part in typing.get_args(annotation):
            yield from _metadata(part, ())
