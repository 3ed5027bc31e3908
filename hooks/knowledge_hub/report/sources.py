"""Checks of what records rest on: sources, addresses, and when an editor last looked."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_hub.model.base import Record
from knowledge_hub.model.text import Text
from knowledge_hub.places import Loc
from knowledge_hub.report import limits
from knowledge_hub.report.finding import Check
from knowledge_hub.report.rules import KINDS_OF_RECORDS, Asked, name


def checks(asked: Asked) -> Iterator[Check]:
    """Check sources, the addresses of all records, and the day each was last gone through."""
    for source in asked.hub.sources.values():
        record = ("source", source.id)
        recent = asked.days_since(source.accessed) <= limits.SOURCE_READ
        yield asked.check("source_read", record, ("accessed",), source.title, done=recent, detail=source.accessed)
        safe = not source.url.lower().startswith("http://")
        yield asked.check("source_http", record, ("url",), source.title, done=safe)
        used = source.id in asked.hub.used_sources
        yield asked.check("source_unused", record, (), source.title, done=used)
    for kind in KINDS_OF_RECORDS:
        for id, entry in asked.hub.collection(kind).items():
            yield from broken(asked, (kind, id), name(entry), entry, ())
            if (checked := getattr(entry, "checked", None)) is not None:
                recent = asked.days_since(checked) <= limits.RECORD_CHECKED
                yield asked.check("record_checked", (kind, id), ("checked",), name(entry), done=recent, detail=checked)


def broken(asked: Asked, record: tuple[str, str], title: Text, value: object, loc: Loc) -> Iterator[Check]:
    """Tell of each address within a record that the check of links found to lead nowhere."""
    if isinstance(value, str) and value in asked.broken:
        yield asked.check("link_broken", record, loc, title, done=False, detail=value)
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            yield from broken(asked, record, title, getattr(value, field), (*loc, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from broken(asked, record, title, item, (*loc, index))
