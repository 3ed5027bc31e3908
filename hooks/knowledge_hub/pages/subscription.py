"""Links from pages to the calendars of what they show."""

from __future__ import annotations

from knowledge_hub.calendars.feeds import MEDIA_TYPE, PAGE, Scope, calendar_of, has_entry, own_file, title
from knowledge_hub.model.records import Event
from knowledge_hub.pages.page import Alternative
from knowledge_hub.pages.view import View


def subscription(view: View, scope: Scope, id: str = "") -> str | None:
    """Return the relative address at which a page tells how to subscribe to a calendar, if there is one."""
    calendar = calendar_of(view.hub, scope, id)
    return f"{view.page(PAGE)}#{calendar.anchor}" if calendar else None


def alternatives(view: View, scope: Scope, id: str = "") -> tuple[Alternative, ...]:
    """Name the calendar of a city, an area or the hub to programs that read its page."""
    calendar = calendar_of(view.hub, scope, id)
    return (Alternative(MEDIA_TYPE, title(view, calendar), calendar.address(view.language)),) if calendar else ()


def own_calendar(view: View, item: Event) -> str | None:
    """Return the relative address of an event's own file, if its day is known."""
    return view.file(own_file(view.address)) if has_entry(view.hub, item) else None


def own_alternatives(view: View, item: Event) -> tuple[Alternative, ...]:
    """Name the file of an event to programs that read its page."""
    known = has_entry(view.hub, item)
    return (Alternative(MEDIA_TYPE, view.plain(item.title), own_file(view.address)),) if known else ()
