"""Reads what earlier checks have left in the project."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge_hub.audit.results import AUDIT, LINKS, Proof
from knowledge_hub.project import BROKEN_LINKS

T = TypeVar("T")
RESULTS = Path("audit", "results.json")
"""What `make audit` writes."""
COMPONENTS = Path("audit", "sbom.cdx.json")
"""What `make sbom` writes."""


def read_proof(project: Path) -> Proof:
    """Read the newest results of a project; what is missing or cannot be read counts as not checked."""
    return Proof(_read(project / RESULTS, AUDIT), _read(project / BROKEN_LINKS, LINKS), _text(project / COMPONENTS))


def _read(path: Path, form: TypeAdapter[T]) -> T | None:
    try:
        return form.validate_json(_text(path))
    except ValidationError:
        return None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
