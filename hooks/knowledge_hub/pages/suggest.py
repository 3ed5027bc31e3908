"""Pages on which anyone suggests something: a form that writes what a person then sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from knowledge_hub.hub import Hub
from knowledge_hub.limits import MAX_ID_LENGTH
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.fields import writing_order
from knowledge_hub.model.figure import Figure
from knowledge_hub.open_data import Publication
from knowledge_hub.open_data.addresses import FILES
from knowledge_hub.open_data.fields import Field
from knowledge_hub.pages.form import Ask, Choice, Input, example, inputs, question
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View
from knowledge_hub.schemas.names import FOLDER, schema_names
from knowledge_hub.validate import RECORDS

ORGANISERS = 6
"""Rows for organisers; they are there from the start, so that a browser can restore what was typed."""
QUESTIONS: Mapping[str, Sequence[Field]] = {
    "place": (question("figure", "line"), question("city", "line")),
    "correction": (
        question("page", "line"),
        question("shown", "line"),
        question("change", "line"),
        question("source", "url"),
    ),
}
"""What is asked besides the values of records: what a suggestion is about, and what is wrong with it."""


@dataclass(frozen=True)
class Part:
    """Something that a form writes.

    Attributes:
        name: Kind of record, `figure` or `correction`.
        how: As a new file, as a piece of a file that exists, or as a message.
    """

    name: str
    how: Literal["file", "piece", "message"]

    @property
    def folder(self) -> str:
        """Folder of its file below `data/`."""
        return next((folder for folder, kind in COLLECTIONS.items() if kind == self.name), "cities")

    @property
    def keys(self) -> Sequence[str]:
        """Order in which its values are written."""
        model = Figure if self.name == "figure" else RECORDS.get(self.name)
        return writing_order(model) if model else [field.path[0] for field in QUESTIONS[self.name]]

    @property
    def schema(self) -> str:
        """Address of its schema, from its file."""
        return f"../../{FOLDER}/{schema_names()[self.name]}" if self.how == "file" else ""


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        name: Group of its words in the interface, and of its preview.
        path: Path of its page.
        groups: What is asked for, by the group it stands in: key of its heading -> values.
        parts: What it writes.
        title: Value that tells what the suggestion is about.
        parents: Paths of the pages above.
        targets: Gives what can be changed, if it is about something that exists.
        only_new: Groups that are asked for only where something is added.
        template: Form of the forge that takes its answers, by the name of its file.
        more: Gives what its preview needs.
        scripts: Further scripts.
    """

    name: str
    path: str
    groups: Mapping[str, Sequence[Ask]]
    parts: Sequence[Part]
    title: str
    parents: tuple[str, ...] = ("", "tell")
    targets: Callable[[View], Sequence[Choice]] = lambda view: ()
    only_new: tuple[str, ...] = ()
    template: str | None = None
    more: Callable[[View], Mapping[str, Any]] = lambda view: {}
    scripts: tuple[str, ...] = ()

    @property
    def asks_source(self) -> bool:
        """Whether it writes a source, which may be known already."""
        return any(part.name == "source" for part in self.parts)


def spec(form: Form, hub: Hub, publication: Publication) -> Spec:
    """Give the page of a form."""
    fields = {table.table.kind or table.table.name: table.fields for table in publication.tables}
    fields |= {"figure": fields["figures"], **QUESTIONS}
    return Spec(
        path=form.path,
        kind="suggest",
        styles=("record", "form"),
        title=words(f"suggest.{form.name}.title"),
        description=words(f"suggest.{form.name}.description"),
        data=lambda view: _data(form, hub, fields, view),
        parents=form.parents,
        scripts=("copy", "form", "yaml", "suggest", "preview", *form.scripts),
    )


def _data(form: Form, hub: Hub, fields: Mapping[str, Sequence[Field]], view: View) -> Mapping[str, Any]:
    targets = form.targets(view)
    groups = [(key, inputs(asks, fields, view, targets)) for key, asks in form.groups.items()]
    sample = _sample(form, [item for _, items in groups for item in items], view)
    codes = [language.code for language in hub.languages]
    return {
        "form": form,
        "groups": groups,
        "organisers": ORGANISERS,
        "months": view.formats.locale.months["stand-alone"]["wide"],
        "id_limit": MAX_ID_LENGTH,
        "named_by": list(dict.fromkeys([*(code for code in codes if code == "en"), *codes])),
        "known": view.file(FILES["source"][1]) if form.asks_source else "",
        "sample": sample,
        "mail": f"mailto:{hub.site.contact.email or ''}",
        "sample_mail": _mail(form, view, sample),
        "new_file": _new_file(view),
        "more": form.more(view),
    }


def _sample(form: Form, asked: Sequence[Input], view: View) -> str:
    """Write what is to be filled in by those whose browser runs no scripts."""
    return "\n".join(
        _part_sample(part, [item for item in asked if item.ask.record == part.name], view) for part in form.parts
    )


def _part_sample(part: Part, items: Sequence[Input], view: View) -> str:
    if part.how == "message":
        return "\n".join(f"{item.label}:\n" for item in items)
    day, sources = view.today.isoformat(), '["..."]'
    more = {"source": {"accessed": day}, "figure": {"id": '"..."', "sources": sources}, "city": {}}
    given = more.get(part.name, {"sources": sources, "checked": day})
    return f"# data/{part.folder}/....yml\n{example(items, view, **given)}"


def _mail(form: Form, view: View, text: str) -> str:
    site = view.hub.site
    subject = view.ui(f"suggest.{form.name}.subject", title="").rstrip(": ")
    body = view.ui("suggest.body", hub=view.plain(site.name), text=text).replace("\n", "\r\n")
    return f"mailto:{site.contact.email or ''}?subject={quote(subject)}&body={quote(body)}"


def _new_file(view: View) -> str | None:
    """Return where the forge makes a new file, up to the folder; `None` without a repository."""
    if not view.repository_url:
        return None
    return f"{view.repository_url.rstrip('/')}/new/{view.hub.site.repository_branch}/data/"
