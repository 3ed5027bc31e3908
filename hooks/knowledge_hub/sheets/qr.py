"""QR codes as drawings."""

from __future__ import annotations

import io

import segno


def code(url: str) -> str:
    """Return a QR code that leads to an address, as SVG in black, without a ground and a margin."""
    made = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        made, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return made.getvalue().decode("utf-8")
