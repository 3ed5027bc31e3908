"""What anyone can tell: an event, an organisation, a figure, a better text, a mistake. Each is a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from knowledge_hub.hub import Hub
from knowledge_hub.model.vocabulary import Patterned
from knowledge_hub.open_data import Publication
from knowledge_hub.pages import mistake, targets
from knowledge_hub.pages.form import Ask
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.suggest import Form, Part, spec
from knowledge_hub.pages.view import View

PATH = "tell"


def _source(follows: str | None = None) -> Sequence[Ask]:
    """Ask where something can be checked."""
    return (
        Ask("source", "url", follows=follows, hint="source_url_same" if follows else None),
        Ask("source", "title", "plain"),
        Ask("source", "publisher", "plain"),
        Ask("source", "language", "language"),
    )


def _patterns(view: View) -> Mapping[str, Any]:
    """Return how numbers are written with each unit and bound."""
    choices = {kind: cast(Mapping[str, Patterned], view.hub.vocabularies[kind]) for kind in ("unit", "bound")}
    return {
        kind: {id: choice.pattern[view.language] for id, choice in found.items()} for kind, found in choices.items()
    }


EVENT = Form(
    name="event",
    path="events/suggest",
    parents=("", "events"),
    title="event.title",
    parts=(Part("event", "file"), Part("source", "file")),
    groups={
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
        "source": _source(follows="url"),
    },
)
ORGANISATION = Form(
    name="organisation",
    path="tell/organisation",
    title="organisation.name",
    parts=(Part("organisation", "file"), Part("source", "file")),
    groups={
        "organisation": (
            Ask("organisation", "name", unique=True),
            Ask("organisation", "short_name"),
            Ask("organisation", "kind"),
            Ask("organisation", "website"),
        ),
        "where": (
            Ask("organisation", "city"),
            Ask("organisation", "municipality"),
        ),
        "does": (
            Ask("organisation", "areas"),
            Ask("organisation", "description"),
        ),
        "source": _source(follows="website"),
    },
)
FIGURE = Form(
    name="figure",
    path="tell/figure",
    title="place.figure",
    parts=(Part("figure", "piece"), Part("source", "file")),
    targets=targets.figures,
    only_new=("counted",),
    more=_patterns,
    groups={
        "which": (Ask("place", "figure", "target"),),
        "counted": (
            Ask("figure", "label"),
            Ask("figure", "scope"),
            Ask("figure", "kind"),
            Ask("figure", "unit"),
        ),
        "value": (
            Ask("figure", "value"),
            Ask("figure", "bound"),
            Ask("figure", "as_of"),
        ),
        "source": _source(),
    },
)
TEXT = Form(
    name="text",
    path="tell/text",
    title="place.city",
    parts=(Part("city", "piece"),),
    targets=targets.summaries,
    groups={
        "text": (
            Ask("place", "city", "target"),
            Ask("city", "summary", present=True),
        ),
    },
)
MISTAKE = Form(
    name="correction",
    path=mistake.PATH,
    parents=("",),
    title="correction.page",
    parts=(Part("correction", "message"),),
    template="correction.yml",
    more=mistake.reported,
    scripts=("mistake",),
    groups={
        "correction": (
            Ask("correction", "page"),
            Ask("correction", "shown", "lines"),
            Ask("correction", "change", "lines"),
            Ask("correction", "source"),
        ),
    },
)
FORMS = (EVENT, ORGANISATION, FIGURE, TEXT, MISTAKE)


def specs(hub: Hub, publication: Publication) -> list[Spec]:
    """Give the page that lists the forms, and theirs."""
    index = Spec(
        path=PATH,
        kind="tell",
        title=words("nav.tell"),
        description=words("tell.description"),
        data=lambda view: {"forms": FORMS},
    )
    return [index, *(spec(form, hub, publication) for form in FORMS)]
