"""What a host should say of each file: who may frame, embed and read it, and how long it may be kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from knowledge_hub.calendars.feeds import FOLDER as CALENDARS
from knowledge_hub.embeds.embed import PARENT as EMBEDS
from knowledge_hub.forms.page import FOLDER as FORMS
from knowledge_hub.open_data.addresses import FOLDER as OPEN_DATA
from knowledge_hub.publish.folders import Rules, rules
from knowledge_hub.publish.stated import Stated
from knowledge_hub.publish.types import FEEDS

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
            *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
            *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
        )
    ),
}
"""Headers that are the same for all files. No page uses any of these features; all browsers with the header know them."""
HSTS = "max-age=63072000"
"""Two years, and only this name: what else lies below the domain is not the site's to decide."""
REFERRER = "strict-origin-when-cross-origin"
"""Where a page states nothing else: other sites learn that a reader came from here, but not from which page."""
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""Policy of a page that states none: it only leads on."""
DRAWING = "default-src 'none'; style-src 'unsafe-inline'"
"""Policy of a drawing that is opened by itself; styles within it are its own."""
READ = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'"
"""Policy of a feed that a person opens: it brings a style sheet."""
NO_FRAME, ANY_FRAME = "frame-ancestors 'none'", "frame-ancestors *"

SHARED_FOLDERS = (OPEN_DATA, f"{FEEDS}/", f"{CALENDARS}/")
"""Made to be read by programs, also those that run on pages of other sites."""
SHARED_ENDINGS = ("ics", "md", "pdf")
SHOWN_ELSEWHERE = ("cards/",)
"""Pictures that other sites show."""

REVALIDATE = "no-cache"
"""Kept, but asked for before each use; with its ETag that costs a short answer."""
KEPT = {
    ("css", "js", "mjs", "svg"): "public, max-age=600",
    ("avif", "ico", "jpg", "png", "webp"): "public, max-age=86400",
    ("woff2",): "public, max-age=604800",
}
"""Endings -> how long they may be kept. Their names stay while their content changes, so for no longer than this."""
HASHED, FOR_EVER = r"[.-][0-9a-f]{8,64}\.(?:css|js|mjs|woff2)$", "public, max-age=31536000, immutable"
"""Names that change with the content."""


@dataclass(frozen=True)
class PageRules:
    """What holds for HTML pages, by folder.

    Attributes:
        policies: Content-Security-Policy.
        referrers: Referrer-Policy.
        frames: Which pages other sites may show in a frame.
    """

    policies: Rules
    referrers: Rules
    frames: Rules


def page_rules(pages: Mapping[str, Stated], prefixes: Collection[str]) -> PageRules:
    """Put what pages state into rules.

    Parameters:
        pages: Path of each HTML file -> what it states.
        prefixes: Folder of each language below the site's root, with a slash at its end; empty for the first.
    """
    framed = {path: _is_framed(path, prefixes) for path in pages}
    policies = {
        path: f"{page.policy}; {ANY_FRAME if framed[path] else NO_FRAME}" if page.policy else None
        for path, page in pages.items()
    }
    return PageRules(
        rules(policies),
        rules({path: page.referrer or REFERRER for path, page in pages.items()}),
        rules({path: "yes" if is_framed else "" for path, is_framed in framed.items()}),
    )


def _is_framed(path: str, prefixes: Collection[str]) -> bool:
    """Tell embeds from the page that offers them."""
    return any(path.startswith(f"{prefix}{EMBEDS}/") and path != f"{prefix}{EMBEDS}/index.html" for prefix in prefixes)


WITH_POPUPS = f"{FORMS}/"
"""Pages that may open others and hear from them: the form editor signs in at a forge."""
