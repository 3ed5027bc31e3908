"""Areas of expertise, and the terms and sources they rest on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge_hub.model.base import Reference
from knowledge_hub.model.dates import Day, SomeDate
from knowledge_hub.model.entry import AreaRef, Entry
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import LanguageCode, SourceRefs, Url


class Area(Entry):
    """An area of expertise."""

    name: Text
    """Name of the area."""
    short_name: Text
    """Name for narrow places such as the matrix, at most about 20 characters."""
    icon: Annotated[str, Reference("icon")]
    """Id of a drawing in `theme/assets/icons.svg`."""
    stage: Annotated[str, Reference("stage")]
    """Id of a stage of `data/vocabularies/stages.yml`."""
    order: int = Field(strict=True, ge=1, le=999)
    """Place in lists."""
    definition: Text
    """What it is, in one sentence."""
    description: LongText
    """What it is about and how it fits in, in one to three paragraphs."""
    figures: tuple[Figure, ...] = ()
    """Policy and market figures."""
    terms: tuple[Annotated[str, Reference("term")], ...] = ()
    """Ids of glossary terms."""
    sources: SourceRefs = ()
    """Sources of the description."""
    checked: Day
    """Day an editor last went through the record."""


class Term(Entry):
    """A term of the field, for the glossary."""

    term: Name
    """The term; further languages (sv) are welcome."""
    synonyms: tuple[Name, ...] = ()
    """Other words for the same, in each language."""
    definition: Text
    """What it means, in one or two sentences."""
    areas: tuple[AreaRef, ...] = ()
    """Areas it belongs to."""
    sources: SourceRefs = ()
    """Sources of the definition, where it rests on one."""


class Source(Entry):
    """Where a claim can be checked."""

    title: Name
    """Title of the page or publication."""
    publisher: Name
    """Who published it."""
    url: Url
    """Where it can be read."""
    published: SomeDate | None = None
    """When it was published; leave out if it does not say."""
    accessed: Day
    """When an editor last read it."""
    language: LanguageCode
    """Language it is written in."""
