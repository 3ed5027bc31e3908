"""The page of the open data."""

from __future__ import annotations

from knowledge_hub.hub import Hub
from knowledge_hub.open_data import FILES
from knowledge_hub.pages.spec import Spec, words


def specs(hub: Hub) -> list[Spec]:
    """Give the page that lists the files."""
    files = [(name, len(hub.collection(kind)), path) for kind, (name, path) in FILES.items()]
    return [
        Spec(
            path="data",
            kind="data",
            title=words("nav.data"),
            description=words("data.description"),
            data=lambda view: {"files": files},
        )
    ]
