"""JSON Schemas of the files of `data/`, for editors: the model as it is written, with explanations.

They are written in draft 7, the newest that the YAML extension of VS Code knows in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from knowledge_hub.model.base import Record
from knowledge_hub.model.entry import Entry
from knowledge_hub.model.fields import writing_order
from knowledge_hub.model.records import Removed, SiteLanguage, SiteSettings
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.open_data.schema import TEXTS, with_definitions
from knowledge_hub.schemas.names import schema_names
from knowledge_hub.schemas.rules import forbidden, least, needed
from knowledge_hub.schemas.words import Explainer
from knowledge_hub.validate import RECORDS

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
DEFINITIONS = "definitions"
IDS = "ids.json"
"""File with the ids that exist, apart from the others since it changes with the data."""
_REF = f"#/{DEFINITIONS}/"
_NULL: Schema = {"type": "null"}
_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_ONE_LINE = r"^\s*\S[^\n]*\s*$"
_TOLD = ("title", "description", "default")
"""What pydantic tells of a field, and we tell in the languages of the site."""
_EXAMPLES: dict[str, list[Any]] = {
    "country": ["FI"],
    "currency": ["EUR"],
    "date": ["2026-05-14", "2026-05", 2026],
    "day": ["2026-05-14"],
    "email": ["info@example.org"],
    "language": ["en"],
    "locale": ["en_GB"],
    "moment": ["2026-05-14T13:00", "2026-05-14", "2026-05"],
    "time_zone": ["Europe/Helsinki"],
    "url": ["https://example.org/"],
}
"""Examples of values that are the same in every language."""


def schemas(languages: Sequence[SiteLanguage], explain: Explainer, words: Iterable[str]) -> dict[str, Schema]:
    """Return the schemas by their files, without that of the ids.

    Parameters:
        languages: Languages of the site, the default one first.
        explain: Explains fields to editors.
        words: Keys of the texts of the interface that pages use.
    """
    found: dict[str, Schema] = {}
    definitions = cache(partial(_definitions, languages, explain))
    for kind, file in schema_names().items():
        defs = definitions("../" * file.count("/"))
        group, _, vocabulary = kind.partition(":")
        if group == "interface":
            body = _interface(explain, words)
        elif group == "vocabulary":
            model = VOCABULARIES[vocabulary][1]
            title = {
                "title": explain.word("references", vocabulary),
                "description": explain.record(model)["description"],
            }
            body = with_definitions({**title, "type": "array", "items": _to(model.__name__)}, defs, DEFINITIONS)
        elif group == "removed":
            listed = {**explain.pair("removed"), "type": "array", "items": _to(Removed.__name__)}
            body = with_definitions(listed, defs, DEFINITIONS)
        else:
            body = with_definitions(defs[(RECORDS.get(kind) or SiteSettings).__name__], defs, DEFINITIONS)
        found[file] = {"$schema": DRAFT, **body}
    return found


def _type_of(reference: Schema) -> str:
    """Tell what a reference leads to; without a type, editors do not write the colon after a key."""
    return "object" if reference["$ref"].startswith(_REF) else "string"


def _to(name: str) -> Schema:
    return {"$ref": f"{_REF}{name}"}


@cache
def _models() -> Mapping[str, type[BaseModel]]:
    """Return all classes of records by name."""
    waiting, found = list(Record.__subclasses__()), {}
    while waiting:
        model = waiting.pop()
        found[model.__name__] = model
        waiting += model.__subclasses__()
    return found


@cache
def _raw() -> Mapping[str, Schema]:
    """Return pydantic's schemas of what is read."""
    roots: list[type[BaseModel]] = [
        *RECORDS.values(),
        SiteSettings,
        Removed,
        *(model for _, model in VOCABULARIES.values()),
    ]
    _, found = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(roots)], ref_template=f"{_REF}{{model}}"
    )
    defs: Mapping[str, Schema] = found["$defs"]
    return defs


def _definitions(languages: Sequence[SiteLanguage], explain: Explainer, up: str) -> dict[str, Schema]:
    writer = _Writer(languages, explain, up)
    return {name: writer.record(_models()[name], raw) for name, raw in _raw().items()}


class _Writer:
    """Writes a class of records as a schema."""

    def __init__(self, languages: Sequence[SiteLanguage], explain: Explainer, up: str) -> None:
        self.languages, self.explain, self.up = languages, explain, up

    def record(self, model: type[BaseModel], raw: Schema) -> Schema:
        names = [name for name in writing_order(model) if name != "id" or not issubclass(model, Entry)]
        rules = [self._never(rule, word) for word, rule in forbidden(model)] + list(needed(model))
        properties = {name: self._field(model, name, raw["properties"][name]) for name in names}
        for name, count in least(model).items():
            properties[name]["minItems"] = count
        return {
            **self.explain.record(model),
            "type": "object",
            "properties": properties,
            "required": [name for name in names if name in raw.get("required", ()) or name in least(model)],
            "additionalProperties": False,
            **({"allOf": rules} if rules else {}),
        }

    def _never(self, rule: Schema, word: str) -> Schema:
        """Refuse what fulfils a rule: no record is null, and of a constant editors show the message."""
        return {"if": rule, "then": {"const": None, "errorMessage": self.explain.word("rules", word)}}

    def _field(self, model: type[BaseModel], name: str, raw: Schema) -> Schema:
        told = self.explain.field(model, name)
        default = {"default": raw["default"]} if raw.get("default") not in (None, [], False) else {}
        value = self._options(raw)
        if "$ref" in value:  # draft 7 reads nothing beside a reference
            value = {"type": _type_of(value), "allOf": [value]}
        return {**told, **default, **value}

    def _options(self, raw: Schema) -> Schema:
        """Write a field that may be empty as what it may be, or nothing."""
        if "anyOf" not in raw:
            return self._value(raw)
        options = [self._value(option) for option in raw["anyOf"] if option != _NULL]
        if len(options) == len(raw["anyOf"]):
            return {"anyOf": options}
        only = options[0]
        if "type" in only and "enum" not in only:
            types = [only["type"]] if isinstance(only["type"], str) else only["type"]
            return {**only, "type": [*types, "null"]}
        kind: Schema = {"type": [_type_of(only), "null"]} if "$ref" in only else {}
        return {**kind, "anyOf": [*only.get("anyOf", [only]), _NULL]}

    def _value(self, raw: Schema) -> Schema:
        kind = raw.get("x-type")
        if kind in TEXTS:
            return self._text(kind, raw["x-limit"])
        if "x-reference" in raw:
            return {"$ref": f"{self.up}{IDS}{_REF}{raw['x-reference']}"}
        if raw.get("type") == "array":
            return {**_without(raw, *_TOLD), "items": self._options(raw["items"])}
        value = _without(raw, *_TOLD, "x-type")
        if kind in _EXAMPLES:
            value["examples"] = _EXAMPLES[kind]
        if "pattern" in value and kind:
            value["patternErrorMessage"] = self.explain.word("types", kind)
        return value

    def _text(self, kind: str, limit: int) -> Schema:
        pattern = r"\S" if kind == "markdown" else _ONE_LINE
        how = self.explain.word("types", "markdown" if kind == "markdown" else "text")
        one: Schema = {"type": "string", "maxLength": limit, "pattern": pattern, "patternErrorMessage": how}
        whole: Schema = {
            "type": "object",
            "properties": {language.code: {"title": language.name, **one} for language in self.languages},
            "required": [language.code for language in self.languages if language.complete],
            "additionalProperties": False,
        }
        if kind != "name":
            return whole
        return {"anyOf": [{**whole, "patternProperties": {_LANGUAGE: one}}, one]}


def _interface(explain: Explainer, words: Iterable[str]) -> Schema:
    """Return the schema of the words of the interface: texts in groups, those that pages use by name."""
    group: Schema = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, _to("words")]}}
    whole = {**explain.pair("interface"), **group, "properties": {}}
    for key in sorted(words):
        *groups, last = key.split(".")
        inner = whole["properties"]
        for name in groups:
            inner = inner.setdefault(name, {**group, "properties": {}})["properties"]
        inner[last] = {"type": "string"}
    return {**whole, DEFINITIONS: {"words": group}}


def _without(schema: Schema, *keys: str) -> Schema:
    return {key: value for key, value in schema.items() if key not in keys}
