"""New records: a complete, commented file made from the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from knowledge_hub.canonical.form import canonical
from knowledge_hub.messages import Catalogue, catalogue
from knowledge_hub.model.fields import is_list, is_text, reference_kind, type_within, writing_order
from knowledge_hub.model.records import Entry
from knowledge_hub.model.text import Name
from knowledge_hub.phrase import Phrase, phrase
from knowledge_hub.schemas.words import explanation
from knowledge_hub.slug import slugify
from knowledge_hub.validate import RECORDS

KINDS = ("city", "area", "organisation", "project", "event", "note")
"""Kinds of record that can be started; terms and sources are short enough to copy."""

OF_TODAY = ("checked", "date")
"""Keys whose value is the day on which the file is written, unless another is given."""

Values = Mapping[str, Any]
_ENGLISH = catalogue()


@dataclass(frozen=True)
class Question:
    """A value that a new record cannot do without.

    Attributes:
        key: Where it goes: `name.fi`, `kind`, `location.latitude`.
        about: What it is, from the model, in the editor's language.
        vocabulary: Kind of reference, if the answer is an id.
        many: Whether several ids may be given, separated by commas.
    """

    key: str
    about: str
    vocabulary: str | None = None
    many: bool = False

    def answered(self, answers: Mapping[str, str]) -> bool:
        """Whether there is an answer, be it one for all languages."""
        return bool(answers.get(self.key) or answers.get(self.key.partition(".")[0]))


def takes(kind: str, key: str, languages: Sequence[str]) -> bool:
    """Tell whether a record of `kind` has a value `key`, such as `name.sv` or `location.latitude`."""
    name, _, part = key.partition(".")
    info = RECORDS[kind].model_fields.get(name)
    inner = type_within(info.annotation) if info else None
    if inner is Name:
        return re.fullmatch("([a-z]{2,3})?", part) is not None
    if is_text(inner):
        return part in languages
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return part in inner.model_fields and info is not None and not is_list(info.annotation)
    return info is not None and name != "id" and not part


def questions(kind: str, languages: Sequence[str], words: Catalogue = _ENGLISH) -> list[Question]:
    """Return what has to be asked for a record of `kind`, in the order of its file.

    Parameters:
        kind: Kind of record.
        languages: Languages of the site.
        words: The editor's language.
    """
    model = RECORDS[kind]
    return [
        question
        for name in writing_order(model)
        if model.model_fields[name].is_required() and name not in ("id", *OF_TODAY)
        for question in _questions(model, name, languages, words)
    ]


def _questions(model: type[Entry], name: str, languages: Sequence[str], words: Catalogue) -> Iterator[Question]:
    info, about = model.model_fields[name], explanation(model, name)
    inner = type_within(info.annotation)
    if is_text(inner):
        for language in languages:
            asked = words.say("new.in-language", about=about, language=Phrase(f"language.{language}"))
            yield Question(f"{name}.{language}", asked)
    elif isinstance(inner, type) and issubclass(inner, BaseModel):
        for part in inner.model_fields:
            yield Question(f"{name}.{part}", words.say("new.part", about=about, part=explanation(inner, part)))
    else:
        asked = words.say("new.question", about=about)
        yield Question(name, asked, reference_kind(info), is_list(info.annotation))


def render(
    kind: str,
    answers: Mapping[str, str],
    languages: Sequence[str],
    today: date,
    schema: str = "",
    *,
    words: Catalogue = _ENGLISH,
) -> str:
    """Write the file of a new record.

    Parameters:
        kind: Kind of record.
        answers: Values by the keys of `questions`; what is missing is left open.
        languages: Languages of the site.
        today: Goes into `checked`.
        schema: Address of the schema of the file; none is named if it is empty.
        words: The editor's language.
    """
    model = RECORDS[kind]
    lines = [f"# {words.say('new.heading', kind=Phrase(f'kind.{kind}'))}", ""]
    for name in writing_order(model):
        if name == "id":
            continue
        info = model.model_fields[name]
        lines.extend(f"# {line}" for line in words.say(explanation(model, name)).splitlines())
        lines.extend(_field(name, info, answers, languages, today=today, words=words))
        lines.append("")
    return canonical("\n".join(lines).rstrip() + "\n", kind, kind, languages, schema)[0]


def _field(
    name: str,
    info: FieldInfo,
    answers: Mapping[str, str],
    languages: Sequence[str],
    *,
    today: date,
    words: Catalogue,
) -> list[str]:
    inner = type_within(info.annotation)
    if name in OF_TODAY:
        return [f"{name}: {answers.get(name) or today.isoformat()}"]
    given = {key: value for key, value in answers.items() if (key == name or key.startswith(f"{name}.")) and value}
    if not given and not info.is_required():
        return [f"# {line}" for line in _example(name, info, languages, words)]
    if name in given and is_text(inner):
        return [f"{name}: {_scalar(given[name])}"]
    if is_text(inner):
        codes = dict.fromkeys([*languages, *(key.partition(".")[2] for key in given)])
        return [f"{name}:", *(f"  {code}: {_scalar(given.get(f'{name}.{code}', ''))}".rstrip() for code in codes)]
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return [f"{name}:", *(f"  {part}: {given.get(f'{name}.{part}', '')}".rstrip() for part in inner.model_fields)]
    value = given.get(name, "")
    if is_list(info.annotation):
        return [f"{name}: [{', '.join(part.strip() for part in value.split(',') if part.strip())}]"]
    plain = reference_kind(info) or (inner is not str and re.fullmatch(r"[\w.:-]+", value))
    return [f"{name}: {value if plain else _scalar(value)}".rstrip()]


def _example(name: str, info: FieldInfo, languages: Sequence[str], words: Catalogue) -> list[str]:
    """Show how an optional field is written."""
    inner = type_within(info.annotation)
    if is_text(inner):
        return [f"{name}:", *(f"  {code}: ..." for code in languages)]
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        fields = [(part, inner.model_fields[part]) for part in writing_order(inner)]
        parts = [line for part, part_info in fields for line in _example(part, part_info, languages, words)]
        if is_list(info.annotation):
            return [f"{name}:", *(f"  {'- ' if place == 0 else '  '}{line}" for place, line in enumerate(parts))]
        return [f"{name}:", *(f"  {line}" for line in parts)]
    if reference := reference_kind(info):
        id = words.say(phrase("new.id-of", kind=slugify(words.say(f"kind.{reference}"))))
        return [f"{name}: [{id}]" if is_list(info.annotation) else f"{name}: {id}"]
    return [f"{name}: []" if is_list(info.annotation) else f"{name}: ..."]


def _scalar(text: str) -> str:
    """Write a text so that YAML reads it as just that."""
    return json.dumps(text, ensure_ascii=False) if text else ""


def identifier(kind: str, entry: type[Entry], answers: Mapping[str, str], languages: Sequence[str]) -> str:
    """Suggest an id: from the English name if there is one, else from the first language's."""
    key = "title" if "title" in entry.model_fields else "name"
    names = [answers.get(f"{key}.{code}", "") for code in ("en", *languages)] + [answers.get(key, "")]
    return next((slugify(name) for name in names if slugify(name)), f"new-{kind}")
