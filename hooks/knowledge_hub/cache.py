"""Where a project keeps what takes long to make; the folder may be deleted at any time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def cache_folder(project: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder: `build/cache` in the project, or where `HUB_CACHE` says."""
    kept = environment.get("HUB_CACHE")
    return Path(kept) if kept else project / "build" / "cache"
