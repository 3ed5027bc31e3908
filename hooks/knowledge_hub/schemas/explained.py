"""The words by which fields are explained to editors, from `explanations/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from knowledge_hub.yaml_text import parse


@cache
def words() -> dict[str, Any]:
    """Return what editors are told, by language."""
    folder = Path(__file__).with_name("explanations")
    roots = {path.stem: parse(path.read_text("utf-8"), path.name)[0] for path in sorted(folder.glob("*.yml"))}
    return {code: root.plain() for code, root in roots.items() if root}
