"""A table as CSV that spreadsheets open right and cannot mistake for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from knowledge_hub.open_data.columns import Column, Value
from knowledge_hub.open_data.tables import Row

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for the system's own encoding."""
SEPARATOR = "|"
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def csv_file(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """Write a table after RFC 4180, with a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([cell(column.value(row)) for column in columns])
    return BOM + text.getvalue()


def cell(value: Value) -> str:
    """Write one value; an empty cell says that nothing is known.

    A text that a spreadsheet would take for a formula gets an apostrophe in front,
    as does one that starts with apostrophes before such a sign, so that taking one
    away always gives the text back.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = (
        SEPARATOR.join(item.replace(SEPARATOR, f"\\{SEPARATOR}") for item in value)
        if isinstance(value, list)
        else value
    )
    return f"'{text}" if _FORMULA.match(text) else text
