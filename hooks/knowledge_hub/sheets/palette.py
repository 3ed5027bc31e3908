"""Pictures with few colours, which are a fraction of the size."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from PIL.PngImagePlugin import PngImageFile


def reduced(png: bytes, colours: Sequence[str]) -> Image.Image:
    """Return a picture with the nearest of some colours in place of its own.

    Parameters:
        png: The picture.
        colours: At most 256 colours as `#rrggbb`.
    """
    palette = Image.new("P", (1, 1))
    palette.putpalette(b"".join(bytes.fromhex(colour[1:]) for colour in colours))
    with PngImageFile(io.BytesIO(png)) as picture:
        return picture.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)


def placed(picture: Image.Image, ground: Image.Image, at: tuple[int, int]) -> Image.Image:
    """Return a picture on a copy of its ground; both have the same colours."""
    whole = ground.copy()
    whole.paste(picture, at)
    return whole


def encoded(picture: Image.Image) -> bytes:
    """Return a picture as PNG. More effort than this costs time and saves next to nothing."""
    made = io.BytesIO()
    picture.save(made, "PNG", compress_level=4)
    return made.getvalue()
