"""The page on which anyone suggests an event: a form that writes the record, for a person to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from knowledge_hub.hub import Hub
from knowledge_hub.limits import MAX_ID_LENGTH
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.open_data import Publication
from knowledge_hub.open_data.fields import Field
from knowledge_hub.pages.form import Ask, Input, example, inputs
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

PATH = "events/suggest"
EVENT: Mapping[str, Sequence[Ask]] = {
    "what": (
        Ask("event", "title"),
        Ask("event", "kind"),
        Ask("event", "areas"),
        Ask("event", "summary"),
        Ask("event", "description"),
    ),
    "when": (
        Ask("event", "start"),
        Ask("event", "end", after="start"),
        Ask("event", "time_zone", "zone"),
    ),
    "where": (
        Ask("event", "attendance"),
        Ask("event", "city"),
        Ask("event", "municipality"),
        Ask("event", "country", "country"),
        Ask("event", "venue", "plain"),
        Ask("event", "address"),
    ),
    "who": (
        Ask("event", "parties", "parties"),
        Ask("event", "languages", "languages"),
        Ask("event", "url"),
        Ask("event", "registration.url"),
        Ask("event", "registration.deadline", needs="registration.url"),
    ),
    "source": (
        Ask("source", "title", "plain"),
        Ask("source", "publisher", "plain"),
        Ask("source", "url", follows="url"),
        Ask("source", "language", "language"),
    ),
}
"""What is asked for, by the group it stands in: key of its heading -> values."""
ORGANISERS = 6
"""Rows for organisers; they are there from the start, so that a browser can restore what was typed."""


def specs(hub: Hub, publication: Publication) -> list[Spec]:
    """Give the page."""
    fields = {
        kind: table.fields for table in publication.tables if (kind := table.table.kind) in ("event", "source") and kind
    }
    return [
        Spec(
            path=PATH,
            kind="suggest",
            title=words("suggest.title"),
            description=words("suggest.description"),
            data=lambda view: _data(hub, fields, view),
            parents=("", "events"),
            scripts=("copy", "form", "suggest"),
        )
    ]


def _data(hub: Hub, fields: Mapping[str, Sequence[Field]], view: View) -> Mapping[str, Any]:
    groups = [(key, inputs(asks, fields, view)) for key, asks in EVENT.items()]
    asked = [item for _, items in groups for item in items]
    sample = _sample(asked, view)
    codes = [language.code for language in hub.languages]
    return {
        "groups": groups,
        "organisers": ORGANISERS,
        "months": view.formats.locale.months["stand-alone"]["wide"],
        "id_limit": MAX_ID_LENGTH,
        "named_by": list(dict.fromkeys([*(code for code in codes if code == "en"), *codes])),
        "sample": sample,
        "mail": f"mailto:{hub.site.contact.email or ''}",
        "sample_mail": _mail(view, sample),
        "new_file": _new_file(view),
    }


def _sample(asked: Sequence[Input], view: View) -> str:
    """Write the records to be filled in by those whose browser runs no scripts."""
    day = view.today.isoformat()
    more = {"event": {"sources": '["..."]', "checked": day}, "source": {"accessed": day}}
    records = groupby(sorted(asked, key=lambda item: item.ask.record), key=lambda item: item.ask.record)
    folders = {kind: folder for folder, kind in COLLECTIONS.items()}
    return "\n".join(f"# data/{folders[kind]}/....yml\n{example(items, view, **more[kind])}" for kind, items in records)


def _mail(view: View, text: str) -> str:
    site = view.hub.site
    subject = view.ui("suggest.subject", title="")
    body = view.ui("suggest.body", hub=view.plain(site.name), text=text).replace("\n", "\r\n")
    return f"mailto:{site.contact.email or ''}?subject={quote(subject.rstrip(': '))}&body={quote(body)}"


def _new_file(view: View) -> str | None:
    """Return where the forge makes a new file, up to the folder; `None` without a repository."""
    if not view.repository_url:
        return None
    return f"{view.repository_url.rstrip('/')}/new/{view.hub.site.repository_branch}/data/"
