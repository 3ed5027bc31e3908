"""Pages that were removed: `data/removed.yml`, so that their addresses are never lost."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from knowledge_hub.limits import MAX_URL_LENGTH
from knowledge_hub.model.base import ID_PATTERN, Record, error
from knowledge_hub.model.dates import Day
from knowledge_hub.model.text import Text
from knowledge_hub.phrase import Phrase, describe, phrase

_PATH = re.compile(rf"{ID_PATTERN.pattern}(?:/{ID_PATTERN.pattern})*")


def _page_path(value: object) -> object:
    if not isinstance(value, str):
        raise error("HUB022", expected=Phrase("expected.path"), found=describe(value), hint=Phrase("hint.path"))
    if len(value) > MAX_URL_LENGTH or not _PATH.fullmatch(value):
        raise error("HUB028", why=phrase("why.no-path", path=value[:80]), how=Phrase("how.path"))
    return value


PagePath = Annotated[str, BeforeValidator(_page_path), Field(pattern=f"^{_PATH.pattern}$")]
"""Path of a page without language, such as `organisations/example`."""


class Removed(Record):
    """A page that was removed."""

    page: PagePath
    """Path of the page, without language, such as `organisations/example`."""
    to: PagePath | None = None
    """Path of the page that its address leads to now; without one, it says that the page was removed."""
    date: Day
    """Day it was removed."""
    why: Text | None = None
    """Why, in a sentence for those who look for it."""
