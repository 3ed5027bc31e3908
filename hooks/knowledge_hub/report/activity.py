"""Checks of events, projects and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from knowledge_hub.model.records import Event, Organisation, Project
from knowledge_hub.model.vocabulary import EventStatus, PartyRole
from knowledge_hub.report import limits
from knowledge_hub.report.finding import Check, Word
from knowledge_hub.report.rules import Asked

ORGANISER = "organizer"
"""Property of schema.org that makes a role an organiser's."""
DROPPED = frozenset({"stopped", "waiting"})
"""Tones of a status with which an event does not take place as announced: cancelled, or without a new date."""


def checks(asked: Asked) -> Iterator[Check]:
    """Check every event, project and organisation."""
    for event in asked.hub.events.values():
        if cast(EventStatus, asked.hub.choice("event_status", event.status)).tone in DROPPED:
            continue
        if event.last_day >= asked.today:
            yield from coming(asked, event)
        else:
            yield from over(asked, event)
    for project in asked.hub.projects.values():
        yield from ended(asked, project)
    for organisation in asked.hub.organisations.values():
        yield from website(asked, organisation)


def coming(asked: Asked, event: Event) -> Iterator[Check]:
    """Ask of an event that is to come for its place, organiser, registration and day."""
    needed = {
        "event.where": bool(event.venue or event.address or event.attendance == "online"),
        "event.organisers": any(_organises(asked, party.role) for party in event.parties),
        "event.registration": event.registration is not None,
    }
    for key, done in needed.items():
        yield asked.check("event_details", ("event", event.id), (), Word(key), done=done, subject=event.title)
    if event.start.precision != "day" and (event.start.first - asked.today).days <= limits.DAY_NEEDED:
        yield asked.check("event_day", ("event", event.id), ("start",), event.title, done=False, detail=event.start)


def _organises(asked: Asked, role: str | None) -> bool:
    """Tell whether a party runs an event; one without a role does, as on the event's page."""
    return role is None or cast(PartyRole, asked.hub.choice("party_role", role)).schema_property == ORGANISER


def over(asked: Asked, event: Event) -> Iterator[Check]:
    """Ask of an event that is over for what came of it."""
    if limits.EVENT_REST < asked.days_since(event.last_day) <= limits.EVENT_PAST:
        told = bool(event.outcome or event.materials)
        yield asked.check("event_outcome", ("event", event.id), (), event.title, done=told, detail=event.start)


def ended(asked: Asked, project: Project) -> Iterator[Check]:
    """Ask of a project that has ended for its results."""
    if project.end and limits.PROJECT_REST < asked.days_since(project.end.last) <= limits.PROJECT_PAST:
        record = ("project", project.id)
        yield asked.check(
            "project_results", record, ("end",), project.name, done=bool(project.results), detail=project.end
        )


def website(asked: Asked, organisation: Organisation) -> Iterator[Check]:
    """Ask of an organisation for its own site."""
    record = ("organisation", organisation.id)
    yield asked.check("organisation_website", record, (), organisation.name, done=bool(organisation.website))
