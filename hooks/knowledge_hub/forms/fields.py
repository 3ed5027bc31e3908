"""Fields of the forms: the schema of a file, as the form editor wants it.

What the editor cannot show as it is written stands in `Shapes`: the editor's
script (`theme/admin/hub-format.js`) opens it when a file is read, and closes it
when the file is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.schemas.schema import DEFINITIONS
from knowledge_hub.schemas.words import Explainer

Schema = dict[str, Any]
Field = dict[str, Any]
FOLDERS = {kind: folder for folder, kind in COLLECTIONS.items()}
TITLES = {"term": "term", "event": "title", "note": "title", "source": "title"}
"""Kind of record -> the field that says what it is called, unless that is `name`."""
_TITLES_OF_ITEMS = ("name", "label", "role", "text")
"""Texts that say what an item of a list is called."""
ITEM = "*"
"""Step of a path that leads to every item of a list."""
_LONG = 1000
"""Texts that may be longer have paragraphs."""


@dataclass
class Shapes:
    """Paths of what is written in more than one way.

    Attributes:
        names: Texts that are one string where all languages say the same.
        scalars: Strings that are written as a number or as true or false where they look like one.
        flags: What is left out when it is false.
    """

    names: list[str] = field(default_factory=list)
    scalars: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


class Fields:
    """Makes the fields of one kind of file.

    Parameters:
        hub: Its records and vocabularies are what can be chosen.
        language: Code of the language in which choices are named.
        explain: Explains fields in that language.
        schema: Schema of the file.
        shapes: Where to note what is written in more than one way, if files share a format.
    """

    def __init__(self, hub: Hub, language: str, explain: Explainer, schema: Schema, shapes: Shapes | None = None) -> None:
        self.hub, self.language, self.explain = hub, language, explain
        self.definitions: Schema = schema.get(DEFINITIONS, {})
        self.shapes = shapes or Shapes()

    def of(self, record: Schema, path: str = "") -> list[Field]:
        """Return the fields of a record.

        Parameters:
            record: Its schema.
            path: Where it stands in the file, with a full stop at its end; empty at the top.
        """
        needed = record.get("required", ())
        return [self._field(name, told, name in needed, path + name) for name, told in record["properties"].items()]

    def _field(self, name: str, schema: Schema, needed: bool, path: str) -> Field:
        hint = {"hint": schema["description"].strip()} if schema.get("description") else {}
        about = {"name": name, "label": schema.get("title", name), **hint, "required": needed}
        default = {"default": schema["default"]} if schema.get("type") == "integer" and "default" in schema else {}
        made = self._widget(self._plain(schema), path, nullable=_is_nullable(schema))
        if made["widget"] == "boolean" and not needed:
            self.shapes.flags.append(path)
        return {**about, **default, **made}

    def _plain(self, schema: Schema) -> Schema:
        """Return what a field holds when it holds something."""
        given: list[Schema] = schema.get("anyOf") or schema.get("allOf") or []
        options = [option for option in given if option != {"type": "null"}]
        if "items" in schema or not options or "if" in options[0]:
            return self._led(schema)
        return self._led({**options[0], "by_name": True}) if len(options) > 1 else self._led(options[0])

    def _led(self, schema: Schema) -> Schema:
        file, _, kind = schema.get("$ref", "").rpartition(f"#/{DEFINITIONS}/")
        if not kind:
            return schema
        return {"reference": kind} if file else self.definitions[kind]

    def _widget(self, schema: Schema, path: str, *, nullable: bool = False) -> Field:
        if "reference" in schema:
            return self._reference(schema["reference"])
        if "enum" in schema:
            return {"widget": "select", "options": schema["enum"]}
        types = _types(schema) - {"null"}
        if types == {"object"}:
            return self._object(schema, path)
        if types == {"array"}:
            return self._list(schema, path)
        if types == {"boolean"}:
            return _flag(nullable=nullable)
        if types <= {"integer", "number"}:
            return _number(schema, whole=types == {"integer"})
        return self._string(schema, path, mixed=len(types) > 1)

    def _string(self, schema: Schema, path: str, *, mixed: bool) -> Field:
        if mixed:
            self.shapes.scalars.append(path)
        says = schema.get("patternErrorMessage", "")
        # Whoever writes a number writes text in the form: years, and values that may also be yes or no.
        pattern = {"pattern": [schema["pattern"], says]} if "pattern" in schema and "boolean" not in schema["type"] else {}
        return {"widget": "string", "use_emoji_autocomplete": False, **pattern}

    def _object(self, schema: Schema, path: str) -> Field:
        if self._is_text(schema):
            if schema.get("by_name"):
                self.shapes.names.append(path)
            return {"widget": "object", "fields": list(self._texts(schema))}
        return {"widget": "object", "collapsed": "auto", "fields": self.of(schema, f"{path}.")}

    def _is_text(self, schema: Schema) -> bool:
        return set(schema["properties"]) == {language.code for language in self.hub.languages}

    def _texts(self, schema: Schema) -> Iterator[Field]:
        for code, text in schema["properties"].items():
            about = {"name": code, "label": text["title"], "required": code in schema["required"]}
            pattern = {"pattern": [text["pattern"], text["patternErrorMessage"]]}
            yield {**about, **_text(text["maxLength"], short=bool(schema.get("by_name"))), **pattern}

    def list_of(self, schema: Schema, path: str) -> Field:
        """Return the field of a file that is a list.

        Parameters:
            schema: Its schema.
            path: Name of the field.
        """
        return self._list(schema, path)

    def _list(self, schema: Schema, path: str) -> Field:
        items = self._plain(schema["items"])
        least = {"min": schema["minItems"]} if schema.get("minItems") else {}
        if "reference" in items:
            return {**self._reference(items["reference"]), "multiple": True, **least}
        inside = f"{path}.{ITEM}"
        if items.get("type") != "object":
            return {"widget": "list", **least, "field": {"name": "item", **self._widget(items, inside)}}
        made = self._object(items, inside)
        told = {} if self._is_text(items) else {"summary": self._summary(made["fields"])}
        one = {"label_singular": items["title"]} if "title" in items else {}
        return {"widget": "list", "collapsed": "auto", **one, **told, **least, "fields": made["fields"]}

    def _summary(self, fields: list[Field]) -> str:
        """Tell items of a list apart while they are folded: by what they are called, else by what they refer to."""
        titles = [item for item in fields if item["name"] in _TITLES_OF_ITEMS and item["widget"] == "object"]
        chosen = [item for item in fields if item["widget"] in ("relation", "select") and not item.get("multiple")]
        called = [f"{{{{{item['name']}.{self.language}}}}}" for item in titles[:1]]
        if titles and titles[0]["required"]:
            return called[0]
        told = chosen[:1] or ([] if titles else fields[:1])
        return " ".join([*(f"{{{{{item['name']}}}}}" for item in told), *called])

    def _reference(self, kind: str) -> Field:
        if kind in FOLDERS:
            title = f"{TITLES.get(kind, 'name')}.{self.language}"
            about = {"collection": FOLDERS[kind], "value_field": "{{slug}}"}
            return {"widget": "relation", **about, "display_fields": [title], "search_fields": [title, "{{slug}}"]}
        if kind not in self.hub.vocabularies:
            return {"widget": "string", "use_emoji_autocomplete": False}
        choices = self.hub.vocabularies[kind]
        options = [{"label": choice.label.get(self.language) or id, "value": id} for id, choice in choices.items()]
        return {"widget": "select", "options": options}


def _is_nullable(schema: Schema) -> bool:
    return "null" in _types(schema)


def _types(schema: Schema) -> set[str]:
    told: str | list[str] = schema.get("type", [])
    return {told} if isinstance(told, str) else set(told)


def _flag(*, nullable: bool) -> Field:
    """A switch is on or off; where nothing is an answer too, there is a choice."""
    return {"widget": "select", "options": [True, False]} if nullable else {"widget": "boolean", "default": False}


def _number(schema: Schema, *, whole: bool) -> Field:
    limits = {key: schema[name] for key, name in (("min", "minimum"), ("max", "maximum")) if name in schema}
    return {"widget": "number", "value_type": "int" if whole else "float", **({} if whole else {"step": 0.001}), **limits}


def _text(limit: int, *, short: bool) -> Field:
    if limit > _LONG:
        plain = ["bold", "italic", "link", "heading-two", "heading-three", "bulleted-list", "numbered-list"]
        return {"widget": "markdown", "buttons": plain, "editor_components": [], "modes": ["raw", "rich_text"]}
    return {"widget": "string" if short else "text", "use_emoji_autocomplete": False}
