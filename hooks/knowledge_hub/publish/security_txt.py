"""`security.txt`: whom to tell of a weakness of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from knowledge_hub.model.entry import Contact

ADDRESS = ".well-known/security.txt"
VALID = timedelta(days=364)
"""How long the file holds after it was made; RFC 9116 advises less than a year."""


def security_txt(contact: Contact, languages: Sequence[str], site_url: str | None, today: date) -> str | None:
    """Write the file, or return `None` if there is nobody to write to.

    Parameters:
        contact: Whom to tell.
        languages: Codes of the languages that are read there, the preferred one first.
        site_url: Absolute address of the site's root, if it has one of its own.
        today: Day of the build, from which the file's last day is counted.

    Source: RFC 9116.
    """
    ways = [f"mailto:{contact.email}"] if contact.email else []
    ways += [str(contact.url)] if contact.url else []
    if not ways:
        return None
    lines = [f"Contact: {way}" for way in ways]
    lines += [f"Expires: {(today + VALID).isoformat()}T00:00:00Z", f"Preferred-Languages: {', '.join(languages)}"]
    lines += [f"Canonical: {site_url}{ADDRESS}"] if site_url else []
    return "".join(f"{line}\n" for line in lines)
