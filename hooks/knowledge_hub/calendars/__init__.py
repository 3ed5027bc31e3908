"""Calendars: an entry for each event, and feeds of them, as iCalendar."""
