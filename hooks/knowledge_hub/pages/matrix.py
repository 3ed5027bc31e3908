"""The matrix of cities and areas, with its explanation in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix, pairs
from knowledge_hub.pages.compare import path_of
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View


def specs(hub: Hub, table: Matrix) -> list[Spec]:
    """Give the page of the matrix."""
    levels = sorted(hub.vocabularies["level"].values(), key=lambda level: -hub.level(level.id).weight)

    def data(view: View) -> Mapping[str, Any]:
        complementing = [(pair, path_of(pair)) for pair in pairs(table) if pair.gives and pair.takes]
        return {"table": table, "levels": levels, "pairs": complementing}

    return [
        Spec(
            path="matrix",
            kind="matrix",
            styles=("matrix", "standing"),
            title=words("nav.matrix"),
            description=words("matrix.description"),
            data=data,
            scripts=("matrix",),
        )
    ]
