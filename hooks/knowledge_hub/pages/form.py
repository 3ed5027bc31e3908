"""Forms that ask for a record: what the model says of each value, in words of the page's language."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from markupsafe import Markup

from knowledge_hub.limits import MAX_LINE_LENGTH, MAX_TEXT_LENGTH, MAX_URL_LENGTH
from knowledge_hub.open_data.fields import Field, Kind
from knowledge_hub.pages.view import View

TEXTS = ("name", "text", "markdown")
"""Widgets with an input for each language."""
LISTS = ("choices", "languages", "parties")
"""Widgets that give a list."""
_LIMITS = {"markdown": MAX_TEXT_LENGTH, "url": MAX_URL_LENGTH}
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters that are territories to the Unicode CLDR, but no countries."""


@dataclass(frozen=True)
class Ask:
    """A value that a form asks for.

    Attributes:
        record: Kind of the record it belongs to.
        path: Its keys within the record, joined with points: `registration.url`.
        widget: How it is asked, where the model does not tell: a country, a time zone, a name that is `plain`, ...
        needs: Path of a value that has to be given together with it.
        after: Path of a moment that it must not lie before.
        follows: Path of a value of another record that it takes over until it has one of its own.
        hint: Key of what helps to fill it in, if not its own.
        present: Whether it begins with the text that the site has now, and has to change it.
        unique: Whether no record of the hub may be called the same.
    """

    record: str
    path: str
    widget: str | None = None
    needs: str | None = None
    after: str | None = None
    follows: str | None = None
    hint: str | None = None
    present: bool = False
    unique: bool = False

    @property
    def key(self) -> str:
        """Key of its label."""
        return f"{self.record}_{self.path}".replace(".", "_")

    @property
    def id(self) -> str:
        """Id of its element."""
        return f"{self.record}-{self.path}".replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen; the label may be marked as in another language.

    Attributes:
        id: What is written for it.
        label: What it is called.
        group: Heading under which it stands; may be empty.
        data: What a script needs to know of it, by the name of the attribute.
    """

    id: str
    label: Markup | str
    group: str = ""
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """The label without any mark-up."""
        return self.label.striptags() if isinstance(self.label, Markup) else self.label


@dataclass(frozen=True)
class Input:
    """What a form shows of a value.

    Attributes:
        ask: What is asked for.
        widget: How: `name`, `plain`, `text`, `markdown`, `line`, `lines`, `url`, `moment`, `date`, `number`,
            `choice`, `choices`, `target`, `parties`, `country`, `zone`, `language` or `languages`.
        required: Whether the record needs it.
        order: Its place in the record.
        limit: Most characters.
        label: What it is called.
        hint: What helps to fill it in; may be empty.
        choices: What can be chosen.
    """

    ask: Ask
    widget: str
    required: bool
    order: int
    limit: int
    label: str
    hint: str
    choices: Sequence[Choice] = ()


def question(path: str, kind: Kind, *, required: bool = True) -> Field:
    """Describe a value that belongs to no record of the hub, but to what is told of one."""
    return Field((path,), kind, many=False, required=required, description="", target="", schema={})


def inputs(
    asks: Iterable[Ask],
    fields: Mapping[str, Sequence[Field]],
    view: View,
    targets: Sequence[Choice] = (),
) -> list[Input]:
    """Make the inputs of a form.

    Parameters:
        asks: What to ask for.
        fields: Fields of each kind of record, as the open data describes them.
        view: Words in the language of the page.
        targets: What can be edited, if the form is about something that exists.
    """
    found = [_input(ask, fields[ask.record], view) for ask in asks]
    return [replace(item, choices=targets) if item.widget == "target" else item for item in found]


def _input(ask: Ask, fields: Sequence[Field], view: View) -> Input:
    order, found = next((place, item) for place, item in enumerate(fields) if ".".join(item.path) == ask.path)
    widget = ask.widget or _widget(found)
    hint = f"suggest.hints.{ask.hint or ask.key}"
    return Input(
        ask=ask,
        widget=widget,
        required=found.required,
        order=order,
        limit=_LIMITS.get(widget, MAX_LINE_LENGTH),
        label=view.ui(f"suggest.fields.{ask.key}"),
        hint=view.ui(hint) if hint in view.hub.interface[view.language] else "",
        choices=list(_choices(ask, widget, found, view)),
    )


def _widget(asked: Field) -> str:
    if asked.kind in ("choice", "reference"):
        return "choices" if asked.many else "choice"
    return asked.kind


def _choices(ask: Ask, widget: str, asked: Field, view: View) -> Iterator[Choice]:
    """Yield what can be chosen, in the order of the data; countries and languages by name."""
    hub, names = view.hub, view.formats.locale
    territories = cast(Mapping[str, str], names.territories)
    if ask.unique:
        yield from (Choice(id, str(view.name(ask.record, id).striptags())) for id in hub.collection(ask.record))
    elif widget == "parties":
        yield from (Choice(id, view.plain(item.name)) for id, item in hub.organisations.items())
    elif widget == "country":
        codes = [code for code in territories if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES]
        yield from _by_name(codes, territories)
    elif widget in ("language", "languages"):
        yield from _by_name(_languages(view), names.languages)
    elif widget in ("choice", "choices"):
        kind = str(asked.schema["x-reference"])
        listed = hub.vocabularies.get(kind) or hub.collection(kind)
        label = view.label if kind in hub.vocabularies else view.name
        yield from (Choice(id, label(kind, id)) for id in listed)


def _languages(view: View) -> list[str]:
    """Return the languages of the site, of its events and of its sources."""
    hub = view.hub
    found = [language.code for language in hub.languages]
    found += [code for event in hub.events.values() for code in event.languages]
    return list(dict.fromkeys([*found, *(source.language for source in hub.sources.values())]))


def _by_name(codes: Iterable[str], names: Mapping[str, str]) -> Iterator[Choice]:
    found = [Choice(code, str(names.get(code, code))) for code in codes]
    yield from sorted(found, key=lambda choice: unicodedata.normalize("NFKD", choice.plain).casefold())


def example(of_record: Iterable[Input], view: View, **given: str) -> str:
    """Write a record to be filled in by hand: every value with its label, those that may be left out as comments.

    Parameters:
        of_record: The inputs of one record.
        view: Words in the language of the page.
        given: YAML of what is not asked for, by key.
    """
    lines: list[str] = []
    parent = ""
    for item in sorted(of_record, key=lambda item: item.order):
        first, _, inner = item.ask.path.partition(".")
        mark = "" if item.required else "# "
        lines.append(f"{'  ' if inner else ''}# {_about(item, view)}")
        if inner and parent != first:
            lines.insert(len(lines) - 1, f"{mark}{first}:")
        parent = first
        lines += [f"{mark}{'  ' if inner else ''}{line}" for line in _value(item, inner or first, view)]
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in given.items())]) + "\n"


def _about(item: Input, view: View) -> str:
    optional = "" if item.required else f" ({view.ui('suggest.optional')})"
    few = item.choices if len(item.choices) <= 24 else ()
    listed = ", ".join(f"{choice.id} = {choice.plain}" for choice in few)
    form = listed or (view.ui("suggest.forms_of_date") if item.widget in ("moment", "date") else item.hint)
    return f"{item.label}{optional}" + (f": {form}" if form else "")


def _value(item: Input, key: str, view: View) -> list[str]:
    if item.widget in TEXTS:
        return [f"{key}:", *(f'  {language.code}: ""' for language in view.hub.languages)]
    if item.widget == "parties":
        return [f"{key}:", '  - name: ""']
    if item.widget in LISTS:
        return [f'{key}: [""]']
    default = {"zone": view.hub.site.time_zone, "country": view.hub.site.country, "number": 0}.get(item.widget, "")
    return [f"{key}: {json.dumps(default, ensure_ascii=False)}"]
