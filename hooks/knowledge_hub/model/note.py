"""Notes: news in the editors' own words."""

from __future__ import annotations

from typing import Annotated

from knowledge_hub.model.base import Reference
from knowledge_hub.model.dates import Day
from knowledge_hub.model.entry import AreaRef, CityRef, Entry, OrganisationRef
from knowledge_hub.model.text import LongText, Text
from knowledge_hub.model.values import SourceRefs, Url


class Note(Entry):
    """A piece of news in the editors' own words."""

    date: Day
    """Day it is told; what changed in the records on that day is shown with it."""
    title: Text
    """What has happened, in one line."""
    text: LongText | None = None
    """More about it, in a few sentences."""
    cities: tuple[CityRef, ...] = ()
    """Cities it is about."""
    areas: tuple[AreaRef, ...] = ()
    """Expertise areas it is about."""
    organisations: tuple[OrganisationRef, ...] = ()
    """Organisations it is about."""
    projects: tuple[Annotated[str, Reference("project")], ...] = ()
    """Projects it is about."""
    events: tuple[Annotated[str, Reference("event")], ...] = ()
    """Events it is about."""
    url: Url | None = None
    """Where to read on."""
    sources: SourceRefs = ()
    """Sources of what it says."""
