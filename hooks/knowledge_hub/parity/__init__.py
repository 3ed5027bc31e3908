"""Whether the languages of one text tell the same facts: numbers, dates, units, links, and names of records."""
