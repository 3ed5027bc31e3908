"""Issue forms for those who only want to tell something: made from the model, in every language of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Entry, Event, Organisation

FOLDER = ".github/ISSUE_TEMPLATE"
HEAD = "# Written by `hub forge files` from the model and data/interface/; not to be edited by hand.\n"
BETWEEN = " / "
"""Between the words of two languages."""


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        name: Its file, and the group of its words in the interface.
        model: Record that it asks about; `None` if it asks about anything.
        fields: Fields of the record that it asks for, in order.
        others: Further questions, which have to be answered.
    """

    name: str
    model: type[Entry] | None
    fields: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


FORMS = (
    Form(
        "event",
        Event,
        ("title", "kind", "start", "end", "city", "venue", "areas", "description", "url"),
        ("source",),
    ),
    Form("organisation", Organisation, ("name", "kind", "city", "areas", "description", "website"), ("source",)),
    Form("correction", None, others=("page", "shown", "change", "source")),
)
SHORT = frozenset({"page", "source"})
"""Further questions whose answer is one line."""


def forms(hub: Hub) -> dict[str, str]:
    """Return every form by its path below the project's folder."""
    words = _Words(hub)
    found = {f"{FOLDER}/{form.name}.yml": HEAD + _yaml(_form(form, words)) for form in FORMS}
    return {**found, f"{FOLDER}/config.yml": HEAD + _yaml({"blank_issues_enabled": True})}


def _yaml(content: Mapping[str, Any]) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


class _Words:
    """Words in every language, joined."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._codes = [language.code for language in hub.languages]

    def ui(self, key: str) -> str:
        return self.joined([self.hub.interface[code][key] for code in self._codes])

    def text(self, text: Mapping[str, str]) -> str:
        return self.joined([text[code] for code in self._codes if code in text])

    def paragraphs(self, key: str) -> str:
        return "\n\n".join(self.hub.interface[code][key] for code in self._codes)

    @staticmethod
    def joined(parts: Sequence[str]) -> str:
        return BETWEEN.join(dict.fromkeys(parts))

    def choices(self, kind: str) -> list[str]:
        """Return what can be chosen of a kind of record or of a vocabulary."""
        if kind in self.hub.vocabularies:
            return [self.text(choice.label) for choice in self.hub.vocabularies[kind].values()]
        records = self.hub.cities if kind == "city" else self.hub.areas
        return [self.text(record.name) for record in records.values()]


def _form(form: Form, words: _Words) -> dict[str, Any]:
    schema = form.model.model_json_schema(mode="serialization") if form.model else {}
    body: list[dict[str, Any]] = [{"type": "markdown", "attributes": {"value": words.paragraphs("issue_forms.lead")}}]
    body += [_question(form, name, schema, words) for name in form.fields]
    body += [_further(form, name, words) for name in form.others]
    body.append(
        {
            "type": "checkboxes",
            "id": "terms",
            "attributes": {
                "label": words.ui("issue_forms.terms"),
                "options": [{"label": words.ui("issue_forms.no_persons"), "required": True}],
            },
        }
    )
    return {
        "name": words.ui(f"issue_forms.names.{form.name}"),
        "description": words.ui(f"issue_forms.about.{form.name}"),
        "title": f"{words.ui(f'issue_forms.names.{form.name}')}: ",
        "body": body,
    }


def _question(form: Form, name: str, schema: Mapping[str, Any], words: _Words) -> dict[str, Any]:
    """Ask for a field of a record in the way that fits what it holds."""
    node = _plain(schema["properties"][name])
    attributes: dict[str, Any] = {"label": words.ui(f"issue_forms.{form.name}.{name}")}
    is_list = node.get("type") == "array"
    reference = (node["items"] if is_list else node).get("x-reference")
    if reference:
        attributes["options"] = [*words.choices(reference), words.ui("issue_forms.other")]
        kind = "dropdown"
        attributes |= {"multiple": True} if is_list else {}
    else:
        kind = "textarea" if node.get("x-type") == "markdown" else "input"
        attributes |= {"placeholder": words.ui("issue_forms.date")} if node.get("x-type") == "moment" else {}
    asked = {"type": kind, "id": name, "attributes": attributes}
    return {**asked, "validations": {"required": True}} if name in schema["required"] else asked


def _plain(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a field holds if it holds something."""
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    return options[0] if options else node


def _further(form: Form, name: str, words: _Words) -> dict[str, Any]:
    return {
        "type": "input" if name in SHORT else "textarea",
        "id": name,
        "attributes": {"label": words.ui(f"issue_forms.{form.name}.{name}")},
        "validations": {"required": True},
    }
