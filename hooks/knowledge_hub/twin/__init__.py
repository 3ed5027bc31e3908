"""Each page once more as Markdown, for readers and programs that have no use for HTML."""

from __future__ import annotations

from knowledge_hub.twin.llms import llms
from knowledge_hub.twin.page import twin_address, twins

__all__ = ["llms", "twin_address", "twins"]
