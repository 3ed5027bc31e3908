"""JSON Schemas of the tables, made from the models; every other description comes from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from knowledge_hub.hub import Hub
from knowledge_hub.kept import Keep, made_anew
from knowledge_hub.model.base import ID_PATTERN, Record
from knowledge_hub.model.fields import reading_order
from knowledge_hub.model.records import SiteSettings
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.open_data.addresses import VERSION
from knowledge_hub.open_data.tables import COLLECTIONS, KEYS, TABLES, Table

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXTS = frozenset({"text", "name", "markdown"})
SITE = "SiteSettings"
SITE_UNPUBLISHED = frozenset({"site_url", "repository_url", "repository_branch"})
"""Settings that tell where the hub is kept, not what it says."""
KEPT = "open-data"
"""Part of what is kept of earlier builds."""
_REF = "#/$defs/"
_SLUG = {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}
_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def definitions(hub: Hub, keep: Keep = made_anew) -> dict[str, Schema]:
    """Return the schema of everything that stands in a file, by name.

    Languages and the choices of vocabularies are this hub's own. Rows of a table
    of its own are named after the table.

    Parameters:
        hub: The data.
        keep: Takes what has not changed from an earlier build: what pydantic tells of the models only depends on the code.
    """
    fill = _Filler(hub)
    (models,) = keep((KEPT, "models"), (), lambda: (json.dumps(_models()),))
    defs: dict[str, Schema] = {name: fill(schema) for name, schema in json.loads(models).items()}
    for schema in defs.values():
        schema.pop("title", None)
    for table in TABLES:
        if table.keys == ("vocabulary",):
            defs[table.name] = {"oneOf": [_choice(name, defs[model.__name__]) for name, model in VOCABULARIES.values()]}
        elif table.keys:
            defs[table.name] = _with_keys(table, defs[table.model.__name__])
        else:
            defs[table.name] = _with_id(defs.pop(table.model.__name__))
    return defs


@cache
def _models() -> Mapping[str, Schema]:
    """Return pydantic's schemas of what is published, with properties in the order of reading."""
    listed: list[type[Record]] = [SiteSettings, *(table.model for table in TABLES)]
    listed += [model for _, model in VOCABULARIES.values()]
    models = {model.__name__: model for model in listed}
    _, found = models_json_schema([(model, "serialization") for model in models.values()])
    defs: dict[str, Schema] = found["$defs"]
    for name, model in models.items():
        properties = defs[name]["properties"]
        defs[name]["properties"] = {key: properties[key] for key in reading_order(model) if key in properties}
    for key in SITE_UNPUBLISHED:
        del defs[SITE]["properties"][key]
    return defs


class _Filler:
    """Puts a hub's languages and choices into a model's schema, and takes out what only pydantic needs."""

    def __init__(self, hub: Hub) -> None:
        self.languages = [language.code for language in hub.languages]
        self.complete = [language.code for language in hub.languages if language.complete]
        self.choices = {kind: list(choices) for kind, choices in hub.vocabularies.items()}

    def __call__(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "properties" in node:
            named = {key: self._property(child) for key, child in node["properties"].items()}
            return {**node, "properties": named}
        return self._leaf(_without_null(node))

    def _property(self, node: Schema) -> Schema:
        filled: Schema = self(node)
        filled.pop("title", None)
        return filled

    def _leaf(self, node: Schema) -> Schema:
        if node.get("x-type") in TEXTS:
            return {**node, **self._text(node["x-type"])}
        if node.get("x-reference") in self.choices:
            return {**_without(node, "pattern"), "enum": self.choices[node["x-reference"]]}
        return {key: self(child) if key == "items" else child for key, child in node.items()}

    def _text(self, kind: str) -> Schema:
        one = {"type": "string", "minLength": 1}
        more: Schema = {"required": self.complete} if self.complete else {"minProperties": 1}
        if kind == "name":
            return {**more, "propertyNames": {"pattern": _LANGUAGE}, "additionalProperties": one}
        return {**more, "properties": dict.fromkeys(self.languages, one), "additionalProperties": False}


def _without_null(node: Schema) -> Schema:
    """Write `X or null` as `X`, since what is not known is left out, and numbers of two types as one."""
    node = _without(node, "default") if node.get("default", ...) in (None, []) else node
    if "anyOf" not in node:
        return node
    options = [option for option in node["anyOf"] if option != {"type": "null"}]
    rest = _without(node, "anyOf")
    if len(options) == 1:
        return {**options[0], **rest}
    types = [option["type"] for option in options if option["type"] != "integer"]
    return {**rest, "type": types if len(types) > 1 else types[0]}


def _without(node: Schema, key: str) -> Schema:
    return {name: value for name, value in node.items() if name != key}


def _with_id(schema: Schema) -> Schema:
    """Describe the id of a record to readers; the model does so to editors."""
    id = {**_SLUG, "description": "Id of the record, unique in its table and permanent."}
    return {**schema, "properties": {**schema["properties"], "id": id}}


def _with_keys(table: Table, schema: Schema) -> Schema:
    keys = {key: {**_key(key, table), "description": KEYS[key]} for key in table.keys}
    return {
        **schema,
        "properties": {**keys, **schema["properties"]},
        "required": [*table.keys, *schema.get("required", [])],
    }


def _key(key: str, table: Table) -> Schema:
    if key == "collection":
        return {"type": "string", "enum": [COLLECTIONS[origin.kind].name for origin in table.origins]}
    return {**_SLUG, "x-reference": key} if key in COLLECTIONS else _SLUG


def _choice(name: str, schema: Schema) -> Schema:
    key = {"type": "string", "const": name, "description": KEYS["vocabulary"]}
    return {
        **schema,
        "properties": {"vocabulary": key, **schema["properties"]},
        "required": ["vocabulary", *schema["required"]],
    }


def head(defs: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the schema of what every JSON file tells of itself."""
    site = defs[SITE]["properties"]
    return {
        "$schema": {"type": "string", "format": "uri-reference", "description": "Schema of the file."},
        "version": {"type": "string", "const": VERSION, "description": "Version of the format."},
        "date": {"type": "string", "format": "date", "description": "Newest day on which a record was checked."},
        "licence": site["licence"],
        "attribution": {**site["name"], "description": "Whom to name as the source."},
    }


def file_schema(id: str, description: str, properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of a file that has all of some properties."""
    return {
        "$schema": DRAFT,
        "$id": id,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def reference(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": f"{_REF}{name}"}


def rows_of(table: Table) -> Schema:
    """Return the schema of a table's rows."""
    return {"type": "array", "items": reference(table.name)}


def with_definitions(schema: Schema, defs: Mapping[str, Schema], place: str = "$defs") -> Schema:
    """Add the definitions that a schema refers to, and those that they refer to.

    Parameters:
        schema: The schema.
        defs: All definitions, by name.
        place: Key under which they stand in the schema; other references are left alone.
    """
    start = f"#/{place}/"
    needed: dict[str, Schema] = {}
    waiting = list(_references(schema, start))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = defs[name]
            waiting.extend(_references(defs[name], start))
    return {**schema, place: {name: needed[name] for name in sorted(needed)}}


def _references(node: Any, start: str) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _references(item, start)
    elif isinstance(node, dict):
        if node.get("$ref", "").startswith(start):
            yield node["$ref"].removeprefix(start)
        for child in node.values():
            yield from _references(child, start)
