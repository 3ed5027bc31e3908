"""Draws with Typst. Loaded only when something has changed, since Typst takes a while to start."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import typst
from PIL import Image

from knowledge_hub.sheets.drawing import Drawing, DrawingError
from knowledge_hub.sheets.palette import encoded, placed, reduced
from knowledge_hub.sheets.qr import code

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STANDARD: list[typst.PDFStandard] = ["ua-1"]
PIXELS = 72
"""Pixels of a picture by inch of Typst: one a point."""
MOST_REPLACED = 60
"""Most signs for which another is tried, before a sheet is given up."""
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_JOINING = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
"""What shapes the signs beside it has no shape of its own, nor anything to shape once those are replaced."""
_NO_FONT = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class Typesetter:
    """Draws one drawing at a time in each thread."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def draw(self, drawing: Drawing, grounds: Mapping[str, Image.Image]) -> bytes:
        """Draw a document, or a picture on its ground.

        Raises:
            DrawingError: If it cannot be drawn.
        """
        if not drawing.is_picture:
            return self._document(drawing)
        picture = self.picture(drawing)
        if drawing.ground:
            picture = placed(picture, grounds[drawing.ground.content], drawing.at)
        return encoded(picture)

    def picture(self, drawing: Drawing) -> Image.Image:
        """Draw a picture by itself."""
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
