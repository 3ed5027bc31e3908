"""Has fact sheets and cards drawn, in all cores at once, and keeps what was drawn.

Typst works without Python's lock, so that threads are as fast as processes and
start at once. A drawing is kept under a hash of all that it depends on; what has
not changed is not drawn again, and the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

from knowledge_hub import cache
from knowledge_hub.sheets.drawing import Drawing, DrawingError

__all__ = ["KEPT_DAYS", "Drawer", "DrawingError", "cache_folder"]
HERE = Path(__file__).parent
FONTS = HERE / "fonts"
MODULES = ("palette", "qr", "typesetter")
"""By which everything is drawn."""
KEPT_DAYS = 30
"""Days after which a drawing that no build has asked for is deleted."""
_IMPORT = re.compile(r'#import "(\w+)\.typ"')


def cache_folder(project: Path, environment: Mapping[str, str]) -> Path:
    """Return where drawings of a project are kept: in its `build/cache`, or where `HUB_CACHE` says."""
    return cache.cache_folder(project, environment) / "sheets"


class Drawer:
    """Draws sheets and cards.

    Parameters:
        cache: Folder for what was drawn.
        quick: Whether an editor is waiting: what can wait is then only taken from the cache.
    """

    def __init__(self, cache: Path, *, quick: bool = False) -> None:
        self.cache, self.quick = cache, quick
        self.drawn = 0
        """How many files were drawn so far, not found in the cache."""

    def draw(self, drawings: Iterable[Drawing]) -> dict[str, bytes]:
        """Return the content of each drawing by its address, without those that wait.

        Raises:
            DrawingError: If one cannot be drawn.
        """
        asked = {drawing: self.cache / self._name(drawing) for drawing in _distinct(drawings)}
        found = {drawing: _kept(path) for drawing, path in asked.items()}
        missing = [
            drawing for drawing, content in found.items() if content is None and not (self.quick and drawing.can_wait)
        ]
        if missing:
            from knowledge_hub.sheets.typesetter import Typesetter  # noqa: PLC0415  # slow to load, rarely needed

            setter = Typesetter()
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                grounds = {drawing.ground.content: drawing.ground for drawing in missing if drawing.ground}
                pictures = dict(zip(grounds, pool.map(setter.picture, grounds.values()), strict=True))
                for drawing, content in zip(
                    missing, pool.map(lambda one: setter.draw(one, pictures), missing), strict=True
                ):
                    _keep(asked[drawing], content)
                    found[drawing] = content
            self.drawn += len(missing)
            _forget(self.cache)
        return {drawing.address: content for drawing, content in found.items() if content is not None}

    def _name(self, drawing: Drawing) -> str:
        parts = [drawing, drawing.ground] if drawing.ground else [drawing]
        told = [text for part in parts for text in (_source(part.template), *part.colours, part.content)]
        key = "\n".join((self._basis, str(drawing.at), *told))
        return f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.{'png' if drawing.is_picture else 'pdf'}"

    @cached_property
    def _basis(self) -> str:
        """Hash of what all drawings depend on, besides their template and data: fonts, and what draws."""
        hashed = hashlib.sha256()
        for path in sorted([*FONTS.glob("*.ttf"), *(HERE / f"{name}.py" for name in MODULES)]):
            hashed.update(path.name.encode() + path.read_bytes())
        for package in ("typst", "pillow", "segno"):
            hashed.update(f"{package} {version(package)}".encode())
        return hashed.hexdigest()


@lru_cache
def _source(template: str) -> str:
    """Return the text of a template and of those it imports."""
    text = (HERE / f"{template}.typ").read_text("utf-8")
    return "\n".join([text, *(_source(name) for name in _IMPORT.findall(text))])


def _distinct(drawings: Iterable[Drawing]) -> list[Drawing]:
    """Return the drawings once each; two with one address would overwrite one another."""
    return list({drawing.address: drawing for drawing in drawings}.values())


def _kept(path: Path) -> bytes | None:
    """Return what is kept under a name, and note that it was asked for."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return content or None


def _keep(path: Path, content: bytes) -> None:
    """Keep a drawing; another build may read or write it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as aside:
        aside.write(content)
    Path(aside.name).replace(path)


def _forget(folder: Path) -> None:
    """Delete what no build has asked for in a long time."""
    latest = time.time() - KEPT_DAYS * 24 * 3600
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < latest:
                path.unlink()
        except OSError:  # another build was quicker
            continue
