"""The records of a hub, gathered from the modules that define them."""

from __future__ import annotations

from knowledge_hub.model.area import Area, Source, Term
from knowledge_hub.model.city import City, Investment, Site, Strength
from knowledge_hub.model.entry import Contact, Entry, Link, Party, Result, host
from knowledge_hub.model.event import Admission, Event, Registration
from knowledge_hub.model.note import Note
from knowledge_hub.model.organisation import Organisation, Project
from knowledge_hub.model.removed import Removed
from knowledge_hub.model.site import Funding, Licence, SiteLanguage, SiteSettings

__all__ = [
    "Admission",
    "Area",
    "City",
    "Contact",
    "Entry",
    "Event",
    "Funding",
    "Investment",
    "Licence",
    "Link",
    "Note",
    "Organisation",
    "Party",
    "Project",
    "Registration",
    "Removed",
    "Result",
    "Site",
    "SiteLanguage",
    "SiteSettings",
    "Source",
    "Strength",
    "Term",
    "host",
]
