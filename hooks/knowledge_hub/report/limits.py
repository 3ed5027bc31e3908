"""The limits of the editors' report, in days, in one place."""

SOON = 90
"""A figure that goes out of date within so many days is told of beforehand."""

SOURCE_READ = 365
"""A source is read again after so many days."""

RECORD_CHECKED = 365
"""A record is gone through again after so many days."""

INVESTMENT_STATUS = 365
"""The status of an investment that is planned or being built is looked up again after so many days."""

DAY_NEEDED = 183
"""An event that may begin within so many days needs more than a month or a year as its date."""

EVENT_REST = 14
"""So many days after its end, an event should tell what came of it."""

EVENT_PAST = 730
"""Of an event that ended longer ago, nobody expects an outcome any more."""

PROJECT_REST = 90
"""So many days after its end, a project should tell its results."""

PROJECT_PAST = 1825
"""Of a project that ended longer ago, nobody expects results any more."""
