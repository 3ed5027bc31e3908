"""Draws with Typst, in all cores at once, and keeps what was drawn.

Typst works without Python's lock, so that threads are as fast as processes and
start at once. A drawing is kept under a hash of all that it depends on; what has
not changed is not drawn again, and the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

import typst
from PIL import Image

from knowledge_hub import cache
from knowledge_hub.sheets.drawing import Drawing
from knowledge_hub.sheets.palette import encoded, placed, reduced
from knowledge_hub.sheets.qr import code

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STANDARD: list[typst.PDFStandard] = ["ua-1"]
PIXELS = 72
"""Pixels of a picture by inch of Typst: one a point."""
KEPT_DAYS = 30
"""Days after which a drawing that no build has asked for is deleted."""
MOST_REPLACED = 60
"""Most signs for which another is tried, before a sheet is given up."""
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_NO_FONT = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)
_JOINING = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
"""What shapes the signs beside it has no shape of its own, nor anything to shape once those are replaced."""
_IMPORT = re.compile(r'#import "(\w+)\.typ"')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def cache_folder(project: Path, environment: Mapping[str, str]) -> Path:
    """Return where drawings of a project are kept: in its `build/cache`, or where `HUB_CACHE` says."""
    return cache.cache_folder(project, environment) / "sheets"


class DrawingError(Exception):
    """Something could not be drawn; the message names it and tells why."""


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
        self._of_thread = threading.local()

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
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                grounds = {drawing.ground.content: drawing.ground for drawing in missing if drawing.ground}
                pictures = dict(zip(grounds, pool.map(self._picture, grounds.values()), strict=True))
                for drawing, content in zip(
                    missing, pool.map(lambda one: self._draw(one, pictures), missing), strict=True
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
        for path in sorted([*FONTS.glob("*.ttf"), HERE / "palette.py", HERE / "qr.py", Path(__file__)]):
            hashed.update(path.name.encode() + path.read_bytes())
        for package in ("typst", "pillow", "segno"):
            hashed.update(f"{package} {version(package)}".encode())
        return hashed.hexdigest()

    def _draw(self, drawing: Drawing, grounds: Mapping[str, Image.Image]) -> bytes:
        if not drawing.is_picture:
            return self._document(drawing)
        picture = self._picture(drawing)
        if drawing.ground:
            picture = placed(picture, grounds[drawing.ground.content], drawing.at)
        return encoded(picture)

    def _picture(self, drawing: Drawing) -> Image.Image:
        return reduced(self._compile(drawing, drawing.content), drawing.colours)

    def _document(self, drawing: Drawing) -> bytes:
        """Draw a PDF. A sign that no font has is shown as unknown, since PDF/UA allows none without a shape."""
        content = drawing.content
        for _ in range(MOST_REPLACED):
            try:
                return self._compile(drawing, content)
            except DrawingError as fault:
                missing = _signs_without_font(str(fault))
                replaced = "".join(UNKNOWN if sign in missing else sign for sign in _JOINING.sub("", content))
                if replaced == content:
                    raise
                content = replaced
        raise DrawingError(f"{drawing.address} could not be drawn: its language needs a font that is not there")

    def _compile(self, drawing: Drawing, content: str) -> bytes:
        try:
            made = self._compiler(drawing.template).compile(
                format="png" if drawing.is_picture else "pdf",
                ppi=PIXELS,
                sys_inputs={"data": content, "qr": code(drawing.leads_to) if drawing.leads_to else ""},
                pdf_standards=[] if drawing.is_picture else STANDARD,
                timestamp=_moment(drawing.data),
            )
        except typst.TypstError as fault:
            raise DrawingError(f"{drawing.address} could not be drawn: {fault.message}") from fault
        if not isinstance(made, bytes):
            raise DrawingError(f"{drawing.address} became several pictures")
        return made

    def _compiler(self, template: str) -> typst.Compiler:
        """Return this thread's compiler of a template: one must not draw two things at once."""
        compilers: dict[str, typst.Compiler] = self._of_thread.__dict__.setdefault("compilers", {})
        if template not in compilers:
            compilers[template] = typst.Compiler(HERE / f"{template}.typ", root=HERE, font_paths=self._fonts)
        return compilers[template]

    @cached_property
    def _fonts(self) -> typst.Fonts:
        """Our fonts and those within Typst, which are the same on every machine."""
        return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


@lru_cache
def _source(template: str) -> str:
    """Return the text of a template and of those it imports."""
    text = (HERE / f"{template}.typ").read_text("utf-8")
    return "\n".join([text, *(_source(name) for name in _IMPORT.findall(text))])


def _distinct(drawings: Iterable[Drawing]) -> list[Drawing]:
    """Return the drawings once each; two with one address would overwrite one another."""
    return list({drawing.address: drawing for drawing in drawings}.values())


def _moment(data: Mapping[str, object]) -> int:
    """Return the moment a document tells as that of its making: the date of its data, not the clock's."""
    day = data.get("date")
    if not isinstance(day, list):
        return 0
    year, month, date = day
    return int(datetime(year, month, date, tzinfo=UTC).timestamp())


def _signs_without_font(message: str) -> frozenset[str]:
    found = _NO_FONT.search(message)
    if not found:
        return frozenset()
    return frozenset(_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found[1])) - {UNKNOWN, '"'}


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
