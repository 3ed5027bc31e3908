"""The limits on input, in one place. Real hubs stay far below each of them."""

MAX_FILE_BYTES = 512 * 1024
"""A data file larger than this is refused before it is parsed."""

MAX_DEPTH = 24
"""Levels of nesting in one YAML file. The parser in C crashes on extreme depth."""

MAX_NODES = 50_000
"""Values in one YAML file."""

MAX_ID_LENGTH = 80
"""Characters in a record's id; it becomes part of an address and a file name."""

MAX_LINE_LENGTH = 300
"""Characters in a one-line text such as a name or a title."""

MAX_TEXT_LENGTH = 20_000
"""Characters in one longer text."""

MAX_URL_LENGTH = 2_000
"""Characters in an address."""
